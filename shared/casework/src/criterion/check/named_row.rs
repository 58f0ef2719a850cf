//! Treatments that no table knows, by their own words: a row of the history that is named like what must have been tried.

use super::attempt::{Attempt, Verdict, verdict};
use super::{Evidence, Finding};
use crate::criterion::leaf::plain::is_plain;
use crate::criterion::require::{Dose, Leaf, Trial, is_tried};
use crate::criterion::{question, words};
use crate::fact::{FactId, FactKind, Origin, Outcome};

/// Letters of the shortest word that tells one treatment from another.
const TELLING: usize = 5;

/// Holds rows of the history that share a telling word with a text against the trial that it asks for; `None` where it asks for
/// none, or no row is named so.
pub(in crate::criterion) fn tried(
    text: &str,
    above: Option<&Trial>,
    evidence: &Evidence<'_>,
) -> Option<Finding> {
    let leaf = Leaf::of(text);
    if above.is_none() && !is_tried(&leaf) {
        return None;
    }
    let trial = Trial::unnamed(&leaf, above);
    let asked: Vec<String> =
        words::content(text).into_iter().filter(|word| telling(word)).collect();
    let named = |treatment: &str| {
        let own = words::content(treatment);
        own.iter()
            .filter(|word| telling(word))
            .any(|own| asked.iter().any(|word| words::alike(word, own)))
    };
    let mut judged: Vec<(FactId, Verdict)> = Vec::new();
    for fact in evidence.of(&[FactKind::History]) {
        let Origin::History(place) = fact.origin else { continue };
        let Some(row) = evidence.case.history().get(place) else { continue };
        if !named(row.treatment()) || row.outcome() == Outcome::Completed {
            continue;
        }
        let days = fact.reading.duration.as_ref().map(|duration| duration.value);
        let attempt = Attempt {
            name: "",
            outcome: Some(row.outcome()),
            days,
            dose: row.dose().and_then(Dose::told),
            denied: false,
            fact: fact.id,
        };
        judged.push((fact.id, verdict(&attempt, &trial)));
    }
    let best = judged.iter().map(|(_, verdict)| *verdict).max()?;
    let ids = judged.iter().filter(|(_, verdict)| *verdict == best).map(|(id, _)| *id).collect();
    let question = question::other(text);
    Some(match best {
        Verdict::Counts => Finding::met(ids),
        Verdict::Open => Finding::partly(ids, question),
        Verdict::Short | Verdict::Denied => Finding::not_met(ids, question),
    })
}

fn telling(word: &str) -> bool {
    word.chars().count() >= TELLING && !is_plain(word)
}
