//! Labels that stand after their value or are its own beginning.

use super::head::of_roles;
use super::{Kinds, Label};
use crate::chunk::Chunk;
use crate::lexicon::role;
use crate::note::{Case, Note};

/// Words between a value and the label after it.
const REACH: usize = 4;
/// Digits that make a value of its own label.
const DIGITS: usize = 5;

const fn sure(kind: Kinds, index: usize) -> Label {
    Label { kind, sure: true, qualified: true, ending: false, index }
}

/// "12345678 (MRN)", "074-27-9424 is her SSN".
pub(crate) fn right(note: &Note<'_>, chunk: Chunk) -> Option<Label> {
    let next = chunk.last + 1;
    // HL7 writes an identifier's authority after it: `50326844^^^HOSP`.
    let component = |i: usize| note.at(i).is_mark(b'^') && note.at(i).joined();
    if component(next) && component(next + 1) && chunk.digits >= 4 {
        return Some(sure(Kinds::Mrn, next));
    }
    let linked = note.is_any(next, words!["is", "as", "was"])
        && (note.at(next + 1).has(role::POSSESSIVE | role::ARTICLE)
            || note.is(next + 1, word!("the")));
    let from = if linked {
        next + 2
    } else if note.at(next).is_one_of(b"(=[") {
        next + 1
    } else {
        return None;
    };
    let mut strangers = 0;
    for at in from..from + REACH {
        let token = note.at(at);
        if let Some(kind) = kind(note, at) {
            let follow = (at + 1..at + 4).find(|i| !note.at(*i).has(role::NUMBERED))?;
            // "12345 (MRN 67890)": that label has a value of its own.
            let valued = note.at(follow).is_number() || note.at(follow).is_one_of(b":=#");
            return (!valued).then_some(sure(kind, at));
        }
        strangers += usize::from(!token.has(role::LINK | role::RECORD_HEAD));
        if !token.is_word() || strangers > 2 || token.has(role::VERB) {
            return None;
        }
    }
    None
}

fn kind(note: &Note<'_>, at: usize) -> Option<Kinds> {
    let token = note.at(at);
    let numbered = note.at(at + 1).has(role::NUMBERED) || note.at(at + 1).is_mark(b'#');
    if token.has(role::MEMBER_SURE) && !numbered && !note.is_any(at, words!["mbi", "hicn"]) {
        return None;
    }
    if let Some(kind) = of_roles(token.roles) {
        let closed = note.at(at + 1).is_mark(b')') && token.len() <= 3;
        let bare = !matches!(kind, Kinds::Other | Kinds::License | Kinds::Device) || closed;
        return (bare || numbered).then_some(kind);
    }
    if note.is_any(at, words!["record", "chart"]) {
        return Some(Kinds::Mrn);
    }
    if token.has(role::PLATE_WORD) && note.at(at + 1).is_mark(b')') {
        return Some(Kinds::Plate);
    }
    if !numbered {
        return None;
    }
    if token.has(role::MEMBER_WEAK) {
        Some(Kinds::Member)
    } else if token.has(role::ACCOUNT_WEAK) {
        Some(Kinds::Account)
    } else if token.has(role::OTHER_WEAK) {
        Some(Kinds::Other)
    } else {
        None
    }
}

/// A value that begins with its own label: `MRN4839201`, `CLM-4829130`.
pub(crate) fn own(note: &Note<'_>, chunk: Chunk) -> Option<Label> {
    let token = note.at(chunk.first);
    if chunk.digits < DIGITS {
        return None;
    }
    if structured(note, chunk) {
        return Some(sure(Kinds::Other, chunk.first));
    }
    if !token.is_word() || chunk.last == chunk.first {
        return None;
    }
    let kind = of_roles(token.roles).filter(|kind| *kind != Kinds::Clinician);
    let prefix = token.has(role::ID_PREFIX).then_some(Kinds::Other);
    kind.or(prefix).map(|kind| sure(kind, chunk.first))
}

/// Tokens of a message's segment that are read.
const SEGMENT: usize = 120;

/// An element of an X12 claim (`NM1*IL*1*DOE****MI*W123456789~`) or a field of an HL7 segment (`ORC|RE|211902335|`).
fn structured(note: &Note<'_>, chunk: Chunk) -> bool {
    let (first, next) = (chunk.first, note.at(chunk.last + 1));
    let mark = |back: usize, mark: u8| note.before(first, back).is_mark(mark);
    if !note.at(first).joined() || !(mark(1, b'*') || mark(1, b'|')) {
        return false;
    }
    if mark(1, b'*') {
        let qualifier = note.before(first, 2).is_value() && note.before(first, 2).len() <= 3;
        let long = note.before(first, 3).is_number() && mark(4, b'*');
        return qualifier
            && (mark(3, b'*') || long || note.before(first, 3).is_value() && mark(4, b'*'));
    }
    let ends = next.is_one_of(b"|^") || !next.joined() || next.is_mark(b'.');
    chunk.digits > DIGITS
        && ends
        && (2..SEGMENT).any(|back| {
            let head = note.before(first, back);
            let bar = note.before(first, back - 1);
            head.has(role::HL7)
                && head.case == Case::Upper
                && (bar.is_mark(b'|') || bar.is_number())
        })
}
