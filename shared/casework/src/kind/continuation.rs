//! The continuation or renewal: the same measures before treatment and now.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec, Topic};

/// Sections in order: baseline against now, response, adherence, adverse events, harm of stopping, ask.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "continuation",
    title: "Continuation of Treatment Request",
    addressee: &["Prior Authorization Department"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("Response to treatment"), part: Part::Response },
        SectionSpec {
            heading: Some("Adherence and tolerability"),
            part: Part::Notes(Topic::Tolerance),
        },
        SectionSpec { heading: Some("Diagnosis and current state"), part: Part::Condition },
        SectionSpec { heading: Some("Renewal criteria"), part: Part::Criteria },
        SectionSpec { heading: Some("Earlier treatment"), part: Part::History },
        SectionSpec { heading: Some("Why treatment should go on"), part: Part::Necessity },
        SectionSpec { heading: Some("Risk of interruption"), part: Part::Risk },
        SectionSpec { heading: Some("Monitoring and follow-up"), part: Part::Monitoring },
        SectionSpec { heading: Some("Supporting references"), part: Part::References },
        SectionSpec { heading: Some("Renewal requested"), part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical],
    wants: &[
        Want::Comparison,
        Want::Criteria,
        Want::Note(Topic::Tolerance),
        Want::Dose,
        Want::Frequency,
        Want::Duration,
        Want::Code,
        Want::FollowUp,
    ],
    guidance: "Compare the same measures before treatment and now, state the response as the record has it, \
        adherence and adverse events, the payer's renewal criteria one by one, what stopping would risk \
        as far as documented, and ask for renewal at the stated dose and duration.",
    opening: "to request continued coverage of {item}",
    ask: &["I ask {payer} to renew its approval of {item} for {name}."],
    checks: &[Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
