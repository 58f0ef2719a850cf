//! What comes in from outside, held against deny.toml without installing anything.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;
use spdx::{Expression, ParseMode};

use crate::tree;

/// The quoted words of a list in deny.toml, from its opening line to its closing bracket.
fn list(name: &str) -> BTreeSet<String> {
    let text = tree::text("deny.toml");
    let start = text.split(&format!("\n{name} = [")).nth(1).expect("the list");
    let inside = start.split(']').next().expect("its end");
    inside.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn packages() -> Vec<Value> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(luma::workspace::root());
    let metadata: Value =
        serde_json::from_slice(&cargo.output().expect("cargo runs").stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

#[test]
fn every_crate_from_outside_has_a_licence_that_we_can_live_with() {
    let allowed = list("allow");
    for package in packages().iter().filter(|package| package["source"].is_string()) {
        let (name, licence) = (&package["name"], package["license"].as_str().unwrap_or_default());
        let licence = Expression::parse_mode(licence, ParseMode::LAX)
            .unwrap_or_else(|_| panic!("{name}: {licence}"));
        let fits = licence
            .evaluate(|wanted| wanted.license.id().is_some_and(|id| allowed.contains(id.name)));
        assert!(fits, "{name}: {licence}");
    }
}

#[test]
fn every_crate_from_outside_comes_from_the_public_registry() {
    let registries: Vec<String> =
        list("allow-registry").into_iter().map(|url| format!("registry+{url}")).collect();
    for package in packages().iter().filter(|package| package["source"].is_string()) {
        let source = package["source"].as_str().expect("a source").to_owned();
        assert!(registries.contains(&source), "{} comes from {source}", package["name"]);
    }
}

#[test]
fn every_version_is_pinned() {
    for line in tree::text("Cargo.toml")
        .lines()
        .skip_while(|line| *line != "[workspace.dependencies]")
        .skip(1)
    {
        if line.starts_with('[') {
            break;
        }
        let ours = line.contains("path = ") || line.starts_with('#') || line.is_empty();
        assert!(ours || line.contains("\"="), "{line}");
    }
}
