//! Month and day without a year, told by what happened then: "class was 7/8", "2 wks ago, 6/14", "RN 2215 8/30", "your 6/22 note".

use crate::known;
use crate::lexicon::role;
use crate::note::{Gap, Kind, Note};
use crate::rules::compact::clock;
use crate::rules::ids::unit_follows;

/// What has a date: in "class was 7/8", in "your 6/22 note".
const EVENTS: [u64; 31] = known::hashes([
    "class",
    "surgery",
    "visit",
    "appt",
    "appointment",
    "procedure",
    "consult",
    "admission",
    "discharge",
    "injury",
    "infusion",
    "injection",
    "delivery",
    "biopsy",
    "bx",
    "scan",
    "mri",
    "ct",
    "echo",
    "labs",
    "results",
    "result",
    "note",
    "message",
    "msg",
    "letter",
    "denial",
    "eval",
    "session",
    "refill",
    "call",
]);
/// Words before the date of an event that somebody speaks of.
const OWNERS: [u64; 13] = known::hashes([
    "the", "your", "my", "her", "his", "our", "their", "re", "wants", "from", "per", "that", "this",
]);
/// Days of a year that everybody knows.
const FEASTS: [u64; 8] = known::hashes([
    "eve",
    "christmas",
    "xmas",
    "thanksgiving",
    "halloween",
    "easter",
    "holiday",
    "birthday",
]);

/// Whether what stands around month and day, from token `first` to `last`, is told to have happened then.
pub(super) fn of(note: &Note<'_>, first: usize, last: usize) -> bool {
    if unit_follows(note, last) {
        return false;
    }
    let before = first.wrapping_sub(1);
    let event = |at: usize| note.is_any(at, &EVENTS);
    let thing = first.wrapping_sub(2);
    let measured = note.is_any(thing, words!["results", "result", "scan", "echo", "eval"])
        || note.before(first, 3).is_capital();
    let was = note.is_any(before, words!["was", "is"]) && event(thing) && !measured;
    // "2/9 order: lift chair"
    let opens = matches!(note.before(first, 1).kind, Kind::Edge | Kind::Mark(b'.' | b';'))
        || note.at(first).gap == Gap::Line;
    let bullet = note.before(first, 1).is_mark(b'-') && note.before(first, 1).gap == Gap::Line;
    let next = note.at(last + 1);
    let told = next.is_mark(b':') && !note.at(last + 2).joined()
        || next.is_mark(b'-') && !next.joined() && !note.at(last + 2).joined();
    let heads = (opens || bullet) && (event(last + 1) || note.is(last + 1, word!("order")) || told);
    let owned = note.is_any(before, &OWNERS)
        && (event(last + 1) || event(last + 2) && note.at(last + 1).is_word());
    was || owned
        || heads
        || next.is_mark(b'@')
        || resulted(note, first, last)
        || begun(note, first)
        || ago(note, first)
        || note.is_any(before, &FEASTS)
        || clock(note.before(first, 1)) && note.at(first).gap == Gap::Blank
        || clock(note.at(last + 1)) && !unit_follows(note, last + 1)
}

/// "Hgb 9.1 3/14", "A1c 7.9 (3/14)": the day of a result that has a decimal point.
fn resulted(note: &Note<'_>, first: usize, last: usize) -> bool {
    let open = usize::from(note.before(first, 1).is_mark(b'('));
    let next = note.at(last + 1);
    let ends = if open == 1 {
        next.is_mark(b')')
    } else {
        next.is_one_of(b".,;") && !note.at(last + 2).joined() || next.is_edge()
    };
    let result = note.before(first, open + 1);
    ends && result.is_number()
        && result.joined()
        && note.before(first, open + 2).is_mark(b'.')
        && note.before(first, open + 3).is_number()
        && note.before(first, open + 4).is_word()
}

/// "started Eliquis 3/14": when a drug began or ended.
fn begun(note: &Note<'_>, first: usize) -> bool {
    let drug = note.before(first, 1);
    drug.class.clinical()
        && !drug.has(role::SCORE)
        && note.is_any(
            first.wrapping_sub(2),
            words!["started", "stopped", "resumed", "began", "restarted", "finished", "completed"],
        )
}

/// "2 wks ago, 6/14", "Yesterday, 4/9": the day that was told in words before.
fn ago(note: &Note<'_>, first: usize) -> bool {
    let comma = usize::from(note.before(first, 1).is_one_of(b",("));
    note.is_any(first.wrapping_sub(1 + comma), words!["ago", "yesterday", "tomorrow"])
        && note.at(first + 2).value != 10
}

/// "Vaccine given 7.22": what was done that day, at the end of its clause.
pub(super) fn done(note: &Note<'_>, first: usize, last: usize) -> bool {
    let next = note.at(last + 1);
    let ends = matches!(next.kind, Kind::Edge | Kind::Mark(b'.' | b',' | b';' | b')'))
        || next.gap == Gap::Line;
    let word = note.before(first, 1);
    let dated = word.has(role::DATE_STRONG)
        || note.is_any(
            first.wrapping_sub(1),
            words!["given", "placed", "implanted", "removed", "done"],
        );
    ends && dated && !word.has(role::SCORE)
}
