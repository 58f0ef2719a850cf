//! What a changed sentence is held against: the facts, criteria and sources of its document, what its facts say twice and
//! differently, and the firewall.

use super::{Document, FactView, Flag, FlagKind, Sentence};
use crate::brief::{Contradiction, contradictions};
use crate::draft::WITHHELD;
use crate::evidence::EvidenceId;
use crate::fact::{Fact, FactId, Origin, Reading};
use crate::grounding::Ground;

/// Reads sentences of one version of a document.
pub(super) struct Judge {
    ground: Ground,
    contradictions: Vec<Contradiction>,
}

impl Judge {
    /// The judge of a document with the facts that it holds now.
    pub(super) fn of(document: &Document) -> Self {
        let facts: Vec<Fact> = document.facts.iter().filter_map(fact).collect();
        Self { ground: Ground::of_document(document), contradictions: contradictions(&facts) }
    }

    /// A sentence with all that is in doubt about it.
    pub(super) fn sentence(&self, id: String, text: String, evidence: Vec<EvidenceId>) -> Sentence {
        let mut flags = self.ground.flags(&text, Some(&evidence));
        flags.extend(suspicions(&text));
        flags.extend(self.contradictions.iter().filter_map(|both| both.flag(&text, &evidence)));
        Sentence { id, text, evidence, flags, attestation: None }
    }

    /// A sentence of an earlier version, held against the facts of today. What a writer marked as cited and not there
    /// stays in doubt. A clinician's word holds for the doubts that it was given for, and for no others.
    pub(super) fn restored(&self, earlier: &Sentence) -> Sentence {
        if earlier.text == WITHHELD {
            return earlier.clone();
        }
        let mut again =
            self.sentence(earlier.id.clone(), earlier.text.clone(), earlier.evidence.clone());
        let whole = |flag: &&Flag| flag.kind == FlagKind::Citation && flag.start == 0;
        let cited = earlier.flags.iter().filter(whole).filter(|flag| !again.flags.contains(flag));
        let cited: Vec<Flag> = cited.cloned().collect();
        again.flags.extend(cited);
        let vouched = again.flags.iter().all(|flag| earlier.flags.contains(flag));
        again.attestation = earlier.attestation.clone().filter(|_| vouched);
        again
    }

    /// Doubts a sentence that takes one side of what a new fact says differently. A clinician who vouched for it did not
    /// know of that fact.
    pub(super) fn dispute(&self, sentence: &mut Sentence, new: &[EvidenceId]) {
        let concerned =
            self.contradictions.iter().filter(|both| both.facts.iter().any(|id| new.contains(id)));
        for both in concerned {
            if let Some(flag) = both.flag(&sentence.text, &sentence.evidence)
                && !sentence.flags.contains(&flag)
            {
                sentence.flags.push(flag);
                sentence.attestation = None;
            }
        }
    }
}

/// A fact of a document as a fact of its case; which field it was made from is not kept, and nothing here asks.
fn fact(view: &FactView) -> Option<Fact> {
    let mut reading = Reading::of(&view.text);
    reading.outcome = view.outcome.or(reading.outcome);
    let id = FactId::parse(&view.id)?;
    Some(Fact {
        id,
        kind: view.kind,
        origin: Origin::Clinical(0),
        text: view.text.clone(),
        reading,
    })
}

/// What the firewall suspects without refusing it.
pub(crate) fn suspicions(text: &str) -> Vec<Flag> {
    let findings = phi::scan(text).unwrap_or_default();
    findings
        .iter()
        .map(|finding| {
            let place = |byte: usize| text.char_indices().take_while(|(at, _)| *at < byte).count();
            Flag {
                kind: FlagKind::Identifier,
                text: format!("This may identify someone. {}", finding.category.hint()),
                start: place(finding.start),
                end: place(finding.end),
            }
        })
        .collect()
}
