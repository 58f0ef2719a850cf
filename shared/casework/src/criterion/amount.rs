//! The numbers that a criterion asks for, for whoever looks whether a sentence gives them.

use super::check::{self, within};
use super::question::{bound, display, span};
use super::require::{Requirement, own_requirements};
use crate::fact::{Number, Outcome, Quantity, Reading, Unit};

/// A number that a criterion asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Amount {
    /// So many days.
    Time(Number),
    /// An age in years.
    Age(Option<Number>, Option<Number>),
    /// A measured value.
    Measured(&'static str, Quantity),
    /// A count, or a value without a name that a table knows.
    Counted(Quantity),
}

/// What a text gives of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Given {
    /// No such number.
    Nothing,
    /// A number that does not answer it.
    Outside,
    /// A number that does.
    Within,
}

/// The numbers that a criterion asks for.
pub(crate) fn amounts(criterion: &str) -> Vec<Amount> {
    let amount = |requirement| match requirement {
        Requirement::Trial(trial) => trial.days.map(Amount::Time),
        Requirement::Lasting { days, .. } => Some(Amount::Time(days)),
        Requirement::Age { from, to } => Some(Amount::Age(from, to)),
        Requirement::Threshold { measure, quantity, .. } => {
            Some(Amount::Measured(measure, quantity))
        }
        Requirement::Count(quantity) | Requirement::Value { quantity, .. } => {
            Some(Amount::Counted(quantity))
        }
        Requirement::Onset { .. }
        | Requirement::Diagnosis { .. }
        | Requirement::NoCondition(_)
        | Requirement::NoKind { .. }
        | Requirement::Grade(_)
        | Requirement::Measured { .. }
        | Requirement::Screening { .. }
        | Requirement::Prescriber { .. }
        | Requirement::FamilyHistory { .. }
        | Requirement::Done(_)
        | Requirement::NoCombination { .. }
        | Requirement::With { .. }
        | Requirement::Absent { .. }
        | Requirement::Response
        | Requirement::NoNicotine(_) => None,
    };
    let mut amounts: Vec<Amount> = Vec::new();
    for amount in own_requirements(criterion).into_iter().filter_map(amount) {
        if !amounts.contains(&amount) {
            amounts.push(amount);
        }
    }
    amounts
}

impl Amount {
    /// The best that these readings give.
    pub(crate) fn given_by(&self, readings: &[Reading]) -> Given {
        readings.iter().map(|reading| self.given(reading)).max().unwrap_or(Given::Nothing)
    }

    fn given(&self, reading: &Reading) -> Given {
        let best = |wanted: &dyn Fn(&Quantity) -> Option<bool>| {
            let found = reading.quantities.iter().filter_map(wanted);
            found.map(|fits| if fits { Given::Within } else { Given::Outside }).max()
        };
        // What was not tolerated, or must not be given, lasted as long as it could.
        let spared = reading.outcomes.iter().any(|mention| {
            matches!(mention.outcome, Outcome::Intolerant | Outcome::Contraindicated)
        });
        let given = match self {
            Self::Time(_) if spared => Some(Given::Within),
            Self::Time(asked) => best(&|quantity| {
                (quantity.unit == Unit::Day).then(|| check::lasts(quantity.value, *asked))
            }),
            Self::Age(from, to) => best(&|quantity| {
                (quantity.unit == Unit::YearOfAge).then(|| {
                    from.is_none_or(|from| quantity.value >= from)
                        && to.is_none_or(|to| quantity.value <= to)
                })
            }),
            Self::Measured(measure, asked) => best(&|quantity| {
                (quantity.measure == Some(*measure))
                    .then(|| within(quantity, asked).unwrap_or(false))
            }),
            Self::Counted(asked) => best(&|quantity| {
                (quantity.unit == asked.unit).then(|| within(quantity, asked).unwrap_or(false))
            }),
        };
        given.unwrap_or(Given::Nothing)
    }

    /// The amount in words, as the payer asks for it.
    pub(crate) fn asked(&self) -> String {
        match self {
            Self::Time(days) => format!("at least {}", span(*days)),
            Self::Age(Some(from), Some(to)) => format!("an age from {from} to {to} years"),
            Self::Age(Some(from), None) => format!("an age of {from} years or more"),
            Self::Age(None, Some(to)) => format!("an age of at most {to} years"),
            Self::Age(None, None) => "an age".to_owned(),
            Self::Measured(measure, quantity) => {
                format!("{} of {}", display(measure), bound(quantity))
            }
            Self::Counted(quantity) => bound(quantity),
        }
    }
}
