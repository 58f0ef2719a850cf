//! What a word is: a first name, a surname, an English or clinical word, a place; and the roles of cue words.

use crate::{dictionary, hash};

include!(concat!(env!("OUT_DIR"), "/dictionary.rs"));

/// The roles of cue words, one bit each, and their table.
#[expect(clippy::unreadable_literal, reason = "generated tables")]
pub(crate) mod role {
    include!(concat!(env!("OUT_DIR"), "/cues.rs"));
}

/// What the dictionary knows of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Class(u16);

impl Class {
    /// In no list.
    pub(crate) const NONE: Self = Self(0);

    /// How common as a first name: 0 not one, 1 rare, 2 known, 3 common.
    pub(crate) const fn first(self) -> u16 {
        self.0 & 3
    }

    /// How common as a surname: 0 not one, 1 rare, 2 known, 3 common.
    pub(crate) const fn surname(self) -> u16 {
        (self.0 >> 2) & 3
    }

    /// An ordinary English word.
    pub(crate) const fn english(self) -> bool {
        self.0 & (1 << 4) != 0
    }

    /// A clinical word or a drug that is not widely borne as a name.
    pub(crate) const fn clinical(self) -> bool {
        self.0 & (1 << 5) != 0
    }

    /// A town of the United States.
    pub(crate) const fn place(self) -> bool {
        self.0 & (1 << 6) != 0
    }

    /// The class of several words: the lists hold only towns of several, so that any other bit tells of a word that is taken
    /// for a listed one.
    pub(crate) const fn of_words(self) -> Self {
        if self.0 == 1 << 6 { self } else { Self::NONE }
    }

    /// In no list at all.
    pub(crate) const fn unknown(self) -> bool {
        self.0 == 0
    }
}

/// The class of the word with this hash.
pub(crate) fn class(hash: u64) -> Class {
    let (cells, _) = dictionary::cells().as_chunks();
    let cell = |index: u64| -> u16 {
        let at = usize::try_from(index).unwrap_or(usize::MAX);
        cells.get(at).map_or(0, |pair| u16::from_le_bytes(*pair))
    };
    let [a, b, c] = hash::cells(hash, SEGMENTS, SEGMENT);
    Class(class_of(hash, cell(a) ^ cell(b) ^ cell(c)))
}

/// The class that a word's three cells, mixed, tell: none where they do not hold its fingerprint.
const fn class_of(hash: u64, mixed: u16) -> u16 {
    let [low, high, ..] = (hash >> 7).to_le_bytes();
    let fingerprint = u16::from_le_bytes([low, high]) & 0xff80;
    if mixed & 0xff80 == fingerprint { mixed & 0x7f } else { 0 }
}

/// What is known of a word.
#[derive(Clone, Copy, Default)]
pub(crate) struct Word {
    pub(crate) class: Class,
    pub(crate) roles: u128,
    /// A month's or number word's number.
    pub(crate) value: u8,
}

/// What is known of the word with this hash. Most words of a note are cue words, whose class stands beside their roles: the
/// dictionary, which is larger than the nearest memory, is asked for the others only.
pub(crate) fn word(hash: u64) -> Word {
    cue(hash).unwrap_or_else(|| Word { class: class(hash), ..Word::default() })
}

/// The roles of the word with this hash.
pub(crate) fn roles(hash: u64) -> u128 {
    cue(hash).map_or(0, |word| word.roles)
}

/// The roles of the pair of words with this hash.
pub(crate) fn pair_roles(hash: u64) -> u128 {
    role::PAIRS.find(hash).map_or(0, |pair| pair.roles)
}

/// The cue word with this hash. A bit tells most words that are none from one small table.
fn cue(hash: u64) -> Option<Word> {
    let bit = usize::try_from((hash >> 16) % BITS).unwrap_or(usize::MAX);
    let known = role::KNOWN.get(bit / 8)? & (1 << (bit % 8)) != 0;
    if known { role::WORDS.find(hash) } else { None }
}

/// Slots of a table of terms, and bits that tell cue words; as in `build/cues.rs`.
const SLOTS: u64 = 8192;
const BITS: u64 = 32_768;

/// A table of terms: the end of the hash, the set of roles (0 where the slot is free), value and class of each.
struct Table {
    slots: [(u32, u16, u8, u8); 8192],
}

impl Table {
    fn find(&self, hash: u64) -> Option<Word> {
        let [.., a, b, c, d] = hash.to_le_bytes();
        let tag = u32::from_le_bytes([a, b, c, d]);
        let mut slot = usize::try_from(hash % SLOTS).unwrap_or(usize::MAX);
        loop {
            let &(wanted, set, value, class) = self.slots.get(slot % self.slots.len())?;
            if set == 0 {
                return None;
            }
            if wanted == tag {
                let roles = role::SETS.get(usize::from(set)).copied()?;
                return Some(Word { class: Class(u16::from(class)), roles, value });
            }
            slot += 1;
        }
    }
}
