//! Dates whose month is a Roman numeral: "29.VIII.2024", "3-IV-24".

use crate::known;
use crate::note::{Case, Note};
use crate::rules::date::category;
use crate::spot::Spot;

const MONTHS: [u64; 12] =
    known::hashes(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]);

/// The date whose day is the number `index`: a numeral in capitals and a year, the same mark between.
pub(super) fn find(note: &Note<'_>, index: usize) -> Option<Spot> {
    if !note.at(index + 2).is_word() {
        return None;
    }
    let (mark, month, year) = (note.at(index + 1), note.at(index + 2), note.at(index + 4));
    let tight = (index + 1..=index + 4).all(|i| note.at(i).joined());
    let same = mark.is_one_of(b"./-") && note.at(index + 3).is_mark(mark.mark);
    let numeral = month.is_word()
        && month.case != Case::Lower
        && month.len() <= 4
        && note.is_any(index + 2, &MONTHS);
    let dated = note.at(index).len() <= 2
        && note.at(index).in_range(1, 31)
        && (year.len() == 4 && year.in_range(1900, 2099) || year.len() == 2 && month.len() > 1);
    (tight && same && numeral && year.is_number() && dated)
        .then(|| Spot::block(index, index + 4, category(note, index), "date.roman"))
}
