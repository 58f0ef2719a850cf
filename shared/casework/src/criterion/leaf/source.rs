//! Shares of a diet: `primary source of nutrition` asks for more than half of it, `sole source` for all.

use crate::criterion::check::{Evidence, Finding};
use crate::fact::token::{Token, tokens};
use crate::fact::{Comparison, Fact, FactId, FactKind, Number, Quantity, Unit, starts_with};

const MAIN: &[&str] = &[
    "primary source of",
    "main source of",
    "principal source of",
    "major source of",
    "predominant source of",
    "majority of",
    "primary nutrition",
    "primary nutritional source",
];
const SOLE: &[&str] = &["sole source of", "only source of", "sole nutritional source"];
/// Beginnings of words for what a diet as a whole gives.
const FOOD: &[&str] = &["nutri", "calor", "energy", "diet", "intake", "feed", "kcal"];
const PROTEIN: &[&str] = &["protein"];
/// How many words after a share name what it is a share of.
const NEAR: usize = 6;

/// What the facts say to a share of the diet, if a text asks for one and a fact tells one.
pub(super) fn held(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    let asked = tokens(text);
    let says = |phrases: &[&str]| {
        (0..asked.len()).any(|at| phrases.iter().any(|phrase| starts_with(&asked, at, phrase)))
    };
    let (main, sole) = (says(MAIN), says(SOLE));
    let kinds: Vec<&[&str]> =
        [FOOD, PROTEIN].into_iter().filter(|stems| has(&asked, stems)).collect();
    if kinds.is_empty() || !main && !sole {
        return None;
    }
    let told = evidence.of(&[FactKind::Clinical, FactKind::Diagnostic]);
    let shares: Vec<(FactId, &Quantity)> = told
        .flat_map(|fact| shares(fact, &kinds).into_iter().map(|share| (fact.id, share)))
        .collect();
    let (half, whole) = (Number::whole(50), Number::whole(100));
    let is_enough = |share: &Quantity| {
        let below = matches!(share.comparison, Comparison::LessThan | Comparison::AtMost);
        !below && if sole { share.value >= whole } else { share.value > half }
    };
    let ids = shares.iter().map(|(id, _)| *id).collect();
    match shares.iter().all(|(_, share)| is_enough(share)) {
        _ if shares.is_empty() => None,
        true => Some(Finding::met(ids)),
        false => Some(Finding::not_met(
            ids,
            "Which share of it does the product provide now?".to_owned(),
        )),
    }
}

/// The percentages of a fact that are shares of one of these.
fn shares<'a>(fact: &'a Fact, kinds: &[&[&str]]) -> Vec<&'a Quantity> {
    let told = tokens(&fact.text);
    let of_kind = |share: &&Quantity| {
        let from = told.partition_point(|token| token.place.start < share.place.end);
        let behind = told.get(from..).unwrap_or_default();
        let near = behind.get(..NEAR).unwrap_or(behind);
        let of_protein = has(near, PROTEIN);
        kinds.iter().any(|stems| has(near, stems) && (*stems == PROTEIN) == of_protein)
    };
    let quantities = fact.reading.quantities.iter();
    quantities.filter(|quantity| quantity.unit == Unit::Percent).filter(of_kind).collect()
}

fn has(tokens: &[Token], stems: &[&str]) -> bool {
    tokens.iter().any(|token| stems.iter().any(|stem| token.lower.starts_with(stem)))
}
