//! A case becomes facts, criteria, a draft and a document.
