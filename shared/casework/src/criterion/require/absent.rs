//! What must not be there and stands in no table: `No history of angioedema`.

use super::{Leaf, Requirement, Subject};
use crate::criterion::words;

/// Words that begin a criterion of absence.
const DENIALS: &[&str] = &[
    "no",
    "without",
    "absence of",
    "does not have",
    "do not have",
    "not have",
    "has not had",
    "have not had",
    "has no",
    "free of",
    "no evidence of",
    "is not pregnant",
    "not pregnant",
    "must not have",
    "no history of",
    "has no history of",
    "denies",
];
/// Words that end what is denied: what follows says more about it.
const ENDS: &[&str] = &[
    "related", "that", "which", "due", "in", "within", "for", "prior", "during", "as", "from",
    "who", "unless", "at", "caused", "after", "before", "other",
];

/// Stems of words that grade what is denied; a note seldom repeats them.
const DEGREES: &[&str] = &[
    "activ",
    "current",
    "known",
    "untreat",
    "seriou",
    "serious",
    "signific",
    "clinic",
    "uncontroll",
    "sever",
    "concurr",
];

/// The denied thing, if a criterion begins with a denial and names no condition, drug or screening of a table.
pub(super) fn absent(leaf: &Leaf, text: &str) -> Option<Requirement> {
    let known = !leaf.conditions.is_empty()
        || !leaf.therapies.is_empty()
        || Subject::ALL.iter().any(|subject| leaf.says(subject.spellings()));
    let measured = leaf.reading.quantities.iter().any(|quantity| quantity.measure.is_some());
    let at = leaf.at(DENIALS).filter(|at| *at <= 5)?;
    if known
        || measured
        || leaf.begins(&[
            "trial",
            "fail",
            "combination",
            "concurrent",
            "concomitant",
            "inadequate",
            "smok",
            "nicotin",
            "tobacco",
        ])
    {
        return None;
    }
    let start = leaf.tokens.get(at + 1)?.place.start;
    let end = leaf
        .tokens
        .iter()
        .skip(at + 2)
        .find(|token| token.any(ENDS) || token.any(&["(", ";", ":"]))
        .map_or(text.len(), |token| token.place.start);
    let mut words = words::content(text.get(start..end)?);
    words.retain(|word| !DEGREES.contains(&word.as_str()));
    (!words.is_empty()).then(|| Requirement::Absent { words, text: text.to_owned() })
}
