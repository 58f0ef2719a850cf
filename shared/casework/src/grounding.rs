//! Holds every sentence against what it stands on. What follows from nothing is flagged where it stands.
//!
//! No model: words, numbers, drugs, codes and outcomes of a sentence are read by rules and looked for in the facts,
//! criteria and sources that the sentence names; a sentence that names none is held against all facts. Each family of
//! claims has its file; each answers with doubts, and a doubt becomes a flag.

mod abbreviation;
mod acronym;
mod age;
mod arithmetic;
mod asked;
mod binding;
mod borrowed;
mod ceased;
mod citation;
mod claim;
mod code;
mod concept;
mod count;
mod course;
mod daytime;
mod derived;
mod drug;
mod effect;
mod entry;
mod excluded;
mod fleeting;
mod frequency;
mod held;
mod lexicon;
mod listed;
mod longhand;
mod name;
mod negation;
mod number;
mod opposite;
mod ordinal;
mod outcome;
mod pair;
mod phrase;
mod quantity;
mod quote;
mod range;
mod rate;
mod ratio;
mod read;
mod reasoned;
mod result;
mod root;
mod scope;
mod side;
mod site;
mod span;
mod spelling;
mod standing;
mod stated;
mod strength;
mod study;
mod subject;
mod tally;
mod term;
mod times;
#[cfg(test)]
mod trial;
mod turns;
mod unchanged;
mod variant;
mod wording;
mod words;
mod worked;

use crate::brief::Brief;
use crate::case::CaseContext;
use crate::criterion::Checklist;
use crate::document::{Document, Flag, FlagKind};
use crate::evidence::{EvidenceId, Source};
use crate::fact::{Fact, Place};
use entry::Entry;
use held::Held;
use std::fmt;

/// All that the sentences of a document can stand on.
#[derive(Clone)]
pub struct Ground {
    /// The patient's first name.
    name: String,
    entries: Vec<Entry>,
}

/// Something in a sentence that follows from nothing.
struct Doubt {
    kind: FlagKind,
    place: Place,
    text: String,
}

/// Hides clinical text from debug output.
impl fmt::Debug for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ground(..)")
    }
}

/// The doubts about a sentence of a draft of this brief. Without evidence it is held against all facts.
pub fn flags(brief: &Brief, text: &str, evidence: Option<&[EvidenceId]>) -> Vec<Flag> {
    brief.ground().flags(text, evidence)
}

impl Ground {
    /// The ground of a case.
    pub fn new(
        context: &CaseContext,
        facts: &[Fact],
        checklist: &Checklist,
        sources: &[Source],
    ) -> Self {
        let facts = facts.iter().map(Entry::of_fact);
        let criteria =
            checklist.criteria.iter().map(|c| Entry::of_criterion(c.id.into(), &c.text, c.status));
        let entries = facts.chain(criteria).chain(sources.iter().map(Entry::of_source)).collect();
        Self { name: context.patient().first_name().as_str().to_owned(), entries }
    }

    /// The ground of a finished document.
    pub fn of_document(document: &Document) -> Self {
        let facts = document.facts.iter().filter_map(Entry::of_view);
        let criteria = document.criteria.iter().filter_map(|c| {
            Some(Entry::of_criterion(EvidenceId::parse(&c.id).ok()?, &c.text, c.status))
        });
        let entries =
            facts.chain(criteria).chain(document.sources.iter().map(Entry::of_source)).collect();
        Self { name: document.first_name().to_owned(), entries }
    }

    /// The doubts about a sentence, in the order of their places. `None` holds it against all facts; an empty list is
    /// itself a doubt, and holds it against all facts too.
    pub fn flags(&self, text: &str, evidence: Option<&[EvidenceId]>) -> Vec<Flag> {
        let held = Held::new(self, text, evidence.unwrap_or_default());
        let mut doubts = Vec::new();
        if evidence.is_some() && held.cites_nothing() {
            let text = "The sentence names nothing that it stands on.".to_owned();
            doubts.push(Doubt { kind: FlagKind::Unsupported, place: held.whole(), text });
        }
        if !held.is_verbatim() {
            doubts.extend(families(&held));
        }
        in_order(doubts, text)
    }
}

/// What each family of claims doubts; where two doubt the same words, the earlier one speaks.
fn families(held: &Held) -> Vec<Doubt> {
    let mut kept: Vec<Doubt> = Vec::new();
    let all = [
        citation::doubts,
        code::doubts,
        name::doubts,
        drug::doubts,
        quantity::doubts,
        number::doubts,
        stated::doubts,
        site::doubts,
        age::doubts,
        span::doubts,
        frequency::doubts,
        daytime::doubts,
        count::doubts,
        ordinal::doubts,
        times::doubts,
        outcome::doubts,
        effect::doubts,
        borrowed::doubts,
        unchanged::doubts,
        side::doubts,
        pair::doubts,
        standing::doubts,
        negation::doubts,
        wording::doubts,
        excluded::doubts,
        ceased::doubts,
        variant::doubts,
        strength::doubts,
        term::doubts,
    ];
    for family in all {
        for doubt in family(held) {
            let place = doubt.place;
            let spoken =
                |other: &Doubt| other.place.start < place.end && place.start < other.place.end;
            if !kept.iter().any(spoken) && !held.is_quoted(&doubt) {
                kept.push(doubt);
            }
        }
    }
    kept
}

/// Doubts as flags, their places counted in code points.
fn in_order(mut doubts: Vec<Doubt>, text: &str) -> Vec<Flag> {
    doubts.sort_by_key(|doubt| (doubt.place.start, doubt.place.end));
    let count = |byte: usize| text.char_indices().take_while(|(at, _)| *at < byte).count();
    doubts
        .into_iter()
        .map(|doubt| Flag {
            kind: doubt.kind,
            text: doubt.text,
            start: count(doubt.place.start),
            end: count(doubt.place.end),
        })
        .collect()
}
