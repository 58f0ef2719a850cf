//! Times that are somebody's age: `54 years old`, `age 18`, `the member is younger than 21 years`.

use super::bound::{AFTER, ends_with};
use super::reading::Unit;
use super::token::{Token, TokenKind, starts_with};

/// Days or months become an age where the text speaks of one: `54 years old`, `age 18`, `18 years of age`.
pub(super) fn age(tokens: &[Token], at: usize, to: usize, unit: Unit) -> (Unit, usize) {
    let cue =
        |place: usize| tokens.get(place).is_some_and(|token| token.any(&["age", "aged", "ages"]));
    let before =
        (1..=6).any(|back| at.checked_sub(back).is_some_and(cue)) && clause_before(tokens, at);
    let old = starts_with(tokens, to, "old")
        || starts_with(tokens, to, "- old")
        || starts_with(tokens, to, "of age");
    let older =
        AFTER.iter().any(|(words, _)| words.ends_with("older") && starts_with(tokens, to, words))
            || starts_with(tokens, to, "or younger");
    if unit == Unit::Day && old {
        let to = to + if starts_with(tokens, to, "old") { 1 } else { 2 };
        return (Unit::YearOfAge, to);
    }
    let aged = unit == Unit::Day && (older || before || is_of_somebody(tokens, at, to))
        || unit == Unit::Bare && before;
    (if aged { Unit::YearOfAge } else { unit }, to)
}

/// Whether years are said of a person as such: `the member is younger than 21 years`.
fn is_of_somebody(tokens: &[Token], at: usize, to: usize) -> bool {
    const WHO: &[&str] = &[
        "patient",
        "member",
        "client",
        "individual",
        "beneficiary",
        "enrollee",
        "recipient",
        "child",
        "applicant",
        "participant",
    ];
    const MORE: &[&str] =
        &["of", "since", "after", "post", "from", "on", "with", "prior", "before", "into", "past"];
    const BOUNDS: &[&str] =
        &["younger than", "older than", "at least", "under", "over", "less than", "more than", "≥"];
    let years = to.checked_sub(1).and_then(|last| tokens.get(last));
    let bound = BOUNDS.iter().find(|bound| ends_with(tokens, at, bound));
    let verb = bound.and_then(|bound| at.checked_sub(bound.split(' ').count() + 1));
    let said = verb.is_some_and(|verb| {
        let before = tokens.get(verb.saturating_sub(2)..verb).unwrap_or(&[]);
        // "Female patient younger than 42 years" needs no verb.
        tokens.get(verb).is_some_and(|token| token.any(WHO))
            || tokens.get(verb).is_some_and(|token| token.any(&["is", "be", "are"]))
                && before.iter().any(|token| token.any(WHO))
    });
    said && years.is_some_and(|token| token.any(&["year", "years", "yrs"]))
        && !tokens.get(to).is_some_and(|token| token.any(MORE))
}

/// Whether only bounds and small words stand between an age cue and the number.
fn clause_before(tokens: &[Token], at: usize) -> bool {
    let small = [
        "is", "was", "of", "at", "least", "≥", ">", "=", "≤", "<", "greater", "than", "or",
        "equal", "to", "older", "over", "under", "less", "more", "must", "be", "between", "(", ":",
        "years", "in",
    ];
    for back in 1..=6 {
        let Some(token) = at.checked_sub(back).and_then(|place| tokens.get(place)) else {
            return false;
        };
        if token.any(&["age", "aged", "ages"]) {
            return true;
        }
        if !token.any(&small) && !matches!(token.kind, TokenKind::Number(_)) {
            return false;
        }
    }
    false
}
