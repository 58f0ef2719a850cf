//! Numbers under a label: Social Security, record, member, account, licence, plate, serial, claim and the like.
//!
//! 45 CFR 164.514(b)(2)(i)(G) to (M) and (R). A labelled identifier is blocked whatever its checksum says: presidio dropped
//! all of 987-65-4320 to 9 as invalid and let them pass (#2074).

use crate::chunk::Chunk;
use crate::known;
use crate::label::{self, Kinds, Label};
use crate::lexicon::role;
use crate::note::{Gap, Note};
use crate::rules::pieces::{extend, grouped, labelled_plate, plate, prefixed};
use crate::rules::{check, codes, date, header, pieces};
use crate::spot::Spot;
use crate::{Action, Category};

/// The labelled number that starts at `chunk`, if it is one; `previous` is the labelled number before it.
pub(crate) fn find(
    note: &Note<'_>,
    chunk: Chunk,
    previous: Option<(usize, Label)>,
) -> Option<(Spot, Label)> {
    let chunk = if chunk.digits == 0 {
        plate(note, chunk).or_else(|| prefixed(note, chunk))?
    } else {
        labelled_plate(note, chunk).unwrap_or_else(|| grouped(note, chunk))
    };
    let small = chunk.length() < 3 || chunk.digits <= 4 && unit_follows(note, chunk.last);
    if small | in_decimal(note, chunk) || decimals(note, chunk) {
        return None;
    }
    let near = label::left(note, chunk.first)
        .filter(|label| previous.is_none_or(|(last, _)| label.index > last))
        .or_else(|| {
            previous
                .filter(|(last, _)| listed(note, *last, chunk.first) && alike(note, *last, chunk))
                .map(|(_, label)| label)
        })
        .or_else(|| label::right(note, chunk))
        .or_else(|| last_four(note, chunk));
    let near = near.or_else(|| pieces::parked(note, chunk));
    near.and_then(|label| settle(note, chunk, label)).or_else(|| {
        let code = near.is_some_and(|label| label.kind == Kinds::Code);
        let label = header::label(note, chunk).or_else(|| label::own(note, chunk));
        settle(note, chunk, label.filter(|_| !code)?)
    })
}

/// The identifier that the value is under this label, if it is one.
fn settle(note: &Note<'_>, chunk: Chunk, label: Label) -> Option<(Spot, Label)> {
    let value = extend(note, chunk, label);
    let record = label.kind == Kinds::Mrn
        && label.sure
        && chunk.marks == 2
        && !note.span(chunk.first, chunk.last).contains(&b'/');
    let slash = |i: usize| note.at(i).is_mark(b'/') && note.at(i + 1).is_number();
    let period = chunk.letters == 0
        && note.at(chunk.first).len() <= 2
        && slash(chunk.first + 1)
        && note.at(chunk.first + 2).len() <= 2
        && slash(chunk.first + 3);
    let follow = label.index + 1;
    let counted = !label.qualified
        && (label.kind == Kinds::Account && note.is(follow, word!("for"))
            || note.is_any(follow, words!["range", "interval", "count"])
            || note.is(value.last + 1, word!("to")) && note.at(value.last + 2).is_number())
        || value.letters == 0 && value.digits <= 6 && slash(chunk.first + 1) && value.marks == 1;
    if counted || period && label.kind != Kinds::Ssn {
        return None;
    }
    if !record && label.kind != Kinds::Ssn && date::looks_like_date(note, chunk) {
        return None;
    }
    if unit_follows(note, value.last) && value.digits < if label.sure { 6 } else { 7 } {
        return None;
    }
    let (category, rule) = accept(note, value, label)?;
    let action = if label.kind == Kinds::Clinician { Action::Warn } else { Action::Block };
    let spot = Spot { first: value.first, last: value.last, category, action, rule };
    Some((spot, label))
}

/// Part of a decimal number or a comparison: `>12345`, `0.12345`.
fn in_decimal(note: &Note<'_>, chunk: Chunk) -> bool {
    let before = note.before(chunk.first, 1);
    note.at(chunk.first).joined() & before.is_one_of(b"$<>~")
}

/// "0.450-4.500": the range of a test.
pub(super) fn decimals(note: &Note<'_>, chunk: Chunk) -> bool {
    let point = |i: usize| note.at(i).is_mark(b'.');
    let (first, last) = (chunk.first, chunk.last);
    chunk.letters == 0
        && last == first + 6
        && point(first + 1)
        && note.at(first + 3).is_mark(b'-')
        && point(first + 5)
}

/// A second number after the first: "MRNs 12345 and 67890".
fn listed(note: &Note<'_>, last: usize, first: usize) -> bool {
    const LINKS: [u64; 17] = known::hashes([
        "and",
        "or",
        "merged",
        "with",
        "into",
        "formerly",
        "l",
        "r",
        "left",
        "right",
        "vs",
        "versus",
        "label",
        "dup",
        "duplicate",
        "was",
        "to",
    ]);
    (last + 2..=last + 4).contains(&first)
        && (last + 1..first).all(|i| note.at(i).is_one_of(b",/&;(") || note.is_any(i, &LINKS))
}

/// Whether two values of a list are about as long; codes after a serial number are not.
fn alike(note: &Note<'_>, last: usize, chunk: Chunk) -> bool {
    let start = (0..6).take_while(|back| *back == 0 || note.before(last, back - 1).joined()).last();
    let from = last.saturating_sub(start.unwrap_or(0));
    note.span(from, last).len().abs_diff(note.span(chunk.first, chunk.last).len()) <= 3
}

/// "SSN on card: …; last 4 6980": the label stands before another number.
fn last_four(note: &Note<'_>, chunk: Chunk) -> Option<Label> {
    let first = chunk.first;
    if chunk.digits != 4 || chunk.first != chunk.last {
        return None;
    }
    let four = note.before(first, 1);
    let asked = (note.bytes_of(four) == b"4" || note.is(first.wrapping_sub(1), word!("four")))
        && note.is(first.wrapping_sub(2), word!("last"));
    let back = (3..=12).find(|back| note.before(first, *back).has(role::SSN_WORD));
    let index = first - back.filter(|_| asked)?;
    Some(Label { kind: Kinds::Ssn, sure: true, qualified: true, ending: true, index })
}

/// A unit, per cent sign or slash-unit right after: the number measures something.
pub(crate) fn unit_follows(note: &Note<'_>, last: usize) -> bool {
    let next = note.at(last + 1);
    next.is_mark(b'%')
        || next.has(role::UNIT) && next.gap != Gap::Line && !labels_next(note, last + 1)
        || next.joined() && next.is_mark(b'+')
}

/// A word that is a unit and the next field's label: "323 76 4451 DL # 42387847".
fn labels_next(note: &Note<'_>, at: usize) -> bool {
    let marked = note.at(at + 1).is_one_of(b"#:") || note.at(at + 1).has(role::NUMBERED);
    note.at(at).has(role::LICENSE_WORD) && marked
}

/// Whether the value's shape fits its label, and what it then is.
fn accept(note: &Note<'_>, value: Chunk, label: Label) -> Option<(Category, &'static str)> {
    let Chunk { digits, .. } = value;
    let length = value.length();
    let firm = label.sure || label.qualified;
    let lead = note.at(value.first);
    let year = value.first == value.last && digits == 4 && lead.in_range(1900, 2099)
        || label.kind != Kinds::Ssn && years(note, value);
    let (fits, category, rule) = match label.kind {
        Kinds::Ssn => (social(note, value, label), Category::Ssn, "id.ssn"),
        Kinds::Mrn => (record(value, label) && !year, Category::Mrn, "id.mrn"),
        Kinds::Member => (member(note, value, label), Category::MemberId, "id.member"),
        Kinds::Account => {
            (account(value, label) && !(year && !label.ending), Category::Account, "id.account")
        }
        Kinds::License => {
            let enough = if label.sure || label.qualified { 4 } else { 5 };
            (
                digits >= enough && ((5..=20).contains(&length) || label.ending) && !year,
                Category::License,
                "id.license",
            )
        }
        Kinds::Clinician => {
            (digits >= 4 && (5..=14).contains(&length), Category::ProviderId, "id.clinician")
        }
        Kinds::Plate => (plate_shape(value, label) && !year, Category::Vehicle, "id.plate"),
        Kinds::Vin => (digits >= 4 && (5..=20).contains(&length), Category::Vehicle, "id.vin"),
        Kinds::Device => (device(value, firm), Category::Device, "id.device"),
        Kinds::Other => (other(value, label) && !year, Category::OtherId, "id.other"),
        Kinds::Zip => {
            (value.letters == 0 && (digits == 5 || digits == 9), Category::Zip, "place.zip")
        }
        Kinds::Code => (false, Category::OtherId, "id.code"),
    };
    (fits && !codes::known(note, value) && !codes::procedures(note, value, label))
        .then_some((category, rule))
}

/// "2015-2020": a span of years.
fn years(note: &Note<'_>, value: Chunk) -> bool {
    let year = |i: usize| note.at(i).len() == 4 && note.at(i).in_range(1900, 2099);
    value.letters == 0 && value.last == value.first + 2 && year(value.first) && year(value.last)
}

/// Nine digits, or the last four where the label or its words say so.
fn social(note: &Note<'_>, value: Chunk, label: Label) -> bool {
    let word = note.at(label.index);
    let abbreviated = note.is_any(label.index, words!["ss", "sss", "soc", "nss"]);
    if abbreviated && !label.qualified && value.digits != 9 {
        return false;
    }
    // "last four 1200, 1400": a row of results.
    let after = note.at(value.last + 2);
    let row = note.at(value.last + 1).is_mark(b',')
        && after.is_number()
        && matches!(after.len(), 3 | 4)
        && !word.has(role::SSN_WORD);
    let four = !row
        && value.digits == 4
        && (label.ending || word.is_word() && (label.qualified || !abbreviated));
    four || (6..=10).contains(&value.digits) || value.digits >= 4 && value.letters >= 3
}

fn member(note: &Note<'_>, value: Chunk, label: Label) -> bool {
    let length = value.length();
    let policy = check::payer_policy(&note.span(value.first, value.last).to_ascii_lowercase());
    let clearing = note.is(label.index, word!("payer")) && value.digits == 5;
    if clearing || policy && note.at(label.index).has(role::PAYER) {
        return false;
    }
    if label.sure {
        let enough = if label.qualified { 4 } else { 6 - usize::from(value.letters > 1) };
        return value.digits >= enough && (5..=20).contains(&length);
    }
    let enough = if note.is_any(label.index, words!["group", "grp"]) { 4 } else { 5 };
    let shaped = value.digits >= 9 || value.letters > 0 && value.digits >= 7 && length >= 9;
    (label.qualified && value.digits >= enough || shaped) && length <= 20 && !policy
}

/// A plate under "tag" alone must look like one; a licence plate's may be anything short.
fn plate_shape(value: Chunk, label: Label) -> bool {
    let known = label.sure || label.qualified || value.letters >= 2 && value.digits >= 2;
    known && value.digits >= 1 && (4..=8).contains(&value.length())
}

fn account(value: Chunk, label: Label) -> bool {
    let enough = match (label.sure, label.qualified || label.ending) {
        (_, true) => 4,
        (true, false) => 5,
        (false, false) if matches!(value.letters, 2 | 3) => 6,
        (false, false) => 8,
    };
    value.digits >= enough
}

fn record(value: Chunk, label: Label) -> bool {
    let firm = label.sure || label.qualified;
    (firm || value.digits >= 6 || value.letters > 0 && value.digits >= 5)
        && value.digits >= if label.qualified || label.ending { 4 } else { 5 }
        && value.length() <= 20
}

const fn device(value: Chunk, firm: bool) -> bool {
    if firm { value.digits >= 3 && value.length() >= 5 } else { serial(value) }
}

/// Longer than a model's name or a clearance's number (`K203456`).
const fn serial(value: Chunk) -> bool {
    value.digits >= 6 && value.letters > 0 && value.length() > 7
}

fn other(value: Chunk, label: Label) -> bool {
    let enough = match (label.sure, label.qualified) {
        (true | false, true) => 5,
        (true, false) => 6,
        (false, false) if value.letters > 1 => 6,
        (false, false) if value.letters > 0 => 7,
        (false, false) => 8,
    };
    let short = label.sure && label.qualified && value.letters > 1 && value.marks == 0;
    let enough = if short { 3 } else { enough };
    value.digits >= enough && (6..=40).contains(&(value.length() + usize::from(value.digits > 4)))
}
