//! Letters for tests.

use crate::letter::Letter;
use miniz_oxide::inflate::decompress_to_vec;
use std::collections::BTreeMap;

/// A complete letter with every kind of block, as it crosses from the server to the browser.
pub(crate) fn letter() -> Letter {
    serde_json::from_str(include_str!("../tests/letters/adalimumab.json"))
        .expect("the sample is a letter")
}

/// Strings that would do harm if any renderer took them for markup.
pub(crate) const HOSTILE: [&str; 8] = [
    "</w:t></w:r><w:r><w:t>",
    "<script>alert(1)</script>",
    "&amp;lt;b&gt;",
    "\" onmouseover=\"x",
    "]]><!--",
    "#panic(\"x\") $x^2$ *bold* _em_ `code`",
    "{{patient.last_name}}{{{{",
    "=cmd|'/c calc'!A1",
];

/// The files of a ZIP archive whose entries are deflated.
pub(crate) fn unzip(archive: &[u8]) -> BTreeMap<String, String> {
    let word = |at: usize| usize::from(archive[at]) | usize::from(archive[at + 1]) << 8;
    let mut files = BTreeMap::new();
    let mut at = 0;
    while archive[at..].starts_with(b"PK\x03\x04") {
        let packed = word(at + 18) | word(at + 20) << 16;
        let (name, extra) = (word(at + 26), word(at + 28));
        let start = at + 30 + name + extra;
        let content = decompress_to_vec(&archive[start..start + packed]).expect("a deflated entry");
        assert_eq!(crc32fast::hash(&content).to_le_bytes(), archive[at + 14..at + 18]);
        let name = String::from_utf8(archive[at + 30..at + 30 + name].to_vec()).expect("a name");
        files.insert(name, String::from_utf8(content).expect("UTF-8"));
        at = start + packed;
    }
    files
}
