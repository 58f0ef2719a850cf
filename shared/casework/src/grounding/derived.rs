//! Amounts that a fact does not write out but that follow from it by plain arithmetic.

use super::entry::Entry;
use super::{held::Held, quantity};
use crate::fact::{Comparison, Number, Quantity, Unit};

/// A year and a month in days, as in the table of units.
const YEAR: Number = Number::YEAR;
const MONTH: Number = Number::MONTH;

/// Whether the amount is a body weight times a dose by weight, a total of times and lengths, or a difference of two values.
pub(super) fn follows(held: &Held, said: &Quantity, at: usize) -> bool {
    by_weight(held, said) || times(held, said) || difference(held, said, at)
}

/// `32 mg` from 21 kg and 1.5 mg/kg.
fn by_weight(held: &Held, said: &Quantity) -> bool {
    let all = || held.wide.iter().flat_map(|entry| &entry.reading.quantities);
    let weights = || all().filter(|quantity| quantity.unit == Unit::Kilogram);
    let doses =
        || all().filter(|quantity| matches!(quantity.unit, Unit::MilligramPer("kg" | "kg/day")));
    said.unit == Unit::Milligram
        && weights().any(|weight| {
            doses().any(|dose| {
                let product = weight.value.times(dose.value).in_millionths();
                quantity::near(product, said.value.in_millionths())
            })
        })
}

/// `48 weeks` from `4 cycles of 12 weeks`: a time that one entry gives as a count of times.
fn times(held: &Held, said: &Quantity) -> bool {
    let of = |entry: &&Entry| {
        let quantities = &entry.reading.quantities;
        let spans = entry.reading.frequencies.iter().map(|f| f.hours.over(Number::whole(24)));
        let counts =
            || quantities.iter().filter(|quantity| matches!(quantity.unit, Unit::Count(_)));
        spans.flatten().any(|span| {
            counts().any(|count| {
                let product = count.value.times(span).in_millionths();
                quantity::near(product, said.value.in_millionths())
            })
        })
    };
    said.unit == Unit::Day && held.pool.iter().any(of)
}

/// `a drop of 22 points` from `28 to 6`, where the sentence speaks of a change.
fn difference(held: &Held, said: &Quantity, at: usize) -> bool {
    const CHANGES: &[&str] = &[
        "drop",
        "cut",
        "lowered",
        "raised",
        "lost",
        "gained",
        "fewer",
        "dropped",
        "fall",
        "fell",
        "decrease",
        "decreased",
        "decline",
        "declined",
        "rise",
        "rose",
        "increase",
        "increased",
        "reduction",
        "improvement",
        "change",
        "gain",
        "loss",
        "difference",
        "points",
        "more",
        "less",
        "larger",
        "smaller",
        "longer",
        "shorter",
    ];
    let near = held.tokens.get(at.saturating_sub(6)..(at + 6).min(held.tokens.len()));
    let changes = near.is_some_and(|part| part.iter().any(|token| token.is_any(CHANGES)));
    let between = |entry: &&Entry| {
        let known: Vec<i64> = entry
            .reading
            .quantities
            .iter()
            .flat_map(|other| [Some(other.value), other.high])
            .flatten()
            .map(Number::in_millionths)
            .collect();
        known.iter().any(|a| known.iter().any(|b| a - b == said.value.in_millionths()))
    };
    changes && !matches!(said.unit, Unit::Day) && held.pool.iter().any(between)
}

/// `gained 32 g a day` from `32 g/day`, and `150 mg/kg per day` from `150 mg/kg/day`.
pub(super) fn is_written_per_day(held: &Held, entry: &Entry, said: &Quantity) -> bool {
    let behind = held.text.get(said.place.end..).unwrap_or_default().to_lowercase();
    let daily =
        [" a day", " per day", " each day", " daily"].iter().any(|words| behind.starts_with(words));
    let written = format!("{}/day", held.said(said.place).to_lowercase());
    daily && entry.long.to_lowercase().contains(&written)
}

/// `900 mg/day` from `900 mg daily`, and `0.2 mg/kg/day` from `0.2 mg/kg` once a day.
pub(super) fn is_daily(entry: &Entry, said: &Quantity) -> bool {
    let base = match said.unit {
        Unit::MilligramPer("day") => Unit::Milligram,
        Unit::MilligramPer("kg/day") => Unit::MilligramPer("kg"),
        Unit::Bare
        | Unit::Day
        | Unit::YearOfAge
        | Unit::Milligram
        | Unit::MilligramPer(_)
        | Unit::Millilitre
        | Unit::InternationalUnit
        | Unit::Percent
        | Unit::Kilogram
        | Unit::Centimetre
        | Unit::Count(_)
        | Unit::Other(_) => return false,
    };
    let mut known = entry.reading.quantities.iter().filter(|other| other.unit == base);
    known.any(|other| {
        entry.reading.frequencies.iter().any(|frequency| {
            let a_day = Number::whole(24).over(frequency.hours);
            a_day.is_some_and(|times| other.value.times(times) == said.value)
        })
    })
}

/// `the past twelve months` from `in the past year`, `the last four weeks` from `over the last month`.
pub(super) fn is_last_year(entry: &Entry, said: &Quantity) -> bool {
    const BEFORE: &[&str] =
        &["past", "last", "previous", "prior", "preceding", "per", "every", "each", "a", "one"];
    let span = |word: &str| match word {
        "year" => Some(YEAR),
        "month" => Some(MONTH),
        _ => None,
    };
    let names = |pair: &[super::words::Token]| match pair {
        [before, unit] if before.is_any(BEFORE) => span(&unit.lower),
        _ => None,
    };
    said.unit == Unit::Day
        && said.high.is_none()
        && matches!(said.comparison, Comparison::Exactly | Comparison::About | Comparison::AtMost)
        && entry.tokens.windows(2).filter_map(names).any(|known| {
            quantity::near(known.in_millionths(), said.value.in_millionths())
                || known == MONTH && said.value == Number::whole(28)
        })
}
/// Whether the sentence counts by the day, so that its amount may be a daily total. What is taken twice a day is none.
pub(super) fn is_per_day(held: &Held) -> bool {
    let day = Number::whole(24);
    let mut frequencies = held.reading.frequencies.iter();
    let has = |words: &[&str]| held.tokens.iter().any(|token| token.is_any(words));
    has(&["total", "divided"])
        || frequencies.clone().all(|frequency| frequency.hours >= day)
            && (has(&["day"]) || frequencies.any(|frequency| frequency.hours == day))
}
