//! What was tried and what is taken now.

use serde::Serialize;

use super::choice::{Choice, choose};
use super::form::{HistoryForm, MedicationForm};
use super::gate::Gate;
use crate::fact::Outcome;
use crate::text::{Limit, Screened};

/// One treatment, test or course of therapy, with what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Treatment {
    #[serde(rename = "treatment")]
    what: Screened,
    #[serde(skip_serializing_if = "Option::is_none")]
    dose: Option<Screened>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<Screened>,
    outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<Screened>,
}

/// One medication taken now; the name may be the whole line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Medication {
    name: Screened,
    #[serde(skip_serializing_if = "Option::is_none")]
    dose: Option<Screened>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frequency: Option<Screened>,
}

const MOST_TREATMENTS: usize = 30;
const MOST_MEDICATIONS: usize = 40;
const SHORT: usize = 120;

impl Choice for Outcome {
    const ALL: &'static [Self] = &Outcome::ALL;

    fn code(self) -> &'static str {
        Outcome::code(self)
    }
}

impl Treatment {
    pub(super) fn read_all(gate: &mut Gate, forms: Option<Vec<HistoryForm>>) -> Vec<Self> {
        let forms = gate.list("/history", forms, "history", MOST_TREATMENTS);
        forms
            .into_iter()
            .enumerate()
            .filter_map(|(place, form)| Self::read(gate, place, form))
            .collect()
    }

    fn read(gate: &mut Gate, place: usize, form: HistoryForm) -> Option<Self> {
        let at = |field: &str| format!("/history/{place}/{field}");
        let treatment = gate.text(
            &at("treatment"),
            form.treatment,
            Limit { name: "the treatment", characters: 200 },
        );
        let dose =
            gate.optional(&at("dose"), form.dose, Limit { name: "the dose", characters: SHORT });
        let duration = gate.optional(
            &at("duration"),
            form.duration,
            Limit { name: "the duration", characters: SHORT },
        );
        let outcome = gate.needed(&at("outcome"), form.outcome, "the outcome");
        let outcome =
            outcome.and_then(|outcome| gate.take(choose(&at("outcome"), "outcome", &outcome)));
        let detail = gate.optional(
            &at("detail"),
            form.detail,
            Limit { name: "the detail", characters: 1_000 },
        );
        Some(Self { what: treatment?, dose, duration, outcome: outcome?, detail })
    }

    /// What was done.
    pub fn treatment(&self) -> &str {
        self.what.as_str()
    }

    /// In what dose.
    pub fn dose(&self) -> Option<&str> {
        self.dose.as_ref().map(Screened::as_str)
    }

    /// For how long.
    pub fn duration(&self) -> Option<&str> {
        self.duration.as_ref().map(Screened::as_str)
    }

    /// What came of it.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Anything more.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_ref().map(Screened::as_str)
    }
}

impl Medication {
    pub(super) fn read_all(gate: &mut Gate, forms: Option<Vec<MedicationForm>>) -> Vec<Self> {
        let forms = gate.list("/medications", forms, "medications", MOST_MEDICATIONS);
        forms
            .into_iter()
            .enumerate()
            .filter_map(|(place, form)| Self::read(gate, place, form))
            .collect()
    }

    fn read(gate: &mut Gate, place: usize, form: MedicationForm) -> Option<Self> {
        let at = |field: &str| format!("/medications/{place}/{field}");
        let name =
            gate.text(&at("name"), form.name, Limit { name: "the medication", characters: 200 });
        let dose =
            gate.optional(&at("dose"), form.dose, Limit { name: "the dose", characters: SHORT });
        let frequency = gate.optional(
            &at("frequency"),
            form.frequency,
            Limit { name: "the frequency", characters: SHORT },
        );
        Some(Self { name: name?, dose, frequency })
    }

    /// The drug, or the whole line.
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// In what dose.
    pub fn dose(&self) -> Option<&str> {
        self.dose.as_ref().map(Screened::as_str)
    }

    /// How often.
    pub fn frequency(&self) -> Option<&str> {
        self.frequency.as_ref().map(Screened::as_str)
    }
}
