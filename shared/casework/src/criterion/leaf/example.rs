//! Examples that a policy gives of what it asks for, and lists of which one is enough.

use super::residue;
use crate::criterion::check::{Evidence, Finding, check};
use crate::criterion::checklist::Status;
use crate::criterion::require::{Leaf, Requirement, own_requirements};
use crate::criterion::words;
use crate::fact::token::{Token, TokenKind, tokens};
use crate::fact::{FactId, FactKind, Number, Polarity};

/// Words of which examples are kinds that answer by themselves.
const FINDINGS: &[&str] = &[
    "sign",
    "symptom",
    "finding",
    "feature",
    "manifestation",
    "comorbid",
    "complication",
    "instrument",
    "tool",
    "questionnaire",
    "barrier",
    "provocative",
];

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

/// Whether all that is counted is one of the findings that the text lists in brackets.
pub(super) fn counts_findings(text: &str, requirements: &[Requirement]) -> bool {
    let one = Number::whole(1);
    let counts = |found: &Requirement| {
        matches!(
            found,
            Requirement::Count(quantity) | Requirement::Value { quantity, .. }
                if quantity.value == one
        )
    };
    requirements.iter().all(counts) && bracketed(&tokens(text)).is_some()
}

/// A list in brackets of at least three things: `one objective sign (straight leg raise, sensory loss, reflex change)`.
fn bracketed(tokens: &[Token]) -> Option<(usize, usize)> {
    let open = tokens.iter().position(|token| token.is("("))?;
    let close = open + tokens.iter().skip(open).position(|token| token.is(")"))?;
    let inside = tokens.get(open..close)?;
    let commas = inside.iter().filter(|token| token.is(",")).count();
    (commas > 1 || inside.iter().any(|token| token.is("or"))).then_some((open, close))
}

/// Words for conditions in general, of which a policy names kinds.
const KINDS: &[&str] = &["disease", "disorder", "condition", "syndrome", "illness", "disability"];

/// A kind of condition that is met by the kind which the text names: `an inherited metabolic disease such as phenylketonuria`.
pub(super) fn kind_named(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    const NARROWING: &[&str] = &[
        "severe",
        "moderate",
        "active",
        "refractory",
        "all",
        "both",
        "two",
        "multiple",
        "no",
        "not",
        "without",
        "each",
    ];
    let tokens = tokens(text);
    let (first, last) = residue::examples(&tokens).into_iter().next()?;
    let head = tokens.get(..first)?;
    let named = head.last()?.any(KINDS)
        && tokens.get(last..)?.iter().all(|token| token.kind == TokenKind::Sign);
    if !named || head.iter().any(|token| token.any(NARROWING) || is_number(token)) {
        return None;
    }
    let items =
        tokens.get(first..last)?.split(|token| token.any(&[",", "or", "and", ";", "(", ")"]));
    items.into_iter().find_map(|item| {
        let (start, end) = (item.first()?.place.start, item.last()?.place.end);
        let requirements = own_requirements(text.get(start..end)?);
        let [diagnosis @ Requirement::Diagnosis { .. }] = requirements.as_slice() else {
            return None;
        };
        Some(check(diagnosis, evidence)).filter(|found| found.status == Status::Met)
    })
}

/// A response that is met whatever measure the text gives as an example of it: `a positive response, such as a reduction of
/// the score by half`.
pub(super) fn response_without(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    let head = without(text);
    let requirements = own_requirements(&head);
    let [response @ Requirement::Response] = requirements.as_slice() else { return None };
    Some(check(response, evidence)).filter(|found| head != text && found.status == Status::Met)
}

/// The fact that shows one of the findings which the text gives as examples.
pub(super) fn shown(text: &str, evidence: &Evidence<'_>) -> Option<FactId> {
    let tokens = tokens(text);
    let (first, last) =
        residue::examples(&tokens).into_iter().next().or_else(|| bracketed(&tokens))?;
    let head = tokens.get(..first)?;
    let finding = |token: &Token| FINDINGS.iter().any(|stem| token.lower.starts_with(stem));
    let graded = ["severe", "all", "both", "two", "multiple", "no", "not", "without", "each"];
    let many = |token: &Token| is_number(token) && !token.is("1");
    if !head.iter().any(finding) || head.iter().any(|token| token.any(&graded) || many(token)) {
        return None;
    }
    one_of(text, tokens.get(first..last)?, evidence)
}

/// The fact that affirms one of the examples of what must not be: `another device (such as a cough-assist device)`.
pub(super) fn affirmed(text: &str, evidence: &Evidence<'_>) -> Option<FactId> {
    let tokens = tokens(text);
    let (first, last) = residue::examples(&tokens).into_iter().next()?;
    one_of(text, tokens.get(first..last)?, evidence)
}

/// The fact that affirms all telling words of an item of a list.
fn one_of(text: &str, span: &[Token], evidence: &Evidence<'_>) -> Option<FactId> {
    let items = span.split(|token| token.any(&[",", "or", "and", ";", "(", ")"]));
    items
        .filter_map(|item| {
            let (start, end) = (item.first()?.place.start, item.last()?.place.end);
            let mut asked = words::content(text.get(start..end)?);
            asked.retain(|word| {
                !["exampl", "device", "such", "test", "sign", "maneuv"]
                    .iter()
                    .any(|lead| word.starts_with(lead))
            });
            (!asked.is_empty()).then_some(asked)
        })
        .find_map(|asked| {
            evidence.heard(SHOWING).find(|heard| {
                let says = |word: &String| heard.polarity_of(word) == Some(Polarity::Affirmed);
                asked.iter().all(says)
            })
        })
        .map(|heard| heard.fact.id)
}

/// The conditions of a text that is nothing but a list of conditions of which one is enough: `acute coronary syndrome or
/// myocardial infarction`. A list with a degree, a number or a denial is read as a whole.
pub(super) fn conditions_apart(text: &str) -> Vec<String> {
    const SHARED: &[&str] = &[
        "no",
        "not",
        "without",
        "absence",
        "and",
        "both",
        "severe",
        "severely",
        "moderate",
        "moderately",
        "active",
        "refractory",
        "with",
        "due",
        "after",
        "before",
        "confirmed",
        "than",
        "untreated",
        "uncontrolled",
        "family",
        "relative",
        "in",
    ];
    if !text.contains(" or ") {
        return Vec::new();
    }
    let leaf = Leaf::of(text);
    let listed = leaf.tokens.iter().any(|token| token.is("or"));
    let shared = leaf.tokens.iter().any(|token| token.any(SHARED) || is_number(token));
    if !listed || shared || leaf.conditions.is_empty() {
        return Vec::new();
    }
    let parts = leaf.tokens.split(|token| token.any(&[",", "or", ";"]));
    let named = |part: &&[Token]| {
        let (Some(first), Some(last)) = (part.first(), part.last()) else { return false };
        // The condition's name is all of the part.
        leaf.conditions.iter().any(|found| {
            let start = leaf.tokens.get(found.from).map(|token| token.place.start);
            let end = leaf.tokens.get(found.to - 1).map(|token| token.place.end);
            start == Some(first.place.start) && end == Some(last.place.end)
        })
    };
    let slice = |part: &[Token]| {
        let (first, last) = (part.first()?, part.last()?);
        text.get(first.place.start..last.place.end).map(str::to_owned)
    };
    parts.filter(named).filter_map(slice).collect()
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
