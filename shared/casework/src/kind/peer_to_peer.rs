//! The peer-to-peer brief: one page to hold in the hand while the reviewer is on the line.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec};

/// Sections in order: opening line, denial, 60-second story, therapy, strongest facts, honest gaps, likely questions, one ask, fallback.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "peer_to_peer",
    title: "Peer-to-Peer Talking Points",
    addressee: &[],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("What the payer said"), part: Part::Denial },
        SectionSpec { heading: Some("The case in 60 seconds"), part: Part::Story },
        SectionSpec { heading: Some("Treatments"), part: Part::History },
        SectionSpec { heading: Some("Three strongest facts"), part: Part::Strongest },
        SectionSpec { heading: Some("Criteria and honest gaps"), part: Part::Gaps },
        SectionSpec { heading: Some("Likely questions"), part: Part::Questions },
        SectionSpec { heading: Some("New since the last submission"), part: Part::NewEvidence },
        SectionSpec { heading: Some("The ask"), part: Part::Ask },
        SectionSpec { heading: Some("Write down during the call"), part: Part::CallNotes },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical],
    wants: &[Want::Reason, Want::Criteria, Want::History, Want::Code, Want::Duration],
    guidance: "One page of talking points, in short spoken sentences: an opening line, the denial as quoted, \
        the case in 60 seconds, the three strongest facts, the criteria with honest answers to the \
        gaps, the questions a reviewer is likely to ask with what the record answers, one exact ask and \
        one fallback. Nothing is argued that the record does not hold.",
    opening: "to ask {payer} to approve {item}",
    ask: &[
        "I ask {payer} to approve {item} for {name}.",
        "If approval cannot be given on this call, I ask which criterion stands against it, and that the request stay open until I have sent what is missing.",
    ],
    checks: &[Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: None,
};
