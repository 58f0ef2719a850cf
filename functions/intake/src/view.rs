//! A case as clients see it: whole, and as an entry of the list.

use casework::case::{Case, CaseContext, RequestKind};
use clinical::icd10::Icd10;
use jiff::Timestamp;
use serde::Serialize;

/// The whole case with its id, version and times.
#[derive(Serialize)]
pub(crate) struct CaseView<'a> {
    id: String,
    version: u64,
    opened_at: Timestamp,
    changed_at: Timestamp,
    #[serde(flatten)]
    context: &'a CaseContext,
}

impl<'a> CaseView<'a> {
    pub(crate) fn of(case: &'a Case) -> Self {
        Self {
            id: case.id.to_string(),
            version: case.version,
            opened_at: case.opened_at,
            changed_at: case.changed_at,
            context: &case.context,
        }
    }
}

/// What the list tells of a case.
#[derive(Serialize)]
pub(crate) struct CaseItem<'a> {
    id: String,
    version: u64,
    opened_at: Timestamp,
    changed_at: Timestamp,
    patient: PatientItem<'a>,
    payer: PayerItem<'a>,
    request: RequestItem<'a>,
    diagnoses: Vec<&'a str>,
}

#[derive(Serialize)]
struct PatientItem<'a> {
    first_name: &'a str,
}

#[derive(Serialize)]
struct PayerItem<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct RequestItem<'a> {
    kind: RequestKind,
    name: &'a str,
}

impl<'a> CaseItem<'a> {
    pub(crate) fn of(case: &'a Case) -> Self {
        let context = &case.context;
        Self {
            id: case.id.to_string(),
            version: case.version,
            opened_at: case.opened_at,
            changed_at: case.changed_at,
            patient: PatientItem { first_name: context.patient().first_name().as_str() },
            payer: PayerItem { name: context.payer().name() },
            request: RequestItem { kind: context.request().kind(), name: context.request().name() },
            diagnoses: context.diagnoses().iter().map(Icd10::code).collect(),
        }
    }
}
