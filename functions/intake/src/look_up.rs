//! `GET /api/clinical/{diagnoses,drugs,payers,specialties}?q=`: looks up reference data, the best matches first.

use clinical::{drug, icd10, payer, specialty};
use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use practice::access::Permission;
use serde_json::{Value, json};

use crate::Intake;

/// More than anybody reads below a field.
const MOST: usize = 20;
/// Longer than any name that is looked for.
const LONGEST: usize = 100;

pub(crate) async fn look_up(
    intake: &Intake,
    request: &Request,
    list: &str,
) -> Result<Response<Body>, Problem> {
    intake.gate.admit(request, Permission::ReadCases).await?;
    let query = http::query(request, &["q"])?;
    let words = query.get("q").map(|words| words.trim()).unwrap_or_default();
    if words.chars().count() > LONGEST {
        return Err(Problem::field(
            "/q",
            "too-long",
            format!("q takes at most {LONGEST} characters"),
        ));
    }

    let items = matches(list, words).ok_or_else(Problem::not_found)?;

    http::ok(&json!({"items": items}))
}

/// The entries of a list that match; none if there is no such list.
fn matches(list: &str, words: &str) -> Option<Vec<Value>> {
    let items = match list {
        "diagnoses" => icd10::search(words, MOST).iter().map(diagnosis).collect(),
        "drugs" => drug::search(words, MOST).into_iter().map(medicine).collect(),
        "payers" => payer::search(words, MOST).into_iter().map(plan).collect(),
        "specialties" => specialty::search(words, MOST).into_iter().map(field).collect(),
        _ => return None,
    };
    Some(if words.is_empty() { Vec::new() } else { items })
}

fn diagnosis(entry: &icd10::Entry) -> Value {
    json!({"code": entry.code, "description": entry.description, "billable": entry.billable})
}

fn medicine(drug: drug::Drug) -> Value {
    json!({
        "generic": drug.generic(),
        "brands": drug.brands().collect::<Vec<_>>(),
        "class": drug.class(),
        "routes": drug.routes().collect::<Vec<_>>(),
    })
}

fn plan(payer: payer::Payer) -> Value {
    json!({"id": payer.id(), "name": payer.name(), "kind": payer.kind()})
}

fn field(specialty: specialty::Specialty) -> Value {
    json!({"name": specialty.name(), "parent": specialty.parent()})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_answers_and_others_are_not_there() {
        assert_eq!(matches("diagnoses", "M05.79").unwrap()[0]["code"], "M05.79");
        assert_eq!(matches("drugs", "humira").unwrap()[0]["generic"], "adalimumab");
        assert_eq!(matches("payers", "aetna").unwrap()[0]["name"], "Aetna");
        assert_eq!(matches("specialties", "rheum").unwrap()[0]["name"], "Rheumatology");
        assert_eq!(matches("drugs", ""), Some(Vec::new()));
        assert_eq!(matches("patients", "a"), None);
    }
}
