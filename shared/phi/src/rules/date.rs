//! Dates in figures: 45 CFR 164.514(b)(2)(i)(C), "all elements of dates (except year)".

use crate::Category;
use crate::chunk::Chunk;
use crate::known;
use crate::lexicon::role;
use crate::note::{Gap, Kind, Note, Token};
use crate::rules::{compact, cue, header, ids, moment, results, roman, row};
use crate::spot::Spot;

/// Years that a date in a clinical text can have.
pub(crate) const YEARS: (u32, u32) = (1880, 2099);

/// Words before the steps of a dose.
const STEPPED: [u64; 9] = known::hashes([
    "starter",
    "titration",
    "titrate",
    "titrated",
    "taper",
    "pack",
    "doses",
    "steps",
    "strengths",
]);

/// Tokens from a date to the next one of its row: "9/26 214 lb, 10/3 211 lb".
const ROW: usize = 6;

/// Insulins and words that stand before the units of three meals: "Humalog 8/8/10".
const MEALS: [u64; 14] = known::hashes([
    "humalog",
    "novolog",
    "apidra",
    "fiasp",
    "admelog",
    "lyumjev",
    "lispro",
    "aspart",
    "glulisine",
    "insulin",
    "meals",
    "mealtime",
    "prandial",
    "bolus",
]);

/// Two or three numbers with the same mark between them; of two, the first stands for the third.
struct Parts<'n> {
    numbers: [&'n Token; 3],
    mark: u8,
    last: usize,
    /// Blanks stand around a mark.
    spaced: bool,
}

/// The date in figures that starts at the number `index`; `previous` is the last token of the date before it.
pub(crate) fn find(note: &Note<'_>, index: usize, previous: Option<usize>) -> Option<Spot> {
    let (token, next) = (note.at(index), note.at(index + 1));
    let goes_on = next.is_number() | next.is_one_of(b"/-.") | matches!(token.len(), 6 | 8);
    if !(token.is_number() & goes_on) || continues(note, index, previous) {
        return None;
    }
    let whole = compact::find(note, index).or_else(|| blanks(note, index));
    if let Some(spot) = whole.or_else(|| roman::find(note, index)) {
        return Some(spot);
    }
    let parts = read(note, index, 3).filter(|parts| three(note, index, parts)).or_else(|| {
        let parts = read(note, index, 2)?;
        two(note, index, &parts, previous).then_some(parts)
    })?;
    Some(Spot::block(index, clock(note, parts.last), category(note, index), "date.figures"))
}

/// Takes in the time of day of an ISO date: `T14:30:05Z`.
fn clock(note: &Note<'_>, date: usize) -> usize {
    if !(note.is(date + 1, word!("t"))
        && note.at(date + 1).joined()
        && note.at(date + 2).is_number())
    {
        return date;
    }
    let part = |i: usize| {
        note.at(i).joined()
            && (note.at(i).is_number()
                || note.is(i, word!("z"))
                || note.at(i).is_mark(b':')
                    && note.at(i + 1).joined()
                    && note.at(i + 1).is_number())
    };
    (date + 2..date + 12).take_while(|i| part(*i)).last().unwrap_or(date)
}

/// Whether the number goes on something that is no date: `1/2/3/4`, `>3/5`, `x2-3`.
fn continues(note: &Note<'_>, index: usize, previous: Option<usize>) -> bool {
    let before = note.before(index, 1);
    if !note.at(index).joined() {
        return before.is_mark(b'/')
            && note.before(index, 2).is_number()
            && previous.is_none_or(|last| last + 2 < index);
    }
    let after_date = previous.is_some_and(|last| last + 2 == index);
    match before.kind {
        Kind::Word => before.len() < 3,
        Kind::Mark(b'-' | b'/' | b'.' | b'_') => {
            !after_date
                && matches!(note.before(index, 2).kind, Kind::Number | Kind::Word)
                && before.joined()
        }
        Kind::Number | Kind::Mark(b'$' | b'<' | b'>' | b'+') => true,
        Kind::Mark(_) | Kind::Edge => false,
    }
}

/// Reads `count` numbers with the same mark between them; the last must not run on into a further one.
fn read<'n>(note: &'n Note<'_>, index: usize, count: usize) -> Option<Parts<'n>> {
    let mark = match note.at(index + 1).kind {
        Kind::Mark(mark @ (b'/' | b'-' | b'.')) => mark,
        Kind::Mark(_) | Kind::Word | Kind::Number | Kind::Edge => return None,
    };
    let mut numbers = [note.at(index); 3];
    let mut spaced = false;
    for n in 1..count {
        let (sign, number) = (note.at(index + 2 * n - 1), note.at(index + 2 * n));
        let blank = !sign.joined() || number.gap == Gap::Blank;
        if !sign.is_mark(mark) || !number.is_number() || mark == b'.' && (blank || !number.joined())
        {
            return None;
        }
        spaced |= blank;
        if let Some(slot) = numbers.get_mut(n) {
            *slot = number;
        }
    }
    let last = index + 2 * count - 2;
    let (next, after) = (note.at(last + 1), note.at(last + 2));
    let runs_on = next.joined()
        && (next.is_number()
            || next.is_mark(mark)
                && after.joined()
                && after.is_number()
                && !ranged(note, last + 2, count));
    let decimal = next.joined() && next.is_mark(b'.') && after.joined() && after.is_number();
    (!runs_on && !decimal).then_some(Parts { numbers, mark, last, spaced })
}

/// Whether what follows a hyphen is a date of its own: `08/18/2019-08/23/2019`.
fn ranged(note: &Note<'_>, index: usize, count: usize) -> bool {
    let sign = note.at(index + 1);
    count > 1
        && sign.joined()
        && sign.is_one_of(b"/.-")
        && note.at(index + 2).is_number()
        && note.at(index - 1).is_mark(b'-')
        && !sign.is_mark(b'-')
}

fn three(note: &Note<'_>, index: usize, parts: &Parts<'_>) -> bool {
    let [a, b, c] = parts.numbers;
    let day = |t: &Token| t.len() <= 2 && t.in_range(1, 31);
    if year(a) && day(b) && day(c) {
        return b.value <= 12 || c.value <= 12;
    }
    let pair = day(a) && day(b) && (a.value <= 12 || b.value <= 12);
    if pair && year(c) {
        return true;
    }
    let strength = cue::strength(note, index);
    // "B/D 6.6.62 M": after a birth label no unit follows.
    if !pair || c.len() != 2 || strength < 4 && ids::unit_follows(note, parts.last) {
        return false;
    }
    let cued = strength > 0;
    let versioned = (1..=2).any(|back| {
        note.before(index, back).has(role::VERSION | role::CODE_LABEL)
            || note.is_any(
                index.wrapping_sub(back),
                words!["policy", "policies", "bulletin", "guideline", "mp"],
            )
    });
    let versioned = versioned || parts.mark == b'.' && among_codes(note, index);
    // "starter 10/20/30": the steps of a dose.
    let stepped = a.value < b.value && b.value < c.value && !cued;
    let meals = (1..=2).any(|back| note.is_any(index.wrapping_sub(back), &MEALS));
    let dosed =
        meals && parts.mark != b'-' && !note.is_any(index.wrapping_sub(1), words!["on", "since"]);
    let dosed = dosed || stepped && note.is_any(index.wrapping_sub(1), &STEPPED);
    if dosed || !cued && results::row(note, index, parts.numbers) {
        return false;
    }
    match parts.mark {
        b'/' => !parts.spaced || cued || a.len() + b.len() > 2,
        b'-' => cued || !versioned,
        _ => {
            let named = || header::named_before(note, index);
            cued || !versioned && (a.len() + b.len() >= 3 || named())
        }
    }
}

/// A list of policy numbers: "LCD L35677, CPB 0004, 2.01.18".
fn among_codes(note: &Note<'_>, index: usize) -> bool {
    const REACH: usize = 14;
    let ends = |back: usize| {
        let token = note.before(index, back);
        let next = note.before(index, back - 1);
        token.is_edge() || next.gap == Gap::Line || token.is_mark(b'.') && !next.joined()
    };
    (1..=REACH).take_while(|back| !ends(*back)).any(|back| {
        note.before(index, back).has(role::CODE_LABEL)
            || note.is_any(index - back, words!["policy", "policies", "bulletin"])
    })
}

fn year(token: &Token) -> bool {
    token.len() == 4 && token.in_range(YEARS.0, YEARS.1)
}

fn two(note: &Note<'_>, index: usize, parts: &Parts<'_>, previous: Option<usize>) -> bool {
    let [a, b, _] = parts.numbers;
    let month = |t: &Token| t.len() <= 2 && t.in_range(1, 12);
    let cued = cue::strength(note, index) > 0;
    if month(a) && year(b) {
        // "doi: 10.2016/j.x" names a paper.
        let paper = (1..=2).any(|back| note.is(index.wrapping_sub(back), word!("doi")));
        return parts.mark != b'.' || cued && !paper;
    }
    if year(a) && month(b) && b.len() == 2 && parts.mark != b'.' {
        if (1..=2).any(|back| {
            note.before(index, back).has(role::VERSION)
                || note.is_any(
                    index.wrapping_sub(back),
                    words!["policy", "guideline", "edition", "bulletin", "form"],
                )
        }) {
            return false;
        }
        if cue::strength(note, index) < 3 && among_codes(note, index) {
            return false;
        }
        let school_year = (a.value + 1) % 100 == b.value;
        return !school_year || parts.mark == b'-' && cued;
    }
    // "born 4/61": a month and a year of two figures.
    if month(a) && b.len() == 2 && b.value > 31 && cue::strength(note, index) > 3 {
        return true;
    }
    let valid = a.len() <= 2
        && b.len() <= 2
        && (month(a) && b.in_range(1, 31)
            || a.in_range(1, 31) && month(b) && cued && parts.mark == b'/');
    // "tomorrow, Wednesday 4.26"
    let dotted = valid && month(a) && b.len() == 2 && note.before(index, 1).has(role::WEEKDAY);
    if !valid || parts.mark == b'.' {
        return dotted
            || valid && month(a) && b.len() == 2 && moment::done(note, index, parts.last);
    }
    let heads = parts.mark == b'/' && month(a) && row::heads(note, parts.last);
    if heads || follows_range(note, index, previous) {
        return true;
    }
    let near = previous.is_some_and(|last| index.saturating_sub(last) <= ROW);
    if near && cue::weighed(note, parts.last) && month(a) {
        return true;
    }
    let likely = parts.mark == b'/' && (month(a) || cue::strength(note, index) > 3);
    let hyphened = || {
        let before = note.before(index, 1);
        let asked = before.has(role::WEEKDAY | role::DATE_STRONG);
        // "visit 11-2": no range goes down.
        let falls = a.value > b.value && before.has(role::DATE_CUE) && !before.has(role::SCORE);
        (asked && b.value > 12 || falls) && !ids::unit_follows(note, parts.last)
            || moment::of(note, index, parts.last)
    };
    likely && cue::month_day(note, index, parts.last)
        || parts.mark == b'-' && month(a) && hyphened()
        || parts.mark == b'-'
            && a.len() == 2
            && b.len() == 2
            && cue::strength(note, index) > 2
            && !ids::unit_follows(note, parts.last)
}

/// The second half of a range whose first half is a date.
fn follows_range(note: &Note<'_>, index: usize, previous: Option<usize>) -> bool {
    let before = note.before(index, 1);
    let joint = before.has(role::RANGE) || before.is_one_of(b"-,&;");
    let double = note.is_any(index.wrapping_sub(1), words!["and", "or"])
        && note.before(index, 2).is_mark(b',');
    previous.is_some_and(|last| joint && last + 2 == index || double && last + 3 == index)
}

/// `06 18 1980` under a label or in a field of its own.
fn blanks(note: &Note<'_>, index: usize) -> Option<Spot> {
    let [a, b, c] = [index, index + 1, index + 2].map(|i| note.at(i));
    let apart = |t: &Token| t.is_number() && t.gap == Gap::Blank;
    if !apart(b) || !apart(c) {
        return None;
    }
    let birth = category(note, index) == Category::Dob;
    let part = |t: &Token| (t.len() == 2 || birth && t.len() == 1) && t.in_range(1, 31);
    let shaped = part(a) && part(b) && (year(c) || birth && c.len() == 2);
    if !shaped
        || a.value > 12 && b.value > 12
        || note.at(index + 3).joined() && !note.at(index + 3).is_one_of(b".,;:)|\"")
    {
        return None;
    }
    let (before, after) = (note.before(index, 1), note.at(index + 3));
    let field =
        before.is_one_of(b"|,;:\"") && (after.is_one_of(b"|,;\"") || after.gap == Gap::Line);
    let dated = birth || cue::strength(note, index) > 1 || field;
    dated.then(|| Spot::block(index, index + 2, category(note, index), "date.blanks"))
}

/// A birth date where a birth label stands before it, else a date.
pub(crate) fn category(note: &Note<'_>, index: usize) -> Category {
    let index = note.before_leader(index);
    for back in 1..=6 {
        let token = note.before(index, back);
        let initials = note.is(index.wrapping_sub(back), word!("b"))
            && token.is_word()
            && note.at(index - back + 1).is_mark(b'.')
            && {
                let inner = note.before(index, back + 1).is_mark(b'.') && token.joined();
                inner || back == 2
            };
        if token.has(role::DOB_CUE) || initials || back < 3 && born(note, index.wrapping_sub(back))
        {
            return Category::Dob;
        }
        if token.is_edge() || token.is_number() {
            break;
        }
    }
    Category::Date
}

/// "B/D 6.6.62", "d/b 9-14-44": told at the second letter.
pub(crate) fn born(note: &Note<'_>, index: usize) -> bool {
    let pair = |first, second| note.is(index, second) && note.is(index.wrapping_sub(2), first);
    note.before(index, 1).is_mark(b'/')
        && (pair(word!("b"), word!("d")) || pair(word!("d"), word!("b")))
}

/// Whether a value is written like a date, so that no label makes a number of it.
pub(crate) fn looks_like_date(note: &Note<'_>, chunk: Chunk) -> bool {
    if chunk.letters > 0 {
        let dated = chunk.letters <= 9 && (2..=6).contains(&chunk.digits);
        return dated
            && (chunk.first..=chunk.last).any(|i| note.at(i).has(role::MONTH))
            && chunk.first != chunk.last
            && (note.at(chunk.first).is_number() || note.at(chunk.first).has(role::MONTH));
    }
    let Some((lengths, mark)) = chunk.groups(note) else { return false };
    if !matches!(mark, b'/' | b'-' | b'.') {
        return false;
    }
    match &*lengths {
        [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2] => {
            let value = |n: usize| note.at(chunk.first + 2 * n).value;
            if lengths.first() == Some(&4) {
                value(1) <= 31 && value(2) <= 31 && year(note.at(chunk.first))
            } else {
                value(0) <= 31 && value(1) <= 31 && (value(0) <= 12 || value(1) <= 12)
            }
        }
        [1 | 2, 4] => mark == b'/' || year(note.at(chunk.first + 2)),
        [4, 2] => year(note.at(chunk.first)) && note.at(chunk.first + 2).value <= 12,
        _ => mark == b'/' && lengths.len() == 2 && lengths.iter().all(|l| *l <= 2),
    }
}
