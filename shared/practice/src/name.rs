//! Names that an account holds: of the practice and of its people.

use std::fmt;

use clinical::refusal::{Refusal, code};
use phi::{Action, Category};
use unicode_normalization::UnicodeNormalization;

/// Longest name, in code points.
pub const LONGEST: usize = 120;

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameRefused {
    /// Nothing but white space.
    #[error("a name has at least one letter")]
    Empty,
    /// Over [`LONGEST`] code points.
    #[error("a name has at most 120 characters")]
    TooLong,
    /// Line breaks, control or formatting characters: they have no place in a letterhead or a mail header.
    #[error("a name has no line breaks or control characters")]
    Control,
    /// Carries an identifier of someone, such as a social security or record number.
    #[error("a name has no identifying numbers, addresses or dates")]
    Identifier,
}

impl NameRefused {
    /// The refusal of the field at `pointer`.
    pub fn refusal(self, pointer: &str) -> Refusal {
        let code = match self {
            Self::Empty => code::REQUIRED,
            Self::TooLong => code::TOO_LONG,
            Self::Control => code::CONTROL_CHARACTERS,
            Self::Identifier => code::IDENTIFIERS_FOUND,
        };
        Refusal::new(pointer, code, self.to_string())
    }
}

fn parse(text: &str) -> Result<String, NameRefused> {
    let name: String = text.trim().nfc().collect();
    if name.chars().count() > LONGEST {
        return Err(NameRefused::TooLong);
    }
    if name.chars().any(|c| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{feff}')
    }) {
        return Err(NameRefused::Control);
    }
    if !name.chars().any(char::is_alphabetic) {
        return Err(NameRefused::Empty);
    }
    let findings = phi::scan(&name).map_err(|_| NameRefused::Identifier)?;
    // A name is a name, and practices are called after people, streets and towns.
    let named = |category| {
        matches!(category, Category::Name | Category::Provider | Category::City | Category::Address)
    };
    if findings.iter().any(|f| f.action == Action::Block && !named(f.category)) {
        return Err(NameRefused::Identifier);
    }
    Ok(name)
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Normalizes (NFC, trimmed) and checks a name.
            ///
            /// # Errors
            /// [`NameRefused`] names the rule that the text breaks.
            pub fn parse(text: &str) -> Result<Self, NameRefused> {
                parse(text).map(Self)
            }

            /// Takes up a name that was parsed and stored before: rules of today must not lock out a name of
            /// yesterday.
            pub fn stored(name: String) -> Self {
                Self(name)
            }

            /// The name, for its owner's eyes and letters only.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

name! {
    /// What a member is called.
    PersonName
}
name! {
    /// What a practice is called; it heads its letters.
    PracticeName
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_names_of_people_and_practices_pass() {
        for name in [
            "Jo Lee",
            "Dr. Ana María Ruiz-O'Neil",
            "李小龍",
            "Lakeside Rheumatology, PLLC",
            "St. Mary's Family Practice",
        ] {
            assert_eq!(PracticeName::parse(&format!("  {name} ")).unwrap().as_str(), name);
        }
    }

    #[test]
    fn a_name_that_is_none_is_refused_by_its_rule() {
        let cases = [
            ("", NameRefused::Empty),
            (" 123 ", NameRefused::Empty),
            ("Jo\r\nBcc: x", NameRefused::Control),
            ("Jo\u{202e}eel", NameRefused::Control),
            ("Jo Lee SSN 219-09-9999", NameRefused::Identifier),
        ];
        for (text, rule) in cases {
            assert_eq!(PersonName::parse(text), Err(rule), "{text:?}");
        }
        assert_eq!(PersonName::parse(&"a".repeat(121)), Err(NameRefused::TooLong));
    }
}
