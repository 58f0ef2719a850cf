//! A case becomes facts, criteria, a draft and a document.
#![forbid(unsafe_code)]

pub mod case;
pub mod criterion;
pub mod fact;
pub mod text;
