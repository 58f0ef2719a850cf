//! Codes that a line break cuts: "3Q75D\n98EP98".

use crate::chunk::Chunk;
use crate::note::{Gap, Kind, Note};
use crate::rules::check;

/// A code of letters and figures in two lines whose shape or check digit tells that it is one.
pub(crate) fn code(note: &Note<'_>, index: usize) -> Option<(Chunk, Chunk)> {
    let inner = matches!(note.before(index, 1).kind, Kind::Word | Kind::Number);
    let mixed = note.at(index + 1).is_word() && note.at(index + 1).joined();
    if !note.at(index).is_number() || !mixed || note.at(index).joined() && inner {
        return None;
    }
    let head = Chunk::at(note, index);
    if note.at(head.last + 1).gap != Gap::Line {
        return None;
    }
    let tail = Chunk::at(note, head.last + 1);
    if tail.digits == 0 || !matches!(head.length() + tail.length(), 11 | 17) {
        return None;
    }
    let whole = head.with(tail).compact(note);
    (check::mbi(&whole) || check::vin(&whole)).then_some((head, tail))
}
