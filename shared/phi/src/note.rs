//! The text as tokens: words, numbers and single marks, each with what the lexicon knows of it.

use crate::hash;
use crate::lexicon::{self, Class};
use crate::shadow::OTHER_LETTER;
use crate::token::EDGE;
pub(crate) use crate::token::{Case, Gap, Kind, Token};

/// Marks of a leader that are passed over.
const LEADER: usize = 40;

static EDGE_TOKEN: Token = EDGE;

/// How the whole note is written; in a note without both cases, case says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Mixed,
    Lower,
    Upper,
}

/// The tokens of a shadow.
pub(crate) struct Note<'a> {
    bytes: &'a [u8],
    /// The edge after the last one is among them.
    tokens: Vec<Token>,
    pub(crate) style: Style,
    /// The roles that occur in the note at all, so that rules need not look for what is not there.
    pub(crate) roles: u128,
    /// The roles of words with a capital letter.
    pub(crate) capital_roles: u128,
    /// Whether single letters or figures with a blank between them stand anywhere: "2 0 2 3".
    pub(crate) spaced: bool,
    /// Whether a single letter stands anywhere after a short word and a full stop: "M.D.".
    pub(crate) dotted: bool,
}

impl<'a> Note<'a> {
    /// Reads a shadow in one pass.
    pub(crate) fn read(bytes: &'a [u8]) -> Self {
        let mut tokens = Vec::with_capacity(bytes.len() / 3 + 8);
        let mut gap = Gap::Line;
        let mut tally = Tally::default();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let rest = bytes.get(at..).unwrap_or_default();
            let token = match byte {
                b' ' | b'\t' | b'\r' | b'\n' => {
                    gap = gap.max(if byte == b'\n' || byte == b'\r' {
                        Gap::Line
                    } else {
                        Gap::Blank
                    });
                    at += 1;
                    continue;
                }
                b'0'..=b'9' => number(rest, at, gap),
                _ if lower(byte) != 0 => {
                    let word = word(rest, at, gap);
                    tally.word(&word);
                    word
                }
                _ => Token::of_mark(at, byte, gap),
            };
            at = token.end;
            if token.len() == 1 && token.is_value() {
                tally.single(&tokens, &token);
            }
            tokens.push(token);
            gap = Gap::None;
        }
        tokens.push(EDGE);
        let style = tally.style();
        let Tally { roles, capital_roles, spaced, dotted, .. } = tally;
        Self { bytes, tokens, style, roles, capital_roles, spaced, dotted }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len() - 1
    }

    /// All tokens, each with its index.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.pairs().map(|(index, token, _)| (index, token))
    }

    /// All tokens, each with its index and the one after it.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, &Token, &Token)> {
        self.tokens.array_windows().enumerate().map(|(index, [token, next])| (index, token, next))
    }

    /// The token at this index, or the edge.
    pub(crate) fn at(&self, index: usize) -> &Token {
        #[cfg(test)]
        work::count();
        self.tokens.get(index).unwrap_or(&EDGE_TOKEN)
    }

    /// The token `back` places before this index, or the edge.
    pub(crate) fn before(&self, index: usize, back: usize) -> &Token {
        index.checked_sub(back).map_or(&EDGE_TOKEN, |index| self.at(index))
    }

    /// The roles of the `count` tokens from this index on, taken together.
    pub(crate) fn roles_ahead(&self, index: usize, count: usize) -> u128 {
        #[cfg(test)]
        (0..count).for_each(|_| work::count());
        let rest = self.tokens.get(index..).unwrap_or_default();
        rest.iter().take(count).fold(0, |roles, token| roles | token.roles)
    }

    /// Whether one of these marks is among the `count` tokens from this index on.
    pub(crate) fn mark_ahead<const N: usize>(
        &self,
        index: usize,
        count: usize,
        marks: &[u8; N],
    ) -> bool {
        #[cfg(test)]
        (0..count).for_each(|_| work::count());
        let rest = self.tokens.get(index..).unwrap_or_default();
        rest.iter().take(count).any(|token| token.is_one_of(marks))
    }

    /// Whether a tab or several blanks stand before the token: the next cell of a table.
    pub(crate) fn wide_gap(&self, index: usize) -> bool {
        let gap = self.bytes.get(self.before(index, 1).end..self.at(index).start);
        self.at(index).gap == Gap::Blank
            && gap.is_some_and(|gap| gap.len() > 1 || gap.contains(&b'\t'))
    }

    /// Where a run of dots or dashes that leads from a label to its value begins (`CHART NO.......12`); else this index.
    pub(crate) fn before_leader(&self, index: usize) -> usize {
        let mark = self.before(index, 1).kind;
        if !matches!(mark, Kind::Mark(b'.' | b'_' | b'-' | b'*')) {
            return index;
        }
        let run = (1..=LEADER).take_while(|back| self.before(index, *back).kind == mark).count();
        if run < 3 { index } else { index - run }
    }

    /// The bytes of a token.
    pub(crate) fn bytes_of(&self, token: &Token) -> &'a [u8] {
        self.bytes.get(token.start..token.end).unwrap_or_default()
    }

    /// The bytes from the start of one token to the end of another.
    pub(crate) fn span(&self, first: usize, last: usize) -> &'a [u8] {
        self.bytes.get(self.at(first).start..self.at(last).end).unwrap_or_default()
    }

    /// Whether the token is this word, whatever its case.
    pub(crate) fn is(&self, index: usize, word: &str) -> bool {
        let token = self.at(index);
        token.len() == word.len() && alike(self.bytes_of(token), word)
    }

    /// Whether the token is one of these words, whatever its case.
    pub(crate) fn is_any(&self, index: usize, words: &[&str]) -> bool {
        let bytes = self.bytes_of(self.at(index));
        words.iter().any(|word| alike(bytes, word))
    }

    /// Whether the token ends with these letters, whatever their case.
    pub(crate) fn ends_with(&self, index: usize, end: &str) -> bool {
        let bytes = self.bytes_of(self.at(index));
        let tail = bytes.len().checked_sub(end.len()).and_then(|from| bytes.get(from..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
    }

    /// The roles of two neighbouring words as one term.
    pub(crate) fn pair_roles(&self, first: usize) -> u128 {
        self.roles_of(first, first + 1)
    }

    /// The roles of two words as one term, whatever stands between.
    pub(crate) fn roles_of(&self, first: usize, second: usize) -> u128 {
        let (left, right) = (self.bytes_of(self.at(first)), self.bytes_of(self.at(second)));
        lexicon::roles(hash::hash_of(left.iter().chain(b" ").chain(right)))
    }

    /// The class of a run of words as one term, marks left out: `st louis` of "St. Louis".
    pub(crate) fn run_class(&self, first: usize, last: usize) -> Class {
        if first == last && self.at(first).is_word() {
            return self.at(first).class;
        }
        let mut state = hash::SEED;
        let mut started = false;
        for index in first..=last {
            let token = self.at(index);
            if token.is_one_of(b".'") {
                continue;
            }
            if started && !token.joined() {
                state = hash::step(state, b' ');
            }
            state = self.bytes_of(token).iter().fold(state, |state, &byte| hash::step(state, byte));
            started = true;
        }
        lexicon::class(hash::finish(state))
    }

    /// Whether case distinguishes names in this note and this word is written like one, or case says nothing here.
    pub(crate) fn name_like(&self, token: &Token) -> bool {
        token.is_word() && (self.style != Style::Mixed || token.case != Case::Lower)
    }
}

/// Letter by letter, as most words differ in the first.
fn alike(bytes: &[u8], word: &str) -> bool {
    let word = word.as_bytes();
    bytes.len() == word.len() && bytes.iter().zip(word).all(|(a, b)| a.eq_ignore_ascii_case(b))
}

/// The letter in lower case; 0 for what is no letter.
const fn lower(byte: u8) -> u8 {
    let small = byte | 0x20;
    if small.is_ascii_lowercase() {
        small
    } else if byte == OTHER_LETTER {
        byte
    } else {
        0
    }
}

fn number(rest: &[u8], start: usize, gap: Gap) -> Token {
    let (mut count, mut value) = (0, 0_u64);
    for &byte in rest {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        value = (value * 10 + u64::from(digit)).min(u64::from(u32::MAX));
        count += 1;
    }
    let value = u32::try_from(value).unwrap_or(u32::MAX);
    Token { start, end: start + count, kind: Kind::Number, gap, value, ..EDGE }
}

fn word(rest: &[u8], start: usize, gap: Gap) -> Token {
    let mut state = hash::SEED;
    let (mut count, mut upper) = (0, 0);
    for &byte in rest {
        let small = lower(byte);
        if small == 0 {
            break;
        }
        state = hash::step_lower(state, small);
        count += 1;
        upper += usize::from(small != byte);
    }
    let hash = hash::finish(state);
    let (class, cue) = (lexicon::class(hash), lexicon::cue(hash));
    let case = match upper {
        0 => Case::Lower,
        1 if rest.first().is_some_and(u8::is_ascii_uppercase) => Case::Title,
        _ if upper == count => Case::Upper,
        _ => Case::Mixed,
    };
    Token {
        start,
        end: start + count,
        hash,
        kind: Kind::Word,
        mark: 0,
        gap,
        case,
        class,
        roles: cue.roles,
        value: u32::from(cue.value),
    }
}

/// What is gathered of a note while it is read: how many of the longer words are written which way, and what [`Note`] tells.
#[derive(Default)]
struct Tally {
    words: usize,
    lower: usize,
    upper: usize,
    roles: u128,
    capital_roles: u128,
    spaced: bool,
    dotted: bool,
}

impl Tally {
    fn word(&mut self, word: &Token) {
        self.roles |= word.roles;
        self.capital_roles |= if word.case == Case::Lower { 0 } else { word.roles };
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

/// Counts the tokens looked at, so that a test can tell how the work grows with the text.
#[cfg(test)]
pub(crate) mod work {
    use std::cell::Cell;

    thread_local! {
        static LOOKS: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn count() {
        LOOKS.set(LOOKS.get() + 1);
    }

    /// The looks since the last call.
    pub(crate) fn taken() -> usize {
        LOOKS.replace(0)
    }
}
