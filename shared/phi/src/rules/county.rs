//! Counties, parishes, boroughs and townships.

use crate::Category;
use crate::known;
use crate::lexicon::role;
use crate::note::{Note, Style};
use crate::spot::Spot;

/// Words that no county is named by.
const PLAIN: [u64; 14] = known::hashes([
    "each",
    "home",
    "local",
    "same",
    "rural",
    "area",
    "tri",
    "the",
    "our",
    "this",
    "her",
    "his",
    "neighboring",
    "every",
]);

/// Tokens of a county's name.
const LONGEST: usize = 5;

/// "Maricopa County", "County of Bexar", "Orleans Parish", "in Bexar county".
pub(super) fn find(note: &Note<'_>, index: usize) -> Option<Spot> {
    let spot = |last: usize| Some(Spot::block(index, last, Category::City, "place.county"));
    if note.is(index, word!("county"))
        && note.is(index + 1, word!("of"))
        && note.name_like(note.at(index + 2))
    {
        return spot(index + 2);
    }
    let last = (index + 1..=index + LONGEST).find(|at| {
        let abbreviated = note.is_any(*at, words!["co", "twp", "cty"]) && note.at(*at).is_capital();
        note.at(*at).has(role::COUNTY) || abbreviated && placed(note, index)
    })?;
    let named = (index..last).all(|at| {
        usable(note, at)
            || note.at(at).is_one_of(b".-'")
            || note.at(at).joined() && note.is(at, word!("s"))
            || note.is_any(at, words!["st", "la", "el", "de", "san"])
    });
    let first = note.at(index).class;
    let lower = !note.name_like(note.at(last));
    let known = first.place() || first.surname() > 0 || first.unknown();
    let proper = placed(note, index) || known && !first.english() && !first.clinical();
    let fits = if lower {
        proper && note.at(index).is_capital()
    } else {
        note.style == Style::Mixed
            || placed(note, index)
            || note.before(index, 1).is_mark(b',') && note.before(index, 2).class.place()
    };
    let facility = note.at(last + 1).has(role::ORG)
        && note.at(last + 1).is_capital()
        && note.style == Style::Mixed;
    // "Cook County-style": the county only says how.
    let styled = note.at(last + 1).is_mark(b'-')
        && note.at(last + 1).joined()
        && note.at(last + 2).joined()
        && note.at(last + 2).is_word();
    if named && fits && !facility && !styled { spot(last) } else { None }
}

fn usable(note: &Note<'_>, at: usize) -> bool {
    let token = note.at(at);
    note.name_like(token)
        && token.len() > 2
        && !token.has(role::STOP | role::VERB | role::STATE_ONE | role::MONTH | role::RESIDE)
        && !note.is_any(at, &PLAIN)
}

fn placed(note: &Note<'_>, index: usize) -> bool {
    let before = index.wrapping_sub(1);
    note.at(before).is_mark(b':') || note.is_any(before, words!["in", "of", "from", "near", "to"])
}
