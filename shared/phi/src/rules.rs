//! The detector's first forms: identifiers whose shape alone tells what they are, or with the label before them.

use crate::{Action, Category, Finding};

/// What one blank-separated piece of text is by its shape and the word before it.
pub(crate) fn find(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut label = "";
    let mut from = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let core = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let lead = piece.find(core).unwrap_or(0);
        if let Some((category, rule)) = classify(core, label) {
            let start = from + lead;
            found.push(Finding {
                start,
                end: start + core.len(),
                category,
                action: Action::Block,
                rule,
            });
        }
        if !core.is_empty() {
            label = core;
        }
        from += piece.len();
    }
    found
}

fn classify(core: &str, label: &str) -> Option<(Category, &'static str)> {
    let shape: String = core.chars().map(|c| if c.is_ascii_digit() { 'd' } else { c }).collect();
    if core.split_once('@').is_some_and(|(_, domain)| domain.contains('.')) {
        return Some((Category::Email, "contact.email"));
    }
    if core.contains("://") || core.starts_with("www.") {
        return Some((Category::Url, "contact.url"));
    }
    match shape.as_str() {
        "ddd-dd-dddd" => return Some((Category::Ssn, "number.ssn")),
        "ddd-ddd-dddd" | "ddd.ddd.dddd" | "ddd)ddd-dddd" => {
            return Some((Category::Phone, "contact.phone"));
        }
        _ => {}
    }
    if is_date(&shape) {
        return Some((
            if label.eq_ignore_ascii_case("dob") { Category::Dob } else { Category::Date },
            "date.numeric",
        ));
    }
    let digits = shape.chars().filter(|&c| c == 'd').count();
    (digits >= 4 && label.eq_ignore_ascii_case("mrn")).then_some((Category::Mrn, "number.mrn"))
}

fn is_date(shape: &str) -> bool {
    let parts: Vec<&str> = shape.split(['/', '-']).collect();
    let [first, second, third] = parts.as_slice() else { return false };
    let number = |part: &str, lengths: &[usize]| {
        part.chars().all(|c| c == 'd') && lengths.contains(&part.len())
    };
    (number(first, &[1, 2]) && number(second, &[1, 2]) && number(third, &[2, 4]))
        || (number(first, &[4]) && number(second, &[1, 2]) && number(third, &[1, 2]))
}
