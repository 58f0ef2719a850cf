//! What a case must hold before a kind can be drafted; without it drafting is refused.

use crate::case::CaseContext;
use clinical::refusal::{Refusal, code};

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

impl Need {
    /// The refusal, if the case lacks it. An accepted case always has diagnosis, request and clinical text.
    pub(super) fn missing(self, context: &CaseContext) -> Option<Refusal> {
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
                "this document answers a denial: it needs the reason or the text of the denial",
            ),
        };
        (!there).then(|| Refusal::new(pointer, code::REQUIRED, detail))
    }
}
