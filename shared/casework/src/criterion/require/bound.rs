//! Bounds of measured values and of things that happen.

use super::{Leaf, Requirement};
use crate::fact::{Comparison, Polarity, Quantity, Unit, token_polarity};

/// Which values of a measure a bound is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::criterion) struct Scope {
    /// Each of several.
    pub(in crate::criterion) each: bool,
    /// What is left under treatment: `residual AHI`.
    pub(in crate::criterion) treated: bool,
    /// One of any time, or of a time before: `ever`, `at diagnosis`, `baseline`.
    pub(in crate::criterion) past: bool,
}

/// Beginnings of words that ask for a value of a time before.
const PAST: &[&str] = &[
    "ever",
    "baseline",
    "pretreat",
    "untreated",
    "histor",
    "initial",
    "previous",
    "past",
    "last",
    "nadir",
    "lowest",
    "peak",
    "highest",
    "within",
    "years",
];

/// A quantity whose bound is turned round where the text denies it: no `less than 2 mm` is at least 2 mm.
pub(super) fn turned(leaf: &Leaf, quantity: &Quantity) -> Quantity {
    let from = leaf.tokens.partition_point(|token| token.place.end <= quantity.place.start);
    let to = leaf.tokens.partition_point(|token| token.place.start < quantity.place.end);
    let mut turned = quantity.clone();
    if token_polarity(&leaf.tokens, from, to) == Polarity::Negated && quantity.high.is_none() {
        turned.comparison = match quantity.comparison {
            Comparison::AtLeast => Comparison::LessThan,
            Comparison::MoreThan => Comparison::AtMost,
            Comparison::AtMost => Comparison::MoreThan,
            Comparison::LessThan => Comparison::AtLeast,
            other @ (Comparison::Exactly | Comparison::About) => other,
        };
    }
    turned
}

pub(super) fn thresholds(leaf: &Leaf) -> Vec<Requirement> {
    let change = leaf.begins(&["reduc", "improve", "decreas", "increas", "declin"]);
    let bound = |quantity: &&Quantity| {
        let percent_change = change && quantity.unit == Unit::Percent;
        (quantity.comparison != Comparison::Exactly || quantity.high.is_some()) && !percent_change
    };
    let measured = leaf.reading.quantities.iter().filter(bound);
    measured
        .filter_map(|quantity| {
            let quantity = turned(leaf, quantity);
            let weighs = quantity.unit == Unit::Kilogram && leaf.begins(&["weigh"]);
            let measure = quantity.measure.or(weighs.then_some("weight"))?;
            let scope = Scope {
                each: leaf.says(&["each"]),
                treated: leaf.begins(&["residual"]),
                past: leaf.begins(PAST)
                    || leaf.says(&["at diagnosis", "at the time of", "prior to", "before"]),
            };
            Some(Requirement::Threshold { measure, quantity, scope })
        })
        .collect()
}

/// Counts of things that happen, not of treatments: those belong to trials.
pub(super) fn counts(leaf: &Leaf) -> Vec<Requirement> {
    let bounded = |quantity: &&Quantity| {
        matches!(
            quantity.comparison,
            Comparison::AtLeast | Comparison::MoreThan | Comparison::AtMost | Comparison::LessThan
        )
    };
    let counted = leaf.reading.quantities.iter().filter(bounded).filter(|quantity| {
        matches!(&quantity.unit, Unit::Count(noun) if !matches!(noun.as_str(), "criterion" | "class" | "product" | "unit"))
    });
    counted.cloned().map(Requirement::Count).collect()
}
