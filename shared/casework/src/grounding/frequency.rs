//! How often: `twice daily`, `BID` and `every 12 hours` are the same.

use super::entry::Entry;
use super::subject::{self, token_at};
use super::{Doubt, held::Held};
use crate::document::FlagKind;
use crate::fact::Frequency;

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
        .collect()
}

fn is_supported(held: &Held, said: &Frequency) -> bool {
    let Some(at) = token_at(&held.tokens, said.place) else { return true };
    let subjects = subject::spoken_of(&held.segments, at);
    let named: Vec<&Entry> = subjects
        .iter()
        .filter_map(|n| held.subjects.get(*n))
        .flat_map(|s| s.entries.iter().copied())
        .collect();
    let bound = !named.is_empty() && subject::names_here(&held.segments, at);
    let entries = if bound { named } else { held.pool.clone() };
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
