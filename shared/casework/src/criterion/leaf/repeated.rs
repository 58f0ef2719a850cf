//! What must have been found more than once: `a low C4 on two separate tests`.

use crate::fact::token::{Token, tokens};
use crate::fact::{Fact, starts_with};

/// Whether a text asks for it.
pub(super) fn asks(text: &str) -> bool {
    const TWICE: &[&str] = &[
        "two separate",
        "2 separate",
        "two occasions",
        "two or more occasions",
        "separate occasions",
        "separate days",
        "two different days",
        "at least twice",
        "on repeat testing",
        "confirmed on repeat",
        "two consecutive tests",
        "two measurements",
    ];
    let tokens = tokens(text);
    (0..tokens.len()).any(|at| TWICE.iter().any(|words| starts_with(&tokens, at, words)))
}

/// Whether the facts tell that it was found so, and none that it was found once.
pub(super) fn told(facts: &[&Fact]) -> bool {
    const AGAIN: &[&str] = &[
        "twice",
        "two",
        "2",
        "both",
        "again",
        "repeat",
        "repeated",
        "second",
        "separate",
        "consecutive",
        "three",
        "3",
        "later",
    ];
    let has = |tokens: &[Token], words: &[&str]| tokens.iter().any(|token| token.any(words));
    let texts: Vec<Vec<Token>> = facts.iter().map(|fact| tokens(&fact.text)).collect();
    texts.iter().any(|tokens| has(tokens, AGAIN))
        && !texts.iter().any(|tokens| has(tokens, &["once"]))
}
