//! The surname first, a comma between: "Park, Xiomara", "WHITE,LISA P", "Ford^Matilde".

use crate::Category;
use crate::lexicon::role;
use crate::note::{Case, Gap, Note, Style};
use crate::rules::pair::{ENOUGH, context, identified, score};
use crate::rules::part::{self, Part};
use crate::rules::series;
use crate::spot::Spot;

/// "Adams, Svetlana N.", "WHITE,LISA P", "St. John, Christopher"; `bonus` for a label before it.
pub(crate) fn find(note: &Note<'_>, index: usize, bonus: i32) -> Option<Spot> {
    let (family, comma) = family_before_comma(note, index)?;
    if let Some(spot) = newborn(note, family, comma) {
        return Some(spot);
    }
    // HL7 writes a name's components so: `Ford^Matilde`.
    let bonus = if note.at(comma).is_mark(b'^') { bonus.max(4) } else { bonus };
    let printed = note.at(comma + 1).joined() && note.at(comma + 1).case == Case::Upper;
    let glued = if printed { part::any(note, comma + 1) } else { None };
    let mut given = part::at(note, comma + 1).or(glued)?;
    let titled = note.at(comma + 1).has(role::TITLE);
    if titled {
        given = part::at(note, comma + 2 + usize::from(note.at(comma + 2).is_mark(b'.')))?;
    }
    let unfit = role::MONTH
        | role::RELATION
        | role::NAME_LABEL
        | role::VERB
        | role::STATE_ONE
        | role::WEEKDAY
        | role::CREDENTIAL
        | role::STOP
        | role::PERSON_NOUN
        | role::UNIT;
    let after = given.last + 1 + usize::from(note.at(given.last + 1).is_mark(b','));
    // "Castell, R. DOB 1/2/60": an initial needs what tells a patient after it.
    let told = given.initial && family.family > 0 && !family.english && identified(note, after);
    // "RADCLIFFE,WILL EMPI 396-17": a label's print, no sentence.
    let stuck = note.at(given.first).joined()
        && note.at(given.first).case == Case::Upper
        && given.given > 0
        && family.family > 0
        && identified(note, given.last + 1);
    let word = family.has(unfit) && (family.family < 3 || note.style != Style::Mixed)
        || given.has(unfit) && given.given < 3 && !stuck
        || given.has(role::STATE_ONE | role::CRED_SURE)
        || (given.initial || given.has(role::PARTICLE)) && bonus == 0 && !told;
    let cased = note.style != Style::Mixed || family.capital == given.capital;
    let state = bonus == 0
        && (family.has(role::STATE_ONE)
            || note.at(index).has(role::STATE_LEAD)
            || given.has(role::PAYER));
    // "Whipple, Roux-en-Y": no first name ends within a hyphened word.
    let cut = bonus == 0
        && note.at(given.last + 1).is_mark(b'-')
        && note.at(given.last + 1).joined()
        && note.at(given.last + 2).joined();
    // "doxy x2, epiduo forte, spiro": drugs in a row. "patient garza, jeanette" is a clinical word, too.
    let before = note.before(index, 1);
    let drugs = !family.capital
        && bonus == 0
        && given.given < 2
        && before.class.clinical()
        && !before.has(role::PERSON_NOUN | role::NAME_LABEL | role::RELATION | role::TITLE);
    let countries = bonus == 0 && family.has(role::COUNTRY) && given.has(role::COUNTRY);
    // "Burger King, Wendy's": a row of houses.
    let house = bonus == 0
        && note.is(given.last + 2, word!("s"))
        && note.at(given.last + 1).is_mark(b'\'')
        && note.before(index, 1).is_capital();
    let lines = note.at(given.first).gap == Gap::Line
        && bonus == 0
        && !(given.given > 1 && family.family > 1 && !given.english && !family.english)
        && !(given.given > 1 && family.family > 0 && identified(note, given.last + 1));
    if word
        || state
        || cut
        || house
        || countries
        || drugs
        || !cased
        || lines
        || two_names(note, index, family, given)
    {
        return None;
    }
    let mut points =
        score(note, given, family) + bonus + (context(note, index, given.last) - 1).max(0);
    points += if told || stuck { 4 } else { 0 };
    points -= i32::from(!family.capital && note.style == Style::Mixed);
    let strange = |part: Part| !part.known && part.capital && note.at(part.first).len() > 3;
    points += if bonus > 0 && strange(family) && strange(given) { 6 } else { 0 };
    let hyphened = |part: Part| part.last > part.first + 1;
    points -= if bonus == 0 && hyphened(family) && hyphened(given) { 6 } else { 0 };
    points -= if family.has(role::EPONYM) && given.has(role::EPONYM) { 4 } else { 0 };
    let place = || {
        note.run_class(index, family.last).place()
            && crate::rules::place::state_at(note, comma + 1).is_some()
    };
    let listed = || bonus == 0 && series::listed(note, index, family, given);
    if points < ENOUGH || place() || listed() {
        return None;
    }
    Some(Spot::block(index, middle(note, given.last), Category::Name, "name.inverted"))
}

/// "Unruh, Baby Girl": a child that has no first name yet.
fn newborn(note: &Note<'_>, family: Part, comma: usize) -> Option<Spot> {
    let baby = note.is_any(comma + 1, words!["baby", "infant", "newborn"])
        && note.is_any(comma + 2, words!["girl", "boy"])
        && note.at(comma + 1).is_capital();
    let name = family.capital && !family.initial && !family.ordinary();
    (baby && name).then(|| Spot::block(family.first, comma + 2, Category::Name, "name.newborn"))
}

/// "Gene Vickers, Dawn Anderson, MD": two whole names, not a double surname.
fn two_names(note: &Note<'_>, index: usize, family: Part, given: Part) -> bool {
    let first = note.at(index).class;
    let tail = |next: Part| next.capital && next.family > 1 && next.family >= next.given;
    family.first > index
        && first.first() > 1
        && first.first() >= first.surname()
        && part::at(note, given.last + 1).is_some_and(tail)
}

/// The surname, particles and all, that ends at a comma.
fn family_before_comma(note: &Note<'_>, index: usize) -> Option<(Part, usize)> {
    let mut part = part::at(note, index)?;
    for _ in 0..3 {
        let mark = note.at(part.last + 1);
        if mark.is_mark(b',') || mark.is_mark(b'^') && mark.joined() {
            return (!part.initial).then_some((part, part.last + 1));
        }
        let dot = mark.is_mark(b'.') && part.has(role::PARTICLE);
        let next = part::at(note, part.last + 1 + usize::from(dot))?;
        let double = part.family > 0
            && next.family > 0
            && part.capital == next.capital
            && part.first == index
            && next.capital;
        if !(part.has(role::PARTICLE) || double) || next.initial {
            return None;
        }
        part = Part {
            family: next.family.max(1),
            given: next.given,
            roles: if next.has(role::PARTICLE) { next.roles } else { 0 },
            ..next
        };
    }
    None
}

/// A middle name or initial after the first name.
fn middle(note: &Note<'_>, last: usize) -> usize {
    let Some(next) = part::at(note, last + 1) else { return last };
    let blank = note.at(next.first).gap == Gap::Blank;
    let after = note.at(next.last + 1);
    let fits = next.initial && !(after.is_one_of(b"'-") && after.joined())
        || next.capital && next.given > 1 && !next.english && note.style == Style::Mixed;
    if blank && fits { next.last } else { last }
}
