//! Numbers in the rows of a pasted table: the line above names its columns (`name,dob,member_id`).

use crate::chunk::Chunk;
use crate::label::{Kinds, Label};
use crate::lexicon::role;
use crate::note::{Gap, Kind, Note};

/// Tokens of a row and of a line of headings that are read.
const REACH: usize = 40;
/// Digits of a number that a heading alone makes an identifier.
const DIGITS: usize = 6;

/// The label that the headings above give a long number after a comma or bar.
pub(crate) fn label(note: &Note<'_>, chunk: Chunk) -> Option<Label> {
    let cell = note.before(chunk.first, 1).is_one_of(b",|;");
    if !cell || chunk.digits < DIGITS {
        return None;
    }
    let starts = |i: usize| note.at(i).gap == Gap::Line;
    let row = (0..REACH).filter_map(|back| chunk.first.checked_sub(back)).find(|i| starts(*i))?;
    let (mut kind, mut marks) = (None, 0);
    for back in 1..=REACH {
        let index = row.checked_sub(back)?;
        let token = note.at(index);
        match token.kind {
            // "member_id": the word before "id" says more.
            Kind::Word if kind.is_none_or(|kind| kind == Kinds::Other) => {
                kind = named(note, index).or(kind);
            }
            Kind::Mark(b',' | b'|' | b';') => marks += 1,
            Kind::Word | Kind::Mark(b'_' | b'#' | b'.') => {}
            Kind::Number | Kind::Mark(_) | Kind::Edge => return None,
        }
        if starts(index) {
            break;
        }
    }
    let kind = kind.filter(|_| marks >= 2)?;
    Some(Label { kind, sure: true, qualified: true, ending: false, index: row })
}

/// The kind of number that a heading names.
fn named(note: &Note<'_>, index: usize) -> Option<Kinds> {
    let token = note.at(index);
    let kind = if token.has(role::SSN_WORD) {
        Kinds::Ssn
    } else if token.has(role::MRN_WORD) {
        Kinds::Mrn
    } else if token.has(role::MEMBER_SURE) {
        Kinds::Member
    } else if token.has(role::ACCOUNT_SURE) {
        Kinds::Account
    } else if token.has(role::OTHER_SURE) || note.is_any(index, &["id", "identifier"]) {
        Kinds::Other
    } else {
        return None;
    };
    Some(kind)
}
