//! A token: a word, a number or a single mark, with what the lexicon knows of it.

use crate::lexicon::Class;
use crate::looks::Looks;

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
    pub(crate) mark: u8,
    /// The mark as a bit, see [`sign`].
    pub(crate) signs: u32,
    pub(crate) gap: Gap,
    pub(crate) case: Case,
    pub(crate) class: Class,
    pub(crate) roles: u128,
    pub(crate) looks: Looks,
    /// A word's hash.
    pub(crate) hash: u64,
    /// A number's value (saturating), or a cue word's.
    pub(crate) value: u32,
}

/// What stands before the first token and after the last.
pub(crate) const EDGE: Token = Token {
    start: 0,
    end: 0,
    kind: Kind::Edge,
    mark: 0,
    signs: 0,
    gap: Gap::Line,
    case: Case::Lower,
    class: Class::NONE,
    roles: 0,
    looks: Looks::of_gap(Gap::Line),
    hash: 0,
    value: 0,
};

/// The bit of a mark: the 32 of ASCII have one each, others none.
pub(crate) fn sign(mark: u8) -> u32 {
    SIGNS.get(usize::from(mark)).copied().unwrap_or_default()
}

#[expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "at a fault the crate does not compile"
)]
static SIGNS: [u32; 256] = {
    let (mut signs, mut mark, mut sign) = ([0; 256], b'!', 1_u32);
    while mark < 127 {
        if mark.is_ascii_punctuation() {
            signs[mark as usize] = sign;
            sign = sign.rotate_left(1);
        }
        mark += 1;
    }
    signs
};

/// The bits of several marks.
pub(crate) fn signs<const N: usize>(marks: &[u8; N]) -> u32 {
    marks.iter().fold(0, |signs, mark| signs | sign(*mark))
}

impl Token {
    /// The mark at byte `at`.
    pub(crate) fn of_mark(at: usize, mark: u8, gap: Gap) -> Self {
        let looks = Looks::SIGN.and(Looks::of_gap(gap));
        let signs = sign(mark);
        Self { start: at, end: at + 1, kind: Kind::Mark(mark), mark, signs, gap, looks, ..EDGE }
    }

    /// The token `shift` bytes further on; backwards by a shift that wraps.
    pub(crate) const fn moved(self, shift: usize) -> Self {
        Self { start: self.start.wrapping_add(shift), end: self.end.wrapping_add(shift), ..self }
    }

    pub(crate) const fn len(self) -> usize {
        self.end - self.start
    }

    pub(crate) const fn has(self, roles: u128) -> bool {
        self.roles & roles != 0
    }

    pub(crate) fn is_word(self) -> bool {
        matches!(self.kind, Kind::Word)
    }

    pub(crate) fn is_number(self) -> bool {
        matches!(self.kind, Kind::Number)
    }

    /// Letters or digits.
    pub(crate) fn is_value(self) -> bool {
        self.is_word() | self.is_number()
    }

    pub(crate) fn is_mark(self, mark: u8) -> bool {
        self.mark == mark
    }

    pub(crate) fn is_one_of<const N: usize>(self, marks: &[u8; N]) -> bool {
        self.signs & signs(marks) != 0
    }

    pub(crate) fn is_edge(self) -> bool {
        matches!(self.kind, Kind::Edge)
    }

    /// Follows the token before without a blank.
    pub(crate) fn joined(self) -> bool {
        matches!(self.gap, Gap::None)
    }

    /// Starts with an upper-case letter.
    pub(crate) fn is_capital(self) -> bool {
        self.is_word() & !matches!(self.case, Case::Lower)
    }

    pub(crate) const fn in_range(self, low: u32, high: u32) -> bool {
        self.value >= low && self.value <= high
    }
}
