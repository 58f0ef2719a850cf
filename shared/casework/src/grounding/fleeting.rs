//! Relief that did not last, and success that lasts: `relief until spring` against `lasting relief`.

use super::held::Held;
use super::outcome::Mention;
use super::phrase::DENIALS;
use super::words::{Token, TokenKind};
use crate::fact::Outcome;

/// Words by which a benefit ended or was small.
const LOST: &[&str] = &[
    "temporary",
    "temporarily",
    "transient",
    "transiently",
    "short-lived",
    "brief",
    "briefly",
    "faded",
    "waned",
    "lost",
    "returned",
    "recurred",
    "relapsed",
    "initial",
    "initially",
    "wore",
    "only",
    "edge",
    "before",
    "until",
    "first",
];
/// Words by which a benefit lasted, unless they are denied or followed by how long.
const LASTING: &[&str] = &["last", "lasted", "lasting", "sustained", "durable", "enduring"];
/// Words before an outcome that leave nothing of the disease.
const WHOLE: &[&str] = &[
    "lasting",
    "sustained",
    "durable",
    "enduring",
    "complete",
    "full",
    "excellent",
    "total",
    "long-lasting",
];

/// Relief that did not last, or benefit that was lost, is what a partial or failed treatment came to.
pub(super) fn is_fleeting(held: &Held, mention: &Mention, known: &[Outcome]) -> bool {
    let good = mention.means.contains(&Outcome::Responding);
    let ended = known
        .iter()
        .any(|outcome| matches!(outcome, Outcome::Failed | Outcome::Partial | Outcome::Intolerant));
    // What is said of another treatment limits nothing here.
    let part = held.segments.iter().find(|part| {
        let start = held.at(part.from).map_or(0, |token| token.start);
        let end = part.to.checked_sub(1).and_then(|last| held.at(last)).map_or(0, |t| t.end);
        start <= mention.place.start && mention.place.start < end && !part.named.is_empty()
    });
    let (from, to) = part.map_or((0, held.tokens.len()), |part| (part.from, part.to));
    let near = |at: usize, token: &Token| {
        (from..to).contains(&at)
            && token.start + 40 >= mention.place.start
            && token.start <= mention.place.end + 50
    };
    let tells = |at: usize, token: &Token| {
        token.is_any(LOST) || token.is_any(LASTING) && is_limited(&held.tokens, at)
    };
    good && (ended || known.is_empty())
        && held.tokens.iter().enumerate().any(|(at, token)| near(at, token) && tells(at, token))
}

/// `did not last`, `lasted four weeks`: a word of lasting that is denied, or followed by how long.
fn is_limited(tokens: &[Token], at: usize) -> bool {
    const BOUNDS: &[&str] = &["a", "less", "for", "under", "about", "no", "barely", "some"];
    let before = tokens.get(at.saturating_sub(5)..at).unwrap_or_default();
    let behind = tokens.get(at + 1..(at + 3).min(tokens.len())).unwrap_or_default();
    let counted = |token: &Token| {
        token.kind == TokenKind::Number || super::count::in_words(&token.lower).is_some()
    };
    before.iter().any(|token| token.is_any(DENIALS) || token.is_any(&["nor", "neither", "none"]))
        || tokens.get(at).is_some_and(|token| token.is_any(&["last", "lasted", "lasting"]))
            && behind.iter().any(|token| counted(token) || token.is_any(BOUNDS))
}

/// Whether the word before an outcome leaves no room for a part of it: `lasting relief`, `complete control`.
pub(super) fn is_whole(tokens: &[Token], at: usize, means: &[Outcome]) -> bool {
    let before = at.checked_sub(1).and_then(|back| tokens.get(back));
    means.contains(&Outcome::Responding) && before.is_some_and(|token| token.is_any(WHOLE))
}
