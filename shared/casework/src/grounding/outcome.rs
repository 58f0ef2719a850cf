//! What treatments came to: `intolerant` is not `failed`, and `partial` is neither.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::entry::EntryKind;
use super::phrase::{DENIALS, EFFECTS, PHRASES};
use super::subject::{self, Segment};
use super::words::{self, Token, TokenKind};
use super::{Doubt, effect, fleeting, held::Held, turns};
use crate::document::FlagKind;
use crate::fact::{Outcome, Place, Reading};

/// An outcome as a text names it, with all that it may mean.
#[derive(Clone)]
pub(super) struct Mention {
    pub(super) means: Vec<Outcome>,
    pub(super) place: Place,
}

/// What follows `work` where a person works.
const HOW_PEOPLE_WORK: &[&str] =
    &["with", "as", "half-time", "part-time", "full-time", "from", "nights", "shifts"];

/// Every outcome that a text names. A looser phrase that covers a stricter one widens it.
pub(super) fn mentions(text: &str, tokens: &[Token], reading: &Reading) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for at in 0..tokens.len() {
        let hit = PHRASES.iter().find(|(phrase, _)| starts_with(tokens, at, phrase));
        let Some((phrase, means)) = hit else { continue };
        // `worked with a dietitian`: people work too.
        if phrase.starts_with("work")
            && tokens.get(at + 1).is_some_and(|t| t.is_any(HOW_PEOPLE_WORK))
        {
            continue;
        }
        let length = phrase.split(' ').count();
        let denied = (at.saturating_sub(3)..at)
            .filter_map(|back| tokens.get(back))
            .any(|token| token.is_any(DENIALS))
            || turns::is_not_expected(tokens, at)
            || is_denied_as_a_whole(tokens, at);
        let place = place(tokens, at, at + length);
        let inside = found
            .iter()
            .any(|other| other.place.start <= place.start && place.start < other.place.end);
        let follows = found.last().is_some_and(|last| is_right_behind(tokens, last.place, at));
        if inside || follows || denied && means.contains(&Outcome::Intolerant) {
            continue;
        }
        let means = match (denied, means) {
            (false, means) if fleeting::is_whole(tokens, at, means) => vec![Outcome::Responding],
            (false, means) => means.to_vec(),
            // `not effective` is failure; `has not failed` is the contrary.
            (true, _) if *phrase == "put an end" => vec![Outcome::Failed, Outcome::Partial],
            (true, means) if means.contains(&Outcome::Responding) => vec![Outcome::Failed],
            (true, [Outcome::Failed]) => vec![Outcome::Responding],
            (true, _) => continue,
        };
        found.push(Mention { means, place });
    }
    found.extend(denied_effects(tokens, &found));
    for mention in &reading.outcomes {
        let place = mention.place;
        let within =
            |other: &Mention| other.place.start < place.end && place.start < other.place.end;
        if !found.iter().any(within) && !is_organ_failure(text, place) {
            found.push(Mention { means: vec![mention.outcome], place });
        }
    }
    found.sort_by_key(|mention| mention.place.start);
    found
}

/// `None of these has brought relief`, `neither drug helped`: the clause opens with its denial.
fn is_denied_as_a_whole(tokens: &[Token], at: usize) -> bool {
    let clause =
        tokens.get(..at).unwrap_or_default().rsplit(|token| token.is_stop() || token.is(","));
    let first = clause.into_iter().next().and_then(|clause| clause.first());
    first.is_some_and(|token| token.is_any(&["none", "neither", "nothing"]))
}

/// `did not lower`, `without clearing`: effects that did not come.
fn denied_effects(tokens: &[Token], found: &[Mention]) -> Vec<Mention> {
    let is_denied = |at: usize| {
        let before = tokens.get(at.saturating_sub(2)..at).unwrap_or_default();
        before.iter().any(|token| token.is_any(DENIALS))
    };
    let effects = tokens.iter().enumerate().filter(|(at, t)| t.is_any(EFFECTS) && is_denied(*at));
    effects
        .map(|(at, _)| place(tokens, at.saturating_sub(1), at + 1))
        .filter(|place| {
            !found.iter().any(|m| m.place.start < place.end && place.start < m.place.end)
        })
        .map(|place| Mention { means: vec![Outcome::Failed, Outcome::Partial], place })
        .collect()
}

/// Whether an outcome only goes on with the one before it: `inadequate clinical response`.
fn is_right_behind(tokens: &[Token], last: Place, at: usize) -> bool {
    let start = tokens.get(at).map_or(0, |token| token.start);
    let between: Vec<&Token> =
        tokens.iter().filter(|token| token.start >= last.end && token.end <= start).collect();
    last.end <= start
        && between.len() <= 1
        && between.iter().all(|token| token.kind == TokenKind::Word && !token.is("and"))
}

/// `heart failure` is a disease.
fn is_organ_failure(text: &str, place: Place) -> bool {
    let before = text.get(..place.start).unwrap_or_default().trim_end().to_lowercase();
    ["heart", "renal", "kidney", "liver", "hepatic", "respiratory", "organ"]
        .iter()
        .any(|organ| before.ends_with(organ))
}

fn starts_with(tokens: &[Token], at: usize, phrase: &str) -> bool {
    if tokens.get(at).and_then(|first| first.lower.as_bytes().first()) != phrase.as_bytes().first()
    {
        return false;
    }
    let organ = phrase == "failure"
        && at.checked_sub(1).and_then(|back| tokens.get(back)).is_some_and(|token| {
            token.is_any(&["heart", "renal", "kidney", "liver", "hepatic", "respiratory", "organ"])
        });
    !organ
        && phrase
            .split(' ')
            .enumerate()
            .all(|(ahead, word)| tokens.get(at + ahead).is_some_and(|token| token.is(word)))
}

fn place(tokens: &[Token], from: usize, to: usize) -> Place {
    let start = tokens.get(from).map_or(0, |token| token.start);
    Place { start, end: tokens.get(to - 1).map_or(start, |token| token.end) }
}

/// Outcomes that no fact about the treatment bears out.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mentions = held.mentions();
    let mut doubts = Vec::new();
    for mention in mentions {
        let done = |known: &[Outcome]| {
            mention.means.contains(&Outcome::Completed)
                && !mention.means.contains(&Outcome::Failed)
                && known.iter().any(|outcome| *outcome != Outcome::Contraindicated)
        };
        doubts.extend(judge(held, mentions, mention, done));
    }
    doubts.extend(inherited(held, mentions));
    doubts.extend(current(held));
    doubts
}

/// The doubt about one outcome, unless the facts about its treatment bear it out or it is `done` by what they came to.
pub(super) fn judge(
    held: &Held,
    mentions: &[Mention],
    mention: &Mention,
    done: impl Fn(&[Outcome]) -> bool,
) -> Option<Doubt> {
    let at = subject::token_at(&held.tokens, mention.place)?;
    let about = about(held, mentions, at);
    let known: Vec<Outcome> = known(held, &about);
    let borne_out = done(&known)
        || mention.means.iter().any(|outcome| known.contains(outcome))
        || is_of_payer(held, at)
        || fleeting::is_fleeting(held, mention, &known)
        || is_general(held, at, &about)
        || about.is_empty() && effect::is_told(held, mention);
    (!borne_out).then(|| doubt(held, mention.place, &about, &known))
}

/// Words by which a sentence says that a drug is taken now.
const NOW: &[&str] = &["takes", "taking", "continues", "currently", "remains", "continuing"];

/// Drugs said to be taken now that the facts have only in the past.
fn current(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for segment in &held.segments {
        for (number, at) in &segment.named {
            let from = at.saturating_sub(3).max(segment.from);
            let now = held
                .tokens
                .get(from..*at)
                .is_some_and(|part| part.iter().any(|token| token.is_any(NOW)));
            let drug = held.at(*at).is_some_and(|token| {
                held.reading
                    .drugs
                    .iter()
                    .any(|d| d.place.start <= token.start && token.start < d.place.end)
            });
            let Some(subject) = held.subjects.get(*number).filter(|_| now && drug) else {
                continue;
            };
            let is_now = |entry: &super::entry::Entry| match entry.kind {
                EntryKind::Medication | EntryKind::Base => true,
                EntryKind::History => {
                    entry.outcomes.contains(&Outcome::Responding)
                        || entry.has("still")
                        || entry.has("continu")
                }
                EntryKind::Clinical
                | EntryKind::Denial
                | EntryKind::Criterion(_)
                | EntryKind::Source => entry.tokens.iter().any(|token| token.is_any(NOW)),
            };
            if !subject.entries.iter().any(|entry| is_now(entry)) {
                let place = held.at(*at).map_or_else(
                    || held.whole(),
                    |token| Place { start: token.start, end: token.end },
                );
                let nearest = subject.entries.first().map(|entry| {
                    format!(" {} says: {}.", entry.id, entry.text.trim_end_matches('.'))
                });
                let text =
                    format!("No fact says that this is taken now.{}", nearest.unwrap_or_default());
                doubts.push(Doubt { kind: FlagKind::Outcome, place, text });
            }
        }
    }
    doubts
}

/// The subjects that an outcome is about: those of its part, or of the part before it.
fn about(held: &Held, mentions: &[Mention], at: usize) -> Vec<usize> {
    let here = held.segments.iter().position(|segment| segment.from <= at && at < segment.to);
    let Some(here) = here else { return Vec::new() };
    if subject::names_here(&held.segments, at) {
        return subject::spoken_of(&held.segments, at);
    }
    // An outcome before every treatment (`Intolerance: leflunomide`) is about the next one named.
    let later = held
        .segments
        .get(here + 1)
        .filter(|next| !next.named.is_empty() && !has_outcome(held, mentions, next));
    let earlier = subject::spoken_of(&held.segments, at);
    match later {
        Some(next) if earlier.is_empty() => {
            next.named.iter().map(|(subject, _)| *subject).collect()
        }
        _ => earlier,
    }
}

fn has_outcome(held: &Held, mentions: &[Mention], segment: &Segment) -> bool {
    let (from, to) = (
        held.at(segment.from).map_or(0, |token| token.start),
        held.at(segment.to - 1).map_or(0, |token| token.end),
    );
    mentions.iter().any(|mention| from <= mention.place.start && mention.place.start < to)
}

/// What the facts say these subjects came to; without a subject, what any treatment came to.
fn known(held: &Held, about: &[usize]) -> Vec<Outcome> {
    let subjects = about.iter().filter_map(|number| held.subjects.get(*number));
    let mut known: Vec<Outcome> = subjects
        .flat_map(|subject| &subject.entries)
        .flat_map(|entry| entry.outcomes.clone())
        .collect();
    if about.is_empty() {
        known.extend(held.pool.iter().flat_map(|entry| entry.outcomes.clone()));
    }
    known
}

/// `inadequate documentation`, `effective date`, `a complete response to the denial`: outcomes of nobody's treatment.
fn is_of_payer(held: &Held, at: usize) -> bool {
    const OTHERS: &[&str] = &[
        "documentation",
        "information",
        "evidence",
        "records",
        "date",
        "criteria",
        "criterion",
        "request",
        "appeal",
        "denial",
        "review",
        "decision",
        "options",
        "option",
        "coverage",
        "claim",
        "risk",
        "risks",
    ];
    held.tokens
        .get(at..(at + 4).min(held.tokens.len()))
        .is_some_and(|part| part.iter().any(|token| token.is_any(OTHERS)))
}

/// A wish or an aim (`the goal is remission`, `an effective treatment`) states no outcome.
fn is_general(held: &Held, at: usize, about: &[usize]) -> bool {
    const AIMS: &[&str] = &[
        "goal", "aim", "hope", "expect", "expected", "intended", "to", "achieve", "more", "most",
        "would", "will", "may", "could", "should", "if", "favors", "predicts", "promises",
        "chance",
    ];
    let before = held.tokens.get(at.saturating_sub(4)..at).unwrap_or_default();
    let next = held.at(at + 1).is_some_and(|token| {
        token.is_any(&["treatment", "therapy", "option", "alternative", "care", "management"])
    });
    let asked = about.is_empty()
        || about
            .iter()
            .filter_map(|number| held.subjects.get(*number))
            .all(|subject| subject.entries.iter().all(|entry| entry.kind == EntryKind::Base));
    asked && (next || before.iter().any(|token| token.is_any(AIMS)))
}

/// Treatments in a list take the outcome of the list: `failed a, b and c`; `a, b and c failed`.
fn inherited(held: &Held, mentions: &[Mention]) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (place, segment) in held.segments.iter().enumerate() {
        if segment.named.is_empty()
            || segment.has_verb
            || has_outcome(held, mentions, segment)
            || is_named_again(held, place)
        {
            continue;
        }
        let Some(mention) = list_outcome(held, mentions, place) else { continue };
        for (number, at) in &segment.named {
            let row = held.subjects.get(*number).is_some_and(|subject| subject.is_row);
            let known = known(held, &[*number]);
            if row
                && !known.is_empty()
                && !mention.means.iter().any(|outcome| known.contains(outcome))
            {
                let place = held
                    .at(*at)
                    .map_or(mention.place, |token| Place { start: token.start, end: token.end });
                doubts.push(doubt(held, place, &[*number], &known));
            }
        }
    }
    doubts
}

/// `tube feeding (semi-elemental) was not tolerated`: a name that a parenthesis goes on with, or one that does, has its outcome
/// behind the parenthesis.
fn is_named_again(held: &Held, place: usize) -> bool {
    let opens = |at: usize| held.at(at).is_some_and(|token| token.is("("));
    let closes = |at: usize| held.at(at).is_some_and(|token| token.is(")"));
    let goes_on = |before: usize| {
        let (Some(name), Some(inside)) = (held.segments.get(before), held.segments.get(before + 1))
        else {
            return false;
        };
        let same =
            |(number, _): &(usize, usize)| name.named.iter().any(|(other, _)| other == number);
        opens(name.to) && closes(inside.to) && inside.named.iter().any(same)
    };
    goes_on(place) || place.checked_sub(1).is_some_and(goes_on)
}

/// The outcome that a part without one takes: of the nearest part of the same list that has one.
fn list_outcome<'m>(held: &Held, mentions: &'m [Mention], place: usize) -> Option<&'m Mention> {
    let in_part = |segment: &Segment| {
        let from = held.at(segment.from)?.start;
        let to = held.at(segment.to.checked_sub(1)?)?.end;
        mentions.iter().find(|mention| from <= mention.place.start && mention.place.start < to)
    };
    let after = held.segments.get(place + 1..).unwrap_or_default();
    let ahead = after.iter().take_while(|segment| !segment.named.is_empty()).find_map(in_part);
    let before = held.segments.get(..place).unwrap_or_default();
    ahead.or_else(|| {
        before.iter().rev().take_while(|segment| !segment.named.is_empty()).find_map(in_part)
    })
}

fn doubt(held: &Held, place: Place, about: &[usize], known: &[Outcome]) -> Doubt {
    let said = held.said(place);
    let subject = about.first().and_then(|number| held.subjects.get(*number));
    let entry =
        subject.and_then(|subject| subject.entries.iter().find(|entry| !entry.outcomes.is_empty()));
    let codes: Vec<&str> = known.iter().map(|outcome| outcome.code()).collect();
    let nearest = match entry {
        Some(entry) => format!(" {} says: {}.", entry.id, entry.text.trim_end_matches('.')),
        None if codes.is_empty() => " No outcome is documented.".to_owned(),
        None => format!(" Documented are: {}.", codes.join(", ")),
    };
    Doubt {
        kind: FlagKind::Outcome, place, text: format!("No fact bears out “{said}”.{nearest}")
    }
}

/// Whether a stem is a word of outcomes, which this family answers for.
pub(super) fn is_word(stem: &str) -> bool {
    static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        PHRASES.iter().flat_map(|(phrase, _)| phrase.split(' ')).map(words::canonical).collect()
    });
    WORDS.contains(stem)
}
