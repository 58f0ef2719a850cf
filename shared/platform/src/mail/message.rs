//! What Luma writes to people: plain sentences, links with their secret in the fragment, never a word of a case.

use std::fmt;

use practice::email::Email;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// One mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: Email,
    /// What.
    pub message: Message,
}

/// What a mail says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Message {
    /// Please confirm your address.
    VerifyAddress {
        /// The one-time token.
        token: Zeroizing<String>,
    },
    /// Somebody signed up with an address that has an account.
    AlreadyRegistered,
    /// Here you set a new password.
    ResetPassword {
        /// The one-time token.
        token: Zeroizing<String>,
    },
    /// Your password was changed.
    PasswordChanged,
    /// Please confirm your new address.
    ChangeAddress {
        /// The one-time token.
        token: Zeroizing<String>,
    },
    /// Your address is about to change: to the old one.
    AddressChanging,
    /// A session was ended because its token was used twice.
    SessionRevoked,
    /// The account's deletion was asked for.
    DeletionRequested,
    /// The account is kept after all.
    DeletionRevoked,
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mail(…)")
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Message(…)")
    }
}

/// A mail in words: a subject and paragraphs. A paragraph that is a link stands alone.
pub(super) struct Letter {
    pub(super) subject: &'static str,
    pub(super) paragraphs: Vec<Paragraph>,
}

pub(super) enum Paragraph {
    Text(&'static str),
    Link { label: &'static str, url: String },
}

impl Message {
    /// The mail in words. Links begin with the site's origin.
    pub(super) fn letter(&self, origin: &str) -> Letter {
        use Paragraph::{Link, Text};
        let link = |label, path: &str, token: &str| Link {
            label,
            url: format!("{origin}{path}#token={token}"),
        };
        let page = |label, path: &str| Link { label, url: format!("{origin}{path}") };
        let (subject, paragraphs) = match self {
            Self::VerifyAddress { token } => (
                "Please confirm your e-mail address",
                vec![
                    Text(
                        "Welcome to Luma. Please confirm that this address is yours; then you can sign in.",
                    ),
                    link("Confirm this address", "/app/verify", token),
                    Text(
                        "The link works once and for 24 hours. If you did not sign up, ignore this mail: without confirmation everything entered is erased after 7 days.",
                    ),
                ],
            ),
            Self::AlreadyRegistered => (
                "You already have an account",
                vec![
                    Text(
                        "Somebody, probably you, just tried to sign up at Luma with this address. You already have an account, so nothing was changed.",
                    ),
                    page("Sign in", "/app/sign-in"),
                    Text(
                        "If you do not remember your password, you can set a new one there. If it was not you, there is nothing to do.",
                    ),
                ],
            ),
            Self::ResetPassword { token } => (
                "Set a new password",
                vec![
                    Text(
                        "Somebody, probably you, asked to set a new password for your account at Luma.",
                    ),
                    link("Set a new password", "/app/reset", token),
                    Text(
                        "The link works once and for 30 minutes. If it was not you, ignore this mail: your password stays as it is.",
                    ),
                ],
            ),
            Self::PasswordChanged => (
                "Your password was changed",
                vec![
                    Text(
                        "The password of your account at Luma was just changed, and all other sessions were ended.",
                    ),
                    Text(
                        "If it was not you, set a new password at once and write to hello@useluma.io.",
                    ),
                    page("Set a new password", "/app/forgot"),
                ],
            ),
            Self::ChangeAddress { token } => (
                "Please confirm your new e-mail address",
                vec![
                    Text(
                        "You asked to use this address for your account at Luma. Please confirm that it is yours; until then the old one stays.",
                    ),
                    link("Confirm this address", "/app/verify", token),
                    Text(
                        "The link works once and for 24 hours. If you did not ask for this, ignore this mail.",
                    ),
                ],
            ),
            Self::DeletionRequested => (
                "Your account is closing",
                vec![
                    Text(
                        "The deletion of your account at Luma was requested. For 28 days you can sign in to take everything away or to keep the account after all.",
                    ),
                    page("Keep or export the account", "/app/account"),
                    Text(
                        "By day 30 nothing is left but records of payments and a receipt without names. There will be no further mail: your address is erased too.",
                    ),
                ],
            ),
            Self::DeletionRevoked => (
                "Your account stays",
                vec![Text(
                    "The deletion of your account at Luma was revoked. Everything is as it was before.",
                )],
            ),
            Self::AddressChanging => (
                "Your e-mail address is about to change",
                vec![
                    Text(
                        "Somebody with your password asked to use another e-mail address for your account at Luma. It changes once the new address is confirmed.",
                    ),
                    Text(
                        "If it was not you, set a new password at once: that also stops the change.",
                    ),
                    page("Set a new password", "/app/forgot"),
                ],
            ),
            Self::SessionRevoked => (
                "You were signed out",
                vec![
                    Text(
                        "One of your sessions at Luma was ended because its key was used twice. That happens when a browser is restored from a copy, or when somebody else has the key.",
                    ),
                    page("Sign in again", "/app/sign-in"),
                    Text("If you did not expect this, set a new password; that ends all sessions."),
                ],
            ),
        };
        Letter { subject, paragraphs }
    }
}
