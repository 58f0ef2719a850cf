//! Correcting a case: a JSON merge patch (RFC 7396) over what is stored gives a form, which is proven like a new one.

use clinical::refusal::{Refusal, code};
use serde_json::{Map, Value};

use super::{CaseContext, CaseForm};

/// The form that a patch makes of a case.
///
/// # Errors
/// A refusal with the pointer of an unknown field or of a value of the wrong type.
pub fn merge(current: &CaseContext, patch: Value) -> Result<CaseForm, Vec<Refusal>> {
    if !patch.is_object() {
        return Err(vec![Refusal::new("", code::WRONG_TYPE, "a correction is an object")]);
    }
    let stored = serde_json::to_value(current).map_err(|_| vec![unreadable()])?;
    let stale = outdates_edits(&stored, &patch);
    let mut merged = apply(stored, patch);
    if let Some(criteria) = merged.get_mut("criteria").and_then(Value::as_object_mut)
        && stale
    {
        criteria.remove("edited");
    }
    form_of(merged)
}

/// Whether a patch brings another policy text and says nothing of the edited tree: edits of the old text are not edits of
/// the new one.
fn outdates_edits(stored: &Value, patch: &Value) -> bool {
    let text = patch.pointer("/criteria/text").and_then(Value::as_str);
    let differs =
        text.is_some() && stored.pointer("/criteria/text").and_then(Value::as_str) != text;
    differs && patch.pointer("/criteria/edited").is_none()
}

/// A form from JSON.
///
/// # Errors
/// As [`merge`].
pub fn form_of(json: Value) -> Result<CaseForm, Vec<Refusal>> {
    serde_path_to_error::deserialize(json).map_err(|fault| vec![refusal(&fault)])
}

pub(super) fn unreadable() -> Refusal {
    Refusal::new("", code::MALFORMED, "the stored case could not be read")
}

/// RFC 7396, section 2.
fn apply(target: Value, patch: Value) -> Value {
    let Value::Object(patch) = patch else { return patch };
    let mut merged = if let Value::Object(fields) = target { fields } else { Map::new() };
    for (field, change) in patch {
        if change.is_null() {
            merged.remove(&field);
        } else {
            let before = merged.remove(&field).unwrap_or(Value::Null);
            merged.insert(field, apply(before, change));
        }
    }
    Value::Object(merged)
}

/// Names the place and the rule. serde's own message may quote the value and is not used.
fn refusal(fault: &serde_path_to_error::Error<serde_json::Error>) -> Refusal {
    let mut pointer = String::new();
    for segment in fault.path() {
        pointer.push('/');
        pointer.push_str(&escaped(&segment.to_string()));
    }
    if fault.inner().to_string().starts_with("unknown field") {
        Refusal::new(pointer, code::UNKNOWN_FIELD, "the field is not part of a case")
    } else {
        Refusal::new(pointer, code::WRONG_TYPE, "the value has another type than the field")
    }
}

/// A segment of a JSON pointer (RFC 6901, section 3); serde writes list places as `[3]`.
fn escaped(segment: &str) -> String {
    segment.trim_start_matches('[').trim_end_matches(']').replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_follow_the_examples_of_the_standard() {
        let examples = [
            (r#"{"a":"b"}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
            (r#"{"a":"b"}"#, r#"{"b":"c"}"#, r#"{"a":"b","b":"c"}"#),
            (r#"{"a":"b","b":"c"}"#, r#"{"a":null}"#, r#"{"b":"c"}"#),
            (r#"{"a":["b"]}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
            (r#"{"a":{"b":"c"}}"#, r#"{"a":{"b":"d","c":null}}"#, r#"{"a":{"b":"d"}}"#),
            (r#"{"a":[{"b":"c"}]}"#, r#"{"a":[1]}"#, r#"{"a":[1]}"#),
            ("{}", r#"{"a":{"bb":{"ccc":null}}}"#, r#"{"a":{"bb":{}}}"#),
        ];
        for (target, patch, merged) in examples {
            let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
            assert_eq!(apply(json(target), json(patch)), json(merged));
        }
    }

    #[test]
    fn an_unknown_field_is_refused_at_its_pointer() {
        let refusals = form_of(serde_json::json!({"patient": {"last_name": "Doe"}})).unwrap_err();
        assert_eq!(
            (refusals[0].pointer.as_str(), refusals[0].code),
            ("/patient/last_name", code::UNKNOWN_FIELD)
        );
        let refusals = form_of(serde_json::json!({"history": [{}, {"dose": 5}]})).unwrap_err();
        assert_eq!(
            (refusals[0].pointer.as_str(), refusals[0].code),
            ("/history/1/dose", code::WRONG_TYPE)
        );
    }
}
