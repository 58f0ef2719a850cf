//! The text as tokens: words, numbers and single marks, each with what the lexicon knows of it.

use crate::hash;
use crate::lexicon::{self, Class};
use crate::shadow::OTHER_LETTER;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// Digits.
    Number,
    /// One other visible character.
    Mark(u8),
    /// Before the first token and after the last.
    Edge,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// Blanks.
    Blank,
    /// A line break.
    Line,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// all lower
    Lower,
    /// First letter upper, rest lower; or a single upper-case letter.
    Title,
    /// ALL UPPER, two letters or more.
    Upper,
    /// Anything else, such as `McDonald`.
    Mixed,
}

/// A word, number or mark of the shadow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    /// The mark itself; 0 for what is none.
    mark: u8,
    pub(crate) gap: Gap,
    pub(crate) case: Case,
    pub(crate) class: Class,
    pub(crate) roles: u128,
    /// A word's hash.
    pub(crate) hash: u64,
    /// A number's value (saturating), or a cue word's.
    pub(crate) value: u32,
}

/// Marks of a leader that are passed over.
const LEADER: usize = 40;

static EDGE_TOKEN: Token = EDGE;

const EDGE: Token = Token {
    start: 0,
    end: 0,
    kind: Kind::Edge,
    mark: 0,
    gap: Gap::Line,
    case: Case::Lower,
    class: Class::NONE,
    roles: 0,
    hash: 0,
    value: 0,
};

impl Token {
    pub(crate) const fn len(self) -> usize {
        self.end - self.start
    }

    pub(crate) const fn has(self, roles: u128) -> bool {
        self.roles & roles != 0
    }

    pub(crate) fn is_word(self) -> bool {
        self.kind == Kind::Word
    }

    pub(crate) fn is_number(self) -> bool {
        self.kind == Kind::Number
    }

    pub(crate) fn is_mark(self, mark: u8) -> bool {
        self.mark == mark
    }

    pub(crate) fn is_one_of<const N: usize>(self, marks: &[u8; N]) -> bool {
        marks.iter().any(|mark| self.is_mark(*mark))
    }

    pub(crate) fn is_edge(self) -> bool {
        self.kind == Kind::Edge
    }

    /// Follows the token before without a blank.
    pub(crate) fn joined(self) -> bool {
        self.gap == Gap::None
    }

    /// Starts with an upper-case letter.
    pub(crate) fn is_capital(self) -> bool {
        self.is_word() && self.case != Case::Lower
    }

    pub(crate) const fn in_range(self, low: u32, high: u32) -> bool {
        self.value >= low && self.value <= high
    }
}

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
    tokens: Vec<Token>,
    pub(crate) style: Style,
    /// The roles that occur in the note at all, so that rules need not look for what is not there.
    pub(crate) roles: u128,
}

impl<'a> Note<'a> {
    /// Reads a shadow in one pass.
    pub(crate) fn read(bytes: &'a [u8]) -> Self {
        let mut tokens = Vec::with_capacity(bytes.len() / 3 + 8);
        let mut gap = Gap::Line;
        let mut written = Written::default();
        let (mut at, mut roles) = (0, 0);
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
                    written.count(&word);
                    word
                }
                _ => Token {
                    start: at,
                    end: at + 1,
                    kind: Kind::Mark(byte),
                    mark: byte,
                    gap,
                    ..EDGE
                },
            };
            at = token.end;
            roles |= token.roles;
            tokens.push(token);
            gap = Gap::None;
        }
        Self { bytes, tokens, style: written.style(), roles }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
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
        token.len() == word.len() && self.bytes_of(token).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether the token is one of these words, whatever its case.
    pub(crate) fn is_any(&self, index: usize, words: &[&str]) -> bool {
        let bytes = self.bytes_of(self.at(index));
        words.iter().any(|word| bytes.eq_ignore_ascii_case(word.as_bytes()))
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

/// The letter in lower case; 0 for what is no letter.
const fn lower(byte: u8) -> u8 {
    if byte.is_ascii_alphabetic() || byte == OTHER_LETTER { byte.to_ascii_lowercase() } else { 0 }
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
    let cue = lexicon::word(hash);
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
        class: cue.class,
        roles: cue.roles,
        value: u32::from(cue.value),
    }
}

/// How many of the longer words are written which way.
#[derive(Default)]
struct Written {
    words: usize,
    lower: usize,
    upper: usize,
}

impl Written {
    fn count(&mut self, word: &Token) {
        let long = usize::from(word.len() > 2);
        self.words += long;
        self.lower += long * usize::from(word.case == Case::Lower);
        self.upper += long * usize::from(word.case == Case::Upper);
    }

    /// A note is without case when nearly all of its longer words are written one way.
    const fn style(&self) -> Style {
        let Self { words, lower, upper } = *self;
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
