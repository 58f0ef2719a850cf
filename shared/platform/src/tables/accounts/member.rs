//! The row of a member: `sk = MEMBER#<id>`. Sealed: `person`.

use std::fmt;

use practice::email::Email;
use practice::id::{AccountId, MemberId};
use practice::member::{Member, Role};
use practice::name::PersonName;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{member_sk, pk};
use crate::ids::Ids;
use crate::password::PasswordHash;
use crate::tables::{Item, TableError, value};
use crate::vault::{Address, DataKey};

/// A member and what proves who they are.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// The member.
    pub member: Member,
    /// The hash of their password.
    pub password: PasswordHash,
    /// An address that they want to change to and have not proven yet.
    pub pending_email: Option<Email>,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Person({:?})", self.member.id)
    }
}

/// What is sealed of a member.
#[derive(Serialize, Deserialize)]
struct PersonRow {
    name: String,
    email: String,
    password: String,
    #[serde(default)]
    pending_email: Option<String>,
}

fn address<'a>(pk: &'a str, sk: &'a str, version: u64) -> Address<'a> {
    Address { table: "accounts", pk, sk, field: "person", version }
}

/// The whole row.
pub(super) fn row(
    account: AccountId,
    person: &Person,
    key: &DataKey,
    ids: &dyn Ids,
) -> Result<Item, TableError> {
    let member = &person.member;
    let (pk, sk) = (pk(account), member_sk(member.id));
    let sealed = PersonRow {
        name: member.name.as_str().to_owned(),
        email: member.email.as_str().to_owned(),
        password: person.password.as_str().to_owned(),
        pending_email: person.pending_email.as_ref().map(|email| email.as_str().to_owned()),
    };
    let plain = serde_json::to_vec(&sealed)
        .map(Zeroizing::new)
        .map_err(|_| TableError::Malformed("person"))?;
    let sealed = key.seal(ids, address(&pk, &sk, member.version), &plain)?;
    Ok(Item::new(pk, sk)
        .with("person", value::bytes(sealed))
        .with("version", value::number(member.version))
        .with("role", value::text(member.role.as_str()))
        .with("marketing", value::flag(member.marketing))
        .with("sessions_valid_from", value::time(member.sessions_valid_from)))
}

/// Opens a row.
pub(super) fn person(
    account: AccountId,
    id: MemberId,
    item: &Item,
    key: &DataKey,
) -> Result<Person, TableError> {
    let version = item.number("version")?;
    let plain = key.open(address(&pk(account), &member_sk(id), version), item.bytes("person")?)?;
    let sealed: PersonRow =
        serde_json::from_slice(&plain).map_err(|_| TableError::Malformed("person"))?;
    let malformed = || TableError::Malformed("person");
    Ok(Person {
        member: Member {
            id,
            role: item.parsed("role", Role::parse)?,
            name: PersonName::stored(sealed.name),
            email: Email::parse(&sealed.email).map_err(|_| malformed())?,
            marketing: item.flag("marketing")?,
            sessions_valid_from: item.time("sessions_valid_from")?,
            version,
        },
        password: PasswordHash::stored(sealed.password),
        pending_email: sealed
            .pending_email
            .as_deref()
            .map(Email::parse)
            .transpose()
            .map_err(|_| malformed())?,
    })
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;
    use crate::ids::OsIds;

    fn stored() -> Person {
        Person {
            member: Member {
                id: MemberId::new(Ulid(2)),
                role: Role::Owner,
                name: PersonName::parse("Jo Lee").unwrap(),
                email: Email::parse("jo@lakeside.example").unwrap(),
                marketing: true,
                sessions_valid_from: "2026-11-25T12:00:00Z".parse().unwrap(),
                version: 2,
            },
            password: PasswordHash::stored("$argon2id$…".to_owned()),
            pending_email: Some(Email::parse("jo@new.example").unwrap()),
        }
    }

    #[test]
    fn a_member_reads_back_as_they_were_stored() {
        let (account, key) = (AccountId::new(Ulid(1)), DataKey::new(&[7; 32], 1).unwrap());
        let item = row(account, &stored(), &key, &OsIds).unwrap();
        assert_eq!(person(account, stored().member.id, &item, &key).unwrap(), stored());
        let shown = format!("{:?} {:?}", item.into_attributes(), stored());
        for secret in ["Jo Lee", "lakeside", "argon2id"] {
            assert!(!shown.contains(secret), "{secret}");
        }
    }
}
