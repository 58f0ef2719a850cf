//! Treatments counted by their place: `a third agent`, `the only drug tried`, `a single injection`.

use super::count::TREATMENTS;
use super::entry::{Entry, EntryKind};
use super::scope::Scope;
use super::words::{self, Token};
use super::{Doubt, binding, count, drug, held::Held};
use crate::document::FlagKind;
use crate::fact::{Outcome, Place, Unit};

/// What a length or a frequency may count: `three work days` of `3 days a month`, `two doses` of `twice daily`.
pub(super) const PORTIONS: &[&str] = &[
    "days",
    "nights",
    "weeks",
    "months",
    "years",
    "hours",
    "doses",
    "infusions",
    "times",
    "portions",
    "feedings",
    "feeds",
    "meals",
];
/// Words for a place in a row.
const ORDINALS: &[(&str, usize)] =
    &[("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7)];
/// Words by which a treatment is one that has been.
const BEEN: &[&str] = &[
    "tried", "used", "had", "taken", "received", "given", "far", "ever", "was", "were", "made",
    "gave", "failed", "brought", "helped", "proved", "added",
];
/// Words by which it is one that may be.
const TO_BE: &[&str] = &[
    "remaining",
    "left",
    "approved",
    "available",
    "other",
    "next",
    "would",
    "will",
    "could",
    "should",
    "request",
    "requested",
    "requesting",
    "ask",
    "line",
    "indicated",
    "proven",
    "can",
    "may",
    "suitable",
    "before",
    "effective",
];

/// Places in a row beyond the history, and single treatments where there are several.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let place = ORDINALS.iter().find(|(word, _)| token.is(word)).map(|(_, place)| *place);
        let noun = noun_behind(held, at);
        let wrong = match (place, noun) {
            (Some(place), Some(noun)) => has_been(held) && place > tried(held, at, noun).max(1),
            (None, Some(noun)) if is_sole(held, at) => has_been(held) && tried(held, at, noun) > 1,
            _ => false,
        };
        let single = token.is("single") && counted_by_more(held, at);
        if wrong || single {
            let text = format!(
                "This count does not follow from the facts.{}",
                held.nearest(|entry| entry.kind == EntryKind::History)
            );
            doubts.push(held.doubt(FlagKind::Count, at, at + 2, text));
        }
    }
    doubts
}

/// The treatment noun or class within three words behind a place.
fn noun_behind(held: &Held, at: usize) -> Option<usize> {
    let noun = |token: &Token| token.is_any(TREATMENTS) || drug::is_class(&token.lower);
    (at + 1..at + 4).find(|place| held.at(*place).is_some_and(noun))
}

/// Whether the sentence speaks of what has been.
fn has_been(held: &Held) -> bool {
    let has = |words: &[&str]| held.tokens.iter().any(|token| token.is_any(words));
    has(BEEN) && !has(TO_BE)
}

fn is_sole(held: &Held, at: usize) -> bool {
    let the = at
        .checked_sub(1)
        .and_then(|back| held.at(back))
        .is_some_and(|word| word.is_any(&["the", "his", "her", "their"]));
    the && held.at(at).is_some_and(|token| token.is_any(&["only", "sole"]))
        && held.scopes.get(at) == Some(&Scope::Affirmed)
}

/// How many treatments of the class that the words name have been tried.
fn tried(held: &Held, at: usize, noun: usize) -> usize {
    let classes: Vec<&str> = (at..=noun)
        .filter_map(|place| held.at(place))
        .filter(|token| drug::is_class(&token.lower))
        .map(|token| token.lower.as_str())
        .collect();
    let rows = held.pool.iter().filter(|entry| {
        entry.kind == EntryKind::History && !entry.outcomes.contains(&Outcome::Contraindicated)
    });
    let of_class =
        |row: &&&Entry| classes.iter().all(|class| drug::is_of_class(row, class) || row.has(class));
    rows.filter(of_class).count()
}

/// Whether the number is that of a dose, a length or a frequency, and so counts nothing else.
pub(super) fn is_amount(entry: &Entry, token: &Token) -> bool {
    let within = |place: Place| place.start <= token.start && token.start < place.end;
    let mut quantities = entry.reading.quantities.iter();
    quantities.any(|known| {
        within(known.place)
            && matches!(
                known.unit,
                Unit::Day | Unit::Milligram | Unit::MilligramPer(_) | Unit::YearOfAge
            )
    }) || entry.reading.frequencies.iter().any(|known| {
        let every = entry.long.get(known.place.start..).unwrap_or_default();
        within(known.place) && every.to_lowercase().starts_with("every")
    })
}

/// `a single new lesion` where a fact counts more of them.
fn counted_by_more(held: &Held, at: usize) -> bool {
    let near = held.tokens.get(at + 1..(at + 4).min(held.tokens.len())).unwrap_or_default();
    let near: Vec<&Token> =
        near.iter().take_while(|word| word.kind == words::TokenKind::Word).collect();
    let more = |entry: &Entry| {
        (0..entry.tokens.len()).any(|place| {
            let value = entry.tokens.get(place).and_then(count::of_token);
            let behind = entry.tokens.get(place + 1..(place + 4).min(entry.tokens.len()));
            let same = |known: &Token| {
                near.iter().any(|word| {
                    word.stem.len() > 3
                        && !binding::is_small(&word.lower)
                        && !word.is_any(TREATMENTS)
                        && words::akin(&word.stem, &known.stem)
                })
            };
            let amount = entry.tokens.get(place).is_some_and(|t| is_amount(entry, t));
            value.is_some_and(|value| value > 1)
                && !amount
                && behind.is_some_and(|tokens| tokens.iter().any(same))
        })
    };
    held.pool.iter().any(|entry| more(entry))
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn joined_number_words_are_read() {
        assert_eq!(count::exactly("forty-six"), Some(46));
        assert_eq!(count::exactly("six-forty"), None);
        assert_eq!(count::exactly("follow-up"), None);
    }

    #[test]
    fn a_place_in_the_row_is_one_that_the_history_has() {
        holds(
            doubts,
            &[
                "A fourth drug was tried as well.",
                "Methotrexate is the only treatment she has had.",
                "She had a single flare.",
            ],
            &[
                "A third drug was tried as well.",
                "A second drug, leflunomide, was not tolerated.",
                "Adalimumab is the only remaining option that can be used.",
                "A fourth drug is requested.",
                "She had a single hospital admission.",
            ],
        );
    }
}
