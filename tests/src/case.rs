//! Cases to work with.

use serde_json::Value;

/// Rheumatoid arthritis, adalimumab, with the payer's criteria.
///
/// # Panics
/// Never: the file is part of this crate.
pub fn arthritis() -> Value {
    serde_json::from_str(include_str!("../cases/rheumatoid-arthritis.json")).expect("JSON")
}

/// An infant's formula that was denied.
pub fn formula_appeal() -> Value {
    serde_json::from_str(include_str!("../cases/infant-formula-appeal.json")).expect("JSON")
}

/// The arthritis case with another clinical text.
pub fn with_clinical(text: &str) -> Value {
    let mut case = arthritis();
    case["clinical"] = Value::from(text);
    case
}

/// Every sentence of a document, in order.
///
/// # Panics
/// When the document has no blocks.
pub fn sentences(document: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    for block in document["blocks"].as_array().expect("blocks") {
        let items = block["items"].as_array().cloned().unwrap_or_default();
        for holder in std::iter::once(block).chain(&items) {
            found.extend(holder["sentences"].as_array().cloned().unwrap_or_default());
        }
    }
    found
}
