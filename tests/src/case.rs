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

/// Every kind of document with a case that has what it needs.
///
/// # Panics
/// When a file is missing or no JSON.
pub fn of_every_kind() -> Vec<(String, Value)> {
    let root = luma::workspace::root();
    let kinds = std::fs::read_dir(root.join("shared/casework/tests/kinds")).expect("the kinds");
    let files = kinds.map(|entry| entry.expect("an entry").path());
    let read = |path: &std::path::Path| -> Value {
        serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("JSON")
    };
    let goldens = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let mut all: Vec<(String, Value)> = goldens
        .map(|path| {
            let golden = read(&path);
            let kind = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let case = match golden["case"].as_str() {
                Some(name) => read(&root.join(format!("tests/cases/{name}.json"))),
                None => golden["case"].clone(),
            };
            (kind, case)
        })
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
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
