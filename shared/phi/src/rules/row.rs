//! Dates in rows, of which only the last bears a year: "11/10, 3/28, 3/13/2017", "5/25-8/25/19".

use crate::note::Note;

/// Dates without a year before the one that bears it.
const DATES: usize = 5;

/// Whether the month and day that end at `last` begin a row that ends in a whole date.
pub(super) fn heads(note: &Note<'_>, last: usize) -> bool {
    let mut at = last + 1;
    for _ in 0..DATES {
        let joint = note.at(at).is_one_of(b",&-") || note.is_any(at, words!["and", "to"]);
        let part = |i: usize, most: u32| {
            note.at(i).is_number() && note.at(i).len() <= 2 && note.at(i).in_range(1, most)
        };
        let slash = |i: usize| note.at(i).is_mark(b'/');
        if !joint || !part(at + 1, 12) || !slash(at + 2) || !part(at + 3, 31) {
            return false;
        }
        let year = note.at(at + 5);
        if slash(at + 4) && note.at(at + 4).joined() {
            return year.is_number() && matches!(year.len(), 2 | 4);
        }
        at += 4;
    }
    false
}
