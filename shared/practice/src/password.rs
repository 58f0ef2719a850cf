//! Passwords, by NIST SP 800-63B-4: long, not commonly used, no composition rules, no expiry.

use std::fmt;

use clinical::refusal::{Refusal, code};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Fewest code points of a password that stands alone (NIST SP 800-63B-4 section 3.1.1.2).
pub const SHORTEST: usize = 15;
/// Most code points.
pub const LONGEST: usize = 128;
/// Most bytes, so that hashing has a bound.
pub const MOST_BYTES: usize = 512;

/// Long passwords that lists of leaked ones hold, and patterns that every guesser tries; one a line.
const COMMON: &str = include_str!("password/common.txt");

/// A password that may be set. Holds the NFC form: nothing is trimmed or folded.
pub struct Password(Zeroizing<String>);

/// Why a password may not be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefused {
    /// Under [`SHORTEST`] code points.
    #[error("a password has at least 15 characters; three or four unrelated words do well")]
    TooShort,
    /// Over [`LONGEST`] code points or [`MOST_BYTES`] bytes.
    #[error("a password has at most 128 characters")]
    TooLong,
    /// Holds a control character, which not every keyboard can repeat.
    #[error("a password has no control characters")]
    Control,
    /// Among the common ones, or a run or repetition of a few characters.
    #[error("this password is among the first that a guesser tries")]
    Common,
    /// Made of the account's own words: e-mail address, practice name, the site's name.
    #[error(
        "a password is not made of your e-mail address, your name, your practice's name or ours"
    )]
    OwnWords,
}

impl PasswordRefused {
    /// The refusal of the field at `pointer`.
    pub fn refusal(self, pointer: &str) -> Refusal {
        let code = match self {
            Self::TooShort => "too-short",
            Self::TooLong => code::TOO_LONG,
            Self::Control => code::CONTROL_CHARACTERS,
            Self::Common => "too-common",
            Self::OwnWords => "own-words",
        };
        Refusal::new(pointer, code, self.to_string())
    }
}

impl Password {
    /// Checks a password that someone wants to set. Their `own` words are their address, name and practice, as they are
    /// written.
    ///
    /// # Errors
    /// [`PasswordRefused`] names the rule.
    pub fn parse(text: &str, own: &[&str]) -> Result<Self, PasswordRefused> {
        let password = Self::typed(text).ok_or(PasswordRefused::TooLong)?;
        let length = password.0.chars().count();
        if length < SHORTEST {
            return Err(PasswordRefused::TooShort);
        }
        if length > LONGEST {
            return Err(PasswordRefused::TooLong);
        }
        if password.0.chars().any(char::is_control) {
            return Err(PasswordRefused::Control);
        }
        let folded = password.0.to_lowercase();
        if is_common(&folded) {
            return Err(PasswordRefused::Common);
        }
        if is_own_words(&folded, own) {
            return Err(PasswordRefused::OwnWords);
        }
        Ok(password)
    }

    /// A password as typed at sign-in, which only has to be bounded: rules of today must not lock out a password of
    /// yesterday. None over [`MOST_BYTES`].
    pub fn typed(text: &str) -> Option<Self> {
        if text.len() > MOST_BYTES {
            return None;
        }
        let normal: Zeroizing<String> = Zeroizing::new(text.nfc().collect());
        (normal.len() <= MOST_BYTES).then_some(Self(normal))
    }

    /// The bytes to hash.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

fn is_common(folded: &str) -> bool {
    let mut distinct: Vec<char> = folded.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let letters: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    distinct.len() < 5
        || is_repetition(folded)
        || is_run(folded)
        || COMMON.lines().any(|line| line == letters)
}

/// Whether the whole is one piece of at most half its length again and again.
fn is_repetition(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=chars.len() / 2)
        .any(|period| chars.iter().zip(chars.iter().skip(period)).all(|(a, b)| a == b))
}

/// Whether each character follows the one before, as in `abcdefgh…` or `987654…`.
fn is_run(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    let step =
        |by: i64| codes.iter().zip(codes.iter().skip(1)).filter(|(a, b)| *b - *a == by).count();
    let most = codes.len().saturating_sub(3);
    step(1) >= most || step(-1) >= most
}

/// Whether fewer than eight characters (digits, marks and spaces aside) are left once the account's own words are taken out.
fn is_own_words(folded: &str, own: &[&str]) -> bool {
    let mut left = folded.to_owned();
    let site = ["useluma", "luma", "letter", "medical", "necessity", "password"];
    let own: Vec<String> = own
        .iter()
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()))
        .map(str::to_lowercase)
        .collect();
    let mut words: Vec<&str> = site.into_iter().chain(own.iter().map(String::as_str)).collect();
    words.retain(|word| word.chars().count() >= 3);
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words {
        left = left.replace(word, "");
    }
    let own_to_the_user =
        |c: &char| !c.is_ascii_digit() && !c.is_ascii_punctuation() && !c.is_whitespace();
    left != folded && left.chars().filter(own_to_the_user).count() < 8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<(), PasswordRefused> {
        Password::parse(text, &["jo.lee@lakeside.example", "Lakeside Rheumatology", "Jo Lee"])
            .map(|_| ())
    }

    #[test]
    fn long_passwords_of_any_making_pass() {
        for good in [
            "heron kettle under glass",
            "tea-kettle-window-moss",
            "   spaces count too   ",
            "🙂🌲🚲🎻🪁🧭🍋🧊🪵🧵🎲🥁🪞🕯🧶",
            "пароль достаточно длинный",
        ] {
            assert_eq!(parse(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn the_first_that_a_guesser_tries_are_refused() {
        for bad in [
            "aaaaaaaaaaaaaaaa",
            "abcdefghijklmnop",
            "123456789012345678",
            "passwordpassword",
            "qwertyuiopasdfgh",
            "1q2w3e4r5t6y7u8i",
            "Password-Password",
        ] {
            assert_eq!(parse(bad), Err(PasswordRefused::Common), "{bad}");
        }
    }

    #[test]
    fn own_words_do_not_make_a_password() {
        for bad in ["lakeside-jo.lee-2026", "LakesideRheumatology", "luma-lakeside-letter1"] {
            assert_eq!(parse(bad), Err(PasswordRefused::OwnWords), "{bad}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_and_bounded_in_bytes() {
        assert_eq!(parse("fourteen chars"), Err(PasswordRefused::TooShort));
        assert_eq!(parse(&"ab1 cd2 ".repeat(17)), Err(PasswordRefused::TooLong));
        assert!(Password::typed(&"x".repeat(513)).is_none());
        assert_eq!(parse("a bell\u{7} rings at noon"), Err(PasswordRefused::Control));
    }

    #[test]
    fn composed_and_decomposed_spellings_are_one_password() {
        let composed = Password::typed("caf\u{e9}").unwrap();
        let decomposed = Password::typed("cafe\u{301}").unwrap();
        assert_eq!(composed.as_bytes(), decomposed.as_bytes());
    }
}
