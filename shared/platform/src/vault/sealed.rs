//! Sealing one field: `0x01 | key_version u16 | nonce 12 | ciphertext | tag`, AES-256-GCM. The address of the field is
//! authenticated along, so that a ciphertext that was moved to another row, field or account does not open.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use zeroize::Zeroizing;

use crate::ids::{Ids, NoRandomness};

/// Bytes of a data key.
pub(crate) const KEY_LEN: usize = 32;
/// First byte of everything that is sealed: the form described above.
const FORM: u8 = 1;

/// Where a sealed field lives.
#[derive(Debug, Clone, Copy)]
pub struct Address<'a> {
    /// Logical name of the table, such as `cases`.
    pub table: &'a str,
    /// Partition key of the row.
    pub pk: &'a str,
    /// Sort key of the row.
    pub sk: &'a str,
    /// Name of the attribute.
    pub field: &'a str,
    /// Version of the row's content.
    pub version: u64,
}

impl Address<'_> {
    /// The bytes that are authenticated. None of the parts can hold a `|`: they are ids and names of ours.
    fn aad(&self) -> Vec<u8> {
        format!("v1|{}|{}|{}|{}|{}", self.table, self.pk, self.sk, self.field, self.version)
            .into_bytes()
    }
}

/// A field could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealBroken {
    /// Moved, edited, truncated, of another key, or of another form.
    #[error("a sealed field does not open at its address")]
    DoesNotOpen,
    /// The cipher refused to seal, which only an impossible length brings about.
    #[error("a field could not be sealed")]
    DoesNotSeal,
    /// No nonce could be drawn.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// The key of one account or one case, in memory only.
#[derive(Clone)]
pub struct DataKey {
    bytes: Zeroizing<[u8; KEY_LEN]>,
    version: u16,
}

impl DataKey {
    /// Wraps plaintext key bytes; none if there are not exactly 32.
    pub(crate) fn new(bytes: &[u8], version: u16) -> Option<Self> {
        let mut key = Zeroizing::new([0; KEY_LEN]);
        if bytes.len() != KEY_LEN {
            return None;
        }
        key.copy_from_slice(bytes);
        Some(Self { bytes: key, version })
    }

    /// Seals a field for its address under a fresh random nonce.
    ///
    /// # Errors
    /// [`SealBroken::NoRandomness`], or [`SealBroken::DoesNotSeal`].
    pub fn seal(
        &self,
        ids: &dyn Ids,
        address: Address<'_>,
        plain: &[u8],
    ) -> Result<Vec<u8>, SealBroken> {
        let mut nonce = [0; NONCE_LEN];
        ids.fill(&mut nonce)?;
        self.seal_with(nonce, &address.aad(), plain)
    }

    fn seal_with(
        &self,
        nonce: [u8; NONCE_LEN],
        aad: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, SealBroken> {
        let mut body = plain.to_vec();
        self.cipher()?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(aad),
                &mut body,
            )
            .map_err(|_| SealBroken::DoesNotSeal)?;
        let mut sealed = Vec::with_capacity(3 + NONCE_LEN + body.len());
        sealed.push(FORM);
        sealed.extend_from_slice(&self.version.to_be_bytes());
        sealed.extend_from_slice(&nonce);
        sealed.append(&mut body);
        Ok(sealed)
    }

    /// Opens a field that was sealed for this address.
    ///
    /// # Errors
    /// [`SealBroken::DoesNotOpen`] for everything that was not, by whatever way it came there.
    pub fn open(
        &self,
        address: Address<'_>,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SealBroken> {
        self.open_with(&address.aad(), sealed)
    }

    fn open_with(&self, aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealBroken> {
        let (form, rest) = sealed.split_first().ok_or(SealBroken::DoesNotOpen)?;
        let (version, rest) = rest.split_first_chunk().ok_or(SealBroken::DoesNotOpen)?;
        let (nonce, body) = rest.split_first_chunk::<NONCE_LEN>().ok_or(SealBroken::DoesNotOpen)?;
        if *form != FORM || u16::from_be_bytes(*version) != self.version {
            return Err(SealBroken::DoesNotOpen);
        }
        let mut body = Zeroizing::new(body.to_vec());
        let length = self
            .cipher()?
            .open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(aad), &mut body)
            .map_err(|_| SealBroken::DoesNotOpen)?
            .len();
        body.truncate(length);
        Ok(body)
    }

    fn cipher(&self) -> Result<LessSafeKey, SealBroken> {
        let key = UnboundKey::new(&AES_256_GCM, self.bytes.as_ref())
            .map_err(|_| SealBroken::DoesNotSeal)?;
        Ok(LessSafeKey::new(key))
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DataKey(…, version {})", self.version)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::OsIds;

    const HERE: Address<'_> =
        Address { table: "cases", pk: "ACCOUNT#01", sk: "CASE#01", field: "content", version: 1 };

    fn key() -> DataKey {
        let bytes: Vec<u8> = (0..32).collect();
        DataKey::new(&bytes, 1).unwrap()
    }

    #[test]
    fn the_published_vector_is_reproduced() {
        let nonce: [u8; 12] = std::array::from_fn(|i| u8::try_from(i).unwrap());
        let aad = b"cases|ACC#01|CASE#01|note|1";
        let sealed = key().seal_with(nonce, aad, b"plan of care").unwrap();
        let expected = "376eb775e58aa43bee20e5eef05a1f5835b326eed6d5019e1641e523";
        assert_eq!(hex::encode(&sealed[15..]), expected);
        assert_eq!(hex::encode(&sealed[..15]), "010001000102030405060708090a0b");
        assert_eq!(key().open_with(aad, &sealed).unwrap().as_slice(), b"plan of care");
        assert_eq!(
            key().open_with(b"cases|ACC#02|CASE#01|note|1", &sealed).unwrap_err(),
            SealBroken::DoesNotOpen
        );
    }

    #[test]
    fn a_ciphertext_that_was_moved_does_not_open() {
        let sealed = key().seal(&OsIds, HERE, b"plan of care").unwrap();
        assert_eq!(key().open(HERE, &sealed).unwrap().as_slice(), b"plan of care");
        let elsewhere = [
            Address { table: "accounts", ..HERE },
            Address { pk: "ACCOUNT#02", ..HERE },
            Address { sk: "CASE#02", ..HERE },
            Address { field: "note", ..HERE },
            Address { version: 2, ..HERE },
        ];
        for address in elsewhere {
            assert_eq!(
                key().open(address, &sealed).unwrap_err(),
                SealBroken::DoesNotOpen,
                "{address:?}"
            );
        }
    }

    #[test]
    fn another_key_or_key_version_does_not_open_it() {
        let sealed = key().seal(&OsIds, HERE, b"plan of care").unwrap();
        assert!(DataKey::new(&[7; 32], 1).unwrap().open(HERE, &sealed).is_err());
        let bytes: Vec<u8> = (0..32).collect();
        assert!(DataKey::new(&bytes, 2).unwrap().open(HERE, &sealed).is_err());
    }

    #[test]
    fn one_text_is_never_sealed_alike_twice() {
        assert_ne!(
            key().seal(&OsIds, HERE, b"x").unwrap(),
            key().seal(&OsIds, HERE, b"x").unwrap()
        );
    }

    #[test]
    fn a_key_never_shows() {
        assert_eq!(format!("{:?}", key()), "DataKey(…, version 1)");
    }

    proptest! {
        #[test]
        fn every_flipped_bit_and_every_cut_is_noticed(plain in proptest::collection::vec(any::<u8>(), 0..64), at in any::<prop::sample::Index>(), bit in 0_u8..8) {
            let sealed = key().seal(&OsIds, HERE, &plain).unwrap();
            let opened = key().open(HERE, &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), plain.as_slice());
            let mut flipped = sealed.clone();
            flipped[at.index(sealed.len())] ^= 1 << bit;
            prop_assert!(key().open(HERE, &flipped).is_err());
            prop_assert!(key().open(HERE, &sealed[..at.index(sealed.len())]).is_err());
        }
    }
}
