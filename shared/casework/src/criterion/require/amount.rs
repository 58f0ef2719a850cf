//! Amounts that no table names: a value by the words around it, a grade by the word before it.

use super::{Leaf, Requirement};
use crate::criterion::words;
use crate::fact::token::{Token, TokenKind};
use crate::fact::{Comparison, Quantity, Unit};

/// Words that say of a value only that it is one.
const BARE: &[&str] = &[
    "score",
    "level",
    "value",
    "result",
    "measur",
    "amount",
    "number",
    "total",
    "averag",
    "mean",
    "minimum",
    "maximum",
    "serum",
    "rate",
    "count",
    "least",
    "below",
    "above",
    "greater",
    "equal",
    "determin",
    "defin",
    "demonstrat",
    "show",
];
/// How many words before a value, or after it, say what it is.
const NAMED_BY: usize = 5;

/// Bounded values without a measure of a table.
pub(super) fn values(leaf: &Leaf, text: &str) -> Vec<Requirement> {
    let placed = words::placed(text);
    let bounded = |quantity: &&Quantity| {
        let unit = matches!(
            quantity.unit,
            Unit::Bare | Unit::Percent | Unit::Other(_) | Unit::Centimetre | Unit::Millilitre
        );
        let bound = !matches!(quantity.comparison, Comparison::Exactly | Comparison::About);
        unit && quantity.measure.is_none() && (bound || quantity.high.is_some())
    };
    let of = |quantity: &Quantity| {
        let words = naming(leaf, &placed, quantity);
        (!words.is_empty()).then(|| Requirement::Value {
            words,
            quantity: quantity.clone(),
            text: text.to_owned(),
        })
    };
    leaf.reading.quantities.iter().filter(bounded).filter_map(of).collect()
}

/// The words that say what a quantity measures: those before it in its clause, else those after it.
fn naming(leaf: &Leaf, placed: &[(usize, String)], quantity: &Quantity) -> Vec<String> {
    let from = leaf.tokens.partition_point(|token| token.place.end <= quantity.place.start);
    let to = leaf.tokens.partition_point(|token| token.place.start < quantity.place.end);
    let ends =
        |token: &Token| token.any(&[";", ":", "("]) || matches!(token.kind, TokenKind::Number(_));
    let start = leaf.tokens.iter().take(from).rposition(ends).map_or(0, |place| place + 1);
    let stop = leaf.tokens.iter().skip(to).position(ends).map_or(leaf.tokens.len(), |end| to + end);
    let telling = |word: &&(usize, String)| !BARE.contains(&word.1.as_str());
    let mut before: Vec<String> = placed
        .iter()
        .filter(|(at, _)| start <= *at && *at < from)
        .filter(telling)
        .map(|(_, word)| word.clone())
        .collect();
    // "At least 3 mm of translation": what follows `of` is what is measured.
    if before.is_empty() || leaf.tokens.get(to).is_some_and(|token| token.is("of")) {
        let after = placed.iter().filter(|(at, _)| to <= *at && *at < stop).filter(telling);
        before = after.take(2).map(|(_, word)| word.clone()).collect();
        before.reverse();
    }
    before.split_off(before.len().saturating_sub(NAMED_BY))
}

/// A grade, class or stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::criterion) struct Grade {
    /// `grade`, `class`, `stage`.
    pub(in crate::criterion) kind: String,
    /// The word before it: `wagner`.
    pub(in crate::criterion) scale: Option<String>,
    /// The lowest.
    pub(in crate::criterion) from: usize,
    /// The highest.
    pub(in crate::criterion) to: usize,
}

const ROMAN: [&str; 6] = ["i", "ii", "iii", "iv", "v", "vi"];

/// The grades that a text names.
pub(in crate::criterion) fn grades(tokens: &[Token]) -> Vec<Grade> {
    let mut grades = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let kind = token.lower.trim_end_matches('s');
        let kind = if token.lower == "class" { "class" } else { kind };
        if !matches!(kind, "grade" | "clas" | "class" | "stage") {
            continue;
        }
        let Some(first) = graded(tokens.get(at + 1)) else { continue };
        let mut last = first;
        let mut next = at + 2;
        while tokens.get(next).is_some_and(|token| token.any(&["-", "–", "to", "or", ",", "and"]))
        {
            let Some(further) = graded(tokens.get(next + 1)).filter(|grade| *grade > last) else {
                break;
            };
            last = further;
            next += 2;
        }
        let word = |place: usize| tokens.get(place).map_or("", |token| token.lower.as_str());
        let joined = matches!(word(next), "or" | "and");
        let (mut from, mut to) = (first, last);
        if joined && matches!(word(next + 1), "higher" | "greater" | "above" | "worse" | "more") {
            to = usize::MAX;
        } else if joined && matches!(word(next + 1), "lower" | "less" | "below") {
            from = 0;
        }
        let scale = at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .filter(|before| before.kind == TokenKind::Word && before.lower.chars().count() > 3);
        grades.push(Grade {
            kind: kind.trim_end_matches('s').to_owned(),
            scale: scale.map(|word| words::stem(&word.lower)),
            from,
            to,
        });
    }
    grades
}

/// A grade as number: digits or a Roman numeral in capitals.
fn graded(token: Option<&Token>) -> Option<usize> {
    let token = token?;
    if let TokenKind::Number(number) = token.kind {
        return number.floor().and_then(|grade| usize::try_from(grade).ok());
    }
    let roman = ROMAN.iter().position(|roman| token.is(roman)).filter(|_| token.capital)?;
    Some(roman + 1)
}
