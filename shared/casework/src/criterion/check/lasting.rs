//! How long something has lasted, held against how long it must have.

use super::{Evidence, Finding, Heard};
use crate::criterion::leaf::when;
use crate::criterion::vocabulary::condition::{Condition, conditions};
use crate::criterion::{question, words};
use crate::fact::token::TokenKind;
use crate::fact::{Fact, FactId, FactKind, Number, Polarity};

/// Whether a time is as long as asked for. Months that are asked for and answered in days or weeks have 30 days, the first
/// three of them four weeks: payers and clinicians say 90 days, 12 weeks and 3 months for the same.
pub(in crate::criterion) fn lasts(given: Number, asked: Number) -> bool {
    let whole = |days: Number, unit: Number| {
        days.over(unit).filter(|count| count.in_millionths() % 1_000_000 == 0)
    };
    let (Some(months), None) = (whole(asked, Number::MONTH), whole(given, Number::MONTH)) else {
        return given >= asked;
    };
    let weeks = whole(given, Number::whole(7)).is_some() && months <= Number::whole(3);
    given >= months.times(Number::whole(if weeks { 28 } else { 30 }))
}

/// Whether a fact says when something began, which is still there.
fn begins(heard: &Heard<'_>) -> bool {
    const BEGAN: &[&str] = &[
        "began",
        "started",
        "start",
        "onset",
        "diagnosed",
        "first",
        "noticed",
        "developed",
        "amputated",
        "injury",
        "stroke",
    ];
    // "Since her operation 3 years ago", and no "home since".
    let since = heard.tokens.windows(2).any(
        |pair| matches!(pair, [since, next] if since.is("since") && next.kind == TokenKind::Word),
    );
    since || heard.tokens.iter().any(|token| token.any(BEGAN))
}

/// Holds a duration against what lasts as long by the same words.
pub(in crate::criterion) fn lasting(
    days: Number,
    asked: &[String],
    of: &[&'static Condition],
    evidence: &Evidence<'_>,
) -> Finding {
    let mut longest: Option<(Number, FactId)> = None;
    let mut named: Vec<FactId> = Vec::new();
    for heard in evidence.told() {
        let fact = heard.fact;
        let shares = heard.shared(asked) >= 50 && (asked.len() == 1 || heard.common(asked) > 1);
        if !shares && !of.iter().any(|condition| speaks_of(heard, condition)) {
            continue;
        }
        // "In hospital 3 weeks ago" says when it was, and not how long it lasted.
        let dated =
            when::age(fact).is_some() && !begins(heard) && !asked.iter().any(|w| w == "ago");
        // How long a treatment was given says at most how long its complaint has been there at least.
        let treated = fact.kind == FactKind::History && !of.is_empty();
        if dated || treated && fact_days(fact).is_none_or(|time| !lasts(time, days)) {
            continue;
        }
        named.push(fact.id);
        let time = fact_days(fact);
        if let Some(time) = time.filter(|time| longest.is_none_or(|(known, _)| known < *time)) {
            longest = Some((time, fact.id));
        }
    }
    let question = question::lasting(days, asked);
    match longest {
        Some((time, id)) if lasts(time, days) => Finding::met(vec![id]),
        Some((_, id)) => Finding::not_met(vec![id], question),
        None if named.is_empty() => Finding::open(question),
        None => Finding::partly(named, question),
    }
}

/// Whether a fact names a condition, or the thing that it is a kind of: `hives` for a chronic urticaria.
fn speaks_of(heard: &Heard<'_>, condition: &Condition) -> bool {
    let named = conditions(&heard.tokens).iter().any(|found| condition.overlaps(found.what));
    let thing = words::content(condition.name).pop();
    named || thing.is_some_and(|thing| heard.polarity_of(&thing) == Some(Polarity::Affirmed))
}

fn fact_days(fact: &Fact) -> Option<Number> {
    fact.reading
        .duration
        .as_ref()
        .map(|duration| duration.value)
        .or_else(|| fact.reading.longest_days())
}
