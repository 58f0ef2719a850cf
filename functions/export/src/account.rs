//! `account.json` of the archive: everything that is stored about the practice and its people, save the hashes of their
//! passwords.

use clinical::npi::Npi;
use jiff::Timestamp;
use platform::tables::accounts::Person;
use practice::account::Account;
use practice::email::Email;
use serde_json::{Value, json};

/// The account and its people.
pub(crate) fn view(account: &Account, people: &[Person], now: Timestamp) -> Value {
    let letters = account.letters.at(now);
    let deletion = account.deletion.map(|deletion| {
        json!({"requested_at": deletion.requested_at, "purge_after": deletion.purge_after})
    });
    json!({
        "id": account.id,
        "practice_name": account.profile.practice_name.as_str(),
        "specialty": account.profile.specialty.name(),
        "npi": account.profile.npi.as_ref().map(Npi::as_str),
        "state": account.standing.as_str(),
        "plan": account.plan.as_str(),
        "letters": {"used": letters.used, "since": letters.since},
        "accepted_policy": account.accepted_policy,
        "created_at": account.created_at,
        "deletion": deletion,
        "members": people.iter().map(member).collect::<Vec<_>>(),
    })
}

fn member(person: &Person) -> Value {
    let member = &person.member;
    json!({
        "id": member.id,
        "name": member.name.as_str(),
        "email": member.email.as_str(),
        "pending_email": person.pending_email.as_ref().map(Email::as_str),
        "role": member.role.as_str(),
        "marketing": member.marketing,
        "sessions_valid_from": member.sessions_valid_from,
    })
}
