//! Lists of terms that look like a surname, a comma and a first name: "Wilson, Barton and Koegel approaches".

use crate::lexicon::role;
use crate::note::{Case, Gap, Note, Style, Token};
use crate::rules::clinician::is_credential;
use crate::rules::pair::identified;
use crate::rules::part::Part;

/// Whether "family, given" at `index` begins or goes on with a list of terms, companies or towns.
pub(crate) fn listed(note: &Note<'_>, index: usize, family: Part, given: Part) -> bool {
    let next = given.last + 1;
    let series = (joint(note, next) || note.at(next).is_one_of(b",&"))
        && note.at(next + 1).class.first() > 1
        && family.given > 1
        && !(family.family > 2 && note.at(next + 2).has(role::VERB));
    let company = note.before(index, 1).is_mark(b'&')
        || note.at(next).has(role::ORG)
        || note.at(next).is_mark(b'&')
            && note.at(next + 1).is_capital()
            && !identified(note, next + 2)
        || (note.pair_roles(given.first) | note.pair_roles(index))
            & (role::ORG_PAIR | role::NAMESAKE)
            != 0;
    let words = note.at(next).is_mark(b',') && family.english && given.english;
    let eponym = note.at(index + 1).is_mark(b'-')
        && note.at(index + 1).joined()
        && note.roles_of(index, index + 2) & role::EPONYM_PAIR != 0;
    if is_credential(note, next + usize::from(note.at(next).is_mark(b','))) {
        return false;
    }
    series
        || company
        || eponym
        || acronym(note, index, family, given)
        || words
        || note.is(next, word!("or"))
        || among_eponyms(note, index, next)
        || triple(note, next, given)
        || within(note, index, next)
        || ended(note, index, given)
        || hyphened(note, family, given)
}

/// "Prader-Willi FISH, Rett": an acronym that is a word too ends a longer term.
fn acronym(note: &Note<'_>, index: usize, family: Part, given: Part) -> bool {
    let short = |at: usize| note.at(at).case == Case::Upper && note.at(at).len() <= 5;
    note.style == Style::Mixed
        && family.english
        && short(index)
        && !short(given.first)
        && note.before(index, 1).is_capital()
        && note.at(index).gap == Gap::Blank
}

fn joint(note: &Note<'_>, at: usize) -> bool {
    note.is_any(at, words!["and", "or"])
}

/// "Neer, Thomas and Hawkins tests": a word that eponyms have follows, or the list began before.
fn among_eponyms(note: &Note<'_>, index: usize, next: usize) -> bool {
    let after_comma = note.before(index, 1).is_mark(b',')
        && note.before(index, 2).is_capital()
        && (note.before(index, 2).len() > 2 || note.before(index, 2).joined())
        && note.at(next + 1).is_capital();
    (note.is(next, word!("and")) || note.at(next).is_mark(b','))
        && (after_comma || (2..=3).any(|n| note.at(next + n).has(role::EPONYM_NEXT)))
}

/// "Kaplan-Meier, Cox, Fisher, Mann-Whitney": the last two of a list of terms, with nothing after them that a person has.
fn within(note: &Note<'_>, index: usize, next: usize) -> bool {
    let term = note.before(index, 2);
    let listed = note.before(index, 1).is_mark(b',')
        && (term.is_capital() && term.len() > 2 && !term.has(role::CREDENTIAL | role::STATE_ABBR)
            || term.is_number() && term.len() < 3 && note.before(index, 3).is_capital());
    let person = note.at(next).has(role::VERB)
        || identified(note, next)
        || identified(note, next + 1)
        || note.at(next).is_one_of(b"(|/-");
    listed && !person && note.style == Style::Mixed
}

/// "Ober, Thomas, Ely and", "Swan-Ganz, Dobhoff, Salem sump and": a third term between marks.
fn triple(note: &Note<'_>, next: usize, given: Part) -> bool {
    let term = note.at(next + 1);
    if !note.at(next).is_mark(b',') || !note.name_like(term) || identified(note, next + 1) {
        return false;
    }
    let worded = term.len() > 3
        || term.len() == 3 && term.case == Case::Title && !term.has(role::CREDENTIAL);
    let goes_on = |at: usize| joint(note, at) || note.at(at).is_mark(b',');
    let noun = note.at(next + 2);
    let described = given.given < 2
        && note.style == Style::Mixed
        && noun.case == Case::Lower
        && !noun.has(role::VERB | role::STOP)
        && (goes_on(next + 3) || note.at(next + 3).is_mark(b'.') || note.at(next + 3).is_edge());
    worded && (goes_on(next + 2) || described)
}

/// "Wilson, Barton and Koegel": the third word ends a list, unless it is one more first name or begins one more person.
fn ended(note: &Note<'_>, index: usize, given: Part) -> bool {
    let next = given.last + 1;
    let third = note.at(next + 1);
    if note.style != Style::Mixed
        || !note.is(next, word!("and"))
        || third.case != Case::Title
        || third.len() < 3
    {
        return false;
    }
    let person = third.has(role::RELATION | role::PERSON_NOUN | role::TITLE | role::DOCTOR)
        || note.at(next + 2).is_mark(b',')
        || note.at(next + 2).has(role::VERB)
        || identified(note, next + 2);
    let double = note.at(next + 2).is_mark(b'-') && note.at(next + 2).joined();
    let place = |token: &Token| token.class.place();
    let places = place(note.at(index)) && place(note.at(given.first)) && place(third);
    !person && (double || places || third.class.first() < 2)
}

/// "Reed-Sternberg, Auer rods", "Anderson-Hynes, Foley": two names joined, and after them what nobody bears as a first name.
fn hyphened(note: &Note<'_>, family: Part, given: Part) -> bool {
    let next = given.last + 1;
    let surname = given.given == 0 || given.family > given.given && given.given < 2;
    let cased = note.style != Style::Mixed || given.capital;
    family.last > family.first
        && surname
        && cased
        && !note.at(next).has(role::VERB)
        && !identified(note, next)
        && !identified(note, next + 1)
}
