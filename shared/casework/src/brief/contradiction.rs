//! What a case says twice and differently. A document never picks a side: it asks, and flags what it had to say.

use crate::document::{Flag, FlagKind};
use crate::evidence::EvidenceId;
use crate::fact::{Fact, FactKind, Outcome, Quantity, Unit};
use std::fmt;

/// Two facts of a case that cannot both be so.
#[derive(Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The two facts.
    pub facts: [EvidenceId; 2],
    /// What is said twice: a dose or an outcome.
    pub kind: FlagKind,
    /// What is asked of the clinician.
    pub question: String,
    /// The field to put right, as a JSON pointer into the case.
    pub pointer: &'static str,
    /// The words of both sides, in lower case; a sentence that uses one of them takes a side.
    words: Vec<String>,
}

/// Hides clinical text from debug output.
impl fmt::Debug for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contradiction").field("facts", &self.facts).finish_non_exhaustive()
    }
}

impl Contradiction {
    /// The flag for a sentence that takes a side: it stands on one of the two facts and uses the disputed words.
    pub(crate) fn flag(&self, text: &str, evidence: &[EvidenceId]) -> Option<Flag> {
        let lower = text.to_lowercase();
        let stands = self.facts.iter().any(|fact| evidence.contains(fact));
        let takes = self.words.iter().any(|word| lower.contains(word.as_str()));
        (stands && takes).then(|| Flag {
            kind: self.kind,
            text: self.question.clone(),
            start: 0,
            end: text.chars().count(),
        })
    }
}

/// The contradictions of a case: two current doses of the drug that is requested, and one treatment that both failed and
/// works.
pub(crate) fn contradictions(facts: &[Fact]) -> Vec<Contradiction> {
    let mut found = doses(facts);
    found.extend(outcomes(facts));
    found
}

/// The request's dose against each statement that the same drug is taken, or asked for, in another dose now.
fn doses(facts: &[Fact]) -> Vec<Contradiction> {
    let Some(request) = facts.iter().find(|fact| fact.kind == FactKind::Request) else {
        return Vec::new();
    };
    let (Some(drug), Some(asked)) = (request.reading.drugs.first(), dose(request)) else {
        return Vec::new();
    };
    let names = |fact: &&Fact| fact.reading.names(drug.generic) && fact.id != request.id;
    let current = facts.iter().filter(names).filter(|fact| is_current(fact));
    current
        .filter_map(|fact| {
            let other = dose(fact).filter(|other| other.unit == asked.unit && other.value != asked.value)?;
            let (one, two) = (words(request, asked), words(fact, other));
            Some(Contradiction {
                facts: [request.id.into(), fact.id.into()],
                kind: FlagKind::Dose,
                question: format!(
                    "The case gives two doses of {}: {one} ({}) and {two} ({}). Which one is right?",
                    drug.generic, request.id, fact.id
                ),
                pointer: "/request/dose",
                words: vec![one.to_lowercase(), two.to_lowercase()],
            })
        })
        .collect()
}

/// Whether a fact speaks of what is taken or wanted now, rather than of a trial that ended.
fn is_current(fact: &Fact) -> bool {
    match fact.kind {
        FactKind::Medication => true,
        FactKind::History => fact.reading.outcome == Some(Outcome::Responding),
        FactKind::Clinical | FactKind::Diagnostic => {
            let lower = fact.text.to_lowercase();
            let wanted = [
                "request",
                "plan",
                "propose",
                "will start",
                "to start",
                "recommend",
                "currently",
                "is on",
                "takes",
            ];
            wanted.iter().any(|word| lower.contains(word))
        }
        FactKind::Patient
        | FactKind::Payer
        | FactKind::Diagnosis
        | FactKind::Request
        | FactKind::Denial
        | FactKind::Earlier => false,
    }
}

/// The first amount of substance.
fn dose(fact: &Fact) -> Option<&Quantity> {
    let amount = |quantity: &&Quantity| {
        quantity.measure.is_none()
            && !matches!(quantity.unit, Unit::Bare | Unit::Count(_) | Unit::Day)
    };
    fact.reading.quantities.iter().find(amount)
}

fn words(fact: &Fact, quantity: &Quantity) -> String {
    fact.text.get(quantity.place.start..quantity.place.end).unwrap_or_default().to_owned()
}

/// Rows on the same treatment in the same dose, one of which failed while the other works.
fn outcomes(facts: &[Fact]) -> Vec<Contradiction> {
    let rows: Vec<&Fact> = facts.iter().filter(|fact| fact.kind == FactKind::History).collect();
    let mut found = Vec::new();
    for (place, one) in rows.iter().enumerate() {
        for two in rows.iter().skip(place + 1) {
            let Some(drug) =
                one.reading.drugs.first().filter(|drug| two.reading.names(drug.generic))
            else {
                continue;
            };
            let outcomes = [one.reading.outcome, two.reading.outcome];
            let works = outcomes.contains(&Some(Outcome::Responding));
            let fails = outcomes.contains(&Some(Outcome::Failed));
            let doses = (dose(one), dose(two));
            let same =
                doses.0.zip(doses.1).is_none_or(|(a, b)| a.unit == b.unit && a.value == b.value);
            if works && fails && same {
                found.push(Contradiction {
                    facts: [one.id.into(), two.id.into()],
                    kind: FlagKind::Outcome,
                    question: format!(
                        "The case says that {} failed and that it works ({} and {}). Which one is right?",
                        drug.generic, one.id, two.id
                    ),
                    pointer: "/history",
                    words: ["fail", "unsuccessful", "respon"].map(str::to_owned).to_vec(),
                });
            }
        }
    }
    found
}
