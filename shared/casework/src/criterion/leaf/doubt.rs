//! Doubts about what seems met: a note that says the contrary, a result that nobody knows, a marker that is negative.

mod place;

use super::other::{substance, telling};
use crate::criterion::check::{Evidence, Finding, Heard, Proof};
use crate::criterion::checklist::Status;
use crate::criterion::{question, words};
use crate::fact::token::{Token, TokenKind, tokens};
use crate::fact::{
    Fact, FactId, FactKind, Number, Polarity, RELATIVES, Reading, number_at, singular, starts_with,
};
use place::{other_side, ruled_out};

/// Words after a thing that say that nobody knows of it.
const UNKNOWN: &[&str] = &[
    "unknown",
    "is unknown",
    "was unknown",
    "not known",
    "is not known",
    "not available",
    "is not available",
    "unavailable",
    "not on file",
    "is not on file",
    "not recorded",
    "is not recorded",
    "not documented",
    "is not documented",
    "undetermined",
    "not yet known",
    "not back",
    "is not back",
    "not determined",
    "not specified",
    "uncertain",
    "is uncertain",
    "is unclear",
    "unclear",
    "not tested",
    "was not tested",
    "was not done",
    "not done",
    "was not performed",
];

/// What a change in a gene is called, and words of one that does no harm.
const CHANGES: &[&str] = &[
    "mutation",
    "mutations",
    "variant",
    "variants",
    "alteration",
    "alterations",
    "rearrangement",
    "fusion",
];
const HARMLESS: &[&str] = &[
    "uncertain significance",
    "unknown significance",
    "vus",
    "benign",
    "wild type",
    "wild - type",
    "wildtype",
];

/// Words that a class is named by.
const CLASSES: &[&str] = &["class", "stage", "type", "group", "grade", "category"];

/// Results of a marker that are none, and those that are one.
const NEGATIVE: &[&str] =
    &["negative", "neg", "0", "1", "unamplified", "nonreactive", "absent", "undetected"];
const POSITIVE: &[&str] =
    &["positive", "pos", "3", "amplified", "reactive", "overexpressed", "detected", "present"];

/// A finding after the doubts of the notes: what they contradict is partly met, what they exclude is not met.
pub(super) fn doubted(finding: Finding, text: &str, evidence: &Evidence<'_>) -> Finding {
    if finding.status != Status::Met || Reading::of(text).polarity != Polarity::Affirmed {
        return finding;
    }
    if let Some(ids) = harmless(text, &finding, evidence)
        .or_else(|| negative_marker(text, evidence))
        .or_else(|| other_side(text, evidence))
        .or_else(|| other_class(text, evidence))
        .or_else(|| taken_out(text, &finding, evidence))
    {
        return Finding::not_met(ids, question::other(text));
    }
    match counts(text, &finding, evidence) {
        Some(false) => return Finding::not_met(finding.evidence, question::other(text)),
        None => return Finding::partly(finding.evidence, question::other(text)),
        Some(true) => {}
    }
    if nobody_knows(text, &finding, evidence) {
        return Finding::open(question::other(text));
    }
    if let Some(ids) = clean_tests(text, evidence).or_else(|| ruled_out(text, evidence)) {
        let ids = finding.evidence.into_iter().chain(ids).collect();
        return Finding::partly(ids, question::other(text));
    }
    // Another treatment that was not tried says nothing of the one that was.
    let contrary = if super::asks_for_a_trial(text) { None } else { opposed(text, evidence) };
    match contrary {
        Some(id) if !finding.evidence.contains(&id) => {
            let ids = finding.evidence.into_iter().chain([id]).collect();
            Finding::partly(ids, question::other(text))
        }
        _ => finding,
    }
}

/// The clinician's fact that says the contrary of what a text asks.
fn opposed(text: &str, evidence: &Evidence<'_>) -> Option<FactId> {
    const SHARE: usize = 25;
    let asked = telling(substance(text));
    let says = |heard: &&Heard<'_>| heard.contradicts(&asked, SHARE, Proof::Denial);
    evidence.told().find(says).map(|heard| heard.fact.id)
}

/// Whether the facts that answer count as many things as a text bounds before their name, `three or fewer copies`; `None`
/// where they count none. A text without such a bound is content.
fn counts(text: &str, finding: &Finding, evidence: &Evidence<'_>) -> Option<bool> {
    const FEWER: &[&str] = &["or fewer", "or less"];
    const MORE: &[&str] = &["or more", "or greater"];
    let asked = tokens(text);
    let bound = (0..asked.len()).find_map(|at| {
        let (number, to) = number_at(&asked, at)?;
        let says = |words: &[&str]| words.iter().any(|words| starts_with(&asked, to, words));
        let fewer = says(FEWER);
        let thing = asked.get(to + 2).filter(|token| token.kind == TokenKind::Word)?;
        let one = number <= Number::whole(1);
        (fewer || says(MORE) && !one).then(|| (number, fewer, words::stem(&singular(&thing.lower))))
    });
    let Some((most, fewer, thing)) = bound else { return Some(true) };
    // "Two or more symptoms: ..." counts the items that follow.
    let listed = asked.iter().any(|token| token.is(":"));
    let unread = Reading::of(text).quantities.is_empty();
    if listed || !unread {
        return Some(true);
    }
    let mut held = Vec::new();
    for heard in evidence.told().filter(|heard| finding.evidence.contains(&heard.fact.id)) {
        for at in 0..heard.tokens.len() {
            let Some((number, to)) = number_at(&heard.tokens, at) else { continue };
            let same = |token: &Token| words::alike(&words::stem(&singular(&token.lower)), &thing);
            if heard.tokens.get(to).is_some_and(same) {
                held.push(if fewer { number <= most } else { number >= most });
            }
        }
    }
    (!held.is_empty()).then(|| held.iter().all(|held| *held))
}

/// Whether every fact that answers says of a thing that is asked for that it is not known.
fn nobody_knows(text: &str, finding: &Finding, evidence: &Evidence<'_>) -> bool {
    let asked = words::content(text);
    let unknown = |heard: &&Heard<'_>| {
        let at = |at: usize| UNKNOWN.iter().any(|words| starts_with(&heard.tokens, at, words));
        heard.said.iter().any(|(place, word)| {
            at(place + 1) && asked.iter().any(|asked| words::alike(asked, word))
        })
    };
    let answering: Vec<&Heard<'_>> =
        evidence.told().filter(|heard| finding.evidence.contains(&heard.fact.id)).collect();
    !answering.is_empty()
        && answering.len() == finding.evidence.len()
        && answering.iter().all(unknown)
}

/// Facts that answer with a change in a gene of which they say that it does no harm, or is none.
fn harmless(text: &str, finding: &Finding, evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    if !tokens(text).iter().any(|token| token.any(CHANGES)) {
        return None;
    }
    let fact = |id: &FactId| evidence.facts.iter().find(|fact| fact.id == *id);
    let says = |fact: &Fact| {
        let tokens = tokens(&fact.text);
        (0..tokens.len()).any(|at| HARMLESS.iter().any(|words| starts_with(&tokens, at, words)))
    };
    let all = finding.evidence.iter().all(|id| fact(id).is_some_and(|fact| says(fact)));
    (all && !finding.evidence.is_empty()).then(|| finding.evidence.clone())
}

/// Facts that tell of a test without findings, where a text asks that tests of these kinds confirm it and no fact tells of one
/// with findings: `biopsy negative`.
fn clean_tests(text: &str, evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    const TESTS: &[&str] = &[
        "biops",
        "mri",
        "ct",
        "ultraso",
        "scan",
        "imaging",
        "endoscop",
        "colonoscop",
        "emg",
        "radiograph",
        "echocardiogra",
        "culture",
        "arthrogra",
        "polysomnogra",
        "angiogra",
        "x-ray",
    ];
    const CLEAN: &[&str] = &["none", "negative", "normal", "clean", "clear", "unremarkable"];
    const REACH: usize = 6;
    let is_test = |token: &Token| {
        TESTS
            .iter()
            .any(|test| if test.len() > 3 { token.lower.starts_with(test) } else { token.is(test) })
    };
    let asked = tokens(text);
    let asks = |at: usize| {
        asked.get(at).is_some_and(|token| {
            token.any(&["confirmed", "proven", "documented", "demonstrated", "shown", "evidenced"])
        }) && asked.get(at + 1..).unwrap_or(&[]).iter().any(is_test)
    };
    if !(0..asked.len()).any(asks) {
        return None;
    }
    let (mut clean, mut telling) = (Vec::new(), false);
    for fact in evidence.of(&[FactKind::Clinical, FactKind::Diagnostic]) {
        let tokens = tokens(&fact.text);
        // A father's scan shows nothing of the patient.
        let of_patient = |at: &usize| {
            let before = tokens.get(at.saturating_sub(3)..*at).unwrap_or(&[]);
            let own = |token: &Token, rest: &str| {
                rest.is_empty() || token.kind == TokenKind::Word && rest.starts_with(['\'', '’'])
            };
            let relative = |token: &Token| {
                let rest = RELATIVES.iter().find_map(|name| token.lower.strip_prefix(name));
                rest.is_some_and(|rest| own(token, rest))
            };
            !before.iter().any(relative)
        };
        let tests = (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(is_test));
        for at in tests.filter(of_patient) {
            let after = tokens.get(at + 1..(at + 1 + REACH).min(tokens.len())).unwrap_or(&[]);
            let own: Vec<&Token> =
                after.iter().take_while(|token| !token.any(&[",", ";", ".", "but"])).collect();
            if own.iter().any(|token| token.any(CLEAN)) {
                clean.push(fact.id);
            } else if !own
                .iter()
                .any(|token| token.any(&["without", "no", "not", "pending", "ordered"]))
            {
                telling = true;
            }
        }
    }
    clean.dedup();
    (!telling && !clean.is_empty()).then_some(clean)
}

/// Facts that give a marker as negative, and nowhere as positive, where a text asks for it as positive: `HER2-positive`.
fn negative_marker(text: &str, evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    let asked = tokens(text);
    let positive = asked.iter().position(|token| token.is("positive"))?;
    let at = (0..positive).rev().find(|at| asked.get(*at).is_some_and(|token| !token.is("-")))?;
    // "The tumor is positive for" names its marker behind the word.
    let marker = asked.get(at).filter(|token| {
        token.kind == TokenKind::Word && !words::content(&token.lower).is_empty()
    })?;
    let (mut there, mut absent) = (false, Vec::new());
    for fact in evidence.of(&[FactKind::Clinical, FactKind::Diagnostic, FactKind::History]) {
        match marked(marker, &tokens(&fact.text)) {
            Some(true) => there = true,
            Some(false) => absent.push(fact.id),
            None => {}
        }
    }
    (!there && !absent.is_empty()).then_some(absent)
}

/// What a fact says of a marker: the first result after it in its clause.
fn marked(marker: &Token, tokens: &[Token]) -> Option<bool> {
    const REACH: usize = 6;
    let at = tokens.iter().position(|token| token.is(&marker.lower))?;
    let after = tokens.get(at + 1..(at + 1 + REACH).min(tokens.len()))?;
    let clause: Vec<&Token> =
        after.iter().take_while(|token| !token.any(&[",", ";", ".", "but"])).collect();
    if clause.iter().any(|token| token.is("not")) {
        return Some(false);
    }
    clause.iter().find_map(|token| {
        if token.any(POSITIVE) { Some(true) } else { token.any(NEGATIVE).then_some(false) }
    })
}

/// Facts that name another class of the same scale: `Child-Pugh C` where class A is asked for, a class II nephritis where class III,
/// IV or V is.
fn other_class(text: &str, evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    const BOUNDS: &[&str] = &["higher", "lower", "more", "less", "to", "-", "greater", "least"];
    let asked = tokens(text);
    let at = (1..asked.len()).find(|at| {
        asked.get(at - 1).is_some_and(|token| token.any(CLASSES)) && label(asked.get(*at)).is_some()
    })?;
    let wanted: Vec<String> =
        (at..asked.len()).filter_map(|at| label(asked.get(at))).map(str::to_owned).collect();
    // "Two or more", "stage 3 or higher" are bounds.
    let bounded = asked.iter().skip(at).any(|token| token.any(BOUNDS));
    let scale = at.checked_sub(2).and_then(|at| asked.get(at)).filter(|token| token.capital);
    let words = telling(words::content(text));
    let given = |heard: &Heard<'_>| -> Vec<String> {
        let tokens = &heard.tokens;
        let named =
            |token: &Token| token.any(CLASSES) || scale.is_some_and(|scale| token.is(&scale.lower));
        let labels = (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(named));
        labels.filter_map(|at| label(tokens.get(at + 1)).map(str::to_owned)).collect()
    };
    let mut others = Vec::new();
    for heard in evidence.told().filter(|heard| heard.common(&words) > 0) {
        let given = given(heard);
        if given.iter().any(|given| wanted.contains(given)) {
            return None;
        }
        others.extend((!given.is_empty()).then_some(heard.fact.id));
    }
    (!bounded && !others.is_empty()).then_some(others)
}

/// A class by its letter, or by a Roman or plain number.
fn label(token: Option<&Token>) -> Option<&str> {
    const LABELS: &[&str] = &["i", "ii", "iii", "iv", "v", "vi", "1", "2", "3", "4", "5"];
    let token = token?;
    let letter = token.capital && ["a", "b", "c", "d", "e"].contains(&token.lower.as_str());
    (letter || token.any(LABELS)).then_some(token.lower.as_str())
}

/// Facts that say of the one thing which a text asks for that it was taken out: a gallbladder that was removed.
fn taken_out(text: &str, finding: &Finding, evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    const OUT: &[&str] =
        &["was removed", "were removed", "has been removed", "had been removed", "was taken out"];
    let asked = words::content(text);
    let out = |heard: &&Heard<'_>| {
        heard.said.iter().any(|(at, word)| {
            asked.iter().any(|asked| words::alike(asked, word))
                && OUT.iter().any(|words| starts_with(&heard.tokens, at + 1, words))
        })
    };
    if tokens(text)
        .iter()
        .any(|token| token.lower.starts_with("remov") || token.lower.starts_with("histor"))
    {
        return None;
    }
    let ids: Vec<FactId> = evidence.told().filter(out).map(|heard| heard.fact.id).collect();
    (!ids.is_empty() && finding.evidence.iter().all(|id| ids.contains(id))).then_some(ids)
}
