//! What a word is: a first name, a surname, an English or clinical word, a place; and the roles of cue words.

use crate::looks::Looks;
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
    pub(crate) looks: Looks,
}

/// The looks of each class and of each set of roles.
#[expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "at a fault the crate does not compile"
)]
static OF_CLASS: [Looks; 128] = {
    let (mut looks, mut class) = ([Looks::of_class(Class::NONE); 128], 0);
    while class < 128 {
        looks[class as usize] = Looks::of_class(Class(class));
        class += 1;
    }
    looks
};
#[expect(clippy::indexing_slicing, reason = "at a fault the crate does not compile")]
static OF_ROLES: [Looks; role::SETS.len()] = {
    let (mut looks, mut set) = ([Looks::of_class(Class::NONE); role::SETS.len()], 0);
    while set < role::SETS.len() {
        looks[set] = Looks::of_roles(role::SETS[set]);
        set += 1;
    }
    looks
};

impl Class {
    fn looks(self) -> Looks {
        OF_CLASS.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}

/// What is known of the word with this hash. Most words of a note are cue words, whose class stands beside their roles: the
/// dictionary, which is larger than the nearest memory, is asked for the others only.
pub(crate) fn word(hash: u64) -> Word {
    role::WORDS.find(hash).unwrap_or_else(|| {
        let class = class(hash);
        Word { class, looks: class.looks(), ..Word::default() }
    })
}

/// The roles of the word with this hash.
pub(crate) fn roles(hash: u64) -> u128 {
    role::WORDS.find(hash).map_or(0, |word| word.roles)
}

/// The roles of the pair of words with this hash.
pub(crate) fn pair_roles(hash: u64) -> u128 {
    role::PAIRS.find(hash).map_or(0, |pair| pair.roles)
}

/// A table of terms: for each group of hashes the way to its slots, and in each slot the end of the hash, the set of roles
/// (0 where the slot is free), value and class. A term is looked for in one slot only.
struct Table {
    ways: [u16; 2048],
    slots: [(u32, u16, u8, u8); 8192],
}

impl Table {
    fn find(&self, hash: u64) -> Option<Word> {
        let [.., a, b, c, d] = hash.to_le_bytes();
        let tag = u32::from_le_bytes([a, b, c, d]);
        // Made small before it becomes an index: in the browser an index has 32 bits.
        let at = |place: u64, length: usize| {
            usize::try_from(place % u64::try_from(length).ok()?.max(1)).ok()
        };
        let way = *self.ways.get(at(hash, self.ways.len())?)?;
        let slot = at(hash::led(hash, way), self.slots.len())?;
        let &(wanted, set, value, class) = self.slots.get(slot)?;
        if (wanted != tag) | (set == 0) {
            return None;
        }
        let set = usize::from(set);
        let (roles, looks) = (*role::SETS.get(set)?, *OF_ROLES.get(set)?);
        let class = Class(u16::from(class));
        Some(Word { class, roles, value, looks: class.looks().and(looks) })
    }
}
