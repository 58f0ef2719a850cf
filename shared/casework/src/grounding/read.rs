//! A text as grounding reads it: the reading of facts, with what turns of phrase add to it.

use crate::fact::{Comparison, Number, Place, Quantity, Reading, Unit, number_word};

/// Units of amounts: what stands before `daily` behind one of them is a dose, not a count.
const AMOUNTS: &[&str] = &[
    "mg",
    "mcg",
    "g",
    "kg",
    "ml",
    "l",
    "units",
    "iu",
    "kcal",
    "%",
    "unit",
    "grams",
    "milligrams",
    "micrograms",
];

/// How a frequency is written that a count before it multiplies: `2 sessions weekly`, `two sessions every week`.
const SPANS: &[&str] = &[
    "daily",
    "weekly",
    "monthly",
    "yearly",
    "every day",
    "each day",
    "every week",
    "each week",
    "every month",
    "each month",
];

/// The reading of a text.
pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reading::of(text);
    let before = |place: Place| text.get(..place.start).unwrap_or_default().trim_end();
    for quantity in &mut reading.quantities {
        // `longer than 4 hours` bounds as much as `more than 4 hours`.
        let said = before(quantity.place);
        // `a little over two years` bounds, though `over 6 months` may not.
        let bound = |words: &[&str]| words.iter().any(|word| said.ends_with(word));
        if bound(&["little over", "just over", "slightly over", "well over"]) {
            quantity.comparison = Comparison::MoreThan;
        }
        if bound(&["little under", "just under", "slightly under", "not quite"]) {
            quantity.comparison = Comparison::LessThan;
        }
        if quantity.unit == Unit::Day
            && (said.ends_with("longer than") || said.ends_with("older than"))
        {
            quantity.comparison = Comparison::MoreThan;
        }
    }
    reading.quantities.extend(whole_spans(text));
    for frequency in &mut reading.frequencies {
        let said = text.get(frequency.place.start..frequency.place.end).unwrap_or_default();
        if SPANS.contains(&said.to_lowercase().as_str())
            && let Some(times) = counted(before(frequency.place))
            && let Some(hours) = frequency.hours.over(times)
        {
            frequency.hours = hours;
        }
    }
    // `two second-degree relatives` are no seconds.
    reading.quantities.retain(|quantity| {
        let behind = text.get(quantity.place.end..).unwrap_or_default();
        !behind.starts_with("-degree")
            && !behind.starts_with("-line")
            && !behind.starts_with("-generation")
    });
    reading
}

/// `a full year`, `an entire month`: one of a unit of time.
fn whole_spans(text: &str) -> Vec<Quantity> {
    const TIMES: &[(&str, i64)] = &[
        ("week", 7_000_000),
        ("month", Number::MONTH.in_millionths()),
        ("year", Number::YEAR.in_millionths()),
    ];
    let lower = text.to_ascii_lowercase();
    let led = ["a full ", "a whole ", "an entire ", "one full ", "one whole "];
    let found = led.iter().flat_map(|words| lower.match_indices(words));
    let span = |(start, words): (usize, &str)| {
        let behind = lower.get(start + words.len()..)?;
        let (unit, days) = TIMES.iter().find(|(unit, _)| behind.starts_with(unit))?;
        Some(Quantity {
            value: Number::millionths(*days),
            high: None,
            unit: Unit::Day,
            comparison: Comparison::Exactly,
            measure: None,
            place: Place { start, end: start + words.len() + unit.len() },
        })
    };
    found.filter_map(span).collect()
}

/// The count of a text that ends in a number and a noun: `2 sessions` before `weekly`.
fn counted(before: &str) -> Option<Number> {
    let mut words = before.rsplit(' ');
    let noun = words.next()?;
    let named = |word: &str| number_word(&word.to_lowercase()).or_else(|| word.parse().ok());
    let value = words.take(2).find_map(named)?;
    let of_count = noun.len() > 3
        && noun.ends_with('s')
        && !AMOUNTS.contains(&noun)
        && value > 1
        && value < 15;
    of_count.then(|| Number::whole(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(text: &str) -> Vec<i64> {
        read(text).frequencies.iter().map(|f| f.hours.in_millionths() / 1_000_000).collect()
    }

    #[test]
    fn a_count_before_a_frequency_multiplies_it_and_a_dose_does_not() {
        assert_eq!(hours("2 sessions weekly"), [84]);
        assert_eq!(hours("Two PT sessions every week"), [84]);
        assert_eq!(hours("methotrexate 20 mg weekly"), [168]);
    }

    #[test]
    fn spans_bounds_and_degrees_are_read_as_said() {
        let one = |text: &str| read(text).quantities.remove(0);
        assert_eq!(one("for longer than 4 hours").comparison, Comparison::MoreThan);
        assert_eq!(one("a little over two years").comparison, Comparison::MoreThan);
        assert_eq!(one("He was away a full year").value, Number::YEAR);
        assert!(read("two second-degree relatives").quantities.is_empty());
    }
}
