//! Who may import whom (STYLE.md section 3), asked of cargo itself.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// The direct dependencies of every crate of the house, without those of its tests.
fn dependencies() -> BTreeMap<String, (String, BTreeSet<String>)> {
    let root = luma::workspace::root();
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root)
        .output();
    let metadata: Value =
        serde_json::from_slice(&output.expect("cargo runs").stdout).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().expect("packages").iter();
    let packages = packages.map(|package| {
        let all = package["dependencies"].as_array().expect("dependencies").iter();
        let normal = all
            .filter(|dependency| dependency["kind"].is_null())
            .map(|dependency| text(&dependency["name"]));
        (text(&package["name"]), (text(&package["manifest_path"]), normal.collect()))
    });
    packages.collect()
}

const PURE: [&str; 5] = ["phi", "clinical", "letter", "casework", "practice"];

#[test]
fn pure_crates_know_no_cloud_no_network_no_runtime_and_no_chance() {
    let all = dependencies();
    for name in PURE {
        for dependency in &all[name].1 {
            let forbidden = dependency.starts_with("aws-")
                || [
                    "tokio",
                    "reqwest",
                    "http",
                    "hyper",
                    "axum",
                    "lambda_http",
                    "rand",
                    "getrandom",
                    "platform",
                ]
                .contains(&dependency.as_str());
            assert!(!forbidden, "{name} must not depend on {dependency}");
        }
    }
}

#[test]
fn arrows_between_rooms_point_one_way() {
    let all = dependencies();
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("phi", &[][..]),
        ("clinical", &[]),
        ("letter", &[]),
        ("casework", &["phi", "clinical", "letter"]),
        ("practice", &["phi", "clinical", "letter"]),
        ("platform", &["casework", "practice", "phi", "clinical", "letter"]),
        ("local", &[]),
        ("luma", &["local"]),
        ("luma-wasm", &["phi", "letter", "casework"]),
        ("luma-tests", &["local", "luma"]),
    ]);
    for (name, (manifest, dependencies)) in &all {
        let own: BTreeSet<&str> =
            dependencies.iter().map(String::as_str).filter(|d| all.contains_key(*d)).collect();
        let allowed: &[&str] = if manifest.contains("/functions/") {
            &["casework", "practice", "platform", "letter", "phi", "clinical"]
        } else {
            allowed.get(name.as_str()).unwrap_or_else(|| panic!("{name} has no place in the house"))
        };
        for dependency in own {
            assert!(allowed.contains(&dependency), "{name} must not depend on {dependency}");
        }
    }
}

#[test]
fn only_the_platform_speaks_to_aws_and_to_the_outside() {
    for (name, (manifest, dependencies)) in dependencies() {
        if manifest.contains("/functions/") {
            let outside = dependencies.iter().find(|d| d.starts_with("aws-") || *d == "reqwest");
            assert_eq!(outside, None, "{name} goes through platform");
        }
    }
}
