//! Reads the bytes of a shadow into tokens.

use super::{Case, Gap, Kind, Note, Style, Token, bit_of};
use crate::letters::Letters;
use crate::lexicon;
use crate::shadow::OTHER_LETTER;
use crate::token::EDGE;

fn number(rest: &[u8], start: usize, gap: Gap) -> Token {
    let (mut count, mut value) = (0, 0_u64);
    for &byte in rest {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        // Of a long number only its being long counts.
        if count < 19 {
            value = value * 10 + u64::from(digit);
        }
        count += 1;
    }
    let value = u32::try_from(value).unwrap_or(u32::MAX);
    Token { start, end: start + count, kind: Kind::Number, gap, value, ..EDGE }
}

fn word(rest: &[u8], start: usize, gap: Gap) -> Token {
    let letters = Letters::at(rest);
    let case = match letters.upper {
        0 => Case::Lower,
        1 if rest.first().is_some_and(u8::is_ascii_uppercase) => Case::Title,
        upper if upper == letters.count => Case::Upper,
        _ => Case::Mixed,
    };
    let (end, hash) = (start + letters.count, letters.word.hash());
    Token { start, end, hash, kind: Kind::Word, gap, case, ..EDGE }
}

/// A note while it is read.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    pub(super) tokens: Vec<Token>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8], capacity: usize) -> Self {
        Self { bytes, tokens: Vec::with_capacity(capacity) }
    }

    /// Reads on from the last token to byte `end`, at which a token ends or begins.
    pub(super) fn read(&mut self, end: usize) {
        let known = self.tokens.len();
        let (mut at, mut gap) =
            self.tokens.last().map_or((0, Gap::Line), |token| (token.end, Gap::None));
        let bytes = self.bytes.get(..end).unwrap_or_default();
        while let Some(&byte) = bytes.get(at) {
            let rest = bytes.get(at..).unwrap_or_default();
            let token = match byte {
                b' ' | b'\t' => {
                    gap = gap.max(Gap::Blank);
                    at += 1;
                    continue;
                }
                b'\r' | b'\n' => {
                    gap = Gap::Line;
                    at += 1;
                    continue;
                }
                b'0'..=b'9' => number(rest, at, gap),
                _ if byte.is_ascii_alphabetic() || byte == OTHER_LETTER => word(rest, at, gap),
                _ => Token::of_mark(at, byte, gap),
            };
            at = token.end;
            self.tokens.push(token);
            gap = Gap::None;
        }
        // Looked up in a row, words wait for the dictionary together.
        for token in self.tokens.iter_mut().skip(known).filter(|token| token.is_word()) {
            let word = lexicon::word(token.hash);
            (token.class, token.roles, token.value) =
                (word.class, word.roles, u32::from(word.value));
        }
    }

    pub(super) fn note(mut self) -> Note<'a> {
        let tally = Tally::of(&self.tokens);
        self.tokens.push(EDGE);
        let Self { bytes, tokens } = self;
        let Tally { roles, capital_roles, spaced, dotted, marks, .. } = tally;
        let style = tally.style();
        Note { bytes, tokens, style, roles, capital_roles, spaced, dotted, marks }
    }
}

/// What is gathered of a note's tokens: how many of the longer words are written which way, and what [`Note`] tells.
#[derive(Default)]
struct Tally {
    words: usize,
    lower: usize,
    upper: usize,
    roles: u128,
    capital_roles: u128,
    spaced: bool,
    dotted: bool,
    marks: u128,
}

impl Tally {
    fn of(tokens: &[Token]) -> Self {
        let mut tally = Self::default();
        for (index, token) in tokens.iter().enumerate() {
            match token.kind {
                Kind::Word => tally.word(token),
                Kind::Mark(mark) => tally.marks |= bit_of(mark),
                Kind::Number | Kind::Edge => {}
            }
            if token.len() == 1 && token.is_value() {
                tally.single(tokens.get(..index).unwrap_or_default(), token);
            }
        }
        tally
    }

    fn word(&mut self, word: &Token) {
        if word.roles != 0 {
            self.roles |= word.roles;
            self.capital_roles |= if word.case == Case::Lower { 0 } else { word.roles };
        }
        let long = usize::from(word.len() > 2);
        self.words += long;
        self.lower += long * usize::from(word.case == Case::Lower);
        self.upper += long * usize::from(word.case == Case::Upper);
    }

    /// A letter or figure that is a token by itself, and those before it.
    fn single(&mut self, before: &[Token], token: &Token) {
        let [.., last] = before else { return };
        let short =
            |word: Option<&Token>| word.is_some_and(|word| word.is_word() && word.len() <= 5);
        self.spaced |= token.gap == Gap::Blank && last.is_value() && last.len() == 1;
        self.dotted |= last.is_mark(b'.') && token.is_word() && short(before.iter().nth_back(1));
    }

    /// A note is without case when nearly all of its longer words are written one way.
    const fn style(&self) -> Style {
        let Self { words, lower, upper, .. } = *self;
        let other = words - lower - upper;
        if other == 0 && upper == 0 && lower > 0 {
            Style::Lower
        } else if other * 12 <= upper && lower * 6 <= upper && upper > 1 {
            Style::Upper
        } else {
            Style::Mixed
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PIECES: [&[u8]; 16] = [
        b"12", b"7", b"Ann", b"MRN", b"a", b"May", b" ", b"  ", b"\n", b"\t", b"-", b"/", b".",
        b":", b"\x80", b"\x01",
    ];

    fn text() -> impl Strategy<Value = Vec<u8>> {
        let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..12);
        pieces.prop_map(|pieces| pieces.concat())
    }

    fn told(note: &Note<'_>) -> String {
        let Note { tokens, style, roles, capital_roles, spaced, dotted, marks, .. } = note;
        format!("{tokens:?} {style:?} {roles} {capital_roles} {spaced} {dotted} {marks}")
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        #[test]
        fn a_changed_note_reads_as_if_it_were_read_anew(before in text(), old in text(), new in text(), after in text()) {
            let whole = |middle: &[u8]| [before.as_slice(), middle, after.as_slice()].concat();
            let (first, changed) = (whole(&old), whole(&new));
            let again = Note::read(&first).reread(&changed, before.len(), before.len() + old.len());
            prop_assert_eq!(told(&again), told(&Note::read(&changed)));
        }
    }
}
