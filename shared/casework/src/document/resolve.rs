//! How doubts were answered: by other words, by a new fact of the case, or by a clinician's word. Who, and when, is kept.

use std::fmt;

use clinical::refusal::{Refusal, code};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::edit::find;
use super::judge::Judge;
use super::{Block, Document, FactView, FlagKind, Sentence};
use crate::case::CaseContext;
use crate::draft::WITHHELD;
use crate::evidence::EvidenceId;
use crate::fact;
use crate::text::Warnings;

/// A fact that the clinician adds while reviewing, as typed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedFact {
    /// What is the case; a sentence or a few.
    pub text: String,
    /// The sentence that shall stand on it.
    #[serde(default)]
    pub sentence: Option<String>,
    /// The writer has seen the firewall's warnings and says that they are no identifiers.
    #[serde(default)]
    pub acknowledge_warnings: bool,
}

/// How the doubts about one sentence were answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// The sentence.
    pub sentence: String,
    /// What was doubted.
    pub doubts: Vec<FlagKind>,
    /// How it was answered.
    #[serde(flatten)]
    pub how: How,
    /// The member who answered.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// How doubts were answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum How {
    /// The sentence got other words or other evidence, and nothing of it is doubted now.
    Edited,
    /// The sentence was taken out.
    Removed,
    /// The case got facts on which it stands.
    FactAdded {
        /// Their markers.
        facts: Vec<String>,
    },
    /// A clinician vouches for it.
    Attested,
}

/// Sentences whose doubts nobody has answered, with what is doubted.
pub(super) type Doubts = Vec<(String, Vec<FlagKind>)>;

impl Document {
    /// The next version and the case, both with a fact more. Its number comes after all others, so that what stood on a
    /// fact still does. The named sentence stands on it and is held against the facts again; a sentence that the
    /// new fact contradicts is in doubt.
    ///
    /// # Errors
    /// A refusal for a blank or too long text, for identifiers, for a sentence that is unknown or was withheld.
    pub fn add_fact(
        &self,
        context: &CaseContext,
        added: &AddedFact,
        by: &str,
        at: Timestamp,
    ) -> Result<(Self, CaseContext), Vec<Refusal>> {
        let warnings = if added.acknowledge_warnings { Warnings::Accept } else { Warnings::Refuse };
        let (context, statement) = context.state(&added.text, warnings)?;
        let before = self.doubts();
        let mut next = self.clone();
        let markers = next.grow(&statement);
        let judge = Judge::of(&next);
        if let Some(id) = &added.sentence {
            let (run, place) = find(&mut next.blocks, id, "/sentence")?;
            if let Some(sentence) = run.get_mut(place) {
                if sentence.text == WITHHELD {
                    let detail = "the sentence was withheld and stands on nothing";
                    return Err(vec![Refusal::new("/sentence", code::UNKNOWN_VALUE, detail)]);
                }
                sentence.stand_on(&markers, &judge);
            }
        }
        for sentence in next.blocks.iter_mut().flat_map(Block::runs_mut).flatten() {
            judge.dispute(sentence, &markers);
        }
        let facts: Vec<String> = markers.iter().map(ToString::to_string).collect();
        next.record(&before, by, at, &How::FactAdded { facts });
        next.reopen();
        Ok((next, context))
    }

    /// The doubts that nobody has answered.
    pub(super) fn doubts(&self) -> Doubts {
        let open = self.blocks.iter().flat_map(Block::sentences).filter(|one| one.is_open());
        let kinds = |sentence: &Sentence| sentence.flags.iter().map(|flag| flag.kind).collect();
        open.map(|sentence| (sentence.id.clone(), kinds(sentence))).collect()
    }

    /// Keeps how the doubts of before were answered that are none any more.
    pub(super) fn record(&mut self, before: &Doubts, by: &str, at: Timestamp, how: &How) {
        for (id, doubts) in before {
            let now = self.blocks.iter().flat_map(Block::sentences).find(|one| one.id == *id);
            let how = match now {
                Some(sentence) if sentence.is_open() => continue,
                Some(_) => how.clone(),
                None => How::Removed,
            };
            self.resolutions.push(Resolution {
                sentence: id.clone(),
                doubts: doubts.clone(),
                how,
                by: by.to_owned(),
                at,
            });
        }
    }

    /// Takes facts in behind all others and tells their markers.
    fn grow(&mut self, statement: &str) -> Vec<EvidenceId> {
        let numbers = self.facts.iter().filter_map(|fact| fact::FactId::parse(&fact.id));
        let last = numbers.map(|id| id.0).max().unwrap_or(0);
        let stated = fact::stated(statement).into_iter().zip(last.saturating_add(1)..);
        let views = stated.map(|((kind, text), number)| {
            let id = fact::FactId(number);
            (EvidenceId::from(id), FactView { id: id.to_string(), text, kind, outcome: None })
        });
        let (markers, views): (Vec<_>, Vec<_>) = views.unzip();
        self.facts.extend(views);
        markers
    }
}

impl Sentence {
    /// Stands on more, and is held against all of it.
    fn stand_on(&mut self, more: &[EvidenceId], judge: &Judge) {
        let mut evidence = std::mem::take(&mut self.evidence);
        for id in more {
            if !evidence.contains(id) {
                evidence.push(*id);
            }
        }
        let (id, text) = (std::mem::take(&mut self.id), std::mem::take(&mut self.text));
        *self = judge.sentence(id, text, evidence);
    }
}

/// Hides clinical text from debug output.
impl fmt::Debug for AddedFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AddedFact(..)")
    }
}
