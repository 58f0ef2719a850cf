//! Randomness: the one port besides the sockets. Ids, tokens and nonces come from here and nowhere else.

use std::fmt;

use aws_lc_rs::{digest, rand};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ulid::Ulid;
use zeroize::Zeroizing;

/// The operating system gave no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no randomness is available")]
pub struct NoRandomness;

/// A source of bytes that nobody can guess.
pub trait Ids: Send + Sync + fmt::Debug {
    /// Fills the slice.
    ///
    /// # Errors
    /// [`NoRandomness`]; the request must then fail.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness>;
}

impl dyn Ids + '_ {
    /// A new ULID for something that begins at `now`.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn ulid(&self, now: Timestamp) -> Result<Ulid, NoRandomness> {
        let mut random = [0; 16];
        self.fill(&mut random)?;
        let since_epoch = u64::try_from(now.as_millisecond()).unwrap_or_default();
        Ok(Ulid::from_parts(since_epoch, u128::from_be_bytes(random)))
    }

    /// A new one-time token of 256 bits.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn token(&self) -> Result<Token, NoRandomness> {
        let mut bytes = Zeroizing::new([0; 32]);
        self.fill(bytes.as_mut())?;
        Ok(Token(Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes.as_ref()))))
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsIds;

impl Ids for OsIds {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        rand::fill(bytes).map_err(|_| NoRandomness)
    }
}

/// A secret that is sent to one person once; only its digest is stored.
pub struct Token(Zeroizing<String>);

impl Token {
    /// A token that someone presents. Any text will do: only a stored digest makes it valid.
    pub fn presented(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The text for the link in the mail or the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// SHA-256 of the text in hexadecimal: what is stored. The token has 256 random bits, so no salt or stretching is needed.
    pub fn digest(&self) -> String {
        hex::encode(digest::digest(&digest::SHA256, self.0.as_bytes()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_never_show() {
        let ids: &dyn Ids = &OsIds;
        let (one, two) = (ids.token().unwrap(), ids.token().unwrap());
        assert_ne!(one.digest(), two.digest());
        assert_eq!(one.as_str().len(), 43);
        assert_eq!(Token::presented(one.as_str()).digest(), one.digest());
        assert_eq!(format!("{one:?}"), "Token(…)");
    }

    #[test]
    fn an_id_sorts_by_the_time_of_the_event() {
        let ids: &dyn Ids = &OsIds;
        let earlier = ids.ulid("2026-11-25T10:00:00Z".parse().unwrap()).unwrap();
        let later = ids.ulid("2026-11-25T10:00:00.001Z".parse().unwrap()).unwrap();
        assert!(earlier < later);
    }
}
