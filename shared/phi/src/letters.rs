//! The letters that a text begins with, read eight at a time.

use crate::hash::Word;

/// Every byte one.
const ONES: u64 = u64::MAX / 255;
/// The highest bit of every byte.
const HIGH: u64 = 0x80 * ONES;

/// A run of letters: as a word, and how many of them are in upper case.
#[derive(Default)]
pub(crate) struct Letters {
    pub(crate) word: Word,
    pub(crate) count: usize,
    pub(crate) upper: usize,
}

impl Letters {
    /// The letters up to the first byte that is none.
    pub(crate) fn at(text: &[u8]) -> Self {
        let mut letters = Self::default();
        loop {
            let rest = text.get(letters.count..).unwrap_or_default();
            let count = letters.take(
                rest.first_chunk().map_or_else(|| padded(rest), |eight| u64::from_le_bytes(*eight)),
            );
            if count < 8 {
                return letters;
            }
        }
    }

    /// Takes in the letters that eight bytes begin with and tells how many they are. A byte above ASCII is a letter: the
    /// shadow has only one, which stands for all letters without an ASCII likeness.
    fn take(&mut self, eight: u64) -> u32 {
        let latin = latin(eight);
        let count = (!(latin | eight) & HIGH).trailing_zeros() / 8;
        let kept = u64::MAX.checked_shr(64 - count * 8).unwrap_or(0);
        // A capital differs from its small letter by the bit 0x20, two below the highest.
        let upper = latin & !(eight << 2) & kept;
        if count > 0 {
            self.word = self.word.block((eight | upper >> 2) & kept);
        }
        self.count += usize::try_from(count).unwrap_or(0);
        if upper != 0 {
            self.upper += usize::try_from(upper.count_ones()).unwrap_or(0);
        }
        count
    }
}

/// The highest bit of each byte that is a letter of the Latin alphabet.
const fn latin(eight: u64) -> u64 {
    let small = (eight | (0x20 * ONES)) & !HIGH;
    let from_a = small + (0x80 - 0x61) * ONES;
    let after_z = small + (0x80 - 0x7b) * ONES;
    from_a & !after_z & !eight & HIGH
}

/// The last bytes of a text, zeros behind them.
fn padded(rest: &[u8]) -> u64 {
    rest.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash;

    #[test]
    fn letters_end_at_the_first_byte_that_is_none() {
        for (text, count, upper) in [
            ("mg/dL", 2, 0),
            ("McDonald, R", 8, 2),
            ("METHOTREXATE", 12, 12),
            ("", 0, 0),
            ("@Z[`{", 0, 0),
        ] {
            let letters = Letters::at(text.as_bytes());
            assert_eq!((letters.count, letters.upper), (count, upper), "{text}");
        }
        assert_eq!(Letters::at(b"caf\x80 au").count, 4);
    }

    #[test]
    fn a_word_has_the_hash_that_the_dictionary_was_built_with() {
        for word in ["a", "insulin", "Sjogren", "adalimumab", "electroencephalography"] {
            for rest in ["", " and more", "-like"] {
                let text = format!("{word}{rest}");
                let whole = hash::hash_of(word.as_bytes().iter());
                assert_eq!(Letters::at(text.as_bytes()).word.hash(), whole, "{text}");
            }
        }
    }
}
