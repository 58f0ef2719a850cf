//! What holds for every text, tried on texts put together from pieces of notes and on random bytes.

use phi::{Action, Finding, LIMIT_BYTES, Refused, offsets, redact, scan};
use proptest::prelude::*;

/// Pieces that rules look at, so that random texts have something to find.
const PIECES: [&str; 48] = [
    "Patient ",
    "Mr. ",
    "Dr. ",
    "Ann ",
    "Ruiz",
    "Smith, ",
    "born ",
    "DOB ",
    "SSN ",
    "MRN# ",
    "member ID ",
    "seen on ",
    "3/5",
    "/2024",
    "March ",
    "5, ",
    "2024",
    "074-27-9424",
    "352-280-2992",
    "(",
    ")",
    "fax ",
    "a@b.com",
    "www.x.org",
    "1EG4TE5MK73",
    "123 Oak St",
    "Waco, TX ",
    "76701",
    " mg",
    "94-year-old",
    "0 7 4 ",
    "one two three four ",
    "\u{200b}",
    "é",
    "😀",
    "\n",
    " ",
    ". ",
    ": ",
    "-",
    "５",
    "٣",
    "О",
    "\u{301}",
    "at ",
    "dot com",
    "Q2 ",
    "M. ",
];

fn notes() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)
        .prop_map(|pieces| pieces.concat())
}

fn blocked(findings: &[Finding]) -> Vec<&Finding> {
    findings.iter().filter(|f| f.action == Action::Block).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn findings_lie_on_character_boundaries_sorted_and_apart(text in notes()) {
        let findings = scan(&text).unwrap();
        for finding in &findings {
            prop_assert!(finding.start < finding.end);
            prop_assert!(text.get(finding.start..finding.end).is_some());
        }
        prop_assert!(findings.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }

    #[test]
    fn scanning_twice_finds_the_same(text in notes()) {
        prop_assert_eq!(scan(&text).unwrap(), scan(&text).unwrap());
    }

    #[test]
    fn a_zero_width_character_never_hides_a_finding(text in notes(), at in any::<prop::sample::Index>(), which in 0..5_usize) {
        let places: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
        let place = places[at.index(places.len())];
        let hidden = ['\u{200b}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}'][which];
        let mut disguised = text.clone();
        disguised.insert(place, hidden);
        let shift = |byte: usize| if byte > place { byte + hidden.len_utf8() } else { byte };
        let there = scan(&disguised).unwrap();
        for finding in scan(&text).unwrap() {
            let (start, end) = (shift(finding.start), shift(finding.end));
            prop_assert!(there.iter().any(|f| f.start < end && f.end > start && f.action >= finding.action), "{:?} at {}", finding.category, place);
        }
    }

    #[test]
    fn cleaned_text_has_nothing_left_that_blocks(text in notes()) {
        let clean = redact(&text).unwrap();
        let left = scan(&clean).unwrap();
        prop_assert!(blocked(&left).is_empty(), "{}", clean);
    }

    #[test]
    fn code_points_and_utf16_units_tell_the_same_places(text in notes()) {
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
    fn random_bytes_read_as_text_are_searched_without_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let text = String::from_utf8_lossy(&bytes);
        let findings = scan(&text).unwrap();
        prop_assert!(findings.iter().all(|f| text.get(f.start..f.end).is_some()));
        prop_assert!(redact(&text).is_ok());
    }

    #[test]
    fn random_ascii_is_searched_without_a_fault(text in "[ -~\n]{0,400}") {
        let findings = scan(&text).unwrap();
        prop_assert!(findings.iter().all(|f| text.get(f.start..f.end).is_some()));
        prop_assert!(redact(&text).is_ok());
    }
}

#[test]
fn text_above_the_limit_is_refused_and_text_at_it_is_read() {
    assert_eq!(scan(&"a".repeat(LIMIT_BYTES + 1)), Err(Refused::TooLong { limit: LIMIT_BYTES }));
    assert!(scan(&"a ".repeat(LIMIT_BYTES / 2)).is_ok());
}
