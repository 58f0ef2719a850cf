//! Where the dictionary comes from: compiled in (feature `embedded`, the rule), or given once by whoever loaded it beside the
//! module, as the browser does. Without its dictionary the firewall refuses every text.

#[cfg(not(feature = "embedded"))]
use std::sync::OnceLock;

use crate::hash;

mod seal {
    #![expect(clippy::unreadable_literal, reason = "a generated constant")]
    include!(concat!(env!("OUT_DIR"), "/seal.rs"));
}

pub use seal::DIGEST;

/// The bytes are not the dictionary that this build was made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these bytes are not the dictionary of this build")]
pub struct OtherDictionary;

#[cfg(feature = "embedded")]
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dictionary.bin"));

#[cfg(not(feature = "embedded"))]
static LOADED: OnceLock<Vec<u8>> = OnceLock::new();

/// Takes the dictionary that was loaded beside the module; a second call changes nothing.
///
/// # Errors
/// [`OtherDictionary`] unless the bytes are those of [`DIGEST`].
pub fn load(bytes: &[u8]) -> Result<(), OtherDictionary> {
    if hash::digest(bytes) != DIGEST {
        return Err(OtherDictionary);
    }
    #[cfg(not(feature = "embedded"))]
    LOADED.get_or_init(|| bytes.to_vec());
    Ok(())
}

/// The cells of all words; none before they were loaded.
#[cfg(feature = "embedded")]
pub(crate) const fn cells() -> &'static [u8] {
    EMBEDDED
}

/// The cells of all words; none before they were loaded.
#[cfg(not(feature = "embedded"))]
pub(crate) fn cells() -> &'static [u8] {
    LOADED.get().map_or(&[], Vec::as_slice)
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    #[test]
    fn only_the_dictionary_of_this_build_is_taken() {
        assert_eq!(load(EMBEDDED), Ok(()));
        assert_eq!(load(&EMBEDDED[1..]), Err(OtherDictionary));
        assert_eq!(load(b""), Err(OtherDictionary));
    }
}
