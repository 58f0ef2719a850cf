//! What the facts have ruled out is not said to be open: `has not been ruled out`, `has yet to be excluded`.

use super::entry::{Entry, EntryKind};
use super::scope::Scope;
use super::words::{self, Token};
use super::{Doubt, binding, held::Held};
use crate::document::FlagKind;

/// Words that leave open what follows.
const OPENS: &[&str] = &["not", "never", "yet", "cannot", "hasn't", "haven't", "wasn't"];
/// Words that rule out.
const RULES_OUT: &[&str] = &["ruled", "excluded"];

/// Exclusions that the sentence denies and the facts have.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let before = held.tokens.get(at.saturating_sub(4)..at).unwrap_or_default();
        let open = before.iter().any(|word| word.is_any(OPENS));
        let out = token.is("excluded") || held.at(at + 1).is_some_and(|next| next.is("out"));
        if !(token.is_any(RULES_OUT) && open && out) {
            continue;
        }
        let found = held.wide.iter().find(|entry| rules_out(held, entry));
        if let Some(entry) = found {
            let text = format!(
                "The facts have it ruled out. {} says: {}.",
                entry.id,
                entry.text.trim_end_matches('.')
            );
            doubts.push(held.doubt(FlagKind::Negation, at, at + 1, text));
        }
    }
    doubts
}

/// Whether an entry denies something that the sentence names.
fn rules_out(held: &Held, entry: &Entry) -> bool {
    let said = |token: &Token| {
        token.stem.len() > 3
            && !token.is_any(RULES_OUT)
            && !binding::is_small(&token.lower)
            && held.words().any(|(_, word)| {
                let mut parts = word.lower.split('-');
                word.stem == token.stem || parts.any(|part| words::canonical(part) == token.stem)
            })
    };
    let denied =
        |(at, token): (usize, &Token)| said(token) && entry.scopes.get(at) == Some(&Scope::Denied);
    // `possible myopathy not excluded` leaves it open as well.
    let open = entry
        .tokens
        .windows(2)
        .any(|pair| matches!(pair, [not, out] if not.is_any(OPENS) && out.is_any(RULES_OUT)));
    entry.kind != EntryKind::Denial && !open && entry.tokens.iter().enumerate().any(denied)
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn what_is_ruled_out_is_not_open() {
        holds(
            doubts,
            &[
                "Psychosis has not been ruled out.",
                "Psychosis has yet to be excluded.",
                "A fracture was never ruled out.",
            ],
            &[
                "Psychosis has been ruled out.",
                "Asthma was not ruled out as a cause.",
                "Treatment is not excluded.",
            ],
        );
    }
}
