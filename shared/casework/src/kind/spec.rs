//! How a document kind is described.

use crate::case::CaseContext;
use clinical::refusal::{Refusal, code};

/// What one document kind is made of.
#[derive(Debug)]
pub struct KindSpec {
    /// Its name in JSON.
    pub code: &'static str,
    /// Its title, as printed.
    pub title: &'static str,
    /// To whom at the payer it goes, line by line, below the payer's name.
    pub addressee: &'static [&'static str],
    /// Its sections, in order.
    pub sections: &'static [SectionSpec],
    /// What the case must hold before it can be drafted.
    pub needs: &'static [Need],
    /// What a writer is told about it.
    pub guidance: &'static str,
    /// What a finished document of this kind must show.
    pub checks: &'static [Check],
    /// The words before the signature.
    pub closing: &'static str,
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
    /// Diagnosis, severity, findings.
    Condition,
    /// What was tried and what came of it.
    History,
    /// Why this is needed.
    Necessity,
    /// What delay would risk, as far as it is documented.
    Risk,
    /// How the course will be watched, as far as it is documented.
    Monitoring,
    /// The payer's criteria, one by one.
    Criteria,
    /// Retrieved sources that were quoted.
    References,
    /// The exact ask and the offer to talk.
    Ask,
}

/// What a case must hold before a kind can be drafted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// At least one diagnosis.
    Diagnosis,
    /// What is asked for.
    Request,
    /// The clinical description.
    Clinical,
    /// The denial: its reason or its text.
    Denial,
}

/// What a finished document must show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// The denial reason stands in it word for word.
    QuotesDenial,
    /// The request's name, codes, dose, frequency and duration stand in it.
    AsksExactly,
    /// Each criterion is addressed.
    AnswersCriteria,
    /// Each treatment of the history is named.
    NamesHistory,
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

impl Need {
    /// The refusal, if the case lacks it. An accepted case always has diagnosis, request and clinical text.
    fn missing(self, context: &CaseContext) -> Option<Refusal> {
        let (pointer, there, detail) = match self {
            Self::Diagnosis => {
                ("/diagnoses", !context.diagnoses().is_empty(), "this document needs a diagnosis")
            }
            Self::Request => (
                "/request/name",
                !context.request().name().is_empty(),
                "this document needs a request",
            ),
            Self::Clinical => (
                "/clinical",
                !context.clinical().is_empty(),
                "this document needs the clinical text",
            ),
            Self::Denial => (
                "/denial",
                context.denial().is_some(),
                "an appeal needs the reason or the text of the denial",
            ),
        };
        (!there).then(|| Refusal::new(pointer, code::REQUIRED, detail))
    }
}
