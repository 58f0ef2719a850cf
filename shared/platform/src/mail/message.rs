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

impl Message {
    /// The mail in words. Links begin with the site's origin.
    pub(super) fn letter(&self, origin: &str) -> Letter {
        let (words, token) = match self {
            Self::VerifyAddress { token } => (&VERIFY_ADDRESS, Some(token)),
            Self::AlreadyRegistered => (&ALREADY_REGISTERED, None),
            Self::ResetPassword { token } => (&RESET_PASSWORD, Some(token)),
            Self::PasswordChanged => (&PASSWORD_CHANGED, None),
            Self::ChangeAddress { token } => (&CHANGE_ADDRESS, Some(token)),
            Self::AddressChanging => (&ADDRESS_CHANGING, None),
            Self::SessionRevoked => (&SESSION_REVOKED, None),
            Self::DeletionRequested => (&DELETION_REQUESTED, None),
            Self::DeletionRevoked => (&DELETION_REVOKED, None),
        };
        // The token stands in the fragment, which browsers send to nobody.
        let fragment = token.map(|token| format!("#token={}", token.as_str())).unwrap_or_default();
        Letter { words, url: format!("{origin}{}{fragment}", words.path) }
    }
}

/// A mail in words, with the link that it offers.
pub(super) struct Letter {
    pub(super) words: &'static Words,
    pub(super) url: String,
}

/// The words of a mail around its one link.
pub(super) struct Words {
    pub(super) subject: &'static str,
    pub(super) before: &'static str,
    pub(super) link: &'static str,
    path: &'static str,
    pub(super) after: &'static str,
}

const VERIFY_ADDRESS: Words = Words {
    subject: "Please confirm your e-mail address",
    before: "Welcome to Luma. Please confirm that this address is yours; then you can sign in.",
    link: "Confirm this address",
    path: "/app/verify",
    after: "The link works once and for 24 hours. If you did not sign up, ignore this mail: without confirmation \
            everything entered is erased after 7 days.",
};

const ALREADY_REGISTERED: Words = Words {
    subject: "You already have an account",
    before: "Somebody, probably you, just tried to use this address for a new account at Luma. You already have an \
             account, so nothing was changed.",
    link: "Sign in",
    path: "/app/sign-in",
    after: "If you do not remember your password, you can set a new one there. If it was not you, there is nothing to do.",
};

const RESET_PASSWORD: Words = Words {
    subject: "Set a new password",
    before: "Somebody, probably you, asked to set a new password for your account at Luma.",
    link: "Set a new password",
    path: "/app/reset",
    after: "The link works once and for 30 minutes. If it was not you, ignore this mail: your password stays as it is.",
};

const PASSWORD_CHANGED: Words = Words {
    subject: "Your password was changed",
    before: "The password of your account at Luma was just changed, and all sessions were ended.",
    link: "Sign in",
    path: "/app/sign-in",
    after: "If it was not you, set a new password at once and write to hello@useluma.io.",
};

const CHANGE_ADDRESS: Words = Words {
    subject: "Please confirm your new e-mail address",
    before: "You asked to use this address for your account at Luma. Please confirm that it is yours; until then the old \
             one stays.",
    link: "Confirm this address",
    path: "/app/verify",
    after: "The link works once and for 24 hours. If you did not ask for this, ignore this mail.",
};

const ADDRESS_CHANGING: Words = Words {
    subject: "Your e-mail address is about to change",
    before: "Somebody with your password asked to use another e-mail address for your account at Luma. It changes once \
             the new address is confirmed.",
    link: "Set a new password",
    path: "/app/forgot",
    after: "If it was not you, set a new password at once: that also stops the change.",
};

const SESSION_REVOKED: Words = Words {
    subject: "You were signed out",
    before: "One of your sessions at Luma was ended because its key was used twice. That happens when a browser is \
             restored from a copy, or when somebody else has the key.",
    link: "Sign in again",
    path: "/app/sign-in",
    after: "If you did not expect this, set a new password; that ends all sessions.",
};

const DELETION_REQUESTED: Words = Words {
    subject: "Your account is closing",
    before: "The deletion of your account at Luma was requested. For 28 days you can sign in to take everything away or \
             to keep the account after all.",
    link: "Keep or export the account",
    path: "/app/account",
    after: "By day 30 nothing is left but records of payments and a receipt without names. There will be no further \
            mail: your address is erased too.",
};

const DELETION_REVOKED: Words = Words {
    subject: "Your account stays",
    before: "The deletion of your account at Luma was revoked. Everything is as it was before.",
    link: "Sign in",
    path: "/app/sign-in",
    after: "If it was not you, set a new password at once.",
};
