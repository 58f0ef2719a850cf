//! A letter as a tagged PDF: laid out here, written by krilla.

mod draw;
mod flow;
mod font;
mod head;
mod line;
mod paginate;
mod re;
mod strip;
mod style;
mod table;
mod tree;

use crate::letter::Letter;

/// Why a letter cannot be printed as a PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The embedded fonts cannot print this character; nothing is ever printed as an empty box.
    #[error("no glyph for U+{:04X}", u32::from(*.0))]
    NoGlyph(char),
    /// The result would not be a valid PDF/UA-1 file. The text names the rule.
    #[error("the letter does not make a valid PDF/UA-1 file: {0}")]
    Invalid(String),
}

/// Prints a letter on US Letter paper as PDF/UA-1. The same letter gives the same bytes.
///
/// # Errors
/// [`PdfError::NoGlyph`] if the letter holds a character that the embedded fonts cannot print: they have Latin,
/// Greek and Cyrillic letters and common signs. [`PdfError::Invalid`] if the result is not valid PDF/UA-1.
pub fn pdf(letter: &Letter) -> Result<Vec<u8>, PdfError> {
    let mut fonts = font::Fonts::load()?;
    let flow = flow::flow(letter, &mut fonts)?;
    draw::file(letter, flow, &mut fonts)
}

/// All text of a letter as it is laid out, element by element, without white space at line breaks of a word.
#[cfg(test)]
pub(crate) fn words_printed(letter: &Letter) -> Result<String, PdfError> {
    let flow = flow::flow(letter, &mut font::Fonts::load()?)?;
    Ok(flow.words())
}
