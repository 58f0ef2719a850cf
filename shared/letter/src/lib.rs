//! A letter as blocks, rendered to DOCX, PDF, HTML and text.
//!
//! Pure: no I/O, no clock, no crate of Luma. The same letter gives the same bytes, natively and in the browser.
//! Placeholders such as `{{patient.last_name}}` stay in a stored letter and are printed as marked blanks;
//! [`merge`] fills them where the identifiers are: in the user's browser.
#![forbid(unsafe_code)]

mod block;
mod clean;
mod columns;
mod docx;
mod html;
mod inline;
mod letter;
mod merge;
mod pdf;
mod placeholder;
mod plan;
#[cfg(test)]
mod properties;
mod redact;
#[cfg(test)]
mod sample;
mod text;
mod xml;

pub use block::{Block, Criterion, CriterionStatus};
pub use docx::{DocxError, docx};
pub use html::html;
pub use inline::{Inline, Text};
pub use letter::{Language, Letter, Letterhead, ReLine, Reference, Signature};
pub use merge::{Missing, merge, placeholders};
pub use pdf::{PdfError, pdf};
pub use placeholder::{InvalidPlaceholder, Placeholder};
pub use text::text;
