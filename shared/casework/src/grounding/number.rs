//! Numbers that are no amounts: `grade 4`, `type 2`, `5/5`, and those that nothing explains.

use super::words::{Token, TokenKind};
use super::{Doubt, count, held::Held, worked};
use crate::document::FlagKind;
use crate::fact::{Place, Unit};

/// Words behind which a number names a degree or kind.
pub(super) const LABELS: &[&str] = &[
    "grade", "stage", "type", "level", "class", "phase", "score", "tier", "category", "factor",
    "group", "nyha", "genotype",
];

/// Numbers that stand in no entry, and degrees that no entry names.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let numbers =
        held.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Number);
    numbers
        .filter(|(at, token)| {
            let labelled = at
                .checked_sub(1)
                .and_then(|back| held.at(back))
                .is_some_and(|word| word.is_any(LABELS));
            let stands = || {
                held.wide
                    .iter()
                    .any(|entry| entry.tokens.iter().any(|other| other.lower == token.lower))
            };
            if labelled && !is_measured(held, token.start) {
                !stands_with_its_neighbour(held, *at)
            } else {
                !is_read(held, token.start) && !stands() && !worked::is_of_share(held, *at)
            }
        })
        .map(|(at, token)| {
            held.doubt(
                FlagKind::Quantity,
                at,
                at + 1,
                format!("No fact holds “{}” here.{}", token.text, held.nearest(|_| true)),
            )
        })
        .chain(in_words(held))
        .collect()
}

/// Numbers in words that no other family reads: `age fourteen`, `six of which`.
fn in_words(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let Some(value) = count::exactly(&token.lower).filter(|value| *value > 1) else { continue };
        let read = held
            .reading
            .quantities
            .iter()
            .any(|q| !matches!(q.unit, Unit::Count(_)) && within(q.place, token.start))
            || held.reading.frequencies.iter().any(|f| within(f.place, token.start));
        let digits = value.to_string();
        let near = held
            .tokens
            .get(at.saturating_sub(6)..(at + 7).min(held.tokens.len()))
            .unwrap_or_default();
        let stands = held.wide.iter().any(|entry| {
            let same = entry
                .tokens
                .iter()
                .any(|other| other.lower == digits || other.lower == token.lower);
            same && near.iter().any(|word| {
                word.stem.len() > 3 && word.kind == TokenKind::Word && entry.has(&word.stem)
            })
        });
        let aged = at
            .checked_sub(1)
            .and_then(|back| held.at(back))
            .is_some_and(|before| before.is_any(&["age", "aged"]))
            && held.wide.iter().any(|entry| {
                entry.kind == super::entry::EntryKind::Base
                    && entry.tokens.iter().any(|other| other.lower == digits)
            });
        let worked = worked::is_of_share(held, at) || worked::is_count_of_them(held, at, value);
        if !read && !stands && !aged && !worked && !count::is_counted(held, at) {
            doubts.push(held.doubt(
                FlagKind::Quantity,
                at,
                at + 1,
                format!("No fact holds “{}” here.{}", token.text, held.nearest(|_| true)),
            ));
        }
    }
    doubts
}

/// Whether a ratio such as `118/70` or `4/5` stands so in an entry; `None` if the number belongs to none, or if the entries
/// write such values otherwise (`8 out of 10`).
pub(super) fn ratio(held: &Held, at: usize) -> Option<bool> {
    let run = |tokens: &[Token], at: usize| -> Option<[String; 2]> {
        let number = |at: usize| {
            tokens.get(at).filter(|t| t.kind == TokenKind::Number).map(|token| token.lower.clone())
        };
        let slash = |at: usize| tokens.get(at).is_some_and(|token| token.is("/"));
        if slash(at + 1) {
            return Some([number(at)?, number(at + 2)?]);
        }
        let first = at.checked_sub(2).filter(|first| slash(first + 1))?;
        Some([number(first)?, number(at)?])
    };
    let said = run(&held.tokens, at)?;
    let stands = |entry: &&&super::entry::Entry| {
        (0..entry.tokens.len()).any(|place| run(&entry.tokens, place).as_ref() == Some(&said))
    };
    let known = held.wide.iter().any(|entry| stands(&entry));
    let [_, whole] = &said;
    let others = held.wide.iter().any(|entry| {
        (0..entry.tokens.len())
            .filter_map(|place| run(&entry.tokens, place))
            .any(|[_, other]| other == *whole)
    });
    (known || others).then_some(known)
}

/// A number in digits: `14`, `fourteen`.
pub(super) fn in_digits(word: &str) -> Option<String> {
    let digits = word.starts_with(|letter: char| letter.is_ascii_digit());
    if digits {
        Some(word.to_owned())
    } else {
        count::in_words(word).map(|value| value.to_string())
    }
}

/// Whether the number belongs to a measure, whose family answers for it.
fn is_measured(held: &Held, start: usize) -> bool {
    held.reading.quantities.iter().any(|q| q.measure.is_some() && within(q.place, start))
}

/// Whether another family answers for the number.
fn is_read(held: &Held, start: usize) -> bool {
    let reading = &held.reading;
    reading.quantities.iter().any(|q| !matches!(q.unit, Unit::Count(_)) && within(q.place, start))
        || reading.frequencies.iter().any(|f| within(f.place, start))
        || reading.codes.iter().any(|c| within(c.place, start))
        || reading.drugs.iter().any(|d| within(d.place, start))
}

fn within(place: Place, start: usize) -> bool {
    place.start <= start && start < place.end
}

/// `type 2`, `grade 4`, `L5`: the number stands in an entry next to the same word.
pub(super) fn stands_with_its_neighbour(held: &Held, at: usize) -> bool {
    let Some(number) = held.at(at) else { return false };
    let before = at
        .checked_sub(1)
        .and_then(|back| held.at(back))
        .filter(|token| token.kind == TokenKind::Word);
    let after = held.at(at + 1).filter(|token| token.kind == TokenKind::Word);
    held.wide.iter().any(|entry| {
        entry.tokens.windows(2).any(|pair| match pair {
            [a, b] => {
                before.is_some_and(|word| a.stem == word.stem && b.lower == number.lower)
                    || after.is_some_and(|word| a.lower == number.lower && b.stem == word.stem)
            }
            _ => false,
        })
    })
}
