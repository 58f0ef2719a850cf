//! The row of an account: `sk = ACCOUNT`. Sealed: `profile`.

use clinical::npi::Npi;
use clinical::specialty::Specialty;
use practice::account::{Account, Deletion, Profile, Standing};
use practice::id::AccountId;
use practice::name::PracticeName;
use practice::plan::Plan;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{letters, pk};
use crate::ids::Ids;
use crate::tables::{Item, TableError, value};
use crate::vault::{Address, DataKey};

/// What is sealed of an account.
#[derive(Serialize, Deserialize)]
struct ProfileRow {
    practice_name: String,
    specialty: String,
    npi: Option<String>,
}

fn address(pk: &str, version: u64) -> Address<'_> {
    Address { table: "accounts", pk, sk: "ACCOUNT", field: "profile", version }
}

/// The profile, sealed for the account's version.
pub(super) fn seal(account: &Account, key: &DataKey, ids: &dyn Ids) -> Result<Vec<u8>, TableError> {
    let profile = ProfileRow {
        practice_name: account.profile.practice_name.as_str().to_owned(),
        specialty: account.profile.specialty.name().to_owned(),
        npi: account.profile.npi.as_ref().map(|npi| npi.as_str().to_owned()),
    };
    let plain = serde_json::to_vec(&profile)
        .map(Zeroizing::new)
        .map_err(|_| TableError::Malformed("profile"))?;
    Ok(key.seal(ids, address(&pk(account.id), account.version), &plain)?)
}

/// The whole row.
pub(super) fn row(account: &Account, key: &DataKey, ids: &dyn Ids) -> Result<Item, TableError> {
    let deletion = account.deletion.as_ref();
    Ok(Item::new(pk(account.id), "ACCOUNT")
        .with("profile", value::bytes(seal(account, key, ids)?))
        .with("version", value::number(account.version))
        .with("standing", value::text(account.standing.as_str()))
        .with("plan", value::text(account.plan.as_str()))
        .with("letters_used", value::number(account.letters.used))
        .with("letters_since", value::time(account.letters.since))
        .with("accepted_policy", value::text(&account.accepted_policy))
        .with("created_at", value::time(account.created_at))
        .with_some(
            "deletion_requested_at",
            deletion.map(|deletion| value::time(deletion.requested_at)),
        )
        .with_some("purge_after", deletion.map(|deletion| value::time(deletion.purge_after))))
}

/// Opens a row.
pub(super) fn account(id: AccountId, item: &Item, key: &DataKey) -> Result<Account, TableError> {
    let version = item.number("version")?;
    let plain = key.open(address(&pk(id), version), item.bytes("profile")?)?;
    let profile: ProfileRow =
        serde_json::from_slice(&plain).map_err(|_| TableError::Malformed("profile"))?;
    let deletion = match item.optional("deletion_requested_at", Item::time)? {
        Some(requested_at) => {
            Some(Deletion { requested_at, purge_after: item.time("purge_after")? })
        }
        None => None,
    };
    Ok(Account {
        id,
        profile: reopened(&profile).ok_or(TableError::Malformed("profile"))?,
        standing: item.parsed("standing", Standing::parse)?,
        plan: item.parsed("plan", Plan::parse)?,
        letters: letters(item)?,
        accepted_policy: item.text("accepted_policy")?.to_owned(),
        created_at: item.time("created_at")?,
        deletion,
        version,
    })
}

fn reopened(profile: &ProfileRow) -> Option<Profile> {
    Some(Profile {
        practice_name: PracticeName::stored(profile.practice_name.clone()),
        specialty: Specialty::parse(&profile.specialty).ok()?,
        npi: profile.npi.as_deref().map(Npi::parse).transpose().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use practice::plan::Letters;
    use ulid::Ulid;

    use super::*;
    use crate::ids::OsIds;

    fn key() -> DataKey {
        DataKey::new(&[7; 32], 1).unwrap()
    }

    fn stored(npi: Option<&str>, deletion: bool) -> Account {
        let created_at = "2026-11-25T12:00:00Z".parse().unwrap();
        Account {
            id: AccountId::new(Ulid(1)),
            profile: Profile {
                practice_name: PracticeName::parse("Lakeside Rheumatology").unwrap(),
                specialty: Specialty::parse("Rheumatology").unwrap(),
                npi: npi.map(|npi| Npi::parse(npi).unwrap()),
            },
            standing: Standing::Active,
            plan: Plan::Trial,
            letters: Letters { used: 3, since: created_at },
            accepted_policy: "2026-11-25".to_owned(),
            created_at,
            deletion: deletion.then(|| Deletion::requested(created_at).unwrap()),
            version: 4,
        }
    }

    #[test]
    fn an_account_reads_back_as_it_was_stored() {
        for stored in [stored(None, false), stored(Some("1234567893"), true)] {
            let item = row(&stored, &key(), &OsIds).unwrap();
            assert_eq!(account(stored.id, &item, &key()).unwrap(), stored);
        }
    }

    #[test]
    fn what_the_practice_says_of_itself_is_nowhere_in_clear() {
        let attributes =
            row(&stored(Some("1234567893"), false), &key(), &OsIds).unwrap().into_attributes();
        let shown = format!("{attributes:?}");
        for secret in ["Lakeside", "Rheumatology", "1234567893"] {
            assert!(!shown.contains(secret));
        }
    }

    #[test]
    fn a_profile_copied_to_another_account_does_not_open() {
        let stored = stored(None, false);
        let item = row(&stored, &key(), &OsIds).unwrap();
        assert!(account(AccountId::new(Ulid(2)), &item, &key()).is_err());
    }
}
