//! The letters or figures that a text begins with, read eight at a time.

use crate::hash::Word;

/// Every byte one.
const ONES: u64 = u64::MAX / 255;
/// The highest bit of every byte.
const HIGH: u64 = 0x80 * ONES;

/// The bits of the first bytes, from none to eight of them.
const KEPT: [u64; 9] = [
    0,
    0xff,
    0xffff,
    0xff_ffff,
    0xffff_ffff,
    0xff_ffff_ffff,
    0xffff_ffff_ffff,
    0xff_ffff_ffff_ffff,
    u64::MAX,
];

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
            if letters.take(eight(rest)) < 8 {
                return letters;
            }
        }
    }

    /// Takes in the letters that eight bytes begin with and tells how many they are. A byte above ASCII is a letter: the
    /// shadow has only one, which stands for all letters without an ASCII likeness.
    fn take(&mut self, eight: u64) -> u32 {
        let latin = latin(eight);
        let count = leading(latin | eight);
        let kept = KEPT.get(usize::try_from(count).unwrap_or(0)).copied().unwrap_or(0);
        // A capital differs from its small letter by the bit 0x20, two below the highest.
        let upper = latin & !(eight << 2) & kept;
        if count > 0 {
            self.word = self.word.block((eight | upper >> 2) & kept);
        }
        self.count += usize::try_from(count).unwrap_or(0);
        self.upper += usize::try_from(upper.count_ones()).unwrap_or(0);
        count
    }
}

/// The highest bit of each byte that is a letter of the Latin alphabet.
const fn latin(eight: u64) -> u64 {
    // A byte above ASCII stays above it.
    within(eight | (0x20 * ONES), 0x61, 0x7a)
}

/// The highest bit of each byte that is a figure.
const fn figures(eight: u64) -> u64 {
    within(eight, 0x30, 0x39)
}

/// The highest bit of each ASCII byte from `first` to `last`.
const fn within(eight: u64, first: u64, last: u64) -> u64 {
    let low = eight & !HIGH;
    let from_first = low + (0x80 - first) * ONES;
    let after_last = low + (0x7f - last) * ONES;
    from_first & !after_last & !eight & HIGH
}

/// The bytes before the first whose highest bit is not set; up to eight.
const fn leading(bits: u64) -> u32 {
    (!bits & HIGH).trailing_zeros() / 8
}

/// A number that a text begins with.
pub(crate) struct Figures {
    pub(crate) count: usize,
    /// Saturating.
    pub(crate) value: u32,
}

impl Figures {
    /// The figures up to the first byte that is none.
    pub(crate) fn at(text: &[u8]) -> Self {
        let eight = eight(text);
        match leading(figures(eight)) {
            8.. => Self::long(text),
            count => {
                let value = eight.checked_shl(64 - count * 8).map_or(0, value);
                Self { count: usize::try_from(count).unwrap_or(0), value }
            }
        }
    }

    fn long(text: &[u8]) -> Self {
        let figures = text.iter().take_while(|byte| byte.is_ascii_digit());
        let add = |(count, value): (usize, u32), figure: &u8| {
            let value = value.saturating_mul(10).saturating_add(u32::from(figure - b'0'));
            (count + 1, value)
        };
        let (count, value) = figures.fold((0, 0), add);
        Self { count, value }
    }
}

/// The value of up to eight figures, the first in the lowest byte that is not zero: they are added up in pairs, then in fours.
fn value(eight: u64) -> u32 {
    let ones = eight & (0x0f * ONES);
    let pairs = ones * 10 + (ones >> 8);
    let every_fourth = 0x0000_00ff_0000_00ff;
    let high = (pairs & every_fourth).wrapping_mul(100 + (1_000_000 << 32));
    let low = (pairs >> 16 & every_fourth).wrapping_mul(1 + (10_000 << 32));
    u32::try_from(high.wrapping_add(low) >> 32).unwrap_or(u32::MAX)
}

/// The first eight bytes of a text, zeros behind a shorter one.
fn eight(text: &[u8]) -> u64 {
    text.first_chunk().map_or_else(|| padded(text), |eight| u64::from_le_bytes(*eight))
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
    fn figures_end_at_the_first_byte_that_is_none_and_a_long_number_is_as_large_as_can_be() {
        for (text, count, value) in [
            ("7", 1, 7),
            ("40 mg", 2, 40),
            ("0161x", 4, 161),
            ("1234567-8", 7, 1_234_567),
            ("12345678", 8, 12_345_678),
            ("4294967295,", 10, u32::MAX),
            ("98765432109876543210", 20, u32::MAX),
            ("", 0, 0),
            ("/:", 0, 0),
        ] {
            let figures = Figures::at(text.as_bytes());
            assert_eq!((figures.count, figures.value), (count, value), "{text}");
        }
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
