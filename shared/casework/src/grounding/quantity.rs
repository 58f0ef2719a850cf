//! Numbers with their units: doses, durations, ages, scores, results. Equal amounts are equal in any spelling.

use super::entry::{Entry, EntryKind};
use super::subject::{self, token_at};
use super::words::TokenKind;
use super::{Doubt, held::Held, lexicon, number};
use crate::document::FlagKind;
use crate::fact::{Comparison, Number, Quantity, Unit};

/// How far two lengths of time may lie apart and still be the same: 12 months and 52 weeks.
const SAME_PERCENT: i64 = 2;
/// Words around a number that may say what it measures.
const NEAR: usize = 5;

/// Amounts that follow from no fact.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let quantities =
        held.reading.quantities.iter().filter(|quantity| !matches!(quantity.unit, Unit::Count(_)));
    quantities.filter(|quantity| !is_supported(held, quantity)).map(|q| doubt(held, q)).collect()
}

fn is_supported(held: &Held, quantity: &Quantity) -> bool {
    let Some(at) = token_at(&held.tokens, quantity.place) else { return true };
    let list = held.at(at).is_some_and(|token| token.lower.starts_with("icd-"));
    if list
        || is_apposed_age(held, quantity, at)
        || quantity.unit == Unit::Bare
            && quantity.high.is_none()
            && number::stands_with_its_neighbour(held, at)
    {
        return true;
    }
    let entries = about(held, quantity, at);
    entries.iter().any(|entry| {
        entry
            .reading
            .quantities
            .iter()
            .any(|other| follows(quantity, other) && same_measure(held, entry, quantity, other, at))
            || follows_from_daily_total(entry, quantity)
    })
}

/// `Daniel, 37,` gives an age without its unit.
fn is_apposed_age(held: &Held, quantity: &Quantity, at: usize) -> bool {
    let comma = at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|token| token.is(","));
    let name = at
        .checked_sub(2)
        .and_then(|back| held.at(back))
        .is_some_and(|token| token.text == held.name);
    let aged = |other: &Quantity| other.unit == Unit::YearOfAge && other.value == quantity.value;
    quantity.unit == Unit::Bare
        && comma
        && name
        && held.wide.iter().any(|entry| entry.reading.quantities.iter().any(aged))
}

/// The entries that may bear an amount out. A dose or a length of treatment must come from facts about the treatment
/// that it is said of; any other amount from a fact that shares a word with its surroundings.
fn about<'a>(held: &Held<'a>, quantity: &Quantity, at: usize) -> Vec<&'a Entry> {
    if quantity.unit == Unit::YearOfAge {
        return held.wide.clone();
    }
    let of_treatment = matches!(
        quantity.unit,
        Unit::Milligram
            | Unit::MilligramPer(_)
            | Unit::Millilitre
            | Unit::InternationalUnit
            | Unit::Day
    );
    let subjects = if of_treatment && quantity.measure.is_none() {
        subject::spoken_of(&held.segments, at)
    } else {
        Vec::new()
    };
    let mut entries: Vec<&Entry> = Vec::new();
    for subject in subjects.iter().filter_map(|number| held.subjects.get(*number)) {
        entries.extend(subject.entries.iter().copied());
    }
    let bound = !entries.is_empty() && subject::names_here(&held.segments, at);
    let free = held.pool.iter().filter(|entry| {
        let own_subject = entry.kind == EntryKind::History || entry.kind == EntryKind::Medication;
        (!bound || !own_subject && entry.reading.drugs.is_empty()) && shares_a_word(held, entry, at)
    });
    entries.extend(free.copied());
    entries
}

/// Whether a telling word near the number stands in the entry too.
fn shares_a_word(held: &Held, entry: &Entry, at: usize) -> bool {
    let near = held
        .tokens
        .get(at.saturating_sub(NEAR)..(at + NEAR + 1).min(held.tokens.len()))
        .unwrap_or_default();
    let telling: Vec<&str> = near
        .iter()
        .filter(|token| {
            token.kind == TokenKind::Word && token.stem.len() > 2 && !is_small(&token.lower)
        })
        .map(|token| token.stem.as_str())
        .collect();
    let far =
        || held.words().any(|(_, token)| !lexicon::is_plain(&token.stem) && entry.has(&token.stem));
    held.cites() || telling.is_empty() || telling.iter().any(|stem| entry.has(stem)) || far()
}

fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "the", "and", "for", "was", "were", "with", "has", "had", "have", "over", "about", "than",
        "from", "that", "this", "after", "before", "more", "less", "least", "most", "days", "day",
        "weeks", "week", "months", "month", "years", "year", "hours", "patient", "who", "which",
        "been", "are", "not", "per", "now", "past", "last", "maya",
    ];
    SMALL.contains(&word)
}

/// Whether one amount follows from another: same unit, same value, and no stronger bound.
fn follows(said: &Quantity, known: &Quantity) -> bool {
    if said.unit != known.unit && !alike(&said.unit, &known.unit) {
        return false;
    }
    let equal = same(said.value, known.value, &said.unit)
        && (said.high.is_none() || said.high == known.high);
    let upper =
        known.high.is_some_and(|high| said.high.is_none() && same(said.value, high, &said.unit));
    match said.comparison {
        Comparison::Exactly | Comparison::About => {
            equal || upper && said.comparison == Comparison::About
        }
        Comparison::AtLeast => {
            equal && known.comparison != Comparison::AtMost
                || measured_at(said, known, |a, b| a >= b)
        }
        Comparison::AtMost => {
            equal && known.comparison != Comparison::AtLeast
                || measured_at(said, known, |a, b| a <= b)
        }
        Comparison::MoreThan => {
            equal && known.comparison == Comparison::MoreThan
                || measured_at(said, known, |a, b| a > b)
        }
        Comparison::LessThan => {
            equal && known.comparison == Comparison::LessThan
                || measured_at(said, known, |a, b| a < b)
        }
    }
}

/// A bound on a measure follows from its value: `DAS28 above 5.1` from 5.8.
fn measured_at(said: &Quantity, known: &Quantity, holds: impl Fn(Number, Number) -> bool) -> bool {
    let exact =
        matches!(known.comparison, Comparison::Exactly | Comparison::About) && known.high.is_none();
    exact
        && said.measure.is_some()
        && said.measure == known.measure
        && holds(known.value, said.value)
}

fn alike(said: &Unit, known: &Unit) -> bool {
    let spelled = |unit: &Unit| match unit {
        Unit::Other(name) => name.to_lowercase().replace(' ', ""),
        Unit::Milligram => "mg".to_owned(),
        Unit::Bare => String::new(),
        Unit::Day
        | Unit::YearOfAge
        | Unit::MilligramPer(_)
        | Unit::Millilitre
        | Unit::InternationalUnit
        | Unit::Percent
        | Unit::Kilogram
        | Unit::Centimetre
        | Unit::Count(_) => format!("{unit:?}"),
    };
    let (said, known) = (spelled(said), spelled(known));
    // A score may be written with or without its unit; an amount per day is an amount with its frequency.
    said == known
        || said.is_empty() && known.starts_with('/')
        || format!("{known}/day") == said
        || format!("{said}/day") == known
}

fn same(a: Number, b: Number, unit: &Unit) -> bool {
    if *unit != Unit::Day {
        return a == b;
    }
    let (a, b) = (a.in_millionths(), b.in_millionths());
    let near = |a: i64, b: i64| (a - b).abs() * 100 <= a.abs().max(b.abs()) * SAME_PERCENT;
    // Letters count a month as four weeks: 12 weeks are 3 months.
    let four_weeks = |days: i64| days / 4_348 * 4_000;
    near(a, b) || a.max(b) < 400_000_000 && (near(four_weeks(a), b) || near(a, four_weeks(b)))
}

/// A value belongs to its measure: 5.8 of a DAS28 is not 5.8 of a CRP.
fn same_measure(held: &Held, entry: &Entry, said: &Quantity, known: &Quantity, at: usize) -> bool {
    match (said.measure, known.measure) {
        (Some(said), Some(known)) => said == known,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => {
            said.unit != Unit::Bare || shares_a_word(held, entry, at)
        }
    }
}

/// `2 g daily` follows from `1 g twice daily`.
fn follows_from_daily_total(entry: &Entry, said: &Quantity) -> bool {
    entry
        .reading
        .quantities
        .iter()
        .filter(|known| known.unit == said.unit && known.unit == Unit::Milligram)
        .any(|known| {
            entry.reading.frequencies.iter().any(|frequency| {
                Number::whole(24)
                    .over(frequency.hours)
                    .is_some_and(|times| known.value.times(times) == said.value)
            })
        })
}

fn doubt(held: &Held, quantity: &Quantity) -> Doubt {
    let kind = match quantity.unit {
        Unit::Day => FlagKind::Duration,
        Unit::YearOfAge => FlagKind::Age,
        Unit::Milligram | Unit::MilligramPer(_) | Unit::Millilitre | Unit::InternationalUnit => {
            FlagKind::Dose
        }
        Unit::Bare
        | Unit::Percent
        | Unit::Kilogram
        | Unit::Centimetre
        | Unit::Count(_)
        | Unit::Other(_) => FlagKind::Quantity,
    };
    let nearest = held
        .nearest(|entry| entry.reading.quantities.iter().any(|other| other.unit == quantity.unit));
    Doubt {
        kind,
        place: quantity.place,
        text: format!("“{}” does not follow from the facts.{nearest}", held.said(quantity.place)),
    }
}
