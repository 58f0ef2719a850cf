//! ZIP codes: 45 CFR 164.514(b)(2)(i)(B).

use crate::Category;
use crate::known;
use crate::lexicon::role;
use crate::note::{Case, Gap, Note, Style};
use crate::spot::Spot;

/// The last token of a ZIP code at `at`.
pub(super) fn zip_at(note: &Note<'_>, at: usize) -> Option<usize> {
    let at = at + usize::from(note.at(at).is_mark(b','));
    let number = note.at(at);
    let apart = number.gap != Gap::None || note.before(at, 1).is_one_of(b"\"[(-,^");
    if !(number.is_number() && (number.len() == 5 || number.len() == 9) && apart) {
        return None;
    }
    let plus = note.at(at + 1).is_mark(b'-')
        && note.at(at + 1).joined()
        && note.at(at + 2).is_number()
        && note.at(at + 2).len() == 4;
    let runs_on = note.at(at + 1).joined()
        && (note.at(at + 1).is_word() || note.at(at + 1).is_one_of(b"-/%") && !plus);
    (!runs_on).then_some(if plus { at + 2 } else { at })
}

/// Abbreviations of states that are more often something else before a number.
const AMBIGUOUS: [u64; 20] = known::hashes([
    "id", "pa", "ma", "md", "mi", "ct", "ms", "or", "in", "me", "hi", "ok", "al", "de", "la", "va",
    "pr", "co", "ca", "mo",
]);

/// "in the 43210 zip", "43210 (ZIP)", "lives in 43210".
fn zip_labelled(note: &Note<'_>, index: usize, last: usize) -> bool {
    let after = last + 1 + usize::from(note.at(last + 1).is_one_of(b"(["));
    let lives = note.is(index.wrapping_sub(1), word!("in"))
        && note.is_any(
            index.wrapping_sub(2),
            words!["lives", "living", "lived", "resides", "residing", "resident"],
        );
    note.at(after).has(role::ZIP_LABEL) || lives && !note.at(last + 1).has(role::UNIT)
}

/// A ZIP code after a state, a town or a street; `town` and `street` are the last tokens of those before.
pub(crate) fn find(
    note: &Note<'_>,
    index: usize,
    town: Option<usize>,
    street: Option<usize>,
) -> Option<Spot> {
    let last = zip_at(note, index)?;
    // "TULSA 51721 55881": codes in a row, which only a state before them makes a ZIP code.
    let next = note.at(last + 1);
    let row =
        next.is_number() && next.gap != Gap::Line && next.len() == 5 && note.at(index).len() == 5;
    let comma = usize::from(note.before(index, 1).is_one_of(b",.-\"[(^"));
    if zip_labelled(note, index, last) {
        return Some(Spot::block(index, last, Category::Zip, "place.zip"));
    }
    let back = index.checked_sub(1 + comma)?;
    let state = note.at(back);
    let dotted = state.is_mark(b'.') && note.at(back.wrapping_sub(1)).len() == 1;
    let spelled = state.has(role::STATE_ONE | role::STATE_TAIL);
    let short = state.has(role::STATE_ABBR)
        && state.len() == 2
        && (note.style == Style::Lower
            || state.case == Case::Upper
            || note.at(back.wrapping_sub(1)).is_mark(b','));
    let before = note.at(back.wrapping_sub(1));
    let opens = state.gap == Gap::Line || before.is_one_of(b":;.(");
    let alone = short && opens && !state.has(role::CREDENTIAL) && !note.is_any(back, &AMBIGUOUS);
    let forces = note.is_any(back, words!["ae", "ap", "aa"])
        && note.is_any(
            back.wrapping_sub(1 + usize::from(before.is_mark(b','))),
            words!["apo", "fpo", "dpo"],
        );
    let placed = before.is_one_of(b",^")
        || town.is_some_and(|town| back > town && back - town <= 3)
        || before.class.place()
        || before.is_capital() && before.len() > 2 && !note.is(back, word!("id"));
    let in_town = town == Some(back) || street == Some(back);
    if note.at(index).len() == 9 && !before.is_mark(b',') {
        return None;
    }
    (spelled || (short || dotted) && placed || forces || !row && (in_town || alone))
        .then(|| Spot::block(index, last, Category::Zip, "place.zip"))
}
