//! What a word is: a first name, a surname, an English or clinical word, a place; and the roles of cue words.

use crate::hash;

include!(concat!(env!("OUT_DIR"), "/dictionary.rs"));

static CELLS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dictionary.bin"));

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

    /// In no list at all.
    pub(crate) const fn unknown(self) -> bool {
        self.0 == 0
    }
}

/// The class of the word with this hash.
pub(crate) fn class(hash: u64) -> Class {
    let cell = |index: u64| -> u16 {
        let at = usize::try_from(index).unwrap_or(usize::MAX).saturating_mul(2);
        CELLS
            .get(at..)
            .and_then(|rest| rest.first_chunk())
            .map_or(0, |pair| u16::from_le_bytes(*pair))
    };
    let [a, b, c] = hash::cells(hash, SEGMENTS, SEGMENT);
    let mixed = cell(a) ^ cell(b) ^ cell(c);
    let [low, high, ..] = (hash >> 7).to_le_bytes();
    let fingerprint = u16::from_le_bytes([low, high]) & 0xff80;
    if mixed & 0xff80 == fingerprint { Class(mixed & 0x7f) } else { Class(0) }
}

/// Roles and value of the cue word (or pair of words) with this hash.
pub(crate) fn cue(hash: u64) -> (u128, u16) {
    let size = role::SLOTS.len();
    let tag = hash >> 32;
    let mut slot = usize::try_from(hash % 8192).unwrap_or(0);
    while let Some(&(wanted, set, value)) = role::SLOTS.get(slot % size) {
        if set == 0 {
            break;
        }
        if u64::from(wanted) == tag {
            return (role::SETS.get(usize::from(set)).copied().unwrap_or(0), value);
        }
        slot += 1;
    }
    (0, 0)
}
