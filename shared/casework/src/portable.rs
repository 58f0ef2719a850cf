//! A case as a file that identifies no one: for a colleague, or as a template of the practice.
//!
//! The file holds what the case says and nothing of who said it: no id, no account, no time. The first name is left out,
//! and where a text names the patient it says "the patient". Whoever takes the file in gets a form, not a case: every rule
//! of intake applies again, and a first name has to be given. The schema lies in `data/portable_case.schema.json`.

mod blank;
mod name;

use std::fmt;

use clinical::refusal::{Refusal, code};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::case::{self, CaseContext, CaseForm, PatientForm};
use crate::text::{self, Warnings};

pub use blank::BLANK;

/// The JSON Schema of the file (draft 2020-12).
pub const SCHEMA: &str = include_str!("../data/portable_case.schema.json");
/// Says what the file is.
pub const FORMAT: &str = "luma-portable-case";
/// The version of the schema that is written, and the newest that is read.
pub const VERSION: u64 = 1;
/// The longest file that is read; the fields of a case together are shorter.
const MOST_BYTES: usize = 262_144;
/// The fields of the file itself.
const FIELDS: [&str; 4] = ["format", "version", "purpose", "case"];

/// What the file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The whole case but for the name.
    Case,
    /// What a practice asks for again and again; blank where the next patient differs.
    Template,
}

/// The file: its JSON is what is saved.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct PortableCase {
    format: &'static str,
    version: u64,
    purpose: Purpose,
    case: Value,
}

/// What was read from a file: a form to go on with.
#[derive(Clone)]
pub struct Imported {
    /// What the file was for.
    pub purpose: Purpose,
    /// The form; intake proves it like one that was typed.
    pub form: CaseForm,
    /// The fields of the form in which a blank is still to be filled, as JSON pointers.
    pub blanks: Vec<String>,
}

/// The case as a file.
///
/// # Errors
/// What today's firewall finds in a text of the case, at its pointer: such a case does not leave.
pub fn export(context: &CaseContext, purpose: Purpose) -> Result<PortableCase, Vec<Refusal>> {
    let mut case = serde_json::to_value(context).map_err(|_| vec![unreadable()])?;
    if let Some(Value::Object(patient)) = case.get_mut("patient") {
        patient.remove("first_name");
    }
    let first_name = context.patient().first_name().as_str();
    in_prose(&mut case, &|text| name::without(first_name, text));
    if purpose == Purpose::Template {
        blank::out(&mut case);
    }
    let listed = context.payer().listed().is_some();
    let refusals: Vec<Refusal> = texts(&case, "")
        .into_iter()
        .filter(|(pointer, _)| !(is_coded(pointer) || listed && pointer == "/payer/name"))
        .flat_map(|(pointer, text)| text::findings(&pointer, text, Warnings::Accept))
        .collect();
    if refusals.is_empty() {
        Ok(PortableCase { format: FORMAT, version: VERSION, purpose, case })
    } else {
        Err(refusals)
    }
}

/// The form that a file makes, with the first name of the patient whom it is now about, if one is known already.
///
/// # Errors
/// A refusal at its pointer for what is no such file, for a newer version, for an unknown field and for a value of the
/// wrong type. What the fields say is for intake to prove.
pub fn import(file: &str, first_name: Option<&str>) -> Result<Imported, Vec<Refusal>> {
    if file.len() > MOST_BYTES {
        let detail = format!("a portable case takes at most {MOST_BYTES} bytes");
        return Err(vec![Refusal::new("", code::TOO_LONG, detail)]);
    }
    let file: Value = serde_json::from_str(file).map_err(|_| vec![no_file()])?;
    let Value::Object(mut file) = file else { return Err(vec![no_file()]) };
    let purpose = envelope(&file)?;
    let case = file.remove("case").unwrap_or(Value::Null);
    let blanks = texts(&case, "")
        .into_iter()
        .filter(|(_, text)| text.contains(BLANK))
        .map(|(pointer, _)| pointer)
        .collect();
    let below = |refusals: Vec<Refusal>| -> Vec<Refusal> {
        refusals.into_iter().map(|refusal| refusal.below("/case")).collect()
    };
    let mut form = case::form_of(case).map_err(below)?;
    if form.patient.as_ref().is_some_and(|patient| patient.first_name.is_some()) {
        let detail = "a portable case names no one";
        return Err(vec![Refusal::new("/case/patient/first_name", code::UNKNOWN_FIELD, detail)]);
    }
    // Whether the warnings of the firewall are none is for the new writer to say.
    form.acknowledge_warnings = false;
    if let Some(name) = first_name {
        form.patient.get_or_insert_with(PatientForm::default).first_name = Some(name.to_owned());
    }
    Ok(Imported { purpose, form, blanks })
}

impl PortableCase {
    /// The file's text, indented for people.
    ///
    /// # Errors
    /// A refusal if it cannot be written, which no case causes.
    pub fn text(&self) -> Result<String, Vec<Refusal>> {
        serde_json::to_string_pretty(self).map_err(|_| vec![unreadable()])
    }
}

/// Checks the file's own fields and says what it is for.
fn envelope(file: &Map<String, Value>) -> Result<Purpose, Vec<Refusal>> {
    if file.get("format") != Some(&json!(FORMAT)) {
        return Err(vec![no_file()]);
    }
    match file.get("version").and_then(Value::as_u64) {
        Some(1..=VERSION) => {}
        Some(newer) if newer > VERSION => {
            let detail = "the file was written by a newer version; this one reads version 1";
            return Err(vec![Refusal::new("/version", code::OUT_OF_RANGE, detail)]);
        }
        _ => return Err(vec![Refusal::new("/version", code::MALFORMED, "version is a number")]),
    }
    let unknown = file.keys().filter(|field| !FIELDS.contains(&field.as_str()));
    let refusals: Vec<Refusal> = unknown
        .map(|field| {
            let pointer = format!("/{}", field.replace('~', "~0").replace('/', "~1"));
            Refusal::new(pointer, code::UNKNOWN_FIELD, "the field is not part of a portable case")
        })
        .collect();
    if !refusals.is_empty() {
        return Err(refusals);
    }
    if !file.get("case").is_some_and(Value::is_object) {
        return Err(vec![Refusal::new("/case", code::REQUIRED, "the case is needed")]);
    }
    match file.get("purpose").and_then(Value::as_str) {
        Some("case") => Ok(Purpose::Case),
        Some("template") => Ok(Purpose::Template),
        _ => {
            let detail = "purpose is one of case, template";
            Err(vec![Refusal::new("/purpose", code::UNKNOWN_VALUE, detail)])
        }
    }
}

/// Changes the texts in which a clinician or payer writes sentences.
fn in_prose(case: &mut Value, change: &dyn Fn(&str) -> String) {
    let at = |value: Option<&mut Value>| {
        if let Some(Value::String(text)) = value {
            *text = change(text);
        }
    };
    at(case.get_mut("clinical"));
    at(case.pointer_mut("/criteria/text"));
    if let Some(tree) = case.pointer_mut("/criteria/edited") {
        in_tree(tree, change);
    }
    at(case.pointer_mut("/denial/reason"));
    at(case.pointer_mut("/denial/text"));
    for row in case.get_mut("history").and_then(Value::as_array_mut).into_iter().flatten() {
        at(row.get_mut("detail"));
    }
}

/// Changes the texts of an edited tree of criteria, at every depth.
fn in_tree(node: &mut Value, change: &dyn Fn(&str) -> String) {
    for field in ["text", "not_applicable"] {
        if let Some(Value::String(text)) = node.get_mut(field) {
            *text = change(text);
        }
    }
    for item in node.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten() {
        in_tree(item, change);
    }
}

/// Every text of the case with its pointer.
fn texts<'a>(value: &'a Value, pointer: &str) -> Vec<(String, &'a str)> {
    match value {
        Value::String(text) => vec![(pointer.to_owned(), text.as_str())],
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.flat_map(|(place, item)| texts(item, &format!("{pointer}/{place}"))).collect()
        }
        Value::Object(fields) => {
            let fields = fields.iter();
            fields.flat_map(|(field, value)| texts(value, &format!("{pointer}/{field}"))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// Whether the field takes a code or a word of a list, in which nobody can be named.
fn is_coded(pointer: &str) -> bool {
    let field = pointer.rsplit('/').next().unwrap_or_default();
    pointer.starts_with("/diagnoses/")
        || pointer.starts_with("/request/codes/")
        || ["state", "range", "line_of_business", "kind", "outcome", "level"].contains(&field)
}

fn no_file() -> Refusal {
    Refusal::new("", code::MALFORMED, "the file is no portable case")
}

fn unreadable() -> Refusal {
    Refusal::new("", code::MALFORMED, "the case could not be written")
}

impl fmt::Debug for PortableCase {
    /// Clinical text never shows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PortableCase").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

impl fmt::Debug for Imported {
    /// Clinical text never shows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Imported").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}
