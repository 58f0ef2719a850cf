//! What of a case differs with the next patient, and is left blank in a template.

use serde_json::Value;

/// Stands for what has to be filled in.
pub const BLANK: &str = "____";

/// Number words that a template leaves blank before a unit of time or a count.
const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "several", "many",
];
/// What follows a number word that says how much.
const COUNTED: &[&str] = &[
    "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "time",
    "times", "dose", "doses", "session", "sessions", "course", "courses", "episode", "episodes",
    "flare", "flares", "attack", "attacks",
];

/// Takes out age, state, medications, what came of each treatment and the denial's own text, and blanks the numbers of the
/// clinical text. Payer, diagnoses, request, the treatments' names and doses and the payer's policy stay.
pub(super) fn out(case: &mut Value) {
    if let Value::Object(fields) = case {
        fields.remove("patient");
        fields.remove("medications");
    }
    if let Some(Value::String(text)) = case.get_mut("clinical") {
        *text = numbers(text);
    }
    for row in case.get_mut("history").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Value::Object(row) = row {
            row.retain(|field, _| matches!(field.as_str(), "treatment" | "dose"));
        }
    }
    if let Some(Value::Object(denial)) = case.get_mut("denial") {
        denial.remove("text");
        if let Some(Value::String(reason)) = denial.get_mut("reason") {
            *reason = numbers(reason);
        }
    }
}

/// The text with a blank for each number; names such as `DAS28`, `IL-6` and `M05.79` stay.
fn numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for letter in text.chars() {
        if letter.is_whitespace() {
            finish(&mut word, &mut out);
            out.push(letter);
        } else {
            word.push(letter);
        }
    }
    finish(&mut word, &mut out);
    counts(&out)
}

/// Moves a word over, its number blanked. A word in which letters come first is a name.
fn finish(word: &mut String, out: &mut String) {
    let numbered = |letter: char| letter.is_ascii_digit() || ".,/-–%".contains(letter);
    let start = word.find(|letter: char| letter.is_alphanumeric()).unwrap_or(word.len());
    let (before, rest) = word.split_at_checked(start).unwrap_or((word.as_str(), ""));
    out.push_str(before);
    if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
        let after = rest.trim_start_matches(numbered);
        let run = rest.strip_suffix(after).unwrap_or(rest);
        let number = run.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        out.push_str(BLANK);
        out.push_str(run.strip_prefix(number).unwrap_or_default());
        out.push_str(after);
    } else {
        out.push_str(rest);
    }
    word.clear();
}

/// Blanks number words that count something.
fn counts(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut words = text.split_inclusive(char::is_whitespace).peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_end();
        let next = words.peek().map(|next| bare_word(next));
        let counts = next.is_some_and(|next| COUNTED.contains(&next.as_str()));
        if counts && NUMBERS.contains(&bare.to_lowercase().as_str()) {
            out.push_str(BLANK);
            out.push_str(word.strip_prefix(bare).unwrap_or(" "));
        } else {
            out.push_str(word);
        }
    }
    out
}

fn bare_word(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphabetic()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_blank_and_names_stay() {
        let examples = [
            ("DAS28 of 5.4 after 12 weeks.", "DAS28 of ____ after ____ weeks."),
            ("IL-6 and HbA1c of 8.4% (M05.79).", "IL-6 and HbA1c of ____% (M05.79)."),
            ("Pain 8/10, 40mg, 3–4 flares.", "Pain ____, ____mg, ____ flares."),
            ("Failed six months of two drugs.", "Failed ____ months of two drugs."),
            ("Ferritin 12.", "Ferritin ____."),
            ("No numbers here.", "No numbers here."),
        ];
        for (text, expected) in examples {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }
}
