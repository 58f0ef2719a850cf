//! Fuzz targets with a bound, part of every test run: notes of the corpora, mangled as people and programs mangle them
//! (`mangle.rs`), held against the laws of the firewall.
//!
//! `cargo fuzz` would need a nightly compiler; proptest runs on stable, shrinks what it finds and writes its seed to
//! `tests/fuzz/regressions.txt`, from where it is tried first in every later run. For a long run:
//!
//!     PHI_FUZZ_CASES=1000000 cargo test --release -p phi --test fuzz

#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

mod mangle;

use std::fs;
use std::sync::LazyLock;

use mangle::Mangling;
use phi::{Action, Finding, offsets, redact, scan};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

/// Mangled notes of each law in an ordinary test run.
const CASES: u32 = 2_000;

/// The texts of all corpora.
static NOTES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let corpora = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let files = fs::read_dir(corpora).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|kind| kind == "jsonl")).collect();
    files.sort();
    let text = |line: &str| {
        let note: serde_json::Value = serde_json::from_str(line).unwrap();
        note.get("text").unwrap().as_str().unwrap().to_owned()
    };
    files
        .iter()
        .flat_map(|file| fs::read_to_string(file).unwrap().lines().map(text).collect::<Vec<_>>())
        .collect()
});

fn notes() -> impl Strategy<Value = String> {
    let note = || any::<prop::sample::Index>().prop_map(|index| index.get(&NOTES).clone());
    (note(), note(), prop::collection::vec(any::<Mangling>(), 0..6)).prop_map(
        |(text, other, manglings)| {
            manglings.iter().fold(text, |text, mangling| mangling.apply(&text, &other))
        },
    )
}

fn config() -> ProptestConfig {
    #[expect(clippy::disallowed_methods, reason = "the length of a run is the caller's choice")]
    let asked = std::env::var("PHI_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/fuzz/regressions.txt",
        ))),
        ..ProptestConfig::with_cases(asked.unwrap_or(CASES))
    }
}

fn blocks(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| finding.action == Action::Block)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn findings_lie_on_characters_of_the_original_sorted_and_apart(text in notes()) {
        let findings = scan(&text).unwrap();
        for finding in &findings {
            let value = text.get(finding.start..finding.end);
            prop_assert!(value.is_some_and(|value| !value.is_empty()), "{finding:?}");
        }
        prop_assert!(findings.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }

    #[test]
    fn code_points_and_utf16_units_name_the_same_words(text in notes()) {
        let findings = scan(&text).unwrap();
        let points = offsets::code_points(&text, &findings).unwrap();
        let units = offsets::utf16(&text, &findings).unwrap();
        let wide: Vec<u16> = text.encode_utf16().collect();
        for ((finding, point), unit) in findings.iter().zip(points).zip(units) {
            let value = text.get(finding.start..finding.end).unwrap();
            prop_assert_eq!(value, text.chars().skip(point.0).take(point.1 - point.0).collect::<String>());
            prop_assert_eq!(value, String::from_utf16(&wide[unit.0..unit.1]).unwrap());
        }
    }

    #[test]
    fn looking_twice_finds_the_same(text in notes()) {
        prop_assert_eq!(scan(&text).unwrap(), scan(&text).unwrap());
    }

    #[test]
    fn a_zero_width_character_hides_nothing_that_blocks(text in notes(), at in any::<prop::sample::Index>(), which in 0..6_usize) {
        let places: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
        let place = *at.get(&places);
        let hidden = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}'][which];
        let mut disguised = text.clone();
        disguised.insert(place, hidden);
        let shift = |byte: usize| if byte > place { byte + hidden.len_utf8() } else { byte };
        let there = scan(&disguised).unwrap();
        for finding in blocks(&scan(&text).unwrap()) {
            let (start, end) = (shift(finding.start), shift(finding.end));
            prop_assert!(blocks(&there).any(|f| f.start < end && f.end > start), "{finding:?} hidden at {place}");
        }
    }

    #[test]
    fn cleaned_text_blocks_nothing_and_stays_as_it_is(text in notes()) {
        // Text that keeps yielding identifiers is refused, not passed: that is lawful too, but no corpus note may be.
        let Ok(clean) = redact(&text) else { return Ok(()) };
        prop_assert_eq!(blocks(&scan(&clean).unwrap()).count(), 0, "{}", clean);
        prop_assert_eq!(redact(&clean).unwrap(), clean);
    }
}

#[test]
fn every_note_of_the_corpora_can_be_cleaned() {
    for note in NOTES.iter() {
        let clean = redact(note).unwrap();
        assert_eq!(blocks(&scan(&clean).unwrap()).count(), 0, "{clean}");
    }
}
