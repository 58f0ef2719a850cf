//! A letter as plain text.

use crate::letter::Letter;

/// Writes a letter as plain text, wrapped at `width` columns.
pub fn text(letter: &Letter, _width: usize) -> String {
    letter.title.clone()
}
