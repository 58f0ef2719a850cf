//! Fields of a form that hold a name, whatever its words are: "Last: Love", "initials: J.S.", "name change, was Diaz, now Ruiz".

use crate::Category;
use crate::lexicon::role;
use crate::note::{Case, Gap, Note, Style};
use crate::rules::part::{self, Part};
use crate::spot::Spot;

/// Words after "name change" among which the names stand.
const REACH: usize = 16;

/// The name in the field that the word at `index` labels; `at` is where its value begins.
pub(crate) fn find(note: &Note<'_>, index: usize, at: usize) -> Option<Spot> {
    if !note.at(index).has(role::FIELD) {
        return initials(note, index, at);
    }
    initials(note, index, at)
        .or_else(|| surname(note, index))
        .or_else(|| changed(note, index))
        .or_else(|| household(note, index))
        .or_else(|| newborn(note, index))
}

/// Whether the word is "last" before a colon, with the first name's field near: "LAST: LOVE  FIRST: ANN".
pub(crate) fn is_last(note: &Note<'_>, index: usize) -> bool {
    const NEAR: usize = 8;
    let first = |i: usize| {
        note.is_any(i, words!["first", "given", "fname", "sex", "dob", "ss", "ssn", "mrn"])
            && note.at(i + 1).is_one_of(b":=|")
    };
    note.is_any(index, words!["last", "lname"])
        && note.at(index + 1).is_one_of(b":=|")
        && ((index + 2..index + 2 + NEAR).any(first)
            || (1..=NEAR).any(|back| index >= back && first(index - back)))
}

/// "LAST: Vasquez-Thorne": a double surname in the field, whatever other fields there are.
fn hyphened_last(note: &Note<'_>, index: usize) -> bool {
    let part = part::any(note, index + 2).filter(|part| part.last > part.first && part.capital);
    note.is(index, word!("last"))
        && note.at(index + 1).is_mark(b':')
        && part.is_some_and(|part| part.family > 0 && !part.english)
}

/// "Patient J.S.": initials are flagged, not blocked.
fn initials(note: &Note<'_>, label: usize, at: usize) -> Option<Spot> {
    let letter = |i: usize| {
        note.at(i).is_word()
            && note.at(i).len() == 1
            && (note.at(i).is_capital() || note.style != Style::Mixed)
    };
    let dot = |i: usize| note.at(i).is_mark(b'.') && note.at(i).joined();
    let two = letter(at) && dot(at + 1) && letter(at + 2) && dot(at + 3);
    let more = letter(at + 4) && dot(at + 5) && note.at(at + 4).joined();
    let named = note.at(label).has(role::LABEL_SURE) && (more || !note.at(at + 4).is_capital());
    (two && named).then(|| {
        Spot::warn(at, if more { at + 5 } else { at + 3 }, Category::Name, "name.initials")
    })
}

/// "Last name: Love", "Last: Bin Yusof": the field says what the word is, however ordinary.
fn surname(note: &Note<'_>, index: usize) -> Option<Spot> {
    let field = note.is_any(index, words!["surname", "apellido", "apellidos", "lname"])
        || note.is(index, word!("name"))
            && note.is_any(index.wrapping_sub(1), words!["last", "family", "maiden"])
        || is_last(note, index)
        || hyphened_last(note, index);
    let fits =
        |part: &Part| !part.initial && !part.clinical && !part.has(role::NAME_LABEL | role::STOP);
    let marked = note.at(index + 1).is_one_of(b":=|");
    let part = part::any(note, index + 1 + usize::from(marked)).filter(fits)?;
    // "Surname Marsh."
    let bare = note.is_any(index, words!["surname", "lname"]) && part.capital && part.family > 0;
    let apart = (marked || bare) && note.at(part.first).gap != Gap::Line;
    let more = part::any(note, part.last + 1)
        .filter(|next| part.has(role::PARTICLE) && fits(next))
        .map_or(part.last, |next| next.last);
    (field && apart).then(|| Spot::block(part.first, more, Category::Name, "name.field"))
}

/// "Baby girl Castell", "BB Castell": a child that has no first name yet.
fn newborn(note: &Note<'_>, index: usize) -> Option<Spot> {
    let born = note.is_any(index, words!["bb", "bg"])
        || note.is_any(index, words!["boy", "girl"])
            && note.is_any(index.wrapping_sub(1), words!["baby", "infant", "newborn"]);
    let part = part::at(note, index + 1).filter(|part| born && part.capital && !part.initial)?;
    let borne = part.family > 0 && !part.english || part.family > 2 || !part.known;
    let clear = borne
        && !part.clinical
        && !part.has(role::SCORE | role::EPONYM)
        && note.at(part.first).case == Case::Title;
    clear.then(|| Spot::block(part.first, part.last, Category::Name, "name.newborn"))
}

/// "the Rivers family", "the Okafor household".
fn household(note: &Note<'_>, index: usize) -> Option<Spot> {
    let name = index.checked_sub(1)?;
    let token = note.at(name);
    let borne = token.class.surname() > 2 || token.class.surname() > 1 && !token.class.english();
    // "the St. Pierre family"
    let dot = usize::from(note.before(name, 1).is_mark(b'.'));
    let saint = note.is_any(
        name.wrapping_sub(1 + dot),
        words!["st", "saint", "san", "de", "van", "von", "del"],
    );
    let first = if saint { name - 1 - dot } else { name };
    let told = note.is(first.wrapping_sub(1), word!("the")) && token.case == Case::Title && borne;
    let term = token.class.clinical()
        || token.has(role::PAYER | role::ORG)
        || !saint && token.has(role::EPONYM)
        || note.is_any(
            index + 1,
            words!["member", "members", "of", "practice", "medicine", "history"],
        );
    (told && !term && note.at(index).case == Case::Lower)
        .then(|| Spot::block(first, name, Category::Name, "name.household"))
}

/// "Name change after marriage, was Diaz, now Ruiz": what people were called before and are now.
fn changed(note: &Note<'_>, index: usize) -> Option<Spot> {
    if !note.is_any(index, words!["name", "surname"])
        || !note.is_any(index + 1, words!["change", "changed", "changes"])
    {
        return None;
    }
    // "Program name changed": no person's.
    let before = note.before(index, 1);
    let thing = before.is_word()
        && note.at(index).gap != Gap::Line
        && !before.has(role::POSSESSIVE | role::NAME_LABEL)
        && !note.is(index.wrapping_sub(1), word!("legal"));
    if thing {
        return None;
    }
    let within = |i: &usize| {
        let token = note.at(*i);
        !(token.is_edge() || token.gap == Gap::Line || token.is_mark(b'.') && i - index > 2)
    };
    let mut names = (index + 2..index + REACH).take_while(within).filter_map(|i| {
        let turn = note.is_any(i, words!["was", "now", "from", "to", "formerly", "nee", "is"]);
        let part = part::any(note, i + 1).filter(|_| turn)?;
        let borne = part.family > 0 || part.given > 0 || !part.known;
        (part.capital && borne && !part.initial && !part.has(role::STOP | role::VERB))
            .then_some(part)
    });
    let first = names.next()?;
    let last = names.last().unwrap_or(first);
    Some(Spot::block(first.first, last.last, Category::Name, "name.changed"))
}
