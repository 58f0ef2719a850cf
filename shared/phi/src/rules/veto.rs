//! What is no name though its words may be: eponyms, organisations, places, plans, grades.

use crate::lexicon::role;
use crate::note::{Case, Gap, Note, Style};
use crate::rules::part::{self, Part};

/// An eponym, an organisation or a place made of the same words; `strict` where nothing else says that it is a person.
pub(crate) fn vetoed(note: &Note<'_>, parts: &[Part], strict: bool) -> bool {
    let (Some(head), Some(tail)) = (parts.first(), parts.last()) else { return true };
    let hyphened = note.before(head.first, 1).is_mark(b'-') && note.at(head.first).joined();
    let company = note.roles_of(head.first, tail.first) & role::ORG_PAIR != 0;
    // "Le Fort" is an eponym, "Astrid Le Fort" a person.
    let surname =
        |part: &Part| part.has(role::PARTICLE) && part.first > head.first && head.given > 1;
    let pairs = parts
        .iter()
        .filter(|part| !surname(part))
        .any(|part| note.pair_roles(part.first) & (role::EPONYM_PAIR | role::ORG_PAIR) != 0);
    // "Parker Hannifin Jr." is a man.
    let man = || {
        let marked = note.at(tail.last + 1).is_mark(b',');
        part::with_suffix(note, tail.last) > tail.last
            && (marked || note.is_any(tail.last + 1, words!["jr", "sr", "esq"]))
    };
    // "OSA   Page 2 of 7": the foot of a page.
    let page = || {
        let of = note.is(tail.last + 2, word!("of")) || note.at(tail.last + 2).is_mark(b'/');
        note.is(tail.last, word!("page")) && note.at(tail.last + 1).is_number() && of
    };
    hyphened
        || page()
        || (company || pairs) && !man()
        || followed(note, parts, *tail)
        || strict && nobody(note, parts, *head, *tail)
}

/// A word that eponyms or organisations have comes after, or is one of the name's own.
fn followed(note: &Note<'_>, parts: &[Part], tail: Part) -> bool {
    let next = note.at(tail.last + 1);
    let possessive = next.is_mark(b'\'') && note.is(tail.last + 2, word!("s"));
    let follow = if possessive { tail.last + 3 } else { tail.last + 1 };
    let word = note.at(follow);
    let eponym = word.has(role::EPONYM_NEXT) && word.gap != Gap::Line
        || tail.has(role::EPONYM_NEXT) && tail.family < 3;
    let organisation = word.has(role::ORG) && word.is_capital() && word.gap != Gap::Line
        || parts.iter().any(|part| part.has(role::ORG) && part.family < 3)
        || note.is_any(follow, words!["llc", "inc", "ltd", "corp"]);
    eponym || organisation
}

/// Where no label, title or relation says that it is a person: towns, plans, grades, whole eponyms.
fn nobody(note: &Note<'_>, parts: &[Part], head: Part, tail: Part) -> bool {
    let place = head.first != tail.last
        && note.run_class(head.first, tail.last).place()
        && (head.given < 3 || tail.family < 2);
    let listed = head.has(role::EPONYM)
        && note.is_any(head.first.wrapping_sub(1), words!["and", "or"])
        && parts.len() < 2;
    let plan = head.has(role::PAYER) && head.given < 2 && tail.english;
    let grade =
        head.has(role::EPONYM) && head.given < 2 && parts.get(1).is_some_and(|part| part.initial);
    let whole = note.roles_of(head.first, tail.first) & role::EPONYM_PAIR != 0;
    let product = tail.given < 2 || head.family < 3 && tail.family < 3;
    let maker = head.has(role::MAKER) && head.given < 3 && product;
    let suffixed = || part::with_suffix(note, tail.last) > tail.last;
    place
        || listed
        || plan
        || grade
        || whole && !suffixed()
        || maker
        || roman(note, head, tail)
        || joined_eponym(note, head)
        || head.has(role::PARTICLE) && joined_eponym(note, tail)
}

/// "Pseudophakic OU", "Stanford SAINT", "PAO Ganz": of two words in a mixed text, one in capitals that is more likely short for
/// something.
pub(crate) fn short_form(note: &Note<'_>, head: Part, tail: Part) -> bool {
    let (first, last) = (note.at(head.first), note.at(tail.last));
    let eyes = last.case == Case::Upper && last.len() <= 2 && head.given == 0;
    let program = last.case == Case::Upper && first.case == Case::Title && tail.english;
    let method = first.case == Case::Upper && first.len() <= 4 && last.case == Case::Title;
    note.style == Style::Mixed && (eyes || program && head.given < 3 || method && head.given < 2)
}

/// "Forrest IIc": a grade in Roman figures.
fn roman(note: &Note<'_>, head: Part, part: Part) -> bool {
    let bytes = note.bytes_of(note.at(part.first));
    let figures = bytes.iter().take_while(|b| b"IVX".contains(b)).count();
    part.first == part.last
        && (figures > 1 || figures > 0 && head.has(role::EPONYM))
        && bytes.len() <= figures + 1
        && bytes.len() > 1
        && bytes.get(figures).is_none_or(|b| (b'a'..=b'e').contains(b))
}

/// "Swan-Ganz", "Prader-Willi": two names that are an eponym together.
pub(crate) fn joined_eponym(note: &Note<'_>, part: Part) -> bool {
    part.last > part.first && note.roles_of(part.first, part.last) & role::EPONYM_PAIR != 0
}
