//! Dates without a mark between their figures: "19460826", "03041961", "070466".

use crate::Category;
use crate::label::{self, Kinds};
use crate::lexicon::role;
use crate::note::{Gap, Note, Token};
use crate::rules::date::category;
use crate::rules::{cue, header};
use crate::spot::Spot;

/// Eight digits, or six under a label, beside a time of day or after a name, that read as a date.
pub(super) fn find(note: &Note<'_>, index: usize) -> Option<Spot> {
    let token = note.at(index);
    if !matches!(token.len(), 6 | 8) || runs_on(note, index + 1) {
        return None;
    }
    let category = category(note, index);
    let cued = category == Category::Dob || cue::strength(note, index) > 2;
    if token.len() == 8 {
        return eight(note, index, cued)
            .then(|| Spot::block(index, index, category, "date.compact"));
    }
    if !six(token) {
        return None;
    }
    let recent = (10..=30).contains(&(token.value % 100)) && cue::strength(note, index) > 1;
    if cued || recent && !labelled(note, index) {
        return Some(Spot::block(index, index, category, "date.compact"));
    }
    if labelled(note, index) {
        return None;
    }
    if timed(note, index) {
        return Some(Spot::block(index, index, Category::Date, "date.compact"));
    }
    let bare = note.before(index, 1).is_word() || note.before(index, 1).is_one_of(b",|");
    (bare && header::named_before(note, index))
        .then(|| Spot::block(index, index, Category::Dob, "date.compact"))
}

/// Whether the number is the beginning of a longer value.
fn runs_on(note: &Note<'_>, next: usize) -> bool {
    let after = note.at(next);
    after.joined()
        && (after.is_word() && !note.is(next, word!("t"))
            || after.is_one_of(b"-/.")
                && note.at(next + 1).joined()
                && note.at(next + 1).is_number())
}

/// Month, day and year of two figures.
pub(super) fn six(token: &Token) -> bool {
    token.len() == 6 && day(token.value / 10_000, token.value / 100 % 100)
}

fn day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn eight(note: &Note<'_>, index: usize, cued: bool) -> bool {
    let part = |from: u32, modulus: u32| note.at(index).value / from % modulus;
    let in_years = |value: u32| (1900..=2040).contains(&value);
    let ordered = in_years(part(10_000, 10_000)) && day(part(100, 100), part(1, 100));
    let american = in_years(part(1, 10_000))
        && (day(part(1_000_000, 100), part(10_000, 100))
            || day(part(10_000, 100), part(1_000_000, 100)));
    let mark = |token: &Token| token.is_one_of(b",/|;");
    let (before, after) = (note.before(index, 1), note.at(index + 1));
    let cell = before.is_mark(b'|') && after.is_mark(b'|');
    let apart = cell
        || mark(before)
            && mark(after)
            && (note.before(index, 2).is_word() || note.before(index, 2).is_one_of(b"|.\""));
    ordered && (cued || !labelled(note, index))
        || american
            && (cued || (apart || header::named_before(note, index)) && !labelled(note, index))
}

fn labelled(note: &Note<'_>, index: usize) -> bool {
    label::left(note, index).is_some_and(|label| label.kind == Kinds::Code || label.sure)
}

/// "120224 1610": a time of day in four figures stands after it.
fn timed(note: &Note<'_>, index: usize) -> bool {
    clock(note.at(index + 1)) && !note.at(index + 2).has(role::UNIT)
}

/// Four figures of a clock that are no year.
pub(super) fn clock(token: &Token) -> bool {
    token.is_number()
        && token.len() == 4
        && token.gap == Gap::Blank
        && token.value < 2400
        && token.value % 100 < 60
        && !token.in_range(1900, 2099)
}
