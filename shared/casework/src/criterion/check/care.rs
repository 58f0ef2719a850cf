//! Who cares for the patient, and what is taken together or must not be.

use super::{Evidence, Finding};
use crate::criterion::question;
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

/// Holds the clinician's words against specialties of which one is asked for.
pub(super) fn prescriber(stems: &[String], evidence: &Evidence<'_>) -> Finding {
    let speaks = |fact: &&Fact| {
        let tokens = tokens(&fact.text);
        let at = tokens
            .iter()
            .position(|token| stems.iter().any(|stem| token.lower.starts_with(stem.as_str())));
        at.is_some_and(|at| {
            token_polarity(&tokens, at, at + 1) == Polarity::Affirmed
                && !tokens
                    .iter()
                    .any(|token| token.any(&["pending", "referral", "referred", "awaiting"]))
        })
    };
    let ids: Vec<FactId> = evidence.prose().filter(speaks).map(|fact| fact.id).collect();
    if ids.is_empty() { Finding::open(question::prescriber(stems)) } else { Finding::met(ids) }
}

/// Holds what is taken now against drugs that must not be. A list without them is silence, for it may be incomplete.
pub(super) fn alone(
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

fn says_alone(
    fact: &Fact,
    classes: &[&'static DrugClass],
    forbidden: &impl Fn(&DrugMention) -> bool,
) -> bool {
    let tokens = tokens(&fact.text);
    let phrase =
        (0..tokens.len()).any(|at| ALONE.iter().any(|phrase| starts_with(&tokens, at, phrase)));
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
            "receiving",
            "on",
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
pub(super) fn together(drugs: &[&'static str], evidence: &Evidence<'_>) -> Finding {
    let names = |fact: &&Fact| drugs.iter().any(|drug| fact.reading.names(drug));
    let taken: Vec<FactId> =
        evidence.of(&[FactKind::Medication]).filter(names).map(|fact| fact.id).collect();
    if !taken.is_empty() {
        return Finding::met(taken);
    }
    let planned = evidence.of(&[FactKind::Clinical]).filter(names).filter(|fact| {
        let tokens = tokens(&fact.text);
        fact.reading.polarity == Polarity::Affirmed
            && tokens.iter().any(|token| {
                token.any(&[
                    "combination",
                    "with",
                    "continue",
                    "continues",
                    "taking",
                    "concurrent",
                    "remains",
                ])
            })
            && fact.reading.outcome.is_none()
    });
    let planned: Vec<FactId> = planned.map(|fact| fact.id).collect();
    let question = question::together(drugs);
    if planned.is_empty() { Finding::open(question) } else { Finding::met(planned) }
}
