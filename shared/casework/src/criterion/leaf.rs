//! One criterion without any below it: its requirements, its qualifications and what no table knows.

mod adherence;
mod alternatives;
mod another;
mod counted;
mod doubt;
mod either;
mod event;
mod example;
mod exclusion;
mod expected;
mod function;
mod limit;
mod listed;
mod normal;
mod other;
pub(super) mod plain;
mod plainly;
mod qualifier;
mod repeated;
mod residue;
mod screening;
mod source;
mod undone;
mod utility;
pub(super) mod when;

use plainly::plainly;

use super::answer::Wanted;
use super::check::{Evidence, Finding, check, named_row};
use super::checklist::Status;
use super::require::{Leaf, Requirement, Trial, requirements};
use super::tree::{Node, Role};
use super::{question, words};
use crate::fact::token::{Token, TokenKind, tokens};
use crate::fact::{Comparison, Unit};

/// What the facts say to a criterion by itself.
pub(super) fn answer(node: &Node, above: Option<&Trial>, evidence: &Evidence<'_>) -> Finding {
    let evidence = &evidence.asked(&node.text);
    match node.role {
        Role::ApprovalDuration => limit::approval(&node.text, evidence),
        Role::QuantityLimit => {
            let found = limit::limit(&node.text, evidence);
            // "Does not exceed 10 % of the body surface" limits what is measured, and not the request.
            let bounds = |found: &Requirement| matches!(found, Requirement::Threshold { .. });
            let measured = requirements(&node.text, above).iter().any(bounds);
            if measured && found.status == Status::NotDocumented {
                required(&node.text, above, evidence)
            } else {
                found
            }
        }
        Role::Exclusion => exclusion::exclusion(&node.text, evidence),
        Role::Required | Role::Renewal | Role::Indication => {
            let found = required(&node.text, above, evidence);
            let found = unheard(found, &node.text, above, evidence);
            doubt::doubted(found, &node.text, evidence)
        }
    }
}

/// Where nothing was found: a treatment in the clinic's own words, or an appointment for what is asked.
fn unheard(found: Finding, text: &str, above: Option<&Trial>, evidence: &Evidence<'_>) -> Finding {
    let touched = found.status == Status::Partly;
    if let Some(undone) = undone::undone(text, evidence).filter(|_| touched) {
        return undone;
    }
    if found.status != Status::NotDocumented {
        return found;
    }
    let named = another::denied(text, evidence);
    let named = named.or_else(|| alternatives::tried(text, evidence));
    let named = named.or_else(|| named_row::tried(text, above, evidence));
    let named = named.or_else(|| limit::counted(text, evidence));
    let named = named.or_else(|| {
        limit::allowed(text, evidence).filter(|found| found.status != Status::NotDocumented)
    });
    let named = named.or_else(|| when::booked(text, evidence));
    let denied = || undone::undone(text, evidence).or_else(|| undone::denied_whole(text, evidence));
    named.or_else(denied).unwrap_or(found)
}

/// The answer that would close a criterion.
pub(super) fn wanted(node: &Node, above: Option<&Trial>) -> Wanted {
    match node.role {
        Role::ApprovalDuration => {
            Wanted::of_request("the duration of the request", "/request/duration")
        }
        Role::QuantityLimit => {
            Wanted::of_request("the dose and quantity of the request", "/request/dose")
        }
        Role::Exclusion => Wanted::denial(),
        Role::Required | Role::Renewal | Role::Indication => {
            let parts = alternatives(&plainly(&node.text));
            let requirements = parts.iter().flat_map(|part| requirements(part, above));
            Wanted::of(&requirements.collect::<Vec<_>>())
        }
    }
}

fn required(text: &str, above: Option<&Trial>, evidence: &Evidence<'_>) -> Finding {
    if above.is_none()
        && let Some(found) = counted::held(text, evidence, |item| required(item, None, evidence))
    {
        return found;
    }
    let text = &plainly(text);
    if above.is_none()
        && let Some(found) = adherence::held(text, evidence).or_else(|| event::held(text, evidence))
    {
        return found;
    }
    let whole = as_a_whole(text, above, evidence);
    if whole.status == Status::Met || above.is_some() {
        return whole;
    }
    let statements = either::statements(text);
    let found = statements.iter().map(|part| as_a_whole(part, None, evidence));
    let better = |found: &Finding| {
        found.status == Status::Met
            || found.status == Status::Partly && whole.status == Status::NotDocumented
    };
    if let Some(found) = Some(best(found.collect())).filter(better) {
        return found;
    }
    let named = words::short_and_full(text);
    let named = named.iter().map(|text| as_a_whole(text, None, evidence));
    if let Some(found) = Some(best(named.collect())).filter(better) {
        return found;
    }
    let listed = listed::apart(text).into_iter().filter(|part| !asks_for_a_trial(part));
    let met = |found: &Finding| found.status == Status::Met;
    listed.map(|part| as_a_whole(&part, None, evidence)).find(met).unwrap_or(whole)
}

/// Whether a text asks for treatments that were tried, which count what a list names.
fn asks_for_a_trial(text: &str) -> bool {
    requirements(text, None).iter().any(|found| matches!(found, Requirement::Trial(_)))
}

fn as_a_whole(text: &str, above: Option<&Trial>, evidence: &Evidence<'_>) -> Finding {
    let findings: Vec<Finding> = alternatives(text)
        .into_iter()
        .map(|part| {
            let requirements = requirements(&part, above);
            if requirements.is_empty()
                || function::counts_settings(&part, &requirements)
                || example::counts_findings(&part, &requirements)
            {
                in_words(&part, evidence)
            } else if let Some(rated) = counted_in_time(&requirements, &part, evidence) {
                rated
            } else {
                let found = all(&requirements, &part, evidence);
                let named = requirements.iter().all(Requirement::is_named);
                otherwise_named(found, &part, evidence, named)
            }
        })
        .collect();
    let whole = best(findings);
    if matches!(whole.status, Status::Partly | Status::NotDocumented) && above.is_none() {
        let apart = example::conditions_apart(text);
        let found = apart.iter().map(|part| all(&requirements(part, None), part, evidence));
        let met = found.into_iter().find(|found| found.status == Status::Met);
        let named = || example::kind_named(text, evidence);
        let response = || example::response_without(text, evidence);
        return met.or_else(named).or_else(response).unwrap_or(whole);
    }
    whole
}

/// Things that are counted in a time, where the notes tell in what time they counted them.
fn counted_in_time(
    requirements: &[Requirement],
    text: &str,
    evidence: &Evidence<'_>,
) -> Option<Finding> {
    let counts = requirements.iter().all(|found| matches!(found, Requirement::Count(_)));
    let rated = limit::rated(text, evidence).filter(|_| counts)?;
    (rated.status != Status::NotDocumented).then_some(rated)
}

/// A finding on what is asked for by name alone: where nothing was found, a note may call it otherwise.
fn otherwise_named(found: Finding, text: &str, evidence: &Evidence<'_>, named: bool) -> Finding {
    if found.status != Status::NotDocumented || !named || qualifier::asks(text) {
        return found;
    }
    let told = in_words(text, evidence);
    match told.status {
        Status::Met | Status::NotMet => told,
        Status::Partly | Status::NotDocumented => found,
    }
}

/// What no table knows: by its words, by what the patient cannot do, by the examples that the policy gives.
fn in_words(text: &str, evidence: &Evidence<'_>) -> Finding {
    if let Some(rated) =
        limit::rated(text, evidence).filter(|found| found.status != Status::NotDocumented)
    {
        return when::in_time(rated, text, evidence);
    }
    if let Some(share) = source::held(text, evidence) {
        return share;
    }
    if let Some(screened) = screening::found(text, evidence) {
        return when::in_time(screened, text, evidence);
    }
    let plain = other::unknown(text, evidence);
    let mut findings = vec![plain];
    findings.extend(normal::held(text, evidence));
    if function::asks(text) {
        findings.push(function::limited(&example::without(text), evidence));
    }
    if utility::asks(text) {
        findings.extend(utility::used(evidence));
    }
    if expected::asks(text) {
        findings.extend(expected::told(evidence));
    }
    findings.extend(example::shown(text, evidence).map(|id| Finding::met(vec![id])));
    let found = other::undenied(best(findings), text, evidence);
    let found = qualifier::by_an_approved_test(found, text, evidence);
    when::in_time(found, text, evidence)
}

/// All requirements of a text together, then the qualifications that its words add.
fn all(requirements: &[Requirement], text: &str, evidence: &Evidence<'_>) -> Finding {
    let (either, others): (Vec<&Requirement>, Vec<&Requirement>) =
        requirements.iter().partition(|requirement| {
            matches!(requirement, Requirement::Threshold { .. } | Requirement::Count(_))
        });
    let mut findings: Vec<Finding> =
        others.into_iter().map(|requirement| check(requirement, evidence)).collect();
    let measured: Vec<Finding> =
        either.iter().map(|requirement| check(requirement, evidence)).collect();
    if measured.len() > 1 && Leaf::of(text).says(&["or"]) {
        findings.push(best(measured));
    } else {
        findings.extend(measured);
    }
    let measured = !either.is_empty();
    // Who has none of it has no severe kind of it either.
    let found = Finding::joined(findings);
    let finding = if requirements.iter().all(residue::is_denial) {
        found
    } else {
        qualifier::qualified(found, text, measured, evidence)
    };
    let finding = if when::is_past_for(&finding, text, evidence) {
        Finding::partly(finding.evidence, question::other(text))
    } else {
        finding
    };
    let finding = residue::spoken_for(finding, text, requirements, evidence);
    let finding = qualifier::by_an_approved_test(finding, text, evidence);
    when::in_time(finding, text, evidence)
}

/// Of several alternatives the one that stands best.
fn best(findings: Vec<Finding>) -> Finding {
    let rank = |finding: &Finding| match finding.status {
        Status::Met => 0,
        Status::Partly => 1,
        Status::NotDocumented => 2,
        Status::NotMet => 3,
    };
    let fallback = || Finding::open(String::new());
    findings.into_iter().min_by_key(rank).unwrap_or_else(fallback)
}

/// A text at the `or` before a history, or between two bounds of one measure: `BMI ≥ 30, or BMI ≥ 27 with a comorbidity`.
fn alternatives(text: &str) -> Vec<String> {
    if let Some((now, before)) = text.split_once(", or a history of") {
        return vec![now.to_owned(), format!("a history of{before}")];
    }
    let leaf = Leaf::of(text);
    let bounds: Vec<_> = leaf
        .reading
        .quantities
        .iter()
        .filter(|quantity| {
            quantity.measure.is_some()
                || !matches!(quantity.comparison, Comparison::Exactly | Comparison::About)
                    && !matches!(quantity.unit, Unit::Day | Unit::YearOfAge | Unit::Count(_))
        })
        .collect();
    for pair in bounds.windows(2) {
        let [first, second] = pair else { continue };
        let between = |token: &&Token| {
            token.is("or")
                && first.place.end <= token.place.start
                && token.place.end <= second.place.start
        };
        // The second bound must name what it bounds, unless both are of one measure.
        let named = |or: &&Token| {
            first.measure == second.measure && first.measure.is_some()
                || leaf.tokens.iter().any(|token| {
                    or.place.end <= token.place.start
                        && token.place.end <= second.place.start
                        && token.kind == TokenKind::Word
                        && !words::content(&token.lower).is_empty()
                })
        };
        let or = leaf.tokens.iter().find(between).filter(named);
        if let Some(or) = or {
            let (left, right) =
                (text.get(..or.place.start).unwrap_or(""), text.get(or.place.end..).unwrap_or(""));
            if tokens(right).len() > 1 {
                return vec![
                    left.trim_end_matches([',', ' ', ';']).to_owned(),
                    right.trim().to_owned(),
                ];
            }
        }
    }
    vec![text.to_owned()]
}
