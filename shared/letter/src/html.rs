//! A letter as one accessible page.

use crate::letter::Letter;

/// Writes a letter as one standalone page with print styles.
pub fn html(letter: &Letter) -> String {
    letter.title.clone()
}
