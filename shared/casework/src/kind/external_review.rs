//! The external review request: the history of determinations, for a reviewer who knows nothing of the case.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec};
use crate::case::DenialLevel;

/// Sections in order: history of determinations, medical judgment, rebuttal, accepted standards, risk.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "external_review",
    title: "Request for External Review",
    addressee: &["External Review"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("History of determinations"), part: Part::Determinations },
        SectionSpec { heading: Some("Final reason for the denial"), part: Part::Denial },
        SectionSpec {
            heading: Some("Why this is a question of medical judgment"),
            part: Part::Judgment,
        },
        SectionSpec { heading: Some("Response to the denial"), part: Part::Rebuttal },
        SectionSpec { heading: Some("New since the last appeal"), part: Part::NewEvidence },
        SectionSpec { heading: Some("Diagnosis and clinical picture"), part: Part::Condition },
        SectionSpec { heading: Some("Treatment history"), part: Part::History },
        SectionSpec { heading: Some("Medical necessity"), part: Part::Necessity },
        SectionSpec { heading: Some("Criteria of the plan"), part: Part::Criteria },
        SectionSpec { heading: Some("Risk of delay"), part: Part::Risk },
        SectionSpec { heading: Some("Monitoring and follow-up"), part: Part::Monitoring },
        SectionSpec { heading: Some("Supporting references"), part: Part::References },
        SectionSpec { heading: Some("Determination requested"), part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical, Need::Denial],
    wants: &[
        Want::Level(DenialLevel::External),
        Want::Criteria,
        Want::History,
        Want::Code,
        Want::Duration,
        Want::FollowUp,
    ],
    guidance: "Write for an independent reviewer who sees the case for the first time: the history of \
        determinations, why the dispute is one of medical judgment, the final reason word for word with \
        the answer to each point, the clinical picture, the criteria one by one, the risk of delay, and \
        the determination asked for.",
    opening: "to request an external review of the denial by {payer} of {item}",
    ask: &[
        "I ask the reviewer to overturn the decision of {payer} and to find {item} medically necessary for {name}.",
        "I also ask that the review be made by a clinician of the same or a similar specialty.",
        "Please send me the criteria and the clinical rationale on which the decision rests.",
    ],
    checks: &[Check::QuotesDenial, Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
