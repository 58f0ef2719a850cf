//! How things went or may go: what has risen or grown has worsened; what can be is no finding.

use super::entry::Entry;
use super::words::Token;
use super::{binding, held::Held};

/// `swelling can be life-threatening`: what is possible of a thing at large.
pub(super) fn is_possible(held: &Held, at: usize) -> bool {
    const BECOMES: &[&str] =
        &["be", "become", "cause", "lead", "result", "produce", "progress", "end", "turn", "prove"];
    let before = held.tokens.get(at.saturating_sub(8)..at).unwrap_or_default();
    before
        .windows(2)
        .any(|pair| matches!(pair, [can, verb] if can.is("can") && verb.is_any(BECOMES)))
}

/// `up from 2.0` is worse as well as higher.
pub(super) fn has_worsened(held: &Held, token: &Token) -> bool {
    const RISES: &[&str] = &[
        "worsened",
        "worse",
        "worsening",
        "deteriorated",
        "deteriorating",
        "progressed",
        "progressing",
        "progression",
        "advancing",
        "advanced",
        "rising",
    ];
    const UP: &[&str] =
        &["up", "rose", "increased", "risen", "higher", "baseline", "spread", "recurrence"];
    // Sight or strength that falls has worsened; the entry must speak of what the sentence speaks of.
    const DOWN: &[&str] =
        &["dropped", "fell", "fallen", "lost", "declined", "reduced", "decreased", "down", "loss"];
    // New lesions under a treatment are how a disease goes on.
    let grown = |entry: &Entry| {
        entry
            .tokens
            .iter()
            .any(|other| other.is_any(&["new", "appeared", "larger", "grew", "grown"]))
            && entry.outcomes.contains(&crate::fact::Outcome::Failed)
    };
    let says = |entry: &Entry, words: &[&str]| entry.tokens.iter().any(|other| other.is_any(words));
    token.is_any(RISES)
        && held.pool.iter().any(|entry| {
            says(entry, UP)
                || grown(entry)
                || says(entry, DOWN) && binding::shares_a_word(held, entry)
        })
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::super::{strength, term};

    #[test]
    fn what_can_be_is_no_finding() {
        holds(
            strength::doubts,
            &["Her asthma is life-threatening."],
            &["Asthma of this kind can be life-threatening.", "Flares can become permanent."],
        );
        holds(
            term::doubts,
            &["She has nephritis.", "Her arthritis has caused vasculitis."],
            &["Arthritis can lead to vasculitis.", "If vasculitis is found, she will be referred."],
        );
    }
}
