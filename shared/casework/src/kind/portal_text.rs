//! Plain text for a payer's portal: the same argument within a character limit, the weightiest sentences first.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec};

/// Sections in order: portal sizes.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "portal_text",
    title: "Portal Text",
    addressee: &[],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: None, part: Part::Denial },
        SectionSpec { heading: None, part: Part::Criteria },
        SectionSpec { heading: None, part: Part::History },
        SectionSpec { heading: None, part: Part::Condition },
        SectionSpec { heading: None, part: Part::Necessity },
        SectionSpec { heading: None, part: Part::Risk },
        SectionSpec { heading: None, part: Part::Monitoring },
        SectionSpec { heading: None, part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical],
    wants: &[
        Want::Criteria,
        Want::Code,
        Want::Dose,
        Want::Frequency,
        Want::Duration,
        Want::History,
    ],
    guidance: "Plain text for a form field: no headings, no lists, short complete sentences, the weightiest \
        first: the exact request, the denial as quoted if there is one, what answers the payer's \
        criteria, treatments and outcomes, the clinical picture, gaps said as gaps.",
    opening: "to request coverage of {item}",
    ask: &["I ask {payer} to approve {item} for {name}."],
    checks: &[Check::Fits, Check::AsksExactly],
    closing: None,
};
