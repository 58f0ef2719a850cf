//! Opposites: a sentence that says one where the facts say the other of the same thing is wrong.

use super::entry::Entry;
use super::lexicon::OPPOSITES;
use super::words::{self, Token};
use super::{binding, held::Held, range};

/// Words of place and rank: they stand against each other before one noun alone.
const PLACES: &[&str] =
    &["proximal", "distal", "anterior", "posterior", "upper", "lower", "primary", "secondary"];

/// `in the last year`: a time up to now, and no last of several.
fn is_recent(held: &Held, token: &Token) -> bool {
    const TIMES: &[&str] = &[
        "year", "years", "month", "months", "week", "weeks", "day", "days", "hours", "half",
        "decade", "visit",
    ];
    let at = held.tokens.iter().position(|other| other.start == token.start).unwrap_or_default();
    let near = held.tokens.get(at + 1..(at + 3).min(held.tokens.len())).unwrap_or_default();
    token.is("last") && near.iter().any(|next| next.is_any(TIMES))
}

/// Words that order two things in time.
const ORDER: &[&str] = &["before", "after"];

/// The opposite that the facts have instead of this word, if they do not have the word as well.
pub(super) fn opposed<'a>(held: &Held<'a>, token: &Token) -> Option<(&'static str, &'a Entry)> {
    if let Some(found) = predicated(held, token) {
        return Some(found);
    }
    if held.knows(&token.stem) || is_recent(held, token) {
        return None;
    }
    let matches = |words: &[&str]| words.iter().any(|word| words::akin(word, &token.stem));
    for (one, other) in OPPOSITES {
        let against = if matches(one) {
            *other
        } else if matches(other) {
            *one
        } else {
            continue;
        };
        let allies = if matches(one) { *one } else { *other };
        if allies.iter().any(|word| held.wide.iter().any(|entry| entry.has(word))) {
            continue;
        }
        if is_named_by_a_disease(held, allies) {
            continue;
        }
        if let Some(found) = directed(held, token, against) {
            return Some(found);
        }
        // `an upper limit` stands against no `lowered`: a place needs the same noun.
        if PLACES.contains(&allies.first().copied().unwrap_or_default())
            || PLACES.contains(&against.first().copied().unwrap_or_default())
        {
            continue;
        }
        for word in against {
            let context = |entry: &&&Entry| {
                entry.has(word)
                    && !range::is_of_limit(entry, word)
                    && shares(held, entry)
                    && is_in_order(held, token, entry, word)
            };
            if let Some(entry) = held.pool.iter().find(context) {
                return Some((word, entry));
            }
        }
    }
    None
}

/// `receptor negative` where an entry has the same receptor positive, and none has it negative.
fn predicated<'a>(held: &Held<'a>, token: &Token) -> Option<(&'static str, &'a Entry)> {
    let other = match token.lower.as_str() {
        "positive" => "negative",
        "negative" => "positive",
        _ => return None,
    };
    let at = held.tokens.iter().position(|other| other.start == token.start)?;
    let thing = held.at(at.checked_sub(1)?).filter(|thing| thing.stem.len() > 2)?;
    let says = |entry: &&&Entry, word: &str| {
        entry
            .tokens
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a.stem == thing.stem && b.is(word)))
    };
    let found = held.wide.iter().find(|entry| says(entry, other))?;
    (!held.wide.iter().any(|entry| says(&entry, &token.lower))).then_some((other, *found))
}

/// `the lateral compartment` where an entry has the medial one, and nothing else of the kind.
fn directed<'a>(
    held: &Held<'a>,
    token: &Token,
    against: &[&'static str],
) -> Option<(&'static str, &'a Entry)> {
    let at = held.tokens.iter().position(|other| other.start == token.start)?;
    let noun = held.at(at + 1).filter(|noun| noun.stem.len() > 3)?;
    let says = |entry: &Entry, word: &str| {
        entry
            .tokens
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if words::akin(&a.stem, word) && b.stem == noun.stem))
    };
    let mut pairs =
        against.iter().flat_map(|word| held.pool.iter().map(move |entry| (*word, *entry)));
    pairs.find(|(word, entry)| says(entry, word) && is_in_order(held, token, entry, word))
}

/// `hyperkalemia` is high potassium as much as the word: the beginning of a disease says the direction.
fn is_named_by_a_disease(held: &Held, allies: &[&str]) -> bool {
    let begins = |beginning: &str| {
        let mut tokens = held.wide.iter().flat_map(|entry| &entry.tokens);
        tokens.any(|token| token.lower.starts_with(beginning))
    };
    allies.contains(&"high") && begins("hyper") || allies.contains(&"low") && begins("hypo")
}

/// Whether the entry orders what the sentence orders, if the word orders at all: something in common on either side of it.
/// `requesting a drug after cetirizine failed` is not about the hives that were there `before cetirizine`.
fn is_in_order(held: &Held, token: &Token, entry: &Entry, word: &str) -> bool {
    const REACH: usize = 6;
    if !ORDER.contains(&word) {
        return true;
    }
    let telling = |token: &&Token| token.stem.len() > 3 && !binding::is_small(&token.lower);
    let near = |tokens: &[Token], at: usize| -> [Vec<String>; 2] {
        let stems = |part: Option<&[Token]>| {
            let words = part.unwrap_or_default().iter().filter(telling);
            words.map(|token| token.stem.clone()).collect()
        };
        let behind = at + 1..(at + 1 + REACH).min(tokens.len());
        [stems(tokens.get(at.saturating_sub(REACH)..at)), stems(tokens.get(behind))]
    };
    let meet = |a: &[String], b: &[String]| a.iter().any(|a| b.iter().any(|b| words::akin(a, b)));
    let Some(at) = held.tokens.iter().position(|other| other.start == token.start) else {
        return false;
    };
    let [before, behind] = near(&held.tokens, at);
    entry.places(word).any(|place| {
        let [known_before, known_behind] = near(&entry.tokens, place);
        meet(&before, &known_before) && meet(&behind, &known_behind)
    })
}

/// Whether the entry speaks of what the sentence speaks of: a telling word in common.
fn shares(held: &Held, entry: &Entry) -> bool {
    let shared = |token: &Token| {
        token.stem.len() > 3
            && entry.tokens.iter().any(|other| words::akin(&other.stem, &token.stem))
    };
    let telling = |token: &Token| !super::lexicon::is_plain(&token.stem);
    let all = || held.words().map(|(_, token)| token).filter(|token| shared(token));
    all().count() > 1 && all().any(telling) || all().count() > 2
}

#[cfg(test)]
mod tests {
    use super::super::strength;
    use super::super::trial::holds;

    #[test]
    fn what_comes_before_and_after_is_told_of_the_same_two_things() {
        holds(
            strength::doubts,
            &["Stiffness and swelling came after methotrexate."],
            &[
                "I am requesting adalimumab after methotrexate and leflunomide failed.",
                "Stiffness came before methotrexate.",
            ],
        );
    }
}
