//! Whom a sentence speaks of: what a relative had or took is no evidence for the patient.

use super::token::{Token, starts_with};

/// Relatives by name.
pub(crate) const RELATIVES: &[&str] = &[
    "mother",
    "father",
    "sister",
    "brother",
    "aunt",
    "uncle",
    "grandmother",
    "grandfather",
    "grandparent",
    "cousin",
    "son",
    "daughter",
    "niece",
    "nephew",
    "parent",
    "sibling",
];

/// People beside the relatives whose illness is not the patient's.
const OTHERS: &[&str] = &[
    "wife",
    "husband",
    "partner",
    "spouse",
    "friend",
    "roommate",
    "neighbor",
    "boyfriend",
    "girlfriend",
    "fiance",
    "colleague",
    "coworker",
    "classmate",
    "twin",
];

/// Words that may stand between the start of a sentence and the person that it speaks of.
const LEADS: &[&str] = &[
    "the",
    "a",
    "an",
    "her",
    "his",
    "their",
    "one",
    "patient",
    "'s",
    "’s",
    "s",
    "older",
    "younger",
    "elder",
    "maternal",
    "paternal",
    "only",
    "half",
    "-",
    "also",
    "and",
    "of",
    "whose",
    "'",
    "’",
    "patient's",
    "patient’s",
];

/// Verbs of what a person has or goes through; who reports, helps or learns speaks of the patient.
const SUFFERS: &[&str] = &[
    "had",
    "has",
    "have",
    "was",
    "is",
    "took",
    "takes",
    "could",
    "cannot",
    "can't",
    "did",
    "didn't",
    "died",
    "failed",
    "tried",
    "used",
    "uses",
    "never",
    "responded",
    "responds",
    "tolerated",
    "on",
    "underwent",
    "developed",
    "with",
    "lost",
    "got",
    "stopped",
    "needed",
    "suffers",
    "suffered",
    "were",
    "are",
    "does",
    "doesn't",
    "improved",
    "received",
    "receives",
];

/// Words for the patient: a sentence that goes on with one speaks of both.
const PATIENT: &[&str] = &[
    "she", "he", "him", "they", "them", "patient", "child", "infant", "baby", "boy", "girl",
    "herself", "himself",
];

/// Verbs of a person who cares for the patient or tells of them.
const CARES: &[&str] = &[
    "train",
    "taught",
    "learn",
    "report",
    "present",
    "able",
    "willing",
    "aware",
    "worried",
    "concern",
    "help",
    "assist",
    "care",
    "educat",
    "instruct",
    "involved",
    "engaged",
    "participat",
    "notice",
    "told",
    "asked",
    "brought",
    "home",
    "available",
    "described",
    "seen",
    "noted",
    "keeps",
    "watch",
    "give",
    "gave",
];

/// Whether a sentence speaks of what somebody else than the patient had, took or went through, and of nobody beside.
pub(crate) fn is_of_another(tokens: &[Token]) -> bool {
    const REACH: usize = 4;
    if (0..tokens.len()).any(|at| starts_with(tokens, at, "family history of")) {
        return !tokens.iter().any(|token| token.any(&["personal", "no"]) || token.any(PATIENT));
    }
    let person = |token: &Token| token.any(RELATIVES) || token.any(OTHERS);
    let Some(at) = tokens.iter().position(person) else { return false };
    let led = at <= REACH && tokens.iter().take(at).all(|token| token.any(LEADS));
    let Some(rest) = tokens.get(at + 1..).filter(|_| led) else { return false };
    let verb = rest.iter().take(REACH).any(|token| token.any(SUFFERS));
    let cares = |token: &Token| CARES.iter().any(|stem| token.lower.starts_with(stem));
    verb && !rest.iter().any(|token| token.any(PATIENT) || cares(token))
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn what_a_relative_had_or_took_is_of_another() {
        for text in [
            "Her mother could not tolerate alendronate",
            "The patient's brother failed lithium",
            "His wife had shingles last year",
            "Diagnosis: Family history of malignant neoplasm of breast (Z80.3)",
        ] {
            assert!(is_of_another(&tokens(text)), "{text}");
        }
    }

    #[test]
    fn who_cares_for_the_patient_or_tells_of_them_is_not() {
        for text in [
            "Her mother reports that she could not tolerate iron",
            "His mother has been trained in the injections",
            "Mother is present at each session",
            "She is a mother of two and failed sertraline",
            "He and his brother have asthma",
        ] {
            assert!(!is_of_another(&tokens(text)), "{text}");
        }
    }
}
