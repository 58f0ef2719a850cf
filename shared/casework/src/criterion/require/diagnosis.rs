//! Conditions that the patient must have, and words that make them a special kind.

use super::{Leaf, Requirement};
use crate::criterion::vocabulary::Found;
use crate::criterion::vocabulary::condition::Condition;
use crate::criterion::words;
use crate::fact::token::TokenKind;
use crate::fact::{Comparison, Polarity, Quantity, Unit, number_word, token_polarity};

/// The conditions that a criterion names, unless it only names them in passing.
pub(super) fn diagnosis(leaf: &Leaf, treated: bool) -> Option<Requirement> {
    let primary =
        leaf.says(&["diagnosis of", "diagnosed with", "diagnosis", "confirmed diagnosis"]);
    // A trial or a combination names conditions in passing: only a diagnosis that is asked for by name counts there.
    if treated && !primary || leaf.conditions.is_empty() {
        return None;
    }
    let denied = |found: &&Found<&'static Condition>| {
        token_polarity(&leaf.tokens, found.from, found.to) == Polarity::Negated
    };
    let excluded: Vec<_> = leaf.conditions.iter().filter(denied).map(|found| found.what).collect();
    if !excluded.is_empty() && excluded.len() == leaf.conditions.len() {
        return Some(Requirement::NoCondition(excluded));
    }
    let mut conditions: Vec<&'static Condition> = Vec::new();
    let mut narrowed = Vec::new();
    for found in leaf.conditions.iter().filter(|found| !denied(found)) {
        narrowed.extend(narrowing(leaf, found.from));
        if !conditions.contains(&found.what) {
            conditions.push(found.what);
        }
    }
    // Words narrow one condition; before a list of several it is open which one they belong to.
    if conditions.len() > 1 {
        narrowed.clear();
    }
    Some(Requirement::Diagnosis { conditions, narrowed, primary })
}

/// Words right before a condition that make it a special kind, as stems: `primary progressive` before `MS`.
fn narrowing(leaf: &Leaf, from: usize) -> Vec<String> {
    const COMMON: &[&str] = &[
        "moderate",
        "moderately",
        "severe",
        "severely",
        "active",
        "mild",
        "chronic",
        "documented",
        "confirmed",
        "established",
        "clinical",
        "adult",
        "pediatric",
        "symptomatic",
        "current",
        "diagnosis",
        "definitive",
        "known",
        "treated",
        "persistent",
        "uncontrolled",
        "patient",
        "member",
        "with",
        "has",
        "having",
        "refractory",
        "recalcitrant",
        "comprehensive",
        "histologically",
        "pathologically",
        "significant",
        "radiographic",
        "existing",
        "recurrent",
        "evidence",
        "history",
        "the",
        "a",
        "an",
        "of",
        "for",
        "is",
        "and",
        "or",
        "to",
        "from",
        "any",
        "also",
        "treat",
        "treatment",
        "new",
        "primary",
        "comorbid",
        "higher",
        "greater",
        "lower",
        "grade",
        "stage",
        "class",
        "type",
        "underlying",
        "concomitant",
        "suspected",
        "related",
        "include",
        "includes",
    ];
    let before =
        (1..=3).map_while(|back| from.checked_sub(back).and_then(|at| leaf.tokens.get(at)));
    let words = before.take_while(|token| {
        token.kind == TokenKind::Word
            && number_word(&token.lower).is_none()
            && !token.any(&[
                "least",
                "more",
                "of",
                "with",
                "for",
                "has",
                "and",
                "or",
                "a",
                "an",
                "the",
                "is",
                "due",
                "to",
                "as",
                "such",
                "including",
                "like",
            ])
    });
    words
        .filter(|token| !token.any(COMMON) && token.lower.chars().count() > 3)
        .map(|token| words::stem(&token.lower))
        .collect()
}

/// Conditions that a relative must have: `first-degree relative with ovarian cancer`.
pub(super) fn family(leaf: &Leaf) -> Option<Requirement> {
    let relative = leaf.begins(&["relative", "parent", "sibling"])
        || leaf.says(&["family history", "first degree", "first - degree"]);
    let own = leaf.begins(&["personal"]) || leaf.reading.polarity == Polarity::Negated;
    let conditions: Vec<_> = leaf.conditions.iter().map(|found| found.what).collect();
    let first = leaf.says(&["first degree", "first - degree", "parent", "sibling"]);
    let first_degree =
        first && !leaf.says(&["second", "third", "second - degree", "family history"]);
    // "Before age 50", "at age 50 or younger".
    let said = leaf.says(&["before age", "before the age", "prior to age", "by age"]);
    let mut ages = leaf.reading.quantities.iter().filter(|found| found.unit == Unit::YearOfAge);
    let before = ages.find_map(|found| match found.comparison {
        Comparison::AtMost | Comparison::LessThan => Some(found.clone()),
        Comparison::Exactly if said => {
            Some(Quantity { comparison: Comparison::LessThan, ..found.clone() })
        }
        Comparison::Exactly | Comparison::About | Comparison::AtLeast | Comparison::MoreThan => {
            None
        }
    });
    (relative && !own && !conditions.is_empty()).then_some(Requirement::FamilyHistory {
        conditions,
        first_degree,
        before,
    })
}
