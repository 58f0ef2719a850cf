//! How a document kind is described.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use crate::case::CaseContext;
use clinical::refusal::Refusal;

/// What one document kind is made of.
#[derive(Debug)]
pub struct KindSpec {
    /// Its name in JSON.
    pub code: &'static str,
    /// Its title, as printed.
    pub title: &'static str,
    /// To whom at the payer it goes, line by line, below the payer's name. Empty for what is not a letter.
    pub addressee: &'static [&'static str],
    /// Its sections, in order.
    pub sections: &'static [SectionSpec],
    /// What the case must hold before it can be drafted.
    pub needs: &'static [Need],
    /// What the case had better hold: what is missing of it is asked for before drafting.
    pub wants: &'static [Want],
    /// What a writer is told about it.
    pub guidance: &'static str,
    /// How its first sentence says what it is for; `{item}` and `{payer}` stand for the case's.
    pub opening: &'static str,
    /// What it asks for at its end, sentence by sentence; `{item}`, `{payer}` and `{name}` stand for the case's.
    pub ask: &'static [&'static str],
    /// What a finished document of this kind must show.
    pub checks: &'static [Check],
    /// The words before the signature; none for what nobody signs.
    pub closing: Option<&'static str>,
}

/// One section of a document.
#[derive(Debug, Clone, Copy)]
pub struct SectionSpec {
    /// Its heading; none for the opening paragraph.
    pub heading: Option<&'static str>,
    /// What it has to say.
    pub part: Part,
}

/// What a section has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Who writes, for whom, asking what, in one sentence.
    Request,
    /// Item, codes, dose, route, frequency and duration.
    Service,
    /// The denial reason, word for word.
    Denial,
    /// The answer to each stated reason.
    Rebuttal,
    /// What was asked and decided before, in order.
    Determinations,
    /// What the payer has not seen in an earlier document.
    NewEvidence,
    /// Why a reviewer outside the payer can decide this.
    Judgment,
    /// Diagnosis, severity, findings, and every note that no other section takes.
    Condition,
    /// The clinician's notes on one topic.
    Notes(Topic),
    /// What was tried and what came of it.
    History,
    /// Each required step with the ground on which it is set aside.
    Steps,
    /// Each alternative of the formulary with the reason why it will not do.
    Alternatives,
    /// Measures before and now, and what the clinician wrote of the response.
    Response,
    /// Why this is needed.
    Necessity,
    /// What delay would risk, as far as it is documented.
    Risk,
    /// How the course will be watched, as far as it is documented.
    Monitoring,
    /// The payer's criteria, one by one.
    Criteria,
    /// The case in a minute, to be spoken.
    Story,
    /// The facts that carry the case.
    Strongest,
    /// The payer's criteria in short, the gaps with an honest answer.
    Gaps,
    /// What a reviewer will ask, with what the record answers.
    Questions,
    /// Retrieved sources that were quoted.
    References,
    /// The exact ask and the offer to talk.
    Ask,
    /// What to write down during a call.
    CallNotes,
}

/// What a note of the clinician speaks to, apart from condition, necessity, risk and monitoring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Screening before a treatment: infection, heart function, pregnancy.
    Safety,
    /// Adherence and adverse events under the treatment that goes on.
    Tolerance,
    /// Daily activities, work, the home.
    Function,
    /// Who evaluated, what was tried out, whether the home takes it and it can be used safely.
    Evaluation,
    /// Signs that must not wait.
    RedFlags,
    /// Images, laboratory and other tests.
    Results,
    /// What the result will change.
    Change,
    /// Relatives, by relation and age only.
    Family,
    /// Genetic counseling.
    Counseling,
    /// What was done to lower the risk of an operation.
    Optimization,
    /// Growth, weight, nutritional state.
    Growth,
    /// What is fed, how much and how.
    Nutrition,
}

impl KindSpec {
    /// What the case still lacks for this kind, as refusals that name the field.
    pub fn missing(&self, context: &CaseContext) -> Vec<Refusal> {
        self.needs.iter().filter_map(|need| need.missing(context)).collect()
    }

    /// The section that says this, if the kind has one.
    pub fn section(&self, part: Part) -> Option<&'static SectionSpec> {
        self.sections.iter().find(|section| section.part == part)
    }
}
