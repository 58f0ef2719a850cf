//! The dose at which a treatment must have been tried: `methotrexate at a dose of at least 15 mg weekly`.

use crate::criterion::require::Leaf;
use crate::fact::token::{Token, tokens};
use crate::fact::{Comparison, Number, Quantity, Reading, Unit};

/// Hours of a day.
const DAY: Number = Number::whole(24);

/// An amount in a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::criterion) struct Dose {
    amount: Number,
    unit: Unit,
    /// Hours from one to the next, if said.
    hours: Option<Number>,
}

impl Dose {
    /// The dose that a criterion asks of a trial; `None` where it bounds none, bounds it from above, or has several.
    pub(super) fn asked(leaf: &Leaf) -> Option<Self> {
        let doses: Vec<&Quantity> =
            leaf.reading.quantities.iter().filter(|quantity| is_dose(quantity)).collect();
        let [quantity] = doses.as_slice() else { return None };
        let least = match quantity.comparison {
            Comparison::AtLeast | Comparison::MoreThan => true,
            Comparison::Exactly | Comparison::About => is_led(&leaf.tokens, quantity),
            Comparison::AtMost | Comparison::LessThan => false,
        };
        least.then(|| Self::of(quantity, &leaf.reading, &leaf.tokens))
    }

    /// The dose that a text tells, if it tells just one.
    pub(in crate::criterion) fn told(text: &str) -> Option<Self> {
        let reading = Reading::of(text);
        let doses: Vec<&Quantity> =
            reading.quantities.iter().filter(|quantity| is_dose(quantity)).collect();
        let [quantity] = doses.as_slice() else { return None };
        Some(Self::of(quantity, &reading, &tokens(text)))
    }

    fn of(quantity: &Quantity, reading: &Reading, tokens: &[Token]) -> Self {
        let amount = quantity.high.unwrap_or(quantity.value);
        if quantity.unit == Unit::MilligramPer("day") {
            return Self { amount, unit: Unit::Milligram, hours: Some(DAY) };
        }
        let after = reading.frequencies.iter().find(|often| {
            quantity.place.end <= often.place.start
                && often.place.start < quantity.place.end + REACH
        });
        Self {
            amount,
            unit: quantity.unit.clone(),
            hours: after.map(|often| often.hours).or_else(|| per(tokens, quantity)),
        }
    }

    /// Whether it is as much as another asks for; `None` where their units or times do not compare.
    pub(in crate::criterion) fn reaches(&self, asked: &Self) -> Option<bool> {
        if self.unit != asked.unit {
            return None;
        }
        match (self.hours, asked.hours) {
            (Some(own), Some(other)) => Some(self.amount.times(other) >= asked.amount.times(own)),
            (None, None) => Some(self.amount >= asked.amount),
            // A single dose that is as large as what is asked for in a day is no less in a day.
            (Some(own), None) if own <= DAY => (self.amount >= asked.amount).then_some(true),
            _ => None,
        }
    }
}

/// The time right behind an amount: `per week`, `a day`, `/month`.
fn per(tokens: &[Token], quantity: &Quantity) -> Option<Number> {
    let at = tokens.partition_point(|token| token.place.start < quantity.place.end);
    if !tokens.get(at)?.any(&["per", "/", "a", "each"]) {
        return None;
    }
    let days = match tokens.get(at + 1)?.lower.as_str() {
        "day" | "night" => Number::whole(1),
        "week" | "wk" => Number::whole(7),
        "month" => Number::MONTH,
        _ => return None,
    };
    Some(days.times(DAY))
}

/// Bytes between a dose and how often it is given.
const REACH: usize = 24;

fn is_dose(quantity: &Quantity) -> bool {
    matches!(
        quantity.unit,
        Unit::Milligram | Unit::InternationalUnit | Unit::MilligramPer("day" | "kg")
    )
}

/// Whether words before an amount say that it is the dose to be given: `at a dose of`, `dosed at`.
fn is_led(tokens: &[Token], quantity: &Quantity) -> bool {
    const NEAR: usize = 5;
    let at = tokens.partition_point(|token| token.place.end <= quantity.place.start);
    let before = tokens.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
    before.last().is_some_and(|token| token.is("at"))
        || before.iter().any(|token| token.any(&["dose", "doses", "dosage", "dosed", "minimum"]))
}
