//! Amounts of which a sentence says that the payer asks for them, or wrote them: they stand in the policy or the denial, not in
//! the chart.

use super::entry::{Entry, EntryKind};
use super::subject::token_at;
use super::words::Token;
use super::{Doubt, held::Held, quantity};
use crate::document::FlagKind;
use crate::fact::{Quantity, Unit};

/// Who says what a sentence tells of.
const WHO: &[&str] =
    &["policy", "policies", "plan", "payer", "insurer", "denial", "criteria", "criterion"];
/// How it is said.
const SAYS: &[&str] = &[
    "asks",
    "ask",
    "requires",
    "require",
    "states",
    "stated",
    "claims",
    "claimed",
    "defines",
    "says",
    "said",
    "demands",
    "specifies",
    "allows",
    "calls",
    "covers",
    "limits",
];
/// Tokens from the beginning of a sentence within which it must be said.
const LEAD: usize = 8;
/// Words behind which a sentence goes on to the patient.
const TURNS: &[&str] =
    &["his", "her", "hers", "their", "he", "she", "they", "patient", "and", "but", "yet", "though"];

/// Amounts that the payer's texts do not have.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let Some(verb) = verb(held) else { return Vec::new() };
    let theirs: Vec<&Entry> = held.wide.iter().copied().filter(|entry| is_theirs(entry)).collect();
    let known: Vec<&Quantity> = theirs.iter().flat_map(|entry| &entry.reading.quantities).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let end =
        (verb + 1..held.tokens.len()).find(|at| turns(held, *at)).unwrap_or(held.tokens.len());
    let counts = |quantity: &Quantity| matches!(quantity.unit, Unit::Count(_));
    let counted = known.iter().any(|known| counts(known));
    let within = |said: &&Quantity| {
        if counts(said) && !counted {
            return false;
        }
        token_at(&held.tokens, said.place).is_some_and(|at| verb < at && at < end)
    };
    let same = |said: &Quantity| {
        known.iter().any(|known| {
            quantity::follows(said, known)
                || known.value == said.value && (known.high == said.high || said.high.is_none())
                || known.high == Some(said.value)
        })
    };
    let said = held.reading.quantities.iter().filter(within).filter(|said| !same(said));
    said.map(|said| Doubt {
        kind: FlagKind::Quantity,
        place: said.place,
        text: format!("The payer's texts do not say “{}”.", held.said(said.place)),
    })
    .collect()
}

/// Where a sentence says that the payer asks or wrote something.
fn verb(held: &Held) -> Option<usize> {
    let lead = held.tokens.get(..LEAD.min(held.tokens.len()))?;
    let who = lead.iter().position(|token| token.is_any(WHO) || is_payer(held, token))?;
    (who + 1..lead.len()).find(|at| held.at(*at).is_some_and(|token| token.is_any(SAYS)))
}

fn is_payer(held: &Held, token: &Token) -> bool {
    let payer =
        |entry: &&&Entry| entry.kind == EntryKind::Base && entry.text.starts_with("The payer");
    token.is_capital()
        && token.stem.len() > 3
        && held.wide.iter().filter(payer).any(|entry| entry.has(&token.stem))
}

fn is_theirs(entry: &Entry) -> bool {
    matches!(entry.kind, EntryKind::Denial | EntryKind::Criterion(_))
}

/// Whether a sentence goes on to the patient here.
fn turns(held: &Held, at: usize) -> bool {
    let joint = held.at(at).is_some_and(|token| token.is_any(&[",", ";"]));
    let next = held.at(at + 1).is_some_and(|token| token.is_any(TURNS));
    held.at(at).is_some_and(|token| token.is(";")) || joint && next
}
