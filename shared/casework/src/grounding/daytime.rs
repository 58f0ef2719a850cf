//! Time of day of a dose: what is taken at night is not taken in the morning.

use super::entry::{Entry, EntryKind};
use super::words::Token;
use super::{Doubt, held::Held, subject};
use crate::document::FlagKind;
use crate::fact::Number;

/// Words of the day's parts.
const MORNING: &[&str] = &["morning", "mornings", "breakfast", "qam"];
const NIGHT: &[&str] = &["bedtime", "night", "nights", "nightly", "evening", "evenings", "qhs"];
/// Words behind which a part of the day is a time of dosing.
const LEADS: &[&str] = &["every", "each", "in", "the", "at", "once", "only", "before"];

/// Times of day that the treatment's own facts do not have.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let Some(part) = part(token) else { continue };
        let led = at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|t| t.is_any(LEADS));
        if !(led || token.is("nightly")) || !is_dosed(held, at) {
            continue;
        }
        let own = own(held, at);
        let known: Vec<&[&str]> =
            own.iter().flat_map(|entry| entry.tokens.iter().filter_map(self::part)).collect();
        let once = Number::whole(24);
        let hours: Vec<Number> =
            own.iter().flat_map(|entry| &entry.reading.frequencies).map(|f| f.hours).collect();
        let stands = if known.is_empty() {
            hours.is_empty() || hours.contains(&once)
        } else {
            known.contains(&part)
        };
        if !stands {
            let nearest = held.nearest(|entry| own.iter().any(|other| other.id == entry.id));
            let text = format!("No fact has this time of day.{nearest}");
            doubts.push(held.doubt(FlagKind::Frequency, at, at + 1, text));
        }
    }
    doubts
}

/// The words of the part of the day that a token names.
fn part(token: &Token) -> Option<&'static [&'static str]> {
    [MORNING, NIGHT].into_iter().find(|words| token.is_any(words))
}

/// Whether the part of the sentence says that something is taken.
fn is_dosed(held: &Held, at: usize) -> bool {
    const TAKEN: &[&str] = &[
        "taken", "takes", "take", "took", "taking", "given", "used", "uses", "applied", "injected",
        "dosed", "mg", "mcg", "units", "puffs", "drops",
    ];
    let segment = held.segments.iter().find(|part| part.from <= at && at < part.to);
    let words = segment.and_then(|part| held.tokens.get(part.from..part.to)).unwrap_or_default();
    words.iter().any(|token| token.is_any(TAKEN)) && subject::names_here(&held.segments, at)
}

/// The rows about the treatment that is spoken of.
fn own<'a>(held: &Held<'a>, at: usize) -> Vec<&'a Entry> {
    let subjects = subject::spoken_of(&held.segments, at);
    let entries = subjects.iter().filter_map(|number| held.subjects.get(*number));
    entries
        .flat_map(|subject| subject.entries.iter().copied())
        .filter(|entry| {
            matches!(entry.kind, EntryKind::History | EntryKind::Medication) || entry.is_request()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn a_dose_keeps_its_time_of_day() {
        holds(
            doubts,
            &[
                "Gabapentin is taken every morning.",
                "Gabapentin 300 mg is taken in the morning.",
                "Naproxen was taken once at night.",
            ],
            &[
                "Gabapentin is taken at bedtime.",
                "She takes gabapentin 300 mg every evening.",
                "Leflunomide was taken in the morning.",
                "She wakes in the morning with stiff hands.",
            ],
        );
    }
}
