//! Criteria said to be met: only those that are.

use super::entry::EntryKind;
use super::{Doubt, held::Held};
use crate::criterion::Status;
use crate::document::FlagKind;
use crate::evidence::EvidenceId;

/// A sentence that says a cited criterion is met although it is not, or that all are although one is not.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let Some(at) = claims_met(held) else { return Vec::new() };
    let open: Vec<EvidenceId> = held
        .pool
        .iter()
        .filter(|entry| matches!(entry.kind, EntryKind::Criterion(status) if status != Status::Met))
        .map(|entry| entry.id)
        .collect();
    let all = held.tokens.iter().any(|token| token.is_any(&["all", "every", "each", "fully"]));
    if open.is_empty() || !(held.cites() || all) {
        return Vec::new();
    }
    let ids: Vec<String> = open.iter().map(ToString::to_string).collect();
    let text =
        format!("Not every criterion is met on the facts: {} is open or not met.", ids.join(", "));
    vec![held.doubt(FlagKind::Criterion, at, at + 1, text)]
}

/// The token by which the sentence says that a criterion is met.
fn claims_met(held: &Held) -> Option<usize> {
    let about = held.tokens.iter().any(|token| {
        token.is_any(&["criterion", "criteria", "requirement", "requirements", "policy", "this"])
    });
    let denied = held.tokens.iter().any(|token| {
        token.is_any(&["not", "part", "partly", "partially", "none", "unmet", "whether"])
    });
    let met = |token: &super::words::Token| {
        token.is_any(&["met", "meets", "satisfied", "satisfies", "fulfilled", "fulfills"])
    };
    if !about || denied { None } else { held.tokens.iter().position(met) }
}
