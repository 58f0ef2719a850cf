//! A change to a sentence as typed. Without `op` it gives a sentence other words.

use casework::document::Edit;
use casework::evidence::EvidenceId;
use clinical::refusal::{Refusal, code};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditForm {
    #[serde(default)]
    op: Operation,
    sentence: Option<String>,
    after: Option<String>,
    text: Option<String>,
    evidence: Option<Vec<String>>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Operation {
    #[default]
    Replace,
    Remove,
    Insert,
}

/// The changes, or a refusal for each field that is missing, not part of its operation, or no marker.
pub(crate) fn edits(forms: Vec<EditForm>) -> Result<Vec<Edit>, Vec<Refusal>> {
    let mut edits = Vec::new();
    let mut refusals = Vec::new();
    for (place, form) in forms.into_iter().enumerate() {
        match form.edit() {
            Ok(edit) => edits.push(edit),
            Err(refusal) => refusals.push(refusal.below(&format!("/edits/{place}"))),
        }
    }
    if refusals.is_empty() { Ok(edits) } else { Err(refusals) }
}

impl EditForm {
    fn edit(self) -> Result<Edit, Box<Refusal>> {
        let Self { op, sentence, after, text, evidence } = self;
        let evidence = evidence.map(markers).transpose()?;
        match op {
            Operation::Replace => {
                foreign("after", after.is_some())?;
                let (sentence, text) = (needed("sentence", sentence)?, needed("text", text)?);
                Ok(Edit::Replace { sentence, text, evidence })
            }
            Operation::Remove => {
                foreign("after", after.is_some())?;
                foreign("text", text.is_some())?;
                foreign("evidence", evidence.is_some())?;
                Ok(Edit::Remove { sentence: needed("sentence", sentence)? })
            }
            Operation::Insert => {
                foreign("sentence", sentence.is_some())?;
                let (after, text) = (needed("after", after)?, needed("text", text)?);
                Ok(Edit::Insert { after, text, evidence: evidence.unwrap_or_default() })
            }
        }
    }
}

fn needed(field: &str, value: Option<String>) -> Result<String, Box<Refusal>> {
    value.ok_or_else(|| {
        Box::new(Refusal::new(format!("/{field}"), code::REQUIRED, format!("{field} is needed")))
    })
}

fn foreign(field: &str, given: bool) -> Result<(), Box<Refusal>> {
    if given {
        let detail = format!("{field} is not part of this operation");
        return Err(Box::new(Refusal::new(format!("/{field}"), code::UNKNOWN_FIELD, detail)));
    }
    Ok(())
}

fn markers(markers: Vec<String>) -> Result<Vec<EvidenceId>, Box<Refusal>> {
    let marker = |(place, text): (usize, String)| {
        EvidenceId::parse(&text).map_err(|_| {
            let detail = "evidence names facts, criteria and sources, such as F3, C2, S1";
            Box::new(Refusal::new(format!("/evidence/{place}"), code::MALFORMED, detail))
        })
    };
    markers.into_iter().enumerate().map(marker).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(edit: Value) -> Result<Edit, String> {
        let form = serde_json::from_value(edit).unwrap();
        edits(vec![form])
            .map(|mut edits| edits.remove(0))
            .map_err(|refusals| refusals[0].pointer.clone())
    }

    #[test]
    fn an_edit_without_operation_gives_a_sentence_other_words() {
        let plain = read(json!({"sentence": "s3", "text": "New words."}));
        let expected =
            Edit::Replace { sentence: "s3".into(), text: "New words.".into(), evidence: None };
        assert_eq!(plain, Ok(expected));
    }

    #[test]
    fn each_operation_takes_its_own_fields_and_no_others() {
        let insert =
            read(json!({"op": "insert", "after": "s1", "text": "More.", "evidence": ["F1"]}));
        let evidence = vec![EvidenceId::Fact(1)];
        assert_eq!(insert, Ok(Edit::Insert { after: "s1".into(), text: "More.".into(), evidence }));
        assert_eq!(
            read(json!({"op": "remove", "sentence": "s1"})),
            Ok(Edit::Remove { sentence: "s1".into() })
        );
        let refused = [
            (json!({"text": "x"}), "/edits/0/sentence"),
            (json!({"op": "remove", "sentence": "s1", "text": "x"}), "/edits/0/text"),
            (json!({"op": "insert", "sentence": "s1", "text": "x"}), "/edits/0/sentence"),
            (
                json!({"sentence": "s1", "text": "x", "evidence": ["F1", "G1"]}),
                "/edits/0/evidence/1",
            ),
        ];
        for (edit, pointer) in refused {
            assert_eq!(read(edit), Err(pointer.to_owned()));
        }
    }
}
