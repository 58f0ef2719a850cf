//! Names in which a scanner took letters for figures: "Cha5e", "5akura", "Rauti0".

use super::Speller;
use crate::hash;
use crate::lexicon;
use crate::looks::Looks;
use crate::note::Case;

/// Letters that a name needs beside its figures, and figures that it may have.
const LETTERS: usize = 3;
const FIGURES: usize = 2;
/// Tokens of one word.
const TOKENS: usize = 6;

impl Speller<'_> {
    /// Whether the word begins with a letter that may have been a figure.
    pub(super) fn readable(&self, index: usize) -> bool {
        self.note.at(index).looks.any(Looks::READABLE)
    }

    /// A word that people bear once its figures are read as letters.
    pub(super) fn misread(&mut self, index: usize) -> Option<usize> {
        let note = self.note;
        let first = note.at(index);
        if !first.is_value() || first.joined() && note.before(index, 1).is_value() {
            return None;
        }
        let goes_on = |i: usize| note.at(i).joined() && note.at(i).is_value();
        if !goes_on(index + 1) {
            return None;
        }
        let last = (index..index + TOKENS).take_while(|i| *i == index || goes_on(*i)).last()?;
        let (mut letters, mut figures, mut upper) = (0, 0, true);
        for token in (index..=last).map(|i| note.at(i)) {
            if token.is_number() {
                figures += token.len();
            } else {
                letters += token.len();
                upper &= token.case == Case::Upper || token.len() == 1 && token.is_capital();
            }
        }
        if letters < LETTERS || figures == 0 || figures > FIGURES || goes_on(last + 1) {
            return None;
        }
        let span = note.span(index, last);
        let word = [b'l', b'i'].into_iter().map(|one| read(span, one, upper)).find(|word| {
            let small: Vec<u8> = word.iter().map(u8::to_ascii_lowercase).collect();
            let class = lexicon::class(hash::hash_of(small.iter()));
            word.iter().all(u8::is_ascii_alphabetic) && (class.first() > 0 || class.surname() > 0)
        })?;
        let (start, end) = (first.start, note.at(last).end);
        self.put(
            word.into_iter().zip(start..).map(|(byte, at)| (byte, at, at + 1)).collect(),
            start,
            end,
        );
        Some(last + 1)
    }
}

/// The word with letters for its figures, a one read as `one`.
fn read(span: &[u8], one: u8, upper: bool) -> Vec<u8> {
    let letter = |byte: u8| match byte {
        b'0' => b'o',
        b'1' => one,
        b'5' => b's',
        b'8' => b'b',
        b'6' => b'g',
        byte => byte,
    };
    let capital = span.iter().skip(1).any(u8::is_ascii_lowercase);
    span.iter()
        .enumerate()
        .map(|(at, &byte)| {
            let raise = upper || at == 0 && capital && byte.is_ascii_digit();
            if raise { letter(byte).to_ascii_uppercase() } else { letter(byte) }
        })
        .collect()
}
