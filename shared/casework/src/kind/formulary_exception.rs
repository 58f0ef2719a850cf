//! The formulary or tier exception: the prescriber's supporting statement, alternative by alternative.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec};
use crate::case::RequestKind;

/// Sections in order: supporting statement, drug by drug, accepted indication, ask through the plan year.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "formulary_exception",
    title: "Formulary Exception Request",
    addressee: &["Coverage Determinations", "Formulary Exceptions"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("Stated reason"), part: Part::Denial },
        SectionSpec {
            heading: Some("Prescriber's supporting statement"),
            part: Part::Alternatives,
        },
        SectionSpec { heading: Some("Diagnosis and indication"), part: Part::Condition },
        SectionSpec { heading: Some("Clinical rationale"), part: Part::Necessity },
        SectionSpec { heading: Some("Risk of a change in treatment"), part: Part::Risk },
        SectionSpec { heading: Some("Coverage criteria"), part: Part::Criteria },
        SectionSpec { heading: Some("Monitoring and follow-up"), part: Part::Monitoring },
        SectionSpec { heading: Some("Supporting references"), part: Part::References },
        SectionSpec { heading: Some("Exception requested"), part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical],
    wants: &[
        Want::History,
        Want::Of(&[RequestKind::Medication]),
        Want::Dose,
        Want::Frequency,
        Want::Duration,
        Want::Criteria,
        Want::FollowUp,
    ],
    guidance: "Write the prescriber's supporting statement: for each alternative on the formulary say whether \
        it was less effective, had adverse effects or is contraindicated, and on which fact that rests. \
        Name the diagnosis for which the drug is prescribed and ask for coverage through the requested \
        time.",
    opening: "to request an exception to the formulary of {payer} for {item}",
    ask: &[
        "I ask {payer} to cover {item} for {name} as an exception to its formulary.",
        "Should the exception be refused, please name the alternative that the plan holds to be suitable, and why.",
    ],
    checks: &[Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
