//! Cases for the tests of this folder.

use casework::case::{CaseContext, CaseForm};
use serde_json::{Value, json};

/// A case of rheumatoid arthritis with this policy, note and history.
pub(crate) fn case(policy: Value, clinical: &str, history: Value) -> CaseContext {
    context(body(policy, clinical, history))
}

/// The body of the same case.
pub(crate) fn body(policy: Value, clinical: &str, history: Value) -> Value {
    let mut body = json!({
        "patient": {"first_name": "Maya", "age": {"years": 54}, "state": "OH"},
        "payer": {"name": "Aetna", "line_of_business": "commercial_fully_insured"},
        "diagnoses": ["M05.79"],
        "request": {"kind": "medication", "name": "adalimumab", "codes": ["J0139"], "dose": "40 mg", "frequency": "every 2 weeks", "duration": "12 months"},
        "clinical": clinical,
    });
    body["history"] = history;
    body["criteria"] = policy;
    body
}

/// A body as intake takes it.
pub(crate) fn context(body: Value) -> CaseContext {
    let form: CaseForm = serde_json::from_value(body).unwrap();
    CaseContext::try_from(form).unwrap_or_else(|refusals| panic!("{refusals:?}"))
}

/// Pasted policy text.
pub(crate) fn pasted(text: &str) -> Value {
    json!({"text": text})
}
