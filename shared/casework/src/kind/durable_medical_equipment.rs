//! Durable medical equipment: what the patient cannot do in the home, and which lesser items will not do.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec, Topic};
use crate::case::RequestKind;

/// Sections in order: diagnosis, daily activities in the home, lesser items ruled out, evaluation, length of need.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "durable_medical_equipment",
    title: "Durable Medical Equipment Request",
    addressee: &["Durable Medical Equipment", "Utilization Management"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("Item requested"), part: Part::Service },
        SectionSpec { heading: Some("Diagnosis and examination"), part: Part::Condition },
        SectionSpec {
            heading: Some("Function and daily activities in the home"),
            part: Part::Notes(Topic::Function),
        },
        SectionSpec { heading: Some("Lesser items considered"), part: Part::History },
        SectionSpec {
            heading: Some("Evaluation, trial and safe use"),
            part: Part::Notes(Topic::Evaluation),
        },
        SectionSpec {
            heading: Some("Why this item is medically necessary"),
            part: Part::Necessity,
        },
        SectionSpec { heading: Some("Risk of delay"), part: Part::Risk },
        SectionSpec { heading: Some("Coverage criteria"), part: Part::Criteria },
        SectionSpec { heading: Some("Follow-up"), part: Part::Monitoring },
        SectionSpec { heading: Some("Supporting references"), part: Part::References },
        SectionSpec { heading: Some("Request"), part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical],
    wants: &[
        Want::Criteria,
        Want::Code,
        Want::Note(Topic::Function),
        Want::History,
        Want::Note(Topic::Evaluation),
        Want::Duration,
        Want::Of(&[RequestKind::Device]),
        Want::FollowUp,
    ],
    guidance: "State the item with its code and length of need, what the patient cannot do in the home, which \
        lesser items were ruled out and why, who evaluated, whether the item was tried and is used \
        safely, and each criterion with the fact that answers it.",
    opening: "to request coverage of {item}",
    ask: &["I ask {payer} to approve {item} for {name}."],
    checks: &[Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
