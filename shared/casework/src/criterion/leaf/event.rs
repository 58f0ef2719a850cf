//! What must happen within a time of an event: `Test is ordered within 6 months of surgery`.

use super::when;
use crate::criterion::check::{Evidence, Finding, Heard};
use crate::criterion::{question, words};
use crate::fact::token::tokens;
use crate::fact::{FactId, Number, Reading, Unit, starts_with};

/// Words that name the request itself, which is made today.
const REQUESTED: &[&str] = &[
    "test",
    "request",
    "requested",
    "testing",
    "program",
    "therapy",
    "treatment",
    "service",
    "services",
    "study",
    "procedure",
    "device",
    "rehabilitation",
    "it",
];

/// Holds the day of an event against the time within which the request must follow it.
pub(super) fn held(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    let (most, event) = asked(text)?;
    let told = |heard: &&Heard<'_>| heard.shared(&event) == 100 && when::age(heard.fact).is_some();
    let facts: Vec<(FactId, Number)> = evidence
        .told()
        .filter(told)
        .filter_map(|heard| Some((heard.fact.id, when::age(heard.fact)?)))
        .collect();
    let (id, latest) = facts.into_iter().min_by_key(|(_, age)| *age)?;
    Some(if latest <= most {
        Finding::met(vec![id])
    } else {
        Finding::not_met(vec![id], question::other(text))
    })
}

/// The days within which the request must follow an event, and the words of the event.
fn asked(text: &str) -> Option<(Number, Vec<String>)> {
    let tokens = tokens(text);
    let subject = tokens.iter().take(3).any(|token| token.any(REQUESTED));
    let reading = Reading::of(text);
    let [time] = reading.quantities.as_slice() else { return None };
    let from = tokens.partition_point(|token| token.place.end <= time.place.start);
    let to = tokens.partition_point(|token| token.place.start < time.place.end);
    let within = tokens.get(from)?.is("within")
        || from.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|t| t.is("within"));
    let follows = ["of", "after", "following"].iter().any(|word| starts_with(&tokens, to, word));
    let rest = text.get(tokens.get(to + 1)?.place.start..)?;
    let event = words::content(rest);
    let named = subject && within && follows && time.unit == Unit::Day && !event.is_empty();
    named.then_some((time.high.unwrap_or(time.value), event))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_follows_an_event_within_a_time() {
        let (days, event) = asked("Test is ordered within 6 weeks of surgery").unwrap();
        assert_eq!((days, event), (Number::whole(42), words::content("surgery")));
        assert_eq!(asked("Pain relief within 6 weeks of surgery"), None);
        assert_eq!(asked("Test is ordered within the past 6 weeks"), None);
    }
}
