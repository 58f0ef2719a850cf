//! What a scanner makes of figures: letters that look like them.

use crate::hash;
use crate::lexicon::{self, role};
use crate::looks::Looks;

/// The digit that a letter may have been.
pub(crate) const fn read_wrongly(letter: u8) -> Option<u8> {
    match letter {
        b'O' | b'o' | b'Q' | b'D' => Some(b'0'),
        b'l' | b'I' | b'i' => Some(b'1'),
        b'Z' | b'z' => Some(b'2'),
        b'S' | b's' => Some(b'5'),
        b'G' => Some(b'6'),
        b'B' => Some(b'8'),
        _ => None,
    }
}

/// What a word looks like by its first letter.
pub(crate) fn looks(first: u8) -> Looks {
    // The one letter above ASCII wraps to what is none.
    Looks::READABLE.when(READABLE.wrapping_shr(u32::from(first)) & 1 == 1)
}

/// The letters that may have been figures, a bit each.
const READABLE: u128 = {
    let (mut letters, mut letter) = (1 << b'T', 0);
    while letter < 128 {
        if read_wrongly(letter).is_some() {
            letters |= 1 << letter;
        }
        letter += 1;
    }
    letters
};

/// Where the month begins in a date that was read wrongly: "1OOCT2O23".
pub(crate) fn month_within(span: &[u8]) -> Option<usize> {
    if !(6..=9).contains(&span.len()) {
        return None;
    }
    let figures =
        |bytes: &[u8]| bytes.iter().all(|b| b.is_ascii_digit() || read_wrongly(*b).is_some());
    (1..=2).find(|at| {
        let (Some(day), Some(name), Some(year)) =
            (span.get(..*at), span.get(*at..at + 3), span.get(at + 3..))
        else {
            return false;
        };
        matches!(year.len(), 2 | 4)
            && figures(day)
            && figures(year)
            && lexicon::roles(hash::hash_of(name.iter())) & role::MONTH != 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_found_between_figures_that_were_read_wrongly() {
        assert_eq!(month_within(b"1OOCT2O23"), Some(2));
        assert_eq!(month_within(b"5MAR2O24"), Some(1));
        assert_eq!(month_within(b"1OXYZ2O23"), None);
    }
}
