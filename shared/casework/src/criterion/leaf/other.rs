//! Criteria that no table knows: held against the facts word by word, and limits of dose and time.

use super::example;
use super::listed;
use super::plain::is_plain;
use super::when;
use crate::criterion::check::{Evidence, Finding, Heard, check};
use crate::criterion::checklist::Status;
use crate::criterion::require::{Leaf, Requirement, parts, requirements};
use crate::criterion::{question, words};
use crate::fact::token::tokens;
use crate::fact::{Comparison, Fact, FactId, FactKind, Polarity, Reading, Unit, token_polarity};

/// A fact that shares so many of the words, in percent, answers a criterion; so many touch it.
const ANSWERS: usize = 85;
const TOUCHES: usize = 50;
/// At most so many facts answer a criterion together.
const MOST_TOGETHER: usize = 3;

/// Kinds of fact that may answer in words.
const SPEAKING: &[FactKind] = &[
    FactKind::Clinical,
    FactKind::Diagnostic,
    FactKind::History,
    FactKind::Diagnosis,
    FactKind::Medication,
];

/// Holds a text against each fact by its content words. Only a fact with nearly all of them, of the same polarity and
/// without an open number, makes it met.
pub(super) fn unknown(text: &str, evidence: &Evidence<'_>) -> Finding {
    let whole = text;
    let text = &example::without(text);
    let all = substance(text);
    let question = question::other(whole);
    if all.is_empty() {
        return Finding::open(question);
    }
    let mut best: Option<(usize, &Heard<'_>)> = None;
    let polarity = Reading::of(text).polarity;
    let mut variants: Vec<(Vec<String>, Polarity)> =
        words::variants(text).iter().map(|text| (telling(substance(text)), polarity)).collect();
    let mut choices = example::choices(text);
    choices.extend(listed::variants(text));
    variants
        .extend(choices.iter().map(|text| (telling(substance(text)), Reading::of(text).polarity)));
    let (mut asked, mut wanted) = (telling(all.clone()), polarity);
    for heard in evidence.heard(SPEAKING) {
        let scored = variants.iter().map(|variant| (heard.shared(&variant.0), variant));
        let Some((shared, (words, polarity))) = scored.max_by_key(|(shared, _)| *shared) else {
            continue;
        };
        if best.is_none_or(|(known, _)| known < shared) {
            best = Some((shared, heard));
            (asked, wanted) = (words.clone(), *polarity);
        }
    }
    let reading = Reading::of(text);
    let dated = when::look_back(text).is_some();
    let numbers = reading.quantities.iter().any(|quantity| {
        quantity.comparison != Comparison::Exactly && !(dated && quantity.unit == Unit::Day)
    });
    match best {
        Some((shared, heard)) if shared >= ANSWERS && tells(&asked) => {
            let fact = heard.fact;
            let ids = vec![fact.id];
            let said = said(&asked, heard);
            if said != wanted && said != Polarity::Uncertain {
                Finding::not_met(ids, question)
            } else if numbers || said == Polarity::Uncertain || dated && when::age(fact).is_none() {
                Finding::partly(ids, question)
            } else {
                Finding::met(ids)
            }
        }
        Some((_, heard)) if heard.shared(&all) >= TOUCHES && tells(&all) => {
            match together(&asked, heard, evidence) {
                Some(ids) if polarity == Polarity::Affirmed && !numbers && !dated => {
                    Finding::met(ids)
                }
                _ => Finding::partly(vec![heard.fact.id], question),
            }
        }
        _ => Finding::open(question),
    }
}

/// The facts that affirm every one of the words between them, the best one first; `None` if a word is left over.
fn together(asked: &[String], best: &Heard<'_>, evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    let affirms =
        |heard: &Heard<'_>, word: &String| heard.polarity_of(word) == Some(Polarity::Affirmed);
    if best.fact.kind == FactKind::Diagnosis {
        return None;
    }
    let mut ids = vec![best.fact.id];
    for word in asked {
        if affirms(best, word) {
            continue;
        }
        let other = evidence.heard(SPEAKING).find(|heard| affirms(heard, word))?;
        if !ids.contains(&other.fact.id) {
            ids.push(other.fact.id);
        }
    }
    ids.sort_unstable();
    (ids.len() <= MOST_TOGETHER).then_some(ids)
}

/// Whether a fact says when it was, or that it was of late.
pub(super) fn is_recent(fact: &Fact) -> bool {
    const LATE: &[&str] = &[
        "today",
        "yesterday",
        "recent",
        "recently",
        "current",
        "currently",
        "last",
        "this",
        "ago",
        "now",
    ];
    let timed = fact.reading.quantities.iter().any(|quantity| quantity.unit == Unit::Day);
    timed || tokens(&fact.text).iter().any(|token| token.any(LATE))
}

/// How a fact speaks of what is asked for: by the last of the words that it has, for a sentence may deny something else.
fn said(asked: &[String], heard: &Heard<'_>) -> Polarity {
    let at = heard
        .words()
        .filter(|(_, given)| asked.iter().any(|word| words::alike(word, given)))
        .map(|(at, _)| at)
        .max();
    at.map_or(heard.fact.reading.polarity, |at| token_polarity(&heard.tokens, at, at + 1))
}

/// Beginnings of words that only say that something is a finding.
const FINDING: &[&str] = &[
    "recipient",
    "applicant",
    "enrolle",
    "insur",
    "diagnos",
    "clinic",
    "examin",
    "examinat",
    "exam",
    "presenc",
    "confirm",
    "establish",
    "demonstrat",
    "find",
    "physic",
    "physical",
    "known",
    "sign",
    "symptom",
    "determin",
    "consist",
    "evaluat",
    "assess",
    "documentat",
    "adequat",
    "considered",
    "formal",
    "program",
    "particip",
    "plac",
    "taken",
    "panel",
    "befor",
    "order",
    "support",
    "drug",
    "inform",
    "during",
    "requir",
    "need",
    "describ",
    "file",
];

/// The content words of a text without those that only say that it is a finding.
fn substance(text: &str) -> Vec<String> {
    let finding = |word: &String| {
        let word = word.clone();
        move |known: &&str| word == **known || known.len() > 4 && word.starts_with(*known)
    };
    // "X is covered if Y" asks for Y.
    let asked = [" covered if ", " covered when ", " necessary if ", " necessary when "]
        .iter()
        .find_map(|words| text.split_once(words))
        .map_or(text, |(_, asked)| asked);
    // "Before starting treatment" says when, and a note about the patient is from before.
    let asked = [
        " before treat",
        " before start",
        " before initiat",
        " prior to start",
        " prior to initiat",
        " prior to treat",
    ]
    .iter()
    .find_map(|words| asked.split_once(words))
    .map_or(asked, |(asked, _)| asked);
    let all = words::content(asked);
    let kept: Vec<String> =
        all.iter().filter(|word| !FINDING.iter().any(finding(word))).cloned().collect();
    if tells(&kept) && !kept.is_empty() { kept } else { all }
}

/// The words without those that every policy uses, if enough are left to know a thing by.
fn telling(words: Vec<String>) -> Vec<String> {
    let kept: Vec<String> = words.iter().filter(|word| !is_plain(word)).cloned().collect();
    if kept.len() > 1 { kept } else { words }
}

/// Whether words are enough to know a thing by: two, or one that is long.
fn tells(asked: &[String]) -> bool {
    asked.len() > 1 || asked.iter().all(|word| word.chars().count() >= 7)
}

/// Something that must not be so: met only by a fact that denies it.
pub(super) fn exclusion(text: &str, evidence: &Evidence<'_>) -> Finding {
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
    reversed(text, evidence)
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
    let speaking: Vec<&Fact> =
        evidence.heard(SPEAKING).filter(speaks).map(|heard| heard.fact).collect();
    let ids = |polarity: Polarity| -> Vec<FactId> {
        speaking
            .iter()
            .filter(|fact| fact.reading.polarity == polarity)
            .map(|fact| fact.id)
            .collect()
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

/// Holds the duration of the request against the duration that approval is given for.
pub(super) fn approval(text: &str, evidence: &Evidence<'_>) -> Finding {
    let question = question::approval(text);
    let days = |text: &str| Reading::of(text).longest_days();
    let request: Vec<FactId> = evidence.of(&[FactKind::Request]).map(|fact| fact.id).collect();
    let (Some(given), Some(asked)) =
        (days(text), evidence.case.request().duration().and_then(days))
    else {
        return Finding::open(question);
    };
    if asked <= given { Finding::met(request) } else { Finding::not_met(request, question) }
}

/// The facts that say what is requested.
pub(super) fn request_facts<'a>(evidence: &'a Evidence<'_>) -> impl Iterator<Item = &'a Fact> {
    evidence.of(&[FactKind::Request])
}
