// Included by the build script and by the library, so that both hash a word alike.

/// FNV-1a over the lower-cased bytes of a word, finished with a mixer so that all bits are of use.
pub(crate) fn hash_of<'a>(bytes: impl Iterator<Item = &'a u8>) -> u64 {
    finish(bytes.fold(SEED, |state, &byte| step(state, byte)))
}

/// The state before the first byte.
pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Takes one byte in, upper case as lower case.
pub(crate) const fn step(state: u64, byte: u8) -> u64 {
    step_lower(state, byte.to_ascii_lowercase())
}

/// [`step`] for a byte that is lower case already.
pub(crate) const fn step_lower(state: u64, byte: u8) -> u64 {
    (state ^ widen(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Spreads the state over all bits (the finalizer of `MurmurHash3`).
pub(crate) const fn finish(state: u64) -> u64 {
    let state = (state ^ (state >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let state = (state ^ (state >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    state ^ (state >> 33)
}

const fn widen(byte: u8) -> u64 {
    u64::from_le_bytes([byte, 0, 0, 0, 0, 0, 0, 0])
}

/// The three cells of a word in the dictionary (a binary fuse layout: three neighbouring segments).
pub(crate) const fn cells(hash: u64, segments: u64, segment: u64) -> [u64; 3] {
    let first = ((hash >> 32) * (segments * segment)) >> 32;
    let mask = segment - 1;
    [first, (first + segment) ^ ((hash >> 18) & mask), (first + 2 * segment) ^ (hash & mask)]
}

/// What a run of bytes is known by; each byte counts as it is.
pub(crate) fn digest(bytes: &[u8]) -> u64 {
    finish(bytes.iter().fold(SEED, |state, &byte| step_lower(state, byte)))
}
