//! A case becomes facts, criteria, a draft and a document.
//!
//! Pure: no I/O, no clock, no randomness. Time comes in as a value.
#![forbid(unsafe_code)]

pub mod brief;
pub mod case;
pub mod clock;
pub mod compose;
mod concept;
pub mod criterion;
pub mod document;
pub mod draft;
pub mod evidence;
pub mod fact;
pub mod gap;
pub mod grounding;
pub mod inquiry;
pub mod kind;
mod meaning;
pub mod portable;
pub mod prompt;
pub mod reviewer;
pub mod text;
