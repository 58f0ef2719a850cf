//! Names as registries print them: "GALLOWAY*REESE", "Okoro, Twin B", "Pruett Jas.", "SUBJECTIVE: Kowalczyk returns".

use crate::Category;
use crate::known;
use crate::lexicon::role;
use crate::note::{Case, Gap, Kind, Note, Style};
use crate::rules::part::{self, Part};
use crate::spot::Spot;

/// Abbreviations of first names, with their full stop.
const SHORT: [u64; 14] = known::hashes([
    "jas", "wm", "geo", "chas", "robt", "thos", "jos", "edw", "benj", "danl", "saml", "eliz",
    "margt", "theo",
]);
/// What only a person does.
const DOES: [u64; 7] =
    known::hashes(["returns", "presents", "denies", "complains", "endorses", "feels", "arrives"]);

/// The name that starts at the word `index`, where registries and clerks have their own ways.
pub(super) fn find(note: &Note<'_>, index: usize) -> Option<Spot> {
    let (next, after) = (note.at(index + 1), note.at(index + 2));
    let dotted = after.is_mark(b'.') & next.is_word() & (next.len() < 6)
        | next.is_mark(b'.') & (note.at(index).len() < 6);
    let child = next.is_mark(b',') & after.is_capital() & (after.len() < 8);
    let field = note.before(index, 1).is_one_of(b":;,|/");
    let asked = dotted | child | field | next.is_mark(b'*');
    if !(asked & note.at(index).is_capital()) {
        return None;
    }
    let last = if next.is_mark(b'*') {
        starred(note, index)
    } else if next.is_word() || next.is_one_of(b",.-;|/") {
        let head = part::at(note, index).filter(|part| !part.initial)?;
        abbreviated(note, head).or_else(|| newborn(note, head)).or_else(|| acting(note, head))
    } else {
        None
    };
    last.map(|last| Spot::block(index, last, Category::Name, "name.sorted"))
}

/// A surname that nobody takes for another word.
fn surname(note: &Note<'_>, part: Part) -> bool {
    let strange = !part.known && note.at(part.first).len() > 4;
    !part.english
        && !part.clinical
        && (part.family > 0 || strange)
        && !part.has(role::PAYER | role::ORG | role::EPONYM | role::VERB | role::STOP)
}

/// "GALLOWAY*REESE": a tracing's line.
fn starred(note: &Note<'_>, index: usize) -> Option<usize> {
    let (family, given) = (note.at(index), note.at(index + 2));
    let tight = note.at(index + 1).joined() && given.joined() && given.is_word();
    let upper = |case: Case| case == Case::Upper;
    let ends = !note.at(index + 3).joined();
    let borne = family.class.surname() > 0 && given.class.first() > 0;
    (tight && ends && upper(family.case) && upper(given.case) && family.len() > 2 && borne)
        .then_some(index + 2)
}

/// "Pruett Jas.", "Jos. Tillman".
fn abbreviated(note: &Note<'_>, head: Part) -> Option<usize> {
    let short = |at: usize| {
        note.is_any(at, &SHORT)
            && note.at(at).is_capital()
            && note.at(at + 1).is_mark(b'.')
            && note.at(at + 1).joined()
    };
    let next = head.last + 1;
    if short(next) && note.at(next).gap == Gap::Blank && surname(note, head) {
        return Some(next + 1);
    }
    let tail = part::at(note, head.last + 2).filter(|_| short(head.first))?;
    (tail.capital && surname(note, tail)).then_some(tail.last)
}

/// "Okoro, Twin B", "Nguyen, BG": a child that has no first name yet.
fn newborn(note: &Note<'_>, head: Part) -> Option<usize> {
    let at = head.last + 2;
    let (first, second) = (note.at(at), note.at(at + 1));
    if !note.at(head.last + 1).is_mark(b',') || !first.is_capital() || !surname(note, head) {
        return None;
    }
    let twin = note.is_any(at, words!["twin", "triplet"]) && second.len() == 1 && second.is_value();
    if twin {
        return Some(at + 1);
    }
    (note.is_any(at, words!["bb", "bg"]) && first.case == Case::Upper).then_some(at)
}

/// "SUBJECTIVE: Kowalczyk returns": a surname that opens a section and does what only people do.
fn acting(note: &Note<'_>, head: Part) -> Option<usize> {
    let before = note.before(head.first, 1);
    let opens = matches!(before.kind, Kind::Mark(b':'));
    // "bed 14B; Marchetti; K 2.9": whose bed it is.
    let bed = |back: usize| note.is_any(head.first.wrapping_sub(back), words!["bed", "rm", "room"]);
    let field = before.is_one_of(b";,|/") && note.at(head.last + 1).is_one_of(b";|/");
    let abed = field && (3..6).any(bed);
    let title = note.at(head.first).case == Case::Title && note.style == Style::Mixed;
    ((opens && note.is_any(head.last + 1, &DOES) || abed)
        && title
        && head.family > head.given
        && surname(note, head))
    .then_some(head.last)
}

/// "THIBODEAUX CLOVIS" on a line of its own, and a number's label on the next.
pub(super) fn headed(note: &Note<'_>, first: usize, end: usize) -> bool {
    let line = note.at(first).gap == Gap::Line && note.at(end + 1).gap == Gap::Line;
    line && note.at(end + 2).has(role::NUMBERED)
}
