//! Policies of many specialties with the statuses that a reviewer wrote down before the code was asked.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::PathBuf;

use casework::case::{CaseContext, CaseForm};
use casework::criterion::{Checklist, Criteria, Status, assess, parse};
use casework::fact::facts;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Labelled {
    case: Value,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    text: String,
    status: Status,
}

fn labelled() -> Vec<(String, Labelled)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/criteria");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
    };
    files.into_iter().map(read).collect()
}

fn case(json: &Value) -> CaseContext {
    let mut form: CaseForm = serde_json::from_value(json.clone()).unwrap();
    form.acknowledge_warnings = true;
    CaseContext::try_from(form).unwrap_or_else(|refusals| panic!("{refusals:?}"))
}

fn checklist(case: &CaseContext) -> (Criteria, Checklist) {
    let criteria = parse(case.criteria().unwrap());
    let checklist = assess(&criteria, &facts(case), case);
    (criteria, checklist)
}

/// Agreement with the labels, and no gap called met.
#[test]
fn statuses_agree_with_the_reviewer_and_no_gap_is_called_met() {
    let (mut total, mut agreed, mut misses) = (0, 0, Vec::new());
    let mut gaps_called_met = Vec::new();
    for (name, labelled) in labelled() {
        let case = case(&labelled.case);
        let (_, checklist) = checklist(&case);
        for expected in &labelled.expected {
            let found =
                checklist.criteria.iter().find(|criterion| criterion.text.contains(&expected.text));
            let status = found.map(|criterion| criterion.status);
            total += 1;
            agreed += usize::from(status == Some(expected.status));
            if status != Some(expected.status) {
                let (text, label) = (&expected.text, expected.status);
                misses.push(format!("{name}: {text:?}: expected {label:?}, found {status:?}"));
            }
            if status == Some(Status::Met) && expected.status != Status::Met {
                gaps_called_met.push(expected.text.clone());
            }
        }
    }
    let table = misses.join("\n");
    println!("agreement {agreed} of {total}\n{table}");
    assert_eq!(gaps_called_met, Vec::<String>::new(), "{table}");
    assert!(agreed * 100 >= total * 90, "{agreed} of {total}\n{table}");
}

#[test]
fn every_status_stands_on_facts_and_every_gap_asks_a_question() {
    for (name, labelled) in labelled() {
        let case = case(&labelled.case);
        let numbered = facts(&case);
        let (_, checklist) = checklist(&case);
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
