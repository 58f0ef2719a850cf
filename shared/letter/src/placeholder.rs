//! The name of something that only the user's browser knows.

use serde::{Deserialize, Serialize};

/// Longest name of a placeholder, in bytes.
const NAME_BYTES: usize = 64;

/// Labels that the name alone does not give.
const LABELS: &[(&str, &str)] = &[
    ("patient.date_of_birth", "Patient date of birth"),
    ("member.id", "Member ID"),
    ("member.group", "Group number"),
    ("claim.number", "Claim number"),
    ("reference.number", "Reference number"),
    ("case.number", "Case number"),
    ("letter.date", "Date"),
    ("practice.npi", "Practice NPI"),
    ("clinician.npi", "Clinician NPI"),
    ("payer.fax", "Payer fax number"),
    ("practice.fax", "Practice fax number"),
    ("practice.phone", "Practice telephone"),
    ("clinician.signature", "Signature"),
];

/// A placeholder such as `patient.last_name`: lower-case words joined by dots and underscores.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Placeholder(String);

/// A placeholder's name is lower-case ASCII words joined by `.` and `_`, at most 64 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a placeholder's name is lower-case words joined by dots and underscores, at most 64 bytes"
)]
pub struct InvalidPlaceholder;

impl Placeholder {
    /// Reads a name without its braces.
    ///
    /// # Errors
    /// [`InvalidPlaceholder`] if it is not lower-case words joined by dots and underscores.
    pub fn parse(name: &str) -> Result<Self, InvalidPlaceholder> {
        if name.len() <= NAME_BYTES && name.split('.').all(is_word) {
            Ok(Self(name.to_owned()))
        } else {
            Err(InvalidPlaceholder)
        }
    }

    /// The name without braces: `patient.last_name`.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// What a person reads: `Patient last name`.
    pub fn label(&self) -> String {
        if let Some((_, label)) = LABELS.iter().find(|(name, _)| *name == self.0) {
            return (*label).to_owned();
        }
        let words = self.0.replace(['.', '_'], " ");
        let mut letters = words.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
    }

    /// What stands in an unmerged letter: `[Patient last name]`.
    pub(crate) fn blank(&self) -> String {
        format!("[{}]", self.label())
    }
}

fn is_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

impl TryFrom<String> for Placeholder {
    type Error = InvalidPlaceholder;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::parse(&name)
    }
}

impl From<Placeholder> for String {
    fn from(placeholder: Placeholder) -> Self {
        placeholder.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_label_a_person_reads() {
        let label = |name| Placeholder::parse(name).map(|p| p.label());
        assert_eq!(label("patient.last_name").as_deref(), Ok("Patient last name"));
        assert_eq!(label("member.id").as_deref(), Ok("Member ID"));
    }

    #[test]
    fn a_name_with_anything_but_lower_case_words_is_refused() {
        for name in
            ["", ".", "a.", "Patient", "a b", "a-b", "1a", "_a", "é", "a..b", &"a".repeat(65)]
        {
            assert_eq!(Placeholder::parse(name), Err(InvalidPlaceholder), "{name}");
        }
    }
}
