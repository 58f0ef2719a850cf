//! Towns, counties and ZIP codes: 45 CFR 164.514(b)(2)(i)(B), "all geographic subdivisions smaller than a State".
//!
//! A state alone passes. A town needs a state, a residence cue or a street before it: Houston criteria, Rochester scores and
//! Lyme disease are no places.

use crate::Category;
use crate::lexicon::role;
use crate::note::{Case, Gap, Kind, Note, Style};
use crate::spot::Spot;

/// Words of a town's name.
const WORDS: usize = 4;

/// The town or county that starts at the word `index`; `address` is the last token of a street just before it.
pub(crate) fn find(note: &Note<'_>, index: usize, address: Option<usize>) -> Option<Spot> {
    let token = note.at(index);
    if !note.name_like(token) || token.joined() && note.before(index, 1).is_one_of(b"-'./@") {
        return None;
    }
    let near = address.is_some_and(|last| index > last && index - last <= 3);
    let ahead =
        |roles: u128| note.roles & roles != 0 && note.roles_ahead(index + 1, 6) & roles != 0;
    if token.has(role::COUNTY) || ahead(role::COUNTY) {
        return county(note, index).or_else(|| city(note, index, address));
    }
    let asked = near || note.before(index, 1).has(role::PREPOSITION) || labelled(note, index);
    // Unasked only a state after it makes a town of a word.
    let stated = || states(note) && (note.before(index, 1).is_mark(b':') || ahead(STATES));
    (asked || stated()).then(|| city(note, index, address))?
}

/// Words that a state begins with.
const STATES: u128 = role::STATE_ABBR | role::STATE_ONE | role::STATE_LEAD;

/// Whether any word of the note is written as a state's name: "IN", not "in".
const fn states(note: &Note<'_>) -> bool {
    let written = if matches!(note.style, Style::Lower) { note.roles } else { note.capital_roles };
    written & STATES != 0 || note.roles & role::STATE_LEAD != 0
}

fn city(note: &Note<'_>, index: usize, address: Option<usize>) -> Option<Spot> {
    let after_street = address.is_some_and(|last| {
        last + 2 == index && note.before(index, 1).is_mark(b',')
            || last + 3 == index && note.before(index, 1).is_one_of(b"\"[(")
    });
    let listed = longest(note, index);
    let plain = plain_end(note, index);
    let last =
        listed.or(if after_street { plain } else { None }).or_else(|| beside_state(note, index))?;
    let spot = Some(Spot::block(index, last, Category::City, "place.city"));
    let (state, zip) = state_after(note, last);
    let in_town = listed.is_some()
        && note.is(index.wrapping_sub(1), "in")
        && address.is_some_and(|last| last + 2 == index);
    if (after_street || in_town) && !is_state(note, index) {
        return spot;
    }
    let cued = reside(note, index, listed);
    let two_states = is_state(note, index) && note.at(last + 2).len() > 2;
    if state.is_some() && !two_states && (zip || cued || state_is_sure(note, last)) {
        return spot;
    }
    if state.is_some() && !two_states && address.is_some_and(|last| last + 1 == index) {
        return spot;
    }
    let veto = note.at(last + 1).has(role::EPONYM_NEXT | role::ORG)
        || is_state(note, index)
        || refused(note, index, last);
    (listed.is_some() && !veto && cued).then_some(spot?)
}

/// The end of the longest run of words from `index` that is a town of the gazetteer.
fn longest(note: &Note<'_>, index: usize) -> Option<usize> {
    let mut found = None;
    let mut at = index;
    for _ in 0..WORDS {
        if note.run_class(index, at).place() {
            found = Some(at);
        }
        let dot = note.at(at + 1).is_one_of(b".'-")
            && note.at(at + 1).joined()
            && note.at(at + 2).is_word();
        let next = if dot { at + 2 } else { at + 1 };
        let word = note.at(next);
        if !note.name_like(word) || !dot && word.gap == Gap::None {
            break;
        }
        at = next;
    }
    found.filter(|last| note.at(*last).end - note.at(index).start >= 3)
}

/// The end of a run of capitalised words that a town not in the gazetteer may be.
fn plain_end(note: &Note<'_>, index: usize) -> Option<usize> {
    let usable = |at: usize| {
        let token = note.at(at);
        token.is_word()
            && token.len() > 2
            && !token.has(role::STOP | role::VERB | role::MONTH | role::STATE_ONE | role::UNIT_WORD)
            && token.is_capital()
    };
    if !usable(index) {
        return None;
    }
    let mut last = index;
    while last < index + 2 && usable(last + 1) && note.at(last + 1).gap == Gap::Blank {
        last += 1;
    }
    Some(last)
}

/// A town that only "City, ST 12345" or "in City, State" makes known.
fn beside_state(note: &Note<'_>, index: usize) -> Option<usize> {
    let last = plain_end(note, index)?;
    let comma = note.at(last + 1).is_mark(b',');
    let (_, zip) = state_after(note, last);
    let placed = note.is_any(index.wrapping_sub(1), &["in", "from", "to", "near", "of"]);
    let names = note.at(last + 2).is_capital() && state_at(note, last + 2).is_some();
    (comma && names && (zip || placed)).then_some(last)
}

/// The state's last token after a town, and whether a ZIP code follows.
fn state_after(note: &Note<'_>, last: usize) -> (Option<usize>, bool) {
    let comma = note.at(last + 1).is_mark(b',');
    let Some(end) = state_at(note, last + 1 + usize::from(comma)) else { return (None, false) };
    let spelled = note.at(end).len() > 2;
    let cased = note.style == Style::Lower
        || note.at(end).case == Case::Upper
        || spelled && note.at(end).is_capital();
    if !cased {
        return (None, false);
    }
    (Some(end), zip_at(note, end + 1).is_some())
}

/// Whether a town and state without a ZIP or residence cue are a place: not "Jackson, MD" nor "Lee, PA".
fn state_is_sure(note: &Note<'_>, last: usize) -> bool {
    let comma = note.at(last + 1).is_mark(b',');
    let at = last + 1 + usize::from(comma);
    let state = note.at(at);
    let credential = state.has(role::CREDENTIAL)
        || note.is_any(
            at,
            &[
                "ca", "va", "pr", "mi", "hi", "as", "or", "in", "me", "ok", "oh", "la", "de", "al",
                "id", "ct", "pt", "vi",
            ],
        ) && (!comma || note.style != Style::Mixed);
    let spelled = state.len() > 2 && comma;
    spelled
        || comma && !credential
        || !comma
            && state.len() == 2
            && !credential
            && note.style == Style::Mixed
            && state.case == Case::Upper
}

/// The last token of the state that begins at `at`: `OH`, Ohio, New Jersey, D.C.
pub(crate) fn state_at(note: &Note<'_>, at: usize) -> Option<usize> {
    let token = note.at(at);
    if token.has(role::STATE_LEAD) && note.at(at + 1).has(role::STATE_TAIL) {
        return Some(at + 1);
    }
    (token.has(role::STATE_ABBR) && token.len() == 2 || token.has(role::STATE_ONE)).then_some(at)
}

fn is_state(note: &Note<'_>, index: usize) -> bool {
    note.at(index).has(role::STATE_ONE)
        || note.at(index).has(role::STATE_LEAD) && note.at(index + 1).has(role::STATE_TAIL)
}

/// "Address: ", "Lives in: ".
fn labelled(note: &Note<'_>, index: usize) -> bool {
    note.before(index, 1).is_mark(b':')
        && note.before(index, 2).has(role::RESIDE | role::ADDRESS_CUE)
}

/// A word that asks for a place stands before: "lives in", "from", "employer is in", "fell … in".
fn reside(note: &Note<'_>, index: usize, listed: Option<usize>) -> bool {
    let preposition = note.before(index, 1).has(role::PREPOSITION);
    let labelled = labelled(note, index);
    if !preposition && !labelled {
        return false;
    }
    let opens = note.is(index.wrapping_sub(1), "from")
        && matches!(note.before(index, 2).kind, Kind::Edge | Kind::Mark(b'.' | b',' | b';' | b'('));
    let verb = (2..=7).any(|back| {
        note.before(index, back).has(role::RESIDE)
            && !note.is_any(index.wrapping_sub(back), &["from", "seen"])
    });
    let known = note.at(index).class;
    let only_place = known.place()
        && known.first() < 2
        && known.surname() < 2
        && !known.english()
        && !known.clinical()
        && !note.is(index.wrapping_sub(1), "of");
    let stated = !note
        .is_any(index.wrapping_sub(2), &["referral", "referred", "consult", "letter", "records"]);
    let with_state = stated
        && listed.is_some_and(|last| {
            note.at(last + 1).is_mark(b',') && state_at(note, last + 2).is_some()
        });
    labelled || opens || verb || only_place || with_state
}

/// Countries that towns are named after: a country alone passes, "Peru, IN" does not.
const COUNTRIES: [&str; 20] = [
    "mexico", "peru", "cuba", "chile", "poland", "norway", "jamaica", "brazil", "panama",
    "denmark", "sweden", "india", "germany", "italy", "holland", "egypt", "colombia", "china",
    "lebanon", "vietnam",
];

/// Words of the gazetteer that are something else here: a month, a payer, an ordinary word in lower case, a person's name.
fn refused(note: &Note<'_>, index: usize, last: usize) -> bool {
    let token = note.at(index);
    let residence = note.is(index.wrapping_sub(1), "of")
        && note.is_any(index.wrapping_sub(2), &["city", "town", "village"])
        || note.is_any(
            index.wrapping_sub(2),
            &["lives", "living", "lived", "resides", "resident", "moved", "residing"],
        );
    let common = (token.class.english() || token.class.clinical())
        && index == last
        && (note.style != Style::Mixed && !residence || token.class.clinical());
    let person = index == last
        && note.at(last + 1).is_capital()
        && note.at(last + 1).class.surname() > 1
        && token.class.first() > 1;
    // "family history of Lynch, Cowden"
    let ill = token.has(role::EPONYM) && note.is(index.wrapping_sub(2), "history");
    let country = index == last && note.is_any(index, &COUNTRIES);
    country
        || ill
        || token.has(role::MONTH | role::STOP | role::DOCTOR | role::TITLE | role::RELATION)
        || common
        || person
        || note.at(last + 1).is_mark(b'\'')
}

/// "Maricopa County", "County of Bexar", "Orleans Parish".
fn county(note: &Note<'_>, index: usize) -> Option<Spot> {
    if note.is(index, "county") && note.is(index + 1, "of") && note.name_like(note.at(index + 2)) {
        return Some(Spot::block(index, index + 2, Category::City, "place.county"));
    }
    let usable = |at: usize| {
        let token = note.at(at);
        note.name_like(token)
            && token.len() > 2
            && !token.has(role::STOP | role::VERB | role::STATE_ONE | role::MONTH | role::RESIDE)
            && !note.is_any(at, &["each", "home", "local", "same", "rural", "area", "tri"])
    };
    let head = |at: usize| note.is_any(at, &["county", "parish"]) && note.name_like(note.at(at));
    let last = [1, 2, 3].into_iter().map(|n| index + n).find(|at| head(*at))?;
    let fits = (index..last).all(|at| {
        usable(at)
            || note.at(at).is_mark(b'.')
            || note.is_any(at, &["st", "la", "el", "de", "san"])
            || note.at(at).is_one_of(b"-'")
    });
    let placed = note.style == Style::Mixed
        || note.is_any(index.wrapping_sub(1), &["in", "of", "from", ":"])
        || note.before(index, 1).is_mark(b',') && note.before(index, 2).class.place();
    let facility = note.at(last + 1).has(role::ORG)
        && note.at(last + 1).is_capital()
        && note.style == Style::Mixed;
    // "Cook County-style": the county only says how.
    let styled = note.at(last + 1).is_mark(b'-')
        && note.at(last + 1).joined()
        && note.at(last + 2).joined()
        && note.at(last + 2).is_word();
    (fits && placed && !facility && !styled)
        .then(|| Spot::block(index, last, Category::City, "place.county"))
}

/// The last token of a ZIP code at `at`.
fn zip_at(note: &Note<'_>, at: usize) -> Option<usize> {
    let at = at + usize::from(note.at(at).is_mark(b','));
    let number = note.at(at);
    let apart = number.gap != Gap::None || note.before(at, 1).is_one_of(b"\"[(");
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

/// A ZIP code after a state or a town; `town` is the last token of the town before.
pub(crate) fn zip(note: &Note<'_>, index: usize, town: Option<usize>) -> Option<Spot> {
    let last = zip_at(note, index)?;
    let comma = usize::from(note.before(index, 1).is_one_of(b",\"[("));
    let back = index.checked_sub(1 + comma)?;
    let state = note.at(back);
    let dotted = state.is_mark(b'.') && note.at(back.wrapping_sub(1)).len() == 1;
    let spelled = state.has(role::STATE_ONE | role::STATE_TAIL);
    let short = state.has(role::STATE_ABBR)
        && state.len() == 2
        && (note.style == Style::Lower || state.case == Case::Upper);
    let before = note.at(back.wrapping_sub(1));
    let placed = before.is_mark(b',')
        || town.is_some_and(|town| back > town && back - town <= 3)
        || before.class.place()
        || before.is_capital() && before.len() > 2 && !note.is(back, "id");
    let in_town = town == Some(back);
    if note.at(index).len() == 9 && !before.is_mark(b',') {
        return None;
    }
    (spelled || (short || dotted) && placed || in_town)
        .then(|| Spot::block(index, last, Category::Zip, "place.zip"))
}
