//! The procedure or operation: indication, findings, function, conservative care, lowered risk.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec, Topic};
use crate::case::RequestKind;

/// Sections in order: indication, imaging grade, function score, conservative care, risk optimization, side and site.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "procedure",
    title: "Procedure Authorization Request",
    addressee: &["Surgical Utilization Management", "Medical Director"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("Procedure requested"), part: Part::Service },
        SectionSpec { heading: Some("Indication"), part: Part::Condition },
        SectionSpec {
            heading: Some("Imaging and test findings"),
            part: Part::Notes(Topic::Results),
        },
        SectionSpec { heading: Some("Function"), part: Part::Notes(Topic::Function) },
        SectionSpec { heading: Some("Conservative care"), part: Part::History },
        SectionSpec { heading: Some("Risk optimization"), part: Part::Notes(Topic::Optimization) },
        SectionSpec { heading: Some("Medical necessity"), part: Part::Necessity },
        SectionSpec { heading: Some("Risk of delay"), part: Part::Risk },
        SectionSpec { heading: Some("Coverage criteria"), part: Part::Criteria },
        SectionSpec { heading: Some("Aftercare"), part: Part::Monitoring },
        SectionSpec { heading: Some("Supporting references"), part: Part::References },
        SectionSpec { heading: Some("Authorization requested"), part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical],
    wants: &[
        Want::Criteria,
        Want::Code,
        Want::History,
        Want::Note(Topic::Results),
        Want::Note(Topic::Function),
        Want::Note(Topic::Optimization),
        Want::Of(&[RequestKind::Procedure]),
        Want::FollowUp,
    ],
    guidance: "State the procedure with code, side and site, the indication, imaging grade and test findings, \
        function, conservative care with weeks or sessions and outcome, risk factors as documented, and \
        each criterion with the fact that answers it.",
    opening: "to request authorization of {item}",
    ask: &["I ask {payer} to authorize {item} for {name}."],
    checks: &[Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
