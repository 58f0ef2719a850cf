//! What a wording of the clinic means in the payer's words: `hives` are an urticaria, a `psg` is a sleep study.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{content, stem};
use crate::fact::singular;
use crate::fact::token::Token;

/// A word that a fact means without saying it, at the token that means it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::criterion) struct Meant {
    pub(in crate::criterion) at: usize,
    pub(in crate::criterion) stem: String,
    /// Both wordings name one thing, so that a denial of one denies the other.
    pub(in crate::criterion) same: bool,
}

/// A word of a phrase: a stem, or the beginning of one.
enum Piece {
    Whole(String),
    Beginning(String),
}

struct Row {
    means: Vec<String>,
    same: bool,
}

struct Table {
    rows: Vec<Row>,
    /// Phrases by the first two letters of their first word, each with its row.
    phrases: HashMap<String, Vec<(Vec<Piece>, usize)>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { rows: Vec::new(), phrases: HashMap::new() };
    for row in include_str!("../../../data/wordings.tsv").lines().skip(1) {
        table.add(row);
    }
    table
});

impl Table {
    fn add(&mut self, row: &str) {
        let (says, means) = row.split_once('\t').unwrap_or((row, ""));
        let same = means.is_empty();
        let place = self.rows.len();
        self.rows
            .push(Row { means: content(&if same { says } else { means }.replace('*', "")), same });
        for phrase in says.split("; ").filter(|phrase| !phrase.is_empty()) {
            let pieces: Vec<Piece> = phrase.split(' ').map(Piece::of).collect();
            let first = pieces.first().map(|piece| start(piece.text())).unwrap_or_default();
            self.phrases.entry(first).or_default().push((pieces, place));
        }
    }
}

impl Piece {
    fn of(word: &str) -> Self {
        word.strip_suffix('*').map_or_else(
            || Self::Whole(stem(&singular(word))),
            |beginning| Self::Beginning(beginning.to_owned()),
        )
    }

    fn text(&self) -> &str {
        match self {
            Self::Whole(text) | Self::Beginning(text) => text,
        }
    }

    fn is(&self, token: &Token, stem: &str) -> bool {
        match self {
            Self::Whole(whole) => stem == whole,
            Self::Beginning(beginning) => token.lower.starts_with(beginning.as_str()),
        }
    }
}

/// The first two letters, by which phrases are looked up.
fn start(word: &str) -> String {
    word.chars().take(2).collect()
}

/// What the tokens mean beside what they say.
pub(in crate::criterion) fn meant(tokens: &[Token]) -> Vec<Meant> {
    let stems: Vec<String> = tokens.iter().map(|token| stem(&singular(&token.lower))).collect();
    let mut found = Vec::new();
    for (at, word) in stems.iter().enumerate() {
        let phrases = TABLE.phrases.get(&start(word)).into_iter().flatten();
        for (_, row) in phrases.filter(|(pieces, _)| stands(pieces, tokens, &stems, at)) {
            let Some(row) = TABLE.rows.get(*row) else { continue };
            let words = row.means.iter().cloned();
            found.extend(words.map(|stem| Meant { at, stem, same: row.same }));
        }
    }
    found
}

/// Whether a phrase stands at a token; hyphens between its words are passed over.
fn stands(pieces: &[Piece], tokens: &[Token], stems: &[String], at: usize) -> bool {
    let mut place = at;
    for (number, piece) in pieces.iter().enumerate() {
        while number > 0 && tokens.get(place).is_some_and(|token| token.any(&["-", "\u{2011}"])) {
            place += 1;
        }
        let (Some(token), Some(stem)) = (tokens.get(place), stems.get(place)) else { return false };
        if !piece.is(token, stem) {
            return false;
        }
        place += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::token::tokens;

    fn means(text: &str, word: &str) -> bool {
        meant(&tokens(text)).iter().any(|meant| meant.stem == stem(word))
    }

    #[test]
    fn a_clinic_word_means_the_payers_word_and_not_the_other_way_round() {
        assert!(means("Hives on most days", "urticaria"));
        assert!(!means("Urticaria on most days", "hives"));
        assert!(means("The PSG was read", "polysomnogram"));
        assert!(means("Blood-streaked stools", "bleeding"));
        assert!(!means("Stools are brown", "bleeding"));
    }

    #[test]
    fn every_row_says_something_and_means_something() {
        for row in &TABLE.rows {
            assert!(!row.means.is_empty());
        }
    }
}
