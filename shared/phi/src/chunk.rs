//! A value as it is written: letters, digits and the marks that join them, without a blank.

use crate::few::Few;
use crate::lexicon::role;
use crate::note::{Kind, Note};

/// Tokens that one value may span; a longer one is cut, so that work stays linear.
const LONGEST: usize = 48;

/// Characters of a value that check digits are looked for in.
const COMPACT: usize = 64;

/// Words that begin the next field where fields are written with slashes.
const LABELS: u128 = role::MRN_WORD
    | role::SSN_WORD
    | role::ACCOUNT_SURE
    | role::OTHER_SURE
    | role::MEMBER_SURE
    | role::DOB_CUE;

/// A run of tokens without a blank, from alphanumeric to alphanumeric.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chunk {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) digits: usize,
    pub(crate) letters: usize,
    /// Joining marks inside.
    pub(crate) marks: usize,
}

impl Chunk {
    /// The value that starts at a word or number, wherever that stands.
    pub(crate) fn at(note: &Note<'_>, first: usize) -> Self {
        let mut chunk = Self { first, last: first, digits: 0, letters: 0, marks: 0 };
        chunk.count(note, first);
        for _ in 0..LONGEST {
            let next = note.at(chunk.last + 1);
            if !next.joined() {
                break;
            }
            if next.is_value() {
                chunk.last += 1;
                chunk.count(note, chunk.last);
                continue;
            }
            let after = note.at(chunk.last + 2);
            let joins = next.is_one_of(b"-/._") & after.joined() & after.is_value();
            // "MRN 1/CSN 2": the next field's label is no part of the value.
            let label = next.is_mark(b'/') & after.has(LABELS) & (chunk.digits > 0);
            if !joins | label {
                break;
            }
            chunk.last += 2;
            chunk.marks += 1;
            chunk.count(note, chunk.last);
        }
        chunk
    }

    fn count(&mut self, note: &Note<'_>, index: usize) {
        let token = note.at(index);
        self.letters += if token.is_word() { token.len() } else { 0 };
        self.digits += if token.is_number() { token.len() } else { 0 };
    }

    pub(crate) const fn length(self) -> usize {
        self.digits + self.letters
    }

    /// The chunk with the next one taken in across a blank.
    pub(crate) const fn with(self, next: Self) -> Self {
        Self {
            first: self.first,
            last: next.last,
            digits: self.digits + next.digits,
            letters: self.letters + next.letters,
            marks: self.marks + next.marks,
        }
    }

    /// Letters (upper case) and digits only, at most 64 of them.
    pub(crate) fn compact(self, note: &Note<'_>) -> Few<u8, COMPACT> {
        let bytes = note.span(self.first, self.last).iter();
        bytes
            .filter(|b| b.is_ascii_alphanumeric())
            .map(u8::to_ascii_uppercase)
            .take(COMPACT)
            .collect()
    }

    /// The lengths of the digit groups and the one mark between them, if there is nothing else and all marks are the same.
    pub(crate) fn groups(self, note: &Note<'_>) -> Option<(Few<usize, 9>, u8)> {
        if self.letters > 0 || self.last - self.first > 8 {
            return None;
        }
        let mut lengths = Few::new();
        let mut mark = 0;
        for index in self.first..=self.last {
            match note.at(index).kind {
                Kind::Number => lengths.push(note.at(index).len()),
                Kind::Mark(found) if mark == 0 || mark == found => mark = found,
                Kind::Mark(_) | Kind::Word | Kind::Edge => return None,
            }
        }
        Some((lengths, mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_runs_over_joining_marks_and_ends_at_a_blank_or_full_stop() {
        let note = Note::read(b"SN: BT-372.8883. Next");
        let chunk = Chunk::at(&note, 2);
        assert_eq!(note.span(chunk.first, chunk.last), b"BT-372.8883");
        assert_eq!((chunk.digits, chunk.letters, chunk.marks), (7, 2, 2));
    }
}
