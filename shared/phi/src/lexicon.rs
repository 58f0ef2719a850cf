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

/// What a cue word says.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cue {
    pub(crate) roles: u128,
    /// A month's or number word's number.
    pub(crate) value: u16,
}

/// The roles of the cue word (or pair of words) with this hash.
pub(crate) fn roles(hash: u64) -> u128 {
    cue(hash).roles
}

/// The cue word with this hash; an empty one for all other words.
pub(crate) fn cue(hash: u64) -> Cue {
    if may_be_cue(hash) { find(hash).unwrap_or_default() } else { Cue::default() }
}

fn find(hash: u64) -> Option<Cue> {
    let [.., a, b, c, d] = hash.to_le_bytes();
    let tag = u32::from_le_bytes([a, b, c, d]);
    let mut slot = usize::try_from(hash % 8192).unwrap_or(0);
    loop {
        let &(wanted, set, value) = role::SLOTS.get(slot % role::SLOTS.len())?;
        if set == 0 {
            return None;
        }
        if wanted == tag {
            let roles = role::SETS.get(usize::from(set)).copied().unwrap_or(0);
            return Some(Cue { roles, value });
        }
        slot += 1;
    }
}

/// Whether the bit of this hash is set: it tells most words that are no cue from one small table.
fn may_be_cue(hash: u64) -> bool {
    let bit = usize::try_from((hash >> 16) % role::BITS).unwrap_or(0);
    role::KNOWN.get(bit / 8).is_some_and(|byte| byte & (1 << (bit % 8)) != 0)
}
