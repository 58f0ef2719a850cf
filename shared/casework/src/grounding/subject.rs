//! Which treatment a part of a sentence speaks of, so that a dose or an outcome is held against that treatment's facts.

use super::entry::{Entry, EntryKind};
use super::words::{self, Token, TokenKind};
use super::{abbreviation, drug};
use crate::fact::{Place, Reading};

/// Words that part a sentence.
const PARTS: &[&str] = &[
    ",", ";", ":", "—", "–", "(", ")", "and", "but", "while", "whereas", "then", "although", "or",
    "followed", "before", "after", "plus", "versus", "whilst", "however", "with",
];
/// Words of a treatment's name that do not tell it from another.
const GENERAL: &[&str] = &[
    "therapy",
    "treatment",
    "trial",
    "course",
    "use",
    "oral",
    "topical",
    "drug",
    "medication",
    "agent",
    "program",
    "session",
    "home",
    "of",
    "the",
    "a",
    "an",
    "for",
    "and",
    "with",
    "to",
    "in",
    "on",
];
/// Verb forms that make a part of a sentence a statement of its own.
const VERBS: &[&str] = &[
    "was",
    "were",
    "is",
    "are",
    "has",
    "have",
    "had",
    "did",
    "does",
    "tried",
    "given",
    "taken",
    "used",
    "received",
    "started",
    "continued",
    "underwent",
    "caused",
    "led",
    "produced",
    "brought",
    "provided",
    "gave",
    "resulted",
    "took",
];

/// A treatment that the facts know.
pub(super) struct Subject<'a> {
    /// Its generic names; empty for a treatment that is no drug.
    generics: Vec<&'static str>,
    /// The words of its name, for a treatment that is no drug.
    stems: Vec<String>,
    /// What is known of it.
    pub(super) entries: Vec<&'a Entry>,
    /// Whether a row of the history or the list of medications is about it, or the request.
    pub(super) is_row: bool,
}

/// A part of a sentence and the treatments it names.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    /// First token.
    pub(super) from: usize,
    /// First token after it.
    pub(super) to: usize,
    /// Numbers of the subjects it names, each with the token where it does.
    pub(super) named: Vec<(usize, usize)>,
    /// Whether it has a verb and so stands for itself.
    pub(super) has_verb: bool,
}

/// The treatments among these entries: each history row, medication and request, with every entry that names it.
pub(super) fn subjects<'a>(entries: &[&'a Entry]) -> Vec<Subject<'a>> {
    let mut subjects: Vec<Subject<'a>> = Vec::new();
    for entry in entries {
        let row =
            matches!(entry.kind, EntryKind::History | EntryKind::Medication) || entry.is_request();
        let generics: Vec<&'static str> = match entry.kind {
            EntryKind::History => leading_drugs(entry),
            EntryKind::Base | EntryKind::Medication | EntryKind::Clinical => {
                entry.reading.drugs.iter().map(|drug| drug.generic).collect()
            }
            EntryKind::Denial | EntryKind::Criterion(_) | EntryKind::Source => Vec::new(),
        };
        for generic in &generics {
            add(&mut subjects, generic, entry, row);
        }
        if generics.is_empty() && matches!(entry.kind, EntryKind::History | EntryKind::Medication) {
            let stems = name_stems(entry);
            if !stems.is_empty() {
                subjects.push(Subject {
                    generics: Vec::new(),
                    stems,
                    entries: vec![*entry],
                    is_row: true,
                });
            }
        }
    }
    for subject in subjects.iter_mut().filter(|subject| subject.generics.is_empty()) {
        let clinical = entries.iter().filter(|entry| entry.kind == EntryKind::Clinical);
        subject.entries.extend(
            clinical.filter(|entry| subject.stems.iter().all(|stem| entry.has(stem))).copied(),
        );
    }
    subjects
}

fn add<'a>(subjects: &mut Vec<Subject<'a>>, generic: &'static str, entry: &'a Entry, row: bool) {
    match subjects.iter_mut().find(|subject| subject.generics.contains(&generic)) {
        Some(subject) => {
            subject.entries.push(entry);
            subject.is_row |= row;
        }
        None => subjects.push(Subject {
            generics: vec![generic],
            stems: Vec::new(),
            entries: vec![entry],
            is_row: row,
        }),
    }
}

/// The drugs that a history row is about: those before its outcome. Its detail may name others.
fn leading_drugs(entry: &Entry) -> Vec<&'static str> {
    let detail = entry.long.find(": ").unwrap_or(entry.long.len());
    entry
        .reading
        .drugs
        .iter()
        .filter(|drug| drug.place.start < detail)
        .map(|drug| drug.generic)
        .collect()
}

/// The telling words of a treatment's name: those before the first number, outcome or detail.
fn name_stems(entry: &Entry) -> Vec<String> {
    const ENDS: &[&str] = &[
        "failed", "gave", "was", "were", "is", "for", "(", ":", ",", "weekly", "daily", "monthly",
        "nightly", "once", "twice", "every",
    ];
    // `Current medication: vitamin D3 …`: the name stands behind the label.
    let label = if entry.kind == EntryKind::Medication { 3 } else { 0 };
    entry
        .tokens
        .iter()
        .skip(label)
        .take_while(|token| token.kind == TokenKind::Word && !token.is_any(ENDS))
        .filter(|token| {
            !GENERAL.contains(&token.stem.as_str()) && !GENERAL.contains(&token.lower.as_str())
        })
        .map(|token| token.stem.clone())
        .collect()
}

/// The sentence in parts, each with the treatments it names.
pub(super) fn segments(
    tokens: &[Token],
    reading: &Reading,
    subjects: &[Subject],
    request: Option<&Entry>,
) -> Vec<Segment> {
    let mentions = mentions(tokens, reading, subjects, request);
    let mut segments = Vec::new();
    let mut from = 0;
    for at in 0..=tokens.len() {
        let ends = tokens.get(at).is_none_or(|token| token.is_any(PARTS));
        if !ends {
            continue;
        }
        if at > from {
            let named =
                mentions.iter().filter(|(_, place)| (from..at).contains(place)).copied().collect();
            let has_verb = tokens
                .get(from..at)
                .is_some_and(|part| part.iter().any(|token| token.is_any(VERBS)));
            segments.push(Segment { from, to: at, named, has_verb });
        }
        from = at + 1;
    }
    segments
}

/// Where the sentence names treatments that the facts know: (subject, token).
fn mentions(
    tokens: &[Token],
    reading: &Reading,
    subjects: &[Subject],
    request: Option<&Entry>,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (number, subject) in subjects.iter().enumerate() {
        for drug in reading
            .drugs
            .iter()
            .filter(|drug| subject.generics.iter().any(|generic| drug::same(generic, drug.generic)))
        {
            found.extend(token_at(tokens, drug.place).map(|at| (number, at)));
        }
        for (at, token) in tokens.iter().enumerate() {
            let stands_for = |long: &str| {
                let has = |stem: &&String| {
                    let mut words = long.split(' ');
                    words.any(|word| words::akin(&words::canonical(word), stem))
                };
                subject.stems.iter().filter(has).count() * 2 >= subject.stems.len()
            };
            if !subject.stems.is_empty() && abbreviation::expansions(&token.lower).any(stands_for) {
                found.push((number, at));
            }
        }
        // An everyday word names a treatment too, if neither another treatment's facts nor the request have it: `the
        // stockings`.
        let elsewhere = |stem: &str| {
            let others = subjects.iter().filter(|other| other.stems != subject.stems);
            let mut entries = others.flat_map(|other| &other.entries);
            entries.any(|entry| entry.kind != EntryKind::Clinical && entry.has(stem))
                || request.is_some_and(|request| request.has(stem))
        };
        let own = |stem: &&String| {
            (!super::lexicon::is_plain(stem) || stem.len() > 4 && !elsewhere(stem))
                && subjects.iter().filter(|other| other.stems.contains(stem)).count() == 1
        };
        let telling: Vec<&String> = subject.stems.iter().filter(own).collect();
        let is_telling = |token: &Token| telling.iter().any(|stem| words::akin(&token.stem, stem));
        found.extend(
            tokens.iter().enumerate().filter(|(_, t)| is_telling(t)).map(|(at, _)| (number, at)),
        );
        if let Some((first, rest)) = subject.stems.split_first() {
            let near = |at: usize, stem: &String| {
                tokens
                    .get(at..(at + 5).min(tokens.len()))
                    .is_some_and(|part| part.iter().any(|t| words::akin(&t.stem, stem)))
            };
            let begins = |at: &usize| {
                let there = rest.iter().filter(|stem| near(*at, stem)).count();
                tokens.get(*at).is_some_and(|token| words::akin(&token.stem, first))
                    && (there == rest.len() || there > 0 && there + 1 >= rest.len())
            };
            found.extend((0..tokens.len()).filter(begins).map(|at| (number, at)));
        }
    }
    found.sort_by_key(|(number, at)| (*at, *number));
    found.dedup();
    found
}

/// The token that starts at a place.
pub(super) fn token_at(tokens: &[Token], place: Place) -> Option<usize> {
    let at = tokens.partition_point(|token| token.end <= place.start);
    (at < tokens.len()).then_some(at)
}

/// The subjects that something at a token speaks of: those its part names (the nearest before it, else the first after
/// it), else those of the last part before it that names any.
pub(super) fn spoken_of(segments: &[Segment], at: usize) -> Vec<usize> {
    let Some(here) = segments.iter().position(|segment| segment.from <= at && at < segment.to)
    else {
        return Vec::new();
    };
    let segment = segments.get(here);
    let before =
        segment.and_then(|segment| segment.named.iter().rev().find(|(_, place)| *place <= at));
    let after = segment.and_then(|segment| segment.named.iter().find(|(_, place)| *place > at));
    if let Some((subject, place)) = before.or(after) {
        let same = segment.map(|segment| segment.named.as_slice()).unwrap_or_default();
        return same
            .iter()
            .filter(|(_, other)| other == place)
            .map(|(number, _)| *number)
            .chain([*subject])
            .collect();
    }
    let earlier = segments
        .get(..here)
        .unwrap_or_default()
        .iter()
        .rev()
        .find(|segment| !segment.named.is_empty());
    earlier
        .map(|segment| segment.named.iter().map(|(subject, _)| *subject).collect())
        .unwrap_or_default()
}

/// The subjects named nearest to a token: the last before it and the first after it.
pub(super) fn nearest(segments: &[Segment], at: usize) -> Vec<usize> {
    let named = || segments.iter().flat_map(|segment| &segment.named);
    let before = named().filter(|(_, place)| *place <= at).map(|(_, place)| *place).max();
    let after = named().filter(|(_, place)| *place > at).map(|(_, place)| *place).min();
    let near = |place: &usize| Some(*place) == before || Some(*place) == after;
    named().filter(|(_, place)| near(place)).map(|(subject, _)| *subject).collect()
}

/// Whether the part of the sentence at a token names a treatment itself.
pub(super) fn names_here(segments: &[Segment], at: usize) -> bool {
    segments
        .iter()
        .any(|segment| segment.from <= at && at < segment.to && !segment.named.is_empty())
}
