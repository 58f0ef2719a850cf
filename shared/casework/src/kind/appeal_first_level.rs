//! The first-level appeal: quotes the denial and answers it point by point.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec};
use crate::case::DenialLevel;

/// Sections in order: denial verbatim, rebuttal per reason, criteria, reviewer asked for.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "appeal_first_level",
    title: "First-Level Appeal",
    addressee: &["Appeals and Grievances Department", "Medical Director"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("Stated reason for the denial"), part: Part::Denial },
        SectionSpec { heading: Some("Response to the denial"), part: Part::Rebuttal },
        SectionSpec { heading: Some("New since the earlier submission"), part: Part::NewEvidence },
        SectionSpec { heading: Some("Diagnosis and clinical picture"), part: Part::Condition },
        SectionSpec { heading: Some("Treatment history"), part: Part::History },
        SectionSpec { heading: Some("Medical necessity"), part: Part::Necessity },
        SectionSpec { heading: Some("Risk of delay"), part: Part::Risk },
        SectionSpec { heading: Some("Coverage criteria"), part: Part::Criteria },
        SectionSpec { heading: Some("Monitoring and follow-up"), part: Part::Monitoring },
        SectionSpec { heading: Some("Supporting references"), part: Part::References },
        SectionSpec { heading: Some("Request on appeal"), part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical, Need::Denial],
    wants: &[
        Want::Criteria,
        Want::Level(DenialLevel::First),
        Want::History,
        Want::Code,
        Want::Duration,
        Want::FollowUp,
    ],
    guidance: "Quote the stated reason for the denial word for word and answer it point by point with the \
        facts. Ask for the denial to be overturned, for review by a clinician of the same or a similar \
        specialty, and for the criteria that were used.",
    opening: "to appeal the denial by {payer} of {item}",
    ask: &[
        "I ask {payer} to overturn its decision and to approve {item} for {name}.",
        "I also ask that this appeal be reviewed by a clinician of the same or a similar specialty who took no part in the earlier decision.",
        "Should the decision stand, please send me the criteria and the clinical rationale on which it rests.",
    ],
    checks: &[Check::QuotesDenial, Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
