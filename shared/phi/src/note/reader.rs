//! Reads the bytes of a shadow into tokens.

use super::{Case, Gap, Kind, Note, Style, Token};
use crate::letters::{Figures, Letters};
use crate::lexicon;
use crate::looks::Looks;
use crate::scanned;
use crate::shadow::OTHER_LETTER;
use crate::token::EDGE;

fn number(rest: &[u8], start: usize, gap: Gap) -> Token {
    let Figures { count, value } = Figures::at(rest);
    let looks = Looks::NUMBER.and(Looks::of_gap(gap)).and(Looks::of_length(count));
    Token { start, end: start + count, kind: Kind::Number, gap, value, looks, ..EDGE }
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
    let looks = Looks::WORD
        .and(Looks::of_gap(gap))
        .and(Looks::of_case(case))
        .and(Looks::of_length(letters.count))
        .and(scanned::looks(rest.first().copied().unwrap_or_default()));
    Token { start, end, hash, kind: Kind::Word, gap, case, looks, ..EDGE }
}

/// Words that are looked up together.
const TOGETHER: usize = 64;

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
        // Looked up in a row, words wait for the dictionary together.
        let (mut words, mut count) = ([0; TOGETHER], 0);
        let (mut at, mut gap) =
            self.tokens.last().map_or((0, Gap::Line), |token| (token.end, Gap::None));
        let bytes = self.bytes.get(..end).unwrap_or_default();
        loop {
            // Most words stand after one blank: it is passed over without a guess at whether there is one.
            let blank = bytes.get(at) == Some(&b' ');
            at += usize::from(blank);
            gap = gap.max(if blank { Gap::Blank } else { Gap::None });
            let Some(&byte) = bytes.get(at) else { break };
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
                _ if byte.is_ascii_alphabetic() || byte == OTHER_LETTER => {
                    if let Some(place) = words.get_mut(count) {
                        *place = self.tokens.len();
                    }
                    count += 1;
                    word(rest, at, gap)
                }
                _ => Token::of_mark(at, byte, gap),
            };
            at = token.end;
            self.tokens.push(token);
            gap = Gap::None;
            if count == TOGETHER {
                self.look_up(&words);
                count = 0;
            }
        }
        self.look_up(words.get(..count).unwrap_or_default());
    }

    fn look_up(&mut self, words: &[usize]) {
        for index in words {
            let Some(token) = self.tokens.get_mut(*index) else { continue };
            let word = lexicon::word(token.hash);
            (token.class, token.roles, token.value) =
                (word.class, word.roles, u32::from(word.value));
            token.looks = token.looks.and(word.looks);
        }
    }

    pub(super) fn note(mut self) -> Note<'a> {
        let tally = Tally::of(&self.tokens);
        self.tokens.push(EDGE);
        let Self { bytes, tokens } = self;
        let Tally { roles, capital_roles, spaced, dotted, signs, .. } = tally;
        let style = tally.style();
        let (spaced, dotted) = (spaced == 1, dotted == 1);
        Note { bytes, tokens, style, roles, capital_roles, spaced, dotted, signs }
    }
}

/// What is gathered of a note's tokens: how many of the longer words are written which way, and what [`Note`] tells.
#[derive(Default)]
struct Tally {
    words: u32,
    lower: u32,
    upper: u32,
    roles: u128,
    capital_roles: u128,
    /// 1 if so.
    spaced: u32,
    dotted: u32,
    signs: u32,
}

impl Tally {
    /// Nothing branches on what a token is: most branches would go either way as often.
    fn of(tokens: &[Token]) -> Self {
        let mut tally = Self::default();
        let (mut before, mut last) = (EDGE.looks, EDGE.looks);
        let mut full_stop = 0;
        for token in tokens {
            let here = token.looks;
            let single = here.bit(Looks::ONE);
            tally.spaced |= single & here.bit(Looks::BLANK) & last.bit(Looks::ONE);
            let short = before.bit(Looks::WORD) & before.bit(Looks::FIVE);
            tally.dotted |= single & here.bit(Looks::WORD) & full_stop & short;
            tally.token(token);
            (before, last) = (last, here);
            full_stop = u32::from(token.is_mark(b'.'));
        }
        tally
    }

    fn token(&mut self, token: &Token) {
        let (looks, capital) = (token.looks, token.looks.bit(Looks::CAPITAL));
        self.signs |= token.signs;
        self.roles |= token.roles;
        self.capital_roles |= token.roles & 0_u128.wrapping_sub(u128::from(capital));
        let long = looks.bit(Looks::WORD) & !looks.bit(Looks::TWO);
        self.words += long;
        self.lower += long & !capital;
        self.upper += long & looks.bit(Looks::UPPER);
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
        let Note { tokens, style, roles, capital_roles, spaced, dotted, signs, .. } = note;
        format!("{tokens:?} {style:?} {roles} {capital_roles} {spaced} {dotted} {signs}")
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

        #[test]
        fn the_places_asked_for_are_those_that_answer_however_long_the_note(text in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..300)) {
            let bytes = text.concat();
            let note = Note::read(&bytes);
            let wanted = |token: &Token, next: &Token| token.is_number() | next.is_word();
            let places: Vec<usize> = note.places(|_, token, next| wanted(token, next)).collect();
            let each = note.pairs().filter(|(_, token, next)| wanted(token, next));
            prop_assert_eq!(places, each.map(|(index, ..)| index).collect::<Vec<_>>());
        }
    }
}
