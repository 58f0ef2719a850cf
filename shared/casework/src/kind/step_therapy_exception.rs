//! The step-therapy exception: each required step with what came of it, and the ground on which it is set aside.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec};
use crate::case::RequestKind;

/// Sections in order: the step demanded, the ground that applies, evidence for each required drug.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "step_therapy_exception",
    title: "Step Therapy Exception Request",
    addressee: &["Pharmacy Prior Authorization", "Step Therapy Exceptions"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("Stated requirement"), part: Part::Denial },
        SectionSpec { heading: Some("Ground for the exception"), part: Part::Steps },
        SectionSpec { heading: Some("Diagnosis and clinical picture"), part: Part::Condition },
        SectionSpec {
            heading: Some("Why a further step is not appropriate"),
            part: Part::Necessity,
        },
        SectionSpec { heading: Some("Risk of delay"), part: Part::Risk },
        SectionSpec { heading: Some("Coverage criteria"), part: Part::Criteria },
        SectionSpec { heading: Some("Monitoring and follow-up"), part: Part::Monitoring },
        SectionSpec { heading: Some("Supporting references"), part: Part::References },
        SectionSpec { heading: Some("Exception requested"), part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical],
    wants: &[
        Want::RequiredSteps,
        Want::History,
        Want::Of(&[RequestKind::Medication]),
        Want::Dose,
        Want::Frequency,
        Want::Duration,
        Want::Code,
        Want::FollowUp,
    ],
    guidance: "State the step that the plan demands and the ground on which an exception is asked: tried and \
        failed, not tolerated, contraindicated, expected to be ineffective, or stable on the requested \
        drug. Lay out each required drug with dose, duration and outcome. A required drug without a \
        trial on record is named as such. Never call an intolerance a failure.",
    opening: "to request an exception to the step therapy requirement of {payer} for {item}",
    ask: &[
        "I ask {payer} to set the step requirement aside and to approve {item} for {name}.",
        "Should the exception be refused, please name the drug that is still required and the criterion on which this rests.",
    ],
    checks: &[Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
