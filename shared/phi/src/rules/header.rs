//! Numbers in the rows of a pasted table: the line above names its columns (`name,dob,member_id`).

use crate::Category;
use crate::chunk::Chunk;
use crate::label::{self, Kinds, Label};
use crate::lexicon::role;
use crate::note::{Case, Gap, Kind, Note, Token};
use crate::rules::{date, pieces};
use crate::spot::Spot;

/// Tokens of a row and of a line of headings that are read.
const REACH: usize = 40;
/// Lines above a row among which its headings are looked for.
const ROWS: usize = 4;
/// Digits of a number that a heading alone makes an identifier.
const DIGITS: usize = 6;

/// The label that the headings above give a long number in a cell of a table.
pub(crate) fn label(note: &Note<'_>, chunk: Chunk) -> Option<Label> {
    if chunk.digits < DIGITS {
        return None;
    }
    let (first, next) = (chunk.first, chunk.last + 1);
    let opens = starts(note, first) && (note.at(next).is_one_of(b",|;") || note.wide_gap(next));
    let cell = opens || note.before(first, 1).is_one_of(b",|;") || note.wide_gap(first);
    if !cell {
        return None;
    }
    let row = line_start(note, first)?;
    let column = (row + 1..=first).filter(|i| parted(note, *i)).count();
    let mut below = row;
    for _ in 0..ROWS {
        let start = line_start(note, below.checked_sub(1)?)?;
        let heads = (start + 1..below).filter(|i| parted(note, *i)).count();
        let plain = (start..below).all(|i| !note.at(i).is_number());
        let kind = if !plain || heads < 1 {
            None
        } else if heads >= column {
            heading(note, start, below, Some(column))
        } else {
            heading(note, start, below, None)
        };
        if let Some(kind) = kind {
            return Some(Label { kind, sure: true, qualified: true, ending: false, index: start });
        }
        below = start;
    }
    None
}

fn starts(note: &Note<'_>, index: usize) -> bool {
    note.at(index).gap == Gap::Line
}

/// The first token of the line on which `index` stands.
fn line_start(note: &Note<'_>, index: usize) -> Option<usize> {
    (0..REACH).filter_map(|back| index.checked_sub(back)).find(|i| starts(note, *i))
}

/// Whether a cell ends right before this token.
fn parted(note: &Note<'_>, index: usize) -> bool {
    note.before(index, 1).is_one_of(b",|;\t") || note.wide_gap(index)
}

/// The kind of number that a line of headings names, in one column or in any.
fn heading(note: &Note<'_>, start: usize, end: usize, wanted: Option<usize>) -> Option<Kinds> {
    let (mut column, mut kind) = (0, None);
    for index in start..end {
        column += usize::from(index > start && parted(note, index));
        let here = wanted.is_none_or(|wanted| wanted == column);
        // "member_id": the word before "id" says more.
        if here && kind.is_none_or(|kind| kind == Kinds::Other) {
            kind = match named(note, index) {
                Some(Kinds::Other) | None => kind.or(named(note, index)),
                found => found,
            };
        }
    }
    kind
}

/// Whether the words right before a date are written like a person's name: "Okafor, Ngozi 3/5/1961".
pub(crate) fn named_before(note: &Note<'_>, date: usize) -> bool {
    let link = |token: &Token| token.is_one_of(b",|;/-([\"") || token.has(role::WEEKDAY);
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
    let double = word(skip + 2).is_one_of(b"-'") && word(skip + 2).joined();
    let skip = if double && borne(word(skip + 1)) { skip + 2 } else { skip };
    let second = word(skip + 2);
    let given = match second.kind {
        Kind::Mark(b',' | b'*' | b'^') => word(skip + 3),
        Kind::Mark(b'.') => word(skip + 4),
        Kind::Word | Kind::Number | Kind::Mark(_) | Kind::Edge => second,
    };
    borne(word(skip + 1)) && borne(given)
}

/// A number that only its place beside a name explains: "Ruiz, Ana (496412)", "Ana Ruiz / 866597".
fn beside_name(note: &Note<'_>, chunk: Chunk) -> bool {
    if chunk.digits < DIGITS {
        return false;
    }
    let (before, next) = (note.before(chunk.first, 1), note.at(chunk.last + 1));
    let digits = if before.is_mark(b',') { 8 } else { DIGITS };
    let bracketed =
        before.is_mark(b'(') && next.is_mark(b')') || before.is_mark(b'[') && next.is_mark(b']');
    chunk.digits >= digits
        && !date::looks_like_date(note, chunk)
        && (bracketed || before.is_one_of(b",/|") || printed(note, chunk.first))
}

/// "GALLOWAY*REESE 000441297": a number right after a name as machines print it.
fn printed(note: &Note<'_>, number: usize) -> bool {
    let (given, mark) = (note.before(number, 1), note.before(number, 2));
    given.is_word() && given.joined() && mark.is_one_of(b"*^") && mark.joined()
}

/// A long number right after a name and its birth date, as headers of pages print them: "Okafor, Ngozi 3/5/1961 4839201".
pub(crate) fn after_birth(note: &Note<'_>, chunk: Chunk, birth: Option<usize>) -> Option<Spot> {
    let link = |i: usize| {
        note.at(i).is_one_of(b",|;/\"-") || note.at(i).has(role::SEX) && note.at(i).len() == 1
    };
    let follows = birth.is_some_and(|last| {
        (last + 1..=last + 4).contains(&chunk.first) && (last + 1..chunk.first).all(link)
    }) || beside_name(note, chunk) && named_before(note, chunk.first);
    if note.before(chunk.first, 1).is_mark(b'|') && chunk.letters == 0 && chunk.digits < 4 {
        let row = pieces::group_run(note, chunk);
        let groups = row.last > chunk.last + 1 && note.at(row.last + 1).is_mark(b'|');
        if groups && row.digits >= DIGITS && named_before(note, chunk.first) {
            return Some(Spot::block(chunk.first, row.last, Category::Mrn, "id.positional"));
        }
    }
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
        && !note.is_any(chunk.last + 1, words!["bp", "hr", "rr", "wt", "ht", "bmi"])
        || next.is_mark(b'%')
        || next.is_one_of(b":/") && next.joined();
    let last = if grouped { chunk.last + 1 } else { chunk.last };
    (fits && !measured).then(|| Spot::block(chunk.first, last, Category::Mrn, "id.positional"))
}

/// The kind of number that a heading names.
fn named(note: &Note<'_>, index: usize) -> Option<Kinds> {
    let token = note.at(index);
    if token.has(role::CODE_LABEL) {
        return None;
    }
    let other = note.is_any(index, words!["id", "identifier"]).then_some(Kinds::Other);
    let weak = if note.at(index + 1).is_mark(b'#') || note.at(index + 1).has(role::NUMBERED) {
        role::OTHER_WEAK | role::RECORD_HEAD | role::MEMBER_WEAK | role::ACCOUNT_WEAK
    } else {
        0
    };
    label::of_roles(token.roles).or(other).or(token.has(weak).then_some(Kinds::Other))
}
