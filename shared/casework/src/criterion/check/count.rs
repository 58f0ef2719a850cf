//! Counted things that happen: headache days, exacerbations, admissions.

use super::value::within;
use super::{Evidence, Finding};
use crate::concept;
use crate::criterion::require::{Tally, tallies};
use crate::criterion::{question, words};
use crate::fact::token::tokens;
use crate::fact::{Comparison, Fact, FactId, Number, Polarity, Quantity, Unit};

/// Holds a count of things that happen against a bound; the noun must be the same.
pub(super) fn count(asked: &Quantity, evidence: &Evidence<'_>) -> Finding {
    let mut inside: Vec<FactId> = Vec::new();
    let mut outside: Vec<FactId> = Vec::new();
    for fact in evidence.prose().filter(|fact| fact.reading.polarity != Polarity::Uncertain) {
        for given in
            fact.reading.quantities.iter().filter(|given| same_count(&given.unit, &asked.unit))
        {
            match within(given, asked) {
                Some(true) => inside.push(fact.id),
                Some(false) => outside.push(fact.id),
                None => {}
            }
        }
        let named = activities(asked, fact).and_then(|count| {
            within(
                &Quantity { value: count, comparison: Comparison::AtLeast, ..asked.clone() },
                asked,
            )
        });
        match named.or_else(|| tallied(asked, fact)) {
            Some(true) => inside.push(fact.id),
            Some(false) => outside.push(fact.id),
            None => {}
        }
    }
    inside.dedup();
    outside.dedup();
    let question = question::count(asked);
    match (inside.is_empty(), outside.is_empty()) {
        (false, true) => Finding::met(inside),
        (true, false) => Finding::not_met(outside, question),
        (false, false) => Finding::partly(inside, question),
        (true, true) => Finding::open(question),
    }
}

/// How many activities of daily living a fact names of those that need help, where such are counted.
fn activities(asked: &Quantity, fact: &Fact) -> Option<Number> {
    const DAILY: &[&str] = &[
        "bath",
        "shower",
        "dress",
        "toilet",
        "groom",
        "feed",
        "eat",
        "transfer",
        "walk",
        "ambulat",
        "hygiene",
        "continence",
    ];
    const NEEDED: &[&str] = &[
        "help",
        "assist",
        "cannot",
        "unable",
        "dependent",
        "needs",
        "requires",
        "difficult",
        "trouble",
    ];
    let daily = matches!(&asked.unit, Unit::Count(noun) if noun == "activity" || noun == "adl");
    let tokens = tokens(&fact.text);
    let begins = |stem: &&&str| tokens.iter().any(|token| token.lower.starts_with(**stem));
    let needed = NEEDED.iter().any(|stem| begins(&stem));
    let count = DAILY.iter().filter(begins).count();
    (daily && needed && count > 0 && fact.reading.polarity != Polarity::Uncertain)
        .then(|| Number::whole(i64::try_from(count).unwrap_or(0)))
}

/// Whether a fact counts the things in words beside a noun of its own: `three motor nerves`.
fn tallied(asked: &Quantity, fact: &Fact) -> Option<bool> {
    let Unit::Count(noun) = &asked.unit else { return None };
    let head = words::stem(noun);
    let known = fact.reading.quantities.iter().any(|given| same_count(&given.unit, &asked.unit));
    let tallies = tallies(&fact.text, &tokens(&fact.text));
    let same = |tally: &&Tally| tally.words.last().is_some_and(|word| words::alike(&head, word));
    tallies.iter().find(same).filter(|_| !known).and_then(|tally| within(&tally.quantity, asked))
}

fn same_count(given: &Unit, asked: &Unit) -> bool {
    let (Unit::Count(given), Unit::Count(asked)) = (given, asked) else { return false };
    given == asked
        || given == "flare" && asked == "exacerbation"
        || given == "attack" && asked == "episode"
        || given == "migraine" && asked == "migraine day"
        || is_another_name(given, asked)
}

/// Whether two nouns name one thing: an admission is a hospitalization.
fn is_another_name(given: &str, asked: &str) -> bool {
    if given.contains(' ') || asked.contains(' ') {
        return false;
    }
    let asked = concept::said_by(&[asked]);
    let mut given = concept::said_by(&[given]).into_iter();
    given.any(|given| asked.iter().any(|asked| asked.concept == given.concept))
}
