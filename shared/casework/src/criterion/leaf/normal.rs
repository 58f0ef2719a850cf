//! A value that must be normal, whatever its number: `serum calcium is in the normal range`.

use super::other::telling;
use crate::criterion::check::{Evidence, Finding, Heard};
use crate::criterion::{question, words};
use crate::fact::token::{Token, tokens};
use crate::fact::{FactId, Polarity, starts_with};

/// How policies ask for it.
const ASKED: &[&str] =
    &["normal range", "normal limits", "normal level", "is normal", "are normal"];
/// Words that say that a value is not normal, and that it is.
const OFF: &[&str] = &[
    "low",
    "high",
    "elevated",
    "abnormal",
    "raised",
    "decreased",
    "reduced",
    "deficient",
    "below",
    "above",
];
const FINE: &[&str] = &["normal", "unremarkable", "fine", "ok"];
/// How many tokens may stand between a value's name and what is said of it.
const REACH: usize = 5;

/// Holds what notes say of a value against a text that asks for a normal one; `None` where it asks for none or they say
/// nothing of it.
pub(super) fn held(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    let asked = tokens(text);
    let at =
        (0..asked.len()).find(|at| ASKED.iter().any(|words| starts_with(&asked, *at, words)))?;
    let name = text.get(..asked.get(at)?.place.start)?;
    let name = telling(words::content(name));
    let said = |wanted: &'static [&'static str]| -> Vec<FactId> {
        let says = |heard: &&Heard<'_>| says(heard, &name, wanted);
        evidence.told().filter(says).map(|heard| heard.fact.id).collect()
    };
    let (off, fine) = (said(OFF), said(FINE));
    match (name.is_empty(), off.is_empty(), fine.is_empty()) {
        (true, _, _) | (false, true, true) => None,
        (false, false, true) => Some(Finding::not_met(off, question::other(text))),
        (false, true, false) => Some(Finding::met(fine)),
        (false, false, false) => Some(Finding::partly(off, question::other(text))),
    }
}

/// Whether a fact says one of these words of a value, all of whose name it has.
fn says(heard: &Heard<'_>, name: &[String], wanted: &[&str]) -> bool {
    if heard.shared(name) < 100 {
        return false;
    }
    let places = heard.words().filter(|(_, word)| name.iter().any(|own| words::alike(own, word)));
    let ends = |token: &Token| token.any(&[",", ";", "but", "and"]);
    places.map(|(at, _)| at).max().is_some_and(|at| {
        let after = heard.tokens.iter().enumerate().skip(at).take(REACH + 1);
        let mut near = after.take_while(|(_, token)| !ends(token));
        near.any(|(at, token)| token.any(wanted) && heard.polarity_at(at) == Polarity::Affirmed)
    })
}
