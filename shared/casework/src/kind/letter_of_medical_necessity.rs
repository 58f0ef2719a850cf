//! The letter of medical necessity: why this patient needs this, in the clinician's words.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec, Topic};

/// Sections in order: common spine of published templates.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "letter_of_medical_necessity",
    title: "Letter of Medical Necessity",
    addressee: &["Utilization Management", "Medical Director"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("Diagnosis and clinical picture"), part: Part::Condition },
        SectionSpec { heading: Some("Effect on daily life"), part: Part::Notes(Topic::Function) },
        SectionSpec { heading: Some("Treatment history"), part: Part::History },
        SectionSpec { heading: Some("Why this is medically necessary"), part: Part::Necessity },
        SectionSpec { heading: Some("Risk of delay"), part: Part::Risk },
        SectionSpec { heading: Some("Coverage criteria"), part: Part::Criteria },
        SectionSpec { heading: Some("Monitoring and follow-up"), part: Part::Monitoring },
        SectionSpec { heading: Some("Supporting references"), part: Part::References },
        SectionSpec { heading: Some("Request"), part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical],
    wants: &[
        Want::Criteria,
        Want::History,
        Want::Code,
        Want::Duration,
        Want::Note(Topic::Function),
        Want::FollowUp,
    ],
    guidance: "Explain why this request is medically necessary for this patient and not a matter of \
        convenience. Move from the request to the diagnosis and its severity, the effect on daily life, \
        the treatments tried and their outcomes, the reason for this choice, the payer's criteria one \
        by one, and end with the exact ask.",
    opening: "to request coverage of {item}",
    ask: &["I ask {payer} to approve {item} for {name}."],
    checks: &[Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
