//! The second-level appeal: what the first level decided, why that does not hold, what is new.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec};
use crate::case::DenialLevel;

/// Sections in order: as level 1, what level 1 said, new evidence, reviewer not involved before.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "appeal_second_level",
    title: "Second-Level Appeal",
    addressee: &["Appeals and Grievances Department", "Medical Director"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("Decisions so far"), part: Part::Determinations },
        SectionSpec { heading: Some("Reason for upholding the denial"), part: Part::Denial },
        SectionSpec { heading: Some("Why the decision does not hold"), part: Part::Rebuttal },
        SectionSpec { heading: Some("New since the first appeal"), part: Part::NewEvidence },
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
        Want::Level(DenialLevel::Second),
        Want::Criteria,
        Want::History,
        Want::Code,
        Want::Duration,
        Want::FollowUp,
    ],
    guidance: "Say what was decided so far, quote the reason for upholding the denial word for word and answer \
        it point by point. Show what is new since the first appeal. Ask for a reviewer of the same or a \
        similar specialty who took no part in the earlier decisions.",
    opening: "to file a second-level appeal of the denial by {payer} of {item}",
    ask: &[
        "I ask {payer} to overturn its decision and to approve {item} for {name}.",
        "I also ask that this appeal be decided by a clinician of the same or a similar specialty who took no part in the earlier decisions.",
        "Should the decision stand, please send me the criteria and the clinical rationale on which it rests.",
    ],
    checks: &[Check::QuotesDenial, Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
