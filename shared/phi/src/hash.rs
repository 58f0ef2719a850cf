// Included by the build script and by the library, so that both hash a word alike.

/// The hash of a term: one word, or several with a blank between, upper case as lower case.
pub(crate) fn hash_of<'a>(bytes: impl Iterator<Item = &'a u8>) -> u64 {
    bytes.fold(Term::default(), |term, &byte| term.byte(byte)).hash()
}

/// A term while its bytes come in.
#[derive(Clone, Copy, Default)]
pub(crate) struct Term {
    /// The words before the one that is being read.
    words: Option<u64>,
    word: Word,
}

impl Term {
    pub(crate) const fn byte(mut self, byte: u8) -> Self {
        if byte == b' ' {
            self.words = Some(self.hash());
            self.word = Word::NONE;
        } else {
            self.word = self.word.byte(byte.to_ascii_lowercase());
        }
        self
    }

    pub(crate) const fn hash(self) -> u64 {
        match self.words {
            None => self.word.hash(),
            Some(words) => of_pair(words, self.word.hash()),
        }
    }
}

/// The hash of the term that two terms make.
pub(crate) const fn of_pair(first: u64, second: u64) -> u64 {
    finish(mixed(mixed(0, first), second))
}

/// A word while it comes in: eight bytes are taken in at a time.
#[derive(Clone, Copy, Default)]
pub(crate) struct Word {
    state: u64,
    block: u64,
    filled: u32,
}

impl Word {
    pub(crate) const NONE: Self = Self { state: 0, block: 0, filled: 0 };

    /// Takes in a byte in lower case.
    pub(crate) const fn byte(mut self, byte: u8) -> Self {
        if self.filled == 64 {
            self = self.block(0);
            self.filled = 0;
        }
        self.block |= widen(byte) << self.filled;
        self.filled += 8;
        self
    }

    /// Takes in up to eight bytes in lower case, the rest of them zero; only the last block may have a rest.
    pub(crate) const fn block(mut self, block: u64) -> Self {
        self.state = mixed(self.state, self.block);
        self.block = block;
        self
    }

    pub(crate) const fn hash(self) -> u64 {
        finish(mixed(self.state, self.block))
    }
}

const fn mixed(state: u64, block: u64) -> u64 {
    let state = (state ^ block).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    state ^ (state >> 32)
}

/// Spreads the state over all bits (the finalizer of `MurmurHash3`).
const fn finish(state: u64) -> u64 {
    let state = (state ^ (state >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let state = (state ^ (state >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    state ^ (state >> 33)
}

const fn widen(byte: u8) -> u64 {
    u64::from_le_bytes([byte, 0, 0, 0, 0, 0, 0, 0])
}

/// The three cells of a word in the dictionary (a binary fuse layout: three neighbouring segments).
pub(crate) const fn cells(hash: u64, segments: u64, segment: u64) -> [u64; 3] {
    let first = ((hash >> 32) * (segments * segment)) >> 32;
    let mask = segment - 1;
    [first, (first + segment) ^ ((hash >> 18) & mask), (first + 2 * segment) ^ (hash & mask)]
}

/// Where a way leads from a hash, in the table of cue words.
pub(crate) const fn led(hash: u64, way: u16) -> u64 {
    let [low, high] = way.to_le_bytes();
    let way = u64::from_le_bytes([low, high, 0, 0, 0, 0, 0, 0]);
    (hash >> 12).wrapping_add((hash >> 40 | 1).wrapping_mul(way))
}

/// What a run of bytes is known by; each byte counts as it is.
pub(crate) fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(Word::NONE, |word, &byte| word.byte(byte)).hash()
}
