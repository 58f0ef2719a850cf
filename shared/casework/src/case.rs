//! A case: the allow-list of DESIGN section 5. What is not a field here cannot be said to Luma.

mod choice;
mod denial;
mod form;
mod gate;
mod history;
mod id;
mod merge;
mod patient;
mod payer;
mod policy;
mod request;
mod statement;

use std::fmt;

use clinical::icd10::Icd10;
use clinical::refusal::{Refusal, code};
use jiff::Timestamp;
use serde::{Serialize, Serializer};

pub use denial::{Denial, DenialLevel};
pub use form::{
    AgeForm, CaseForm, CriteriaForm, DenialForm, HistoryForm, MedicationForm, PatientForm,
    PayerForm, RequestForm,
};
pub use history::{Medication, Treatment};
pub use id::{CaseId, DocumentId, MalformedId};
pub use merge::{form_of, merge};
pub use patient::{Age, FirstName, Patient};
pub use payer::{LineOfBusiness, PayerOfCase};
pub use request::{RequestKind, RequestOfCase, ServiceCode};

use crate::criterion::Criteria;
use crate::text::{Limit, Screened, Warnings};
use gate::Gate;
use policy::PolicyOfCase;

/// The clinical context of a case, proven: every field in its form and range, every free text screened.
/// Serialized it is the Case of DESIGN section 12.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CaseContext {
    patient: Patient,
    payer: PayerOfCase,
    #[serde(serialize_with = "codes")]
    diagnoses: Vec<Icd10>,
    request: RequestOfCase,
    clinical: Screened,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    history: Vec<Treatment>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    medications: Vec<Medication>,
    #[serde(skip_serializing_if = "Option::is_none")]
    criteria: Option<PolicyOfCase>,
    #[serde(skip_serializing_if = "Option::is_none")]
    denial: Option<Denial>,
}

/// A case as it is kept. Whose it is, the table knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Counts corrections, from 1.
    pub version: u64,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was last corrected.
    pub changed_at: Timestamp,
    /// What it is about.
    #[serde(flatten)]
    pub context: CaseContext,
}

/// The most diagnoses that a case takes.
pub const MOST_DIAGNOSES: usize = 12;
const CLINICAL: Limit = Limit { name: "the clinical text", characters: 8_000 };

impl Case {
    /// A new case.
    pub fn open(id: CaseId, context: CaseContext, now: Timestamp) -> Self {
        Self { id, version: 1, opened_at: now, changed_at: now, context }
    }

    /// The case after a correction.
    #[must_use]
    pub fn correct(self, context: CaseContext, now: Timestamp) -> Self {
        Self { version: self.version.saturating_add(1), changed_at: now, context, ..self }
    }
}

impl TryFrom<CaseForm> for CaseContext {
    type Error = Vec<Refusal>;

    /// Proves a form: all refusals at once, none with a value.
    fn try_from(form: CaseForm) -> Result<Self, Vec<Refusal>> {
        let warnings = if form.acknowledge_warnings { Warnings::Accept } else { Warnings::Refuse };
        let gate = Gate::firewall(&form.free_texts(), warnings);
        Self::read(gate, form)
    }
}

impl CaseContext {
    /// Opens what was stored: the same structure is asked for, but the firewall has read it before, and a diagnosis may be
    /// of an earlier fiscal year.
    ///
    /// # Errors
    /// What does not fit, which points to a damaged row.
    pub fn stored(json: &str) -> Result<Self, Vec<Refusal>> {
        let json = serde_json::from_str(json).map_err(|_| vec![merge::unreadable()])?;
        Self::read(Gate::stored(), form_of(json)?)
    }

    fn read(mut gate: Gate, form: CaseForm) -> Result<Self, Vec<Refusal>> {
        let patient = Patient::read(&mut gate, form.patient);
        let payer = PayerOfCase::read(&mut gate, form.payer);
        let diagnoses = diagnoses(&mut gate, form.diagnoses);
        let request = RequestOfCase::read(&mut gate, form.request);
        let clinical = gate.text("/clinical", form.clinical, CLINICAL);
        let history = Treatment::read_all(&mut gate, form.history);
        let medications = Medication::read_all(&mut gate, form.medications);
        let criteria = form.criteria.and_then(|form| PolicyOfCase::read(&mut gate, form));
        let denial = form.denial.and_then(|denial| Denial::read(&mut gate, denial));

        let context = patient.zip(payer).zip(request).zip(clinical).map(
            |(((patient, payer), request), clinical)| Self {
                patient,
                payer,
                diagnoses,
                request,
                clinical,
                history,
                medications,
                criteria,
                denial,
            },
        );
        gate.pass(context)
    }

    /// Whom it is about.
    pub fn patient(&self) -> &Patient {
        &self.patient
    }

    /// Who decides.
    pub fn payer(&self) -> &PayerOfCase {
        &self.payer
    }

    /// One to twelve diagnoses.
    pub fn diagnoses(&self) -> &[Icd10] {
        &self.diagnoses
    }

    /// What is asked for.
    pub fn request(&self) -> &RequestOfCase {
        &self.request
    }

    /// The clinical picture as the clinician wrote it.
    pub fn clinical(&self) -> &str {
        self.clinical.as_str()
    }

    /// What was tried.
    pub fn history(&self) -> &[Treatment] {
        &self.history
    }

    /// What is taken now.
    pub fn medications(&self) -> &[Medication] {
        &self.medications
    }

    /// The payer's policy as pasted.
    pub fn criteria(&self) -> Option<&str> {
        self.criteria.as_ref().and_then(PolicyOfCase::text)
    }

    /// The payer's criteria as someone edited them; they stand in the place of what the text is read into.
    pub fn edited_criteria(&self) -> Option<&Criteria> {
        self.criteria.as_ref().and_then(PolicyOfCase::edited)
    }

    /// What was denied.
    pub fn denial(&self) -> Option<&Denial> {
        self.denial.as_ref()
    }
}

impl fmt::Debug for CaseContext {
    /// Clinical text never shows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CaseContext(…)")
    }
}

fn diagnoses(gate: &mut Gate, codes: Option<Vec<String>>) -> Vec<Icd10> {
    let codes = gate.list("/diagnoses", codes, "diagnoses", MOST_DIAGNOSES);
    if codes.is_empty() {
        gate.refuse(Refusal::new(
            "/diagnoses",
            code::REQUIRED,
            "one to twelve diagnoses are needed",
        ));
    }
    let mut read: Vec<Icd10> = Vec::new();
    for (place, text) in codes.iter().enumerate() {
        let pointer = format!("/diagnoses/{place}");
        match gate.diagnosis(&pointer, text) {
            Some(code) if read.contains(&code) => {
                gate.refuse(Refusal::new(
                    pointer,
                    code::REPEATED,
                    "the diagnosis stands in the list before",
                ));
            }
            Some(code) => read.push(code),
            None => {}
        }
    }
    read
}

fn codes<S: Serializer>(diagnoses: &[Icd10], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(diagnoses.iter().map(Icd10::code))
}
