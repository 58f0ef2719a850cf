//! What an answer must say to close a gap, how much work it is to find it, and where in the case it belongs.

use super::question::{self, bound, display, listed, span};
use super::require::{Requirement, Trial};
use super::vocabulary::class::DrugClass;
use crate::fact::Number;

/// How much work an answer is, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) enum Effort {
    /// A yes or no that the clinician knows.
    #[default]
    Word,
    /// A value to be looked up.
    Value,
    /// Something to be done or told at length: a treatment with dose, duration and outcome.
    Account,
    /// The payer's words have to be read against the chart.
    Search,
}

/// The answer that would close a gap.
pub(super) struct Wanted {
    /// What it must say.
    pub(super) answer: String,
    pub(super) effort: Effort,
    /// The field of the case that it belongs into, as a JSON pointer.
    pub(super) pointer: &'static str,
}

/// The field for what no other one asks for.
const CLINICAL: &str = "/clinical";

impl Wanted {
    /// Something that the clinician knows about the request.
    pub(super) fn of_request(answer: &str, pointer: &'static str) -> Self {
        Self { answer: answer.to_owned(), effort: Effort::Word, pointer }
    }

    /// A word that something is not so.
    pub(super) fn denial() -> Self {
        Self::of_request("a statement that this is not so", CLINICAL)
    }

    /// What one of these requirements asks for; in the payer's words if there are none.
    pub(super) fn of(requirements: &[Requirement]) -> Self {
        let mut answers: Vec<String> = Vec::new();
        for answer in requirements.iter().map(wanted) {
            if !answers.contains(&answer) {
                answers.push(answer);
            }
        }
        if answers.is_empty() {
            answers.push("a finding or statement in the payer's own terms".to_owned());
        }
        let mut pointers = requirements.iter().map(pointer);
        let first = pointers.next().unwrap_or(CLINICAL);
        Self {
            answer: answers.join("; "),
            effort: requirements.iter().map(effort).max().unwrap_or(Effort::Search),
            pointer: if pointers.all(|other| other == first) { first } else { CLINICAL },
        }
    }
}

/// The field of the case into which an answer to a requirement belongs.
fn pointer(requirement: &Requirement) -> &'static str {
    match requirement {
        Requirement::Age { .. } => "/patient/age",
        Requirement::Diagnosis { .. } => "/diagnoses",
        Requirement::Trial(_) => "/history",
        Requirement::NoCombination { .. } | Requirement::With { .. } => "/medications",
        Requirement::Onset { .. }
        | Requirement::NoCondition(_)
        | Requirement::NoKind { .. }
        | Requirement::Screening { .. }
        | Requirement::Threshold { .. }
        | Requirement::Value { .. }
        | Requirement::Measured { .. }
        | Requirement::Grade(_)
        | Requirement::Count(_)
        | Requirement::Lasting { .. }
        | Requirement::Prescriber { .. }
        | Requirement::FamilyHistory { .. }
        | Requirement::Done(_)
        | Requirement::Absent { .. }
        | Requirement::Response
        | Requirement::NoNicotine(_) => CLINICAL,
    }
}

/// What an answer to a requirement must say.
fn wanted(requirement: &Requirement) -> String {
    match requirement {
        Requirement::Age { from, to } => age(*from, *to),
        Requirement::Onset { before } => format!("an onset before {}", span(*before)),
        Requirement::Diagnosis { conditions, .. } => {
            let names: Vec<&str> = conditions.iter().map(|condition| condition.name).collect();
            format!("a diagnosis code or finding for {}", listed(&names, "or"))
        }
        Requirement::NoCondition(conditions) => {
            let names: Vec<&str> = conditions.iter().map(|condition| condition.name).collect();
            format!("a statement that there is no {}", listed(&names, "or"))
        }
        Requirement::Trial(trial) => tried(trial),
        Requirement::Screening { subject, negative: true } => {
            format!("a negative result of the {} screening", subject.name())
        }
        Requirement::Screening { subject, .. } => {
            format!("the result of the {} screening", subject.name())
        }
        Requirement::Threshold { measure, quantity, .. } => {
            format!("a measured {} of {}", display(measure), bound(quantity))
        }
        Requirement::Value { quantity, .. } => format!("a value of {}", bound(quantity)),
        Requirement::Measured { .. } => "the measured value".to_owned(),
        Requirement::Grade(grade) => question::graded(grade),
        Requirement::Count(quantity) => format!("a count of {}", bound(quantity)),
        Requirement::Lasting { days, .. } => format!("a time of at least {}", span(*days)),
        Requirement::Prescriber { asked, .. } => {
            let names: Vec<&str> =
                asked.iter().map(|specialist| specialist.name.as_str()).collect();
            format!("a prescription by, or a consultation with, a {}", listed(&names, "or"))
        }
        Requirement::FamilyHistory { .. } => {
            "the relative, the condition and the age at its onset".to_owned()
        }
        Requirement::Done(_) => "that it was done, by whom, and with what result".to_owned(),
        Requirement::NoCombination { classes, drugs } => {
            format!("a statement that it is not taken together with {}", either(classes, drugs))
        }
        Requirement::With { classes, drugs } => {
            format!("a statement that it is taken together with {}", either(classes, drugs))
        }
        Requirement::Absent { .. } | Requirement::NoKind { .. } => {
            "a statement that it is not there".to_owned()
        }
        Requirement::Response => {
            "the same measure before and now, and that it got better".to_owned()
        }
        Requirement::NoNicotine(days) => days.map_or_else(
            || "a statement that there is no nicotine use".to_owned(),
            |days| format!("no nicotine for at least {}", span(days)),
        ),
    }
}

/// How much work an answer to a requirement is.
fn effort(requirement: &Requirement) -> Effort {
    match requirement {
        Requirement::Age { .. }
        | Requirement::Onset { .. }
        | Requirement::NoCondition(_)
        | Requirement::NoKind { .. }
        | Requirement::Prescriber { .. }
        | Requirement::NoCombination { .. }
        | Requirement::With { .. }
        | Requirement::Absent { .. }
        | Requirement::NoNicotine(_) => Effort::Word,
        Requirement::Diagnosis { .. }
        | Requirement::Screening { .. }
        | Requirement::Threshold { .. }
        | Requirement::Value { .. }
        | Requirement::Grade(_)
        | Requirement::Measured { .. }
        | Requirement::Count(_)
        | Requirement::Lasting { .. } => Effort::Value,
        Requirement::Trial(_)
        | Requirement::FamilyHistory { .. }
        | Requirement::Done(_)
        | Requirement::Response => Effort::Account,
    }
}

fn age(from: Option<Number>, to: Option<Number>) -> String {
    let (from, to) = (from.map(question::years), to.map(question::years));
    match (from, to) {
        (Some(from), Some(to)) => format!("an age from {from} to {to} years"),
        (Some(from), None) => format!("an age of {from} years or more"),
        (None, Some(to)) => format!("an age of at most {to} years"),
        (None, None) => "the age".to_owned(),
    }
}

/// Which treatments, for how long, and which outcomes count.
fn tried(trial: &Trial) -> String {
    let names = listed(&trial.names(), "or");
    let what = match trial.count {
        0 | 1 => names,
        count => format!("{count} treatments among {names}"),
    };
    let time = trial.days.map_or_else(String::new, |days| format!(" for at least {}", span(days)));
    let accepts = trial.accepts;
    let mut outcomes = vec![if accepts.only_failure { "failure" } else { "any outcome" }];
    outcomes.extend(accepts.intolerance.then_some("intolerance"));
    outcomes.extend(accepts.contraindication.then_some("contraindication"));
    format!("{what}{time}, with dose and outcome ({})", listed(&outcomes, "or"))
}

fn either(classes: &[&'static DrugClass], drugs: &[&'static str]) -> String {
    let names: Vec<&str> =
        classes.iter().map(|class| class.name).chain(drugs.iter().copied()).take(5).collect();
    listed(&names, "or")
}
