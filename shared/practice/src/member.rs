//! The people of a practice and their roles.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::email::Email;
use crate::id::MemberId;
use crate::name::PersonName;

/// One person of a practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: MemberId,
    /// What they may do.
    pub role: Role,
    /// What they are called.
    pub name: PersonName,
    /// Where they are reached.
    pub email: Email,
    /// Whether they want news of the product by mail; off unless they said so.
    pub marketing: bool,
    /// Sessions from before this moment have ended.
    pub sessions_valid_from: Timestamp,
    /// Grows with each change of name, address or password.
    pub version: u64,
}

/// What a person may do in their practice; [`crate::access`] holds the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Holds the account: everything.
    Owner,
    /// Works on cases and signs documents.
    Clinician,
    /// Works on cases and drafts, signs nothing.
    Staff,
    /// Sees billing and nothing else.
    Billing,
}

impl Role {
    /// Every role, for tables and tests.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Clinician, Self::Staff, Self::Billing];

    /// The word that is stored and shown.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Clinician => "clinician",
            Self::Staff => "staff",
            Self::Billing => "billing",
        }
    }

    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }
}
