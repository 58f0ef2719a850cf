//! Numbers with their units: doses, durations, ages, scores, results. Equal amounts are equal in any spelling.

use super::entry::{Entry, EntryKind};
use super::subject::{self, token_at};
use super::words::TokenKind;
use super::{Doubt, held::Held, number};
use crate::document::FlagKind;
use crate::fact::{Comparison, Number, Quantity, Unit};

/// How far two lengths of time may lie apart and still be the same: 12 months and 52 weeks.
const SAME_PERCENT: i64 = 2;
/// Words around a number that may say what it measures.
const NEAR: usize = 5;

/// Amounts that follow from no fact.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let of_counts =
        |quantity: &&Quantity| matches!(quantity.unit, Unit::Count(_)) && quantity.high.is_none();
    let quantities = held.reading.quantities.iter().filter(|quantity| !of_counts(quantity));
    quantities.filter(|quantity| !is_supported(held, quantity)).map(|q| doubt(held, q)).collect()
}

fn is_supported(held: &Held, quantity: &Quantity) -> bool {
    let Some(at) = token_at(&held.tokens, quantity.place) else { return true };
    // `GLP-1`, `ICD-10-CM`: a number within a word is read with the word.
    let within_word = held.at(at).is_some_and(|token| {
        token.kind == TokenKind::Word && token.lower.contains(|c: char| c.is_ascii_digit())
    });
    if within_word
        || is_apposed_age(held, quantity, at)
        || held.wide.iter().any(|entry| is_of_great_age(entry, quantity))
        || quantity.unit == Unit::Bare
            && quantity.high.is_none()
            && number::stands_with_its_neighbour(held, at)
    {
        return true;
    }
    let entries = about(held, quantity, at);
    entries.iter().any(|entry| {
        entry.reading.quantities.iter().any(|other| {
            (follows(quantity, other)
                || same_in_four_weeks(held, entry, quantity, other)
                || is_end_of_range(held, quantity, other))
                && same_measure(held, entry, quantity, other, at)
        }) || is_per_day(held) && follows_from_daily_total(entry, quantity)
            || names_both_ends(entry, quantity)
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
    let bound = !entries.is_empty();
    let here = subject::names_here(&held.segments, at);
    let free = held.pool.iter().filter(|entry| {
        let own_subject = entry.kind == EntryKind::History || entry.kind == EntryKind::Medication;
        (!bound || !own_subject && (!here || entry.reading.drugs.is_empty()))
            && shares_a_word(held, entry, at)
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
    let far = || held.shares_term(entry);
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
    near(a, b)
}

fn near(a: i64, b: i64) -> bool {
    (a - b).abs() * 100 <= a.abs().max(b.abs()) * SAME_PERCENT
}

/// `between 170 and 220` follows from `170 to 220 mg/dL` where both ends are named.
fn is_end_of_range(held: &Held, said: &Quantity, known: &Quantity) -> bool {
    let Some(high) = known.high else { return false };
    let named =
        |value: Number| held.tokens.iter().any(|token| Number::parse(&token.lower) == Some(value));
    let alike = said.unit == known.unit || said.unit == Unit::Bare;
    alike
        && said.high.is_none()
        && (said.value == known.value || said.value == high)
        && named(known.value)
        && named(high)
}

/// Letters count a month as four weeks: 12 weeks are 3 months.
fn same_in_four_weeks(held: &Held, entry: &Entry, said: &Quantity, known: &Quantity) -> bool {
    let names = |text: &str, unit: &str| text.to_lowercase().contains(unit);
    let (here, there) = (
        held.said(said.place),
        entry.text.get(known.place.start..known.place.end).unwrap_or_default(),
    );
    let weeks = |days: Number| days.in_millionths() / 7_000_000;
    let months = |days: Number| (days.in_millionths() + 15_000_000) / 30_437_500;
    let days =
        said.unit == Unit::Day && known.unit == Unit::Day && said.comparison == Comparison::Exactly;
    days && (names(here, "week")
        && names(there, "month")
        && weeks(said.value) == 4 * months(known.value)
        || names(here, "month")
            && names(there, "week")
            && weeks(known.value) == 4 * months(said.value))
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

/// Whether the sentence counts by the day, so that its amount may be a daily total.
fn is_per_day(held: &Held) -> bool {
    let daily =
        held.reading.frequencies.iter().any(|frequency| frequency.hours == Number::whole(24));
    daily || held.tokens.iter().any(|token| token.is_any(&["total", "day"]))
}

/// `from 2.0 to 3.5` follows from an entry that holds both: `3.5, up from 2.0`.
fn names_both_ends(entry: &Entry, said: &Quantity) -> bool {
    let holds =
        |value: Number| entry.tokens.iter().any(|token| Number::parse(&token.lower) == Some(value));
    said.unit == Unit::Bare && said.high.is_some_and(|high| holds(high) && holds(said.value))
}

/// `over 90` is how a letter says `90 or more years old`.
fn is_of_great_age(entry: &Entry, said: &Quantity) -> bool {
    let oldest = |known: &Quantity| {
        known.unit == Unit::YearOfAge
            && known.comparison == Comparison::AtLeast
            && known.value == said.value
    };
    matches!(said.unit, Unit::Bare | Unit::YearOfAge)
        && entry.kind == EntryKind::Base
        && entry.reading.quantities.iter().any(oldest)
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
