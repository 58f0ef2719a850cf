//! How well and how fast grounding judges its corpus: one JSON object on standard output. With `--list` every sentence
//! that is judged wrongly follows, one JSON object a line; `--part NAME` takes one file of the corpus only.
#![expect(clippy::unwrap_used, reason = "a broken corpus ends the measure")]

#[path = "../tests/grounding/corpus.rs"]
mod corpus;

use corpus::Judged;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let part = arguments.iter().skip_while(|word| *word != "--part").nth(1);
    let mut groups = corpus::groups(1);
    groups.retain(|group| part.is_none_or(|part| group.part == part));
    let cases = groups.len();
    let begun = Instant::now();
    let judged = corpus::judged(groups);
    let spent = begun.elapsed();
    let each = u32::try_from(judged.len().max(1)).unwrap();
    let (faithful, unfaithful): (Vec<&Judged>, Vec<&Judged>) =
        judged.iter().partition(|judged| judged.sentence.is_faithful);
    let report = json!({
        "cases": cases,
        "unfaithful": rates(&unfaithful, |_| "all"),
        "unfaithful_by_family": rates(&unfaithful, |judged| &judged.sentence.origin),
        "unfaithful_by_part": rates(&unfaithful, |judged| judged.part),
        "unfaithful_by_hand_by_part": rates(&by_hand(&unfaithful), |judged| judged.part),
        "faithful": rates(&faithful, |_| "all"),
        "faithful_by_source": rates(&faithful, |judged| &judged.sentence.origin),
        "faithful_by_part": rates(&faithful, |judged| judged.part),
        "faithful_by_hand_by_part": rates(&by_hand(&faithful), |judged| judged.part),
        "microseconds_per_sentence": (spent / each).as_micros(),
    });
    let mut out = io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string_pretty(&report).unwrap()).unwrap();
    if arguments.iter().any(|word| word == "--list") {
        for wrong in judged.iter().filter(|judged| judged.is_wrong()) {
            writeln!(out, "{}", listed(wrong)).unwrap();
        }
    }
}

fn by_hand<'a>(all: &[&'a Judged]) -> Vec<&'a Judged> {
    all.iter().filter(|judged| judged.sentence.by_hand).copied().collect()
}

/// Of each group: how many sentences, how many flagged, and the share in percent.
fn rates<'a>(all: &[&'a Judged], key: impl Fn(&'a Judged) -> &'a str) -> Value {
    let mut groups: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for judged in all {
        let (count, hits) = groups.entry(key(judged)).or_default();
        *count += 1;
        *hits += u32::from(!judged.flagged.is_empty());
    }
    let rate = |(key, (count, hits)): (&str, (u32, u32))| {
        let percent = (f64::from(hits) * 1000.0 / f64::from(count)).round() / 10.0;
        (key.to_owned(), json!({"sentences": count, "flagged": hits, "percent": percent}))
    };
    Value::Object(groups.into_iter().map(rate).collect::<Map<_, _>>())
}

fn listed(judged: &Judged) -> Value {
    json!({
        "part": judged.part,
        "case": judged.id,
        "faithful": judged.sentence.is_faithful,
        "origin": judged.sentence.origin,
        "text": judged.sentence.text,
        "flagged": judged.flagged,
    })
}
