//! Towns that only the words or towns beside them make known.

use crate::lexicon::role;
use crate::note::{Case, Note, Style};

/// "lives in ", "born in ": whatever capitalised word follows is a place.
pub(super) fn dwelling(note: &Note<'_>, index: usize) -> bool {
    note.is_any(index.wrapping_sub(1), words!["in", "en"])
        && note.is_any(
            index.wrapping_sub(2),
            words![
                "lives", "lived", "living", "resides", "residing", "born", "vive", "reside",
                "nacio"
            ],
        )
}

/// Whether the words may be a town that no list has.
pub(super) fn unlisted(note: &Note<'_>, index: usize, last: usize) -> bool {
    let named = |at: usize| {
        let token = note.at(at);
        let class = token.class;
        token.case == Case::Title
            && !token.has(
                role::COUNTRY
                    | role::STATE_LEAD
                    | role::ORG
                    | role::MONTH
                    | role::SEASON
                    | role::PAYER,
            )
            && !class.clinical()
            && (!class.english() || class.surname() > 1 || class.place())
    };
    note.style == Style::Mixed && (index..=last).all(named) && !note.at(last + 1).has(role::ORG)
}

/// "Evaluated in Phoenix on Monday", "seen in Mesa 3/14": a day after it, so it is where something took place.
pub(super) fn dated(note: &Note<'_>, index: usize, last: usize) -> bool {
    let on = usize::from(note.is_any(last + 1, words!["on", "since", "from", "until"]));
    let day = note.at(last + 1 + on);
    let figures = day.is_number()
        && note.at(last + 2 + on).joined()
        && note.at(last + 2 + on).is_one_of(b"/-.")
        && note.at(last + 3 + on).is_number();
    let told = day.has(role::WEEKDAY | role::MONTH) || on > 0 && day.is_number() || figures;
    note.is(index.wrapping_sub(1), word!("in")) && note.at(index).is_capital() && told
}

/// "Sioux Falls and Fargo", "Mercy Hospital, Dubuque": a town beside what places it.
pub(super) fn in_row(note: &Note<'_>, index: usize, last: usize) -> bool {
    let town = note.run_class(index, last);
    let sole = last > index && note.at(index).class.first() < 2
        || town.surname() < 3 && town.first() < 2 && !town.english() && !town.clinical();
    if !town.place() || !sole || !note.at(index).is_capital() {
        return false;
    }
    let and = note.is_any(index.wrapping_sub(1), words!["and", "or"]);
    let row = and
        && index > 3
        && (2..=3).any(|back| note.run_class(index - back, index - 2).place())
        && note.at(index - 2).is_capital();
    let house = note.before(index, 1).is_mark(b',')
        && note.before(index, 2).has(role::ORG)
        && note.before(index, 2).is_capital();
    row || house
}
