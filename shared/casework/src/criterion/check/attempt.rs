//! Treatments tried: what a history row or a sentence says of each drug and treatment that it names.

mod enough;
mod length;
mod untried;

use super::{Evidence, Finding, lasting, outcome};
use crate::criterion::question;
use crate::criterion::require::{Accepts, Dose, Route, Trial};
use crate::criterion::vocabulary::therapy::therapies;
use crate::fact::token::{Token, tokens};
use crate::fact::{
    Fact, FactId, FactKind, Number, Origin, Outcome, OutcomeMention, Place, Polarity, Reading,
    starts_with, token_polarity,
};

/// One treatment that a fact names.
pub(super) struct Attempt {
    /// What tells it from others: generic name or the treatment's name.
    pub(super) name: &'static str,
    pub(super) outcome: Option<Outcome>,
    pub(super) days: Option<Number>,
    pub(super) dose: Option<Dose>,
    pub(super) denied: bool,
    pub(super) fact: FactId,
}

/// How far an attempt goes towards a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// It is said that it was not tried.
    Denied,
    /// It was too short.
    Short,
    /// Something is open: outcome or duration.
    Open,
    /// It counts.
    Counts,
}

/// The best that the facts say of one treatment.
struct Judged {
    name: &'static str,
    verdict: Verdict,
    /// How far it goes as one of the kinds that must be among those tried, which have a time of their own or none.
    within: Verdict,
    fact: FactId,
    days: Option<Number>,
}

/// Words that say of a treatment that it is still to come.
const PLANNED: &[&str] = &[
    "plans",
    "plan",
    "planned",
    "planning",
    "will",
    "would",
    "consider",
    "considering",
    "considered",
    "scheduled",
    "awaiting",
    "request",
    "requested",
    "requesting",
];

/// Those that say that it is what the letter asks for.
const REQUESTED: &[&str] = &["request", "requested", "requesting"];

/// Holds the treatments tried against what is asked for.
pub(super) fn tried(trial: &Trial, evidence: &Evidence<'_>) -> Finding {
    let mut best: Vec<Judged> = Vec::new();
    let mut lacking: Vec<(&'static str, question::Lack)> = Vec::new();
    let of_kind = Trial { days: trial.within_days.or(trial.days), ..trial.clone() };
    let told = evidence.prose();
    for fact in told.chain(evidence.of(&[FactKind::Medication])) {
        for attempt in attempts(fact, evidence, trial) {
            let verdict = verdict(&attempt, trial);
            // A list of medications says nothing of time: what the note says of the same drug stands before it.
            // A sentence that tells neither time nor outcome says less than the history's row of the same drug.
            let bare = fact.kind != FactKind::History && attempt.outcome.is_none();
            let listed = (bare || fact.kind == FactKind::Medication)
                && attempt.days.is_none()
                && !attempt.denied;
            if listed && best.iter().any(|known| known.name == attempt.name) {
                continue;
            }
            lacking.extend(lack(&attempt, verdict, trial));
            let Attempt { name, days, fact, .. } = attempt;
            let within = self::verdict(&attempt, &of_kind);
            match best.iter_mut().find(|known| known.name == name) {
                Some(known) => {
                    let within = known.within.max(within);
                    if known.verdict < verdict {
                        (known.verdict, known.fact, known.days) = (verdict, fact, days);
                    }
                    known.within = within;
                }
                None => best.push(Judged { name, verdict, within, fact, days }),
            }
        }
    }
    unsettle(&mut best, trial, evidence);
    let ids = |wanted: &[Verdict]| -> Vec<FactId> {
        let mut ids: Vec<FactId> = best
            .iter()
            .filter(|judged| wanted.contains(&judged.verdict))
            .map(|judged| judged.fact)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let counting = best.iter().filter(|judged| judged.verdict == Verdict::Counts).count();
    let open = best.iter().filter(|judged| judged.verdict == Verdict::Open).count();
    let counts = |name: &str| {
        best.iter().any(|judged| judged.name == name && judged.verdict == Verdict::Counts)
    };
    let is_within = |judged: &Judged| {
        judged.within == Verdict::Counts
            && trial.within.iter().any(|therapy| therapy.name == judged.name)
    };
    // Medication alone is no conservative care where more than drugs is meant; the whole lasts as long as its longest part.
    let cared = !trial.is_conservative()
        || !trial.classes.is_empty()
        || best.iter().any(|judged| {
            (matches!(judged.verdict, Verdict::Counts | Verdict::Short) || is_within(judged))
                && Reading::of(judged.name).drugs.is_empty()
        });
    let apart = !trial.apart || are_of_two_classes(&best);
    let kinds = best.iter().filter(|judged| is_within(judged)).count();
    let asked = if trial.one_within { trial.within.len().min(1) } else { trial.within.len() };
    if counting >= trial.count && kinds >= asked && apart && cared {
        let of_kind = best.iter().filter(|judged| is_within(judged)).map(|judged| judged.fact);
        let mut ids: Vec<FactId> = ids(&[Verdict::Counts]).into_iter().chain(of_kind).collect();
        ids.sort_unstable();
        ids.dedup();
        Finding::met(ids)
    } else if enough::is_short_of(&best, counting + open, trial) {
        Finding::not_met(
            ids(&[Verdict::Counts, Verdict::Short, Verdict::Denied]),
            question::trial(trial, counting),
        )
    } else if counting + open > 0 || enough::add_up(&best, trial) {
        // With one treatment missing, the one that lacks only a word is asked for by its name.
        let last = trial.count.saturating_sub(counting) <= 1;
        let named = lacking.iter().find(|(name, _)| last && !counts(name));
        let question = match named {
            Some((name, lack)) => question::lacking(name, *lack, trial),
            None => question::trial(trial, counting),
        };
        Finding::partly(ids(&[Verdict::Counts, Verdict::Open, Verdict::Short]), question)
    } else if !best.is_empty() {
        Finding::not_met(ids(&[Verdict::Short, Verdict::Denied]), question::trial(trial, counting))
    } else {
        Finding::open(question::trial(trial, counting))
    }
}

/// Whether the drugs that count are of at least two classes.
fn are_of_two_classes(best: &[Judged]) -> bool {
    let counting = best.iter().filter(|judged| judged.verdict == Verdict::Counts);
    let drugs = counting.flat_map(|judged| Reading::of(judged.name).drugs);
    let mut classes: Vec<&'static str> = drugs.map(|drug| drug.class).collect();
    classes.sort_unstable();
    classes.dedup();
    classes.len() > 1
}

/// A drug that is said to have failed in one place and to work in another leaves open which is true.
fn unsettle(best: &mut [Judged], trial: &Trial, evidence: &Evidence<'_>) {
    if !trial.accepts.only_failure {
        return;
    }
    let works = |name: &str| {
        evidence.of(&[FactKind::History]).any(|fact| {
            fact.reading.outcome == Some(Outcome::Responding) && fact.reading.names(name)
        })
    };
    for judged in best.iter_mut() {
        if judged.verdict == Verdict::Counts && works(judged.name) {
            judged.verdict = Verdict::Open;
        }
    }
}

/// What an open attempt lacks.
fn lack(
    attempt: &Attempt,
    verdict: Verdict,
    trial: &Trial,
) -> Option<(&'static str, question::Lack)> {
    let told = matches!(attempt.outcome, Some(Outcome::Failed | Outcome::Partial));
    let lack = match (told, attempt.days, trial.days) {
        (true, None, Some(_)) => question::Lack::Time,
        (false, None, Some(_)) => question::Lack::TimeAndOutcome,
        (false, _, _) => question::Lack::Outcome,
        (true, _, _) => return None,
    };
    (verdict == Verdict::Open).then_some((attempt.name, lack))
}

pub(super) fn verdict(attempt: &Attempt, trial: &Trial) -> Verdict {
    if attempt.denied {
        return Verdict::Denied;
    }
    let Accepts { only_failure, intolerance, contraindication, only_after, any_use, only_unfit } =
        trial.accepts;
    let long = match (trial.days, attempt.days) {
        (None, _) => Verdict::Counts,
        (Some(asked), Some(days)) if lasting::lasts(days, asked) => Verdict::Counts,
        (Some(_), Some(_)) => Verdict::Short,
        (Some(_), None) => Verdict::Open,
    };
    let long = long.min(dosed(attempt, trial));
    match attempt.outcome {
        Some(Outcome::Contraindicated) if contraindication => Verdict::Counts,
        Some(Outcome::Intolerant) if intolerance => {
            if only_after {
                long
            } else {
                Verdict::Counts
            }
        }
        // Where a course is asked for and no failure, one that was given and not tolerated was tried.
        Some(Outcome::Intolerant) if !only_failure && attempt.days.is_some() => long,
        // A course that was cut short by intolerance, or never begun, leaves open whether the payer takes it.
        Some(Outcome::Contraindicated | Outcome::Intolerant) => Verdict::Open,
        Some(_) if only_unfit => Verdict::Short,
        Some(Outcome::Failed | Outcome::Partial) => long,
        Some(Outcome::Completed) if !only_failure => long,
        Some(Outcome::Responding) if any_use && !only_failure => long,
        // What works has not failed.
        Some(Outcome::Responding) if only_failure => Verdict::Denied,
        Some(Outcome::Completed | Outcome::Responding) | None => Verdict::Open.min(long),
    }
}

/// How far the dose of an attempt goes towards the one that is asked for, if one is.
fn dosed(attempt: &Attempt, trial: &Trial) -> Verdict {
    let Some(asked) = &trial.dose else { return Verdict::Counts };
    match attempt.dose.as_ref().and_then(|dose| dose.reaches(asked)) {
        Some(true) => Verdict::Counts,
        Some(false) => Verdict::Short,
        None => Verdict::Open,
    }
}

/// Words that say of a treatment that it is taken now.
const NOW: &[&str] = &["now on", "currently on", "currently takes", "goes on with", "continues"];

/// The treatments of a fact that count towards a trial.
fn attempts(fact: &Fact, evidence: &Evidence<'_>, trial: &Trial) -> Vec<Attempt> {
    let row = if let Origin::History(place) = fact.origin {
        evidence.case.history().get(place)
    } else {
        None
    };
    let text = &row.map_or_else(|| passage(fact, evidence), |row| row.treatment().to_owned());
    let tokens = tokens(text);
    let reading = Reading::of(text);
    let told = outcome::told(&tokens, &reading);
    // A lotion is no oral antibiotic: the other route does not count.
    if row.is_some()
        && Route::of(&tokens).zip(trial.route).is_some_and(|(given, asked)| given != asked)
    {
        return Vec::new();
    }
    // What is taken now has not failed; what is requested has not been tried.
    let now = told.is_empty()
        && (0..tokens.len()).any(|at| NOW.iter().any(|words| starts_with(&tokens, at, words)));
    let current = (fact.kind == FactKind::Medication || now) && trial.accepts.only_failure;
    let to_come = told.is_empty() && tokens.iter().any(|token| token.any(PLANNED));
    let asked = Reading::of(evidence.case.request().name());
    let requested = tokens.iter().any(|token| token.any(REQUESTED))
        || reading.drugs.iter().any(|drug| asked.names(drug.generic));
    if row.is_none() && (current || to_come && requested) {
        return Vec::new();
    }
    let mentions = mentions(&reading, &tokens, trial);
    mentions
        .iter()
        .enumerate()
        .map(|(at, (name, place))| {
            if let Some(row) = row {
                return Attempt {
                    name,
                    outcome: worst(row.outcome(), fact),
                    days: row_days(fact),
                    dose: row.dose().and_then(Dose::told),
                    denied: false,
                    fact: fact.id,
                };
            }
            let before =
                at.checked_sub(1).and_then(|at| mentions.get(at)).map_or(0, |(_, place)| place.end);
            let after = mentions.get(at + 1).map_or(text.len(), |(_, place)| place.start);
            let outcome = outcome_of(&told, *place, after);
            let from = tokens.partition_point(|token| token.place.end <= place.start);
            let to = tokens.partition_point(|token| token.place.start < place.end);
            let denied = outcome.is_none()
                && (token_polarity(&tokens, from, to) == Polarity::Negated
                    || untried::is_untried(&tokens, to, after));
            Attempt {
                name,
                outcome,
                days: length::days(&reading, text, *place, (before, after), mentions.len()),
                dose: Dose::told(text),
                denied,
                fact: fact.id,
            }
        })
        .collect()
}

/// A sentence with the one after it, where that goes on about the same treatment: `Neither helped`, `It was stopped`.
fn passage(fact: &Fact, evidence: &Evidence<'_>) -> String {
    const GOES_ON: &[&str] =
        &["it", "this", "these", "neither", "both", "none", "they", "that", "all", "nothing"];
    let Origin::Clinical(place) = fact.origin else { return fact.text.clone() };
    let next = evidence.facts.iter().find(|other| other.origin == Origin::Clinical(place + 1));
    let goes_on = |next: &&&Fact| {
        let tokens = tokens(&next.text);
        next.reading.drugs.is_empty()
            && therapies(&tokens).is_empty()
            && tokens.first().is_some_and(|token| token.any(GOES_ON))
    };
    next.filter(goes_on)
        .map_or_else(|| fact.text.clone(), |next| format!("{}; {}", fact.text, next.text))
}

/// Drugs and other treatments of a text that count, in their order.
fn mentions(reading: &Reading, tokens: &[Token], trial: &Trial) -> Vec<(&'static str, Place)> {
    let mut mentions: Vec<(&'static str, Place)> = reading
        .drugs
        .iter()
        .filter(|drug| trial.takes_drug(drug))
        .map(|drug| (drug.generic, drug.place))
        .collect();
    for found in therapies(tokens).iter().filter(|found| trial.takes_therapy(found.what)) {
        if let (Some(first), Some(last)) = (tokens.get(found.from), tokens.get(found.to - 1)) {
            mentions
                .push((found.what.name, Place { start: first.place.start, end: last.place.end }));
        }
    }
    for found in super::super::vocabulary::class::classes(tokens) {
        // A class named without a drug counts as one treatment of that class: "failed NSAIDs".
        let named = trial.classes.iter().any(|class| class.name == found.what.name);
        if let (true, Some(first), Some(last)) =
            (named, tokens.get(found.from), tokens.get(found.to - 1))
        {
            let place = Place { start: first.place.start, end: last.place.end };
            // "Epidural steroid injection" is a treatment of its own and no systemic steroid.
            let other = therapies(tokens)
                .iter()
                .any(|therapy| therapy.from <= found.from && found.to <= therapy.to);
            if other {
                continue;
            }
            if mentions
                .iter()
                .all(|(_, other)| other.end <= place.start || place.end <= other.start)
                && reading.drugs.is_empty()
            {
                mentions.push((found.what.name, place));
            }
        }
    }
    mentions.sort_by_key(|(_, place)| place.start);
    mentions
}

/// A completed row whose detail tells of failure or intolerance counts as what its detail says.
fn worst(outcome: Outcome, fact: &Fact) -> Option<Outcome> {
    let grave = |told: &&OutcomeMention| {
        matches!(told.outcome, Outcome::Failed | Outcome::Partial | Outcome::Intolerant)
    };
    let mentions = outcome::told(&tokens(&fact.text), &fact.reading);
    let told = mentions.iter().rfind(grave).map(|mention| mention.outcome);
    if outcome == Outcome::Completed { told.or(Some(outcome)) } else { Some(outcome) }
}

/// The duration of a history row: its own field, else the only duration in its text.
fn row_days(fact: &Fact) -> Option<Number> {
    fact.reading.duration.as_ref().map(|duration| duration.value)
}

/// The outcome after a treatment up to the next one, else the last one before it, else the first after all.
fn outcome_of(told: &[OutcomeMention], place: Place, after: usize) -> Option<Outcome> {
    let within =
        told.iter().find(|mention| place.end <= mention.place.start && mention.place.start < after);
    let before = told.iter().rfind(|mention| mention.place.end <= place.start);
    let later = told.iter().find(|mention| after <= mention.place.start);
    within.or(before).or(later).map(|mention| mention.outcome)
}
