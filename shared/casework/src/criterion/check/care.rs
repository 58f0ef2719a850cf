//! Who cares for the patient, and what is taken together or must not be.

use super::prescriber::TO_COME;
use super::{Evidence, Finding};
use crate::criterion::question;
use crate::criterion::require::begins_at;
use crate::criterion::vocabulary::class::{DrugClass, classes as classes_in};
use crate::fact::token::tokens;
use crate::fact::{
    DrugMention, Fact, FactId, FactKind, Outcome, Polarity, Reading, starts_with, token_polarity,
};

/// Words that say of a drug that it is taken alone.
const ALONE: &[&str] = &[
    "monotherapy",
    "not be combined",
    "not be used in combination",
    "not be used with",
    "no concurrent",
    "no concomitant",
    "not combined",
    "will be stopped",
    "will be discontinued",
    "will not be used",
];

/// Words that say that no other drug is taken.
const NOTHING: &[&str] = &[
    "takes nothing else",
    "taking nothing else",
    "no other medications",
    "no other medication",
    "no other meds",
    "on no other drugs",
    "no other drugs",
    "takes no other",
];

/// Holds the clinician's words against an evaluation or counselling that is asked for.
pub(super) fn done(stems: &[&str], evidence: &Evidence<'_>) -> Finding {
    let (mut there, mut vague, mut denied) = (Vec::new(), Vec::new(), Vec::new());
    for heard in evidence.told() {
        let (fact, tokens) = (heard.fact, &heard.tokens);
        let at = (0..tokens.len()).find(|at| stems.iter().any(|stem| begins_at(tokens, *at, stem)));
        let meant =
            || heard.words().find(|(_, word)| stems.iter().any(|stem| word.starts_with(stem)));
        let Some(at) = at.or_else(|| meant().map(|(at, _)| at)) else { continue };
        let act = [
            "evaluat",
            "assess",
            "clear",
            "counsel",
            "exam",
            "screen",
            "test",
            "check",
            "complet",
            "done",
            "seen",
            "provided",
            "attend",
            "participat",
            "receiv",
            "held",
            "visit",
            "took",
            "met",
            "appointment",
            "today",
        ];
        let acted = tokens.iter().any(|token| act.iter().any(|stem| token.lower.starts_with(stem)));
        // "No dental visit is on record" says of the record only that it is silent.
        let silent =
            ["on record", "on file", "in the chart", "in the record", "documented", "recorded"];
        if (0..tokens.len()).any(|at| silent.iter().any(|words| starts_with(tokens, at, words)))
            && token_polarity(tokens, at, at + 1) == Polarity::Negated
        {
            continue;
        }
        if tokens.iter().any(|token| token.any(TO_COME)) {
            vague.push(fact.id);
        } else if token_polarity(tokens, at, at + 1) == Polarity::Negated {
            denied.push(fact.id);
        } else if acted {
            there.push(fact.id);
        } else {
            vague.push(fact.id);
        }
    }
    let question = question::done(stems);
    match (there.is_empty(), denied.is_empty(), vague.is_empty()) {
        (false, _, _) => Finding::met(there),
        (true, false, _) => Finding::not_met(denied, question),
        (true, true, false) => Finding::partly(vague, question),
        (true, true, true) => Finding::open(question),
    }
}

/// Holds what is taken now against drugs that must not be. A list without them is silence, for it may be incomplete.
/// Each of them by itself, for a word against one says nothing of the others.
pub(super) fn alone(
    classes: &[&'static DrugClass],
    drugs: &[&'static str],
    evidence: &Evidence<'_>,
) -> Finding {
    let mut findings: Vec<Finding> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for class in classes.iter().filter(|class| !class.is_within(classes)) {
        if !names.contains(&class.name) {
            names.push(class.name);
            findings.push(alone_from(&[class], &[], evidence));
        }
    }
    for drug in drugs {
        let held = classes.iter().any(|class| class.holds_named(drug));
        if !held && !names.contains(drug) {
            names.push(drug);
            findings.push(alone_from(&[], &[drug], evidence));
        }
    }
    Finding::joined(findings)
}

fn alone_from(
    classes: &[&'static DrugClass],
    drugs: &[&'static str],
    evidence: &Evidence<'_>,
) -> Finding {
    let requested = Reading::of(evidence.case.request().name());
    let forbidden = |drug: &DrugMention| {
        !requested.names(drug.generic)
            && (drugs.contains(&drug.generic) || classes.iter().any(|class| class.holds(drug)))
    };
    let taken: Vec<FactId> = evidence
        .of(&[FactKind::Medication, FactKind::History])
        .filter(|fact| {
            fact.kind == FactKind::Medication || fact.reading.outcome == Some(Outcome::Responding)
        })
        .filter(|fact| fact.reading.drugs.iter().any(forbidden))
        .map(|fact| fact.id)
        .collect();
    let now: Vec<FactId> = evidence
        .of(&[FactKind::Clinical])
        .filter(|fact| takes_now(fact) && fact.reading.drugs.iter().any(forbidden))
        .map(|fact| fact.id)
        .collect();
    let taken = if taken.is_empty() { now } else { taken };
    let question = question::alone(classes, drugs);
    if !taken.is_empty() {
        return Finding::not_met(taken, question);
    }
    let said: Vec<FactId> = evidence
        .prose()
        .filter(|fact| fact.kind != FactKind::History && says_alone(fact, classes, &forbidden))
        .map(|fact| fact.id)
        .collect();
    if said.is_empty() { Finding::open(question) } else { Finding::met(said) }
}

/// Whether a sentence says that what it names is taken at present, and nothing else of it.
fn takes_now(fact: &Fact) -> bool {
    let tokens = tokens(&fact.text);
    let now = tokens.iter().any(|token| {
        token.any(&[
            "takes",
            "taking",
            "continues",
            "receives",
            "receiving",
            "injects",
            "remains",
            "stays",
            "keeps",
        ])
    });
    let not = ["if", "will", "would", "stop", "stopped", "was", "had", "when", "before", "until"];
    now && fact.reading.polarity == Polarity::Affirmed
        && fact.reading.outcomes.is_empty()
        && !tokens.iter().any(|token| token.any(&not))
}

fn says_alone(
    fact: &Fact,
    classes: &[&'static DrugClass],
    forbidden: &impl Fn(&DrugMention) -> bool,
) -> bool {
    let tokens = tokens(&fact.text);
    let says = |phrases: &[&str]| {
        (0..tokens.len()).any(|at| phrases.iter().any(|phrase| starts_with(&tokens, at, phrase)))
    };
    if says(NOTHING) {
        return true;
    }
    let phrase = says(ALONE);
    let denied = |from: usize, to: usize| token_polarity(&tokens, from, to) == Polarity::Negated;
    let class = classes_in(&tokens).iter().any(|found| {
        classes.iter().any(|class| class.name == found.what.name)
            && (phrase || denied(found.from, found.to))
    });
    let future = tokens.iter().any(|token| {
        token.any(&[
            "combination",
            "concurrent",
            "concurrently",
            "concomitant",
            "concomitantly",
            "taking",
            "take",
            "takes",
            "receive",
            "gets",
            "given",
            "receiving",
            "use",
            "used",
            "using",
            "on",
            "now",
            "planned",
        ])
    });
    let drug = fact.reading.drugs.iter().any(|drug| {
        let from = tokens.partition_point(|token| token.place.end <= drug.place.start);
        forbidden(drug) && future && denied(from, from + 1)
    });
    let mono = tokens.iter().any(|token| token.is("monotherapy"));
    let stopped = phrase && fact.reading.drugs.iter().any(forbidden);
    class && (future || phrase) || drug || mono || stopped
}

/// Holds what is taken now against drugs that must be taken as well.
pub(super) fn together(
    classes: &[&'static DrugClass],
    drugs: &[&'static str],
    evidence: &Evidence<'_>,
) -> Finding {
    let wanted = |drug: &DrugMention| {
        drugs.contains(&drug.generic) || classes.iter().any(|class| class.holds(drug))
    };
    let of_class = |fact: &Fact| {
        let tokens = tokens(&fact.text);
        classes_in(&tokens).iter().any(|found| {
            classes.iter().any(|class| class.name == found.what.name)
                && token_polarity(&tokens, found.from, found.to) == Polarity::Affirmed
        })
    };
    let names = |fact: &&Fact| fact.reading.drugs.iter().any(wanted) || of_class(fact);
    let ongoing = |fact: &&Fact| {
        fact.kind == FactKind::Medication || fact.reading.outcome == Some(Outcome::Responding)
    };
    let taken =
        evidence.of(&[FactKind::Medication, FactKind::History]).filter(ongoing).filter(names);
    let taken: Vec<FactId> = taken.map(|fact| fact.id).collect();
    if !taken.is_empty() {
        return Finding::met(taken);
    }
    let going_on = [
        "combination",
        "continue",
        "continues",
        "taking",
        "takes",
        "concurrent",
        "remains",
        "on",
        "injects",
        "uses",
        "receives",
        "treated",
    ];
    let planned = evidence.of(&[FactKind::Clinical]).filter(names).filter(|fact| {
        let says = tokens(&fact.text).iter().any(|token| token.any(&going_on));
        fact.reading.polarity == Polarity::Affirmed && says && fact.reading.outcome.is_none()
    });
    let planned: Vec<FactId> = planned.map(|fact| fact.id).collect();
    let question = question::together(classes, drugs);
    if planned.is_empty() { Finding::open(question) } else { Finding::met(planned) }
}
