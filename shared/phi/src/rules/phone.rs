//! Telephone and fax numbers: 45 CFR 164.514(b)(2)(i)(D) and (E).
//!
//! With punctuation or under a label a number is blocked even if the numbering plan has no such number; bare digits need one
//! of the two (others took any ten digits for a telephone: printing-press #1405).

use crate::Category;
use crate::few::Few;
use crate::lexicon::role;
use crate::note::{Kind, Note, Token};
use crate::rules::{check, ids};
use crate::spot::Spot;

/// Tokens to the left in which a telephone label may stand.
const REACH: usize = 8;

/// How many figures the first group of a number may have, a bit each.
const LENGTHS: u32 = 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 10 | 1 << 11;

struct Number {
    last: usize,
    digits: Few<u8, 15>,
    /// Digits per group, the first being the area or country.
    groups: Few<u8, 16>,
    marks: usize,
    /// A mark that telephone numbers are not written with.
    odd: bool,
    plus: bool,
}

/// The telephone number that starts at token `index`, if one does.
pub(crate) fn find(note: &Note<'_>, index: usize) -> Option<Spot> {
    let (token, next) = (note.at(index), note.at(index + 1));
    let (before, after) = (note.before(index, 1), note.at(index + 2));
    // After the first group come at least three figures, but after "011" the country's.
    let abroad = (token.len() == 3) & (token.value == 11);
    let group = |token: &Token| token.is_number() & (abroad | (token.len() >= 3));
    let marked = next.is_one_of(b"()[]-._/+~*=") & (!after.is_value() | group(after));
    let goes_on = (token.len() >= 7) | group(next) | marked;
    let long = LENGTHS >> token.len().min(31) & 1 != 0;
    let trunk = (token.len() == 1) & (token.value == 1);
    let opens = token.is_number() & (long | trunk) & goes_on | token.is_one_of(b"([+");
    let inner = before.is_one_of(b"-./+$#") & note.before(index, 2).is_number() & before.joined();
    if !opens | token.joined() & (before.is_number() | inner) {
        return None;
    }
    let number = read(note, index)?;
    // "81439 + 81413": codes of procedures, all of five figures.
    let codes = number.groups.len() > 1 && number.groups.iter().all(|group| *group == 5);
    if codes && !dialled(note, index) {
        return None;
    }
    let label = label(note, index).or_else(|| foreign(&number).then_some(false));
    let count = number.digits.len();
    let nanp = number.digits.get(count.checked_sub(10).unwrap_or(count)..).unwrap_or_default();
    let strong = match (shape(&number), label) {
        (_, Some(_)) if count >= 7 => true,
        (Shape::International, _) => count >= 8,
        (Shape::Marked, _) => true,
        (Shape::Spaced, _) => check::north_american(nanp) && !ids::unit_follows(note, number.last),
        (Shape::Bare, _)
            if check::north_american(nanp)
                && !ids::unit_follows(note, number.last)
                && !check::npi(&number.digits) =>
        {
            return bare(note, index, number.last);
        }
        (Shape::Bare | Shape::Local, _) => false,
    };
    let category = if label == Some(true) { Category::Fax } else { Category::Phone };
    let last = extension(note, number.last);
    strong.then(|| Spot::block(index, last, category, "contact.phone"))
}

/// Ten bare digits of the numbering plan, unless another label stands before them.
fn bare(note: &Note<'_>, index: usize, last: usize) -> Option<Spot> {
    let labelled = crate::label::left(note, index).is_some();
    (!labelled).then(|| Spot::block(index, last, Category::Phone, "contact.bare"))
}

#[derive(PartialEq, Eq)]
enum Shape {
    International,
    Marked,
    Spaced,
    Bare,
    Local,
}

fn shape(number: &Number) -> Shape {
    let groups = national(number);
    match groups {
        _ if number.plus => Shape::International,
        [3, 3, 4] | [3, 7] | [6, 4] if number.marks > 0 && !number.odd => Shape::Marked,
        [3, 3, 4] | [3, 7] | [6, 4] => Shape::Spaced,
        [10 | 11] => Shape::Bare,
        _ => Shape::Local,
    }
}

/// Reads groups of digits with the marks and blanks that telephone numbers are written with.
fn read(note: &Note<'_>, index: usize) -> Option<Number> {
    let plus = note.bytes_of(note.at(index)) == b"011"
        || note.at(index).is_mark(b'+')
        || note.at(index).is_mark(b'(') && note.at(index + 1).is_mark(b'+');
    let mut number =
        Number { last: index, digits: Few::new(), groups: Few::new(), marks: 0, odd: false, plus };
    let mut pending = 0;
    for at in index..index + 16 {
        let token = note.at(at);
        match token.kind {
            Kind::Number if number.digits.len() + token.len() <= 15 => {
                number.marks += std::mem::take(&mut pending);
                number.digits.extend(note.bytes_of(token).iter().copied());
                number.groups.push(u8::try_from(token.len()).unwrap_or(u8::MAX));
                number.last = at;
                if complete(&number) {
                    break;
                }
            }
            // "IgG 512 (700-1600)": a value and its reference range.
            Kind::Mark(b'(') if *number.groups == [3] && note.at(at + 2).is_mark(b'-') => break,
            Kind::Mark(
                b'(' | b')' | b'[' | b']' | b'*' | b'=' | b'-' | b'.' | b'_' | b'/' | b'+' | b'~',
            ) if pending < 3 => {
                number.odd |= token.is_one_of(b"*=");
                pending += 1;
            }
            Kind::Number | Kind::Mark(_) | Kind::Word | Kind::Edge => break,
        }
    }
    let next = note.at(number.last + 1);
    let cut = next.joined()
        && (next.is_number()
            || next.is_one_of(b"-/.")
                && note.at(number.last + 2).is_number()
                && !(next.is_mark(b'/') && note.at(number.last + 2).len() == 4)
                && note.at(number.last + 2).joined());
    let whole = if number.plus {
        (8..=15).contains(&number.digits.len())
    } else {
        complete(&number) || *number.groups == [3, 4] || foreign(&number) && dialled(note, index)
    };
    (whole && !cut).then_some(number)
}

/// The groups without the country's: `1`, `001`.
fn national(number: &Number) -> &[u8] {
    let abroad = number.digits.starts_with(b"001");
    let groups = number.groups.strip_prefix(&[3]).filter(|rest| abroad && !rest.is_empty());
    groups.or(number.groups.strip_prefix(&[1])).unwrap_or(&number.groups)
}

/// Whether the groups make a whole number of the North American plan.
fn complete(number: &Number) -> bool {
    if number.plus && !number.digits.starts_with(b"1") {
        return false;
    }
    let groups = national(number);
    matches!(groups, [3 | 4, 3, 4] | [3, 7] | [6, 4] | [10 | 7])
        || matches!(groups, [11]) && number.digits.starts_with(b"1")
}

/// Whether the groups may be a number of another country's plan: `98765 43210`, `07700 900123`.
fn foreign(number: &Number) -> bool {
    !number.plus
        && !complete(number)
        && (2..=4).contains(&number.groups.len())
        && (9..=12).contains(&number.digits.len())
        && number.groups.iter().all(|group| (2..=6).contains(group))
}

/// Whether the words right before the number say that one is reached by it: "cell 98765 43210", "call her at 98765 43210".
fn dialled(note: &Note<'_>, index: usize) -> bool {
    let calls = |back: usize| {
        note.before(index, back).has(role::PHONE_SURE | role::PHONE_LABEL | role::FAX_LABEL)
    };
    let linked = note.is_any(index.wrapping_sub(1), words!["at", "on", "is", "number", "no"])
        || note.before(index, 1).is_one_of(b":.#=");
    calls(1) || linked && (2..=5).any(calls)
}

/// Whether a telephone label stands to the left: none, telephone (`false`) or fax (`true`).
fn label(note: &Note<'_>, index: usize) -> Option<bool> {
    for back in 1..=REACH {
        let token = note.before(index, back);
        match token.kind {
            Kind::Word if token.has(role::FAX_LABEL) => return Some(true),
            Kind::Word if token.has(role::PHONE_SURE) => return Some(false),
            // "back line 890-2698": seven digits written as a telephone number.
            Kind::Word
                if back == 1
                    && token.has(role::PHONE_LABEL)
                    && token.len() > 3
                    && note.at(index).len() == 3
                    && note.at(index + 1).is_mark(b'-')
                    && note.at(index + 2).len() == 4 =>
            {
                return Some(false);
            }
            Kind::Word
                if token.has(role::PHONE_LABEL)
                    && back <= 2
                    && note.at(index - back + 1).is_mark(b':') =>
            {
                return Some(false);
            }
            Kind::Word
                if back == 1
                    && token.has(role::PHONE_LABEL)
                    && token.len() > 3
                    && note.at(index).len() >= 10 =>
            {
                return Some(false);
            }
            // "area code 617, 829 3624"
            Kind::Number
                if token.len() == 3 && note.is(index.wrapping_sub(back + 1), word!("code")) => {}
            Kind::Mark(b';') | Kind::Edge | Kind::Number => return None,
            Kind::Mark(b'.') if token.joined() && note.before(index, back + 1).len() > 4 => {
                return None;
            }
            Kind::Word | Kind::Mark(_) => {}
        }
    }
    None
}

fn extension(note: &Note<'_>, last: usize) -> usize {
    let from = if note.at(last + 1).is_one_of(b",;(") { last + 2 } else { last + 1 };
    if !note.at(from).has(role::EXT) {
        return last;
    }
    let number = if note.at(from + 1).is_one_of(b".:#") { from + 2 } else { from + 1 };
    if note.at(number).is_number() && note.at(number).len() <= 6 { number } else { last }
}
