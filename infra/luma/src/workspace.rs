//! Where things lie in the checkout.

use std::path::{Path, PathBuf};

/// The functions, as folders of `functions/`; each is a package and a binary of that name.
///
/// # Errors
/// When the folder cannot be read.
pub fn functions() -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root().join("functions"))? {
        let entry = entry?;
        if entry.path().join("Cargo.toml").is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// The checkout that this program was built from.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// The template that everything is driven by.
pub fn template() -> PathBuf {
    root().join("template.yaml")
}

/// The built web frontend.
pub fn site() -> PathBuf {
    root().join("web/dist")
}

/// State of `cargo luma up` that survives restarts.
pub fn data() -> PathBuf {
    root().join(".luma")
}
