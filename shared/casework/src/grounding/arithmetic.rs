//! What a letter reckons from the numbers of one fact: shares, changes in percent, parts, sums, years between ages.

use super::binding::shares_a_word;
use super::entry::{Entry, EntryKind};
use super::words::Token;
use super::{count, held::Held};
use crate::fact::{Number, Quantity, Unit};

/// A year in days, as in the table of units.
const YEAR: i64 = Number::YEAR.in_millionths();
const ONE: i64 = 1_000_000;

/// Whether the amount is reckoned from numbers of the facts.
pub(super) fn follows(held: &Held, said: &Quantity, at: usize) -> bool {
    is_percent(held, said)
        || is_rest(held, said)
        || is_part(held, said)
        || is_before_change(held, said, at)
        || is_between_ages(held, said, at)
        || is_earlier_age(held, said, at)
        || is_interval(held, said)
        || has_both_ends(held, said)
        || is_span_of_days(held, said)
}

/// `56 %` where a fact has 38 % and 6 % of the same whole.
fn is_rest(held: &Held, said: &Quantity) -> bool {
    let percents = |entry: &Entry| -> Vec<i64> {
        let all = entry.reading.quantities.iter().filter(|q| q.unit == Unit::Percent);
        all.map(|quantity| quantity.value.in_millionths()).collect()
    };
    said.unit == Unit::Percent
        && held.pool.iter().map(|entry| percents(entry)).any(|known| {
            known.len() > 1 && known.iter().sum::<i64>() + said.value.in_millionths() == 100 * ONE
        })
}

/// `67 %` from `from 6 to 2`, a third less; or from `14 of 21`.
fn is_percent(held: &Held, said: &Quantity) -> bool {
    const CHANGES: &[&str] = &[
        "by",
        "cut",
        "fell",
        "dropped",
        "rose",
        "reduction",
        "reduced",
        "decrease",
        "decreased",
        "increase",
        "increased",
        "improvement",
        "decline",
        "loss",
        "fewer",
        "less",
        "about",
        "roughly",
        "nearly",
        "share",
        "proportion",
    ];
    let percent = said.value.in_millionths();
    held.tokens.iter().any(|token| token.is_any(CHANGES))
        && said.unit == Unit::Percent
        && said.high.is_none()
        && held.pool.iter().any(|entry| {
            shares_a_word(held, entry) && shares(entry).any(|share| (share - percent).abs() <= ONE)
        })
}

/// Whether a fraction in words follows from a percentage or from two numbers of a fact: `two thirds`, `three quarters`.
pub(super) fn is_fraction(held: &Held, number: usize, noun: &Token) -> bool {
    let parts = match noun.lower.as_str() {
        "halves" => 2,
        "third" | "thirds" => 3,
        "quarter" | "quarters" => 4,
        "fifths" => 5,
        "tenths" => 10,
        _ => return false,
    };
    let Ok(number) = i64::try_from(number) else { return false };
    let said = number * 100 * ONE / parts;
    let percents = |entry: &Entry| -> Vec<i64> {
        let all = entry.reading.quantities.iter().filter(|q| q.unit == Unit::Percent);
        all.map(|quantity| quantity.value.in_millionths()).collect()
    };
    held.pool.iter().any(|entry| {
        let near = |share: i64| (share - said).abs() <= 4 * ONE;
        shares(entry).any(near) || percents(entry).into_iter().any(near)
    })
}

/// `one word in five` from `20 %`: whether the number belongs to a share that a percentage bears out.
pub(super) fn is_one_in(held: &Held, at: usize) -> bool {
    let value = |place: usize| {
        let token = held.at(place)?;
        let number = count::of_token(token);
        i64::try_from(number?).ok()
    };
    let share = |middle: usize| {
        let part = (middle.saturating_sub(3)..middle)
            .rev()
            .find_map(|place| Some((place, value(place)?)))?;
        let whole = (middle + 1..middle + 3).find_map(|place| Some((place, value(place)?)))?;
        (part.0 == at || whole.0 == at).then_some(part.1 * 100 * ONE / whole.1.max(1))
    };
    let middles = (at.saturating_sub(3)..=at + 3)
        .filter(|place| held.at(*place).is_some_and(|token| token.is_any(&["in", "of"])));
    let said: Vec<i64> = middles.filter_map(share).collect();
    let near = |known: &Quantity| {
        known.unit == Unit::Percent
            && said.iter().any(|said| (said - known.value.in_millionths()).abs() <= 3 * ONE)
    };
    held.pool.iter().any(|entry| entry.reading.quantities.iter().any(near))
}

/// What part of the larger of two plain numbers of an entry the smaller is, and what is missing to it, in millionths of a
/// percent.
fn shares(entry: &Entry) -> impl Iterator<Item = i64> {
    let plain = |token: &&Token| {
        !entry.reading.quantities.iter().any(|quantity| {
            let other = matches!(quantity.unit, Unit::Percent | Unit::Day | Unit::YearOfAge);
            other && quantity.place.start <= token.start && token.start < quantity.place.end
        })
    };
    let numbers: Vec<i64> = entry
        .tokens
        .iter()
        .filter(plain)
        .filter_map(|token| Number::parse(&token.lower).map(Number::in_millionths))
        .filter(|value| *value > 0)
        .collect();
    let pairs: Vec<(i64, i64)> = numbers
        .iter()
        .flat_map(|a| numbers.iter().filter(move |b| *b < a).map(move |b| (*a, *b)))
        .collect();
    pairs.into_iter().flat_map(|(whole, part)| {
        let share = part / 1_000 * 100 * ONE / (whole / 1_000).max(1);
        [share, 100 * ONE - share]
    })
}

/// `15 g at each of six feeds` from 90 g and six: the sentence names the number of parts.
fn is_part(held: &Held, said: &Quantity) -> bool {
    const TIMES: &[&str] =
        &["day", "days", "week", "weeks", "month", "months", "hours", "year", "years", "-"];
    let named = |at: usize| {
        let token = held.at(at)?;
        let of_time = held.at(at + 1).is_some_and(|next| next.is_any(TIMES));
        let number = count::of_token(token);
        i64::try_from(number.filter(|_| !of_time)?).ok()
    };
    let parts: Vec<i64> = (0..held.tokens.len())
        .filter_map(named)
        .filter(|number| (2..=24).contains(number))
        .collect();
    let each = held.tokens.iter().any(|token| token.is_any(&["each", "every", "apiece", "per"]));
    // By the hour, what a day has is given in 24 parts.
    let by_hour = held.tokens.iter().any(|token| token.is("hour")).then_some(24);
    let of = |known: &Quantity| {
        let divides = |part: &i64| said.value.in_millionths() * part == known.value.in_millionths();
        known.unit == said.unit && parts.iter().chain(&by_hour).any(divides)
    };
    (each || by_hour.is_some())
        && !matches!(said.unit, Unit::Bare | Unit::Day)
        && held.pool.iter().any(|entry| entry.reading.quantities.iter().any(of))
}

/// `64 kg before the loss` from `lost 6 kg … now 58 kg`.
fn is_before_change(held: &Held, said: &Quantity, at: usize) -> bool {
    const CHANGES: &[&str] =
        &["before", "loss", "lost", "gain", "gained", "fall", "earlier", "originally", "initially"];
    let near =
        held.tokens.get(at.saturating_sub(8)..(at + 9).min(held.tokens.len())).unwrap_or_default();
    let changed = near.iter().any(|token| token.is_any(CHANGES));
    let sum = |entry: &&Entry| {
        let all = || entry.reading.quantities.iter().filter(|known| known.unit == said.unit);
        let sums = |a: &Quantity| {
            all().any(|b| {
                a.place != b.place
                    && a.value.in_millionths() + b.value.in_millionths()
                        == said.value.in_millionths()
            })
        };
        all().any(sums)
    };
    changed && !matches!(said.unit, Unit::Day | Unit::Bare) && held.pool.iter().any(sum)
}

/// `died six years later` from an entry with the ages 41 and 47.
fn is_between_ages(held: &Held, said: &Quantity, at: usize) -> bool {
    let behind = held.tokens.get(at + 1..(at + 5).min(held.tokens.len())).unwrap_or_default();
    let later =
        behind.iter().any(|token| token.is_any(&["later", "earlier", "after", "before", "apart"]));
    let apart = |entry: &&Entry| {
        let ages: Vec<i64> = ages(entry);
        ages.iter().any(|a| ages.iter().any(|b| (a - b) * YEAR == said.value.in_millionths()))
    };
    later && said.unit == Unit::Day && held.pool.iter().any(apart)
}

/// `she was nine when it was found` from `since age 9`.
pub(super) fn was_an_age(held: &Held, at: usize, value: usize) -> bool {
    let was = at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|token| token.is("was"));
    let when = held.at(at + 1).is_some_and(|next| next.is_any(&["when", "years", "at"]));
    let Ok(value) = i64::try_from(value) else { return false };
    was && when && held.wide.iter().any(|entry| ages(entry).contains(&value))
}

/// The whole numbers that an entry gives as ages: `at 41`, `aged 47`.
fn ages(entry: &Entry) -> Vec<i64> {
    let led = |pair: &[Token]| match pair {
        [before, number] if before.is_any(&["at", "age", "aged", "of"]) => {
            number.lower.parse().ok()
        }
        _ => None,
    };
    entry.tokens.windows(2).filter_map(led).filter(|age| (1..=110).contains(age)).collect()
}

/// `when she was about 23` of a patient of 29 whose disease is six years old.
fn is_earlier_age(held: &Held, said: &Quantity, at: usize) -> bool {
    let before = held.tokens.get(at.saturating_sub(4)..at).unwrap_or_default();
    let is = |words: &[&str]| before.iter().any(|token| token.is_any(words));
    let led = is(&["at", "age", "aged"])
        || is(&["was"])
            && (is(&["she", "he", "they"]) || before.iter().any(|t| t.text == held.name));
    let aged = |entry: &Entry| -> Vec<i64> {
        let all = entry.reading.quantities.iter().filter(|q| q.unit == Unit::YearOfAge);
        all.map(|quantity| quantity.value.in_millionths() / ONE).collect()
    };
    let base = held.wide.iter().filter(|entry| entry.kind == EntryKind::Base);
    let now: Vec<i64> = base.flat_map(|entry| aged(entry)).collect();
    let in_years = |entry: &Entry| -> Vec<i64> {
        let said = |q: &&Quantity| {
            entry.long.get(q.place.start..q.place.end).is_some_and(|text| text.contains("year"))
        };
        let spans = entry.reading.quantities.iter().filter(|q| q.unit == Unit::Day);
        spans
            .filter(said)
            .map(|q| q.value.in_millionths() / YEAR)
            .filter(|years| *years > 0)
            .collect()
    };
    let mut years = held.wide.iter().flat_map(|entry| in_years(entry));
    let then = said.value.in_millionths() / ONE;
    led && matches!(said.unit, Unit::Bare | Unit::YearOfAge)
        && years.any(|years| {
            now.iter().any(|now| (now - years - then).abs() <= i64::from(said.unit == Unit::Bare))
        })
}

/// `at two-week intervals` from `every 2 weeks`.
fn is_interval(held: &Held, said: &Quantity) -> bool {
    let behind = held.text.get(said.place.end..).unwrap_or_default().trim_start();
    let hours = said.value.times(Number::whole(24));
    said.unit == Unit::Day
        && behind.starts_with("interval")
        && held
            .pool
            .iter()
            .any(|entry| entry.reading.frequencies.iter().any(|known| known.hours == hours))
}

/// `for three weeks, then off for one` from `on days 1 to 21 of each 28-day cycle`.
fn is_span_of_days(held: &Held, said: &Quantity) -> bool {
    let days = |entry: &&Entry| {
        let numbers: Vec<i64> = entry
            .tokens
            .iter()
            .filter_map(|token| Number::parse(&token.lower).map(Number::in_millionths))
            .collect();
        let said = said.value.in_millionths();
        let cycle = entry.tokens.iter().any(|token| token.is_any(&["cycle", "cycles"]));
        cycle && numbers.iter().any(|a| *a == said || numbers.iter().any(|b| a - b == said))
    };
    said.unit == Unit::Day && held.pool.iter().any(days)
}

/// `from 10 to 95 degrees` from an entry that holds both numbers.
fn has_both_ends(held: &Held, said: &Quantity) -> bool {
    let Some(high) = said.high else { return false };
    let holds = |entry: &Entry, value: Number| {
        entry.tokens.iter().any(|token| Number::parse(&token.lower) == Some(value))
    };
    let plain = matches!(said.unit, Unit::Bare | Unit::Percent | Unit::Centimetre | Unit::Count(_));
    plain
        && held.pool.iter().any(|entry| {
            shares_a_word(held, entry) && holds(entry, high) && holds(entry, said.value)
        })
}
