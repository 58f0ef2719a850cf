//! Rows of results that look like a date: "troponins 12-14-13", "PHQ-9 12-10-8".

use crate::known;
use crate::lexicon::role;
use crate::note::{Note, Token};

/// What is measured again and again.
const TESTS: [u64; 14] = known::hashes([
    "troponin",
    "troponins",
    "trops",
    "lactate",
    "plt",
    "platelets",
    "glucose",
    "hgb",
    "hb",
    "wbc",
    "act",
    "phq",
    "gad",
    "eos",
]);

/// The last year that a note's dates seldom have, in two figures.
const EARLY: u32 = 14;

/// Whether the three figures from the number `index` on are what one thing measured again and again: a word stands right
/// before, no figure is twice another, and the last is no late year or the word names a test or score.
pub(super) fn row(note: &Note<'_>, index: usize, figures: [&Token; 3]) -> bool {
    let word = note.before(index, 1);
    let versioned = word.is_number() && note.before(index, 2).is_one_of(b"-+");
    let tested = versioned
        || word.has(role::SCORE | role::COUNTED | role::UNIT)
        || note.is_any(index.wrapping_sub(1), &TESTS);
    let early = word.is_word() && figures.iter().all(|figure| figure.value <= EARLY);
    let values = figures.map(|figure| figure.value);
    let (least, most) = (values.iter().min(), values.iter().max());
    let drifts = least.zip(most).is_some_and(|(least, most)| *most < least * 2);
    note.at(index + 1).is_mark(b'-') && drifts && (tested || early)
}
