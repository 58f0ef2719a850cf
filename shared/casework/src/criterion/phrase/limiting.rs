//! Lines that limit how much is approved, and for how long.

use crate::fact::number_word;

const QUANTITY: &[&str] =
    &["quantity limit", "dosing limit", "dosage limit", "maximum dose", "quantity level limit"];
const DURATION: &[&str] = &[
    "approval duration",
    "duration of approval",
    "authorization period",
    "length of approval",
    "length of authorization",
    "authorization duration",
    "coverage duration",
    "initial authorization:",
    "approved for",
];

/// Whether a line says for how long approval is given.
pub(in crate::criterion) fn is_approval_duration(line: &str) -> bool {
    let lower = line.to_lowercase();
    let time = ["month", "year", "week", "day", "lifetime", "one-time"];
    (DURATION.iter().any(|word| lower.contains(word)) || grants_time(&lower))
        && (time.iter().any(|word| lower.contains(word))
            || lower.contains(|sign: char| sign.is_ascii_digit()))
}

/// Whether a line begins by saying for how long something is granted: `Initial coverage is limited to 3 months`.
fn grants_time(lower: &str) -> bool {
    const GRANTS: &[&str] =
        &["authorization", "approval", "coverage", "certification", "rental", "authorizations"];
    const LINKS: &[&str] = &[
        "is",
        "are",
        "will",
        "may",
        "shall",
        "be",
        "for",
        "to",
        "up",
        "of",
        "a",
        "an",
        "the",
        "limited",
        "granted",
        "given",
        "issued",
        "valid",
        "approved",
        "authorized",
        "provided",
        "period",
        "initial",
        "initially",
        "maximum",
    ];
    let start = lower.split([',', ';']).next().unwrap_or(lower);
    let words: Vec<&str> = start.split_whitespace().collect();
    let Some(at) = words.iter().take(4).position(|word| GRANTS.contains(word)) else {
        return false;
    };
    let rest = words.get(at + 1..).unwrap_or(&[]).join(" ");
    let first = rest.find(|sign: char| sign.is_ascii_digit());
    let lead = first.and_then(|first| rest.get(..first)).unwrap_or("").trim();
    let granted = !lead.is_empty() && lead.split_whitespace().all(|word| LINKS.contains(&word));
    granted && !lower.contains("at least")
}

/// Whether a line limits the quantity or dose.
pub(in crate::criterion) fn is_quantity_limit(line: &str) -> bool {
    let lower = line.to_lowercase();
    QUANTITY.iter().any(|word| lower.contains(word))
        || lower.contains("not exceed")
        || lower.contains("not to exceed")
        || ["duration requested", "requested duration", "the requested duration"]
            .iter()
            .any(|words| lower.starts_with(words))
        || bounds_course(&lower)
        || limits_count(&lower)
        || (names_amount(&lower) || asks_amount(&lower))
            && BOUNDS.iter().any(|word| lower.contains(word))
        || begins_with_amount(&lower)
        || asks_time(&lower)
}

/// Whether a line bounds the time that is asked for: `Length of the request is 6 months or less`.
fn bounds_course(lower: &str) -> bool {
    const TIMES: &[&str] = &["length", "duration", "rental", "period", "term", "course"];
    const ASKED: &[&str] = &["request", "rental", "authoriz", "approv", "trial period"];
    const MOST: &[&str] = &["or less", "or fewer", "no longer than", "not longer than"];
    let first = lower.split_whitespace().take(5).collect::<Vec<_>>();
    first.iter().any(|word| TIMES.contains(word))
        && ASKED.iter().any(|word| lower.contains(word))
        && MOST.iter().chain(BOUNDS).any(|word| lower.contains(word))
        && lower.contains(|sign: char| sign.is_ascii_digit())
}

/// Whether a short line limits how many of something are given: `Program is limited to 36 sessions`.
fn limits_count(lower: &str) -> bool {
    const COUNTED: &[&str] =
        &["session", "visit", "unit", "trip", "treatment", "hour", "injection", "level"];
    let Some((head, tail)) = lower.split_once("limited to ") else { return false };
    let number = tail.starts_with(|sign: char| sign.is_ascii_digit());
    let next = tail.split_whitespace().nth(1).unwrap_or("");
    head.split_whitespace().count() <= 6
        && number
        && COUNTED.iter().any(|noun| next.starts_with(noun))
}

/// Whether a line is nothing but an amount in a time, bounded from above or counted in pieces: `Maximum 2 capsules per day`,
/// `Four pens per 28 days`.
fn begins_with_amount(lower: &str) -> bool {
    const PIECES: &[&str] = &[
        "capsule",
        "tablet",
        "vial",
        "pen",
        "syringe",
        "autoinjector",
        "patch",
        "packet",
        "inhaler",
        "injection",
        "infusion",
        "dose",
    ];
    const UNITS: &[&str] = &["mg", "mcg", "g", "units", "ml", "iu", "mg/kg", "g/kg"];
    const LEADS: &[&str] = &["maximum", "max", "limit", "no more than", "not more than", "up to"];
    const TIMES: &[&str] = &["per", "every", "in", "each", "daily", "weekly", "monthly", "a"];
    let line = lower.split_once(": ").map_or(lower, |(label, rest)| {
        if label.split_whitespace().count() <= 2 { rest } else { lower }
    });
    let words: Vec<&str> = line.trim_end_matches('.').split_whitespace().collect();
    let is_piece = |word: &&str| PIECES.iter().any(|piece| word.starts_with(piece));
    let led = LEADS.iter().any(|lead| line.starts_with(lead));
    let counted = words
        .first()
        .is_some_and(|word| word.parse::<u32>().is_ok() || number_word(word).is_some())
        && words.iter().take(3).any(is_piece);
    let amount = words.iter().any(is_piece) || words.iter().any(|word| UNITS.contains(word));
    let timed = words.iter().any(|word| TIMES.contains(word));
    (led || counted) && amount && timed && words.len() <= 12
}

/// Whether a line bounds the time of what is requested: `Initial request is not longer than 6 months`.
fn asks_time(lower: &str) -> bool {
    let time = ["day", "week", "month", "year"];
    lower.contains("request")
        && lower.split_whitespace().count() <= 12
        && ["longer than", "more than", "up to", "at most"]
            .iter()
            .any(|words| lower.contains(words))
        && time.iter().any(|word| lower.contains(word))
        && !["at least", "trial", "within", "prior", "before"]
            .iter()
            .any(|word| lower.contains(word))
}

/// Words that bound an amount from above.
const BOUNDS: &[&str] = &[
    "at most",
    "no more than",
    "not more than",
    "not above",
    "up to",
    "maximum",
    "≤",
    "limited to",
    "no more frequent",
    "no more often",
    "not more often",
    "not greater than",
    "no greater than",
    "not higher than",
    "no higher than",
    "no longer than",
    "not longer than",
    "consistent with",
    "in accordance with",
    "or less",
];

/// Whether a line begins by naming a dose or quantity: `Dose is at most 0.3 mg/kg`, `Quantity: no more than 100 units`.
fn names_amount(lower: &str) -> bool {
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let named = |word: &&str| {
        matches!(
            *word,
            "dose"
                | "doses"
                | "dosing"
                | "dosage"
                | "quantity"
                | "visits"
                | "sessions"
                | "course"
                | "hours"
                | "frequency"
        )
    };
    words.iter().take(4).any(named)
        && !words.iter().take(5).any(|word| *word == "least")
        && lower.contains(|sign: char| sign.is_ascii_digit())
}

/// Whether a line speaks of how much is requested: `The initial request is for no more than 30 sessions`.
fn asks_amount(lower: &str) -> bool {
    let amounts = ["session", "visit", "unit", "trip", "dose", "hour"];
    let counted = lower.contains(|sign: char| sign.is_ascii_digit());
    lower.contains("request") && counted && amounts.iter().any(|word| lower.contains(word))
}

/// Whether a line begins with the name of a limit: `Dosing limit: 200 mg every 3 weeks`.
pub(in crate::criterion) fn begins_limit(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.starts_with("quantity") || QUANTITY.iter().any(|word| lower.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_on_the_time_that_is_asked_for_is_a_limit() {
        assert!(is_quantity_limit("Length of the request is 6 months or less"));
        assert!(is_quantity_limit("Rental of the first trial period is not longer than 3 months"));
        assert!(!is_quantity_limit("Duration of symptoms is 3 weeks or less"));
    }

    #[test]
    fn what_is_granted_for_a_time_is_a_duration_of_approval() {
        for line in [
            "Initial coverage is limited to 3 months",
            "Authorization is for 6 months.",
            "Initial approval will be granted for 12 months",
            "Rental is approved for up to 13 months.",
        ] {
            assert!(is_approval_duration(line), "{line}");
        }
        for line in [
            "Prior authorization is required for therapy of more than 12 weeks",
            "Coverage requires pain for 6 months",
            "Approval by a specialist after 3 months of treatment",
            "Approve for 1 year if the patient meets ALL of the following",
        ] {
            assert!(!is_approval_duration(line), "{line}");
        }
    }

    #[test]
    fn a_dose_that_keeps_to_the_label_is_limited() {
        assert!(is_quantity_limit("Dosing is consistent with FDA labeling: 100 mg every 4 weeks"));
        assert!(!is_quantity_limit("Dosing is consistent with FDA labeling"));
        for line in [
            "Maximum 2 capsules of 150 mg per day",
            "Limit of two 300 mg vials per 28 days",
            "Induction: up to 8 doses in 4 weeks",
            "Four pens per 28 days",
            "Initial request is not longer than 6 months",
        ] {
            assert!(is_quantity_limit(line), "{line}");
        }
        assert!(!is_quantity_limit("Two relapses in the past year"));
        assert!(!is_quantity_limit("Two antidepressants, each for at least 6 weeks, have failed"));
    }
}
