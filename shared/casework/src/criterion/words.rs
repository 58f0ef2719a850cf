//! Content words, for what no table knows: stems without the words that policies and notes are full of.

mod synonym;
mod wording;

use crate::fact::token::{Token, TokenKind, tokens};
use crate::fact::{number_word, singular};

pub(super) use wording::{Meant, meant};

/// Words that say nothing of what is asked for.
const EMPTY: &[&str] = &[
    "the",
    "a",
    "an",
    "of",
    "and",
    "or",
    "to",
    "in",
    "for",
    "with",
    "by",
    "is",
    "are",
    "be",
    "been",
    "was",
    "were",
    "has",
    "have",
    "had",
    "that",
    "this",
    "these",
    "those",
    "at",
    "on",
    "as",
    "from",
    "it",
    "its",
    "their",
    "his",
    "her",
    "any",
    "all",
    "each",
    "one",
    "two",
    "three",
    "least",
    "following",
    "must",
    "will",
    "would",
    "should",
    "may",
    "can",
    "not",
    "no",
    "patient",
    "member",
    "individual",
    "beneficiary",
    "person",
    "documentation",
    "documented",
    "document",
    "provider",
    "prescriber",
    "requested",
    "request",
    "criteria",
    "criterion",
    "meet",
    "met",
    "medical",
    "medically",
    "necessary",
    "than",
    "more",
    "less",
    "greater",
    "equal",
    "week",
    "month",
    "year",
    "day",
    "hour",
    "who",
    "which",
    "when",
    "if",
    "use",
    "used",
    "using",
    "other",
    "such",
    "e.g",
    "i.e",
    "eg",
    "ie",
    "submitted",
    "record",
    "chart",
    "note",
    "evidence",
    "include",
    "including",
    "present",
    "confirmed",
    "history",
    "current",
    "currently",
    "there",
    "due",
    "also",
    "both",
    "either",
    "least",
    "being",
    "does",
    "do",
    "did",
    "per",
    "least",
    "duration",
    "lasting",
    "appropriate",
    "within",
    "past",
    "last",
    "prior",
    "previous",
    "baseline",
    "obtained",
    "performed",
    "minimum",
];

/// Prefixes that are written with a hyphen or without: `off-loading` and `offloading` are one word.
const PREFIXES: &[&str] = &[
    "off", "non", "re", "pre", "post", "anti", "co", "multi", "sub", "over", "under", "self",
    "intra",
];

/// The content words of a text as stems, none twice.
pub(super) fn content(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (_, stem) in placed(text) {
        if !words.contains(&stem) {
            words.push(stem);
        }
    }
    words
}

/// The content words of a text as stems, each with the number of the token that it begins at.
pub(super) fn placed(text: &str) -> Vec<(usize, String)> {
    placed_in(&tokens(text))
}

/// The same of a text that is tokens already.
pub(super) fn placed_in(tokens: &[Token]) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let place = at;
        at += 1;
        if token.kind != TokenKind::Word {
            continue;
        }
        let mut word = singular(&token.lower);
        if let (true, Some(hyphen), Some(next)) =
            (PREFIXES.contains(&word.as_str()), tokens.get(at), tokens.get(at + 1))
            && hyphen.any(&["-", "\u{2011}"])
            && hyphen.touches(next)
            && next.kind == TokenKind::Word
        {
            word.push_str(&singular(&next.lower));
            at += 2;
        }
        let short =
            word.chars().count() < 3 && !word.contains(|letter: char| letter.is_ascii_digit());
        // "Six" says as little as "6".
        if short
            || number_word(&word).is_some()
            || EMPTY.contains(&word.as_str())
            || EMPTY.contains(&token.lower.as_str()) && at == place + 1
        {
            continue;
        }
        words.push((place, stem(&word)));
    }
    words
}

/// A text in the ways in which it can be read where it gives a short form: with the full name alone, and with the short form
/// in its place. `glucose-6-phosphate dehydrogenase (G6PD) deficiency` is `G6PD deficiency` too.
pub(super) fn variants(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let short = tokens.windows(3).enumerate().find(|(at, window)| {
        *at > 0
            && matches!(window, [open, name, close]
                if open.is("(") && close.is(")") && name.capital && name.kind == TokenKind::Word)
    });
    let Some((at, [open, name, close])) = short else { return vec![text.to_owned()] };
    let initial = name.lower.chars().next();
    let full = tokens.get(at.saturating_sub(9)..at).unwrap_or(&[]);
    let first = full
        .iter()
        .rfind(|token| token.kind == TokenKind::Word && token.lower.chars().next() == initial);
    let slice = |from: usize, to: usize| text.get(from..to).unwrap_or("").trim();
    let rest = slice(close.place.end, text.len());
    let written = slice(name.place.start, name.place.end);
    let mut variants = vec![format!("{} {rest}", slice(0, open.place.start))];
    variants.extend(first.map(|first| format!("{} {written} {rest}", slice(0, first.place.start))));
    variants
}

/// The same where the short form is written as initials, and nothing where a text gives none.
pub(super) fn short_and_full(text: &str) -> Vec<String> {
    let initials = |name: &str| {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        letters.clone().count() > 1 && letters.clone().all(|letter| !letter.is_lowercase())
    };
    let given = text.split('(').skip(1).filter_map(|rest| rest.split_once(')'));
    let named = given.into_iter().any(|(name, _)| initials(name));
    if named {
        variants(text).into_iter().filter(|variant| variant != text).collect()
    } else {
        Vec::new()
    }
}

/// A rough stem: endings that change the part of speech are taken off, at least four letters stay.
pub(super) fn stem(word: &str) -> String {
    for ending in [
        "ically", "ations", "ful", "ation", "ingly", "ional", "ments", "ment", "ness", "tion",
        "ing", "ial", "ive", "ity", "ous", "ies", "ed", "es", "al", "ic", "ly", "er", "y", "e",
        "s",
    ] {
        if ending == "s" && word.ends_with("ss") {
            continue;
        }
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 4) {
            return stem.to_owned();
        }
    }
    word.to_owned()
}

/// How many of the words stand among others; words match by their stems or a shared beginning.
pub(super) fn common(asked: &[String], given: &[String]) -> usize {
    asked.iter().filter(|word| given.iter().any(|other| alike(word, other))).count()
}

/// How many of the words stand among others, in percent.
pub(super) fn shared(asked: &[String], given: &[String]) -> usize {
    if asked.is_empty() { 0 } else { common(asked, given) * 100 / asked.len() }
}

/// Whether two stems are one word: the same, with a shared beginning, or two names of one thing.
pub(super) fn alike(left: &str, right: &str) -> bool {
    // Antibodies against a thing are named with `anti` or without, one catheterizes oneself, and what is ocular may be within.
    let bare = ["anti", "self", "intra"].iter().find_map(|prefix| left.strip_prefix(prefix));
    begins_alike(left, right)
        || is_numbered(left, right)
        || is_numbered(right, left)
        || synonym::one_thing(left, right)
        || bare.is_some_and(|bare| bare.len() > 4 && begins_alike(bare, right))
}

/// Whether a word is another one with a number behind it: `BRCA1` is one of what `BRCA` stands for.
fn is_numbered(left: &str, right: &str) -> bool {
    left.strip_prefix(right).is_some_and(|number| {
        right.len() > 2 && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn begins_alike(left: &str, right: &str) -> bool {
    let common = left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count();
    left == right
        || common >= 6
        || common >= 5 && left.chars().count().min(right.chars().count()) == 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_matched_by_their_stems() {
        let asked = content("Documentation of functional impairment and evaluated motivation");
        let given = content("Functionally impaired; motivation was evaluated last month");
        assert_eq!(shared(&asked, &given), 100);
        assert_eq!(shared(&asked, &content("No such thing")), 0);
    }
}
