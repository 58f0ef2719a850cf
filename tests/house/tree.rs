//! The checkout as text.

use std::path::{Path, PathBuf};

/// Every file that git would keep, below a folder of the checkout, with one of these endings.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(&luma::workspace::root().join(folder), endings, &mut found);
    found
}

fn walk(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "node_modules", "dist", ".git", ".venv", ".luma"]
                .contains(&name.as_str())
            {
                walk(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
}

/// A file of the checkout.
pub(crate) fn text(path: &str) -> String {
    std::fs::read_to_string(luma::workspace::root().join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}
