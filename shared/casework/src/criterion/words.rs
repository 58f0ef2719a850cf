//! Content words, for what no table knows: stems without the words that policies and notes are full of.

use crate::fact::singular;
use crate::fact::token::{TokenKind, tokens};

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
];

/// The content words of a text as stems, none twice.
pub(super) fn content(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for token in tokens(text) {
        let word = singular(&token.lower);
        if token.kind != TokenKind::Word
            || word.chars().count() < 3
            || EMPTY.contains(&word.as_str())
            || EMPTY.contains(&token.lower.as_str())
        {
            continue;
        }
        let stem = stem(&word);
        if !words.contains(&stem) {
            words.push(stem);
        }
    }
    words
}

/// A rough stem: endings that change the part of speech are taken off, at least four letters stay.
pub(super) fn stem(word: &str) -> String {
    for ending in [
        "ically", "ations", "ation", "ingly", "ional", "ments", "ment", "ness", "tion", "ing",
        "ial", "ive", "ity", "ous", "ies", "ed", "es", "al", "ic", "ly", "er", "y", "e", "s",
    ] {
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

fn alike(left: &str, right: &str) -> bool {
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
