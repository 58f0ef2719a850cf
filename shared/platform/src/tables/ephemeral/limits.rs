//! Rate limits: `pk = LIMIT#<scope>#<keyed digest of the subject>#<window>`, `sk = LIMIT`. Fixed windows, exact counts,
//! across all processes. A limit that cannot be counted refuses.

use aws_lc_rs::hmac;
use jiff::Timestamp;

use super::{later, table};
use crate::Platform;
use crate::config::Limit;
use crate::secrets::{SecretUnusable, Secrets};
use crate::tables::{Table, TableError, Write, value};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Failed sign-ins to one address from one viewer.
    SignIn,
    /// Failed sign-ins to one address.
    SignInAccount,
    /// Sign-ins from one viewer.
    SignInViewer,
    /// Sign-ups from one viewer.
    SignUp,
    /// Mails to verify an address, to one recipient.
    VerifyMail,
    /// Mails to reset a password, to one recipient.
    ResetMail,
    /// Mails about a changed address, to one recipient.
    ChangeMail,
    /// Drafts of one account.
    Draft,
    /// Inquiries from one viewer.
    Inquiry,
    /// Inquiries of one account.
    InquiryAccount,
}

impl Scope {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "SIGN_IN",
            Self::SignInAccount => "SIGN_IN_ACCOUNT",
            Self::SignInViewer => "SIGN_IN_VIEWER",
            Self::SignUp => "SIGN_UP",
            Self::VerifyMail => "VERIFY_MAIL",
            Self::ResetMail => "RESET_MAIL",
            Self::ChangeMail => "CHANGE_MAIL",
            Self::Draft => "DRAFT",
            Self::Inquiry => "INQUIRY",
            Self::InquiryAccount => "INQUIRY_ACCOUNT",
        }
    }
}

/// Why something may not happen now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Limited {
    /// As often as allowed already.
    #[error("the limit is reached")]
    Reached {
        /// Seconds until the window ends.
        retry_after_seconds: u64,
    },
    /// It cannot be counted.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Nor can its subject be made out.
    #[error(transparent)]
    Secret(#[from] SecretUnusable),
}

/// The counters.
#[derive(Debug, Clone)]
pub struct Limits {
    table: Table,
    secrets: Secrets,
    pepper: String,
}

impl Limits {
    /// Opens the table.
    pub fn open(platform: &Platform) -> Self {
        Self {
            table: table(platform),
            secrets: platform.secrets.clone(),
            pepper: platform.config.secrets.edge.clone(),
        }
    }

    /// Counts one more, unless that would be one too many.
    ///
    /// # Errors
    /// [`Limited::Reached`]; also when it cannot be counted: what is limited must then not happen.
    pub async fn take(
        &self,
        scope: Scope,
        subject: &str,
        limit: Limit,
        now: Timestamp,
    ) -> Result<(), Limited> {
        let window = Window::of(limit, now);
        let write = self.counter(scope, subject, &window, now).await?.add("count", 1);
        match write.when_missing_or_below("count", value::number(limit.count)).run().await {
            Ok(()) => Ok(()),
            Err(TableError::Conflict) => {
                Err(Limited::Reached { retry_after_seconds: window.left_seconds(now) })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Takes one count back: what was counted turned out to be allowed.
    ///
    /// # Errors
    /// [`Limited`], never [`Limited::Reached`].
    pub async fn give_back(
        &self,
        scope: Scope,
        subject: &str,
        limit: Limit,
        now: Timestamp,
    ) -> Result<(), Limited> {
        let window = Window::of(limit, now);
        let write = self.counter(scope, subject, &window, now).await?.add("count", -1);
        match write.when_above("count", value::number(0)).run().await {
            Ok(()) | Err(TableError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn counter(
        &self,
        scope: Scope,
        subject: &str,
        window: &Window,
        now: Timestamp,
    ) -> Result<Write, SecretUnusable> {
        let pepper = self.secrets.text(&self.pepper, now).await?;
        let key = hmac::Key::new(hmac::HMAC_SHA256, pepper.as_bytes());
        let tag =
            hmac::sign(&key, format!("luma:limit:v1|{}|{subject}", scope.as_str()).as_bytes());
        let pk = format!("LIMIT#{}#{}#{}", scope.as_str(), hex::encode(tag), window.number);
        Ok(self
            .table
            .upsert(pk, "LIMIT")
            .set("expires_at", value::number(later(now, window.seconds).as_second())))
    }
}

/// The window that a moment falls into; windows begin with the epoch.
struct Window {
    number: i64,
    seconds: i64,
}

impl Window {
    fn of(limit: Limit, now: Timestamp) -> Self {
        let seconds = i64::try_from(limit.window.as_secs()).unwrap_or(i64::MAX).max(1);
        Self { number: now.as_second().div_euclid(seconds), seconds }
    }

    fn left_seconds(&self, now: Timestamp) -> u64 {
        let gone = now.as_second().rem_euclid(self.seconds);
        u64::try_from(self.seconds - gone).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_window_ends_for_everyone_at_the_same_second() {
        let limit = Limit { count: 5, window: Duration::from_mins(15) };
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (first, last) = (at("2026-11-25T12:00:00Z"), at("2026-11-25T12:14:59Z"));
        assert_eq!(Window::of(limit, first).number, Window::of(limit, last).number);
        assert_ne!(
            Window::of(limit, last).number,
            Window::of(limit, at("2026-11-25T12:15:00Z")).number
        );
        assert_eq!(Window::of(limit, first).left_seconds(first), 900);
        assert_eq!(Window::of(limit, last).left_seconds(last), 1);
    }
}
