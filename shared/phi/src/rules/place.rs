//! Towns, counties and ZIP codes: 45 CFR 164.514(b)(2)(i)(B), "all geographic subdivisions smaller than a State".
//!
//! A state alone passes. A town needs a state, a residence cue or a street before it: Houston criteria, Rochester scores and
//! Lyme disease are no places.

use crate::Category;
use crate::lexicon::role;
use crate::note::{Case, Gap, Kind, Note, Style};
use crate::rules::beside::{self, dwelling, in_row, unlisted};
use crate::rules::county;
use crate::rules::zip::zip_at;
use crate::spot::Spot;

/// Words of a town's name.
const WORDS: usize = 4;

/// The town or county that starts at the word `index`; `address` is the last token of a street just before it.
pub(crate) fn find(note: &Note<'_>, index: usize, address: Option<usize>) -> Option<Spot> {
    let token = note.at(index);
    let before = note.before(index, 1);
    if !note.name_like(token) | token.joined() & before.is_one_of(b"-'./@") {
        return None;
    }
    // "Texas, New Mexico, Maryland": the second word of a state.
    if note.is_any(index, words!["mexico", "york"]) && note.is(index.wrapping_sub(1), word!("new"))
    {
        return None;
    }
    let near = address.is_some_and(|last| index > last && index - last <= 3);
    let ahead =
        |roles: u128| note.roles & roles != 0 && note.roles_ahead(index + 1, 6) & roles != 0;
    if token.has(role::COUNTY) || ahead(role::COUNTY) {
        return county::find(note, index).or_else(|| city(note, index, address));
    }
    let lead = before.has(role::PLACE_LEAD | role::DIRECTION);
    let row = || {
        before.is_word()
            && before.len() <= 3
            && (note.before(index, 2).is_capital() || note.before(index, 2).has(role::RESIDE))
            && note.is_any(index.wrapping_sub(1), words!["de", "and", "or"])
    };
    let asked = near
        || before.has(role::PREPOSITION | role::RESIDE)
        || lead && note.before(led(note, index), 1).has(role::PREPOSITION | role::RESIDE)
        || row()
        || before.is_mark(b',') && note.before(index, 2).has(role::ORG)
        || ahead(role::PLACE_NEXT)
        || note.at(index + 1).is_number() && note.at(index + 1).len() == 5
        || labelled(note, index);
    // Unasked only a state after it makes a town of a word.
    let stated = || states(note) && (before.is_mark(b':') || ahead(STATES));
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
        last + 2 == index && note.before(index, 1).is_one_of(b",;^")
            || last + 3 == index && note.before(index, 1).is_one_of(b"\"[(^")
    });
    let listed = longest(note, index);
    let plain = || {
        let placed = after_street || named(note, index) || dwelling(note, index);
        if placed { plain_end(note, index) } else { None }
    };
    let last = listed.or_else(plain).or_else(|| beside_state(note, index))?;
    let spot = Some(Spot::block(index, last, Category::City, "place.city"));
    let (state, zip) = state_after(note, last);
    let in_town = listed.is_some()
        && note.is(index.wrapping_sub(1), word!("in"))
        && address.is_some_and(|last| last + 2 == index);
    if (after_street || in_town || named(note, index)) && !is_state(note, index) {
        return spot;
    }
    let cued = reside(note, index, listed) || in_row(note, index, last);
    if listed.is_none() && dwelling(note, index) {
        return spot.filter(|_| unlisted(note, index, last));
    }
    let two_states = is_state(note, index) && note.at(last + 2).len() > 2;
    if state.is_some() && !two_states && (zip || cued || state_is_sure(note, index, last)) {
        return spot;
    }
    if state.is_some() && !two_states && address.is_some_and(|last| last + 1 == index) {
        return spot;
    }
    let bare = note.run_class(index, last);
    let sole = bare.place()
        && bare.surname() < 2
        && bare.first() < 2
        && !bare.english()
        && !bare.clinical();
    if sole && note.at(index).is_capital() && zip_at(note, last + 1).is_some() {
        return spot;
    }
    let veto = || {
        note.at(last + 1).has(role::EPONYM_NEXT | role::ORG)
            || is_state(note, index)
            || refused(note, index, last)
    };
    (listed.is_some() && cued && !veto()).then_some(spot?)
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
        let particle = found.is_none()
            && word.is_word()
            && word.len() <= 2
            && note.at(next + 1).is_mark(b'\'');
        if !(note.name_like(word) || particle) || !dot && word.gap == Gap::None {
            break;
        }
        at = next;
    }
    found.filter(|last| note.at(*last).end - note.at(index).start >= 3)
}

/// The end of a run of capitalised words that a town not in the gazetteer may be.
fn plain_end(note: &Note<'_>, index: usize) -> Option<usize> {
    if note.is_any(index, words!["apo", "fpo", "dpo"]) {
        return None;
    }
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
    let placed = note.is_any(index.wrapping_sub(1), words!["in", "from", "to", "near", "of"]);
    let names = note.at(last + 2).is_capital() && state_at(note, last + 2).is_some();
    (comma && names && (zip || placed)).then_some(last)
}

/// The state's last token after a town, and whether a ZIP code follows.
fn state_after(note: &Note<'_>, last: usize) -> (Option<usize>, bool) {
    let comma = note.at(last + 1).is_one_of(b",(^");
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
fn state_is_sure(note: &Note<'_>, index: usize, last: usize) -> bool {
    let comma = note.at(last + 1).is_mark(b',');
    let town = note.run_class(index, last);
    let only_place = town.place()
        && town.first() < 2
        && town.surname() < 2
        && !town.english()
        && !town.clinical();
    let bracket = note.at(last + 1).is_mark(b'(') && note.at(last + 3).is_mark(b')');
    if only_place && note.style == Style::Mixed && note.at(index).is_capital() {
        let plain = note.is_any(
            last + 1,
            words!["oh", "ok", "in", "hi", "ca", "la", "md", "pa", "va", "ma", "nc"],
        );
        if plain || bracket {
            return true;
        }
    }
    let at = last + 1 + usize::from(comma);
    let state = note.at(at);
    let credential = state.has(role::CREDENTIAL)
        || note.is_any(
            at,
            words![
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

/// "Address: ", "Lives in: ", "Hometown ", "closest town is ".
fn labelled(note: &Note<'_>, index: usize) -> bool {
    let before = note.before(index, 1);
    let is = note.is_any(index.wrapping_sub(1), words!["is", "was"]);
    let asks = before.is_one_of(b":=-") | before.has(role::PLACE_LABEL) | is;
    asks && label_before(note, index)
}

/// Whether a place's label stands to the left of the word, a mark or "is" between.
fn label_before(note: &Note<'_>, index: usize) -> bool {
    let mut at = index;
    let mut marked = false;
    for _ in 0..3 {
        at = at.wrapping_sub(1);
        let token = note.at(at);
        let link = note.is_any(at, words!["is", "in", "of", "was"]);
        if token.is_one_of(b":=-") {
            marked = true;
        } else if !link || at == index.wrapping_sub(1) && !note.is_any(at, words!["is", "was"]) {
            break;
        }
    }
    let label = note.at(at);
    let birth =
        marked && note.is(at, word!("birth")) && note.is(at.wrapping_sub(2), word!("place"));
    let named = birth
        || label.has(role::PLACE_LABEL)
            && (marked || at + 1 == index || note.is(at + 1, word!("is")));
    named || marked && label.has(role::RESIDE | role::ADDRESS_CUE)
}

/// "City: ", "County: ": even a town in no list.
fn named(note: &Note<'_>, index: usize) -> bool {
    note.before(index, 1).is_mark(b':') && note.before(index, 2).has(role::PLACE_LABEL)
}

/// Where the words begin that a town's preposition stands before: "in rural Waco", "north of the greater Waco".
fn led(note: &Note<'_>, index: usize) -> usize {
    let lead = |back: usize| {
        let token = note.before(index, back);
        token.has(role::PLACE_LEAD | role::DIRECTION) && token.len() > 3
            || back > 1 && note.is(index - back, word!("the"))
    };
    index - (1..=2).take_while(|back| index >= *back && lead(*back)).count()
}

/// A word that asks for a place stands before: "lives in", "from", "employer is in", "fell … in".
fn reside(note: &Note<'_>, index: usize, listed: Option<usize>) -> bool {
    if labelled(note, index) {
        return true;
    }
    let last = listed.unwrap_or(index);
    let known = note.run_class(index, last);
    let several =
        last > index && known.place() && note.at(last).is_capital() && note.style == Style::Mixed;
    let eponym = note.at(index).has(role::EPONYM | role::PAYER);
    let plain = known.place() && !known.clinical() && (several || !eponym);
    // "a Waco native", "the greater Waco area": who or what is of a place.
    if plain && note.at(last + 1).has(role::PLACE_NEXT) && note.at(index).is_capital() {
        return true;
    }
    let start = led(note, index);
    let before = note.before(start, 1);
    if note.is_any(start.wrapping_sub(1), words!["lives", "resides", "residing", "between"]) {
        return known.place();
    }
    let spanish =
        note.is(start.wrapping_sub(1), word!("de")) && note.before(start, 2).has(role::RESIDE);
    if !before.has(role::PREPOSITION) && !spanish {
        return false;
    }
    let from = note.is(start.wrapping_sub(1), word!("from"));
    let opens = from
        && (matches!(
            note.before(start, 2).kind,
            Kind::Edge | Kind::Mark(b'.' | b',' | b';' | b'(')
        ) || note.before(start, 2).has(role::PERSON_NOUN | role::RELATION)
            || note.is_any(start.wrapping_sub(2), words!["is", "was", "comes", "hails", "pt"])
            || plain && note.before(start, 2).has(role::CALLS));
    let verb = spanish
        || (2..=7).any(|back| {
            note.before(start, back).has(role::RESIDE | role::RELATION)
                && !note.is_any(start.wrapping_sub(back), words!["from", "seen"])
        });
    let of = note.is(start.wrapping_sub(1), word!("of"));
    let bounded = of
        && (note.before(start, 2).has(role::PLACE_LABEL | role::PLACE_NEXT | role::DIRECTION)
            || note.is_any(start.wrapping_sub(2), words!["outside", "side", "part", "edge"]));
    let within = note.is_any(start.wrapping_sub(1), words!["in", "near", "outside"]);
    let only_place = plain
        && known.first() < 2
        && (known.surname() < 2 || within && known.surname() < 3)
        && !known.english()
        && !of;
    let stated = !note.is_any(
        start.wrapping_sub(2),
        words!["referral", "referred", "consult", "letter", "records"],
    );
    let with_state = stated
        && listed.is_some_and(|last| {
            note.at(last + 1).is_mark(b',') && state_at(note, last + 2).is_some()
        });
    let dated = plain && note.style == Style::Mixed && beside::dated(note, index, last);
    let close =
        plain && !known.english() && note.is_any(start.wrapping_sub(1), words!["near", "outside"]);
    dated
        || close
        || opens
        || verb
        || bounded
        || only_place
        || several && plain && !of
        || with_state
}

/// Whether a town of the gazetteer, a comma and a state stand here.
pub(super) fn town_and_state(note: &Note<'_>, index: usize) -> bool {
    longest(note, index)
        .is_some_and(|last| note.at(last + 1).is_mark(b',') && state_at(note, last + 2).is_some())
}

/// Words of the gazetteer that are something else here: a month, a payer, an ordinary word in lower case, a person's name.
fn refused(note: &Note<'_>, index: usize, last: usize) -> bool {
    let token = note.at(index);
    let residence = note.is(index.wrapping_sub(1), word!("of"))
        && note.is_any(index.wrapping_sub(2), words!["city", "town", "village"])
        || note.is_any(
            index.wrapping_sub(2),
            words!["lives", "living", "lived", "resides", "resident", "moved", "residing"],
        );
    let common = (token.class.english() || token.class.clinical())
        && index == last
        && (note.style != Style::Mixed && !residence || token.class.clinical());
    let person = index == last
        && note.at(last + 1).is_capital()
        && note.at(last + 1).class.surname() > 1
        && token.class.first() > 1;
    // "family history of Lynch, Cowden"
    let ill = token.has(role::EPONYM) && note.is(index.wrapping_sub(2), word!("history"));
    // A country alone passes, "Peru, IN" does not.
    let country = index == last && token.has(role::COUNTRY);
    // The cancer center, not a town.
    let center = note.is(index, word!("hope")) && note.is(index.wrapping_sub(2), word!("city"));
    country
        || center
        || ill
        || token.has(role::STOP) && index == last
        || token.has(role::MONTH | role::DOCTOR | role::TITLE | role::RELATION)
        || common
        || person
        || note.at(last + 1).is_mark(b'\'')
}
