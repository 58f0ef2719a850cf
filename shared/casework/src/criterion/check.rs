//! Holds one requirement against the facts. A gap is never called met: what no fact says is open.

mod absence;
mod attempt;
mod care;
mod condition;
mod nicotine;
mod outcome;
mod value;

pub(super) use value::{lasts, within};

use super::checklist::Status;
use super::require::Requirement;
use super::words::{self, Meant};
use crate::case::CaseContext;
use crate::fact::token::{Token, tokens};
use crate::fact::{Fact, FactId, FactKind, Polarity, token_polarity};

/// What the facts say to a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) status: Status,
    pub(super) evidence: Vec<FactId>,
    /// What to ask; `None` only if it is met.
    pub(super) question: Option<String>,
}

/// A fact with its words: what it says, and what its wording means.
pub(super) struct Heard<'a> {
    pub(super) fact: &'a Fact,
    pub(super) tokens: Vec<Token>,
    /// Its content words as stems, each with its token.
    pub(super) said: Vec<(usize, String)>,
    pub(super) meant: Vec<Meant>,
}

impl<'a> Heard<'a> {
    fn of(fact: &'a Fact) -> Self {
        let tokens = tokens(&fact.text);
        Self { said: words::placed_in(&tokens), meant: words::meant(&tokens), tokens, fact }
    }

    /// The words that it says or means, as stems.
    pub(super) fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        let said = self.said.iter().map(|(at, stem)| (*at, stem.as_str()));
        said.chain(self.meant.iter().map(|meant| (meant.at, meant.stem.as_str())))
    }

    /// How it speaks of a word; the kindest place counts, `None` if it does not speak of it.
    pub(super) fn polarity_of(&self, stem: &str) -> Option<Polarity> {
        let places = self.words().filter(|(_, word)| words::alike(stem, word));
        let polarity = places.map(|(at, _)| token_polarity(&self.tokens, at, at + 1));
        polarity.max_by_key(|polarity| match polarity {
            Polarity::Affirmed => 2,
            Polarity::Uncertain => 1,
            Polarity::Negated => 0,
        })
    }

    /// The words that it says, and other names of the same things, each with its token.
    pub(super) fn placed_names(&self) -> Vec<(usize, String)> {
        let same = self.meant.iter().filter(|meant| meant.same);
        let same = same.map(|meant| (meant.at, meant.stem.clone()));
        self.said.iter().cloned().chain(same).collect()
    }

    /// The same without their places.
    pub(super) fn names(&self) -> Vec<String> {
        self.placed_names().into_iter().map(|(_, stem)| stem).collect()
    }

    /// How many of these words it says or means.
    pub(super) fn common(&self, asked: &[String]) -> usize {
        asked.iter().filter(|word| self.words().any(|(_, other)| words::alike(word, other))).count()
    }

    /// How many of these words it says or means, in percent.
    pub(super) fn shared(&self, asked: &[String]) -> usize {
        if asked.is_empty() { 0 } else { self.common(asked) * 100 / asked.len() }
    }
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
        let words = heard.iter().flat_map(Heard::words);
        let mut spoken: Vec<String> = words.map(|(_, stem)| stem.to_owned()).collect();
        spoken.sort_unstable();
        spoken.dedup();
        Self { facts, case, heard, spoken }
    }

    /// Whether a fact speaks with a word, given as stem.
    pub(super) fn speaks(&self, stem: &str) -> bool {
        self.spoken.iter().any(|word| words::alike(stem, word))
    }

    /// Whether a fact has a word itself, given as stem.
    pub(super) fn says(&self, stem: &str) -> bool {
        let said = self.heard.iter().flat_map(|heard| &heard.said);
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
        Requirement::Onset { before } => value::onset(*before, evidence),
        Requirement::Diagnosis { conditions, narrowed, primary } => {
            condition::diagnosis(conditions, narrowed, *primary, evidence)
        }
        Requirement::NoCondition(conditions) => condition::absent(conditions, evidence),
        Requirement::Trial(trial) => attempt::tried(trial, evidence),
        Requirement::Screening { subject, negative } => {
            condition::screened(*subject, *negative, evidence)
        }
        Requirement::Threshold { measure, quantity } => {
            value::threshold(measure, quantity, evidence)
        }
        Requirement::Value { words, quantity, text } => {
            value::named(words, quantity, text, evidence)
        }
        Requirement::Measured { names, each } => value::measured(names, *each, evidence),
        Requirement::Grade(grade) => value::grade(grade, evidence),
        Requirement::Count(quantity) => value::count(quantity, evidence),
        Requirement::Lasting { days, words, of } => value::lasting(*days, words, of, evidence),
        Requirement::Prescriber { asked, consulted } => {
            care::prescriber(asked, *consulted, evidence)
        }
        Requirement::NoCombination { classes, drugs } => care::alone(classes, drugs, evidence),
        Requirement::With { classes, drugs } => care::together(classes, drugs, evidence),
        Requirement::FamilyHistory(conditions) => condition::family(conditions, evidence),
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
        Requirement::Response => care::response(evidence),
        Requirement::NoNicotine(days) => nicotine::no_nicotine(*days, evidence),
    }
}
