//! Numbers with their units: doses, durations, ages, scores, results. Equal amounts are equal in any spelling.

use super::binding::{self, names_measure, shares_a_word};
use super::entry::{Entry, EntryKind};
use super::subject::token_at;
use super::words::TokenKind;
use super::{Doubt, arithmetic, asked, derived, held::Held, number, reasoned, spelling, worked};
use crate::document::FlagKind;
use crate::fact::{Comparison, Number, Quantity, Unit};

/// How far two lengths of time may lie apart and still be the same: 12 months and 52 weeks.
const SAME_PERCENT: i64 = 2;

/// Amounts that follow from no fact.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let of_counts =
        |quantity: &&Quantity| matches!(quantity.unit, Unit::Count(_)) && quantity.high.is_none();
    let quantities = held.reading.quantities.iter().filter(|quantity| !of_counts(quantity));
    quantities.filter(|quantity| !is_supported(held, quantity)).map(|q| doubt(held, q)).collect()
}

pub(super) fn is_supported(held: &Held, quantity: &Quantity) -> bool {
    let Some(at) = token_at(&held.tokens, quantity.place) else { return true };
    // `GLP-1`, `ICD-10-CM`: a number within a word is read with the word.
    let within_word = held.at(at).is_some_and(|token| {
        token.kind == TokenKind::Word && token.lower.contains(|c: char| c.is_ascii_digit())
    });
    if within_word
        || spelling::is_part_of_name(held, at)
        || spelling::stands(held, at)
        || spelling::is_interval(held, quantity)
        || is_apposed_age(held, quantity, at)
        || worked::follows(held, quantity, at)
        || arithmetic::follows(held, quantity, at)
        || reasoned::follows(held, at)
        || held.wide.iter().any(|entry| stands_beside_its_unit(held, entry, quantity))
        || held.wide.iter().any(|entry| is_of_great_age(entry, quantity))
        || held.wide.iter().any(|entry| derived::is_written_per_day(held, entry, quantity))
        || quantity.unit == Unit::Bare
            && quantity.high.is_none()
            && (number::stands_with_its_neighbour(held, at) || number::stands_with_unit(held, at))
    {
        return true;
    }
    if let Some(stands) = number::ratio(held, at) {
        return stands;
    }
    let bearing: Vec<&Entry> =
        held.wide.iter().filter(|entry| bears(held, entry, quantity, at)).copied().collect();
    if bearing.is_empty() {
        return derived::follows(held, quantity, at) || spelling::is_beyond(held, quantity, at);
    }
    is_of_its_treatment(held, quantity, at, &bearing)
        && !(quantity.unit == Unit::Day
            && (asked::is_other_length(held, quantity, at) || asked::is_of_another(held, &bearing)))
}

/// Whether an entry holds the amount, for the same measure, and speaks of what the sentence speaks of.
fn bears(held: &Held, entry: &Entry, quantity: &Quantity, at: usize) -> bool {
    let in_pool = held.pool.iter().any(|other| other.id == entry.id);
    let same = |other: &Quantity| {
        (follows(quantity, other)
            || same_in_four_weeks(held, entry, quantity, other)
            || is_end_of_range(held, quantity, other))
            && same_measure(held, entry, quantity, other)
    };
    let held_there = entry.reading.quantities.iter().any(same)
        || derived::is_per_day(held) && follows_from_daily_total(entry, quantity)
        || stands_as_written(held, entry, quantity, at)
        || derived::is_daily(entry, quantity)
        || derived::is_last_year(entry, quantity)
        || names_both_ends(entry, quantity);
    let of_patient = quantity.unit == Unit::YearOfAge && entry.kind == EntryKind::Base;
    // Small numbers without a unit stand everywhere; an amount with its unit is itself telling.
    let telling = !matches!(quantity.unit, Unit::Bare | Unit::Count(_));
    held_there && (of_patient || in_pool && (telling || shares_a_word(held, entry)))
}

/// A dose or a length of treatment must come from facts about the treatment that it is said of.
fn is_of_its_treatment(held: &Held, quantity: &Quantity, at: usize, bearing: &[&Entry]) -> bool {
    let of_treatment = matches!(
        quantity.unit,
        Unit::Milligram
            | Unit::MilligramPer(_)
            | Unit::Millilitre
            | Unit::InternationalUnit
            | Unit::Day
    );
    let kind = |other: &Quantity| (other.unit == Unit::Day) == (quantity.unit == Unit::Day);
    let is_of_kind = |entry: &Entry| entry.reading.quantities.iter().any(kind);
    // `a 27-week infant` names a kind, no length that something lasted.
    let hyphened = held.said(quantity.place).contains('-');
    let rivalled = || {
        quantity.unit == Unit::Day
            && !hyphened
            && binding::is_rivalled(held, at, bearing, is_of_kind)
    };
    !of_treatment
        || quantity.measure.is_some()
        || binding::belongs(held, at, bearing, is_of_kind) && !rivalled()
}

/// A number without unit, or an age, that the entry has in digits or words: `when she was 14`, `the six-minute walk`.
fn stands_as_written(held: &Held, entry: &Entry, said: &Quantity, at: usize) -> bool {
    let Some(token) = held.at(at) else { return false };
    let measured = said.measure.is_none_or(|measure| {
        names_measure(entry, measure)
            || !held.wide.iter().any(|other| names_measure(other, measure))
    });
    let plain =
        matches!(said.unit, Unit::Bare | Unit::YearOfAge) && said.high.is_none() && measured;
    let digits = number::in_digits(&token.lower);
    let aged = said.unit == Unit::YearOfAge;
    let same = |place: usize| {
        let other = entry.tokens.get(place);
        other.is_some_and(|other| number::in_digits(&other.lower) == digits)
            && (!aged || is_age(entry, place))
    };
    let joined = || {
        let words = held.said(said.place).to_lowercase().replace('-', " ");
        let words = words.strip_suffix('s').unwrap_or(&words).to_owned();
        matches!(said.unit, Unit::Other(_))
            && entry.long.to_lowercase().replace('-', " ").contains(&words)
    };
    plain && digits.is_some() && (0..entry.tokens.len()).any(same) || joined()
}

/// `below 70 mg/dL` from `70 to 180 mg/dL … 7% below 70`: the number stands alone, its unit elsewhere in the entry.
fn stands_beside_its_unit(held: &Held, entry: &Entry, said: &Quantity) -> bool {
    let alone = |known: &Quantity| known.unit == Unit::Bare && known.value == said.value;
    let unit = |known: &Quantity| known.unit == said.unit;
    let quantities = &entry.reading.quantities;
    matches!(said.unit, Unit::Other(_))
        && said.high.is_none()
        && quantities.iter().any(alone)
        && quantities.iter().any(unit)
        && shares_a_word(held, entry)
}

/// Whether a number of an entry is somebody's age: `at 41`, `when she was 14`, `52 years old`.
fn is_age(entry: &Entry, at: usize) -> bool {
    const LEADS: &[&str] =
        &["at", "age", "aged", "since", "before", "by", "until", "turned", "of", "she", "he"];
    let before = entry.tokens.get(at.saturating_sub(2)..at).unwrap_or_default();
    let behind = entry.tokens.get(at + 1..(at + 3).min(entry.tokens.len())).unwrap_or_default();
    before.iter().any(|token| token.is_any(LEADS))
        || behind.iter().any(|token| token.is_any(&["year", "years", "old"]))
        || entry.kind == EntryKind::Base
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

/// Whether one amount follows from another: same unit, same value, and no stronger bound.
pub(super) fn follows(said: &Quantity, known: &Quantity) -> bool {
    // A score may be given without its unit: a BMI of 43.
    let measured =
        said.unit == Unit::Bare && said.measure.is_some() && said.measure == known.measure;
    if said.unit != known.unit && !measured && !alike(&said.unit, &known.unit) {
        return false;
    }
    let equal = same(said.value, known.value, &said.unit)
        && (said.high.is_none() || said.high == known.high);
    let upper =
        known.high.is_some_and(|high| said.high.is_none() && same(said.value, high, &said.unit));
    match said.comparison {
        Comparison::Exactly => equal,
        Comparison::About => {
            equal || upper || said.unit == Unit::Day && roughly(said.value, known.value)
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
    let of_measure = said.measure.is_some() && said.measure == known.measure;
    // `over a year` is how a letter says 14 months, but not how it says five years.
    let twice = Number::whole(2);
    let of_time = said.unit == Unit::Day
        && known.value <= said.value.times(twice)
        && said.value <= known.value.times(twice);
    exact
        && (of_measure || of_time || said.unit == Unit::YearOfAge)
        && holds(known.value, said.value)
}

fn alike(said: &Unit, known: &Unit) -> bool {
    let spelled = |unit: &Unit| match unit {
        Unit::Other(name) => name.to_lowercase().replace(' ', "").replace(['µ', 'μ'], "u"),
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
        || worked::is_same_unit(&said, &known)
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

/// `nearly two years` is how a letter says 22 months.
fn roughly(a: Number, b: Number) -> bool {
    let (a, b) = (a.in_millionths(), b.in_millionths());
    (a - b).abs() * 100 <= a.abs().max(b.abs()) * 17
}

pub(super) fn near(a: i64, b: i64) -> bool {
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
        entry.long.get(known.place.start..known.place.end).unwrap_or_default(),
    );
    let weeks = |days: Number| days.in_millionths() / 7_000_000;
    let months = |days: Number| (days.in_millionths() + 15_000_000) / Number::MONTH.in_millionths();
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
fn same_measure(held: &Held, entry: &Entry, said: &Quantity, known: &Quantity) -> bool {
    match (said.measure, known.measure) {
        (Some(said), Some(known)) => {
            let unheard = || !held.wide.iter().any(|other| names_measure(other, said));
            said == known
                || said.starts_with(known)
                || known.starts_with(said)
                || names_measure(entry, said)
                || unheard()
        }
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => said.unit != Unit::Bare || shares_a_word(held, entry),
    }
}

/// `from 2.0 to 3.5` follows from an entry that holds both: `3.5, up from 2.0`.
fn names_both_ends(entry: &Entry, said: &Quantity) -> bool {
    let holds =
        |value: Number| entry.tokens.iter().any(|token| Number::parse(&token.lower) == Some(value));
    let of_unit = said.unit == Unit::Bare
        || entry.reading.quantities.iter().any(|known| known.unit == said.unit);
    of_unit && said.high.is_some_and(|high| holds(high) && holds(said.value))
}

/// `over 90` is how a letter says `90 or more years old`.
fn is_of_great_age(entry: &Entry, said: &Quantity) -> bool {
    let oldest = |known: &Quantity| {
        known.unit == Unit::YearOfAge
            && known.comparison == Comparison::AtLeast
            && known.value == said.value
    };
    let or_more = || {
        let text = format!("{} or more years old", said.value.in_millionths() / 1_000_000);
        entry.long.contains(&text)
    };
    matches!(said.unit, Unit::Bare | Unit::YearOfAge)
        && entry.kind == EntryKind::Base
        && (or_more() || entry.reading.quantities.iter().any(oldest))
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

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn a_length_of_something_else_is_none_of_the_treatments() {
        holds(
            doubts,
            &[
                "Leflunomide was taken for 2 years.",
                "Methotrexate was taken for 12 months.",
                "The knee has been swollen for 6 months.",
            ],
            &[
                "Leflunomide was taken for five weeks.",
                "Methotrexate was taken for 6 months.",
                "The knee has been swollen for two years.",
            ],
        );
    }
}
