//! Medical food or formula: growth, formulas tried, and how much is fed by which route.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec, Topic};
use crate::case::RequestKind;

/// Sections in order: metabolic or GI diagnosis, growth, formulas failed, daily amount and route, dietitian's plan.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "medical_food",
    title: "Medical Food and Formula Request",
    addressee: &["Utilization Management", "Medical Director"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("Formula requested"), part: Part::Service },
        SectionSpec { heading: Some("Diagnosis and clinical picture"), part: Part::Condition },
        SectionSpec {
            heading: Some("Growth and laboratory values"),
            part: Part::Notes(Topic::Growth),
        },
        SectionSpec { heading: Some("Formulas and diets tried"), part: Part::History },
        SectionSpec { heading: Some("Nutrition plan"), part: Part::Notes(Topic::Nutrition) },
        SectionSpec {
            heading: Some("Why this formula is medically necessary"),
            part: Part::Necessity,
        },
        SectionSpec { heading: Some("Risk of delay"), part: Part::Risk },
        SectionSpec { heading: Some("Coverage criteria"), part: Part::Criteria },
        SectionSpec { heading: Some("Monitoring and follow-up"), part: Part::Monitoring },
        SectionSpec { heading: Some("Supporting references"), part: Part::References },
        SectionSpec { heading: Some("Request"), part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical],
    wants: &[
        Want::Criteria,
        Want::Code,
        Want::Dose,
        Want::Duration,
        Want::Note(Topic::Growth),
        Want::History,
        Want::Note(Topic::Nutrition),
        Want::FollowUp,
        Want::Of(&[RequestKind::Nutrition]),
    ],
    guidance: "State the formula with code, daily amount, route and duration, the diagnosis, growth or levels, \
        formulas tried with outcome, share of intake and route as documented, the plan of the \
        dietitian, and each criterion with the fact that answers it.",
    opening: "to request coverage of {item}",
    ask: &["I ask {payer} to approve {item} for {name}."],
    checks: &[Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
