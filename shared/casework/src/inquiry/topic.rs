//! What an inquiry is about.

/// One of the topics that an inquiry may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// How something is done.
    Question,
    /// Something does not work.
    Problem,
    /// What is held about somebody, and their rights.
    Privacy,
    /// Plans and payments.
    Billing,
    /// A weakness.
    Security,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 5] =
        [Self::Question, Self::Problem, Self::Privacy, Self::Billing, Self::Security];

    /// Reads the word that is sent.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == word)
    }

    /// The word that is sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Problem => "problem",
            Self::Privacy => "privacy",
            Self::Billing => "billing",
            Self::Security => "security",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_read_by_its_word_and_by_no_other() {
        for topic in Topic::ALL {
            assert_eq!(Topic::parse(topic.code()), Some(topic));
        }
        for word in ["", "Question", "problem ", "weather"] {
            assert_eq!(Topic::parse(word), None, "{word}");
        }
    }
}
