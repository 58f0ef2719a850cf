//! Texts without the patient's first name.

use crate::brief::{FIRST_NAME, hide};

/// The text with "the patient" where it names the patient.
pub(super) fn without(first_name: &str, text: &str) -> String {
    let hidden = hide(first_name, text);
    let mut parts = hidden.split(FIRST_NAME);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(if begins_sentence(&out) { "The patient" } else { "the patient" });
        out.push_str(part);
    }
    out
}

/// Whether what follows this text begins a sentence.
fn begins_sentence(before: &str) -> bool {
    let trimmed = before.trim_end_matches([' ', '\t', '"', '“', '(']);
    trimmed.is_empty() || trimmed.ends_with(['.', '!', '?', '\n', ':', '•', '*'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_speaks_of_the_patient_instead() {
        let text =
            "Maya has psoriasis. We met MAYA twice.\nMaya's mother agrees: Maya, 54, is ill.";
        let expected = "The patient has psoriasis. We met the patient twice.\nThe patient's mother agrees: The patient, 54, is ill.";
        assert_eq!(without("Maya", text), expected);
    }

    #[test]
    fn other_words_stay() {
        let text = "The Mayan calendar; may improve. Amaya.";
        assert_eq!(without("Maya", text), text);
    }
}
