//! Random identifiers and names.

use std::fs::File;
use std::io::Read;
use std::sync::OnceLock;

static SOURCE: OnceLock<File> = OnceLock::new();

/// Bytes from the operating system's generator.
///
/// Straight from the system: the crypto library would first gather entropy of its own, which takes
/// longer than all else that happens at start.
///
/// # Errors
/// Only if the generator itself fails.
pub(crate) fn random_bytes<const N: usize>() -> Result<[u8; N], std::io::Error> {
    let mut source = if let Some(source) = SOURCE.get() {
        source
    } else {
        let opened = File::open("/dev/urandom")?;
        SOURCE.get_or_init(|| opened)
    };
    let mut bytes = [0; N];
    source.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// A random request id in the form of a UUID.
pub(crate) fn request_id() -> String {
    // A request id only names a request: without randomness all zeros still serve.
    let hex = hex::encode(random_bytes::<16>().unwrap_or_default());
    let cut = |from: usize, to: usize| hex.get(from..to).unwrap_or_default().to_owned();
    [cut(0, 8), cut(8, 12), cut(12, 16), cut(16, 20), cut(20, 32)].join("-")
}

/// A random access key id.
pub(crate) fn access_key() -> Result<String, std::io::Error> {
    Ok(format!("LOCAL{}", hex::encode_upper(random_bytes::<10>()?)))
}

/// `length` characters drawn evenly from `alphabet`.
pub(crate) fn random_text(length: usize, alphabet: &[char]) -> Result<String, std::io::Error> {
    let size = u8::try_from(alphabet.len()).ok().filter(|size| *size > 0);
    let size = size.ok_or_else(|| std::io::Error::other("an alphabet of 1 to 255 characters"))?;
    // Bytes beyond the last whole multiple of the alphabet would favour its first characters.
    let fair = u8::MAX - u8::MAX % size;
    let mut text = String::with_capacity(length);
    let mut drawn = 0;
    while drawn < length {
        let [byte] = random_bytes::<1>()?;
        if byte < fair
            && let Some(c) = alphabet.get(usize::from(byte % size))
        {
            text.push(*c);
            drawn += 1;
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_random_text_has_its_length_and_alphabet_and_is_not_repeated() {
        let alphabet: Vec<char> = ('0'..='9').collect();
        let text = random_text(64, &alphabet).unwrap();
        assert_eq!(text.len(), 64);
        assert!(text.chars().all(|c| c.is_ascii_digit()));
        assert_ne!(text, random_text(64, &alphabet).unwrap());
    }

    #[test]
    fn a_request_id_looks_like_a_uuid() {
        let id = request_id();
        assert_eq!(id.len(), 36);
        assert_eq!(id.matches('-').count(), 4);
    }
}
