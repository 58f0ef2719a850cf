//! How often: `twice daily`, `BID` and `every 12 hours` are the same.

use super::entry::Entry;
use super::subject::{self, token_at};
use super::{Doubt, held::Held};
use crate::document::FlagKind;
use crate::fact::{Frequency, Number};

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
        let subjects = subject::spoken_of(&held.segments, at);
        let named: Vec<&Entry> = subjects
            .iter()
            .filter_map(|number| held.subjects.get(*number))
            .flat_map(|subject| subject.entries.iter().copied())
            .collect();
        let entries = if named.is_empty() { held.pool.clone() } else { named };
        let said = format!("per {}", time.lower);
        let known = entries.iter().any(|entry| {
            entry.reading.frequencies.iter().any(|known| known.hours == Number::whole(*hours))
                || entry.text.to_lowercase().contains(&said)
                || entry.text.to_lowercase().contains(&format!("/{}", time.lower))
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

/// Units of amounts that are given at intervals.
const AMOUNTS: &[&str] = &[
    "mg", "mcg", "g", "units", "ml", "kcal", "kg", "iu", "tablets", "capsules", "calories", "grams",
];
/// Intervals in hours.
const TIMES: &[(&str, i64)] = &[("day", 24), ("week", 168), ("hour", 1), ("night", 24)];

fn is_supported(held: &Held, said: &Frequency) -> bool {
    let Some(at) = token_at(&held.tokens, said.place) else { return true };
    let subjects = subject::spoken_of(&held.segments, at);
    let named: Vec<&Entry> = subjects
        .iter()
        .filter_map(|n| held.subjects.get(*n))
        .flat_map(|s| s.entries.iter().copied())
        .collect();
    let entries = if named.is_empty() { held.pool.clone() } else { named };
    entries.iter().any(|entry| {
        let as_such = entry
            .reading
            .frequencies
            .iter()
            .any(|known| known.hours == said.hours && known.as_needed == said.as_needed);
        as_such || stands_word_for_word(held, entry, said)
    })
}

/// `two times a week` may be read in one text and missed in another; the same words are the same.
fn stands_word_for_word(held: &Held, entry: &Entry, said: &Frequency) -> bool {
    entry.text.to_lowercase().contains(&held.said(said.place).to_lowercase())
}

fn is_of_life(held: &Held, frequency: &Frequency) -> bool {
    let Some(at) = token_at(&held.tokens, frequency.place) else { return false };
    let near =
        held.tokens.get(at.saturating_sub(3)..(at + 4).min(held.tokens.len())).unwrap_or_default();
    held.said(frequency.place).eq_ignore_ascii_case("daily")
        && near.iter().any(|token| token.is_any(OF_LIFE))
}
