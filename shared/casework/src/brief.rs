//! All that a writer gets: the kind, the facts, the checklist, the sources, and a way to speak of the patient.

use crate::case::CaseContext;
use crate::criterion::{self, Checklist};
use crate::evidence::{EvidenceId, Source};
use crate::fact::{self, Fact};
use crate::grounding::Ground;
use crate::kind::Kind;
use std::fmt;

/// Stands for the patient's first name wherever text leaves for a model.
pub const FIRST_NAME: &str = "{{patient.first_name}}";

/// Given names that are words of every letter; in lower case they are taken for the word.
const WORD_NAMES: &[&str] = &[
    "may", "will", "mark", "art", "grace", "hope", "joy", "faith", "rose", "bill", "chance",
    "grant", "drew", "dawn", "summer", "april", "june", "august", "rich", "frank", "case", "major",
    "page", "sky", "star", "long", "young", "pat", "rob", "sue", "guy", "dean", "chase", "lance",
    "miles", "dale", "glen", "heath", "ray", "an", "so", "see", "do", "in", "my", "the", "max",
    "mild", "stone", "wade", "pierce", "price", "skip", "ace", "ever", "true", "reason",
];

/// What one document is written from.
pub struct Brief {
    /// What is written.
    pub kind: Kind,
    context: CaseContext,
    facts: Vec<Fact>,
    checklist: Checklist,
    sources: Vec<Source>,
    ground: Ground,
}

/// Hides clinical text from debug output.
impl fmt::Debug for Brief {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Brief").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl Brief {
    /// Numbers the facts of the case and holds its criteria against them.
    pub fn new(kind: Kind, context: &CaseContext, sources: Vec<Source>) -> Self {
        let facts = fact::facts(context);
        let criteria = criterion::parse(context.criteria().unwrap_or_default());
        let checklist = criterion::assess(&criteria, &facts, context);
        let ground = Ground::new(context, &facts, &checklist, &sources);
        Self { kind, context: context.clone(), facts, checklist, sources, ground }
    }

    /// The case.
    pub fn context(&self) -> &CaseContext {
        &self.context
    }

    /// The case as numbered facts.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The payer's criteria and how the case stands to them.
    pub fn checklist(&self) -> &Checklist {
        &self.checklist
    }

    /// The retrieved sources.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What a sentence can be held against.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// The patient's first name.
    pub fn first_name(&self) -> &str {
        self.context.patient().first_name().as_str()
    }

    /// Whether the marker names a fact, criterion or source of this brief.
    pub fn knows(&self, id: EvidenceId) -> bool {
        match id {
            EvidenceId::Fact(_) => self.facts.iter().any(|fact| EvidenceId::from(fact.id) == id),
            EvidenceId::Criterion(_) => {
                self.checklist.criteria.iter().any(|criterion| EvidenceId::from(criterion.id) == id)
            }
            EvidenceId::Source(_) => self.sources.iter().any(|source| source.id == id),
        }
    }

    /// Puts the first name back where its token stands.
    pub fn reveal(&self, text: &str) -> String {
        text.replace(FIRST_NAME, self.first_name()).replace("{{first_name}}", self.first_name())
    }

    /// Puts the token in the place of the first name, in any case and with any ending mark.
    pub fn hide(&self, text: &str) -> String {
        hide(self.first_name(), text)
    }
}

pub(crate) fn hide(name: &str, text: &str) -> String {
    let wanted = name.to_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().chain(std::iter::once('\n')) {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        flush(&mut word, &mut out, &wanted);
        out.push(c);
    }
    out.pop();
    // A name of two parts (`Mary-Ann`, `D'Angelo`) is not one word of the loop above.
    if name.chars().all(char::is_alphanumeric) { out } else { out.replace(name, FIRST_NAME) }
}

fn flush(word: &mut String, out: &mut String, wanted: &str) {
    let lower = word.to_lowercase();
    let common = *word == lower && WORD_NAMES.contains(&lower.as_str());
    if !word.is_empty() && lower == wanted && !common {
        out.push_str(FIRST_NAME);
    } else {
        out.push_str(word);
    }
    word.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_is_hidden_as_a_word_in_any_case() {
        assert_eq!(
            hide("Maya", "Maya's pain; MAYA, maya. Mayan"),
            format!("{FIRST_NAME}'s pain; {FIRST_NAME}, {FIRST_NAME}. Mayan")
        );
        assert_eq!(hide("Mary-Ann", "Mary-Ann fell."), format!("{FIRST_NAME} fell."));
        assert_eq!(hide("Zoë", "ZOË fell"), format!("{FIRST_NAME} fell"));
    }

    #[test]
    fn a_name_that_is_a_word_is_hidden_only_where_it_is_capitalised() {
        assert_eq!(
            hide("Will", "Will fell and will heal."),
            format!("{FIRST_NAME} fell and will heal.")
        );
    }
}
