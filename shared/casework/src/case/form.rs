//! The case as typed: every field may be missing and every word is still a word. [`super::CaseContext`] is the proof.

use std::fmt;

use serde::Deserialize;

use crate::criterion::TreeForm;

macro_rules! redacted {
    ($($form:ident),+) => {
        $(impl fmt::Debug for $form {
            /// Clinical text never shows.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($form), "(…)"))
            }
        })+
    };
}

/// Where the edited tree stands.
pub(super) const EDITED: &str = "/criteria/edited";

redacted!(
    CaseForm,
    PatientForm,
    AgeForm,
    PayerForm,
    RequestForm,
    HistoryForm,
    MedicationForm,
    CriteriaForm,
    DenialForm
);

/// Body of `POST /api/cases`.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CaseForm {
    /// Whom the case is about.
    pub patient: Option<PatientForm>,
    /// Who decides.
    pub payer: Option<PayerForm>,
    /// ICD-10-CM codes.
    pub diagnoses: Option<Vec<String>>,
    /// What is asked for.
    pub request: Option<RequestForm>,
    /// The clinical picture as free text.
    pub clinical: Option<String>,
    /// What was tried.
    pub history: Option<Vec<HistoryForm>>,
    /// What is taken now.
    pub medications: Option<Vec<MedicationForm>>,
    /// The payer's policy text.
    pub criteria: Option<CriteriaForm>,
    /// What was denied, for appeals.
    pub denial: Option<DenialForm>,
    /// The writer has seen the firewall's warnings and says that they are no identifiers.
    pub acknowledge_warnings: bool,
}

/// `patient` as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PatientForm {
    /// One given name.
    pub first_name: Option<String>,
    /// One of years, months, range.
    pub age: Option<AgeForm>,
    /// USPS abbreviation.
    pub state: Option<String>,
}

/// `patient.age` as typed: exactly one of the three.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AgeForm {
    /// Whole years.
    pub years: Option<i64>,
    /// Whole months, under two years.
    pub months: Option<i64>,
    /// `40-49` or `90+`.
    pub range: Option<String>,
}

/// `payer` as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PayerForm {
    /// From the list or free.
    pub name: Option<String>,
    /// Which law applies.
    pub line_of_business: Option<String>,
}

/// `request` as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RequestForm {
    /// Medication, procedure, …
    pub kind: Option<String>,
    /// What it is called.
    pub name: Option<String>,
    /// CPT and HCPCS codes.
    pub codes: Option<Vec<String>>,
    /// One dose.
    pub dose: Option<String>,
    /// How it is given.
    pub route: Option<String>,
    /// How often.
    pub frequency: Option<String>,
    /// For how long.
    pub duration: Option<String>,
}

/// One row of `history` as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HistoryForm {
    /// What was done.
    pub treatment: Option<String>,
    /// In what dose.
    pub dose: Option<String>,
    /// For how long.
    pub duration: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Anything more.
    pub detail: Option<String>,
}

/// One row of `medications` as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MedicationForm {
    /// The drug, or the whole line.
    pub name: Option<String>,
    /// In what dose.
    pub dose: Option<String>,
    /// How often.
    pub frequency: Option<String>,
}

/// `criteria` as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CriteriaForm {
    /// The pasted policy.
    pub text: Option<String>,
    /// The tree of criteria as someone edited it; it is used in the place of what the text is read into.
    pub edited: Option<TreeForm>,
}

/// `denial` as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DenialForm {
    /// Which level of appeal is next.
    pub level: Option<String>,
    /// The reason given.
    pub reason: Option<String>,
    /// The pasted denial.
    pub text: Option<String>,
}

impl CaseForm {
    /// Every free text of the form with its pointer, in the order of the form.
    pub(super) fn free_texts(&self) -> Vec<(String, &str)> {
        let mut texts: Vec<(String, Option<&String>)> =
            vec![("/clinical".to_owned(), self.clinical.as_ref())];
        if let Some(request) = &self.request {
            texts.push(("/request/name".to_owned(), request.name.as_ref()));
        }
        for (place, row) in self.history.iter().flatten().enumerate() {
            texts.push((format!("/history/{place}/treatment"), row.treatment.as_ref()));
            texts.push((format!("/history/{place}/detail"), row.detail.as_ref()));
        }
        for (place, row) in self.medications.iter().flatten().enumerate() {
            texts.push((format!("/medications/{place}/name"), row.name.as_ref()));
        }
        if let Some(denial) = &self.denial {
            texts.push(("/denial/reason".to_owned(), denial.reason.as_ref()));
            texts.push(("/denial/text".to_owned(), denial.text.as_ref()));
        }
        if let Some(criteria) = &self.criteria {
            texts.push(("/criteria/text".to_owned(), criteria.text.as_ref()));
        }
        let edited = self.criteria.iter().filter_map(|criteria| criteria.edited.as_ref());
        let edited = edited.flat_map(|tree| tree.texts(EDITED));
        texts
            .into_iter()
            .filter_map(|(pointer, text)| Some((pointer, text?.as_str())))
            .chain(edited.map(|(pointer, text, _)| (pointer, text)))
            .collect()
    }
}
