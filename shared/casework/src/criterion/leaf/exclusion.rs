//! What must not be so: conditions, drugs, values that a policy excludes.

use super::example;
use super::other::{ANSWERS, SPEAKING, said, telling};
use crate::criterion::check::{Evidence, Finding, Heard, check};
use crate::criterion::checklist::Status;
use crate::criterion::require::{Leaf, Requirement, parts, requirements};
use crate::criterion::{question, words};
use crate::fact::{FactId, Polarity};

/// Something that must not be so: met only by a fact that denies it. What is there by one of its examples is there.
pub(super) fn exclusion(text: &str, evidence: &Evidence<'_>) -> Finding {
    let found = denied(text, evidence);
    let open = found.status == Status::NotDocumented;
    let example = if open { example::affirmed(text, evidence) } else { None };
    example.map_or(found, |id| Finding::not_met(vec![id], question::other(text)))
}

fn denied(text: &str, evidence: &Evidence<'_>) -> Finding {
    let leaf = Leaf::of(text);
    let apart = parts(&leaf, text);
    let drugs = !leaf.classes.is_empty() || !leaf.reading.drugs.is_empty();
    if !drugs && !apart.is_empty() && (apart.len() > 1 || !leaf.conditions.is_empty()) {
        return Finding::joined(apart.iter().map(|part| check(part, evidence)).collect());
    }
    let found = requirements(text, None);
    if !found.is_empty() && found.iter().all(is_bound) {
        let held = found.iter().map(|bound| check(bound, evidence)).collect();
        return inverted(Finding::joined(held), text);
    }
    let combined = found.iter().find(|requirement| {
        matches!(requirement, Requirement::NoCombination { .. } | Requirement::With { .. })
    });
    if combined.is_some() || !leaf.classes.is_empty() || !leaf.reading.drugs.is_empty() {
        let classes = leaf.classes.iter().map(|found| found.what).collect();
        let drugs = leaf.reading.drugs.iter().map(|drug| drug.generic).collect();
        return check(&Requirement::NoCombination { classes, drugs }, evidence);
    }
    for subject in crate::criterion::require::Subject::ALL {
        if leaf.says(subject.spellings()) {
            return check(&Requirement::Screening { subject, negative: true }, evidence);
        }
    }
    let found = reversed(text, evidence);
    let denied = leaf.reading.polarity != Polarity::Affirmed;
    if drugs || denied || matches!(found.status, Status::Met | Status::NotMet) || apart.is_empty() {
        return found;
    }
    let absent = Finding::joined(apart.iter().map(|part| check(part, evidence)).collect());
    if absent.status == Status::Met { absent } else { found }
}

/// Whether a requirement is a bound and nothing else.
const fn is_bound(requirement: &Requirement) -> bool {
    matches!(
        requirement,
        Requirement::Age { .. }
            | Requirement::Threshold { .. }
            | Requirement::Value { .. }
            | Requirement::Grade(_)
    )
}

/// What is excluded must not be so: who is within the bound of an exclusion is not covered.
fn inverted(finding: Finding, text: &str) -> Finding {
    match finding.status {
        Status::Met => Finding::not_met(finding.evidence, question::other(text)),
        Status::NotMet => Finding::met(finding.evidence),
        Status::Partly | Status::NotDocumented => finding,
    }
}

/// An exclusion in words that no table knows.
fn reversed(text: &str, evidence: &Evidence<'_>) -> Finding {
    let asked = telling(words::content(text));
    let question = question::other(text);
    let speaks = |heard: &&Heard<'_>| heard.shared(&asked) >= ANSWERS;
    let speaking: Vec<&Heard<'_>> = evidence.heard(SPEAKING).filter(speaks).collect();
    let ids = |polarity: Polarity| -> Vec<FactId> {
        let says = |heard: &&&Heard<'_>| said(&asked, heard) == polarity;
        speaking.iter().filter(says).map(|heard| heard.fact.id).collect()
    };
    let (there, denied) = (ids(Polarity::Affirmed), ids(Polarity::Negated));
    if asked.is_empty() || speaking.is_empty() {
        Finding::open(question)
    } else if !there.is_empty() {
        Finding::not_met(there, question)
    } else if !denied.is_empty() {
        Finding::met(denied)
    } else {
        Finding::partly(ids(Polarity::Uncertain), question)
    }
}
