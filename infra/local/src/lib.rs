//! The one-machine cloud.
