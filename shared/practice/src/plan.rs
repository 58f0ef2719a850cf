//! Plans: how many letters an account may draft in thirty days.

use serde::{Deserialize, Serialize};

/// Length of a quota period, in days.
pub const PERIOD_DAYS: i64 = 30;

/// What an account is entitled to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// Free, to see whether Luma helps.
    Trial,
    /// One clinician.
    Solo,
    /// A practice of several.
    Practice,
}

impl Plan {
    /// Every plan.
    pub const ALL: [Self; 3] = [Self::Trial, Self::Solo, Self::Practice];

    /// Letters in one period of [`PERIOD_DAYS`].
    pub const fn letters(self) -> u32 {
        match self {
            Self::Trial => 30,
            Self::Solo => 150,
            Self::Practice => 1_000,
        }
    }

    /// The word that is stored, and the `lookup_key` of the plan's price at Stripe.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trial => "trial",
            Self::Solo => "solo",
            Self::Practice => "practice",
        }
    }

    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|plan| plan.as_str() == word)
    }
}
