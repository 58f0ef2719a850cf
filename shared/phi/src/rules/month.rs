//! Dates with a month's name, a weekday or spelled numbers, in English and Spanish.

use crate::Category;
use crate::lexicon::role;
use crate::note::{Case, Gap, Kind, Note, Style};
use crate::rules::date::{YEARS, category};
use crate::rules::{cue, ids};
use crate::spot::Spot;

/// The date around the word at `index`: a month's name or a weekday; `previous` is the last token of the date before it.
pub(crate) fn find(note: &Note<'_>, index: usize, previous: Option<usize>) -> Option<Spot> {
    let token = note.at(index);
    let spanish = token.has(role::MES)
        && (note.is(index.wrapping_sub(1), word!("de"))
            || note.is_any(index + 1, words!["de", "del"])
            || note.before(index, 1).is_number() && note.at(index + 1).is_number());
    if token.has(role::MONTH) || spanish {
        return month(note, index, previous);
    }
    if token.has(role::WEEKDAY) {
        return weekday(note, index);
    }
    note.is(index, word!("the")).then(|| day_alone(note, index)).flatten()
}

fn month(note: &Note<'_>, index: usize, previous: Option<usize>) -> Option<Spot> {
    let before = day_before(note, index).or_else(|| year_before(note, index));
    let after = after(note, index);
    let first = before.unwrap_or(index);
    let last = after.map_or(index, |after| after.last);
    let (day, year) = after.map_or((false, false), |after| (after.day, after.year));
    let spot = Some(Spot::block(first, last, category(note, first), "date.month"));
    if year || before.is_some() && after.is_some() {
        return spot;
    }
    if after.is_some_and(|after| after.month) {
        return spot;
    }
    if before.is_some() {
        // "the second March fracture": an ordinal word counts something else.
        let counts = note.at(first).has(role::ORDINAL) && first + 1 == index;
        let sure = !counts && !ambiguous(note, index) || before_is_sure(note, index, first);
        return sure.then_some(spot?);
    }
    if day {
        let listed = previous.is_some_and(|date| (date + 2..=date + 3).contains(&index));
        return day_counts(note, index, last, listed).then_some(spot?);
    }
    alone(note, index).then_some(spot?)
}

/// What follows a month's name.
#[derive(Clone, Copy, Default)]
struct After {
    last: usize,
    day: bool,
    year: bool,
    /// A second month: "June to August".
    month: bool,
}

fn after(note: &Note<'_>, index: usize) -> Option<After> {
    let point = note.at(index + 1);
    let apart =
        point.gap == Gap::Blank && note.at(index).len() <= 4 && note.at(index + 2).is_number();
    let dot = usize::from(point.is_mark(b'.') && (point.joined() || apart));
    let mut at = index + 1 + dot;
    let mut found = After { last: index, ..After::default() };
    at += usize::from(
        note.at(at).is_one_of(b"-/,") || note.is_any(at, words!["of", "de", "del", "the"]),
    );
    if let Some(last) = year(note, at, note.at(at).joined() || note.at(at - 1).is_mark(b'-')) {
        return Some(After { last, year: true, ..found });
    }
    let joint = note.at(at);
    if (joint.has(role::RANGE) || joint.is_mark(b'/')) && note.at(at + 1).has(role::MONTH)
        || note.at(at - 1).is_one_of(b"-/") && joint.has(role::MONTH)
    {
        let second = if joint.has(role::MONTH) { at } else { at + 1 };
        let tail = after_once(note, second);
        return (tail.day || tail.year).then_some(After { month: true, ..tail });
    }
    let last = day(note, at)?;
    found = After { last: day_range(note, last), day: true, ..found };
    let tail = tail_year(note, found.last);
    Some(tail.map_or(found, |last| After { last, year: true, ..found }))
}

/// [`after`] for the second month of a range.
fn after_once(note: &Note<'_>, index: usize) -> After {
    let at = index + 1 + usize::from(note.at(index + 1).is_one_of(b".,"));
    if let Some(last) = year(note, at, false) {
        return After { last, year: true, ..After::default() };
    }
    day(note, at).map_or(After { last: index, ..After::default() }, |last| {
        tail_year(note, last).map_or(After { last, day: true, ..After::default() }, |last| After {
            last,
            day: true,
            year: true,
            ..After::default()
        })
    })
}

/// "March 3-7", "March 3 and 4".
fn day_range(note: &Note<'_>, last: usize) -> usize {
    let joint = note.at(last + 1);
    let ranged = joint.is_one_of(b"-&") || note.is_any(last + 1, words!["to", "through", "thru"]);
    if ranged && !ids::unit_follows(note, last + 2) {
        day(note, last + 2).unwrap_or(last)
    } else {
        last
    }
}

/// The year after a day: ", 2024", " 2024", "-24", " '24", "/24".
fn tail_year(note: &Note<'_>, last: usize) -> Option<usize> {
    let mark = note.at(last + 1);
    let short = mark.is_one_of(b"-/.") && mark.joined();
    let at = last
        + 1
        + usize::from(mark.is_one_of(b",-/.") || note.is_any(last + 1, words!["of", "de", "del"]));
    year(note, at, short || note.at(at).joined() && note.at(last).is_word())
}

/// A year of four figures, of two after an apostrophe (or where `short`), or in words.
fn year(note: &Note<'_>, at: usize, short: bool) -> Option<usize> {
    let token = note.at(at);
    if token.is_mark(b'\'') {
        return (note.at(at + 1).is_number() && note.at(at + 1).len() == 2).then_some(at + 1);
    }
    if token.is_number() {
        let four = token.len() == 4 && token.in_range(YEARS.0, YEARS.1);
        return (four || short && token.len() == 2 && !note.at(at + 1).is_mark(b'%')).then_some(at);
    }
    spelled_year(note, at)
}

/// "two thousand twenty-four", "nineteen eighty-five", "twenty twenty-four".
fn spelled_year(note: &Note<'_>, at: usize) -> Option<usize> {
    let thousand = note.is(at, word!("two")) && note.is(at + 1, word!("thousand"));
    let century =
        note.is_any(at, words!["nineteen", "twenty"]) && note.at(at + 1).has(role::NUMBER);
    if !thousand && !century {
        return None;
    }
    let mut last = at + 1;
    for _ in 0..4 {
        let next = note.at(last + 1);
        let joins = next.has(role::NUMBER)
            || (note.is(last + 1, word!("and")) || next.is_mark(b'-'))
                && note.at(last + 2).has(role::NUMBER);
        if !joins {
            break;
        }
        last += 1;
    }
    Some(last)
}

/// A day of the month: `5`, `05`, `5th`, `5 th`, "fifth", "twenty-first".
fn day(note: &Note<'_>, at: usize) -> Option<usize> {
    let token = note.at(at);
    if token.is_number() && token.len() <= 2 && token.in_range(1, 31) {
        let decimal = note.at(at + 1).joined()
            && note.at(at + 1).is_one_of(b".%")
            && (note.at(at + 2).is_number() && note.at(at + 2).joined()
                || note.at(at + 1).is_mark(b'%'));
        let suffix = note.is_any(at + 1, words!["st", "nd", "rd", "th"]);
        return if decimal { None } else { Some(if suffix { at + 1 } else { at }) };
    }
    if token.has(role::ORDINAL) {
        return Some(at);
    }
    let tens = note.is_any(at, words!["twenty", "thirty"]);
    let step = 1 + usize::from(note.at(at + 1).is_mark(b'-'));
    (tens && note.at(at + step).has(role::ORDINAL)).then_some(at + step)
}

/// Where a day before the month begins: "3 March", "3rd of March", "the third of March", "3-Mar", "05MAR".
fn day_before(note: &Note<'_>, index: usize) -> Option<usize> {
    let skip = usize::from(
        note.is_any(index.wrapping_sub(1), words!["of", "de"])
            || note.before(index, 1).is_one_of(b"-/.") && note.at(index).joined(),
    );
    let at = index.checked_sub(1 + skip)?;
    let starts = [Some(at), at.checked_sub(1), at.checked_sub(2)];
    let found = starts.into_iter().flatten().find(|start| day(note, *start) == Some(at))?;
    let start = note.at(found);
    let fraction = note.before(found, 1).is_one_of(b"/.$") && start.joined();
    (!fraction).then_some(found)
}

/// "2024 March 5", "2024-Mar-05".
fn year_before(note: &Note<'_>, index: usize) -> Option<usize> {
    let skip = usize::from(note.before(index, 1).is_one_of(b"-/.") && note.at(index).joined());
    let at = index.checked_sub(1 + skip)?;
    let token = note.at(at);
    let follows = note.at(index + 1).is_one_of(b"-/.") || note.at(index + 1).is_number();
    (token.is_number() && token.len() == 4 && token.in_range(YEARS.0, YEARS.1) && follows)
        .then_some(at)
}

/// Months whose name is also another word, or an abbreviation of the clinic: may, march, MAR, OCT, SEP.
fn ambiguous(note: &Note<'_>, index: usize) -> bool {
    let token = note.at(index);
    let cased = note.style == Style::Mixed;
    let modal = note.is_any(index, words!["may", "march"]) && (!cased || token.case == Case::Lower);
    let record = note.is_any(index, words!["mar", "oct", "sep", "dec"])
        && token.len() == 3
        && (!cased || token.case != Case::Title);
    // "Abilify 5 aug": a dose that augments.
    let augments = note.is(index, word!("aug"))
        && token.case == Case::Lower
        && note.before(index, 2).class.clinical();
    modal || record || augments
}

fn before_is_sure(note: &Note<'_>, index: usize, first: usize) -> bool {
    let linked = first + 1 < index || note.at(index).joined();
    linked || cue::strength(note, first) > 1 || cue::weighed(note, index)
}

/// Whether month and day without a year are a date here.
fn day_counts(note: &Note<'_>, index: usize, last: usize, listed: bool) -> bool {
    if ids::unit_follows(note, last) {
        return false;
    }
    let ordinal = note.at(last).is_word();
    let sepsis = note.is(index, word!("sep"))
        && note.at(index).case == Case::Upper
        && note.at(index + 1).is_mark(b'-')
        && note.at(last).len() == 1;
    let strong = cue::strength(note, index) > 1
        && !note.is_any(index.wrapping_sub(1), words!["this", "pt", "patient"]);
    !sepsis && (!ambiguous(note, index) || ordinal || strong || listed)
}

/// Whether a month alone names a time: "in March", "since June", "mid-August".
fn alone(note: &Note<'_>, index: usize) -> bool {
    let token = note.at(index);
    let hyphen = usize::from(note.before(index, 1).is_mark(b'-'));
    let back = index.wrapping_sub(1 + hyphen);
    let word = note.at(back);
    let full = token.len() > 3 || note.is(index, word!("may"));
    let cued = note.is_any(
        back,
        words![
            "in", "since", "last", "until", "till", "during", "early", "mid", "late", "next",
            "past", "through", "before", "after", "en", "desde",
        ],
    ) || note.is(back, word!("of"))
        && note.is_any(
            back.wrapping_sub(1),
            words!["end", "beginning", "start", "middle", "month", "week", "half"],
        );
    let cased = note.style != Style::Mixed || token.case == Case::Title;
    let modal = note.is_any(index, words!["may", "march"])
        && note.style != Style::Mixed
        && !note.is_any(back, words!["in", "since", "last", "early", "mid", "late"]);
    let noun = note.is_any(
        index + 1,
        words!["of", "be", "have", "reviewed", "in", "help", "need", "require", "improve", "cause"],
    ) && token.has(role::AMBIG_MONTH)
        && token.case != Case::Title;
    // "dose in sept of ward": slips of the pen for other words.
    let of = note.is(index + 1, word!("of"))
        && !note.is_any(index + 2, words!["this", "last", "that", "the", "next", "each", "every"])
        && !note.at(index + 2).is_number();
    word.is_word() && full && cued && cased && !modal && !noun && !of
}

/// "last Tuesday the 5th", "Tuesday 5th".
fn weekday(note: &Note<'_>, index: usize) -> Option<Spot> {
    let mut at = index + 1;
    while at < index + 4 && (note.at(at).is_one_of(b".,") || note.is(at, word!("the"))) {
        at += 1;
    }
    let last = day(note, at)?;
    let ordinal =
        note.at(last).is_word() && (note.at(at).is_number() || note.is(at - 1, word!("the")));
    let first = if note.is_any(index.wrapping_sub(1), words!["last", "this", "next", "on"]) {
        index - 1
    } else {
        index
    };
    ordinal.then(|| Spot::block(first, last, Category::Date, "date.weekday"))
}

/// "on the 5th" at the end of its clause; with a noun after it ("the 5th metatarsal") it is none.
fn day_alone(note: &Note<'_>, index: usize) -> Option<Spot> {
    let last = day(note, index + 1)?;
    let ordinal = note.at(last).is_word() && note.at(index + 1).is_number();
    let asked = note.is_any(index.wrapping_sub(1), words!["on", "since", "until", "by"])
        || note.before(index, 1).has(role::DATE_STRONG);
    let next = note.at(last + 1);
    let monthly = note.is(last + 1, word!("of"))
        && (note.is_any(last + 2, words!["this", "last", "next", "the"])
            && note.is(last + 3, word!("month")));
    let ends = matches!(next.kind, Kind::Edge | Kind::Mark(b'.' | b',' | b';' | b')')) || monthly;
    (ordinal && asked && ends).then(|| Spot::block(index + 1, last, Category::Date, "date.day"))
}
