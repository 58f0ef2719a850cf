//! Values written in pieces: "VUA 956", "DFV 618 500 185", "45 32 21", "1HH9 KG0 XY35".

use crate::chunk::Chunk;
use crate::label::{self, Kinds, Label};
use crate::lexicon::role;
use crate::note::{Case, Gap, Kind, Note, Style};
use crate::rules::ids::{decimals, unit_follows};
use crate::rules::{date, header};

/// Blank-separated pieces that may belong to one labelled value, such as `1HH9 KG0 XY35`.
const PIECES: usize = 5;
/// Pieces of four characters that a bank writes an account's number in.
const BANK: usize = 9;

/// A plate before its label: "917 CW5 (plate)".
pub(super) fn labelled_plate(note: &Note<'_>, chunk: Chunk) -> Option<Chunk> {
    if note.roles & role::PLATE_WORD == 0 || chunk.length() > 4 || chunk.marks > 0 {
        return None;
    }
    let next = Chunk::at(note, chunk.last + 1);
    let shaped = note.at(next.first).gap == Gap::Blank
        && (4..=8).contains(&(chunk.length() + next.length()))
        && chunk.letters + next.letters > 0;
    let word = next.last + 2 + usize::from(note.is(next.last + 2, word!("license")));
    let labelled = note.at(next.last + 1).is_mark(b'(') && note.at(word).has(role::PLATE_WORD);
    (shaped && labelled).then(|| chunk.with(next))
}

/// A plate written as letters and figures: "VUA 956".
pub(super) fn plate(note: &Note<'_>, chunk: Chunk) -> Option<Chunk> {
    if note.roles & (role::PLATE_WORD | role::LICENSE_WORD) == 0 {
        return None;
    }
    let next = Chunk::at(note, chunk.last + 1);
    let shaped = chunk.length() <= 4
        && chunk.marks == 0
        && next.letters <= 2
        && (2..=4).contains(&next.digits)
        && next.marks == 0;
    let labelled =
        shaped && label::left(note, chunk.first).is_some_and(|label| label.kind == Kinds::Plate);
    labelled.then(|| chunk.with(next))
}

/// "in the Tacoma, OR 719 KZD", "silver Honda 7XYZ221": a plate that stands behind a car, its state before it or its shape telling.
pub(super) fn parked(note: &Note<'_>, chunk: Chunk) -> Option<Label> {
    if note.roles & role::CAR == 0 || !(3..=7).contains(&chunk.length()) {
        return None;
    }
    let state = note.before(chunk.first, 1);
    let stated = state.has(role::STATE_ABBR) && state.case == Case::Upper;
    let shaped = chunk.letters > 1 && chunk.digits > 2 && chunk.length() > 5;
    let car = (1..=5).find(|back| note.before(chunk.first, *back).has(role::CAR))?;
    (stated || shaped).then(|| Label {
        kind: Kinds::Plate,
        sure: true,
        qualified: true,
        ending: false,
        index: chunk.first - car,
    })
}

/// A member number whose letters stand apart: "ID number: DFV 618 500 185".
pub(super) fn prefixed(note: &Note<'_>, chunk: Chunk) -> Option<Chunk> {
    let head = note.at(chunk.first);
    let upper = head.case == Case::Upper
        || head.len() == 1 && head.is_capital()
        || note.style != Style::Mixed;
    let word = head.has(role::LINK | role::NUMBERED | role::STOP);
    if !upper || word || !(1..=4).contains(&chunk.letters) || chunk.marks > 0 {
        return None;
    }
    let next = Chunk::at(note, chunk.last + 1);
    let whole = note.at(next.first).is_number()
        && next.digits >= 5
        && next.letters == 0
        && !decimals(note, next);
    let value = if whole { chunk.with(next) } else { group_run(note, chunk) };
    if value.digits < 5 {
        return None;
    }
    let label = label::left(note, chunk.first)?;
    let wanted = !matches!(label.kind, Kinds::Code | Kinds::Zip | Kinds::Plate);
    let member = label.kind == Kinds::Member && value.digits >= 7;
    let told = label.sure && (chunk.letters > 1 || value.digits > 5) || label.qualified || member;
    (wanted && told).then_some(value)
}

/// A record number in short groups: "MRN 45 32 21". A chunk of more than three digits stays as it is.
pub(super) fn grouped(note: &Note<'_>, chunk: Chunk) -> Chunk {
    let goes_on = note.at(chunk.last + 1).is_number();
    let group = (chunk.letters == 0) & (chunk.marks == 0) & (2..=3).contains(&chunk.digits);
    if !(group & goes_on) {
        return chunk;
    }
    let value = group_run(note, chunk);
    let enough = (6..=12).contains(&value.digits);
    let labelled = || {
        label::left(note, chunk.first).is_some_and(|label| {
            let person =
                matches!(label.kind, Kinds::Ssn | Kinds::Mrn | Kinds::Member | Kinds::License);
            let never = matches!(label.kind, Kinds::Code | Kinds::Zip | Kinds::Plate);
            label.sure && person || label.qualified && !never
        })
    };
    if enough && (labelled() || header::label(note, value).is_some()) { value } else { chunk }
}

/// The chunk with the groups of two to four digits that follow it across single blanks.
pub(super) fn group_run(note: &Note<'_>, chunk: Chunk) -> Chunk {
    let mut value = chunk;
    for _ in 1..PIECES {
        let next = note.at(value.last + 1);
        let group = next.is_number() && next.gap == Gap::Blank && (2..=4).contains(&next.len());
        if !group {
            break;
        }
        let piece = Chunk::at(note, value.last + 1);
        if piece.first != piece.last || unit_follows(note, piece.last) {
            break;
        }
        value = value.with(piece);
    }
    value
}

/// Takes in the further pieces of a value written with blanks.
pub(super) fn extend(note: &Note<'_>, chunk: Chunk, label: Label) -> Chunk {
    let mut value = chunk;
    let bank = label.kind == Kinds::Account && note.is(label.index, word!("iban"));
    for _ in 1..if bank { BANK } else { PIECES } {
        let next = note.at(value.last + 1);
        let dashed = next.is_mark(b'-') && matches!(note.at(value.last + 2).kind, Kind::Number);
        let start = if dashed { value.last + 2 } else { value.last + 1 };
        let piece = Chunk::at(note, start);
        let head = note.at(start);
        let plate = label.kind == Kinds::Plate
            && head.is_word()
            && head.len() <= 3
            && value.letters == 0
            && !head.has(role::LINK | role::STOP | role::VERB | role::UNIT);
        let numeric = piece.digits > 0
            && (head.is_number() || head.is_word())
            && (head.is_number() || piece.digits >= piece.letters || mostly_upper(note, piece));
        let whole = label.kind == Kinds::Device && value.length() >= 8;
        let short = !whole && value.length() + piece.length() <= longest(label.kind);
        let apart = !dashed && next.gap != Gap::Blank;
        if apart
            || !(plate || numeric && short || bank && short && head.len() == 4)
            || unit_follows(note, piece.last)
            || date::looks_like_date(note, piece)
        {
            break;
        }
        value = value.with(piece);
    }
    value
}

fn mostly_upper(note: &Note<'_>, piece: Chunk) -> bool {
    piece.length() <= 6
        && note.span(piece.first, piece.last).iter().all(|b| !b.is_ascii_lowercase())
}

const fn longest(kind: Kinds) -> usize {
    match kind {
        Kinds::Ssn | Kinds::Zip => 9,
        Kinds::Mrn | Kinds::License => 13,
        Kinds::Member | Kinds::Device | Kinds::Vin => 17,
        Kinds::Account => 34,
        Kinds::Clinician | Kinds::Code => 10,
        Kinds::Plate => 8,
        Kinds::Other => 20,
    }
}
