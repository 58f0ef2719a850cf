//! How much a device is used: `at least 4 hours per night on 70% of nights`.

use super::limit;
use crate::criterion::check::{Evidence, Finding, within};
use crate::criterion::checklist::Status;
use crate::criterion::question;
use crate::fact::token::tokens;
use crate::fact::{Comparison, Fact, FactId, FactKind, Quantity, Reading, Unit, starts_with};

/// What the facts say to the hours and to the share of nights, each by itself.
pub(super) fn held(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    let asked = share(text)?;
    let used = limit::rated(text, evidence)?;
    let (mut inside, mut outside): (Vec<FactId>, Vec<FactId>) = (Vec::new(), Vec::new());
    let kinds = &[FactKind::Clinical, FactKind::Diagnostic, FactKind::History];
    let told: Vec<(&Fact, Quantity)> =
        evidence.of(kinds).filter_map(|fact| Some((fact, share(&fact.text)?))).collect();
    let least = Quantity { comparison: Comparison::AtLeast, ..asked };
    for (fact, given) in told {
        match within(&given, &least) {
            Some(true) => inside.push(fact.id),
            Some(false) => outside.push(fact.id),
            None => {}
        }
    }
    let question = question::other(text);
    let nights = match (inside.is_empty(), outside.is_empty()) {
        (false, true) => Finding::met(inside),
        (_, false) => Finding::not_met(outside, question),
        (true, true) => Finding::open(question),
    };
    let found = Finding::joined(vec![used, nights]);
    (found.status != Status::NotDocumented).then_some(found)
}

/// The share of nights or days that a text names.
fn share(text: &str) -> Option<Quantity> {
    let tokens = tokens(text);
    let mut shares = Reading::of(text).quantities.into_iter();
    shares.find(|quantity| {
        let to = tokens.partition_point(|token| token.place.start < quantity.place.end);
        let of = ["of nights", "of days", "of the nights", "of the days", "of all nights"];
        quantity.unit == Unit::Percent && of.iter().any(|words| starts_with(&tokens, to, words))
    })
}
