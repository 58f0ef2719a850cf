//! A second reading for what is spelled oddly: figures with blanks between them ("2 0 2 3-1 2"), broken over lines, read
//! wrongly by a scanner ("2O23"), or written as words ("three five two").
//!
//! Only findings that touch a respelled place count, so that an odd reading never makes a finding of ordinary text.

use crate::broken;
use crate::chunk::Chunk;
use crate::lexicon::role;
use crate::looks::Looks;
use crate::note::{Gap, Kind, Note, Token};
use crate::scanned::{month_within, read_wrongly};
use crate::separators;
use crate::shadow::{Bytes, Change, Shadow};
use crate::{Action, Finding};

mod misread;
mod odd;
mod spaced;

/// Number words in a row that make a spelled value.
const SPELLED: usize = 4;

/// The second reading of a note.
pub(crate) struct Respelled {
    pub(crate) shadow: Shadow<'static>,
    /// The changed places in the bytes of the original.
    places: Vec<(usize, usize)>,
    /// From the first to the last changed byte of the shadow that was read first.
    first: usize,
    last: usize,
}

impl Respelled {
    /// The note as it was meant; `note` is the first reading.
    pub(crate) fn note(&self, note: &Note<'_>) -> Note<'_> {
        note.reread(self.shadow.bytes(), self.first, self.last)
    }

    /// Whether a finding touches a changed place.
    pub(crate) fn touched_by(&self, finding: &Finding) -> bool {
        self.places.iter().any(|(start, end)| finding.start < *end && finding.end > *start)
    }
}

/// The shadow as it was meant; none if nothing is spelled oddly but what is blocked already, of which `found` tells.
pub(crate) fn respell(
    note: &Note<'_>,
    shadow: &Shadow<'_>,
    found: &[Finding],
) -> Option<Respelled> {
    let mut speller = Speller { note, changes: Vec::new() };
    let mut from = 0;
    for index in note.places(|index, token, next| asked(note, index, token, next)) {
        if index < from {
            continue;
        }
        let after = note.at(index + 1);
        let next = match note.at(index).kind {
            Kind::Word => speller.word(index, after),
            Kind::Number => speller.number(index, after),
            Kind::Mark(_) | Kind::Edge => speller.broken(index),
        };
        from = next.unwrap_or(from);
    }
    let changes = speller.changes;
    let (first, last) = (changes.first()?.start, changes.last()?.end);
    let places = changes.iter().map(|change| shadow.original(change.start, change.end));
    let places: Vec<(usize, usize)> = places.collect();
    let blocked = |(start, end): &(usize, usize)| {
        let around = |f: &Finding| f.start <= *start && *end <= f.end;
        found.iter().any(|finding| finding.action == Action::Block && around(finding))
    };
    if places.iter().all(blocked) {
        return None;
    }
    Some(Respelled { shadow: shadow.respelled(&changes), places, first, last })
}

/// Whether an odd spelling may begin here; most of most notes are told apart without a closer look. Most of the tests
/// come out either way as often, so all are made: a wrong guess costs a processor more than all of them.
fn asked(note: &Note<'_>, index: usize, token: &Token, next: &Token) -> bool {
    let (here, ahead) = (token.looks, next.looks);
    let (before, after) = (note.before(index, 1).looks, note.at(index + 2).looks);
    let (joined, line) = (ahead.any(Looks::JOINED), ahead.any(Looks::LINE));
    // A full stop stands in a number only where a line ends before the rest of it.
    let stop = token.is_mark(b'.') & !(line & ahead.any(Looks::NUMBER));
    let sign = here.any(Looks::SIGN) & !joined & !stop & token.is_one_of(b"-/._@");
    // "follow-up", "Smith's": a word of letters that no figures are read as.
    let plain = here.any(Looks::WORD) & !here.any(Looks::ONE.and(Looks::READABLE));
    let hyphened = plain & !next.is_one_of(b",:*=~\\");
    let known = here.any(Looks::KNOWN) & ahead.any(Looks::KNOWN)
        | ahead.any(Looks::TITLE) & !ahead.any(Looks::ONE);
    let whole = !here.any(Looks::JOINED) & known | !ahead.any(Looks::WORD);
    let ends = joined & ahead.any(Looks::SIGN) & (!after.any(Looks::JOINED) | hyphened)
        | ahead.any(Looks::BLANK) & !next.is_one_of(b"-/.")
        | line & here.any(Looks::WORD) & !here.any(Looks::FOUR) & whole;
    let short = here.any(Looks::TWO) & (before.any(Looks::MONTH) | note.spaced);
    let counted = here.any(Looks::FOUR) & before.any(Looks::DAY_LEAD);
    let value = !ends | short | counted | here.any(Looks::SPELLED);
    sign | here.any(Looks::WORD.and(Looks::NUMBER)) & value
}

struct Speller<'n> {
    note: &'n Note<'n>,
    changes: Vec<Change>,
}

impl Speller<'_> {
    /// What begins with a word, each way of writing in its turn.
    fn word(&mut self, index: usize, next: &Token) -> Option<usize> {
        let lone = self.note.at(index).len() == 1;
        let apart = if lone { self.spaced(index).or_else(|| self.dashed(index)) } else { None };
        let found = apart
            .or_else(|| self.odd(index))
            .or_else(|| self.spelled(index))
            .or_else(|| self.broken(index))
            .or_else(|| self.ordinal(index));
        if found.is_some() || !self.readable(index) && !next.is_value() {
            return found;
        }
        self.confused(index).or_else(|| self.misread(index))
    }

    /// What begins with a number: what follows it tells which ways of writing it can be.
    fn number(&mut self, index: usize, next: &Token) -> Option<usize> {
        let spaced = if self.note.spaced { self.spaced(index) } else { None };
        let found = match next.kind {
            Kind::Mark(_) => spaced
                .or_else(|| self.dashed(index))
                .or_else(|| self.separated(index))
                .or_else(|| self.odd(index)),
            Kind::Word => spaced.or_else(|| self.coded(index)),
            Kind::Number | Kind::Edge => spaced,
        };
        let found = if next.joined() { found } else { found.or_else(|| self.broken(index)) };
        if matches!(next.kind, Kind::Word) {
            return found
                .or_else(|| self.scanned(index))
                .or_else(|| self.ordinal(index))
                .or_else(|| self.confused(index))
                .or_else(|| self.misread(index));
        }
        found.or_else(|| self.confused(index))
    }

    fn put(&mut self, bytes: Bytes, start: usize, end: usize) {
        self.changes.push(Change { start, end, bytes });
    }

    /// Number words: "three five two, two eight zero".
    fn spelled(&mut self, index: usize) -> Option<usize> {
        let note = self.note;
        if !note.at(index).has(role::NUMBER | role::SPELLED_LEAD) {
            return None;
        }
        let mut bytes: Bytes = Vec::new();
        let grouped = |at: usize| note.at(at).is_number() && matches!(note.at(at).len(), 3 | 4);
        let (mut at, mut last, mut words, mut times) = (index, index, 0, 1);
        while at < index + 40 {
            let token = note.at(at);
            let place = (token.start, token.end);
            if let Some(digit) = digit(note, at, words) {
                (0..times).for_each(|_| bytes.push((digit, place.0, place.1)));
                words += usize::from(token.is_word());
                times = 1;
                last = at;
            } else if note.is_any(at, words!["dash", "hyphen", "minus"]) && words > 0 {
                bytes.push((b'-', place.0, place.1));
            } else if note.is_any(at, words!["slash"]) && words > 0 {
                bytes.push((b'/', place.0, place.1));
            } else if note.is_any(at, words!["double", "triple"]) {
                times = if note.is(at, word!("double")) { 2 } else { 3 };
            } else if grouped(at) && words > 2 {
                // "five oh three 555 0162": the rest in figures.
                bytes.push((b'-', place.0, place.1));
                bytes.extend(note.bytes_of(token).iter().map(|byte| (*byte, place.0, place.1)));
                words += 1;
                last = at;
            } else if !(token.is_one_of(b",-.")
                && words > 0
                && (note.at(at + 1).has(role::NUMBER) || grouped(at + 1)))
            {
                break;
            }
            at += 1;
        }
        if words < SPELLED {
            return None;
        }
        let (start, end) = (note.at(index).start, note.at(last).end);
        bytes.retain(|(_, from, _)| *from < end);
        self.put(bytes, start, end);
        Some(last + 1)
    }

    /// A number broken over two lines or by blanks around its mark: "280-\n2992", "074 - 27 - 9424".
    fn broken(&mut self, index: usize) -> Option<usize> {
        let note = self.note;
        let (here, next) = (note.at(index), note.at(index + 1));
        if next.joined() || here.is_word() && next.gap != Gap::Line {
            return None;
        }
        let cell = note.before(index, 1).is_mark(b'|');
        let digits = here.is_number() && next.is_number() && next.gap == Gap::Line && !cell;
        let mark = here.is_one_of(b"-/._@")
            && matches!(next.kind, Kind::Number | Kind::Word)
            && !next.joined();
        let linked = mark
            && matches!(note.before(index, 1).kind, Kind::Number | Kind::Word)
            && (next.gap == Gap::Line && here.joined() && !here.is_mark(b'.')
                || note.before(index, 1).is_number() && next.is_number() && !here.is_mark(b'.'));
        let lead = here.is_number()
            && next.is_one_of(b"-/")
            && !next.joined()
            && note.at(index + 2).is_number();
        let letters = (here.is_word() && here.is_capital() && next.is_number()
            || here.is_number() && next.is_word() && next.is_capital())
            && next.gap == Gap::Line
            && (here.is_number() || here.len() <= 3 && !here.has(role::UNIT));
        let stopped = here.is_mark(b'.')
            && here.joined()
            && next.gap == Gap::Line
            && next.is_number()
            && note.before(index, 1).is_number()
            && (2..=4).contains(&next.len())
            && (2..=4).contains(&note.before(index, 1).len());
        let broken = next.gap == Gap::Line && odd::one_value(note, index);
        if !(digits || linked || lead || letters || stopped || broken) {
            return None;
        }
        self.put(Vec::new(), here.end, next.start);
        None
    }

    /// Figures with odd marks between them: `08_16_25`, `08 . 16 . 2021`.
    fn separated(&mut self, index: usize) -> Option<usize> {
        let note = self.note;
        let run = separators::odd(note, index)?;
        let mut bytes: Bytes = Bytes::default();
        for at in index..=run.last {
            let token = note.at(at);
            if matches!(token.kind, Kind::Mark(_)) {
                bytes.push((run.mark, token.start, token.end));
            } else {
                let own = note.bytes_of(token).iter().zip(token.start..);
                bytes.extend(own.map(|(byte, at)| (*byte, at, at + 1)));
            }
        }
        let (start, end) = (note.at(index).start, note.at(run.last).end);
        self.put(bytes, start, end);
        Some(run.last + 1)
    }

    /// A code of letters and figures broken over two lines.
    fn coded(&mut self, index: usize) -> Option<usize> {
        let (head, tail) = broken::code(self.note, index)?;
        self.put(Bytes::default(), self.note.at(head.last).end, self.note.at(tail.first).start);
        Some(tail.last + 1)
    }

    /// A date with its month's name in which a scanner took figures for letters: "1OOCT2O23".
    fn scanned(&mut self, index: usize) -> Option<usize> {
        let note = self.note;
        let token = note.at(index);
        if !token.is_number() || !note.at(index + 1).joined() || !note.at(index + 1).is_word() {
            return None;
        }
        let chunk = Chunk::at(note, index);
        let span = note.span(chunk.first, chunk.last);
        let month = month_within(span)?;
        let read = |(n, byte): (usize, &u8)| {
            let (at, kept) = (token.start + n, (month..month + 3).contains(&n));
            (if kept { *byte } else { read_wrongly(*byte).unwrap_or(*byte) }, at, at + 1)
        };
        let bytes: Bytes = span.iter().enumerate().map(read).collect();
        self.put(bytes, token.start, note.at(chunk.last).end);
        Some(chunk.last + 1)
    }

    /// Letters that a scanner took for digits: "2O23", "06/l8/194O".
    fn confused(&mut self, index: usize) -> Option<usize> {
        let note = self.note;
        let token = note.at(index);
        let before = note.before(index, 1);
        let inside = token.joined()
            && (matches!(before.kind, Kind::Word | Kind::Number)
                || before.is_one_of(b"-/._") && before.joined());
        if inside || !matches!(token.kind, Kind::Word | Kind::Number) {
            return None;
        }
        if token.is_word() && !self.readable(index) {
            return None;
        }
        let next = note.at(index + 1);
        let dated = note.before(index, 1).has(role::MONTH);
        if !dated
            && !(next.joined() && (next.is_number() || next.is_word() || next.is_one_of(b"-/._")))
        {
            return None;
        }
        let alone = matches!(next.kind, Kind::Mark(_)) && !note.at(index + 2).joined();
        if alone && !dated {
            return None;
        }
        let chunk = Chunk::at(note, index);
        if chunk.letters == 0 {
            // Its last token may be where a line breaks it.
            return (chunk.last > index).then_some(chunk.last);
        }
        let span = note.span(chunk.first, chunk.last);
        let readable = span
            .iter()
            .all(|b| b.is_ascii_digit() || b"-/._T".contains(b) || read_wrongly(*b).is_some());
        let dated = note.before(index, 1).has(role::MONTH)
            && chunk.length() <= 2
            && chunk.first == index
            && token.kind != Kind::Edge;
        let enough = chunk.digits >= 2 && chunk.length() >= 4
            || dated
                && (chunk.digits > 0
                    || chunk.length() == 1 && (next.is_one_of(b",;.)") || next.is_number()))
            || chunk.digits > 0
                && (2..=4).contains(&chunk.length())
                && token.gap == Gap::Blank
                && before.is_value()
                && (before.is_number() || before.joined())
            || chunk.digits >= 2
                && chunk.length() == 3
                && (note.before(index, 1).is_number()
                    || note.before(index, 1).is_mark(b'(')
                    || note.at(chunk.last + 1).is_number());
        if !enough || !readable || chunk.letters > chunk.digits * 2 && !dated {
            return None;
        }
        let start = token.start;
        let bytes: Bytes = span
            .iter()
            .zip(start..)
            .map(|(byte, at)| (read_wrongly(*byte).unwrap_or(*byte), at, at + 1))
            .collect();
        let end = note.at(chunk.last).end;
        self.put(bytes, start, end);
        Some(chunk.last + 1)
    }
}

/// The digit of a number word, or of a single figure among such words.
fn digit(note: &Note<'_>, at: usize, words: usize) -> Option<u8> {
    let token = note.at(at);
    let value = u8::try_from(token.value).ok()?;
    if token.has(role::NUMBER) && value < 10 || token.is_number() && token.len() == 1 && words > 0 {
        return Some(b'0' + value);
    }
    (note.is_any(at, words!["oh", "o"]) && (words > 0 || note.at(at + 1).has(role::NUMBER)))
        .then_some(b'0')
}
