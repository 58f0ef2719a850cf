//! The text as tokens: words, numbers and single marks, each with what the lexicon knows of it.

use crate::hash;
use crate::lexicon::{self, Class};
pub(crate) use crate::token::{Case, Gap, Kind, Token};
use crate::token::{EDGE, signs};

mod reader;

use reader::Reader;

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
    /// The marks that occur in the note.
    signs: u32,
}

impl<'a> Note<'a> {
    /// Reads a shadow in one pass.
    pub(crate) fn read(bytes: &'a [u8]) -> Self {
        let mut reader = Reader::new(bytes, bytes.len() / 3 + 8);
        reader.read(bytes.len());
        reader.note()
    }

    /// The note of other bytes that differ from this one's between `first` and `last` only: what stands well before and
    /// after is not read again.
    pub(crate) fn reread<'b>(&self, bytes: &'b [u8], first: usize, last: usize) -> Note<'b> {
        let tokens = self.tokens.get(..self.len()).unwrap_or_default();
        let (before, rest) = tokens.split_at(tokens.partition_point(|token| token.end < first));
        // The first token after the change may have lost or won a blank before it.
        let changed = rest.partition_point(|token| token.start <= last) + 1;
        let after = rest.get(changed..).unwrap_or_default();
        let shift = bytes.len().wrapping_sub(self.bytes.len());
        let end = after.first().map_or(bytes.len(), |token| token.start.wrapping_add(shift));
        let mut reader = Reader::new(bytes, self.tokens.len() + 8);
        reader.tokens.extend_from_slice(before);
        reader.read(end);
        reader.tokens.extend(after.iter().map(|token| token.moved(shift)));
        reader.note()
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

    /// Where `asked` holds of a token, its index and the one after it. Asked of 64 in a row, so that nothing branches on the
    /// answers one by one.
    pub(crate) fn places<F>(&self, asked: F) -> impl Iterator<Item = usize>
    where
        F: Fn(usize, &Token, &Token) -> bool,
    {
        let (mut bits, mut first, mut next) = (0_u64, 0, 0);
        std::iter::from_fn(move || {
            while bits == 0 {
                let block = self.tokens.get(next..).filter(|block| block.len() > 1)?;
                (first, next) = (next, next + 64);
                for (place, [token, after]) in block.array_windows().take(64).enumerate() {
                    bits |= u64::from(asked(first + place, token, after)) << place;
                }
            }
            let place = bits.trailing_zeros();
            bits &= bits - 1;
            usize::try_from(place).ok().map(|place| first + place)
        })
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
        self.signs & signs(marks) != 0
            && rest.iter().take(count).any(|token| token.is_one_of(marks))
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

    /// Whether the token is this word, whatever its case; `word!` has its hash.
    pub(crate) fn is(&self, index: usize, word: u64) -> bool {
        self.at(index).hash == word
    }

    /// Whether the token is one of these words, whatever its case; `words!` has their hashes.
    pub(crate) fn is_any(&self, index: usize, words: &[u64]) -> bool {
        let hash = self.at(index).hash;
        words.iter().fold(false, |is, word| is | (*word == hash))
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
        let (left, right) = (self.at(first), self.at(second));
        if !(left.is_word() && right.is_word()) {
            return 0;
        }
        lexicon::pair_roles(hash::of_pair(left.hash, right.hash))
    }

    /// The class of a run of words as one term, marks left out: `st louis` of "St. Louis".
    pub(crate) fn run_class(&self, first: usize, last: usize) -> Class {
        if first == last && self.at(first).is_word() {
            return self.at(first).class;
        }
        let mut term = hash::Term::default();
        let (mut started, mut apart) = (false, false);
        for index in first..=last {
            let token = self.at(index);
            if token.is_one_of(b".'") {
                continue;
            }
            if started && !token.joined() {
                term = term.byte(b' ');
                apart = true;
            }
            term = self.bytes_of(token).iter().fold(term, |term, &byte| term.byte(byte));
            started = true;
        }
        let class = lexicon::class(term.hash());
        if apart { class.of_words() } else { class }
    }

    /// Whether case distinguishes names in this note and this word is written like one, or case says nothing here.
    pub(crate) fn name_like(&self, token: &Token) -> bool {
        token.is_word() & ((self.style != Style::Mixed) | (token.case != Case::Lower))
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
