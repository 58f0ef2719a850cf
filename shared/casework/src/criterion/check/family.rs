//! What relatives have: who it was, and how old they were.

use super::condition::of_others;
use super::value::within;
use super::{Evidence, Finding};
use crate::criterion::question;
use crate::criterion::vocabulary::condition::{Condition, conditions};
use crate::fact::token::{Token, tokens};
use crate::fact::{
    Fact, FactKind, Polarity, Quantity, Unit, number_at, starts_with, token_polarity,
};

/// Parents, siblings and children.
const FIRST_DEGREE: &[&str] = &[
    "mother", "father", "sister", "brother", "son", "daughter", "parent", "sibling", "twin",
    "child", "first",
];

/// Holds what is said of relatives against conditions of which one is asked for.
pub(super) fn family(
    asked: &[&'static Condition],
    first_degree: bool,
    before: Option<&Quantity>,
    evidence: &Evidence<'_>,
) -> Finding {
    let (mut there, mut open, mut denied) = (Vec::new(), Vec::new(), Vec::new());
    for fact in evidence.of(&[FactKind::Clinical, FactKind::Diagnostic]) {
        let tokens = tokens(&fact.text);
        for found in conditions(&tokens)
            .iter()
            .filter(|found| asked.iter().any(|condition| condition.overlaps(found.what)))
        {
            if !of_others(&tokens, found.from, found.to) || is_by_marriage(&tokens) {
                continue;
            }
            let near = first_degree && !tokens.iter().any(|token| token.any(FIRST_DEGREE));
            match token_polarity(&tokens, found.from, found.to) {
                Polarity::Affirmed if near => {}
                Polarity::Affirmed => match is_young(before, fact, &tokens) {
                    Some(true) => there.push(fact.id),
                    Some(false) => denied.push(fact.id),
                    None => open.push(fact.id),
                },
                Polarity::Negated => denied.push(fact.id),
                Polarity::Uncertain => {}
            }
        }
    }
    let question = question::family(asked);
    match (there.is_empty(), open.is_empty(), denied.is_empty()) {
        (false, _, _) => Finding::met(there),
        (true, false, _) => Finding::partly(open, question),
        (true, true, false) => Finding::not_met(denied, question),
        (true, true, true) => Finding::open(question),
    }
}

/// Whether the relative of a text is none by blood.
fn is_by_marriage(tokens: &[Token]) -> bool {
    const WAYS: &[&str] =
        &["by marriage", "in law", "in - law", "adoptive", "adopted", "foster", "step"];
    (0..tokens.len()).any(|at| WAYS.iter().any(|way| starts_with(tokens, at, way)))
}

/// Whether a relative was as young as asked for; `None` where nothing tells.
fn is_young(before: Option<&Quantity>, fact: &Fact, tokens: &[Token]) -> Option<bool> {
    let Some(before) = before else { return Some(true) };
    let aged = |given: &&Quantity| given.unit == Unit::YearOfAge;
    let told: Vec<Quantity> = fact.reading.quantities.iter().filter(aged).cloned().collect();
    // "Breast cancer at 62" gives the age without a unit.
    let at = (1..tokens.len()).filter(|at| tokens.get(at - 1).is_some_and(|token| token.is("at")));
    let bare =
        at.filter_map(|at| Some(Quantity { value: number_at(tokens, at)?.0, ..bare(before) }));
    let held: Vec<bool> =
        told.into_iter().chain(bare).filter_map(|given| within(&given, before)).collect();
    (!held.is_empty()).then(|| held.contains(&true))
}

/// An exact age in place of a bound.
fn bare(before: &Quantity) -> Quantity {
    Quantity { comparison: crate::fact::Comparison::Exactly, high: None, ..before.clone() }
}
