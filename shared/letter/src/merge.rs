//! Fills a letter's placeholders. In the browser this is where a patient's identifiers join the letter, in memory only.

use crate::block::Block;
use crate::inline::{Inline, Text};
use crate::letter::Letter;
use crate::placeholder::Placeholder;
use std::collections::BTreeMap;

/// Placeholders without a value; nothing was merged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no value for {}", names(.placeholders))]
pub struct Missing {
    /// Each of them once, in the order of the letter.
    pub placeholders: Vec<Placeholder>,
}

fn names(placeholders: &[Placeholder]) -> String {
    placeholders.iter().map(Placeholder::name).collect::<Vec<_>>().join(", ")
}

/// The placeholders of a letter, each once, in the order of the letter.
pub fn placeholders(letter: &Letter) -> Vec<Placeholder> {
    // A copy costs microseconds and keeps one walk for reading and filling.
    let mut letter = letter.clone();
    let mut found = Vec::new();
    for text in texts(&mut letter) {
        for inline in text.inlines() {
            if let Inline::Placeholder(placeholder) = inline
                && !found.contains(placeholder)
            {
                found.push(placeholder.clone());
            }
        }
    }
    found
}

/// Puts a value, literally, in the place of every placeholder. Values without a placeholder are ignored.
///
/// # Errors
/// [`Missing`] if a placeholder has no value, or one of white space only.
pub fn merge(mut letter: Letter, values: &BTreeMap<String, String>) -> Result<Letter, Missing> {
    let value = |placeholder: &Placeholder| {
        values.get(placeholder.name()).map(|value| value.trim()).filter(|value| !value.is_empty())
    };
    let missing: Vec<_> = placeholders(&letter)
        .into_iter()
        .filter(|placeholder| value(placeholder).is_none())
        .collect();
    if !missing.is_empty() {
        return Err(Missing { placeholders: missing });
    }
    for text in texts(&mut letter) {
        for inline in text.inlines_mut() {
            if let Inline::Placeholder(placeholder) = inline
                && let Some(value) = value(placeholder)
            {
                *inline = Inline::Plain(value.to_owned());
            }
        }
    }
    Ok(letter)
}

/// Every text of a letter, in the order it is printed.
fn texts(letter: &mut Letter) -> Vec<&mut Text> {
    let mut texts = Vec::new();
    let head = &mut letter.letterhead;
    texts.extend([
        &mut head.practice,
        &mut head.clinician,
        &mut head.credentials,
        &mut head.specialty,
        &mut head.npi,
    ]);
    texts.extend(&mut head.lines);
    texts.push(&mut letter.date_line);
    texts.extend(&mut letter.addressee);
    texts.extend(letter.re.iter_mut().map(|line| &mut line.value));
    texts.push(&mut letter.salutation);
    for block in &mut letter.body {
        block_texts(block, &mut texts);
    }
    if let Some(signature) = &mut letter.signature {
        texts.extend([&mut signature.closing, &mut signature.name]);
        texts.extend(&mut signature.lines);
    }
    texts.extend(&mut letter.enclosures);
    texts.extend(letter.references.iter_mut().map(|reference| &mut reference.text));
    texts.extend(&mut letter.notes);
    texts.extend([&mut letter.running_head, &mut letter.footer]);
    texts
}

fn block_texts<'a>(block: &'a mut Block, texts: &mut Vec<&'a mut Text>) {
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text } | Block::Quote { text } => {
            texts.push(text);
        }
        Block::List { items, .. } => texts.extend(items),
        Block::Table { caption, header, rows } => {
            texts.extend(caption);
            texts.extend(header);
            texts.extend(rows.iter_mut().flatten());
        }
        Block::Criteria { items } => {
            for criterion in items {
                texts.push(&mut criterion.text);
                texts.extend(&mut criterion.evidence);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::letter;

    fn values() -> BTreeMap<String, String> {
        placeholders(&letter())
            .iter()
            .map(|name| (name.name().to_owned(), format!("<{}>", name.label())))
            .collect()
    }

    #[test]
    fn placeholders_are_listed_once_in_the_order_of_the_letter() {
        let found = placeholders(&letter());
        let names: Vec<_> = found.iter().map(Placeholder::name).collect();
        assert_eq!(
            names,
            [
                "letter.date",
                "payer.address",
                "payer.fax",
                "patient.last_name",
                "patient.date_of_birth",
                "member.id"
            ]
        );
    }

    #[test]
    fn every_renderer_prints_the_values_after_merging_and_the_labels_before() {
        let merged = merge(letter(), &values()).expect("all values are given");
        assert!(crate::text(&letter(), 78).contains("Maya [Patient last name]"));
        assert!(crate::text(&merged, 78).contains("Maya <Patient last name>"));
        assert!(crate::html(&merged).contains("Maya &lt;Patient last name&gt;"));
        assert!(!crate::html(&merged).contains("<mark>"));
    }

    #[test]
    fn a_missing_value_stops_the_merge_and_is_named_without_any_value() {
        let mut values = values();
        values.remove("member.id");
        let missing = merge(letter(), &values).map(drop).expect_err("a value is missing");
        assert_eq!(missing.to_string(), "no value for member.id");
    }
}
