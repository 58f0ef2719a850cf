//! Examples that a policy gives of what it asks for, and lists of which one is enough.

use super::residue;
use crate::criterion::check::Evidence;
use crate::criterion::words;
use crate::fact::token::{Token, TokenKind, tokens};
use crate::fact::{FactId, FactKind, Polarity, token_polarity};

/// Words of which examples are kinds that answer by themselves.
const FINDINGS: &[&str] =
    &["sign", "symptom", "finding", "feature", "manifestation", "comorbid", "complication"];

/// Facts that may show a finding.
const SHOWING: &[FactKind] = &[FactKind::Clinical, FactKind::Diagnostic, FactKind::Diagnosis];

/// The text without its examples.
pub(super) fn without(text: &str) -> String {
    let tokens = tokens(text);
    let mut out = String::new();
    let mut from = 0;
    for (first, last) in residue::examples(&tokens) {
        let (Some(start), Some(end)) =
            (tokens.get(first), last.checked_sub(1).and_then(|at| tokens.get(at)))
        else {
            continue;
        };
        out.push_str(text.get(from..start.place.start).unwrap_or(""));
        from = end.place.end.max(from);
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

/// The fact that shows one of the findings which the text gives as examples.
pub(super) fn shown(text: &str, evidence: &Evidence<'_>) -> Option<FactId> {
    let tokens = tokens(text);
    let (first, last) = residue::examples(&tokens).into_iter().next()?;
    let head = tokens.get(..first)?;
    let finding = |token: &Token| FINDINGS.iter().any(|stem| token.lower.starts_with(stem));
    let graded = ["severe", "all", "both", "two", "multiple"];
    if !head.iter().any(finding) || head.iter().any(|token| token.any(&graded) || is_number(token))
    {
        return None;
    }
    let span = tokens.get(first..last)?;
    let items = span.split(|token| token.any(&[",", "or", "and", ";", "(", ")"]));
    items
        .filter_map(|item| {
            let (start, end) = (item.first()?.place.start, item.last()?.place.end);
            let asked = words::content(text.get(start..end)?);
            (!asked.is_empty()).then_some(asked)
        })
        .find_map(|asked| {
            evidence.of(SHOWING).find(|fact| {
                let given = words::placed(&fact.text);
                let tokens = crate::fact::token::tokens(&fact.text);
                asked.iter().all(|word| {
                    given.iter().any(|(at, other)| {
                        words::alike(word, other)
                            && token_polarity(&tokens, *at, at + 1) == Polarity::Affirmed
                    })
                })
            })
        })
        .map(|fact| fact.id)
}

fn is_number(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Number(_))
}

/// The text in the ways in which its last `or` can be read: with what stands before it, or with what stands after it, each
/// one or two words that end the text.
pub(super) fn choices(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let Some(or) = tokens.iter().rposition(|token| token.is("or")) else { return Vec::new() };
    let tail = tokens.get(or + 1..).unwrap_or(&[]);
    let mut first = or;
    while let Some(before) = first.checked_sub(2) {
        if !tokens.get(before).is_some_and(|token| token.is(",")) {
            break;
        }
        first = before;
    }
    let Some(start) = first.checked_sub(1).and_then(|at| tokens.get(at)) else { return Vec::new() };
    if tail.is_empty() || tail.len() > 2 || tail.iter().any(|token| token.kind != TokenKind::Word) {
        return Vec::new();
    }
    let head = text.get(..start.place.start).unwrap_or("");
    let listed = tokens.get(first - 1..or).unwrap_or(&[]);
    let singles = listed.iter().filter(|token| token.kind == TokenKind::Word);
    let mut choices: Vec<String> = singles.map(|token| format!("{head} {}", token.lower)).collect();
    let end = tail.first().map_or(text.len(), |token| token.place.start);
    choices.push(format!("{head} {}", text.get(end..).unwrap_or("")));
    choices
}
