//! Limits of dose, quantity and time: how much, and in what time, against what is requested.

mod pieces;
mod time;

use super::other::request_facts;
use crate::case::RequestKind;
use crate::criterion::check::{Evidence, Finding, within};
use crate::criterion::{question, words};
use crate::fact::token::{Token, TokenKind, tokens};
use crate::fact::{
    Comparison, Fact, FactId, FactKind, Number, Quantity, Reading, Unit, number_at, singular,
};
use time::{hours, named};

/// An amount and the hours in which it may be given, or is asked for; without hours it is one dose.
struct Rate {
    amount: Number,
    unit: Unit,
    hours: Option<Number>,
}

/// Holds the request against a limit in the same unit; what cannot be compared is open.
pub(super) fn limit(text: &str, evidence: &Evidence<'_>) -> Finding {
    let question = question::other(text);
    let ids: Vec<FactId> = request_facts(evidence).map(|fact| fact.id).collect();
    if let Some(finding) = course(text, &ids, &question, evidence) {
        return finding;
    }
    let limits = rates(text);
    let mut given: Vec<Rate> = requested(evidence);
    given.extend(limits.iter().filter_map(|limit| visits(limit, evidence)));
    given.extend(limits.iter().filter_map(|limit| pieces::administered(limit, evidence)));
    let held: Vec<bool> = limits
        .iter()
        .filter_map(|limit| given.iter().find_map(|given| fits(given, limit, evidence)))
        .collect();
    // Of several limits, by strength or by weight, it is open which one counts unless all say the same.
    let Some(first) = held.first().filter(|first| held.iter().all(|fits| fits == *first)) else {
        return Finding::open(question);
    };
    if !first {
        return Finding::not_met(ids, question);
    }
    // What was given before the request counts towards a total, and no request tells of it.
    let within_a_year =
        limits.iter().all(|limit| limit.hours.is_some_and(|hours| hours < Number::whole(8_766)));
    let total = !within_a_year
        && tokens(text).iter().any(|token| {
            token.any(&["calendar", "total", "cumulative", "lifetime", "annual", "annually"])
        });
    if total {
        return Finding::open(question);
    }
    let others = larger(&limits, evidence);
    if others.is_empty() {
        Finding::met(ids)
    } else {
        Finding::partly(ids.into_iter().chain(others).collect(), question)
    }
}

/// Holds the duration of the request against the duration that approval is given for.
pub(super) fn approval(text: &str, evidence: &Evidence<'_>) -> Finding {
    let question = question::approval(text);
    let days = |text: &str| Reading::of(text).longest_days();
    let request: Vec<FactId> = evidence.of(&[FactKind::Request]).map(|fact| fact.id).collect();
    let (Some(given), Some(asked)) =
        (days(text), evidence.case.request().duration().and_then(days))
    else {
        return Finding::open(question);
    };
    if asked <= given { Finding::met(request) } else { Finding::not_met(request, question) }
}

/// Holds the request against a bound from above on things of which it says how many it is: `no more than 25 genes`.
pub(super) fn counted(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    let above = |quantity: &&Quantity| {
        matches!(quantity.comparison, Comparison::AtMost | Comparison::LessThan)
            && matches!(quantity.unit, Unit::Count(_))
    };
    let asked = Reading::of(text);
    let [bound] = asked.quantities.as_slice() else { return None };
    let bound = above(&bound).then_some(bound)?;
    let told = |fact: &&Fact| {
        let same = |given: &&Quantity| given.unit == bound.unit;
        fact.reading.quantities.iter().any(|given| same(&given))
    };
    let fact = request_facts(evidence).find(told)?;
    let given = fact.reading.quantities.iter().find(|given| given.unit == bound.unit)?;
    Some(if within(given, bound)? {
        Finding::met(vec![fact.id])
    } else {
        Finding::not_met(vec![fact.id], question::other(text))
    })
}

/// Holds the request against what a text allows of it in a time: `no more than 2 sessions per week`.
pub(super) fn allowed(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    let asked = Reading::of(text);
    let above = |quantity: &&Quantity| {
        matches!(quantity.comparison, Comparison::AtMost | Comparison::LessThan)
    };
    let bounded = asked.quantities.iter().any(|quantity| above(&quantity));
    let timed = rates(text).iter().any(|rate| rate.hours.is_some());
    (bounded && timed).then(|| limit(text, evidence))
}

/// Holds hours or amounts in a time that the notes tell against a bound: `less than 4 hours per night`.
pub(super) fn rated(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    let asked = bounded(text)?;
    let words = words::content(text);
    let kinds = &[FactKind::Clinical, FactKind::Diagnostic, FactKind::History];
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for heard in evidence.heard(kinds).filter(|heard| heard.common(&words) > 0) {
        for given in timed(&heard.fact.text) {
            if given.unit != asked.unit {
                continue;
            }
            let Some(amount) = in_the_same_time(&given, asked.hours) else { continue };
            match within(&amount, &asked.amount) {
                Some(true) => inside.push(heard.fact.id),
                Some(false) => outside.push(heard.fact.id),
                None => {}
            }
        }
    }
    let question = question::other(text);
    Some(match (inside.is_empty(), outside.is_empty()) {
        (false, true) => Finding::met(inside),
        (true, false) => Finding::not_met(outside, question),
        (false, false) => Finding::partly(inside, question),
        (true, true) => Finding::open(question),
    })
}

/// An amount in a time, as it is written.
struct Timed {
    amount: Quantity,
    unit: Unit,
    hours: Number,
}

/// An amount that is told for a longer time, in the one that is asked for: an attack every two months is half of one a month.
fn in_the_same_time(given: &Timed, hours: Number) -> Option<Quantity> {
    let part = hours.over(given.hours).filter(|_| given.hours >= hours)?;
    Some(Quantity { value: given.amount.value.times(part), ..given.amount.clone() })
}

/// Amounts of a text for which it says in what time.
fn timed(text: &str) -> Vec<Timed> {
    let (reading, tokens) = (Reading::of(text), tokens(text));
    let of = |quantity: &Quantity| {
        let hours = hours(&tokens, quantity, &reading)?;
        let amount = in_days(quantity);
        let (unit, own) = limited(&amount, true)?;
        Some(Timed { amount, unit, hours: own.unwrap_or(hours) })
    };
    reading.quantities.iter().filter_map(of).collect()
}

/// Minutes as the part of a day that hours are in.
fn in_days(quantity: &Quantity) -> Quantity {
    const MINUTES: Number = Number::whole(1_440);
    let minutes = matches!(&quantity.unit, Unit::Other(name) if name == "min" || name == "minute");
    match quantity.value.over(MINUTES).filter(|_| minutes) {
        Some(value) => Quantity { value, unit: Unit::Day, ..quantity.clone() },
        None => quantity.clone(),
    }
}

/// The one amount in a time that a text bounds.
fn bounded(text: &str) -> Option<Timed> {
    let bound =
        |timed: &Timed| !matches!(timed.amount.comparison, Comparison::Exactly | Comparison::About);
    let mut bounded = timed(text).into_iter().filter(bound);
    bounded.next().filter(|_| bounded.next().is_none())
}

/// A limit of the length of a course.
fn course(text: &str, ids: &[FactId], question: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    const SAYS: &[&str] = &[
        "duration",
        "course",
        "length",
        "rental",
        "period",
        "authorization",
        "approval",
        "request is",
        "longer than",
    ];
    let lower = text.to_lowercase();
    let says = SAYS.iter().any(|word| lower.contains(word));
    let asked = Reading::of(text);
    let plain = asked.frequencies.is_empty() && rates(text).is_empty();
    let limit = asked.longest_days().filter(|_| says && plain).or_else(|| monthly(text))?;
    let given =
        evidence.case.request().duration().and_then(|text| Reading::of(text).longest_days())?;
    Some(if given <= limit {
        Finding::met(ids.to_vec())
    } else {
        Finding::not_met(ids.to_vec(), question.to_owned())
    })
}

/// A course in monthly doses, in days: `does not exceed 12 monthly doses`. What counts over a lifetime is open.
fn monthly(text: &str) -> Option<Number> {
    let tokens = tokens(text);
    if tokens.iter().any(|token| token.any(&["lifetime", "total"])) {
        return None;
    }
    (0..tokens.len()).find_map(|at| {
        let (count, to) = number_at(&tokens, at)?;
        let doses = ["doses", "infusions", "injections"];
        let monthly = tokens.get(to)?.is("monthly") && tokens.get(to + 1)?.any(&doses);
        monthly.then(|| count.times(Number::MONTH))
    })
}

/// The rates of what is requested: a dose with its own time, else the dose with the frequency beside it.
fn requested(evidence: &Evidence<'_>) -> Vec<Rate> {
    let request = evidence.case.request();
    let often = request
        .frequency()
        .and_then(|text| Reading::of(text).frequencies.first().map(|frequency| frequency.hours));
    let fields = [request.dose(), request.frequency(), request.duration(), Some(request.name())];
    let mut found: Vec<Rate> = fields.into_iter().flatten().flat_map(rates).collect();
    found.extend(request.dose().and_then(|dose| dose_in_pieces(dose, often)));
    // "40 hours" and "per week" stand in two fields.
    let whole = request.dose().zip(request.frequency());
    found.extend(whole.into_iter().flat_map(|(dose, often)| rates(&format!("{dose} {often}"))));
    for rate in found.iter_mut().filter(|rate| !matches!(rate.unit, Unit::Count(_))) {
        rate.hours = rate.hours.or(often);
    }
    found
}

/// A dose in pieces, as often as it is given: `2 tablets`, `1 pen`.
fn dose_in_pieces(dose: &str, often: Option<Number>) -> Option<Rate> {
    let tokens = tokens(dose);
    let (amount, to) = number_at(&tokens, 0)?;
    let noun = tokens.get(to).filter(|token| token.kind == TokenKind::Word)?;
    let unit = Unit::Count(singular(&noun.lower));
    Some(Rate { amount, unit, hours: Some(often?) })
}

/// Visits by their frequency: `twice weekly` is one visit in so many hours. Sessions and treatments are visits.
fn visits(limit: &Rate, evidence: &Evidence<'_>) -> Option<Rate> {
    let Unit::Count(noun) = &limit.unit else { return None };
    let request = evidence.case.request();
    // A frequency says how many visits there are in a time, and not how many in all.
    let visit =
        noun == "visit" && limit.hours.is_some() && request.kind() != RequestKind::Medication;
    let often = Reading::of(request.frequency()?).frequencies.first()?.hours;
    visit.then(|| Rate { amount: Number::whole(1), unit: limit.unit.clone(), hours: Some(often) })
}

/// Whether what is requested stays within a limit; `None` if that cannot be said.
fn fits(given: &Rate, limit: &Rate, evidence: &Evidence<'_>) -> Option<bool> {
    if given.unit != limit.unit {
        return None;
    }
    // So many sessions a week say nothing of how many there are in all.
    let counts = matches!(limit.unit, Unit::Count(_));
    if counts && limit.hours.is_none() && given.hours.is_some() {
        return None;
    }
    let single = given.amount <= limit.amount;
    let Some(most) = limit.hours else { return Some(single) };
    let often = given.hours?;
    let course =
        evidence.case.request().duration().and_then(|text| Reading::of(text).longest_days());
    let whole = course.map_or(most, |days| most.min(days.times(Number::whole(24))));
    let times = doses(whole, often)?;
    if often >= most {
        // A larger dose that is given less often is no more than the limit in the long run, but it is another regimen.
        let rate = given.amount.times(most.over(often)?);
        return if single { Some(true) } else { (rate > limit.amount).then_some(false) };
    }
    Some(given.amount.times(times) <= limit.amount)
}

/// How often something is given in a time. Four weeks and a month are one.
fn doses(time: Number, often: Number) -> Option<Number> {
    let times = time.over(often)?;
    let whole = Number::whole(i64::try_from(times.floor()?).ok()?);
    let rest = times.in_millionths() - whole.in_millionths();
    let near = rest < 200_000 && whole >= Number::whole(1);
    Some(if near { whole } else { times.max(Number::whole(1)) })
}

/// Amounts of a text with the time that each is for.
fn rates(text: &str) -> Vec<Rate> {
    let reading = Reading::of(text);
    let tokens = tokens(text);
    let mut rates: Vec<Rate> = Vec::new();
    for quantity in &pieces::joined(&reading.quantities, &tokens) {
        let hours = hours(&tokens, quantity, &reading);
        // "Visits requested are no more than 26 per 6 months" names what it counts before the number.
        let bare = quantity.unit == Unit::Bare && hours.is_some();
        // "Hours requested do not exceed 25 per week": hours are parts of a day.
        let hourly = bare && tokens.iter().any(|token| token.is("hours"));
        let value = quantity.value.over(Number::whole(24)).filter(|_| hourly);
        // A supply unit and a unit of it are one.
        let supplied = matches!(&quantity.unit, Unit::Count(noun) if noun == "unit");
        let unit = if hourly {
            Unit::Day
        } else if bare && counts_visits(&tokens) || is_visit(&quantity.unit) {
            Unit::Count("visit".to_owned())
        } else if supplied {
            Unit::InternationalUnit
        } else {
            quantity.unit.clone()
        };
        let value = value.unwrap_or(quantity.value);
        let quantity = &Quantity { value, unit, ..quantity.clone() };
        if let Some((unit, own)) = limited(quantity, hours.is_some() || is_counted(quantity)) {
            let amount = quantity.high.unwrap_or(quantity.value);
            rates.push(Rate {
                amount,
                unit,
                hours: own.or(hours).or_else(|| named(&tokens, quantity)),
            });
        }
    }
    rates
}

/// Whether a text speaks of visits.
fn counts_visits(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.any(&["visit", "visits", "session", "sessions"]))
}

/// Whether a unit is a visit by another name.
fn is_visit(unit: &Unit) -> bool {
    matches!(unit, Unit::Count(noun) if matches!(noun.as_str(), "session" | "treatment" | "trip" | "round trip"))
}

/// Whether a quantity counts what is requested by the piece, whatever time it is for.
fn is_counted(quantity: &Quantity) -> bool {
    matches!(&quantity.unit, Unit::Count(noun) if matches!(noun.as_str(), "session" | "visit" | "treatment" | "unit" | "level"))
}

/// The unit in which an amount is limited, and its own time. Hours and visits are amounts only where a time follows.
fn limited(quantity: &Quantity, timed: bool) -> Option<(Unit, Option<Number>)> {
    const DAY: Number = Number::whole(24);
    let unit = quantity.unit.clone();
    let long = quantity.value >= Number::whole(3);
    match &quantity.unit {
        Unit::Milligram
        | Unit::InternationalUnit
        | Unit::Millilitre
        | Unit::MilligramPer("kg" | "m2") => Some((unit, None)),
        Unit::MilligramPer("kg/day") => Some((Unit::MilligramPer("kg"), Some(DAY))),
        Unit::MilligramPer("day") => Some((Unit::Milligram, Some(DAY))),
        Unit::Day => (timed && !long).then_some((unit, None)),
        Unit::Count(_) | Unit::Other(_) => timed.then_some((unit, None)),
        Unit::MilligramPer(_)
        | Unit::Bare
        | Unit::YearOfAge
        | Unit::Percent
        | Unit::Kilogram
        | Unit::Centimetre => None,
    }
}

/// Facts that name another, larger dose of what is requested: then it is open which one is meant.
fn larger(limits: &[Rate], evidence: &Evidence<'_>) -> Vec<FactId> {
    let requested = Reading::of(evidence.case.request().name());
    let more = |quantity: &Quantity| {
        limits.iter().all(|limit| {
            limit.unit == quantity.unit && limit.hours.is_none() && quantity.value > limit.amount
        }) && !limits.is_empty()
    };
    let exceeds = |fact: &&Fact| {
        fact.reading.drugs.iter().any(|drug| requested.names(drug.generic))
            && fact.reading.quantities.iter().any(more)
    };
    let kinds = &[FactKind::Medication, FactKind::Clinical];
    evidence.of(kinds).filter(exceeds).map(|fact| fact.id).collect()
}
