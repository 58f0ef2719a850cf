//! Policies of many specialties with the statuses that a reviewer wrote down before the code was asked.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper of a test fails the test"
)]

#[path = "criteria/drugs.rs"]
mod drugs;
#[path = "criteria/editing.rs"]
mod editing;
#[path = "criteria/gaps.rs"]
mod gaps;
#[path = "criteria/guarded.rs"]
mod guarded;
#[path = "criteria/kit.rs"]
mod kit;
#[path = "criteria/labelled.rs"]
mod labelled;
#[path = "criteria/near.rs"]
mod near;
#[path = "criteria/reviewing.rs"]
mod reviewing;
#[path = "criteria/services.rs"]
mod services;

use casework::criterion::Status;
use casework::fact::facts;
use labelled::{Answer, checklist, labelled};

/// Agreement with the labels, and no gap called met.
#[test]
fn statuses_agree_with_the_reviewer_and_no_gap_is_called_met() {
    let policies = labelled();
    let answers: Vec<Answer> =
        policies.iter().flat_map(|policy| policy.answers(&checklist(&policy.case()))).collect();
    let lines = |wanted: &dyn Fn(&Answer) -> bool| -> Vec<String> {
        answers.iter().filter(|answer| wanted(answer)).map(Answer::line).collect()
    };
    let misses = lines(&|answer| !answer.agrees());
    let (agreed, total) = (answers.len() - misses.len(), answers.len());
    let table = misses.join("\n");
    assert_eq!(lines(&Answer::is_gap_called_met), Vec::<String>::new(), "{table}");
    assert!(agreed * 100 >= total * 85, "{agreed} of {total}\n{table}");
}

#[test]
fn every_status_stands_on_facts_and_every_gap_asks_a_question() {
    for policy in labelled() {
        let (name, case) = (&policy.name, policy.case());
        let numbered = facts(&case);
        let checklist = checklist(&case);
        assert!(!checklist.criteria.is_empty(), "{name}");
        for criterion in &checklist.criteria {
            let known =
                criterion.evidence.iter().all(|id| numbered.iter().any(|fact| fact.id == *id));
            assert!(known, "{name} {}", criterion.text);
            assert_eq!(
                criterion.evidence.is_empty(),
                criterion.status == Status::NotDocumented,
                "{name} {}",
                criterion.text
            );
            assert_eq!(
                criterion.question.is_none(),
                criterion.status == Status::Met,
                "{name} {}",
                criterion.text
            );
        }
    }
}
