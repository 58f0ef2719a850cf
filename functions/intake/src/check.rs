//! `POST /api/phi-check`: tells what the firewall finds in a text, or in several. Nothing of it is kept.

use std::collections::BTreeMap;

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use practice::access::Permission;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::Intake;

/// More fields than any form of ours has.
const MOST_TEXTS: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckForm {
    text: Option<String>,
    /// Texts by the pointers of their fields.
    #[serde(default)]
    texts: BTreeMap<String, String>,
}

/// A finding, its place in Unicode code points of its text.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct FindingView {
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    start: usize,
    end: usize,
    category: &'static str,
    action: &'static str,
    rule: &'static str,
    hint: &'static str,
}

pub(crate) async fn check(intake: &Intake, request: &Request) -> Result<Response<Body>, Problem> {
    intake.gate.admit(request, Permission::ReadCases).await?;
    let form: CheckForm = http::json(request)?;
    if form.texts.len() > MOST_TEXTS {
        return Err(Problem::field(
            "/texts",
            "too-many",
            format!("texts takes at most {MOST_TEXTS} entries"),
        ));
    }

    let mut findings = Vec::new();
    if let Some(text) = &form.text {
        findings.extend(found(None, text)?);
    }
    for (pointer, text) in &form.texts {
        findings.extend(found(Some(pointer), text)?);
    }

    http::ok(&json!({"findings": findings}))
}

/// The findings of one text; a text that cannot be searched is refused, never passed.
fn found(pointer: Option<&String>, text: &str) -> Result<Vec<FindingView>, Problem> {
    let searched = phi::scan(text).and_then(|findings| {
        let places = phi::offsets::code_points(text, &findings)?;
        Ok(findings.into_iter().zip(places))
    });
    let at = if pointer.is_some() { "/texts" } else { "/text" };
    let searched = searched.map_err(|_| {
        Problem::field(at, "too-long", "the text could not be searched for identifiers")
    })?;
    let view = |(finding, (start, end)): (phi::Finding, (usize, usize))| FindingView {
        pointer: pointer.cloned(),
        start,
        end,
        category: finding.category.code(),
        action: finding.action.code(),
        rule: finding.rule,
        hint: finding.category.hint(),
    };
    Ok(searched.map(view).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_tells_its_field_place_and_remedy_and_never_the_value() {
        let pointer = "/clinical".to_owned();
        let found = found(Some(&pointer), "Zoë: SSN 219-09-9999.").unwrap();
        let ssn = found.iter().find(|finding| finding.category == "SSN").unwrap();
        assert_eq!((ssn.pointer.as_deref(), ssn.action, ssn.end), (Some("/clinical"), "block", 20));
        assert!(!ssn.hint.is_empty());
        assert!(!serde_json::to_string(&found).unwrap().contains("219-09-9999"));
    }
}
