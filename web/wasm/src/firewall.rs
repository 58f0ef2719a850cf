//! The firewall's part: findings, cleaned text and rewrites, as JSON with offsets in UTF-16 units.

use std::fmt::Write;

use phi::{CivilDate, Finding, Refused};

use crate::{answer, answer_bytes, refused};

/// What the dictionary is known by that [`dictionary`] takes.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn digest() -> u64 {
    phi::dictionary::DIGEST
}

/// Takes the input for the dictionary: `{}`, or refused if it is another build's. Without one, every text is refused.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn dictionary() -> u32 {
    answer_bytes(|bytes| match phi::dictionary::load(bytes) {
        Ok(()) => "{}".to_owned(),
        Err(_) => refused("other-dictionary"),
    })
}

/// Findings of the input: `{"findings":[{"start","end","category","action","rule","hint"}]}`.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn scan() -> u32 {
    answer(|text| found(text).unwrap_or_else(closed))
}

/// The input with placeholders for what identifies: `{"text":"…"}`.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn redact() -> u32 {
    answer(|text| {
        phi::redact(text).map_or_else(closed, |clean| format!("{{\"text\":{}}}", quoted(&clean)))
    })
}

/// What [`scan`] answers, and how to say the dates relative to a day: `{"findings":[…],"rewrites":[{"start","end","text"}]}`.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn rewrite(year: i32, month: i32, day: i32) -> u32 {
    answer(|text| match CivilDate::new(year, month, day) {
        Some(today) => rewrites(text, today).unwrap_or_else(closed),
        None => refused("no-such-day"),
    })
}

fn found(text: &str) -> Result<String, Refused> {
    Ok(format!("{{\"findings\":[{}]}}", shown(text, &phi::scan(text)?)?))
}

/// Findings as a JSON list without its brackets.
fn shown(text: &str, findings: &[Finding]) -> Result<String, Refused> {
    let places = phi::offsets::utf16(text, findings)?;
    let shown = findings.iter().zip(places).map(|(finding, (start, end))| {
        let Finding { category, action, rule, .. } = finding;
        let (category, hint) = (category.code(), quoted(category.hint()));
        format!("{{\"start\":{start},\"end\":{end},\"category\":\"{category}\",\"action\":\"{}\",\"rule\":\"{rule}\",\"hint\":{hint}}}", action.code())
    });
    Ok(shown.collect::<Vec<_>>().join(","))
}

fn rewrites(text: &str, today: CivilDate) -> Result<String, Refused> {
    let findings = phi::scan(text)?;
    let changes: Vec<_> = findings
        .iter()
        .filter_map(|finding| phi::rewrite(finding, text, today).map(|change| (*finding, change)))
        .collect();
    let spans: Vec<Finding> = changes
        .iter()
        .map(|(finding, change)| Finding { start: change.start, end: change.end, ..*finding })
        .collect();
    let places = phi::offsets::utf16(text, &spans)?;
    let said = changes.iter().zip(places).map(|((_, change), (start, end))| {
        format!("{{\"start\":{start},\"end\":{end},\"text\":{}}}", quoted(&change.text))
    });
    let said = said.collect::<Vec<_>>().join(",");
    Ok(format!("{{\"findings\":[{}],\"rewrites\":[{said}]}}", shown(text, &findings)?))
}

fn closed(reason: Refused) -> String {
    refused(match reason {
        Refused::TooLong { .. } => "too-long",
        Refused::Unsearchable => "unsearchable",
    })
}

/// A JSON string (RFC 8259, section 7).
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            // Writing into a string cannot fail.
            c if u32::from(c) < 0x20 => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_told_in_utf16_units() {
        assert!(
            found("😀 SSN 123-45-6789")
                .unwrap()
                .contains("\"start\":7,\"end\":18,\"category\":\"SSN\"")
        );
    }

    #[test]
    fn a_text_with_quotes_and_line_breaks_stays_valid_json() {
        assert_eq!(quoted("a\"b\\c\n"), "\"a\\\"b\\\\c\\u000a\"");
    }
}
