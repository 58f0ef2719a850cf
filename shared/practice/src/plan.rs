//! Plans: how many letters an account may draft in thirty days.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Length of a quota period, in days.
pub const PERIOD_DAYS: i64 = 30;

/// Letters drafted in the present period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters {
    /// How many.
    pub used: u32,
    /// When the period began.
    pub since: Timestamp,
}

impl Letters {
    /// Nothing used yet, in a period that begins now.
    pub const fn none(now: Timestamp) -> Self {
        Self { used: 0, since: now }
    }

    /// When the period ends and counting starts anew.
    pub fn renews_at(&self) -> Timestamp {
        self.since.checked_add(Self::period()).unwrap_or(Timestamp::MAX)
    }

    /// The count as of `now`: a period that has ended is followed by the one that `now` falls into, with nothing used.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Self {
        let gone =
            now.duration_since(self.since).as_secs().max(0).div_euclid(Self::period().as_secs());
        if gone == 0 {
            return self;
        }
        let skipped = SignedDuration::from_secs(gone.saturating_mul(Self::period().as_secs()));
        Self { used: 0, since: self.since.checked_add(skipped).unwrap_or(now) }
    }

    const fn period() -> SignedDuration {
        SignedDuration::from_hours(PERIOD_DAYS * 24)
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_renews_after_thirty_days_however_many_have_passed() {
        let since: Timestamp = "2026-11-25T12:00:00Z".parse().unwrap();
        let letters = Letters { used: 7, since };
        assert_eq!(letters.renews_at(), "2026-12-25T12:00:00Z".parse().unwrap());
        assert_eq!(letters.at("2026-12-25T11:59:59Z".parse().unwrap()), letters);
        assert_eq!(
            letters.at("2026-12-25T12:00:00Z".parse().unwrap()),
            Letters::none(letters.renews_at())
        );
        let later = letters.at("2027-02-01T00:00:00Z".parse().unwrap());
        assert_eq!(later, Letters::none("2027-01-24T12:00:00Z".parse().unwrap()));
        assert_eq!(letters.at("2026-11-25T11:00:00Z".parse().unwrap()), letters);
    }
}
