//! National Provider Identifiers: ten digits with a check digit (45 CFR 162.406).

use std::fmt;

/// A provider number whose check digit is right. It says nothing of whether the number was ever given out.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Npi(String);

/// The text is not a provider number: not ten digits, not starting with 1 or 2, or with a wrong check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "an NPI has ten digits, starts with 1 or 2 and ends in a check digit that does not fit here"
)]
pub struct MalformedNpi;

impl Npi {
    /// Reads ten digits; blanks at the ends are ignored.
    ///
    /// # Errors
    /// [`MalformedNpi`] if the form or the check digit is wrong.
    pub fn parse(text: &str) -> Result<Self, MalformedNpi> {
        let text = text.trim();
        let shaped = text.len() == 10
            && text.starts_with(['1', '2'])
            && text.bytes().all(|byte| byte.is_ascii_digit());
        if shaped && luhn(text) { Ok(Self(text.to_owned())) } else { Err(MalformedNpi) }
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Luhn's check over the number with the card issuer prefix 80840 in front, as the NPI standard asks.
fn luhn(ten_digits: &str) -> bool {
    let sum: u32 = "80840"
        .chars()
        .chain(ten_digits.chars())
        .rev()
        .filter_map(|digit| digit.to_digit(10))
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    sum.is_multiple_of(10)
}

impl fmt::Debug for Npi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Npi(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_example_is_a_number() {
        assert_eq!(Npi::parse(" 1234567893 ").unwrap().as_str(), "1234567893");
    }

    #[test]
    fn every_changed_digit_is_noticed() {
        for place in 0..10 {
            let mut digits: Vec<u8> = b"1234567893".to_vec();
            digits[place] = if digits[place] == b'9' { b'0' } else { digits[place] + 1 };
            assert_eq!(Npi::parse(std::str::from_utf8(&digits).unwrap()), Err(MalformedNpi));
        }
    }

    #[test]
    fn other_lengths_and_letters_are_refused() {
        for text in ["", "123456789", "12345678933", "12345678g3", "0234567893", "3234567893"] {
            assert_eq!(Npi::parse(text), Err(MalformedNpi), "{text}");
        }
    }
}
