//! The prior-authorization request: criteria first, since the reviewer reads with a form in hand.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec, Topic};

/// Sections in order: request and codes, qualifying values, criteria, prior therapy, screens.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "prior_authorization",
    title: "Prior Authorization Request",
    addressee: &["Prior Authorization Department"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("Requested service"), part: Part::Service },
        SectionSpec { heading: Some("Diagnosis and qualifying findings"), part: Part::Condition },
        SectionSpec { heading: Some("Coverage criteria"), part: Part::Criteria },
        SectionSpec { heading: Some("Prior therapy"), part: Part::History },
        SectionSpec { heading: Some("Safety screening"), part: Part::Notes(Topic::Safety) },
        SectionSpec { heading: Some("Clinical rationale"), part: Part::Necessity },
        SectionSpec { heading: Some("Risk of delay"), part: Part::Risk },
        SectionSpec { heading: Some("Monitoring and follow-up"), part: Part::Monitoring },
        SectionSpec { heading: Some("Supporting references"), part: Part::References },
        SectionSpec { heading: Some("Authorization requested"), part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical],
    wants: &[
        Want::Criteria,
        Want::Code,
        Want::Dose,
        Want::Frequency,
        Want::Duration,
        Want::History,
        Want::Start,
        Want::Note(Topic::Safety),
        Want::FollowUp,
    ],
    guidance: "Write for a reviewer who checks a form: state item, code, dose, route, frequency and duration \
        exactly, then the diagnosis with its qualifying values, each criterion with the facts that \
        answer it, the prior therapy, the safety screening, a short rationale, and the authorization \
        asked for.",
    opening: "to request prior authorization of {item}",
    ask: &["I ask {payer} to authorize {item} for {name}."],
    checks: &[Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
