//! Another drug of a kind that must not be used: notes that no other one is.

use super::plain::is_plain;
use crate::criterion::check::{Evidence, Finding, Heard};
use crate::criterion::words;
use crate::fact::token::{Token, tokens};

/// Words for drugs of any kind.
const GENERAL: &[&str] = &[
    "agent",
    "drug",
    "medication",
    "medicine",
    "product",
    "therapy",
    "treatment",
    "inhibitor",
    "agonist",
    "antagonist",
    "modulator",
    "blocker",
];
/// Among so many words a denial denies all of a text.
const FIRST: usize = 4;
/// How many words may stand between `other` and what it is another of.
const REACH: usize = 5;

/// The finding where notes say that no other drug of the kind is used: `she takes no ivacaftor or other modulator` for `not
/// combined with another CFTR modulator`.
pub(super) fn denied(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    let asked = tokens(text);
    let denies = |token: &Token| token.any(&["no", "not", "without"]);
    asked.iter().take(FIRST).find(|token| denies(token))?;
    let other = asked.iter().position(|token| token.any(&["another", "other"]))?;
    let kind: Vec<&Token> = asked
        .iter()
        .skip(other + 1)
        .take(REACH)
        .take_while(|token| !token.any(&["such", "for", "(", ",", "like", "including", "or"]))
        .collect();
    let last = kind.last().filter(|token| token.any(GENERAL))?;
    let own = |token: &&&Token| !token.any(GENERAL) && token.lower.chars().count() > 2;
    let adjectives: Vec<String> =
        kind.iter().filter(own).map(|token| words::stem(&token.lower)).collect();
    let says = |heard: &&Heard<'_>| says(heard, &last.lower, &adjectives);
    let ids: Vec<_> = evidence.told().filter(says).map(|heard| heard.fact.id).collect();
    (!ids.is_empty()).then(|| Finding::met(ids))
}

/// Whether a note denies another one, by the word for the kind or by what makes it one.
fn says(heard: &Heard<'_>, noun: &str, adjectives: &[String]) -> bool {
    const USED: &[&str] = &[
        "use",
        "used",
        "using",
        "take",
        "takes",
        "taking",
        "taken",
        "on",
        "given",
        "planned",
        "receives",
        "receiving",
        "combined",
    ];
    let tokens = &heard.tokens;
    if !tokens.iter().any(|token| token.any(USED)) {
        return false;
    }
    let others =
        (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(|token| token.is("other")));
    others.into_iter().any(|other| {
        let before = tokens.get(other.saturating_sub(REACH)..other).unwrap_or(&[]);
        let denied = before.iter().any(|token| token.any(&["no", "not", "neither", "never"]));
        let behind: Vec<&Token> = tokens.iter().skip(other + 1).take(REACH).collect();
        let Some(named) = behind.iter().position(|token| token.any(GENERAL)) else { return false };
        let own: Vec<String> = behind
            .iter()
            .take(named)
            .map(|token| words::stem(&token.lower))
            .filter(|stem| !is_plain(stem))
            .collect();
        let same = own.iter().all(|own| adjectives.iter().any(|word| words::alike(word, own)));
        let kind = behind.get(named).is_some_and(|token| token.is(noun));
        denied && same && (kind || !own.is_empty())
    })
}
