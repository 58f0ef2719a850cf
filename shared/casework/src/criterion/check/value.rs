//! Ages, measured values, counts and durations, compared as quantities.

use super::{Evidence, Finding, Heard, change, moment, side, weight};
use crate::criterion::require::{Grade, Scope, grades, tallies};
use crate::criterion::{question, words};
use crate::fact::token::{Token, tokens};
use crate::fact::{
    Comparison, Fact, FactId, FactKind, Number, Origin, Polarity, Quantity, Unit, measures,
};

/// Holds the age against bounds in years; an age given as a range may leave it open.
pub(super) fn age(from: Option<Number>, to: Option<Number>, evidence: &Evidence<'_>) -> Finding {
    let (youngest, oldest) = evidence.case.patient().age().months();
    // Months of an age, "6 months or older", come back from days and years by a little less than they were.
    let months = |years: Number| {
        let months = years.times(Number::whole(12)).in_millionths();
        Number::millionths(months.saturating_add(500_000))
            .floor()
            .and_then(|months| u32::try_from(months).ok())
            .unwrap_or(u32::MAX)
    };
    let ids: Vec<FactId> = evidence
        .facts
        .iter()
        .filter(|fact| fact.origin == Origin::Age)
        .map(|fact| fact.id)
        .collect();
    let low = from.map(months);
    // "Up to 17 years" holds until the 18th birthday; what is counted in months ends with them.
    let whole =
        |months: u32| if months.is_multiple_of(12) { months.saturating_add(11) } else { months };
    let most = to.map(months);
    let sure = most.map(|months| if months < 24 { months } else { whole(months) });
    let high = most.map(whole);
    let surely = low.is_none_or(|low| youngest >= low)
        && sure.is_none_or(|high| oldest.is_some_and(|oldest| oldest <= high));
    let never = low.is_some_and(|low| oldest.is_some_and(|oldest| oldest < low))
        || high.is_some_and(|high| youngest > high);
    if surely {
        Finding::met(ids)
    } else if never {
        Finding::not_met(ids, question::age(from, to))
    } else {
        Finding::partly(ids, question::age(from, to))
    }
}

/// Holds a measured value against a bound. Of several values all must agree, else it is open which one the payer means.
pub(super) fn threshold(
    measure: &'static str,
    asked: &Quantity,
    scope: Scope,
    evidence: &Evidence<'_>,
) -> Finding {
    let mut inside: Vec<FactId> = Vec::new();
    let mut outside: Vec<FactId> = Vec::new();
    let treated = side::requested(evidence);
    let mut old = true;
    for fact in evidence.of(&[FactKind::Clinical, FactKind::Diagnostic, FactKind::History]) {
        let weighs = |given: &Quantity| measure == "weight" && weight::is_weight(fact, given);
        let fits = |given: &&Quantity| given.measure == Some(measure) || weighs(given);
        for given in fact.reading.quantities.iter().filter(fits) {
            if !comparable(&given.unit, &asked.unit)
                || is_former(fact, given)
                || moment::is_aimed_at(fact, given)
                || is_treated(fact, given) != scope.treated
                || treated.zip(side::of(fact, given)).is_some_and(|(side, own)| side != own)
            {
                continue;
            }
            // A value that is given as of a year ago leaves open what it is now.
            old &= moment::is_long_ago(fact);
            match within(moment::now(fact, given).unwrap_or(given), asked) {
                Some(true) => inside.push(fact.id),
                Some(false) => outside.push(fact.id),
                None => {}
            }
        }
    }
    inside.dedup();
    outside.dedup();
    let question = question::threshold(measure, asked);
    match (inside.is_empty(), outside.is_empty()) {
        (false, true) if old && !scope.past => Finding::partly(inside, question),
        (false, true) => Finding::met(inside),
        (true, false) => Finding::not_met(outside, question),
        (false, false) if scope.each => Finding::not_met(outside, question),
        (false, false) => {
            inside.extend(outside);
            inside.sort_unstable();
            inside.dedup();
            Finding::partly(inside, question)
        }
        (true, true) => Finding::open(question),
    }
}

/// Whether a value is what another one came from: `fell from the 40th to the 4th percentile`.
fn is_former(fact: &Fact, given: &Quantity) -> bool {
    let tokens = tokens(&fact.text);
    let at = tokens.partition_point(|token| token.place.end <= given.place.start);
    let to = tokens.partition_point(|token| token.place.start < given.place.end);
    let before = tokens.get(at.saturating_sub(2)..at).unwrap_or(&[]);
    before.iter().any(|token| token.is("from"))
        && tokens.get(to).is_some_and(|token| token.is("to"))
}

/// Whether a value is what is left under treatment: `residual AHI is 4`.
fn is_treated(fact: &Fact, given: &Quantity) -> bool {
    const NEAR: usize = 5;
    let tokens = tokens(&fact.text);
    let at = tokens.partition_point(|token| token.place.end <= given.place.start);
    let before = tokens.get(at.saturating_sub(NEAR)..at).unwrap_or(&[]);
    before.iter().any(|token| token.any(&["residual"]))
}

/// Whether two units can be compared without conversion: equal, or one left out, as scores and percents often are.
fn comparable(given: &Unit, asked: &Unit) -> bool {
    // One microlitre has many spellings.
    let name = |name: &str| {
        let mut name = name.replace("kg/m²", "kg/m2").replace("cells/", "/");
        for spelling in ["microliter", "mcl", "µl", "μl", "mm3"] {
            name = name.replace(spelling, "ul");
        }
        name.trim_start_matches('/').to_owned()
    };
    match (given, asked) {
        (Unit::Bare, _) | (_, Unit::Bare) => true,
        (Unit::Other(given), Unit::Other(asked)) => name(given) == name(asked),
        (given, asked) => given == asked,
    }
}

/// Whether a given amount lies within an asked bound; `None` if the given bound leaves it open.
pub(in crate::criterion) fn within(given: &Quantity, asked: &Quantity) -> Option<bool> {
    let (low, high) = (given.value, given.high.unwrap_or(given.value));
    let (least, most) = match given.comparison {
        Comparison::Exactly | Comparison::About => (Some(low), Some(high)),
        Comparison::AtLeast | Comparison::MoreThan => (Some(low), None),
        Comparison::AtMost | Comparison::LessThan => (None, Some(high)),
    };
    let strict = matches!(given.comparison, Comparison::MoreThan | Comparison::LessThan);
    let bound = asked.value;
    let at_least = |open: bool| match (least, most) {
        (Some(least), _) if least > bound || least == bound && (!open || strict) => Some(true),
        (_, Some(most)) if most < bound || most == bound && (open || strict) => Some(false),
        _ => None,
    };
    if let Some(top) = asked.high {
        return match (least, most) {
            (Some(least), Some(most)) if bound <= least && most <= top => Some(true),
            (_, Some(most)) if most < bound => Some(false),
            (Some(least), _) if least > top => Some(false),
            _ => None,
        };
    }
    match asked.comparison {
        Comparison::AtLeast => at_least(false),
        Comparison::MoreThan => at_least(true),
        Comparison::AtMost => at_least(true).map(|above| !above),
        Comparison::LessThan => at_least(false).map(|above| !above),
        Comparison::Exactly | Comparison::About => {
            Some(least == Some(bound) && most == Some(bound))
        }
    }
}

/// Holds a value that no table names against a bound: the words before it in the criterion must stand around it in a fact,
/// the last of them close by.
pub(super) fn named(
    asked_words: &[String],
    asked: &Quantity,
    text: &str,
    evidence: &Evidence<'_>,
) -> Finding {
    let mut inside: Vec<FactId> = Vec::new();
    let mut outside: Vec<FactId> = Vec::new();
    let certain = |heard: &&Heard<'_>| heard.fact.reading.polarity != Polarity::Uncertain;
    for heard in evidence.told().filter(certain) {
        let fact = heard.fact;
        if heard.common(asked_words) * 2 < asked_words.len() {
            continue;
        }
        for given in fact.reading.quantities.iter().filter(|given| {
            given.unit == asked.unit
                && given.measure.is_none()
                && is_near(asked_words, given, heard)
        }) {
            match within(given, asked) {
                Some(true) => inside.push(fact.id),
                Some(false) => outside.push(fact.id),
                None => {}
            }
        }
        if let Some(change) = change::percent(asked_words, asked, heard) {
            let given =
                Quantity { value: change, comparison: Comparison::Exactly, ..asked.clone() };
            match within(&given, asked) {
                Some(true) => inside.push(fact.id),
                Some(false) => outside.push(fact.id),
                None => {}
            }
        }
        if matches!(asked.unit, Unit::Count(_)) {
            match tallied(asked_words, asked, fact) {
                Some(true) => inside.push(fact.id),
                Some(false) => outside.push(fact.id),
                None => {}
            }
        }
    }
    inside.dedup();
    outside.dedup();
    let question = question::value(text);
    match (inside.is_empty(), outside.is_empty()) {
        (false, true) => Finding::met(inside),
        (true, false) => Finding::not_met(outside, question),
        (false, false) => {
            inside.extend(outside);
            inside.sort_unstable();
            inside.dedup();
            Finding::partly(inside, question)
        }
        (true, true) => Finding::open(question),
    }
}

/// Whether a fact counts the same things as asked for, and enough of them.
fn tallied(asked_words: &[String], asked: &Quantity, fact: &Fact) -> Option<bool> {
    let head = asked_words.last()?;
    let same = |words: &[String]| words.last().is_some_and(|noun| words::alike(head, noun));
    let tallies = tallies(&fact.text, &tokens(&fact.text));
    tallies.iter().find(|tally| same(&tally.words)).and_then(|tally| within(&tally.quantity, asked))
}

/// Holds what was measured against measures that are asked for: each of them, or one.
pub(super) fn measured(asked: &[&'static str], each: bool, evidence: &Evidence<'_>) -> Finding {
    let kinds = &[FactKind::Clinical, FactKind::Diagnostic, FactKind::History];
    let taken = |name: &&'static str| -> Vec<FactId> {
        evidence.of(kinds).filter(|fact| gives(fact, name)).map(|fact| fact.id).collect()
    };
    let open = |names: &[&'static str]| Finding::open(question::measured(names));
    if each {
        let findings = asked.iter().map(|name| match taken(name) {
            ids if ids.is_empty() => open(&[name]),
            ids => Finding::met(ids),
        });
        return Finding::joined(findings.collect());
    }
    let ids: Vec<FactId> = asked.iter().flat_map(taken).collect();
    if ids.is_empty() { open(asked) } else { Finding::met(ids) }
}

/// Whether a fact gives the result of a measure, as a number or in a word: `AST and ALT are normal`.
fn gives(fact: &Fact, name: &str) -> bool {
    const RESULTS: &[&str] = &[
        "normal",
        "negative",
        "positive",
        "unremarkable",
        "elevated",
        "low",
        "high",
        "raised",
        "within",
        "fine",
        "stable",
    ];
    if fact.reading.quantities.iter().any(|given| given.measure == Some(name)) {
        return true;
    }
    let tokens = tokens(&fact.text);
    let ends = |at: usize| tokens.get(at).is_some_and(|token| token.any(&[";", "but"]));
    measures(&tokens).iter().filter(|found| found.name == name).any(|found| {
        let end = (found.to..tokens.len()).find(|at| ends(*at)).unwrap_or(tokens.len());
        let after = tokens.get(found.to..end).unwrap_or(&[]);
        let start = (0..found.from).rev().find(|at| ends(*at)).map_or(0, |at| at + 1);
        let before = tokens.get(start..found.from).unwrap_or(&[]);
        let to_come =
            |token: &Token| token.any(&["pending", "ordered", "not", "will", "awaiting", "due"]);
        // What stands nearest says it: "AST and ALT normal, bilirubin not drawn".
        let says = |token: &&Token| token.any(RESULTS) || to_come(token);
        let nearest = after.iter().find(says).or_else(|| before.iter().rfind(says));
        nearest.is_some_and(|token| token.any(RESULTS))
    })
}

/// Holds a grade against the grades that facts name on the same scale.
pub(super) fn grade(asked: &Grade, evidence: &Evidence<'_>) -> Finding {
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for fact in evidence.of(&[
        FactKind::Clinical,
        FactKind::Diagnostic,
        FactKind::History,
        FactKind::Diagnosis,
    ]) {
        let same = |given: &&Grade| {
            let unnamed = asked.scale.is_empty() || given.scale.is_empty() || given.bare;
            given.kind == asked.kind && (unnamed || words::common(&asked.scale, &given.scale) > 0)
        };
        for given in grades(&tokens(&fact.text)).iter().filter(|given| !given.denied).filter(same) {
            if asked.from <= given.from && given.to <= asked.to {
                inside.push(fact.id);
            } else {
                outside.push(fact.id);
            }
        }
    }
    let question = question::grade(asked);
    match (inside.is_empty(), outside.is_empty()) {
        (false, true) => Finding::met(inside),
        (true, false) => Finding::not_met(outside, question),
        (false, false) => Finding::partly(inside, question),
        (true, true) => Finding::open(question),
    }
}

/// Whether the last of the words stands within a few words of a quantity, or most of them do.
fn is_near(asked_words: &[String], given: &Quantity, heard: &Heard<'_>) -> bool {
    const REACH: usize = 7;
    let at = heard.tokens.partition_point(|token| token.place.end <= given.place.start);
    let to = heard.tokens.partition_point(|token| token.place.start < given.place.end);
    let around = |place: usize| {
        at.saturating_sub(REACH) <= place && place < at || to <= place && place < to + 4
    };
    let near: Vec<String> = heard
        .words()
        .filter(|(place, _)| around(*place))
        .map(|(_, stem)| stem.to_owned())
        .collect();
    let common = words::common(asked_words, &near);
    let last = asked_words
        .last()
        .is_some_and(|head| words::common(std::slice::from_ref(head), &near) == 1);
    last || common > 1 && common * 2 >= asked_words.len()
}
