//! The label that a value stands under: "MRN # ", "member ID (BCBS): ", "last four of her SSN ".
//!
//! Read from the value to the left, over the words and marks that link a label with its value, at most [`REACH`] tokens.

mod head;
mod right;

pub(crate) use head::of_roles;
pub(crate) use right::{own, right};

use crate::known;
use crate::lexicon::role;
use crate::note::{Gap, Kind, Note, Token};

const REACH: usize = 14;
/// Words between label and value that are neither links nor labels.
const STRANGERS: usize = 2;

/// What kind of number a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kinds {
    Ssn,
    Mrn,
    Member,
    Account,
    License,
    Clinician,
    Plate,
    Vin,
    Device,
    Other,
    Zip,
    /// A code or policy number that identifies no person.
    Code,
}

/// A label found beside a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) kind: Kinds,
    /// The word alone announces an identifier, without "number" or "#".
    pub(crate) sure: bool,
    /// "number", "ID", "#" or a colon stands between.
    pub(crate) qualified: bool,
    /// "ending in", "last four": the value is the end of a number.
    pub(crate) ending: bool,
    /// Index of the label's word.
    pub(crate) index: usize,
}

/// The label to the left of the value that starts at `value`.
pub(crate) fn left(note: &Note<'_>, value: usize) -> Option<Label> {
    let mut seen = Seen::default();
    let value = note.before_leader(value);
    for back in 1..=REACH {
        let Some(index) = value.checked_sub(back) else { return seen.bare(0) };
        let token = note.at(index);
        seen.mark(
            PARTED,
            token.is_mark(b'|') || note.at(index + 1).gap == Gap::Line && !token.is_mark(b':'),
        );
        match token.kind {
            Kind::Mark(mark) => {
                let dotted = if mark == b'.' { head::initials(note, index) } else { None };
                if let Some((kind, sure)) = dotted {
                    return Some(seen.label(kind, sure, index));
                }
                if !seen.pass_mark(note, index, mark) {
                    return seen.bare(index);
                }
            }
            Kind::Number if token.value == 4 && token.len() == 1 => {
                seen.last_four(note, index);
            }
            Kind::Number | Kind::Word if token.len() <= 2 && boxed(note, index) => {}
            Kind::Number | Kind::Edge => return seen.bare(index + 1),
            Kind::Word => {
                if let Some((kind, sure)) = head::find(note, index, &seen) {
                    let elsewhere = kind == Kinds::Code && seen.has(PARTED);
                    return (!elsewhere).then(|| seen.label(kind, sure, index));
                }
                if !seen.pass_word(note, token, index) {
                    return seen.bare(index);
                }
            }
        }
    }
    None
}

/// What was passed on the way from the value to its label.
#[derive(Default)]
struct Seen {
    qualified: bool,
    ending: bool,
    strangers: usize,
    /// A set of the marks below.
    passed: u8,
}

/// "ID", "No." or "#" before any other word: whatever it counts is a label of last resort.
const ID: u8 = 1;
/// A lot, a form, a page: what is counted numbers no person.
const BARRED: u8 = 2;
/// "last four" before any other word.
const FOUR: u8 = 4;
/// "member" or "subscriber".
const MEMBER: u8 = 8;
/// A table's bar, or a line's end without a colon.
const PARTED: u8 = 16;

impl Seen {
    const fn has(&self, mark: u8) -> bool {
        self.passed & mark != 0
    }

    fn mark(&mut self, mark: u8, passed: bool) {
        self.passed |= if passed { mark } else { 0 };
    }

    const fn label(&self, kind: Kinds, sure: bool, index: usize) -> Label {
        Label { kind, sure, qualified: self.qualified, ending: self.ending, index }
    }

    /// What no label but only such words as "ID", "member" and "last four" announce.
    const fn bare(&self, index: usize) -> Option<Label> {
        if self.has(FOUR) {
            Some(self.label(Kinds::Ssn, true, index))
        } else if self.has(ID) && !self.has(BARRED) {
            Some(self.label(Kinds::Other, true, index))
        } else if self.has(MEMBER) {
            Some(self.label(Kinds::Member, false, index))
        } else {
            None
        }
    }

    fn last_four(&mut self, note: &Note<'_>, index: usize) {
        let asked = note.is_any(index.wrapping_sub(1), words!["last", "final"]);
        self.ending |= asked;
        self.mark(FOUR, asked && self.strangers == 0);
    }

    /// Whether the search goes on across a mark.
    fn pass_mark(&mut self, note: &Note<'_>, index: usize, mark: u8) -> bool {
        match mark {
            b':' | b'=' => self.qualified = true,
            b'#' => {
                self.qualified = true;
                let noun = note.before(index, 1);
                self.mark(ID, self.strangers == 0 && (noun.is_word() || noun.is_mark(b'.')));
            }
            b'-' | b'(' | b')' | b'"' | b'\'' | b'*' | b'[' | b']' | b'/' | b'|' | b'_' | b'~'
            | b'>' | b'+' => {}
            b',' => self.strangers += 1,
            b'.' => {
                let word = note.before(index, 1);
                let short = word.is_word() && word.len() <= 4 && note.at(index).joined();
                return short
                    && (word.len() == 1
                        || word.has(role::NUMBERED | ID_WORDS)
                        || note.is(index - 1, word!("sec")));
            }
            _ => return false,
        }
        true
    }

    /// Whether the search goes on across a word that is no label.
    fn pass_word(&mut self, note: &Note<'_>, token: &Token, index: usize) -> bool {
        let dotted = spelled_id(note, index);
        if self.strangers == 0 && note.is_any(index, &CALLED) {
            self.mark(BARRED, true);
            return false;
        }
        if token.has(role::NUMBERED) || dotted {
            self.qualified = true;
            self.mark(ID, self.strangers == 0);
        } else if token.has(role::ENDING) {
            self.ending = true;
            if note.is(index, word!("four")) {
                self.last_four(note, index);
            }
        } else if !token.has(role::LINK | role::NUMBER)
            && (!head::state(token) || note.is(index, word!("ca")))
        {
            self.strangers += 1;
        }
        self.mark(MEMBER, token.has(role::MEMBER_SURE));
        self.mark(BARRED, token.has(role::UNNUMBERED));
        self.strangers <= STRANGERS
    }
}

/// Labels of telephone numbers, which are no numbers of this family.
const CALLED: [u64; 7] =
    known::hashes(["phone", "ph", "tel", "telephone", "fax", "cell", "mobile"]);

const ID_WORDS: u128 = role::SSN_WORD
    | role::MRN_WORD
    | role::RECORD_HEAD
    | role::ACCOUNT_SURE
    | role::LICENSE_WORD
    | role::DEVICE_SURE
    | role::OTHER_SURE
    | role::PLATE_WORD
    | role::MEMBER_WEAK;

/// The number of a form's field between label and value: "I.D. Number (1a): ".
fn boxed(note: &Note<'_>, index: usize) -> bool {
    let token = note.at(index);
    let open = |i: usize| {
        (note.at(i).is_mark(b'(') || note.is(i, word!("box")) && note.before(i, 1).is_mark(b'('))
            && note.at(i + 1).is_number()
            && note.at(i + 1).len() <= 2
    };
    let number = token.is_number() && index > 0 && open(index - 1);
    let letter = token.joined() && token.len() == 1 && index > 1 && open(index - 2);
    number || letter && note.at(index + 1).is_mark(b')')
}

/// "I.D.", told at either letter.
fn spelled_id(note: &Note<'_>, index: usize) -> bool {
    let pair = |i: usize| {
        note.is(i, word!("i"))
            && note.at(i + 1).is_mark(b'.')
            && note.is(i + 2, word!("d"))
            && note.at(i + 2).joined()
    };
    note.at(index).len() == 1 && (pair(index) || index >= 2 && pair(index - 2))
}
