//! The steps that a clock can be asked about.

use serde::Serialize;

/// A step towards coverage: a request, or a level of appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A request for care not yet given.
    PriorAuthorization,
    /// A request for a drug that is not on the formulary, or for a lower tier.
    FormularyException,
    /// A request to pass over a step of step therapy.
    StepTherapyException,
    /// The first appeal.
    First,
    /// The second appeal.
    Second,
    /// Review outside the payer.
    External,
    /// A hearing before a judge or hearing officer.
    Hearing,
    /// Review of a hearing's decision.
    Council,
}

impl Step {
    /// Every step.
    pub const ALL: &[Self] = &[
        Self::PriorAuthorization,
        Self::FormularyException,
        Self::StepTherapyException,
        Self::First,
        Self::Second,
        Self::External,
        Self::Hearing,
        Self::Council,
    ];

    /// The steps that are appeals, from the lowest.
    pub const APPEALS: &[Self] =
        &[Self::First, Self::Second, Self::External, Self::Hearing, Self::Council];

    /// The word that is sent, such as `formulary_exception`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PriorAuthorization => "prior_authorization",
            Self::FormularyException => "formulary_exception",
            Self::StepTherapyException => "step_therapy_exception",
            Self::First => "first",
            Self::Second => "second",
            Self::External => "external",
            Self::Hearing => "hearing",
            Self::Council => "council",
        }
    }

    /// The step of a word that is sent.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|step| step.code() == code.trim()).copied()
    }

    /// Whether it answers a denial.
    pub fn is_appeal(self) -> bool {
        Self::APPEALS.contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_reads_back_as_it_is_sent() {
        for step in Step::ALL {
            assert_eq!(Step::parse(step.code()), Some(*step));
            assert_eq!(serde_json::to_value(step).unwrap(), step.code());
        }
        assert_eq!(Step::parse("third"), None);
    }
}
