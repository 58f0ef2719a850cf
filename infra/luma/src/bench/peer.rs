//! The peer of a function of ours: the least that one on Node.js can be, on the same one-machine cloud. Node.js is there,
//! since the frontend is built with it.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use local::{Cloud, Options};
use luma::client::Client;
use luma::failure::Failure;
use luma::{steps, workspace};
use tokio::process::Command;

use super::functions::probe;

/// Template and program, below the root of the repository.
const SOURCES: &str = "infra/luma/src/bench/peer";
const PATH: &str = "/api/peer";

/// One cold start and some warm answers of the peer.
pub(super) async fn round(requests: usize) -> Result<(Duration, Vec<Duration>), Failure> {
    let folder = steps::ephemeral()?;
    install(&folder).await?;
    let cloud = Cloud::start(Options {
        template: workspace::root().join(SOURCES).join("template.yaml"),
        binaries: folder.clone(),
        site: None,
        data: folder.join("data"),
        port: 0,
        faults: false,
        environment: BTreeMap::new(),
        secrets: BTreeMap::new(),
    })
    .await?;
    let client = Client::new(cloud.url())?;
    client.get("/_local/clock").await?;
    let cold = probe(&client, "GET", PATH).await?;
    let mut warm = Vec::new();
    for _ in 0..requests {
        warm.push(probe(&client, "GET", PATH).await?);
    }
    cloud.stop().await;
    std::fs::remove_dir_all(&folder).map_err(Failure::file(folder))?;
    Ok((cold, warm))
}

/// Writes the executable that starts the program with the Node.js that is on the path now.
async fn install(folder: &Path) -> Result<(), Failure> {
    let found = Command::new("node").args(["-p", "process.execPath"]).output().await;
    let node = found.map_err(|_| Failure::Missing {
        program: "node".to_owned(),
        remedy: "README.md lists what Luma needs",
    })?;
    let node = String::from_utf8_lossy(&node.stdout).trim().to_owned();
    let program = workspace::root().join(SOURCES).join("peer.mjs");
    let start = folder.join("peer");
    let text = format!("#!/bin/sh\nexec '{node}' '{}'\n", program.display());
    std::fs::write(&start, text).map_err(Failure::file(start.clone()))?;
    let executable = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(&start, executable).map_err(Failure::file(start))
}
