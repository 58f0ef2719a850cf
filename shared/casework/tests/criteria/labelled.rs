//! The labelled policies of this folder, read and held against their cases. Shared by the tests and the benchmark.

use std::fs;
use std::path::PathBuf;

use casework::case::{CaseContext, CaseForm};
use casework::criterion::{Checklist, Status, assess, parse};
use casework::fact::facts;
use serde::Deserialize;
use serde_json::Value;

/// One policy with its case and the statuses that were written down first.
#[derive(Deserialize)]
pub(crate) struct Labelled {
    /// The name of its file.
    #[serde(default)]
    pub name: String,
    /// The case, its policy text in `criteria`; or where it lies, from the root of the repository.
    case: Value,
    /// The statuses.
    expected: Vec<Expected>,
}

/// One criterion by a piece of its text.
#[derive(Deserialize)]
struct Expected {
    /// The piece.
    text: String,
    /// What a reviewer says of it.
    status: Status,
}

/// A label beside what the code says; `None` where the code has no such criterion.
pub(crate) struct Answer {
    /// The policy's file.
    policy: String,
    /// The piece of the criterion's text.
    text: String,
    /// The label.
    pub(crate) expected: Status,
    /// What was found.
    found: Option<Status>,
}

/// Every labelled policy, by name.
pub(crate) fn labelled() -> Vec<Labelled> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/criteria");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let labelled: Labelled = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        Labelled { name, case: whole(labelled.case), ..labelled }
    };
    files.into_iter().map(read).collect()
}

/// The case itself, where a label only tells the way to it.
fn whole(case: Value) -> Value {
    let Value::String(path) = case else { return case };
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    serde_json::from_str(&fs::read_to_string(root.join(path)).unwrap()).unwrap()
}

impl Labelled {
    /// The case as intake would take it.
    pub(crate) fn case(&self) -> CaseContext {
        let mut form: CaseForm = serde_json::from_value(self.case.clone()).unwrap();
        form.acknowledge_warnings = true;
        CaseContext::try_from(form).unwrap_or_else(|refusals| panic!("{}: {refusals:?}", self.name))
    }

    /// Each label beside what the checklist says.
    pub(crate) fn answers(&self, checklist: &Checklist) -> Vec<Answer> {
        let answer = |expected: &Expected| {
            let criterion =
                checklist.criteria.iter().find(|criterion| criterion.text.contains(&expected.text));
            Answer {
                policy: self.name.clone(),
                text: expected.text.clone(),
                expected: expected.status,
                found: criterion.map(|criterion| criterion.status),
            }
        };
        self.expected.iter().map(answer).collect()
    }
}

impl Answer {
    /// Whether code and label agree.
    pub(crate) fn agrees(&self) -> bool {
        self.found == Some(self.expected)
    }

    /// Whether the code calls met what the reviewer does not: the one error that is never forgiven.
    pub(crate) fn is_gap_called_met(&self) -> bool {
        self.found == Some(Status::Met) && self.expected != Status::Met
    }

    /// The answer as one line.
    pub(crate) fn line(&self) -> String {
        let found = self.found.map_or("no such criterion", Status::code);
        let Self { policy, text, expected, .. } = self;
        format!("{policy}: {text:?}: expected {}, found {found}", expected.code())
    }
}

/// The policy of a case read and held against its facts.
pub(crate) fn checklist(case: &CaseContext) -> Checklist {
    assess(&parse(case.criteria().unwrap_or_default()), &facts(case), case)
}
