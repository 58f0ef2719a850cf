//! Password hashes: Argon2id, m = 19 MiB, t = 2, p = 1 (OWASP Password Storage Cheat Sheet).

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use practice::password::Password;
use zeroize::Zeroizing;

use crate::ids::{Ids, NoRandomness};

/// Memory in KiB.
const MEMORY: u32 = 19_456;
/// Passes over it.
const PASSES: u32 = 2;
/// Lanes.
const LANES: u32 = 1;
const SALT_LEN: usize = 16;
const HASH_LEN: usize = 32;

/// A password could not be hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotHashed {
    /// The hash function refused.
    #[error("a password could not be hashed")]
    Refused,
    /// No salt could be drawn.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// What is stored of a password, as a PHC string.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(Zeroizing<String>);

impl PasswordHash {
    /// Hashes a password under a fresh salt.
    ///
    /// # Errors
    /// [`NotHashed`].
    pub fn of(password: &Password, ids: &dyn Ids) -> Result<Self, NotHashed> {
        let mut salt = [0; SALT_LEN];
        ids.fill(&mut salt)?;
        let hash = derive(password, &salt)?;
        let (salt, hash) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(hash.as_ref()));
        Ok(Self(Zeroizing::new(format!("{}{salt}${hash}", prefix()))))
    }

    /// Takes up a stored hash.
    pub fn stored(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The PHC string, to be sealed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The salt and the hash, if this was made with today's parameters.
    fn parts(&self) -> Option<([u8; SALT_LEN], [u8; HASH_LEN])> {
        let (salt, hash) = self.0.strip_prefix(&prefix())?.split_once('$')?;
        let decode = |text: &str| STANDARD_NO_PAD.decode(text).ok();
        Some((decode(salt)?.try_into().ok()?, decode(hash)?.try_into().ok()?))
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// Whether the password is the stored one. Without a stored one the same work is done for nothing, so that an unknown
/// address takes as long as a known one.
///
/// # Errors
/// [`NotHashed`].
pub fn is_password(password: &Password, stored: Option<&PasswordHash>) -> Result<bool, NotHashed> {
    match stored.map(PasswordHash::parts) {
        Some(Some((salt, expected))) => {
            let hash = derive(password, &salt)?;
            Ok(aws_lc_rs::constant_time::verify_slices_are_equal(hash.as_ref(), &expected).is_ok())
        }
        Some(None) => Err(NotHashed::Refused),
        None => derive(password, &[0; SALT_LEN]).map(|_| false),
    }
}

fn prefix() -> String {
    format!("$argon2id$v=19$m={MEMORY},t={PASSES},p={LANES}$")
}

fn derive(
    password: &Password,
    salt: &[u8; SALT_LEN],
) -> Result<Zeroizing<[u8; HASH_LEN]>, NotHashed> {
    let params =
        Params::new(MEMORY, PASSES, LANES, Some(HASH_LEN)).map_err(|_| NotHashed::Refused)?;
    let mut hash = Zeroizing::new([0; HASH_LEN]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, hash.as_mut())
        .map_err(|_| NotHashed::Refused)?;
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::OsIds;

    fn typed(text: &str) -> Password {
        Password::typed(text).unwrap()
    }

    #[test]
    fn the_right_password_passes_and_no_other() {
        let stored = PasswordHash::of(&typed("correct horse battery"), &OsIds).unwrap();
        assert!(stored.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(is_password(&typed("correct horse battery"), Some(&stored)).unwrap());
        assert!(!is_password(&typed("correct horse battery "), Some(&stored)).unwrap());
    }

    #[test]
    fn nobody_has_every_password() {
        assert!(!is_password(&typed("correct horse battery"), None).unwrap());
    }

    #[test]
    fn a_hash_that_is_none_is_a_failure_and_not_a_wrong_password() {
        let stored = PasswordHash::stored("$2b$12$abcdef".to_owned());
        assert_eq!(is_password(&typed("x"), Some(&stored)), Err(NotHashed::Refused));
    }

    #[test]
    fn equal_passwords_have_different_hashes_and_none_shows() {
        let (one, two) = (
            PasswordHash::of(&typed("x"), &OsIds).unwrap(),
            PasswordHash::of(&typed("x"), &OsIds).unwrap(),
        );
        assert_ne!(one, two);
        assert_eq!(format!("{one:?}"), "PasswordHash(…)");
    }
}
