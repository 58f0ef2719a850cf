//! What one treatment did is not said of another: `methotrexate caused a rash` where leflunomide did.

use super::entry::{Entry, EntryKind};
use super::scope::Scope;
use super::words::Token;
use super::{Doubt, effect, held::Held, lexicon, outcome};
use crate::document::FlagKind;

/// Telling words of a sentence on one treatment that stand in the row of another alone.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let named = held.segments.iter().flat_map(|segment| &segment.named);
    let mut numbers: Vec<usize> = named.map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let subjects: Vec<_> = numbers.iter().filter_map(|number| held.subjects.get(*number)).collect();
    let row = |entry: &&Entry| entry.kind == EntryKind::History;
    let own: Vec<&Entry> =
        subjects.iter().flat_map(|subject| subject.entries.iter().copied()).collect();
    let rows = own.iter().filter(|entry| row(entry)).count();
    if rows != 1 || subjects.iter().any(|subject| !subject.is_row) {
        return Vec::new();
    }
    let said = held.words().filter(|(at, token)| is_telling(held, *at, token));
    said.filter_map(|(at, token)| {
        let entry = only_elsewhere(held, &own, token)?;
        let text = format!(
            "Of this treatment no fact says “{}”. {} says: {}.",
            token.text,
            entry.id,
            entry.text.trim_end_matches('.')
        );
        Some(held.doubt(FlagKind::Outcome, at, at + 1, text))
    })
    .collect()
}

fn is_telling(held: &Held, at: usize, token: &Token) -> bool {
    let drug = |token: &Token| {
        let mut drugs = held.reading.drugs.iter();
        drugs.any(|drug| drug.place.start <= token.start && token.start < drug.place.end)
    };
    let plain = lexicon::is_plain(&token.stem) && lexicon::is_plain(&token.lower);
    let of_outcome = outcome::is_word(&token.stem) || token.is_any(effect::EFFECTS);
    let affirmed = held.scopes.get(at) == Some(&Scope::Affirmed);
    token.stem.len() > 3 && affirmed && !plain && !of_outcome && !drug(token)
}

/// The row of another treatment whose detail alone has the word.
fn only_elsewhere<'a>(held: &Held<'a>, own: &[&Entry], token: &Token) -> Option<&'a Entry> {
    let there: Vec<&Entry> =
        held.wide.iter().filter(|entry| entry.has(&token.stem)).copied().collect();
    let is_own = |entry: &&Entry| own.iter().any(|other| other.id == entry.id);
    let detail = |entry: &&Entry| {
        let from = entry.long.find(": ").unwrap_or(entry.long.len());
        entry.kind == EntryKind::History
            && entry.tokens.iter().any(|known| known.stem == token.stem)
            && entry
                .places(&token.stem)
                .all(|at| entry.tokens.get(at).is_some_and(|known| known.start > from))
    };
    let elsewhere = there.iter().all(|entry| !is_own(entry) && detail(entry));
    there.first().copied().filter(|_| elsewhere)
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn a_treatment_keeps_what_it_did() {
        holds(
            doubts,
            &["Methotrexate was stopped for a rash.", "Naproxen was dropped when a rash appeared."],
            &[
                "Leflunomide was stopped for a rash.",
                "Methotrexate left persistent synovitis.",
                "Methotrexate failed, and leflunomide caused a rash.",
                "Methotrexate did not cause a rash.",
            ],
        );
    }
}
