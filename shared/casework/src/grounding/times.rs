//! How often something happened: `has been in hospital twice`.

use super::words::{self, Token};
use super::{Doubt, binding, count, held::Held, ordinal};
use crate::document::FlagKind;

/// `has been in hospital twice`, `fell four times`: how often something happened, which a fact must count too.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let many =
            token.is("times").then(|| at.checked_sub(1).and_then(|back| count::number(held, back)));
        // `half a dozen times` is six.
        let halved = at.checked_sub(3).and_then(|back| held.at(back)).is_some_and(|t| t.is("half"));
        let many = many.map(|count| count.map(|n| if halved && n == 12 { 6 } else { n }));
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
            let counts =
                |other: &Token| same(other) && !dosed(other) && !ordinal::is_amount(entry, other);
            entry.tokens.iter().any(counts) && binding::shares_a_word(held, entry)
        });
        if failed_in_rows(held, count) {
            continue;
        }
        if !stands || is_counted_otherwise(held, at, same) {
            let from = if word == "times" { at - 1 } else { at };
            let text = format!("No fact counts this.{}", held.nearest(|_| true));
            doubts.push(held.doubt(FlagKind::Count, from, at + 1, text));
        }
    }
    doubts
}

/// `vancomycin has failed twice` of two rows on vancomycin.
fn failed_in_rows(held: &Held, count: usize) -> bool {
    let names = |entry: &&&super::entry::Entry| {
        entry.kind == super::entry::EntryKind::History
            && held.reading.drugs.iter().any(|said| {
                entry
                    .reading
                    .drugs
                    .iter()
                    .any(|known| super::drug::same(said.generic, known.generic))
            })
    };
    count > 1 && held.pool.iter().filter(names).count() == count
}

/// Whether every number right before a word that is said to happen is another one: `twice in hospital` where an entry has
/// `1 hospital admission`.
fn is_counted_otherwise(held: &Held, at: usize, same: impl Fn(&Token) -> bool) -> bool {
    let before = held.tokens.get(at.saturating_sub(7)..at).unwrap_or_default();
    let ends = |token: &&Token| !token.is_any(&["and", ",", ";", "but"]);
    let said: Vec<&Token> = before.iter().rev().take_while(ends).collect();
    let telling = |known: &Token| {
        known.stem.len() > 4
            && !known.is("times")
            && !binding::is_small(&known.lower)
            && said.iter().any(|word| words::akin(&word.stem, &known.stem))
    };
    let number = |known: &Token| {
        known.lower.parse::<usize>().ok().or_else(|| count::exactly(&known.lower)).is_some()
    };
    let counted = held.pool.iter().flat_map(|entry| {
        let numbers = entry.tokens.iter().enumerate();
        numbers.filter(move |(at, known)| {
            let behind = entry.tokens.get(at + 1..(at + 3).min(entry.tokens.len()));
            number(known)
                && !ordinal::is_amount(entry, known)
                && behind.is_some_and(|tokens| {
                    tokens.iter().take_while(|next| !number(next)).any(&telling)
                })
        })
    });
    let known: Vec<&Token> = counted.map(|(_, known)| known).collect();
    let verbatim = held.pool.iter().flat_map(|entry| entry.tokens.windows(2)).any(|pair| {
        matches!(pair, [known, times] if same(known) && (times.is("times") || known.is("twice")))
    });
    !verbatim && !known.is_empty() && !known.into_iter().any(same)
}

#[cfg(test)]
mod tests {
    use super::super::trial::holds;
    use super::*;

    #[test]
    fn how_often_is_what_a_fact_counts_of_the_same_thing() {
        holds(
            doubts,
            &["She flared three times in the past 12 months.", "She was in hospital twice."],
            &[
                "She flared four times in the past 12 months.",
                "She had emergency visits three times.",
            ],
        );
    }
}
