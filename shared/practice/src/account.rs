//! The life of an account: unverified, active, closing, purging, gone.

pub use clinical::npi::Npi;
use clinical::refusal::{Refusal, code};
use clinical::specialty::Specialty;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::AccountId;
use crate::name::PracticeName;
use crate::plan::{Letters, Plan};
use crate::retention;

/// What a practice says of itself; it heads its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// What it is called.
    pub practice_name: PracticeName,
    /// What it does.
    pub specialty: Specialty,
    /// Its provider number, if it gave one.
    pub npi: Option<Npi>,
}

/// What a practice says of itself, as typed.
#[derive(Clone, Copy)]
pub struct ProfileForm<'a> {
    /// What it is called.
    pub practice_name: &'a str,
    /// What it does: a name of the list.
    pub specialty: &'a str,
    /// Its provider number.
    pub npi: Option<&'a str>,
}

impl std::fmt::Debug for ProfileForm<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ProfileForm(…)")
    }
}

impl TryFrom<ProfileForm<'_>> for Profile {
    type Error = Vec<Refusal>;

    fn try_from(form: ProfileForm<'_>) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let practice_name = PracticeName::parse(form.practice_name)
            .map_err(|refused| refusals.push(refused.refusal("/practice_name")));
        let specialty = Specialty::parse(form.specialty).map_err(|refused| {
            refusals.push(Refusal::new("/specialty", code::UNKNOWN_VALUE, refused.to_string()));
        });
        let npi = form.npi.map(Npi::parse).transpose();
        let npi = npi.map_err(|refused| {
            refusals.push(Refusal::new("/npi", code::MALFORMED, refused.to_string()));
        });
        match (practice_name, specialty, npi) {
            (Ok(practice_name), Ok(specialty), Ok(npi)) => {
                Ok(Self { practice_name, specialty, npi })
            }
            _ => Err(refusals),
        }
    }
}

/// One practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// What it says of itself.
    pub profile: Profile,
    /// Where it stands in its life.
    pub standing: Standing,
    /// What it is entitled to.
    pub plan: Plan,
    /// What it used of that.
    pub letters: Letters,
    /// The version of policy and terms that it accepted last.
    pub accepted_policy: String,
    /// When it signed up.
    pub created_at: Timestamp,
    /// The request for its deletion, if there is one.
    pub deletion: Option<Deletion>,
    /// Grows with each change of the profile.
    pub version: u64,
}

/// Where an account stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Signed up; the e-mail address is not yet proven.
    Unverified,
    /// In use.
    Active,
    /// Its deletion was requested and can still be revoked.
    Closing,
    /// Being erased; nothing can bring it back.
    Purging,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 4] = [Self::Unverified, Self::Active, Self::Closing, Self::Purging];

    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unverified => "unverified",
            Self::Active => "active",
            Self::Closing => "closing",
            Self::Purging => "purging",
        }
    }

    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.as_str() == word)
    }
}

/// A request for deletion and what follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deletion {
    /// When the owner asked.
    pub requested_at: Timestamp,
    /// When the erasure begins; until then the request can be revoked.
    pub purge_after: Timestamp,
}

impl Deletion {
    /// The deletion that a request at `now` starts.
    ///
    /// # Errors
    /// [`retention::OutOfTime`] when the calendar ends before the erasure would begin.
    pub fn requested(now: Timestamp) -> Result<Self, retention::OutOfTime> {
        Ok(Self { requested_at: now, purge_after: retention::CLOSING_ACCOUNT.due(now)? })
    }

    /// Whether the owner may still change their mind.
    pub fn revocable(&self, now: Timestamp) -> bool {
        now < self.purge_after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_can_be_revoked_to_the_last_second_of_day_28() {
        let asked: Timestamp = "2026-11-25T10:00:00Z".parse().unwrap();
        let deletion = Deletion::requested(asked).unwrap();
        assert_eq!(deletion.purge_after, "2026-12-23T10:00:00Z".parse().unwrap());
        assert!(deletion.revocable("2026-12-23T09:59:59Z".parse().unwrap()));
        assert!(!deletion.revocable("2026-12-23T10:00:00Z".parse().unwrap()));
    }

    #[test]
    fn every_standing_reads_back_from_its_word() {
        for standing in Standing::ALL {
            assert_eq!(Standing::parse(standing.as_str()), Some(standing));
        }
        assert_eq!(Standing::parse("erased"), None);
    }
}
