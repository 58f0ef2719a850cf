//! How often: `twice daily`, `BID` and `every 12 hours` are the same.

use super::entry::Entry;
use super::subject::token_at;
use super::words::Token;
use super::{Doubt, binding, held::Held, number};
use crate::document::FlagKind;
use crate::fact::{Frequency, Number, Place, Unit};

/// Words behind `daily` that make it a word of life, not of dosing.
const OF_LIFE: &[&str] = &[
    "activities",
    "activity",
    "living",
    "life",
    "function",
    "functioning",
    "tasks",
    "routine",
    "basis",
    "medicines",
    "medications",
    "medication",
    "regimen",
];

/// Frequencies that follow from no fact about their treatment.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    held.reading
        .frequencies
        .iter()
        .filter(|frequency| !is_of_life(held, frequency) && !is_supported(held, frequency))
        .map(|frequency| {
            let nearest = held.nearest(|entry| !entry.reading.frequencies.is_empty());
            let text = format!(
                "“{}” does not follow from the facts.{nearest}",
                held.said(frequency.place)
            );
            Doubt { kind: FlagKind::Frequency, place: frequency.place, text }
        })
        .chain(per_time(held))
        .collect()
}

/// `150 mg per week`: a rate that the reader of facts takes for a bare amount.
fn per_time(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for at in 1..held.tokens.len() {
        let rate = held.at(at).is_some_and(|token| token.is_any(&["per", "a", "each", "/"]));
        let amount = held.at(at - 1).is_some_and(|token| token.is_any(AMOUNTS));
        let Some(time) = held.at(at + 1).filter(|_| rate && amount) else { continue };
        let Some((_, hours)) = TIMES.iter().find(|(word, _)| time.is(word)) else { continue };
        let entries = held.pool.clone();
        let said = format!("per {}", time.lower);
        let known = entries.iter().any(|entry| {
            entry.reading.frequencies.iter().any(|known| known.hours == Number::whole(*hours))
                || counts_by(entry, Number::whole(*hours), Said::Rate)
                || is_daily_total(held, entry, at)
                || entry.long.to_lowercase().contains(&said)
                || entry.long.to_lowercase().contains(&format!("/{}", time.lower))
        });
        if !known {
            let nearest = held.nearest(|entry| !entry.reading.frequencies.is_empty());
            doubts.push(held.doubt(
                FlagKind::Frequency,
                at,
                at + 2,
                format!("“{said}” does not follow from the facts.{nearest}"),
            ));
        }
    }
    doubts
}

/// Whether the amount before `per day` is what an entry adds up to in a day.
fn is_daily_total(held: &Held, entry: &Entry, at: usize) -> bool {
    let Some(start) = held.at(at).map(|token| token.start) else { return false };
    let place = Place { start, end: start };
    is_of_total(held, entry, &Frequency { hours: Number::whole(24), as_needed: false, place })
}

/// Units of amounts that are given at intervals.
const AMOUNTS: &[&str] = &[
    "mg", "mcg", "g", "units", "ml", "kcal", "kg", "iu", "tablets", "capsules", "calories", "grams",
];
/// Intervals in hours.
const TIMES: &[(&str, i64)] = &[("day", 24), ("week", 168), ("hour", 1), ("night", 24)];

fn is_supported(held: &Held, said: &Frequency) -> bool {
    let Some(at) = token_at(&held.tokens, said.place) else { return true };
    let before = held.tokens.get(at.saturating_sub(3)..at).unwrap_or_default();
    let counted = before.iter().any(|token| token.is_any(&["times", "couple", "several"]));
    let once =
        held.said(said.place).to_lowercase().starts_with("once") && !is_counted(&held.tokens, said);
    let said_as = match (counted, once) {
        (true, _) => Said::Rate,
        (false, true) => Said::Once,
        (false, false) => Said::Every,
    };
    let fits = |entry: &&&Entry| {
        let known = |known: &Frequency| {
            is_same(known.hours, said.hours)
                && known.as_needed == said.as_needed
                && !(once && is_counted(&entry.tokens, known))
        };
        entry.reading.frequencies.iter().any(known)
            || binding::shares_a_word(held, entry)
                && (stands_word_for_word(held, entry, said)
                    || counts_by(entry, said.hours, said_as)
                    || is_mean(entry, said.hours))
            || is_of_total(held, entry, said)
    };
    let bearing: Vec<&Entry> = held.pool.iter().filter(fits).copied().collect();
    let of_kind = |entry: &Entry| !entry.reading.frequencies.is_empty();
    !bearing.is_empty()
        && binding::belongs(held, at, &bearing, of_kind)
        && !binding::is_rivalled(held, at, &bearing, of_kind)
}

/// `every two and a half months` from `7 flares in the past 18 months`.
fn is_mean(entry: &Entry, hours: Number) -> bool {
    let counts = || entry.reading.quantities.iter().filter(|q| matches!(q.unit, Unit::Count(_)));
    let spans = entry.reading.quantities.iter().filter(|q| q.unit == Unit::Day);
    spans.filter_map(|span| span.value.times(Number::whole(24)).in_millionths().into()).any(
        |span: i64| {
            counts().any(|count| {
                let times = count.value.in_millionths() / 1_000_000;
                let mean = span / times.max(1);
                times > 1 && (mean - hours.in_millionths()).abs() * 100 <= mean * 6
            })
        },
    )
}

/// Hours of four weeks, in millionths.
const FOUR_WEEKS: i64 = 672_000_000;

/// Letters count a month as four weeks: every 12 weeks is every three months.
fn is_same(known: Number, said: Number) -> bool {
    let (known, said) = (known.in_millionths(), said.in_millionths());
    let (less, more) = (known.min(said), known.max(said));
    // Twice a week is about eight times a month.
    let month = 730_500_000;
    let week = 168_000_000;
    let by_month = |hours: i64| hours > 0 && hours < month && month % hours == 0;
    let by_week = |hours: i64| hours > 0 && (week % hours == 0 || hours % week == 0);
    known == said
        || (by_month(said) && by_week(known) || by_month(known) && by_week(said))
            && (more - less) * 100 <= more * 9
        || less % FOUR_WEEKS == 0
            && more % 730_500_000 == 0
            && less / FOUR_WEEKS == more / 730_500_000
}

/// Whether a count of things stands before the frequency: `2 visits weekly`.
fn is_counted(tokens: &[Token], known: &Frequency) -> bool {
    let place = token_at(tokens, known.place).unwrap_or_default();
    match tokens.get(place.saturating_sub(2)..place).unwrap_or_default() {
        [count, noun] => {
            noun.lower.ends_with('s')
                && !noun.is_any(AMOUNTS)
                && number::in_digits(&count.lower).is_some_and(|count| count != "1")
        }
        _ => false,
    }
}

/// How a sentence says a frequency.
#[derive(Clone, Copy)]
enum Said {
    /// With a count of its own before it: `a couple of times every week`.
    Rate,
    /// `every week`, `daily`.
    Every,
    /// `once a week`.
    Once,
}

/// `eight seizures every month` and `three times each week` from `8 seizures per month` and `3 attacks per week`.
fn counts_by(entry: &Entry, hours: Number, said: Said) -> bool {
    let rate = |at: usize| -> Option<bool> {
        let unit = entry.tokens.get(at)?;
        let (_, span) = SPANS.iter().find(|(word, _)| unit.is(word))?;
        let by = entry.tokens.get(at.checked_sub(1)?)?;
        let adverb = unit.lower.ends_with("ly");
        if !adverb && !by.is_any(&["per", "a", "an", "each", "every", "/"]) {
            return None;
        }
        if let Some(times) = times_before(entry, at).filter(|_| adverb) {
            return Some(span.over(times) == Some(hours));
        }
        // `twice daily` and `3 times a week` are no whole day or week, unless the sentence counts too.
        let back = entry.tokens.get(at.saturating_sub(3)..at)?;
        let times = back.iter().any(|token| token.is_any(&["twice", "thrice", "times", "other"]));
        let before = entry.tokens.get(at.saturating_sub(8)..at)?;
        let numbers = before.iter().filter_map(|token| number::in_digits(&token.lower));
        let of_count = |count: String| Number::parse(&count).and_then(|count| span.over(count));
        let mut rates = numbers.filter_map(of_count).peekable();
        // `once a week` says the number too: `2 visits weekly` is another.
        let whole = *span == hours
            && match said {
                Said::Rate => true,
                Said::Every => !times,
                Said::Once => !times && rates.peek().is_none(),
            };
        Some(whole || rates.any(|known| is_same(known, hours)))
    };
    (0..entry.tokens.len()).filter_map(rate).any(|is| is)
}

/// How many times an adverb of time is said of: three in `three times daily`, two in `2 visits weekly`.
fn times_before(entry: &Entry, at: usize) -> Option<Number> {
    let noun = entry.tokens.get(at.checked_sub(1)?)?;
    if noun.is("twice") {
        return Some(Number::whole(2));
    }
    let number = entry.tokens.get(at.checked_sub(2)?)?;
    let counts = noun.lower.len() > 3 && noun.lower.ends_with('s') && !noun.is_any(AMOUNTS);
    number::in_digits(&number.lower).filter(|_| counts).and_then(|digits| Number::parse(&digits))
}

/// Words for spans and their hours.
const SPANS: &[(&str, Number)] = &[
    ("hour", Number::whole(1)),
    ("day", Number::whole(24)),
    ("daily", Number::whole(24)),
    ("night", Number::whole(24)),
    ("week", Number::whole(168)),
    ("weekly", Number::whole(168)),
    ("month", Number::millionths(730_500_000)),
    ("monthly", Number::millionths(730_500_000)),
    ("year", Number::whole(8_766)),
    ("yearly", Number::whole(8_766)),
];

/// `400 mg per day` from `200 mg twice daily`.
fn is_of_total(held: &Held, entry: &Entry, said: &Frequency) -> bool {
    let before = held.reading.quantities.iter().rfind(|q| q.place.end <= said.place.start);
    let Some(amount) = before.filter(|q| q.unit == Unit::Milligram) else { return false };
    said.hours == Number::whole(24)
        && entry.reading.quantities.iter().filter(|known| known.unit == Unit::Milligram).any(
            |known| {
                entry.reading.frequencies.iter().any(|frequency| {
                    let times = said.hours.over(frequency.hours);
                    times.is_some_and(|times| known.value.times(times) == amount.value)
                })
            },
        )
}

/// `two times a week` may be read in one text and missed in another; the same words are the same.
fn stands_word_for_word(held: &Held, entry: &Entry, said: &Frequency) -> bool {
    entry.long.to_lowercase().contains(&held.said(said.place).to_lowercase())
}

/// `a weekly activity score`, `daily activities`: no dosing.
fn is_of_life(held: &Held, frequency: &Frequency) -> bool {
    const SCORES: &[&str] = &["score", "scale", "index", "diary", "average", "assessment"];
    let Some(at) = token_at(&held.tokens, frequency.place) else { return false };
    let near =
        held.tokens.get(at.saturating_sub(3)..(at + 4).min(held.tokens.len())).unwrap_or_default();
    let ahead = held.tokens.get(at + 1..(at + 5).min(held.tokens.len())).unwrap_or_default();
    // `every month of delay` is no dosing.
    let of = held.tokens.iter().find(|token| token.start >= frequency.place.end);
    of.is_some_and(|token| token.is("of"))
        || ahead.iter().any(|token| token.is_any(SCORES))
        || held.said(frequency.place).eq_ignore_ascii_case("daily")
            && near.iter().any(|token| token.is_any(OF_LIFE))
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn a_dose_given_twice_a_day_is_not_given_once_a_day() {
        holds(
            doubts,
            &[
                "Naproxen 500 mg was taken once a day.",
                "Methotrexate was taken every day.",
                "She goes to counseling once a month.",
            ],
            &[
                "Naproxen 500 mg was taken twice a day.",
                "Methotrexate was taken once a week.",
                "She goes to counseling every week.",
                "Adalimumab 40 mg is given every other week.",
            ],
        );
    }
}
