//! Values with marks where none belong ("2-6-0-4-6-6", "433,4995") or with a line's end in the middle ("21JU\nN2021").

use super::Speller;
use crate::chunk::Chunk;
use crate::hash;
use crate::lexicon::{self, role};
use crate::note::{Case, Kind, Note, Token};
use crate::scanned::read_wrongly;

/// Characters that stand alone between marks in a value that is spelled out.
const ALONE: usize = 4;
/// Tokens of one value that are read.
const LONGEST: usize = 40;
/// Digits of a value in which an odd mark is read as a hyphen.
const DIGITS: usize = 7;

fn value(note: &Note<'_>, index: usize) -> bool {
    note.at(index).is_value()
}

/// A word or number of one character.
fn lone(token: &Token) -> bool {
    token.len() == 1 && token.is_value()
}

impl Speller<'_> {
    /// Single characters with one and the same mark between them: "X-9-4-8-5-7-6".
    pub(super) fn dashed(&mut self, index: usize) -> Option<usize> {
        let note = self.note;
        if note.at(index).len() != 1 {
            return None;
        }
        let Kind::Mark(mark) = note.at(index + 1).kind else { return None };
        let begins = lone(note.at(index))
            && (!note.at(index).joined() || !note.before(index, 1).is_mark(mark));
        if !begins || !b"-._*/,:~=".contains(&mark) {
            return None;
        }
        let (mut last, mut digits) = (index, usize::from(note.at(index).is_number()));
        while last < index + LONGEST
            && note.at(last + 1).is_mark(mark)
            && note.at(last + 1).joined()
            && note.at(last + 2).joined()
            && lone(note.at(last + 2))
        {
            last += 2;
            digits += usize::from(note.at(last).is_number());
        }
        let runs_on = note.at(last + 1).joined() && value(note, last + 1);
        if (last - index) / 2 + 1 < ALONE || digits + 1 < ALONE || runs_on {
            return None;
        }
        let bytes = (index..=last)
            .step_by(2)
            .flat_map(|i| {
                let token = note.at(i);
                note.bytes_of(token).iter().map(|byte| (*byte, token.start, token.end))
            })
            .collect();
        self.put(bytes, note.at(index).start, note.at(last).end);
        Some(last + 1)
    }

    /// A day of the month in which a scanner took figures for letters: "Friday the Sth", "March l0th".
    pub(super) fn ordinal(&mut self, index: usize) -> Option<usize> {
        let note = self.note;
        if note.at(index).len() > 4 || !counted_day(note, index) {
            return None;
        }
        let chunk = Chunk::at(note, index);
        let span = note.span(chunk.first, chunk.last);
        let (figures, end) = span.split_at_checked(span.len().checked_sub(2)?)?;
        let suffix = [b"st", b"nd", b"rd", b"th"].iter().any(|s| end.eq_ignore_ascii_case(*s));
        let figure = |byte: u8| if byte.is_ascii_digit() { Some(byte) } else { read_wrongly(byte) };
        let read: Option<Vec<u8>> = figures.iter().map(|byte| figure(*byte)).collect();
        let read = read.filter(|read| suffix && matches!(read.len(), 1 | 2))?;
        let start = note.at(index).start;
        let bytes = read.into_iter().chain(end.iter().copied()).zip(start..);
        self.put(bytes.map(|(byte, at)| (byte, at, at + 1)).collect(), start, start + span.len());
        Some(chunk.last + 1)
    }

    /// A mark that numbers are not written with, read as a hyphen: "(428) 433,4995", "512*40*6611".
    pub(super) fn odd(&mut self, index: usize) -> Option<usize> {
        let note = self.note;
        let (here, mark, next) = (note.at(index), note.at(index + 1), note.at(index + 2));
        let marked = mark.is_one_of(b",:*=~\\") && mark.joined() && next.joined();
        if !marked || !value(note, index) || !value(note, index + 2) {
            return None;
        }
        let thousands = mark.is_mark(b',') && next.len() == 3 && here.len() <= 3;
        // "97110,97140": two codes of a list.
        let two = mark.is_mark(b',')
            && here.is_number()
            && next.is_number()
            && here.len() == 5
            && next.len() == 5;
        let joined = |i: &usize| note.at(*i).joined();
        let left = (0..LONGEST)
            .take_while(|back| *back == 0 || index >= *back && joined(&(index + 1 - back)));
        let right = (index + 2..index + LONGEST).take_while(joined);
        let digits = |i: usize| if note.at(i).is_number() { note.at(i).len() } else { 0 };
        let count: usize =
            left.map(|back| digits(index - back)).sum::<usize>() + right.map(digits).sum::<usize>();
        if thousands || two || count < DIGITS || !(here.is_number() || next.is_number()) {
            return None;
        }
        self.put(vec![(b'-', mark.start, mark.end)], mark.start, mark.end);
        Some(index + 2)
    }
}

/// Whether a day of the month is asked for here: "last Friday the …", "March …".
pub(super) fn counted_day(note: &Note<'_>, index: usize) -> bool {
    if note.roles & (role::MONTH | role::WEEKDAY) == 0 {
        return false;
    }
    let before = note.before(index, 1);
    before.has(role::MONTH | role::WEEKDAY)
        || before.has(role::ARTICLE) && note.before(index, 2).has(role::WEEKDAY)
}

/// Whether a line's end after the word at `index` stands in the middle of a word or value.
pub(super) fn one_value(note: &Note<'_>, index: usize) -> bool {
    let (here, next) = (note.at(index), note.at(index + 1));
    if !here.is_word() || !next.is_word() {
        return false;
    }
    let after = note.at(index + 2);
    let glued = here.joined() && note.before(index, 1).is_number();
    if glued && after.joined() && after.is_number() {
        return true;
    }
    let known = |roles: u128, class: lexicon::Class| roles != 0 || !class.unknown();
    if known(here.roles, here.class) && known(next.roles, next.class)
        || next.case == Case::Title && next.len() > 1
    {
        return false;
    }
    let whole = hash::hash_of(note.bytes_of(here).iter().chain(note.bytes_of(next)));
    let class = lexicon::class(whole);
    lexicon::roles(whole) & role::MONTH != 0
        || class.place()
        || class.surname() > 1
        || class.first() > 1
}
