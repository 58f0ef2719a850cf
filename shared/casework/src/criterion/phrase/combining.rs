//! How the criteria below a line combine, by the words of the line.

use crate::criterion::tree::Combinator;
use crate::fact::token::{Token, tokens};
use crate::fact::{number_at, starts_with};

/// How the criteria below a line combine, if its words say so.
pub(in crate::criterion) fn combinator(line: &str) -> Option<Combinator> {
    let tokens = tokens(line);
    let group = (0..tokens.len()).find(|at| {
        starts_with(&tokens, *at, "of the following")
            || starts_with(&tokens, *at, "of these")
            || starts_with(&tokens, *at, "of the below")
    });
    let denied = [
        "not have any",
        "not any of",
        "none of",
        "following must be absent",
        "following are absent",
        "following must not be",
        "following may not be",
        "not be present",
        "no evidence of any",
        "without any of",
        "absence of any",
        "absence of all",
        "not meet any",
        "not covered when any",
        "not covered if any",
        "not covered for any",
        "not be approved if any",
        "not medically necessary when any",
        "not medically necessary if any",
        "contraindicated when any",
        "excluded when any",
        "excluded if any",
    ];
    let lower = line.to_lowercase();
    if denied.iter().any(|words| lower.contains(words)) {
        return Some(Combinator::None);
    }
    if let Some(found) = group.and_then(|at| counted_before(&tokens, at)) {
        return Some(found);
    }
    let one = [
        "any of",
        "one of",
        "either of",
        "any one",
        "(a or b)",
        "(a, b, or c)",
        "one or more",
        "(1 or 2)",
        "meets one",
        "meet one",
        "meets any",
        "either:",
        "either a ",
        "any:",
    ];
    let all = [
        "all of",
        "all the following",
        "each of",
        "both of",
        "meet all",
        "meets all",
        "all criteria",
        "both:",
        "all:",
        "the following criteria",
        "following are met",
        "all must",
        "(both)",
    ];
    if one.iter().any(|words| lower.contains(words)) || lower.ends_with("either") {
        Some(Combinator::AtLeast(1))
    } else if all.iter().any(|words| lower.contains(words)) || lower.ends_with("both") {
        Some(Combinator::All)
    } else {
        None
    }
}

/// The number word before `of the following`: `at least two`, `2 or more`, `any`, `all`.
fn counted_before(tokens: &[Token], at: usize) -> Option<Combinator> {
    for back in 1..=5 {
        let place = at.checked_sub(back)?;
        let token = tokens.get(place)?;
        if token.any(&["all", "both", "each"]) {
            return Some(Combinator::All);
        }
        if token.any(&["any", "either"]) {
            return Some(Combinator::AtLeast(1));
        }
        if token.is("none") {
            return Some(Combinator::None);
        }
        if let Some((number, _)) = number_at(tokens, place) {
            return number
                .floor()
                .and_then(|count| u32::try_from(count).ok())
                .map(|count| Combinator::AtLeast(count.max(1)));
        }
    }
    None
}
