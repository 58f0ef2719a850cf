//! The retention promises as one table, read by the sweep, the tests and the public page.

use jiff::{Span, Timestamp, tz::TimeZone};

/// What a rule keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kept {
    /// A sign-up whose e-mail address nobody has proven.
    UnverifiedSignUp,
    /// An account whose deletion was requested.
    ClosingAccount,
    /// A record of a payment.
    Payment,
}

/// How long something is kept after the event that starts its clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// Days of 24 hours.
    Days(i64),
    /// Calendar years in UTC; the 29th of February ends on the 28th.
    Years(i64),
}

/// The end of the calendar was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the calendar ends before the term does")]
pub struct OutOfTime;

/// One promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// What it is about.
    pub kept: Kept,
    /// How long that is kept.
    pub term: Term,
    /// From which event on.
    pub since: &'static str,
    /// The promise in the policy's words.
    pub promise: &'static str,
}

/// Sign-ups that were never verified.
pub const UNVERIFIED_SIGN_UP: Rule = Rule {
    kept: Kept::UnverifiedSignUp,
    term: Term::Days(7),
    since: "the sign-up",
    promise: "A sign-up whose e-mail address is not confirmed is erased after 7 days.",
};

/// Accounts whose deletion was requested.
///
/// The policy says 30 days. Erasure begins on day 28, so that a late sweep and the key table's one-day recovery window
/// both end before day 30.
pub const CLOSING_ACCOUNT: Rule = Rule {
    kept: Kept::ClosingAccount,
    term: Term::Days(28),
    since: "the deletion request",
    promise: "You can change your mind for 28 days; by day 30 nothing is left but payment records and a receipt.",
};

/// Payment records.
pub const PAYMENT: Rule = Rule {
    kept: Kept::Payment,
    term: Term::Years(7),
    since: "the payment",
    promise: "Payment records are kept for 7 years, as tax law asks, and hold no name and no clinical word.",
};

/// Every rule, in the order in which the public page lists them.
pub const RULES: [Rule; 3] = [UNVERIFIED_SIGN_UP, CLOSING_ACCOUNT, PAYMENT];

impl Rule {
    /// The moment from which what was started at `start` may no longer be kept.
    ///
    /// # Errors
    /// [`OutOfTime`] past the year 9999.
    pub fn due(&self, start: Timestamp) -> Result<Timestamp, OutOfTime> {
        let span = match self.term {
            Term::Days(days) => Span::new().try_hours(days.saturating_mul(24)),
            Term::Years(years) => Span::new().try_years(years),
        };
        let span = span.map_err(|_| OutOfTime)?;
        let end =
            start.to_zoned_datetime(TimeZone::UTC).checked_add(span).map_err(|_| OutOfTime)?;
        Ok(end.timestamp())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn payments_are_kept_seven_calendar_years_to_the_second() {
        assert_eq!(PAYMENT.due(at("2026-11-25T08:30:00Z")), Ok(at("2033-11-25T08:30:00Z")));
    }

    #[test]
    fn a_payment_of_leap_day_ends_on_the_last_of_february() {
        assert_eq!(PAYMENT.due(at("2028-02-29T00:00:00Z")), Ok(at("2035-02-28T00:00:00Z")));
    }

    #[test]
    fn erasure_begins_early_enough_to_end_by_day_30() {
        let asked = at("2026-11-25T00:00:00Z");
        let begins = CLOSING_ACCOUNT.due(asked).unwrap();
        let sweep_and_recovery = Span::new().hours(1 + 24);
        assert!(begins.checked_add(sweep_and_recovery).unwrap() < at("2026-12-25T00:00:00Z"));
    }

    #[test]
    fn the_end_of_the_calendar_is_an_error_and_not_a_panic() {
        assert_eq!(PAYMENT.due(Timestamp::MAX), Err(OutOfTime));
    }

    proptest! {
        #[test]
        fn a_later_start_never_falls_due_earlier(a in 0_i64..4_000_000_000, b in 0_i64..4_000_000_000) {
            let (first, second) = (a.min(b), a.max(b));
            for rule in RULES {
                let due = |s| rule.due(Timestamp::from_second(s).unwrap()).unwrap();
                prop_assert!(due(first) <= due(second));
            }
        }
    }
}
