//! What policies call drug classes, conditions and treatments, and what stands behind the words. The tables lie in `data/`.

pub(super) mod class;
pub(super) mod condition;
pub(super) mod therapy;

use std::collections::HashMap;

use crate::fact::singular;
use crate::fact::token::Token;

/// A phrase found among tokens: from which to which (exclusive).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found<T> {
    pub(super) what: T,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A phrase of a table, its words ready to be compared.
struct Phrase {
    words: Vec<String>,
    entry: usize,
}

/// Phrases by their first word; each stands for an entry.
struct Phrases {
    by_first: HashMap<String, Vec<Phrase>>,
}

impl Phrases {
    fn new<'a>(entries: impl Iterator<Item = &'a str>) -> Self {
        let mut by_first: HashMap<String, Vec<Phrase>> = HashMap::new();
        for (entry, cell) in entries.enumerate() {
            for phrase in cell.split("; ").filter(|phrase| !phrase.is_empty()) {
                let words: Vec<String> = phrase.split([' ', '/']).map(singular).collect();
                let first = words.first().cloned().unwrap_or_default();
                by_first.entry(first).or_default().push(Phrase { words, entry });
            }
        }
        Self { by_first }
    }

    /// Every phrase among the tokens, the longest where several start at one; number and entry.
    fn find(&self, tokens: &[Token]) -> Vec<Found<usize>> {
        let words: Vec<String> = tokens.iter().map(|token| singular(&token.lower)).collect();
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(first) = words.get(from) {
            let starting = self.by_first.get(first).into_iter().flatten();
            let best = starting
                .filter_map(|phrase| Some((ends(&words, from, &phrase.words)?, phrase.entry)))
                .max_by_key(|(to, _)| *to);
            if let Some((to, what)) = best {
                found.push(Found { what, from, to });
                from = to;
            } else {
                from += 1;
            }
        }
        found
    }
}

/// Where a phrase ends that starts at a word; hyphens and slashes between its words are passed over.
fn ends(words: &[String], from: usize, phrase: &[String]) -> Option<usize> {
    let mut at = from;
    for (place, word) in phrase.iter().enumerate() {
        while place > 0
            && words
                .get(at)
                .is_some_and(|word| matches!(word.as_str(), "-" | "/" | "–" | "\u{2011}"))
        {
            at += 1;
        }
        if words.get(at) != Some(word) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// The rows of a table without its header.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

/// The names of a cell.
fn names(cell: Option<&&'static str>) -> Vec<&'static str> {
    cell.copied().unwrap_or("").split("; ").filter(|name| !name.is_empty()).collect()
}
