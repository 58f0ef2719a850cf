//! Values written with blanks between their characters: "2 0 2 3-1 2", "M a r i a".

use super::Speller;
use crate::note::{Gap, Note};
use crate::segment;
use crate::shadow::Bytes;

/// Blanks between single characters that make a spaced-out value, where no marks show its parts.
const SPACED: usize = 2;
/// Tokens of the longest run that is read.
const LONGEST: usize = 80;

impl Speller<'_> {
    /// Single characters with blanks between them, marks among them.
    pub(super) fn spaced(&mut self, index: usize) -> Option<usize> {
        let note = self.note;
        if !note.spaced || !single(note, index, index) || labels(note, index) {
            return None;
        }
        // "3.2 x 2.1 x 0.4 cm": a measure of a wound.
        let decimal = if note.at(index + 1).is_mark(b'.') { 2 } else { 0 };
        if note.is(index + 1 + decimal, word!("x")) {
            return None;
        }
        let run = Run::at(note, index);
        let cut = note.at(run.last + 1).joined() && note.at(run.last + 1).is_value();
        let last = if cut { run.last.checked_sub(1)? } else { run.last };
        if run.blanks < if run.marks >= 2 { 1 } else { SPACED } {
            return None;
        }
        let joined = join(note, index, last);
        self.put(joined, note.at(index).start, note.at(last).end);
        Some(last + 1)
    }
}

/// Whether the token is a single character, or a pair of figures that a mark joins to others; `first` begins the run.
fn single(note: &Note<'_>, at: usize, first: usize) -> bool {
    let token = note.at(at);
    let pair = token.is_number()
        && token.len() == 2
        && (at == first || token.joined() || note.at(at + 1).joined());
    token.is_value() && (token.len() == 1 || pair)
}

/// Whether the token stands inside a value or is one of the letters of a label such as "w/o".
fn labels(note: &Note<'_>, index: usize) -> bool {
    let token = note.at(index);
    let inside = token.joined() && note.before(index, 1).is_value();
    let slashed = |i: usize| note.at(i).is_mark(b'/') && note.at(i).joined();
    let letter =
        token.is_word() && (slashed(index + 1) || token.joined() && slashed(index.wrapping_sub(1)));
    inside || letter
}

/// A run of single characters.
struct Run {
    last: usize,
    blanks: usize,
    /// Marks that part figures.
    marks: usize,
}

impl Run {
    /// The run that starts at token `first`.
    fn at(note: &Note<'_>, first: usize) -> Self {
        let mut run = Self { last: first, blanks: 0, marks: 0 };
        let mut at = first + 1;
        while at < first + LONGEST && note.at(at).gap != Gap::Line {
            let (token, before, after) = (note.at(at), note.at(at - 1), note.at(at + 1));
            let alone = single(note, at, first);
            let stop = token.is_mark(b'.') && !after.joined()
                || token.is_mark(b',') && !(after.is_word() && note.at(run.last).is_word());
            let mark = token.is_one_of(b"-/.,@()_:'") && !stop && token.joined();
            let apart = alone && token.len() == 2 && !token.joined() && before.is_value();
            let glued = alone && token.joined() && before.is_value();
            let unspaced = at > first + 10 && run.blanks == 0;
            if !alone && !mark || apart || glued || unspaced {
                break;
            }
            run.marks += usize::from(token.is_one_of(b"/-.") && before.is_number());
            if alone {
                let both = token.len() == 1 && before.len() == 1 && before.is_value();
                run.blanks += usize::from(both && !token.joined());
                run.last = at;
            }
            at += 1;
        }
        run
    }
}

/// The characters of a spaced-out value; letters in a row become a first name and a surname where they can.
fn join(note: &Note<'_>, first: usize, last: usize) -> Bytes {
    let mut bytes: Bytes = Vec::new();
    for index in first..=last {
        let token = note.at(index);
        bytes.extend(
            note.bytes_of(token).iter().zip(token.start..).map(|(byte, at)| (*byte, at, at + 1)),
        );
        if token.is_mark(b',') {
            bytes.push((b' ', token.start, token.end));
        }
    }
    count_before_date(&mut bytes);
    let text: Vec<u8> = bytes.iter().map(|(byte, ..)| *byte).collect();
    for at in segment::blanks(&text).into_iter().rev() {
        if let Some(&(_, from, to)) = bytes.get(at) {
            bytes.insert(at, (b' ', from, to));
        }
    }
    bytes
}

/// "cycle 3 8/1/2 0 2 1" is no date with a month of 38: the first figure counts something and stands alone.
fn count_before_date(bytes: &mut Bytes) {
    let head: Vec<u8> = bytes.iter().take(3).map(|(byte, ..)| *byte).collect();
    if let &[tens @ b'0'..=b'9', ones @ b'0'..=b'9', b'/' | b'-'] = head.as_slice()
        && (tens > b'3' || tens == b'3' && ones > b'1')
        && let Some(&(_, from, to)) = bytes.get(1)
    {
        bytes.insert(1, (b' ', from, to));
    }
}
