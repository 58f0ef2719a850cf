//! The imaging request: symptoms, examination, conservative care, and what the result will change.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec, Topic};
use crate::case::RequestKind;

/// Sections in order: symptom duration, examination, red flags, conservative care, earlier imaging, what the result changes.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "imaging",
    title: "Advanced Imaging Request",
    addressee: &["Radiology Utilization Management"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("Study requested"), part: Part::Service },
        SectionSpec { heading: Some("Symptoms and examination"), part: Part::Condition },
        SectionSpec {
            heading: Some("Red flags and neurological findings"),
            part: Part::Notes(Topic::RedFlags),
        },
        SectionSpec { heading: Some("Conservative care"), part: Part::History },
        SectionSpec {
            heading: Some("Earlier imaging and tests"),
            part: Part::Notes(Topic::Results),
        },
        SectionSpec {
            heading: Some("How the result will change management"),
            part: Part::Notes(Topic::Change),
        },
        SectionSpec { heading: Some("Clinical rationale"), part: Part::Necessity },
        SectionSpec { heading: Some("Risk of delay"), part: Part::Risk },
        SectionSpec { heading: Some("Coverage criteria"), part: Part::Criteria },
        SectionSpec { heading: Some("Follow-up"), part: Part::Monitoring },
        SectionSpec { heading: Some("Supporting references"), part: Part::References },
        SectionSpec { heading: Some("Authorization requested"), part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical],
    wants: &[
        Want::Criteria,
        Want::Code,
        Want::History,
        Want::Note(Topic::RedFlags),
        Want::Note(Topic::Results),
        Want::Note(Topic::Change),
        Want::Of(&[RequestKind::Imaging]),
    ],
    guidance: "State the study with its code, the duration of symptoms, the examination, red flags as \
        documented, weeks and kind of conservative care, earlier imaging, and what the result will \
        change in the treatment.",
    opening: "to request authorization of {item}",
    ask: &["I ask {payer} to authorize {item} for {name}."],
    checks: &[Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
