//! Figures with odd marks between them, read with the mark that was meant: `08_16_25`, `08 . 16 . 2021`, `07,07,2016`,
//! `2024/02-14`, `3\26\23`, `433,4995`.

use crate::few::Few;
use crate::lexicon::role;
use crate::note::{Gap, Kind, Note};

/// Groups of figures that are read.
const GROUPS: usize = 6;
/// A run of groups, and the mark that stands for those between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) last: usize,
    pub(crate) mark: u8,
}

fn inside(note: &Note<'_>, index: usize) -> bool {
    let before = note.before(index, 1);
    note.at(index).joined()
        && (matches!(before.kind, Kind::Word | Kind::Number)
            || before.is_one_of(b",_-/.\\")
                && before.joined()
                && matches!(note.before(index, 2).kind, Kind::Word | Kind::Number))
}

fn value(note: &Note<'_>, index: usize) -> bool {
    matches!(note.at(index).kind, Kind::Word | Kind::Number)
}

/// What stands between two groups: the mark, and whether blanks are around it.
fn between(note: &Note<'_>, at: usize) -> Option<(u8, bool)> {
    let (sign, next) = (note.at(at), note.at(at + 1));
    let Kind::Mark(mark @ (b',' | b'_' | b'-' | b'/' | b'.' | b'\\')) = sign.kind else {
        return None;
    };
    let month = next.is_word() && next.has(role::MONTH) && matches!(mark, b'_' | b'\\');
    if !next.is_number() && !month {
        return None;
    }
    let tight = sign.joined() && next.joined();
    let loose = mark == b'.' && sign.gap == Gap::Blank && next.gap == Gap::Blank;
    (tight || loose).then_some((mark, loose))
}

/// The run that begins at the number `index`, if its marks are odd ones.
pub(crate) fn odd(note: &Note<'_>, index: usize) -> Option<Run> {
    if !note.at(index).is_number() || between(note, index + 1).is_none() || inside(note, index) {
        return None;
    }
    let mut sizes: Few<usize, GROUPS> = Few::new();
    let mut marks: Few<u8, GROUPS> = Few::new();
    sizes.push(note.at(index).len());
    let (mut last, mut blanks) = (index, false);
    while let Some((mark, loose)) = between(note, last + 1).filter(|_| sizes.len() < GROUPS) {
        last += 2;
        let token = note.at(last);
        sizes.push(if token.is_number() { token.len() } else { 0 });
        marks.push(mark);
        blanks |= loose;
    }
    let after = note.at(last + 1);
    if after.joined() && value(note, last + 1) {
        return None;
    }
    let mark = meant(&sizes, &marks, blanks)?;
    Some(Run { last, mark })
}

/// The mark that groups of these sizes were meant to have, if theirs are odd ones.
fn meant(sizes: &[usize], marks: &[u8], blanks: bool) -> Option<u8> {
    let first = marks.first()?;
    let same = marks.iter().all(|mark| mark == first);
    let listed = marks.iter().any(|mark| matches!(mark, b',' | b'_' | b'\\'));
    let lines = same && matches!(first, b'_' | b'\\');
    if same && !listed && !blanks {
        return None;
    }
    match *sizes {
        [2, 2, 4] | [4, 2, 2] => Some(b'/'),
        [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2] if !marks.contains(&b',') => Some(b'/'),
        [1 | 2, 1 | 2, 2] if lines || blanks => Some(b'/'),
        [1 | 2, 1 | 2 | 4] if lines => Some(b'/'),
        [1 | 2, 4] if blanks => Some(b'.'),
        [1 | 2, 0, 2 | 4] if lines => Some(b'-'),
        [3, 2, 4] => Some(b'-'),
        [3, 3, 4] | [3, 4] if listed => Some(b'-'),
        // "8028,36267" is one number; "97110,97140" are two, "12,500" is twelve thousand five hundred.
        [a, b] if listed && a != b && a != 3 && b != 3 && a + b >= 8 => Some(b'-'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Run> {
        odd(&Note::read(text.as_bytes()), 0)
    }

    #[test]
    fn odd_marks_are_told_from_lists_thousands_and_decimals() {
        for text in ["07,07,2016", "2024/02-14", "8_16_25", "3\\26\\23", "1_15", "115-66.7373"] {
            assert!(read(text).is_some(), "{text}");
        }
        for text in ["12,500", "1,234,567", "97110,97140", "2,5", "10-20-30", "5/10/2024", "1-2-3"]
        {
            assert!(read(text).is_none(), "{text}");
        }
        assert_eq!(read("8028,36267"), Some(Run { last: 2, mark: b'-' }));
    }
}
