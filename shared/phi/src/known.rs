//! Words that rules know beforehand, as their hashes: a note's word is compared with all of them without a branch.

use crate::hash::Word;

/// The hash of a word in lower case, found when the crate is compiled.
macro_rules! word {
    ($word:literal) => {
        const { $crate::known::hash($word) }
    };
}

/// The hashes of several words in lower case.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {
        const { &$crate::known::hashes([$($word),+]) }
    };
}

/// The hashes of these words.
#[expect(clippy::indexing_slicing, reason = "at a fault the crate does not compile")]
pub(crate) const fn hashes<const N: usize>(words: [&str; N]) -> [u64; N] {
    let (mut hashes, mut at) = ([0; N], 0);
    while at < N {
        hashes[at] = hash(words[at]);
        at += 1;
    }
    hashes
}

/// The hash of this word.
pub(crate) const fn hash(word: &str) -> u64 {
    let (mut read, mut rest) = (Word::NONE, word.as_bytes());
    while let [letter, others @ ..] = rest {
        assert!(letter.is_ascii_lowercase(), "only a word has a hash");
        read = read.byte(*letter);
        rest = others;
    }
    read.hash()
}

#[cfg(test)]
mod tests {
    use crate::note::Note;

    #[test]
    fn a_word_of_a_note_is_known_whatever_its_case_and_a_number_or_mark_is_no_word() {
        let note = Note::read(b"Chart CHART chart charts 12 -");
        let known: Vec<bool> = (0..7).map(|index| note.is(index, word!("chart"))).collect();
        assert_eq!(known, [true, true, true, false, false, false, false]);
        assert!(note.is_any(3, words!["chart", "charts"]));
        assert!(!note.is_any(4, words!["chart", "charts"]));
    }
}
