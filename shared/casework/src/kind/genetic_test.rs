//! The genetic test: phenotype, family, counseling, and what either result will change.

use super::check::Check;
use super::need::Need;
use super::question::Want;
use super::spec::{KindSpec, Part, SectionSpec, Topic};
use crate::case::RequestKind;

/// Sections in order: test and code, phenotype, family by relation and age, counseling, earlier tests, management change.
pub(super) static SPEC: KindSpec = KindSpec {
    code: "genetic_test",
    title: "Genetic Test Request",
    addressee: &["Laboratory Utilization Management", "Medical Director"],
    sections: &[
        SectionSpec { heading: None, part: Part::Request },
        SectionSpec { heading: Some("Test requested"), part: Part::Service },
        SectionSpec { heading: Some("Phenotype and clinical history"), part: Part::Condition },
        SectionSpec { heading: Some("Family history"), part: Part::Notes(Topic::Family) },
        SectionSpec { heading: Some("Earlier testing"), part: Part::Notes(Topic::Results) },
        SectionSpec { heading: Some("Earlier evaluation and treatment"), part: Part::History },
        SectionSpec { heading: Some("Genetic counseling"), part: Part::Notes(Topic::Counseling) },
        SectionSpec {
            heading: Some("How the result will change management"),
            part: Part::Notes(Topic::Change),
        },
        SectionSpec {
            heading: Some("Why this test is medically necessary"),
            part: Part::Necessity,
        },
        SectionSpec { heading: Some("Risk of delay"), part: Part::Risk },
        SectionSpec { heading: Some("Coverage criteria"), part: Part::Criteria },
        SectionSpec { heading: Some("Follow-up"), part: Part::Monitoring },
        SectionSpec { heading: Some("Supporting references"), part: Part::References },
        SectionSpec { heading: Some("Authorization requested"), part: Part::Ask },
    ],
    needs: &[Need::Diagnosis, Need::Request, Need::Clinical],
    wants: &[
        Want::Criteria,
        Want::Code,
        Want::Note(Topic::Family),
        Want::Note(Topic::Results),
        Want::Note(Topic::Counseling),
        Want::Note(Topic::Change),
        Want::Of(&[RequestKind::GeneticTest]),
    ],
    guidance: "State the test with its code, the phenotype, the family history by relation and age only, \
        earlier testing, counseling as documented, and how a positive and a negative result would each \
        change management.",
    opening: "to request authorization of {item}",
    ask: &["I ask {payer} to authorize {item} for {name}."],
    checks: &[Check::AsksExactly, Check::AnswersCriteria, Check::NamesHistory],
    closing: Some("Sincerely,"),
};
