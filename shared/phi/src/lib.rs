//! Finds identifiers in clinical text.
