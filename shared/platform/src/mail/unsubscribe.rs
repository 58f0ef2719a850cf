//! Tokens for one-click unsubscription (RFC 8058): `<account>.<member>.<sealed>`. They say who by opaque ids, prove it by
//! a seal of the account's own key, do not run out, and can do nothing but switch news off.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use practice::id::{AccountId, MemberId};

use crate::ids::Ids;
use crate::vault::{Address, DataKey, KeyOf, SealBroken, Vault, VaultError};

const WISH: &[u8] = b"no news";

/// The token of a member, for the `List-Unsubscribe` header.
///
/// # Errors
/// [`SealBroken`] when it cannot be sealed.
pub fn token(
    ids: &dyn Ids,
    key: &DataKey,
    account: AccountId,
    member: MemberId,
) -> Result<String, SealBroken> {
    let (pk, sk) = (account.to_string(), member.to_string());
    let sealed = key.seal(ids, address(&pk, &sk), WISH)?;
    Ok(format!("{pk}.{sk}.{}", URL_SAFE_NO_PAD.encode(sealed)))
}

/// Whose token it is; none if it is nobody's, or of an account whose key is gone.
///
/// # Errors
/// [`VaultError`] when the vault does not answer.
pub async fn open(
    vault: &Vault,
    token: &str,
    now: Timestamp,
) -> Result<Option<(AccountId, MemberId)>, VaultError> {
    let Some((account, member, sealed)) = parts(token) else { return Ok(None) };
    match vault.key(&KeyOf::account(account), now).await {
        Ok(key) => Ok(proves(&key, account, member, &sealed).then_some((account, member))),
        Err(VaultError::NoKey) => Ok(None),
        Err(error) => Err(error),
    }
}

fn parts(token: &str) -> Option<(AccountId, MemberId, Vec<u8>)> {
    let (account, rest) = token.split_once('.')?;
    let (member, sealed) = rest.split_once('.')?;
    let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    Some((AccountId::parse(account).ok()?, MemberId::parse(member).ok()?, sealed))
}

fn proves(key: &DataKey, account: AccountId, member: MemberId, sealed: &[u8]) -> bool {
    let (pk, sk) = (account.to_string(), member.to_string());
    key.open(address(&pk, &sk), sealed).is_ok_and(|plain| plain.as_slice() == WISH)
}

fn address<'a>(pk: &'a str, sk: &'a str) -> Address<'a> {
    Address { table: "unsubscribe", pk, sk, field: "wish", version: 1 }
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;
    use crate::ids::OsIds;

    #[test]
    fn a_token_proves_one_member_of_one_account() {
        let key = DataKey::new(&[7; 32], 1).unwrap();
        let (account, member) = (AccountId::new(Ulid(1)), MemberId::new(Ulid(2)));
        let token = token(&OsIds, &key, account, member).unwrap();
        let (a, m, sealed) = parts(&token).unwrap();
        assert!(proves(&key, a, m, &sealed));
        assert!(!proves(&key, a, MemberId::new(Ulid(3)), &sealed));
        assert!(!proves(&DataKey::new(&[8; 32], 1).unwrap(), a, m, &sealed));
    }

    #[test]
    fn what_is_no_token_has_no_parts() {
        for text in [
            "",
            "a.b.c",
            "..",
            &format!("{}.{}.!", AccountId::new(Ulid(1)), MemberId::new(Ulid(2))),
        ] {
            assert!(parts(text).is_none(), "{text}");
        }
    }
}
