//! The cases of `tests/cases/`, which `cargo luma try` takes as well.

use casework::case::{CaseContext, CaseForm};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases")
}

/// The names of all cases.
pub(crate) fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// A case, proven as intake proves it.
pub(crate) fn context(name: &str) -> CaseContext {
    let text = fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
    let form: CaseForm = serde_json::from_str(&text).unwrap();
    CaseContext::try_from(form).unwrap_or_else(|refusals| panic!("{name} is refused: {refusals:?}"))
}
