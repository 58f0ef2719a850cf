//! Lines of a policy that ask for nothing: what it is called, what it is about, how its items combine.

use super::prose::asks;

/// Verbs of which a sentence has one that says something of what it is about.
const SAYING: &[&str] = &[
    "are", "be", "can", "cannot", "had", "has", "have", "is", "may", "must", "needs", "shall",
    "should", "was", "were", "will",
];

/// Whether a sentence only names what the policy is about, and says nothing of it: `Step therapy for CGRP antagonists`.
pub(super) fn is_title(sentence: &str) -> bool {
    let says = |word: &str| SAYING.contains(&word.to_lowercase().as_str());
    let words: Vec<&str> = sentence.split_whitespace().collect();
    words.len() <= 9 && !asks(sentence) && !words.iter().any(|word| says(word))
}

/// Whether a text names a policy or a form, and asks for nothing: `Repatha Prior Authorization Guidelines`.
pub(super) fn names_policy(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "guideline",
        "guidelines",
        "policy",
        "policies",
        "bulletin",
        "authorization",
        "criteria",
        "checklist",
        "determination",
    ];
    let words = || text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase);
    let says = words().any(|word| SAYING.contains(&word.as_str()));
    !says && !asks(text) && words().any(|word| NAMES.contains(&word.as_str()))
}

/// Whether a line only says how the items that it refers to combine: `All of 1.1 through 4.2 are required`.
pub(super) fn only_refers(line: &str) -> bool {
    const SMALL: &[&str] = &[
        "all",
        "each",
        "of",
        "the",
        "above",
        "items",
        "item",
        "criteria",
        "criterion",
        "through",
        "thru",
        "to",
        "and",
        "are",
        "must",
        "be",
        "required",
        "met",
        "satisfied",
        "documented",
        "apply",
        "listed",
        "numbers",
        "sections",
        "section",
        "requirements",
    ];
    let parts = || line.split(|letter: char| letter.is_whitespace() || ",;–-".contains(letter));
    let words = || parts().map(|word| word.trim_matches(['.', '(', ')'])).filter(|w| !w.is_empty());
    let reference =
        |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || word.chars().count() == 1;
    let small = |word: &str| SMALL.contains(&word.to_lowercase().as_str());
    let leads = words().next().is_some_and(|word| matches!(word, "All" | "ALL" | "Each"));
    let ends = words().next_back().is_some_and(|word| {
        ["required", "met", "satisfied", "documented", "apply"].contains(&&*word.to_lowercase())
    });
    leads && ends && !line.ends_with(':') && words().all(|word| small(word) || reference(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_policy_asks_for_nothing() {
        assert!(names_policy(
            "Rinvoq (upadacitinib) Prior Authorization Guidelines - Ulcerative Colitis"
        ));
        assert!(!names_policy(
            "Prior authorization is required for patients who have failed a DMARD"
        ));
    }

    #[test]
    fn a_line_that_refers_to_its_items_is_none_itself() {
        assert!(only_refers("All of 1.1 through 4.2 are required."));
        assert!(only_refers("All criteria above must be met."));
        assert!(!only_refers("All of the following must be met:"));
        assert!(!only_refers("All prior treatments must be documented"));
    }
}
