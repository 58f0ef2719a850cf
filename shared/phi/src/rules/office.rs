//! Names after an office or a maiden name's word: "Officer Potter", "Rabbi Venkataraman", "née van der Berg".

use crate::Category;
use crate::known;
use crate::lexicon::role;
use crate::note::{Case, Gap, Note, Style};
use crate::rules::part::{self, Part};
use crate::rules::{cited, veto};
use crate::spot::Spot;

/// Offices that are something else too where no full stop follows: left, French, a score.
const ABBREVIATED: [u64; 12] = known::hashes([
    "lt", "fr", "det", "col", "maj", "capt", "cpl", "pvt", "hon", "rev", "supt", "sgt",
]);

/// The name after the office at `index`.
pub(crate) fn find(note: &Note<'_>, index: usize) -> Option<Spot> {
    let office = note.at(index);
    let measured = note.before(index, 1).is_number();
    if office.joined() && note.before(index, 1).is_one_of(b"-'/@") || measured {
        return None;
    }
    let dot = note.at(index + 1).is_mark(b'.') && note.at(index + 1).joined() && office.len() <= 4;
    let short = note.is_any(index, &ABBREVIATED);
    if short && (!dot && !office.is_capital() || !dot && office.len() < 3) {
        return None;
    }
    let at = index + 1 + usize::from(dot);
    let at = at + usize::from(note.at(at).is_mark(b':') && note.at(at).joined());
    let mut parts = part::run_any(note, at);
    if note.at(at).has(role::PARTICLE) && parts.is_empty() {
        parts.extend(after_particle(note, at));
    }
    let first = *parts.first()?;
    let end = parts.iter().skip(1).position(|part| ends(*part, first));
    parts.truncate(end.map_or(parts.len(), |end| end + 1).min(4));
    let (head, tail) = (parts.first()?, parts.last()?);
    let fits = if note.style == Style::Mixed {
        written(note, index, head, &parts)
    } else {
        free(head, tail, parts.len())
    };
    let brand = note.roles_of(index, head.first)
        & (role::ORG_PAIR | role::NAMESAKE | role::EPONYM_PAIR)
        != 0;
    // "Interpreter: Spanish."
    let tongue = head.has(role::LANGUAGE) && parts.len() == 1
        || note.is(index, word!("rev")) && cited::journal(note, index);
    let vetoed = brand || tongue || veto::vetoed(note, &parts, false);
    let named = fits && note.at(at).gap != Gap::Line && (office.has(role::BORN) || !vetoed);
    named.then(|| {
        Spot::block(head.first, part::with_suffix(note, tail.last), Category::Name, "name.office")
    })
}

fn after_particle(note: &Note<'_>, at: usize) -> Option<Part> {
    let next = (at + 1..at + 3).find(|i| !note.at(*i).has(role::PARTICLE))?;
    let name = part::any(note, next).filter(|part| part.capital)?;
    Some(Part { first: at, ..name })
}

/// A word that goes on with the sentence, not with the name.
fn ends(part: Part, first: Part) -> bool {
    part.ordinary() && !part.has(role::PARTICLE) && !part.borne_too(first)
        || part.has(role::VERB | role::RELATION | role::MONTH) && part.family < 3
}

/// In a note with capitals: the word after the office is written like a name and is no term.
fn written(note: &Note<'_>, office: usize, head: &Part, parts: &[Part]) -> bool {
    let title = note.at(office).is_capital();
    let next = note.at(head.last + 1);
    let term = head.ordinary() && head.family == 0
        || head.clinical && parts.len() < 2
        || head.has(
            role::ORG
                | role::EPONYM_NEXT
                | role::OFFICE
                | role::PROV_CUE
                | role::LABEL_SURE
                | role::PAYER,
        ) && head.family < 3
        || note.at(head.first).case == Case::Upper
            && note.at(head.first).len() > 1
            && note.at(office).case != Case::Upper;
    let kin = i32::from(note.at(office).has(role::RELATION) && !title);
    let alone = parts.len() < 2 && head.given + kin > head.family;
    let borne = !alone && (head.family > 1 || head.family > 0 && !head.english || !head.known);
    let lower = note.at(head.first).has(role::PARTICLE) && parts.iter().any(|part| part.capital);
    let sure = lower || note.at(office).has(role::BORN);
    let worded = !sure && head.english && !title && parts.len() < 2 && !next.has(role::VERB);
    let single =
        borne || head.given > 0 && parts.len() > 1 || head.initial && parts.len() > 1 || lower;
    // "No PVT. EtOH sober": what is written in small and large letters is a short form.
    let short =
        note.at(head.first).case == Case::Mixed && !head.known && note.is_any(office, &ABBREVIATED);
    (head.capital || lower) && !term && single && !worded && !short
}

/// In a note without: only what is a name and nothing else.
fn free(head: &Part, tail: &Part, count: usize) -> bool {
    let whole = count > 1 && head.given > 1 && tail.family > 1;
    whole || head.family > 1 && !head.english && !head.clinical
}
