//! Reads the data files: tab-separated with one header line, some of them gzip-compressed.

use std::fs;
use std::path::Path;

/// The rows of a table without its header.
pub(crate) fn rows(name: &str) -> Vec<Vec<String>> {
    text(name)
        .lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

/// A data file as text.
pub(crate) fn text(name: &str) -> String {
    let bytes = fs::read(Path::new("data").join(name)).unwrap();
    let bytes = if Path::new(name).extension().is_some_and(|kind| kind == "gz") {
        gunzip(&bytes)
    } else {
        bytes
    };
    String::from_utf8(bytes).unwrap()
}

/// RFC 1952: a header with an optional file name, the deflated data, eight bytes of trailer.
fn gunzip(bytes: &[u8]) -> Vec<u8> {
    assert_eq!(bytes[..3], [0x1f, 0x8b, 8]);
    let flags = bytes[3];
    assert_eq!(flags & !0x08, 0, "only a file name may be in the header");
    let name =
        if flags & 0x08 == 0 { 0 } else { bytes[10..].iter().position(|&b| b == 0).unwrap() + 1 };
    miniz_oxide::inflate::decompress_to_vec(&bytes[10 + name..bytes.len() - 8]).unwrap()
}
