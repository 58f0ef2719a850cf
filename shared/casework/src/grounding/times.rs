//! How often something happened: `has been in hospital twice`.

use super::words::Token;
use super::{Doubt, binding, count, held::Held};
use crate::document::FlagKind;

/// `has been in hospital twice`, `fell four times`: how often something happened, which a fact must count too.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let many =
            token.is("times").then(|| at.checked_sub(1).and_then(|back| count::number(held, back)));
        let count = if token.is("twice") { Some(2) } else { many.flatten() };
        let read = held.reading.frequencies.iter();
        let dosed =
            read.into_iter().any(|f| f.place.start <= token.start && token.start < f.place.end);
        let next = held.at(at + 1).is_some_and(|next| {
            next.is_any(&[
                "the", "a", "as", "daily", "weekly", "per", "upper", "normal", "each", "higher",
                "more",
            ])
        });
        let Some(count) = count.filter(|_| !dosed && !next) else { continue };
        let word = token.lower.as_str();
        let same = |other: &Token| {
            other.lower.parse() == Ok(count)
                || other.is(word) && word == "twice"
                || count::in_words(&other.lower) == Some(count)
                || count == 2 && other.is("twice")
        };
        let stands = held.wide.iter().any(|entry| {
            let dosed = |other: &Token| {
                let mut read = entry.reading.frequencies.iter();
                read.any(|f| f.place.start <= other.start && other.start < f.place.end)
            };
            entry.tokens.iter().any(|other| same(other) && !dosed(other))
                && binding::shares_a_word(held, entry)
        });
        if !stands {
            let from = if word == "times" { at - 1 } else { at };
            let text = format!("No fact counts this.{}", held.nearest(|_| true));
            doubts.push(held.doubt(FlagKind::Count, from, at + 1, text));
        }
    }
    doubts
}
