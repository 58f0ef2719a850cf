//! Numbers in the rows of a pasted table: the line above names its columns (`name,dob,member_id`).

use crate::Category;
use crate::chunk::Chunk;
use crate::label::{Kinds, Label};
use crate::lexicon::role;
use crate::note::{Case, Gap, Kind, Note, Token};
use crate::spot::Spot;

/// Tokens of a row and of a line of headings that are read.
const REACH: usize = 40;
/// Digits of a number that a heading alone makes an identifier.
const DIGITS: usize = 6;

/// The label that the headings above give a long number after a comma or bar.
pub(crate) fn label(note: &Note<'_>, chunk: Chunk) -> Option<Label> {
    let cell = note.before(chunk.first, 1).is_one_of(b",|;") || note.wide_gap(chunk.first);
    if !cell || chunk.digits < DIGITS {
        return None;
    }
    let starts = |i: usize| note.at(i).gap == Gap::Line;
    let row = (0..REACH).filter_map(|back| chunk.first.checked_sub(back)).find(|i| starts(*i))?;
    let (mut kind, mut marks) = (None, 0);
    for back in 1..=REACH {
        let index = row.checked_sub(back)?;
        let token = note.at(index);
        marks += usize::from(!starts(index) && note.wide_gap(index));
        match token.kind {
            // "member_id": the word before "id" says more.
            Kind::Word if kind.is_none_or(|kind| kind == Kinds::Other) => {
                kind = named(note, index).or(kind);
            }
            Kind::Mark(b',' | b'|' | b';') => marks += 1,
            Kind::Word | Kind::Mark(b'_' | b'#' | b'.' | b'/' | b'(' | b')' | b'-') => {}
            Kind::Number | Kind::Mark(_) | Kind::Edge => break,
        }
        if starts(index) {
            break;
        }
    }
    let kind = kind.filter(|_| marks >= 2)?;
    Some(Label { kind, sure: true, qualified: true, ending: false, index: row })
}

/// Whether the words right before a date are written like a person's name: "Okafor, Ngozi 3/5/1961".
pub(crate) fn named_before(note: &Note<'_>, date: usize) -> bool {
    let link = |token: &Token| token.is_one_of(b",|;/-(\"") || token.has(role::WEEKDAY);
    let comma = (1..=4).take_while(|back| link(note.before(date, *back))).count();
    let word = |back: usize| note.before(date, comma + back);
    let initial = word(1).is_word() && word(1).len() == 1 || word(1).is_mark(b'.');
    let skip = if word(1).is_mark(b'.') { 2 } else { usize::from(initial) };
    let borne = |token: &Token| {
        note.name_like(token)
            && !token.has(role::STOP | role::VERB | role::DATE_CUE)
            && (!token.has(role::UNIT) || token.case == Case::Title && token.class.surname() > 1)
            && !token.class.clinical()
            && (token.class.first() > 1
                || token.class.surname() > 1
                || !token.class.english()
                    && (token.class.first() > 0
                        || token.class.surname() > 0
                        || token.class.unknown()))
    };
    let double = word(skip + 2).is_mark(b'-') && word(skip + 2).joined();
    let skip = if double && borne(word(skip + 1)) { skip + 2 } else { skip };
    let second = word(skip + 2);
    let given = match second.kind {
        Kind::Mark(b',') => word(skip + 3),
        Kind::Mark(b'.') => word(skip + 4),
        Kind::Word | Kind::Number | Kind::Mark(_) | Kind::Edge => second,
    };
    borne(word(skip + 1)) && borne(given)
}

/// A long number right after a name and its birth date, as headers of pages print them: "Okafor, Ngozi 3/5/1961 4839201".
pub(crate) fn after_birth(note: &Note<'_>, chunk: Chunk, birth: Option<usize>) -> Option<Spot> {
    let link = |i: usize| {
        note.at(i).is_one_of(b",|;/\"-") || note.at(i).has(role::SEX) && note.at(i).len() == 1
    };
    let follows = birth.is_some_and(|last| {
        (last + 1..=last + 4).contains(&chunk.first) && (last + 1..chunk.first).all(link)
    }) || chunk.digits >= 8
        && note.before(chunk.first, 1).is_mark(b',')
        && named_before(note, chunk.first);
    if !follows {
        return None;
    }
    let grouped = chunk.letters == 0
        && chunk.digits < DIGITS
        && note.at(chunk.last + 1).is_number()
        && note.at(chunk.last + 1).gap == Gap::Blank;
    let next = note.at(chunk.last + 1);
    let wide = if grouped { Chunk::at(note, chunk.last + 1).digits } else { 0 };
    let fits = chunk.digits + wide >= DIGITS && chunk.digits + wide <= 12 && chunk.letters <= 3;
    let measured = next.has(role::UNIT)
        && !note.is_any(chunk.last + 1, &["bp", "hr", "rr", "wt", "ht", "bmi"])
        || next.is_mark(b'%')
        || next.is_one_of(b":/") && next.joined();
    let last = if grouped { chunk.last + 1 } else { chunk.last };
    (fits && !measured).then(|| Spot::block(chunk.first, last, Category::Mrn, "id.positional"))
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
