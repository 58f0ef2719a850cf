//! ICD-10-CM diagnosis codes of fiscal year 2027: valid from 1 October 2026 to 30 September 2027.
//!
//! The table is read where it lies, in blocks of 64 entries. An entry keeps the first letters of the code before it and
//! the first words of its description; words are numbers into a list sorted by frequency. `build.rs` writes it.

mod search;

use std::fmt;

pub use search::{NEAR_LIMIT, search};

use crate::refusal::{Refusal, Suggestion, code};

static WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/icd10.words"));
static WORD_STARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/icd10.word_starts"));
static STARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/icd10.starts"));
static ENTRIES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/icd10.entries"));

/// Word numbers below this take one byte; `build.rs` has the same number.
const SHORT_WORDS: usize = 192;
/// `WORD_STARTS` holds the start of every so-manieth word; `build.rs` has the same number.
const WORD_STEP: usize = 32;

/// The fiscal year of the table.
pub const FISCAL_YEAR: u16 = 2027;

/// A code that exists and is billable in the current fiscal year.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Icd10 {
    code: String,
    description: String,
}

/// One row of the table: a billable code, or a heading over longer codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The code with its dot, upper case.
    pub code: String,
    /// Whether a claim may carry it; headings are not billable.
    pub billable: bool,
    /// The official description.
    pub description: String,
}

impl Icd10 {
    /// Reads a code with or without its dot, in either case.
    ///
    /// # Errors
    /// A refusal with an empty pointer: `unknown-code` with near codes, or `not-billable` with the codes below it.
    pub fn parse(text: &str) -> Result<Self, Box<Refusal>> {
        let Some(letters) = letters(text) else {
            let detail = "a diagnosis is one ICD-10-CM code, such as M05.79";
            return Err(Box::new(Refusal::new("", code::MALFORMED, detail)));
        };
        let (rule, detail, nearest) = match search::entry(&letters) {
            Some(entry) if entry.billable => {
                return Ok(Self { code: entry.code, description: entry.description });
            }
            Some(_) => (
                code::NOT_BILLABLE,
                "is a heading: a code below it is needed",
                search::children(&letters),
            ),
            None => (code::UNKNOWN_CODE, "does not exist", search::near(&letters)),
        };
        let detail = format!("the diagnosis code {detail} (ICD-10-CM, fiscal year {FISCAL_YEAR})");
        Err(Box::new(Refusal::new("", rule, detail).with_suggestions(suggestions(nearest))))
    }

    /// Takes back a code that was billable when it was stored; its description is empty if it has left the table since.
    ///
    /// # Errors
    /// A refusal with an empty pointer for a text that has not the form of a code.
    pub fn reopen(text: &str) -> Result<Self, Box<Refusal>> {
        let Some(letters) = letters(text) else {
            return Err(Box::new(Refusal::new(
                "",
                code::MALFORMED,
                "the stored diagnosis is not a code",
            )));
        };
        let description =
            search::entry(&letters).map(|entry| entry.description).unwrap_or_default();
        Ok(Self { code: dotted(&letters), description })
    }

    /// The code with its dot, such as `M05.79`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The official description.
    pub fn description(&self) -> &str {
        &self.description
    }
}

/// The entry of a code, billable or not, with or without its dot.
pub fn lookup(text: &str) -> Option<Entry> {
    search::entry(&letters(text)?)
}

impl fmt::Debug for Icd10 {
    /// A diagnosis is clinical: it never shows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Icd10(…)")
    }
}

/// The code's letters without its dot, if the text has the form of a code.
fn letters(text: &str) -> Option<String> {
    let code = text.trim().to_ascii_uppercase();
    let letters = match code.split_once('.') {
        Some((category, rest)) if category.len() == 3 && !rest.is_empty() => {
            format!("{category}{rest}")
        }
        Some(_) => return None,
        None => code,
    };
    let mut bytes = letters.bytes();
    let shaped = (3..=7).contains(&letters.len())
        && bytes.next().is_some_and(|byte| byte.is_ascii_uppercase())
        && bytes.next().is_some_and(|byte| byte.is_ascii_digit())
        && bytes.all(|byte| byte.is_ascii_alphanumeric());
    shaped.then_some(letters)
}

/// The letters with a dot after the third.
fn dotted(letters: &str) -> String {
    match (letters.get(..3), letters.get(3..)) {
        (Some(category), Some(rest)) if !rest.is_empty() => format!("{category}.{rest}"),
        _ => letters.to_owned(),
    }
}

fn suggestions(entries: Vec<Entry>) -> Vec<Suggestion> {
    entries.into_iter().map(|entry| Suggestion::new(entry.code, entry.description)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_billable_code_is_read_with_or_without_its_dot() {
        for text in ["M05.79", "m0579", " M05.79 "] {
            let code = Icd10::parse(text).unwrap();
            assert_eq!(code.code(), "M05.79");
            assert!(
                code.description()
                    .starts_with("Rheumatoid arthritis with rheumatoid factor of multiple sites")
            );
        }
    }

    #[test]
    fn a_heading_is_refused_with_the_codes_below_it() {
        let refusal = Icd10::parse("M05.7").unwrap_err();
        assert_eq!(refusal.code, code::NOT_BILLABLE);
        assert!(refusal.suggestions.iter().any(|suggestion| suggestion.code == "M05.79"));
        assert!(refusal.suggestions.iter().all(|suggestion| suggestion.code.starts_with("M05.7")));
        assert!(!refusal.detail.contains("M05"));
    }

    #[test]
    fn an_unknown_code_is_refused_with_near_codes() {
        let refusal = Icd10::parse("M05.97").unwrap_err();
        assert_eq!(refusal.code, code::UNKNOWN_CODE);
        assert!(
            refusal.suggestions.iter().any(|suggestion| suggestion.code == "M05.79"),
            "{:?}",
            refusal.suggestions
        );
        assert!(refusal.suggestions.len() <= NEAR_LIMIT);
    }

    #[test]
    fn codes_of_earlier_years_are_no_longer_billable() {
        for text in ["G35", "F50.01", "E78.01", "I42.0", "Z91.011"] {
            let refusal = Icd10::parse(text).unwrap_err();
            assert_eq!(refusal.code, code::NOT_BILLABLE, "{text}");
            assert!(!refusal.suggestions.is_empty(), "{text}");
        }
        assert!(Icd10::parse("G35.A").is_ok());
    }

    #[test]
    fn a_stored_code_outlives_its_fiscal_year() {
        assert_eq!(Icd10::reopen("M05.79"), Icd10::parse("M05.79"));
        let retired = Icd10::reopen("Z99.ZZZ").unwrap();
        assert_eq!((retired.code(), retired.description()), ("Z99.ZZZ", ""));
        assert!(Icd10::reopen("rheumatoid").is_err());
    }

    #[test]
    fn what_has_not_the_form_of_a_code_is_refused() {
        for text in [
            "",
            "M",
            "M0",
            "M05.",
            "05.79",
            "M05.79.1",
            "M0.579",
            "rheumatoid arthritis",
            "M05-79",
            "Ä05",
        ] {
            assert_eq!(Icd10::parse(text).unwrap_err().code, code::MALFORMED, "{text}");
        }
    }
}
