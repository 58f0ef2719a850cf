//! Holds one requirement against the facts. A gap is never called met: what no fact says is open.

mod absence;
mod attempt;
mod care;
mod change;
mod condition;
mod count;
mod family;
mod heard;
mod lasting;
mod moment;
pub(super) mod named_row;
mod nicotine;
mod onset;
mod outcome;
mod prescriber;
mod response;
mod side;
mod value;
mod weight;

pub(super) use heard::{Heard, Proof};
pub(super) use lasting::lasts;
pub(super) use value::within;

use super::checklist::Status;
use super::require::Requirement;
use super::words;
use crate::case::CaseContext;
use crate::fact::token::{Token, tokens};
use crate::fact::{Fact, FactId, FactKind, Polarity, Reading};

/// Whether a text asks for others than the patient: relatives, who cares at home, from whom a risk comes.
fn asks_for_others(text: &str) -> bool {
    const OTHERS: &[&str] = &[
        "famil",
        "relative",
        "parent",
        "caregiver",
        "degree",
        "sibling",
        "mother",
        "father",
        "household",
        "hered",
        "genet",
        "inherit",
        "carrier",
        "risk",
        "support",
        "train",
        "expos",
        "contact",
    ];
    let begins = |token: &Token| OTHERS.iter().any(|stem| token.lower.starts_with(stem));
    tokens(text).iter().any(begins)
}

/// What the facts say to a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) status: Status,
    pub(super) evidence: Vec<FactId>,
    /// What to ask; `None` only if it is met.
    pub(super) question: Option<String>,
}

/// The facts that speak for the case. What the payer's denial says is no evidence for the patient.
pub(super) struct Evidence<'a> {
    pub(super) facts: Vec<&'a Fact>,
    pub(super) case: &'a CaseContext,
    heard: Vec<Heard<'a>>,
    /// The content words of all of them, said or meant, as stems.
    spoken: Vec<String>,
}

impl Finding {
    pub(super) fn met(evidence: Vec<FactId>) -> Self {
        Self { status: Status::Met, evidence, question: None }
    }

    pub(super) fn partly(evidence: Vec<FactId>, question: String) -> Self {
        Self { status: Status::Partly, evidence, question: Some(question) }
    }

    pub(super) fn not_met(evidence: Vec<FactId>, question: String) -> Self {
        Self { status: Status::NotMet, evidence, question: Some(question) }
    }

    pub(super) fn open(question: String) -> Self {
        Self { status: Status::NotDocumented, evidence: Vec::new(), question: Some(question) }
    }
}

impl Finding {
    /// Several findings that must all hold.
    pub(super) fn joined(findings: Vec<Self>) -> Self {
        let has = |status| findings.iter().any(|finding: &Self| finding.status == status);
        let status = if has(Status::NotMet) {
            Status::NotMet
        } else if !findings.is_empty()
            && findings.iter().all(|finding| finding.status == Status::Met)
        {
            Status::Met
        } else if findings.iter().all(|finding| finding.status == Status::NotDocumented) {
            Status::NotDocumented
        } else {
            Status::Partly
        };
        let mut questions: Vec<String> = Vec::new();
        for question in findings.iter().filter_map(|finding| finding.question.clone()) {
            if !questions.contains(&question) {
                questions.push(question);
            }
        }
        let mut evidence: Vec<_> =
            findings.into_iter().flat_map(|finding| finding.evidence).collect();
        evidence.sort_unstable();
        evidence.dedup();
        Self { status, evidence, question: (!questions.is_empty()).then(|| questions.join(" ")) }
    }
}

impl<'a> Evidence<'a> {
    pub(super) fn new(facts: &'a [Fact], case: &'a CaseContext) -> Self {
        let facts: Vec<&Fact> = facts.iter().filter(|fact| fact.kind != FactKind::Denial).collect();
        let heard: Vec<Heard<'a>> = facts.iter().copied().map(Heard::of).collect();
        Self::from(facts, case, heard)
    }

    /// The same facts as they answer a text: what they say in other words than the text counts as said in its own.
    pub(super) fn asked(&self, text: &str) -> Self {
        let asked = heard::Asked::of(text);
        let family = asks_for_others(text);
        let of_patient = |heard: &&Heard<'a>| family || !crate::fact::is_of_another(&heard.tokens);
        let heard = self.heard.iter().filter(of_patient).map(|heard| heard.asked(&asked)).collect();
        let facts = self.facts.iter().copied();
        let facts = facts.filter(|fact| family || !crate::fact::is_of_another(&tokens(&fact.text)));
        Self::from(facts.collect(), self.case, heard)
    }

    fn from(facts: Vec<&'a Fact>, case: &'a CaseContext, heard: Vec<Heard<'a>>) -> Self {
        let mut spoken: Vec<String> =
            heard.iter().flat_map(Heard::spoken).map(str::to_owned).collect();
        spoken.sort_unstable();
        spoken.dedup();
        Self { facts, case, heard, spoken }
    }

    /// Whether a fact speaks with a word, given as stem.
    pub(super) fn speaks(&self, stem: &str) -> bool {
        self.spoken.iter().any(|word| words::alike(stem, word))
    }

    /// Whether the clinician's words deny a word wherever they have it, and the criterion does not.
    pub(super) fn only_denies(&self, stem: &str, asked: &Reading) -> bool {
        let places = |heard: &Heard<'_>| -> Vec<Polarity> {
            let own = heard.said.iter().filter(|(_, word)| words::alike(stem, word));
            let denied = |at: usize| {
                let negated = heard.polarity_at(at) == Polarity::Negated;
                // Who never had a speech device is not said to have no speech.
                if negated && heard.is_denied_at_all(at) && !heard.names_a_kind(at) {
                    Polarity::Negated
                } else {
                    Polarity::Affirmed
                }
            };
            own.map(|(at, _)| denied(*at)).collect()
        };
        let said: Vec<Polarity> = self.told().flat_map(places).collect();
        asked.polarity == Polarity::Affirmed
            && !said.is_empty()
            && said.iter().all(|polarity| *polarity == Polarity::Negated)
    }

    /// Whether a fact has a word itself, given as stem.
    pub(super) fn says(&self, stem: &str) -> bool {
        let said = self.heard.iter().flat_map(|heard| heard.said.iter());
        said.into_iter().any(|(_, word)| words::alike(stem, word))
    }

    /// Facts of these kinds with their words.
    pub(super) fn heard(
        &self,
        kinds: &'static [FactKind],
    ) -> impl Iterator<Item = &Heard<'a>> + '_ {
        self.heard.iter().filter(move |heard| kinds.contains(&heard.fact.kind))
    }

    /// The clinician's own words, with their meanings.
    pub(super) fn told(&self) -> impl Iterator<Item = &Heard<'a>> + '_ {
        self.heard(&[FactKind::Clinical, FactKind::Diagnostic, FactKind::History])
    }

    /// Facts in the order in which they answer a text: those that share most of its words first, treatments together as
    /// they were tried.
    pub(super) fn directest_first(&self, text: &str, mut ids: Vec<FactId>) -> Vec<FactId> {
        let asked = words::content(text);
        let heard = |id: &FactId| self.heard.iter().find(|heard| heard.fact.id == *id);
        let tried = |id: &FactId| heard(id).is_some_and(|it| it.fact.kind == FactKind::History);
        let shared = |id: &FactId| heard(id).map_or(0, |heard| heard.common(&asked));
        let treatments = ids.iter().filter(|id| tried(id)).map(shared).max().unwrap_or(0);
        ids.sort_by_cached_key(|id| {
            let shared = if tried(id) { treatments } else { shared(id) };
            (std::cmp::Reverse(shared), tried(id))
        });
        ids
    }

    /// Facts of these kinds.
    pub(super) fn of(&self, kinds: &'static [FactKind]) -> impl Iterator<Item = &'a Fact> + '_ {
        self.facts.iter().copied().filter(move |fact| kinds.contains(&fact.kind))
    }

    /// The clinician's own words: clinical sentences and history rows.
    pub(super) fn prose(&self) -> impl Iterator<Item = &'a Fact> + '_ {
        self.of(&[FactKind::Clinical, FactKind::Diagnostic, FactKind::History])
    }
}

/// Holds a requirement against the facts.
pub(super) fn check(requirement: &Requirement, evidence: &Evidence<'_>) -> Finding {
    match requirement {
        Requirement::Age { from, to } => value::age(*from, *to, evidence),
        Requirement::Onset { before } => onset::onset(*before, evidence),
        Requirement::Diagnosis { conditions, narrowed, primary } => {
            condition::diagnosis(conditions, narrowed, *primary, evidence)
        }
        Requirement::NoCondition(conditions) => condition::absent(conditions, evidence),
        Requirement::Trial(trial) => attempt::tried(trial, evidence),
        Requirement::Screening { subject, negative } => {
            condition::screened(*subject, *negative, evidence)
        }
        Requirement::Threshold { measure, quantity, scope } => {
            value::threshold(measure, quantity, *scope, evidence)
        }
        Requirement::Value { words, quantity, text } => {
            value::named(words, quantity, text, evidence)
        }
        Requirement::Measured { names, each } => value::measured(names, *each, evidence),
        Requirement::Grade(grade) => value::grade(grade, evidence),
        Requirement::Count(quantity) => count::count(quantity, evidence),
        Requirement::Lasting { days, words, of } => lasting::lasting(*days, words, of, evidence),
        Requirement::Prescriber { asked, consulted } => {
            prescriber::prescriber(asked, *consulted, evidence)
        }
        Requirement::NoCombination { classes, drugs } => care::alone(classes, drugs, evidence),
        Requirement::With { classes, drugs } => care::together(classes, drugs, evidence),
        Requirement::FamilyHistory { conditions, first_degree, before } => {
            family::family(conditions, *first_degree, before.as_ref(), evidence)
        }
        Requirement::Done(stems) => care::done(stems, evidence),
        Requirement::NoKind { conditions, words, text } => {
            // Who has none of it at all has none of its kinds; who has it may still lack the kind.
            let none = condition::absent(conditions, evidence);
            if none.status == Status::Met { none } else { absence::absent(words, text, evidence) }
        }
        Requirement::Absent { words, or, text } => {
            let finding = absence::absent(words, text, evidence);
            match or {
                Some(short) if finding.status == Status::NotDocumented => {
                    absence::absent(short, text, evidence)
                }
                _ => finding,
            }
        }
        Requirement::Response => response::response(evidence),
        Requirement::NoNicotine(days) => nicotine::no_nicotine(*days, evidence),
    }
}
