//! What is asked for: a drug, a procedure, a device, a test.

use clinical::refusal::{Refusal, code};
use serde::Serialize;

use super::choice::{Choice, choose};
use super::form::RequestForm;
use super::gate::Gate;
use crate::text::{Limit, Screened};

/// The item or service that the payer shall cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RequestOfCase {
    kind: RequestKind,
    name: Screened,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    codes: Vec<ServiceCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dose: Option<Screened>,
    #[serde(skip_serializing_if = "Option::is_none")]
    route: Option<Screened>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frequency: Option<Screened>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<Screened>,
}

/// What kind of thing is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// A drug.
    Medication,
    /// A procedure or an operation.
    Procedure,
    /// Durable medical equipment, an implant, a supply.
    Device,
    /// An imaging study.
    Imaging,
    /// A genetic or genomic test.
    GeneticTest,
    /// Physical, occupational, speech, behavioural therapy.
    Therapy,
    /// A stay or level of care.
    Admission,
    /// Medical food, formula, feeding.
    Nutrition,
    /// Something else.
    Other,
}

/// A CPT or HCPCS level II code by its form. Whether it exists is not checked: CPT is licensed by the AMA.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct ServiceCode(String);

const MOST_CODES: usize = 20;

impl Choice for RequestKind {
    const ALL: &'static [Self] = &[
        Self::Medication,
        Self::Procedure,
        Self::Device,
        Self::Imaging,
        Self::GeneticTest,
        Self::Therapy,
        Self::Admission,
        Self::Nutrition,
        Self::Other,
    ];

    fn code(self) -> &'static str {
        RequestKind::code(self)
    }
}

impl RequestKind {
    /// The word that is sent, such as `genetic_test`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Medication => "medication",
            Self::Procedure => "procedure",
            Self::Device => "device",
            Self::Imaging => "imaging",
            Self::GeneticTest => "genetic_test",
            Self::Therapy => "therapy",
            Self::Admission => "admission",
            Self::Nutrition => "nutrition",
            Self::Other => "other",
        }
    }
}

impl ServiceCode {
    /// Reads a code: CPT is five digits or four and one of A, F, M, T, U; HCPCS level II is a letter A to V and four digits.
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.trim().to_ascii_uppercase();
        let (first, rest) = code.split_at_checked(1)?;
        let (start, last) = code.split_at_checked(4)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let cpt = digits(start) && last.len() == 1 && (digits(last) || "AFMTU".contains(last));
        let hcpcs = first.bytes().all(|byte| (b'A'..=b'V').contains(&byte))
            && rest.len() == 4
            && digits(rest);
        (cpt || hcpcs).then_some(Self(code))
    }

    /// The code in upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl RequestOfCase {
    pub(super) fn read(gate: &mut Gate, form: Option<RequestForm>) -> Option<Self> {
        const fn limit(name: &'static str) -> Limit {
            Limit { name, characters: 120 }
        }
        let form = gate.needed("/request", form, "the request")?;
        let kind = gate.needed("/request/kind", form.kind, "the kind of request");
        let kind = kind.and_then(|kind| gate.take(choose("/request/kind", "kind", &kind)));
        let name = gate.text(
            "/request/name",
            form.name,
            Limit { name: "the name of the request", characters: 200 },
        );
        let codes = gate.list("/request/codes", form.codes, "the list of codes", MOST_CODES);
        let codes = codes
            .iter()
            .enumerate()
            .filter_map(|(place, code)| service_code(gate, place, code))
            .collect();
        let dose = gate.optional("/request/dose", form.dose, limit("the dose"));
        let route = gate.optional("/request/route", form.route, limit("the route"));
        let frequency = gate.optional("/request/frequency", form.frequency, limit("the frequency"));
        let duration = gate.optional("/request/duration", form.duration, limit("the duration"));
        Some(Self { kind: kind?, name: name?, codes, dose, route, frequency, duration })
    }

    /// What kind of thing it is.
    pub fn kind(&self) -> RequestKind {
        self.kind
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// CPT and HCPCS codes.
    pub fn codes(&self) -> &[ServiceCode] {
        &self.codes
    }

    /// One dose.
    pub fn dose(&self) -> Option<&str> {
        self.dose.as_ref().map(Screened::as_str)
    }

    /// How it is given.
    pub fn route(&self) -> Option<&str> {
        self.route.as_ref().map(Screened::as_str)
    }

    /// How often.
    pub fn frequency(&self) -> Option<&str> {
        self.frequency.as_ref().map(Screened::as_str)
    }

    /// For how long.
    pub fn duration(&self) -> Option<&str> {
        self.duration.as_ref().map(Screened::as_str)
    }
}

fn service_code(gate: &mut Gate, place: usize, text: &str) -> Option<ServiceCode> {
    let detail = "a code is a CPT code of five characters, or HCPCS: a letter and four digits, such as J0139";
    let refusal =
        || Box::new(Refusal::new(format!("/request/codes/{place}"), code::MALFORMED, detail));
    gate.take(ServiceCode::parse(text).ok_or_else(refusal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cpt_and_hcpcs_codes_are_read_by_their_form() {
        for text in
            ["27447", "0042T", "3044F", "0001U", "J0139", "e0601", " S9435 ", "B4155", "0004M"]
        {
            assert_eq!(ServiceCode::parse(text).unwrap().as_str(), text.trim().to_uppercase());
        }
    }

    #[test]
    fn other_forms_are_no_codes() {
        for text in
            ["", "2744", "274470", "J013", "W1234", "AB123", "27447-RT", "2744X", "é1234", "M05.79"]
        {
            assert_eq!(ServiceCode::parse(text), None, "{text}");
        }
    }
}
