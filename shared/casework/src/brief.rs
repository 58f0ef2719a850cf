//! All that a writer gets: the kind, the facts, the checklist, the sources, and a way to speak of the patient.

mod contradiction;
mod earlier;

use crate::case::CaseContext;
use crate::compose;
use crate::criterion::{self, Checklist};
use crate::document::Flag;
use crate::evidence::{EvidenceId, Source};
use crate::fact::{self, Fact, FactKind};
use crate::grounding::Ground;
use crate::kind::{CharacterLimit, Kind, Part, Question, question};
use clinical::refusal::{Refusal, code};
use std::fmt;

pub use contradiction::Contradiction;
pub(crate) use contradiction::contradictions;
pub use earlier::Earlier;

pub(crate) use earlier::EARLIER_REASON;

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
    earlier: Vec<Earlier>,
    contradictions: Vec<Contradiction>,
    limit: Option<CharacterLimit>,
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
        let criteria = criterion::of(context);
        let checklist = criterion::assess(&criteria, &facts, context);
        let ground = Ground::new(context, &facts, &checklist, &sources);
        let contradictions = contradictions(&facts);
        let limit = (kind == Kind::PortalText).then_some(CharacterLimit::USUAL);
        let context = context.clone();
        let earlier = Vec::new();
        Self { kind, context, facts, checklist, sources, ground, earlier, contradictions, limit }
    }

    /// The same brief for a text of at most so many characters. Only a kind that is plain text takes a limit.
    #[must_use]
    pub fn within(mut self, limit: CharacterLimit) -> Self {
        self.limit = self.limit.map(|_| limit);
        self
    }

    /// The same brief, knowing the earlier documents of its case: they become facts of their own, and what none of them
    /// said is new evidence.
    #[must_use]
    pub fn after(mut self, earlier: Vec<Earlier>) -> Self {
        self.facts.retain(|fact| fact.kind != FactKind::Earlier);
        self.facts.extend(earlier::facts(&self.context, &earlier, self.facts.len()));
        self.ground = Ground::new(&self.context, &self.facts, &self.checklist, &self.sources);
        self.earlier = earlier;
        self
    }

    /// How long the text may be, for a kind that is plain text.
    pub fn character_limit(&self) -> Option<CharacterLimit> {
        self.limit
    }

    /// Whether earlier documents exist and none of them stood on this fact.
    pub fn is_new(&self, fact: &Fact) -> bool {
        let argues = match fact.kind {
            FactKind::Diagnosis
            | FactKind::History
            | FactKind::Medication
            | FactKind::Diagnostic
            | FactKind::Clinical => true,
            FactKind::Patient
            | FactKind::Payer
            | FactKind::Request
            | FactKind::Denial
            | FactKind::Earlier => false,
        };
        argues
            && !self.earlier.is_empty()
            && !self.earlier.iter().any(|earlier| earlier.facts.contains(&fact.text))
    }

    /// What the case says twice and differently.
    pub fn contradictions(&self) -> &[Contradiction] {
        &self.contradictions
    }

    /// The flags for a sentence that takes one side of a contradiction.
    pub(crate) fn disputed(&self, text: &str, evidence: &[EvidenceId]) -> Vec<Flag> {
        self.contradictions.iter().filter_map(|both| both.flag(text, evidence)).collect()
    }

    /// What to ask the clinician before drafting, the heaviest first: contradictions, then what the kind would like to
    /// know. The questions on criteria stand in the checklist.
    pub fn questions(&self) -> Vec<Question> {
        let both = self
            .contradictions
            .iter()
            .map(|both| Question { pointer: both.pointer.to_owned(), text: both.question.clone() });
        let mut questions: Vec<Question> = both.chain(question::questions(self)).collect();
        let section = self.kind.spec().section(Part::NewEvidence).is_some();
        if section && !self.earlier.is_empty() && !self.facts.iter().any(|fact| self.is_new(fact)) {
            questions.push(Question {
                pointer: "/clinical".to_owned(),
                text: "What is new since the earlier document: results, treatments, a change in the course?".to_owned(),
            });
        }
        questions
    }

    /// Why nothing can be drafted: what the kind needs and the case lacks, or a limit that not even the request fits into.
    pub fn refusals(&self) -> Vec<Refusal> {
        let mut refusals = self.kind.spec().missing(&self.context);
        if let Some(limit) = self.limit {
            let least = compose::least_characters(self);
            if least > limit.characters() {
                let detail = format!("the request alone takes {least} characters");
                refusals.push(Refusal::new("/character_limit", code::OUT_OF_RANGE, detail));
            }
        }
        refusals
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
