//! What the treatments of a history add up to, given the outcome and the class that a sentence names.

use super::drug;
use super::entry::{Entry, EntryKind};
use super::held::Held;
use crate::fact::Outcome;

/// The counts that the history allows, given the outcome and class that the sentence names.
pub(super) fn possible(held: &Held, at: usize, noun: usize) -> Vec<usize> {
    let rows: Vec<&Entry> = history(held, at, noun);
    let named: Vec<Outcome> = outcomes_near(held, at).collect();
    let ended = |row: &&&Entry| {
        row.outcomes.iter().any(|o| {
            matches!(
                o,
                Outcome::Failed | Outcome::Partial | Outcome::Intolerant | Outcome::Contraindicated
            )
        })
    };
    let mut counts = vec![rows.len(), rows.iter().filter(ended).count()];
    if !named.is_empty() {
        counts.clear();
        counts
            .push(rows.iter().filter(|row| row.outcomes.iter().any(|o| named.contains(o))).count());
        for outcome in &named {
            counts.push(rows.iter().filter(|row| row.outcomes.contains(outcome)).count());
        }
        if named.contains(&Outcome::Failed) {
            let loosely = |row: &&&Entry| {
                row.outcomes.iter().any(|o| matches!(o, Outcome::Failed | Outcome::Partial))
            };
            counts.push(rows.iter().filter(loosely).count());
        }
    }
    let tried = |row: &&&Entry| !row.outcomes.contains(&Outcome::Contraindicated);
    counts.push(rows.iter().filter(tried).count());
    if held.at(noun).is_some_and(|token| token.is_any(KINDS)) {
        counts.extend(classes(&rows));
    }
    if is_qualified(held, at, noun) {
        // A word that no fact has may pick some of the treatments.
        let most = if names_outcome_here(held, at) {
            counts.iter().copied().max().unwrap_or(0)
        } else {
            rows.len()
        };
        counts.extend(1..most);
    }
    counts.push(taken_now(held, at, noun));
    let listed = listed(held, noun);
    if listed > 1 {
        counts.retain(|count| *count == listed);
        counts.push(listed);
    }
    counts.retain(|count| *count > 0);
    counts.sort_unstable();
    counts.dedup();
    counts
}

/// How many of the current medications are of the class that the noun names.
fn taken_now(held: &Held, at: usize, noun: usize) -> usize {
    let classes: Vec<&str> = (at..=noun)
        .filter_map(|place| held.at(place))
        .filter(|token| drug::is_class(&token.lower))
        .map(|token| token.lower.as_str())
        .collect();
    let now = held.pool.iter().filter(|entry| entry.kind == EntryKind::Medication);
    let of_class = |entry: &&&Entry| classes.iter().all(|class| drug::is_of_class(entry, class));
    if classes.is_empty() { 0 } else { now.filter(of_class).count() }
}

/// Whether the statement of a number names an outcome itself.
fn names_outcome_here(held: &Held, at: usize) -> bool {
    let from = held.at(at).map_or(0, |token| token.start);
    let ends =
        |token: &&super::words::Token| token.start > from && (token.is_stop() || token.is(","));
    let to = held.tokens.iter().find(ends).map_or(held.text.len(), |token| token.start);
    held.mentions().iter().any(|mention| mention.place.start >= from && mention.place.start < to)
}

/// Nouns that count kinds of treatments.
const KINDS: &[&str] =
    &["classes", "class", "kinds", "types", "categories", "mechanisms", "modalities"];

/// How many kinds of drugs the rows hold, and how many kinds of treatments if all that is no drug is one kind more.
fn classes(rows: &[&Entry]) -> [usize; 2] {
    let of_row = |row: &&Entry| row.reading.drugs.first().map(|drug| drug.class);
    let mut classes: Vec<&str> = rows.iter().filter_map(of_row).collect();
    classes.sort_unstable();
    classes.dedup();
    let others = usize::from(rows.iter().any(|row| row.reading.drugs.is_empty()));
    [classes.len(), classes.len() + others]
}

/// Whether so many of the treatments had one outcome, or are of one class that the sentence names: `two of them`.
pub(super) fn some_add_up_to(held: &Held, number: usize) -> bool {
    let rows: Vec<&&Entry> =
        held.pool.iter().filter(|entry| entry.kind == EntryKind::History).collect();
    let ended = |named: &[Outcome]| {
        rows.iter().filter(|row| row.outcomes.iter().any(|outcome| named.contains(outcome))).count()
    };
    let named: Vec<Vec<Outcome>> =
        held.mentions().iter().map(|mention| mention.means.clone()).collect();
    let of_class = |word: &str| rows.iter().filter(|row| drug::is_of_class(row, word)).count();
    let classes = held.words().filter(|(_, token)| drug::is_class(&token.lower));
    named.iter().any(|means| ended(means) == number)
        || classes.into_iter().any(|(_, token)| of_class(&token.lower) == number)
}

/// The outcomes that the sentence names in the statement of a token; all that it names, if it names none there.
pub(super) fn outcomes_near(held: &Held, at: usize) -> impl Iterator<Item = Outcome> {
    let all = held.mentions();
    let from = held.at(at).map_or(0, |token| token.start);
    let ends = |token: &&super::words::Token| {
        token.start > from && (token.is_any(&[";", ".", "and", "while", "but"]) || token.is(","))
    };
    let to = held.tokens.iter().find(ends).map_or(held.text.len(), |token| token.start);
    let near: Vec<Outcome> = all
        .iter()
        .filter(|m| m.place.start >= from && m.place.start < to)
        .flat_map(|m| m.means.clone())
        .collect();
    if near.is_empty() {
        all.iter().flat_map(|m| m.means.clone()).collect::<Vec<_>>().into_iter()
    } else {
        near.into_iter()
    }
}

/// Whether a word between number and noun picks some of the treatments in a way that no fact tells: `two systemic agents`.
fn is_qualified(held: &Held, at: usize, noun: usize) -> bool {
    const PLAIN: &[&str] = &[
        "prior",
        "previous",
        "other",
        "different",
        "earlier",
        "past",
        "separate",
        "additional",
        "such",
    ];
    let between = (at + 1..noun).filter_map(|place| held.at(place));
    between.into_iter().any(|token| !token.is_any(PLAIN) && !drug::is_class(&token.lower))
}

/// The rows of the history that the noun can mean: of its class, or all.
fn history<'a>(held: &Held<'a>, at: usize, noun: usize) -> Vec<&'a Entry> {
    let rows = held.pool.iter().filter(|entry| entry.kind == EntryKind::History);
    let classes: Vec<&str> = (at..=noun)
        .filter_map(|place| held.at(place))
        .filter(|token| drug::is_class(&token.lower))
        .map(|token| token.lower.as_str())
        .collect();
    let drugs = held.at(noun).is_some_and(|token| {
        token.is_any(&[
            "drug",
            "drugs",
            "medication",
            "medications",
            "agents",
            "agent",
            "medicines",
        ])
    });
    rows.filter(|row| classes.iter().all(|class| drug::is_of_class(row, class) || row.has(class)))
        .filter(|row| !drugs || !row.reading.drugs.is_empty())
        .copied()
        .collect()
}

/// How many treatments the sentence lists behind the noun: `two drugs, methotrexate and leflunomide`.
fn listed(held: &Held, noun: usize) -> usize {
    let Some(end) = held.at(noun).map(|token| token.end) else { return 0 };
    let is_verb = |token: &&super::words::Token| {
        token.start > end
            && token.is_any(&[
                "did", "was", "were", "have", "has", "had", "failed", "gave", "are", "is", ".", ";",
            ])
    };
    let stop = held.tokens.iter().find(is_verb).map_or(held.text.len(), |token| token.start);
    let behind =
        held.reading.drugs.iter().filter(|drug| drug.place.start > end && drug.place.start < stop);
    let mut names: Vec<&str> = behind.map(|drug| drug.generic).collect();
    names.sort_unstable();
    names.dedup();
    let introduced = (noun + 1..noun + 4)
        .filter_map(|at| held.at(at))
        .any(|token| token.is_any(&[":", ",", "(", "—", "namely", "including", "-"]));
    if introduced { names.len() } else { 0 }
}
