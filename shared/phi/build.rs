//! Compiles the word lists of `data/` into the tables that the detector reads: the dictionary (one cell per word),
//! the cue words with their roles, and the folding of characters to ASCII.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a fault of the data files must stop the build"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

#[path = "build/cues.rs"]
mod cues;
#[path = "build/dictionary.rs"]
mod dictionary;
#[path = "build/read.rs"]
mod read;

/// The hash that the library uses too.
mod hash {
    include!("src/hash.rs");
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=src/hash.rs");
    #[expect(
        clippy::disallowed_methods,
        reason = "cargo tells a build script its directory this way"
    )]
    let out = env::var("OUT_DIR").unwrap();
    let out = Path::new(&out);
    let words = dictionary::words();
    let dictionary = dictionary::compile(&words);
    fs::write(out.join("dictionary.rs"), dictionary.write(&out.join("dictionary.bin"))).unwrap();
    fs::write(out.join("seal.rs"), dictionary.seal()).unwrap();
    fs::write(out.join("cues.rs"), cues::compile(&words)).unwrap();
    fs::write(out.join("fold.rs"), fold()).unwrap();
}

/// `data/fold.tsv` as a sorted table of (first, last, what the first becomes).
fn fold() -> String {
    let rows: BTreeMap<u32, (u32, String)> = read::rows("fold.tsv")
        .iter()
        .map(|row| (code(&row[0]), (code(&row[1]), row[2].clone())))
        .collect();
    let texts: BTreeSet<&str> = rows.values().map(|(_, text)| text.as_str()).collect();
    assert!(texts.iter().all(|text| text.is_ascii() && !text.is_empty()));
    let lines: Vec<String> =
        rows.iter().map(|(first, (last, text))| format!("({first}, {last}, {text:?}),")).collect();
    format!(
        "pub(super) static FOLD: [(u32, u32, &str); {}] = [\n{}\n];\n",
        rows.len(),
        lines.join("\n")
    )
}

fn code(hex: &str) -> u32 {
    u32::from_str_radix(hex, 16).unwrap()
}
