//! A letter as a tagged PDF.

use crate::letter::Letter;

/// Why a letter cannot be printed as a PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The embedded fonts cannot print this character; nothing is ever printed as an empty box.
    #[error("no glyph for U+{:04X}", u32::from(*.0))]
    NoGlyph(char),
    /// The result would not be a valid PDF/UA-1 file.
    #[error("the letter does not make a valid PDF/UA-1 file: {0}")]
    Invalid(String),
}

/// Prints a letter on US Letter paper as PDF/UA-1.
///
/// # Errors
/// [`PdfError`].
pub fn pdf(_letter: &Letter) -> Result<Vec<u8>, PdfError> {
    Err(PdfError::Invalid(String::new()))
}
