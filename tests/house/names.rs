//! How files look.

use crate::tree;

#[test]
fn no_source_file_is_longer_than_four_hundred_lines() {
    for path in [
        tree::files("functions", &[".rs"]),
        tree::files("shared", &[".rs"]),
        tree::files("infra", &[".rs"]),
        tree::files("tests", &[".rs", ".ts", ".mjs"]),
        tree::files("web", &[".rs", ".ts", ".svelte", ".css"]),
    ]
    .concat()
    {
        let lines = std::fs::read_to_string(&path).expect("text").lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
    }
}

#[test]
fn nothing_is_left_to_be_done_later() {
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("#[ign", "ore"),
    ];
    for path in [
        tree::files("functions", &[".rs"]),
        tree::files("shared", &[".rs"]),
        tree::files("infra", &[".rs", ".yaml"]),
        tree::files("tests", &[".rs", ".ts", ".mjs"]),
        tree::files("web", &[".ts", ".svelte", ".css", ".html"]),
    ]
    .concat()
    {
        let text = std::fs::read_to_string(&path).expect("text");
        for mark in marks {
            assert!(!text.contains(mark), "{} says {mark}", path.display());
        }
    }
}

#[test]
fn no_function_and_no_shared_crate_asks_where_it_runs() {
    for path in
        [tree::files("functions", &[".rs"]), tree::files("shared/platform", &[".rs"])].concat()
    {
        let text = std::fs::read_to_string(&path).expect("text").to_lowercase();
        for word in
            ["localhost", "127.0.0.1", "is_local", "if local", "aws_endpoint_url", "_local/"]
        {
            let without_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
            let found = without_tests.contains(word) && !may_name_hosts(&path);
            assert!(!found, "{} says {word}", path.display());
        }
    }
}

/// Whether a file holds nothing but tests, or is the one whose rule is about hosts: a model may be asked over plain HTTP on
/// the same machine only, wherever that machine is.
fn may_name_hosts(path: &std::path::Path) -> bool {
    path.ends_with("tests.rs")
        || path.ends_with("ai/settings.rs")
        || path.components().any(|part| part.as_os_str() == "tests")
}

#[test]
fn every_crate_is_unpublished_and_lives_by_the_houses_lints() {
    for path in tree::files("", &["Cargo.toml"]) {
        let text = std::fs::read_to_string(&path).expect("text");
        if text.contains("[package]") {
            assert!(
                text.contains("publish.workspace = true") || text.contains("publish = false"),
                "{}",
                path.display()
            );
            assert!(text.contains("[lints"), "{}", path.display());
        }
    }
}
