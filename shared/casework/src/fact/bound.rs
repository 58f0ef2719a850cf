//! Bounds around numbers: `at least`, `or more`, `below`.

use super::reading::{Comparison, Unit};
use super::token::{Token, starts_with};

/// Bounds written before a number, longest first.
const BEFORE: &[(&str, Comparison)] = &[
    ("greater than or equal to", Comparison::AtLeast),
    ("less than or equal to", Comparison::AtMost),
    ("greater than or equal", Comparison::AtLeast),
    ("less than or equal", Comparison::AtMost),
    ("equal to or greater than", Comparison::AtLeast),
    ("equal to or more than", Comparison::AtLeast),
    ("equal to or above", Comparison::AtLeast),
    ("equal to or less than", Comparison::AtMost),
    ("equal to or below", Comparison::AtMost),
    ("no greater than", Comparison::AtMost),
    ("not greater than", Comparison::AtMost),
    ("no higher than", Comparison::AtMost),
    ("not higher than", Comparison::AtMost),
    ("no larger than", Comparison::AtMost),
    ("not larger than", Comparison::AtMost),
    ("no older than", Comparison::AtMost),
    ("not older than", Comparison::AtMost),
    ("no later than", Comparison::AtMost),
    ("no lower than", Comparison::AtLeast),
    ("not lower than", Comparison::AtLeast),
    ("no younger than", Comparison::AtLeast),
    ("not younger than", Comparison::AtLeast),
    ("no shorter than", Comparison::AtLeast),
    ("not shorter than", Comparison::AtLeast),
    ("no smaller than", Comparison::AtLeast),
    ("not fewer than", Comparison::AtLeast),
    ("not below", Comparison::AtLeast),
    ("not under", Comparison::AtLeast),
    ("not above", Comparison::AtMost),
    ("not over", Comparison::AtMost),
    ("at or below", Comparison::AtMost),
    ("at or under", Comparison::AtMost),
    ("at or above", Comparison::AtLeast),
    ("at or over", Comparison::AtLeast),
    ("a minimum of", Comparison::AtLeast),
    ("minimum of", Comparison::AtLeast),
    ("no less than", Comparison::AtLeast),
    ("not less than", Comparison::AtLeast),
    ("no fewer than", Comparison::AtLeast),
    ("no more than", Comparison::AtMost),
    ("not more than", Comparison::AtMost),
    ("no longer than", Comparison::AtMost),
    ("not longer than", Comparison::AtMost),
    ("longer than", Comparison::MoreThan),
    ("not to exceed", Comparison::AtMost),
    ("not exceed", Comparison::AtMost),
    ("maximum of", Comparison::AtMost),
    ("minimum", Comparison::AtLeast),
    ("maximum", Comparison::AtMost),
    ("in excess of", Comparison::MoreThan),
    ("upwards of", Comparison::AtLeast),
    ("larger than", Comparison::MoreThan),
    ("bigger than", Comparison::MoreThan),
    ("smaller than", Comparison::LessThan),
    ("shorter than", Comparison::LessThan),
    ("greater than", Comparison::MoreThan),
    ("more than", Comparison::MoreThan),
    ("higher than", Comparison::MoreThan),
    ("fewer than", Comparison::LessThan),
    ("less than", Comparison::LessThan),
    ("lower than", Comparison::LessThan),
    ("younger than", Comparison::LessThan),
    ("older than", Comparison::MoreThan),
    ("at least", Comparison::AtLeast),
    ("at most", Comparison::AtMost),
    ("up to", Comparison::AtMost),
    ("> =", Comparison::AtLeast),
    ("< =", Comparison::AtMost),
    ("≥", Comparison::AtLeast),
    ("≧", Comparison::AtLeast),
    ("≤", Comparison::AtMost),
    (">", Comparison::MoreThan),
    ("<", Comparison::LessThan),
    ("at or below the", Comparison::AtMost),
    ("at or above the", Comparison::AtLeast),
    ("less than the", Comparison::LessThan),
    ("below the", Comparison::LessThan),
    ("under the", Comparison::LessThan),
    ("above the", Comparison::MoreThan),
    ("above", Comparison::MoreThan),
    ("exceeding", Comparison::MoreThan),
    ("exceeds", Comparison::MoreThan),
    ("over", Comparison::MoreThan),
    ("below", Comparison::LessThan),
    ("under", Comparison::LessThan),
    ("within", Comparison::AtMost),
    ("approximately", Comparison::About),
    ("about", Comparison::About),
    ("around", Comparison::About),
    ("nearly", Comparison::About),
    ("almost", Comparison::About),
    ("~", Comparison::About),
];

/// Bounds written after a number and its unit.
pub(super) const AFTER: &[(&str, Comparison)] = &[
    ("or more", Comparison::AtLeast),
    ("or greater", Comparison::AtLeast),
    ("or higher", Comparison::AtLeast),
    ("or longer", Comparison::AtLeast),
    ("or above", Comparison::AtLeast),
    ("or older", Comparison::AtLeast),
    ("or larger", Comparison::AtLeast),
    ("or bigger", Comparison::AtLeast),
    ("or up", Comparison::AtLeast),
    ("and up", Comparison::AtLeast),
    ("or over", Comparison::AtLeast),
    ("and older", Comparison::AtLeast),
    ("and above", Comparison::AtLeast),
    ("and over", Comparison::AtLeast),
    ("or less", Comparison::AtMost),
    ("or lower", Comparison::AtMost),
    ("or below", Comparison::AtMost),
    ("or fewer", Comparison::AtMost),
    ("or younger", Comparison::AtMost),
    ("or smaller", Comparison::AtMost),
    ("or shorter", Comparison::AtMost),
    ("or under", Comparison::AtMost),
    ("and under", Comparison::AtMost),
    ("and below", Comparison::AtMost),
    ("and younger", Comparison::AtMost),
];

/// Words for what an amount is a share or a multiple of.
const NORM: &[&str] = &[
    "of",
    "the",
    "predicted",
    "normal",
    "expected",
    "baseline",
    "value",
    "upper",
    "lower",
    "limit",
    "uln",
    "ideal",
    "per",
    "day",
    "daily",
    "week",
    "weekly",
    "body",
    "weight",
];

/// Whether a bound stands before a token.
pub(super) fn bounded(tokens: &[Token], at: usize) -> bool {
    BEFORE.iter().any(|(words, _)| ends_with(tokens, at, words))
}

/// Whether the tokens before a place are these words.
pub(super) fn ends_with(tokens: &[Token], at: usize, words: &str) -> bool {
    let last = at.checked_sub(1).and_then(|last| tokens.get(last));
    if last.and_then(|last| last.lower.as_bytes().last()) != words.as_bytes().last() {
        return false;
    }
    let count = words.split(' ').count();
    at.checked_sub(count).is_some_and(|from| starts_with(tokens, from, words))
}

/// The bound before the number, or the one after it and the token after that.
pub(super) fn comparison(
    tokens: &[Token],
    at: usize,
    to: usize,
    unit: &Unit,
) -> (Comparison, usize) {
    if let Some((words, bound)) = AFTER.iter().find(|(words, _)| starts_with(tokens, to, words)) {
        return (*bound, to + words.split(' ').count());
    }
    if tokens.get(to).is_some_and(|token| token.is("+")) {
        return (Comparison::AtLeast, to + 1);
    }
    // "30% of predicted or more": what the amount is a share of stands before its bound.
    let behind =
        (to..tokens.len()).find(|at| !tokens.get(*at).is_some_and(|token| token.any(NORM)));
    let bound =
        behind.and_then(|at| AFTER.iter().find(|(words, _)| starts_with(tokens, at, words)));
    if let Some((_, bound)) = bound {
        return (*bound, to);
    }
    let before = BEFORE.iter().find(|(words, _)| ends_with(tokens, at, words));
    let bound = before.map_or(Comparison::Exactly, |(_, bound)| *bound);
    // "Gained 5 kg over 6 months" bounds nothing; "for over 6 months" does.
    let span = before.is_some_and(|(words, _)| *words == "over") && *unit == Unit::Day;
    let lasting =
        at.checked_sub(2).and_then(|place| tokens.get(place)).is_some_and(|token| token.is("for"));
    (if span && !lasting { Comparison::Exactly } else { bound }, to)
}
