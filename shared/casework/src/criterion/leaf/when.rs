//! When something was found, and how often: a value that is older than the payer takes, a test of unknown age, what is
//! only planned, one test where two are asked for.

mod several;

use super::other::is_recent;
use super::plain::is_plain;
use super::repeated;
use crate::criterion::check::{Evidence, Finding, Heard};
use crate::criterion::checklist::Status;
use crate::criterion::{question, words};
use crate::fact::token::{Token, tokens};
use crate::fact::{Fact, Number, Polarity, Quantity, Reading, Unit, starts_with};
use several::{each, values};

/// A finding after the time and the number of times that its text asks for.
pub(super) fn in_time(finding: Finding, text: &str, evidence: &Evidence<'_>) -> Finding {
    let facts: Vec<&Fact> =
        evidence.facts.iter().copied().filter(|fact| finding.evidence.contains(&fact.id)).collect();
    // What is still to come has shown nothing yet.
    if finding.status == Status::NotMet
        && !facts.is_empty()
        && facts.iter().all(|fact| is_booked(&fact.text))
    {
        return Finding::partly(finding.evidence, question::other(text));
    }
    // What was there at a time that nobody tells may have been before the payer looks.
    let undated = |fact: &&Fact| is_over(fact) && age(fact).is_none();
    if finding.status == Status::NotMet
        && !facts.is_empty()
        && look_back(text).is_some()
        && Reading::of(text).polarity == Polarity::Negated
        && facts.iter().all(undated)
    {
        return Finding::partly(finding.evidence, question::other(text));
    }
    if finding.status != Status::Met {
        return finding;
    }
    let denied = Reading::of(text).polarity == Polarity::Negated;
    let never = |fact: &&Fact| tokens(&fact.text).iter().any(|token| token.is("never"));
    if let Some(most) = look_back(text).filter(|_| !facts.iter().any(never)) {
        let ages: Vec<Number> = facts.iter().filter_map(|fact| age(fact)).collect();
        if ages.len() == facts.len() && ages.iter().all(|age| *age > most) {
            return Finding::not_met(finding.evidence, question::other(text));
        }
        let recent = |fact: &&Fact| is_recent(fact) && (asks_for_a_test(text) || is_dated(fact));
        let asked = asks_for_a_test(text) || !denied && asks_for_a_result(text);
        if asked && !facts.iter().any(recent) {
            return Finding::partly(finding.evidence, question::other(text));
        }
    }
    // "Will not take another biologic" is all that can be said of what must not be.
    if !facts.is_empty()
        && !denied
        && !looks_ahead(text)
        && facts.iter().all(|fact| looks_ahead(&fact.text) && !tells_of_request(fact, evidence))
    {
        return Finding::partly(finding.evidence, question::other(text));
    }
    if let Some(asked) = rate(text)
        && !facts.iter().filter_map(|fact| given_rate(&fact.text)).any(|given| given >= asked)
    {
        return Finding::partly(finding.evidence, question::other(text));
    }
    if repeated::asks(text) && !facts.is_empty() && !repeated::told(&facts) {
        return Finding::partly(finding.evidence, question::other(text));
    }
    match each(text) {
        Some((count, unit)) if values(&facts, &unit) < count => {
            Finding::partly(finding.evidence, question::other(text))
        }
        _ => finding,
    }
}

/// Whether what must not be active is told of the past alone: whether it is over is open.
pub(super) fn is_past_for(finding: &Finding, text: &str, evidence: &Evidence<'_>) -> bool {
    const PAST: &[&str] = &["past", "history", "previously", "prior", "ago", "had", "former"];
    let says = |text: &str, words: &[&str]| tokens(text).iter().any(|token| token.any(words));
    let active = Reading::of(text).polarity == Polarity::Negated
        && says(text, &["active", "current", "currently", "ongoing"]);
    let facts = evidence.facts.iter().filter(|fact| finding.evidence.contains(&fact.id));
    finding.status == Status::NotMet
        && active
        && facts.into_iter().all(|fact| says(&fact.text, PAST))
}

/// Whether a text asks for a test by its result: `a negative tuberculosis test`.
fn asks_for_a_test(text: &str) -> bool {
    tokens(text)
        .iter()
        .any(|token| token.any(&["test", "tested", "testing", "screen", "screened", "screening"]))
}

/// Whether a text asks for a value, a visit or a report, which have a day: `LDL-C measured within the last 90 days`.
fn asks_for_a_result(text: &str) -> bool {
    const DONE: &[&str] = &[
        "measured",
        "obtained",
        "drawn",
        "performed",
        "completed",
        "assessment",
        "evaluation",
        "examination",
        "confirmed",
        "detectable",
        "biopsy",
        "culture",
        "imaging",
        "evaluated",
        "assessed",
        "visit",
        "level",
        "labs",
        "dated",
    ];
    tokens(text).iter().any(|token| token.any(DONE))
}

/// Whether a fact says when it was: a time beside a word that places it.
fn is_dated(fact: &Fact) -> bool {
    const PLACED: &[&str] = &[
        "ago",
        "old",
        "past",
        "last",
        "within",
        "earlier",
        "back",
        "since",
        "prior",
        "previous",
        "over",
        "in",
        "today",
        "yesterday",
        "recent",
        "recently",
        "this",
        "now",
        "current",
    ];
    tokens(&fact.text).iter().any(|token| token.any(PLACED))
}

/// Whether a text tells of an appointment: booked, scheduled, or for a time that comes.
pub(in crate::criterion) fn is_booked(text: &str) -> bool {
    const BOOKED: &[&str] = &["scheduled", "booked", "pending", "awaiting", "upcoming", "ordered"];
    const NEXT: &[&str] = &[
        "set for",
        "planned for",
        "waiting for",
        "next week",
        "next month",
        "next visit",
        "still writing",
        "still working",
        "in progress",
        "under way",
        "underway",
        "not yet",
        "is being written",
        "going to",
        "been sent",
        "was sent",
        "were sent",
        "sent to the lab",
        "sent off",
    ];
    let tokens = tokens(text);
    tokens.iter().any(|token| token.any(BOOKED))
        || (0..tokens.len()).any(|at| NEXT.iter().any(|words| starts_with(&tokens, at, words)))
}

/// Whether a text says of its subject that it is to come.
fn is_planned(text: &str) -> bool {
    const TO_COME: &[&str] =
        &["planned", "scheduled", "booked", "pending", "ordered", "arranged", "set"];
    let tokens = tokens(text);
    tokens.windows(2).any(|pair| {
        matches!(pair, [verb, ahead] if verb.any(&["is", "are", "be", "been"]) && ahead.any(TO_COME))
    })
}

/// An appointment for what a text asks: a third of what it says of itself the text has too.
pub(super) fn booked(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    const APPOINTMENT: &[&str] =
        &["schedul", "book", "visit", "appointment", "order", "week", "next", "set"];
    if is_booked(text) {
        return None;
    }
    let asked = words::content(text);
    let told = |heard: &&Heard<'_>| {
        let own: Vec<&String> = heard
            .said
            .iter()
            .map(|(_, word)| word)
            .filter(|word| {
                !APPOINTMENT.iter().any(|stem| word.starts_with(stem)) && !is_plain(word)
            })
            .collect();
        let shared = asked
            .iter()
            .filter(|word| {
                heard.words().any(|(_, said)| words::alike(word, said)) && !is_plain(word)
            })
            .count();
        // "Training by the supplier is planned": what is to come stands before the word that says so.
        let subject = own.first().is_some_and(|first| {
            asked.iter().any(|word| words::alike(word, first)) && is_planned(&heard.fact.text)
        });
        is_booked(&heard.fact.text) && shared > 0 && shared * 3 >= own.len() || subject
    };
    let ids: Vec<_> = evidence.told().filter(told).map(|heard| heard.fact.id).collect();
    (!ids.is_empty()).then(|| Finding::partly(ids, question::other(text)))
}

/// Whether a text speaks of what is still to come. A plan is no more than a plan where the payer asks for the thing itself.
pub(super) fn looks_ahead(text: &str) -> bool {
    const AHEAD: &[&str] = &[
        "planned",
        "plan",
        "plans",
        "scheduled",
        "will",
        "expected",
        "intended",
        "ordered",
        "would",
        "offered",
        "discussed",
        "considering",
        "declined",
        "declines",
        "refused",
        "refuses",
        "deferred",
        "awaiting",
        "pending",
    ];
    let tokens = tokens(text);
    // "A treatment plan", "a plan of care" is a paper.
    let paper = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        tokens.get(at).is_some_and(|token| token.any(&["plan", "plans"]))
            && (before.is_some_and(|token| token.any(&["treatment", "care"]))
                || starts_with(&tokens, at + 1, "of care"))
    };
    let ahead = tokens.iter().enumerate().any(|(at, token)| token.any(AHEAD) && !paper(at));
    ahead || is_booked(text)
}

/// Whether a fact says what the requested thing will do: `the formula will be 80 % of his calories`.
fn tells_of_request(fact: &Fact, evidence: &Evidence<'_>) -> bool {
    let requested = words::content(evidence.case.request().name());
    let tokens = tokens(&fact.text);
    let subject = tokens.iter().take_while(|token| !token.is("will"));
    let will = tokens.iter().any(|token| token.is("will"));
    will && subject
        .flat_map(|token| words::content(&token.lower))
        .any(|word| requested.iter().any(|own| words::alike(own, &word)))
}

/// How many days a finding may be old: `within the last 90 days`.
pub(in crate::criterion) fn look_back(text: &str) -> Option<Number> {
    const LEADS: &[&str] = &["within", "past", "last", "previous", "preceding", "prior"];
    let tokens = tokens(text);
    let looks = |time: &&Quantity| {
        let at = tokens.partition_point(|token| token.place.end <= time.place.start);
        tokens.get(at.saturating_sub(2)..=at).unwrap_or(&[]).iter().any(|token| token.any(LEADS))
    };
    let reading = Reading::of(text);
    let times: Vec<&Quantity> = reading
        .quantities
        .iter()
        .filter(|quantity| quantity.unit == Unit::Day)
        .filter(looks)
        .collect();
    let year = |pair: &[Token]| matches!(pair, [lead, time] if lead.any(LEADS) && time.is("year"));
    match times.as_slice() {
        [time] => Some(time.high.unwrap_or(time.value)),
        [] => tokens.windows(2).any(year).then_some(Number::YEAR),
        _ => None,
    }
}

/// How old what a fact tells is, if it says so: `five months old`, `3 weeks ago`.
pub(in crate::criterion) fn age(fact: &Fact) -> Option<Number> {
    let tokens = tokens(&fact.text);
    let ago = |time: &&Quantity| {
        let at = tokens.partition_point(|token| token.place.start < time.place.end);
        let said = |token: &Token| token.any(&["old", "ago", "earlier", "back"]);
        tokens.get(at).is_some_and(said)
    };
    let mut times = fact.reading.quantities.iter();
    // "Five months old" reads as an age; years become days again.
    times.find_map(|time| {
        let days = (time.unit == Unit::Day && ago(&time)).then_some(time.value);
        let old = time.unit == Unit::YearOfAge && says_old(fact, time);
        days.or_else(|| old.then(|| time.value.times(Number::YEAR)))
    })
}

/// Whether a fact tells of something that happened, and not when: `she had an injection`.
fn is_over(fact: &Fact) -> bool {
    const PAST: &[&str] = &["had", "was", "were", "received", "underwent", "got", "previously"];
    const SPANNING: &[&str] =
        &["still", "now", "today", "current", "currently", "ongoing", "daily"];
    let tokens = tokens(&fact.text);
    let timed = fact.reading.quantities.iter().any(|quantity| quantity.unit == Unit::Day);
    let says = |words: &[&str]| tokens.iter().any(|token| token.any(words));
    says(PAST) && !says(SPANNING) && !timed && at_most(fact).is_none()
}

/// Within how many days it must have been, where a fact says it in words: `last month`.
pub(super) fn at_most(fact: &Fact) -> Option<Number> {
    const LATE: &[(&str, i64)] = &[
        ("today", 1),
        ("yesterday", 2),
        ("this week", 7),
        ("last week", 14),
        ("this month", 31),
        ("last month", 62),
        ("this year", 366),
    ];
    let tokens = tokens(&fact.text);
    let elsewhere = ["before", "prior", "earlier", "previous", "ago", "since", "until", "."];
    if tokens.iter().any(|token| token.any(&elsewhere)) {
        return None;
    }
    let said = |words: &str| (0..tokens.len()).any(|at| starts_with(&tokens, at, words));
    LATE.iter().filter(|(words, _)| said(words)).map(|(_, days)| Number::whole(*days)).max()
}

/// Whether an age is that of a result: `the last A1c is five months old`.
fn says_old(fact: &Fact, time: &Quantity) -> bool {
    const RESULTS: &[&str] = &["last", "latest", "result", "test", "level", "labs", "value"];
    let tokens = tokens(&fact.text);
    let before = tokens.iter().filter(|token| token.place.end <= time.place.start);
    before.into_iter().any(|token| token.any(RESULTS))
}

/// On how many days of a week: `at least 5 days per week`.
fn rate(text: &str) -> Option<Number> {
    let tokens = tokens(text);
    let reading = Reading::of(text);
    let days = reading.quantities.iter().filter(|quantity| quantity.unit == Unit::Day);
    days.into_iter().find_map(|days| {
        let at = tokens.partition_point(|token| token.place.start < days.place.end);
        let per = tokens.get(at)?.any(&["per", "a", "each", "every", "/"]);
        (per && tokens.get(at + 1)?.is("week")).then_some(days.value)
    })
}

/// On how many days of a week a fact tells of something; `daily` is each of them.
fn given_rate(text: &str) -> Option<Number> {
    let tokens = tokens(text);
    let daily = ["daily", "every day", "each day"];
    let says = |words: &&str| (0..tokens.len()).any(|at| starts_with(&tokens, at, words));
    rate(text).or_else(|| daily.iter().any(says).then_some(Number::whole(7)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_in_days_per_week_is_no_span() {
        assert_eq!(rate("therapy at least 5 days per week"), Some(Number::whole(5)));
        assert_eq!(rate("therapy for at least 5 days"), None);
    }

    #[test]
    fn a_look_back_may_have_no_number() {
        assert_eq!(look_back("within the last 90 days"), Some(Number::whole(90)));
        assert_eq!(look_back("within the past year"), Some(Number::YEAR));
        assert_eq!(look_back("for at least one year"), None);
    }
}
