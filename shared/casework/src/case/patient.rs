//! Whom the case is about: a given name, an age that does not identify, a state. Nothing else exists here.

use std::fmt;

use clinical::refusal::{Refusal, code};
use clinical::state::State;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::form::{AgeForm, PatientForm};
use super::gate::Gate;

/// The patient as far as a letter needs to know.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Patient {
    first_name: FirstName,
    age: Age,
    #[serde(serialize_with = "state_code")]
    state: State,
}

/// One given name of at most 30 letters.
#[derive(Clone, PartialEq, Eq)]
pub struct FirstName(String);

/// An age in a form that does not identify (45 CFR 164.514(b)(2)(i)(C)): years up to 89, months, a wide range, or 90+.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Whole years, 0 to 89.
    Years(u8),
    /// Whole months, 0 to 23.
    Months(u8),
    /// From and to in whole years, five or more of them, both 0 to 89.
    Range(u8, u8),
    /// 90 or more.
    NinetyPlus,
}

const FIRST_NAME_LETTERS: usize = 30;
const OLDEST: i64 = 89;
const NARROWEST_RANGE: i64 = 5;

impl Patient {
    pub(super) fn read(gate: &mut Gate, form: Option<PatientForm>) -> Option<Self> {
        let form = gate.needed("/patient", form, "the patient")?;
        let name = gate.needed("/patient/first_name", form.first_name, "the first name");
        let first_name = name.and_then(|name| gate.take(FirstName::parse(&name)));
        let age = gate.needed("/patient/age", form.age, "the age");
        let age = age.and_then(|age| gate.take(Age::parse(&age)));
        let state = gate.needed("/patient/state", form.state, "the state");
        let state = state.and_then(|state| {
            let detail = "state is the USPS abbreviation of a state or territory, such as OH";
            gate.take(
                State::parse(&state)
                    .map_err(|_| refusal("/patient/state", code::UNKNOWN_VALUE, detail)),
            )
        });
        Some(Self { first_name: first_name?, age: age?, state: state? })
    }

    /// The given name. It never goes to a model.
    pub fn first_name(&self) -> &FirstName {
        &self.first_name
    }

    /// The age.
    pub fn age(&self) -> Age {
        self.age
    }

    /// The state or territory.
    pub fn state(&self) -> State {
        self.state
    }
}

impl FirstName {
    /// Reads one given name: letters, with hyphens and apostrophes inside.
    ///
    /// # Errors
    /// A refusal for a blank name, a second word, other characters or more than 30 letters.
    pub fn parse(text: &str) -> Result<Self, Box<Refusal>> {
        let name = text.trim();
        let refuse = |rule, detail| Err(refusal("/patient/first_name", rule, detail));
        if name.is_empty() {
            return refuse(code::REQUIRED, "the first name is needed");
        }
        if name.chars().any(char::is_whitespace) {
            let hint =
                "Give the first name alone; the last name joins the letter in your browser only.";
            let refusal = Refusal::new(
                "/patient/first_name",
                code::MALFORMED,
                "first_name is one given name, one word",
            );
            return Err(Box::new(refusal.with_hint(hint)));
        }
        if name.chars().count() > FIRST_NAME_LETTERS {
            return refuse(code::TOO_LONG, "first_name takes at most 30 letters");
        }
        let mark = |letter: char| matches!(letter, '-' | '\'' | '’' | '\u{300}'..='\u{36F}');
        let shaped = name.chars().all(|letter| letter.is_alphabetic() || mark(letter));
        if !shaped || !name.starts_with(char::is_alphabetic) {
            return refuse(
                code::MALFORMED,
                "first_name has letters only, with hyphens and apostrophes between them",
            );
        }
        Ok(Self(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Age {
    /// Reads one of the three forms.
    ///
    /// # Errors
    /// A refusal for none or several forms, for 90 and more in years, 24 and more in months, and narrow ranges.
    pub fn parse(form: &AgeForm) -> Result<Self, Box<Refusal>> {
        match (form.years, form.months, form.range.as_deref()) {
            (Some(years), None, None) => Self::years(years),
            (None, Some(months), None) => match u8::try_from(months) {
                Ok(months @ 0..=23) => Ok(Self::Months(months)),
                _ => Err(refusal(
                    "/patient/age/months",
                    code::OUT_OF_RANGE,
                    "an age in months is 0 to 23; older is years",
                )),
            },
            (None, None, Some(range)) => Self::range(range),
            _ => {
                let detail = "age is exactly one of years, months and range; never a date";
                Err(refusal("/patient/age", code::MALFORMED, detail))
            }
        }
    }

    fn years(years: i64) -> Result<Self, Box<Refusal>> {
        match u8::try_from(years) {
            Ok(years @ 0..=89) => Ok(Self::Years(years)),
            _ if years > OLDEST => {
                let refusal = Refusal::new(
                    "/patient/age/years",
                    code::OUT_OF_RANGE,
                    "an age above 89 years identifies",
                );
                Err(Box::new(refusal.with_hint(r#"Send {"range":"90+"} instead."#)))
            }
            _ => {
                Err(refusal("/patient/age/years", code::OUT_OF_RANGE, "an age in years is 0 to 89"))
            }
        }
    }

    fn range(text: &str) -> Result<Self, Box<Refusal>> {
        let text = text.trim();
        if text == "90+" {
            return Ok(Self::NinetyPlus);
        }
        let refuse = |rule, detail| Err(refusal("/patient/age/range", rule, detail));
        let bound = |text: &str| -> Option<u8> {
            let text = text.trim();
            (text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| text.parse().ok())
                .flatten()
        };
        let bounds =
            text.split_once(['-', '–']).and_then(|(from, to)| Some((bound(from)?, bound(to)?)));
        let Some((from, to)) = bounds else {
            return refuse(code::MALFORMED, "a range is two ages in years, such as 40-49, or 90+");
        };
        if i64::from(to) > OLDEST {
            return refuse(code::OUT_OF_RANGE, "a range ends at 89 years or below; older is 90+");
        }
        if i64::from(to) - i64::from(from) + 1 < NARROWEST_RANGE {
            return refuse(code::OUT_OF_RANGE, "a range covers five years or more, such as 65-69");
        }
        Ok(Self::Range(from, to))
    }

    /// As it reads in a sentence after "is": `54 years old`, `between 40 and 49 years old`.
    pub fn describe(self) -> String {
        match self {
            Self::Years(1) => "1 year old".to_owned(),
            Self::Years(years) => format!("{years} years old"),
            Self::Months(1) => "1 month old".to_owned(),
            Self::Months(months) => format!("{months} months old"),
            Self::Range(from, to) => format!("between {from} and {to} years old"),
            Self::NinetyPlus => "90 or more years old".to_owned(),
        }
    }

    /// The youngest and the oldest that the age can mean, in completed months; no upper end for 90+.
    pub fn months(self) -> (u32, Option<u32>) {
        match self {
            Self::Years(years) => (u32::from(years) * 12, Some(u32::from(years) * 12 + 11)),
            Self::Months(months) => (u32::from(months), Some(u32::from(months))),
            Self::Range(from, to) => (u32::from(from) * 12, Some(u32::from(to) * 12 + 11)),
            Self::NinetyPlus => (90 * 12, None),
        }
    }
}

impl fmt::Debug for FirstName {
    /// A name never shows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FirstName(…)")
    }
}

impl fmt::Debug for Patient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Patient(…)")
    }
}

impl Serialize for FirstName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Serialize for Age {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Years(years) => map.serialize_entry("years", years)?,
            Self::Months(months) => map.serialize_entry("months", months)?,
            Self::Range(from, to) => map.serialize_entry("range", &format!("{from}-{to}"))?,
            Self::NinetyPlus => map.serialize_entry("range", "90+")?,
        }
        map.end()
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's serialize_with hands out a reference to the field"
)]
fn state_code<S: Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.code())
}

fn refusal(pointer: &str, rule: &'static str, detail: &str) -> Box<Refusal> {
    Box::new(Refusal::new(pointer, rule, detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(years: i64) -> Result<Age, Box<Refusal>> {
        Age::parse(&AgeForm { years: Some(years), ..AgeForm::default() })
    }

    fn range(range: &str) -> Result<Age, Box<Refusal>> {
        Age::parse(&AgeForm { range: Some(range.to_owned()), ..AgeForm::default() })
    }

    #[test]
    fn given_names_of_many_languages_are_read() {
        for name in ["Maya", "Zoë", "Jean-Luc", "D'Andre", "O’Neal", "Nguyễn", "李", " Maya "]
        {
            assert_eq!(FirstName::parse(name).unwrap().as_str(), name.trim());
        }
    }

    #[test]
    fn a_second_word_and_other_characters_are_refused() {
        for name in [
            "Maya Rodriguez",
            "Mary Ann",
            "",
            " ",
            "M.",
            "Maya2",
            "-Maya",
            "Maya,",
            "Maya\u{0}",
            &"a".repeat(31),
        ] {
            let refusal = FirstName::parse(name).unwrap_err();
            assert_eq!(refusal.pointer, "/patient/first_name");
            assert!(name.trim().is_empty() || !refusal.detail.contains(name.trim()), "{name}");
        }
    }

    #[test]
    fn ages_up_to_89_are_read_in_years() {
        assert_eq!(years(0).unwrap(), Age::Years(0));
        assert_eq!(years(89).unwrap(), Age::Years(89));
        assert_eq!(years(90).unwrap_err().hint.unwrap(), r#"Send {"range":"90+"} instead."#);
        assert!(years(-1).is_err() && years(300).is_err());
    }

    #[test]
    fn ranges_are_five_years_wide_or_more() {
        assert_eq!(range("65-69").unwrap(), Age::Range(65, 69));
        assert_eq!(range("40–49").unwrap(), Age::Range(40, 49));
        assert_eq!(range("90+").unwrap(), Age::NinetyPlus);
        for text in
            ["65-68", "69-65", "85-90", "40", "a-b", "40-49-59", "", "+40-49", "1-300", "100+"]
        {
            assert!(range(text).is_err(), "{text}");
        }
    }

    #[test]
    fn months_stop_at_two_years_and_forms_do_not_mix() {
        let months = |months| Age::parse(&AgeForm { months: Some(months), ..AgeForm::default() });
        assert_eq!(months(23).unwrap(), Age::Months(23));
        assert!(months(24).is_err() && months(-1).is_err());
        let both = AgeForm { years: Some(1), months: Some(12), range: None };
        assert!(Age::parse(&both).is_err() && Age::parse(&AgeForm::default()).is_err());
    }

    #[test]
    fn an_age_is_stored_as_it_was_sent() {
        let json = |age: Age| serde_json::to_string(&age).unwrap();
        assert_eq!(json(Age::Years(54)), r#"{"years":54}"#);
        assert_eq!(json(Age::Range(40, 49)), r#"{"range":"40-49"}"#);
        assert_eq!(json(Age::NinetyPlus), r#"{"range":"90+"}"#);
    }
}
