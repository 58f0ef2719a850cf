//! Agreement with the labelled policies and microseconds per policy, as one JSON object on standard output.
//!
//! An argument narrows it to the policies whose name begins with it: `cargo bench -p casework --bench criteria -- r1_`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a benchmark that cannot run fails")]
#![expect(clippy::print_stdout, reason = "the figures are its output")]

#[path = "../tests/criteria/labelled.rs"]
mod labelled;

use std::time::Instant;

use casework::criterion::Status;
use labelled::{Answer, checklist, labelled};
use serde_json::{Value, json};

/// How often each policy is read and held.
const ROUNDS: u32 = 20;

fn main() {
    let prefix = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let mut policies = labelled();
    policies.retain(|policy| prefix.as_ref().is_none_or(|prefix| policy.name.starts_with(prefix)));
    let cases: Vec<_> = policies.iter().map(|policy| (policy, policy.case())).collect();
    let answers: Vec<Answer> =
        cases.iter().flat_map(|(policy, case)| policy.answers(&checklist(case))).collect();

    let started = Instant::now();
    for _ in 0..ROUNDS {
        for (_, case) in &cases {
            std::hint::black_box(checklist(case));
        }
    }
    let held = u128::from(ROUNDS) * u128::try_from(cases.len().max(1)).unwrap_or(1);
    let microseconds = started.elapsed().as_micros() / held;

    println!("{:#}", report(cases.len(), &answers, microseconds));
}

fn report(policies: usize, answers: &[Answer], microseconds: u128) -> Value {
    let lines = |wanted: &dyn Fn(&Answer) -> bool| -> Vec<String> {
        answers.iter().filter(|answer| wanted(answer)).map(Answer::line).collect()
    };
    let misses = lines(&|answer| !answer.agrees());
    let agreed = answers.len() - misses.len();
    json!({
        "policies": policies,
        "criteria": answers.len(),
        "agreed": agreed,
        "agreement_percent": agreed * 100 / answers.len().max(1),
        "gaps_called_met": lines(&Answer::is_gap_called_met),
        "per_status": per_status(answers),
        "microseconds_per_policy": u64::try_from(microseconds).unwrap_or(u64::MAX),
        "misses": misses,
    })
}

/// For each labelled status how many there are and what was found instead.
fn per_status(answers: &[Answer]) -> Value {
    let rows = [Status::Met, Status::Partly, Status::NotMet, Status::NotDocumented].map(|label| {
        let of: Vec<&Answer> = answers.iter().filter(|answer| answer.expected == label).collect();
        let agreed = of.iter().filter(|answer| answer.agrees()).count();
        (label.code().to_owned(), json!({"labelled": of.len(), "agreed": agreed}))
    });
    Value::Object(rows.into_iter().collect())
}
