//! A letter as a Word document: Office Open XML in a ZIP archive (ECMA-376, transitional).

mod body;
mod package;
mod run;
mod table;
mod zip;

use crate::letter::Letter;

/// Why a letter cannot be written as a Word document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocxError {
    /// A part of the file is over 4 GiB, the limit of the ZIP format.
    #[error("the letter is too large for a Word document")]
    TooLarge,
}

/// Writes a letter as a Word document. The same letter gives the same bytes.
///
/// # Errors
/// [`DocxError::TooLarge`] if a part of the file passes 4 GiB.
pub fn docx(letter: &Letter) -> Result<Vec<u8>, DocxError> {
    zip::archive(&package::files(letter))
}
