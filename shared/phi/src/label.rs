//! The label that a value stands under: "MRN # ", "member ID (BCBS): ", "last four of her SSN ".
//!
//! Read from the value to the left, over the words and marks that link a label with its value, at most [`REACH`] tokens.

use crate::lexicon::role;
use crate::note::{Kind, Note, Token};

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
        match token.kind {
            Kind::Mark(mark) => {
                if let Some(label) = dotted(note, index) {
                    return Some(seen.label(label.0, label.1, index));
                }
                if !seen.pass_mark(note, index, mark) {
                    return seen.bare(index);
                }
            }
            Kind::Number if token.value == 4 && token.len() == 1 => {
                seen.ending |= note.is_any(index.wrapping_sub(1), &["last", "final"]);
            }
            Kind::Number | Kind::Edge => return seen.bare(index + 1),
            Kind::Word => {
                if let Some((kind, sure)) = head(note, index, &seen) {
                    return Some(seen.label(kind, sure, index));
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
    /// "ID" itself was passed: a label of last resort.
    id: bool,
    strangers: usize,
}

impl Seen {
    const fn label(&self, kind: Kinds, sure: bool, index: usize) -> Label {
        Label { kind, sure, qualified: self.qualified, ending: self.ending, index }
    }

    const fn bare(&self, index: usize) -> Option<Label> {
        if self.id { Some(self.label(Kinds::Other, true, index)) } else { None }
    }

    /// Whether the search goes on across a mark.
    fn pass_mark(&mut self, note: &Note<'_>, index: usize, mark: u8) -> bool {
        match mark {
            b':' | b'#' | b'=' => self.qualified = true,
            b'-' | b'(' | b')' | b'"' | b'\'' | b'*' | b'[' | b']' | b'/' | b'|' | b'_' | b'~'
            | b'>' => {}
            b',' => self.strangers += 1,
            b'.' => {
                let word = note.before(index, 1);
                let short = word.is_word() && word.len() <= 4 && note.at(index).joined();
                return short
                    && (word.len() == 1
                        || word.has(role::NUMBERED | ID_WORDS)
                        || note.is(index - 1, "sec"));
            }
            _ => return false,
        }
        true
    }

    /// Whether the search goes on across a word that is no label.
    fn pass_word(&mut self, note: &Note<'_>, token: &Token, index: usize) -> bool {
        let dotted = spelled_id(note, index);
        if token.has(role::NUMBERED) || dotted {
            self.qualified = true;
            self.id |= self.strangers == 0 && (dotted || note.is_any(index, &["id", "identifier"]));
        } else if token.has(role::ENDING) {
            self.ending = true;
        } else if !token.has(role::LINK) {
            self.strangers += 1;
        }
        self.strangers <= STRANGERS
    }
}

const ID_WORDS: u128 = role::SSN_WORD
    | role::MRN_WORD
    | role::RECORD_HEAD
    | role::ACCOUNT_SURE
    | role::LICENSE_WORD
    | role::DEVICE_SURE
    | role::OTHER_SURE
    | role::MEMBER_WEAK;

/// "I.D.", told at either letter.
fn spelled_id(note: &Note<'_>, index: usize) -> bool {
    let pair = |i: usize| {
        note.is(i, "i")
            && note.at(i + 1).is_mark(b'.')
            && note.is(i + 2, "d")
            && note.at(i + 2).joined()
    };
    note.at(index).len() == 1 && (pair(index) || index >= 2 && pair(index - 2))
}

/// Labels written with full stops or a slash: `M.R.N.`, `D.L.`, `S/N`, `A/C`; `index` is their last mark.
fn dotted(note: &Note<'_>, index: usize) -> Option<(Kinds, bool)> {
    let letter = |back: usize| {
        let token = note.before(index, back);
        let single = token.is_word() && token.len() == 1;
        single.then(|| note.bytes_of(token).first().map(u8::to_ascii_lowercase)).flatten()
    };
    if !note.at(index).is_mark(b'.') {
        return None;
    }
    match (letter(5), letter(3), letter(1)) {
        (Some(b's'), Some(b's'), Some(b'n')) | (_, Some(b's'), Some(b's')) => {
            Some((Kinds::Ssn, true))
        }
        (Some(b'm'), Some(b'r'), Some(b'n')) => Some((Kinds::Mrn, true)),
        (_, Some(b'd'), Some(b'l')) => Some((Kinds::License, true)),
        _ => None,
    }
}

/// The kind of label that the word at `index` makes with its neighbours, and whether it is sure.
fn head(note: &Note<'_>, index: usize, seen: &Seen) -> Option<(Kinds, bool)> {
    let token = note.at(index);
    slashed(note, index)
        .or_else(|| code(note, index))
        .or_else(|| person(note, index, seen))
        .or_else(|| {
            let found = if token.has(role::ACCOUNT_SURE) {
                (Kinds::Account, true)
            } else if token.has(role::DEVICE_SURE) {
                (Kinds::Device, true)
            } else if token.has(role::VIN_WORD) {
                (Kinds::Vin, true)
            } else if token.has(role::ZIP_LABEL) {
                (Kinds::Zip, true)
            } else if token.has(role::OTHER_SURE) {
                (Kinds::Other, true)
            } else if token.has(role::ACCOUNT_WEAK) {
                (Kinds::Account, false)
            } else if token.has(role::OTHER_WEAK) && !token.has(role::LINK) {
                (Kinds::Other, false)
            } else if token.has(role::DEVICE_WEAK) && seen.qualified {
                (Kinds::Device, false)
            } else {
                return None;
            };
            Some(found)
        })
}

/// `S/N`, `A/C`, `P/N`: the word is the part after the slash.
fn slashed(note: &Note<'_>, index: usize) -> Option<(Kinds, bool)> {
    let (mark, left) = (note.before(index, 1), note.before(index, 2));
    if !(note.at(index).joined()
        && mark.is_mark(b'/')
        && mark.joined()
        && left.is_word()
        && left.len() == 1)
    {
        return None;
    }
    match (note.bytes_of(left), note.bytes_of(note.at(index))) {
        (b"S" | b"s", b"N" | b"n") => Some((Kinds::Device, true)),
        (b"A" | b"a", b"C" | b"c") => Some((Kinds::Account, true)),
        (b"D" | b"d", b"L" | b"l") => Some((Kinds::License, true)),
        _ => None,
    }
}

/// Code systems, and policy numbers of a payer.
fn code(note: &Note<'_>, index: usize) -> Option<(Kinds, bool)> {
    let token = note.at(index);
    let pass = token.has(role::CODE_LABEL)
        && !(token.has(role::DEVICE_WEAK) && note.is_any(index + 1, &["serial", "device", "sn"]));
    if pass || note.is_any(index, &["code", "codes"]) && !note.before(index, 1).has(role::ZIP_LABEL)
    {
        return Some((Kinds::Code, true));
    }
    if note.before(index, 1).has(role::POLICY_LEFT)
        && note.is_any(index, &["policy", "policies", "guideline", "bulletin"])
    {
        return Some((Kinds::Code, true));
    }
    None
}

/// Numbers that a person has: Social Security, record, member, licence, clinician's.
fn person(note: &Note<'_>, index: usize, seen: &Seen) -> Option<(Kinds, bool)> {
    let token = note.at(index);
    let before = note.before(index, 1);
    if token.has(role::SSN_WORD) || note.is(index, "sec") && soc_before(note, index) {
        return Some((Kinds::Ssn, true));
    }
    if token.has(role::MRN_WORD) {
        return Some((Kinds::Mrn, true));
    }
    if token.has(role::PROVIDER_ID_WORD) {
        return Some((Kinds::Clinician, true));
    }
    if token.has(role::PLATE_WORD) {
        let sure = before.has(role::LICENSE_WORD) || note.is_any(index, &["plate", "plates"]);
        return Some((Kinds::Plate, sure));
    }
    if token.has(role::LICENSE_WORD) {
        return license(note, index, seen);
    }
    if note.is_any(index, &["record", "rec", "records"]) {
        return Some((Kinds::Mrn, true));
    }
    if token.has(role::STATE_HEAD) && seen.id {
        return Some((Kinds::License, true));
    }
    if token.has(role::RECORD_HEAD) && seen.qualified && !note.is(index, "medical") {
        return Some((Kinds::Mrn, seen.id || !token.has(role::LINK)));
    }
    if note.is(index, "chart") || note.is(index, "mr") && seen.qualified {
        return Some((Kinds::Mrn, false));
    }
    if token.has(role::MEMBER_SURE) && (seen.qualified || !token.has(role::LINK)) {
        return Some((Kinds::Member, true));
    }
    token.has(role::MEMBER_WEAK).then_some((Kinds::Member, false))
}

/// "Soc. Sec.", "soc sec".
fn soc_before(note: &Note<'_>, index: usize) -> bool {
    let back = if note.before(index, 1).is_mark(b'.') { 2 } else { 1 };
    index >= back && note.is(index - back, "soc")
}

/// Words before "license" that make it a clinician's.
const PROFESSIONS: [&str; 16] = [
    "medical",
    "nursing",
    "rn",
    "md",
    "professional",
    "physician",
    "pharmacist",
    "provider",
    "board",
    "np",
    "pa",
    "lpn",
    "do",
    "prescriber",
    "dental",
    "dea",
];

/// A driver's licence, or a clinician's where the words before say so.
fn license(note: &Note<'_>, index: usize, seen: &Seen) -> Option<(Kinds, bool)> {
    let near =
        |words: &[&str]| (1..=3).any(|back| index >= back && note.is_any(index - back, words));
    if note.is_any(index, &["dl", "cdl", "dln"]) {
        return (!note.before(index, 1).is_mark(b'/')).then_some((Kinds::License, true));
    }
    if note.is(index, "lic") || near(&PROFESSIONS) {
        return Some((Kinds::Clinician, true));
    }
    if near(&["state"]) && !near(&["driver", "drivers", "id"]) {
        return Some((Kinds::Clinician, true));
    }
    let sure = near(&["driver", "drivers", "driving", "operator", "s"]);
    let beside = seen.strangers == 0 && !note.is(index, "permit");
    (sure || seen.qualified || beside).then_some((Kinds::License, sure))
}
