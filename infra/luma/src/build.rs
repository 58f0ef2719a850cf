//! Building what the one-machine cloud runs: the functions and the web frontend.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::SystemTime;

use tokio::process::Command;

use crate::failure::Failure;
use crate::workspace;

/// How the functions are compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build.
    Dev,
    /// As deployed.
    Release,
}

/// Compiles every function and answers the folder that holds the binaries.
///
/// # Errors
/// When cargo does not succeed.
pub async fn functions(profile: Profile) -> Result<PathBuf, Failure> {
    let root = workspace::root();
    let mut cargo = Command::new("cargo");
    // All of the workspace, as the alias and the tests do: another selection would have other features, and everything
    // below would be compiled anew.
    cargo.current_dir(&root).args(["build", "--bins"]);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    run(cargo).await?;
    Ok(binaries(profile))
}

/// The folder that cargo puts binaries into: beside this very program, whatever the target folder is called.
pub fn binaries(profile: Profile) -> PathBuf {
    let name = match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    };
    let own = std::env::current_exe().unwrap_or_default();
    let target = own.ancestors().find(|dir| dir.join("CACHEDIR.TAG").is_file());
    target.map_or_else(|| workspace::root().join("target"), Path::to_path_buf).join(name)
}

/// Builds the web frontend unless it is newer than all it is made of, and answers its folder.
///
/// # Errors
/// When Node is missing or the build does not succeed.
pub async fn web() -> Result<PathBuf, Failure> {
    let web = workspace::root().join("web");
    let site = workspace::site();
    // The page's firewall and clocks are built with it, by web/wasm/build.sh, from the shared crates.
    let shared = workspace::root().join("shared");
    let mut changed = None;
    for folder in [&web, &shared] {
        changed = changed.max(newest(folder).map_err(Failure::file(folder))?);
    }
    let built = modified(&site.join("index.html"));
    if built.is_some() && built >= changed {
        return Ok(site);
    }
    install(&web).await?;
    run(npm(&web, &["run", "build"])).await?;
    Ok(site)
}

/// Installs Debian packages, where this machine has them.
///
/// # Errors
/// When there is no apt, or it does not succeed.
pub async fn apt(packages: &[&str]) -> Result<(), Failure> {
    for args in [
        &["update", "-qq"][..],
        &[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat(),
    ] {
        let mut apt = Command::new("apt-get");
        apt.args(args).env("DEBIAN_FRONTEND", "noninteractive");
        run(apt).await?;
    }
    Ok(())
}

/// Installs a package's locked dependencies unless they are there already.
///
/// # Errors
/// When npm is missing or does not succeed.
pub async fn install(package: &Path) -> Result<(), Failure> {
    let stamp = modified(&package.join("node_modules/.package-lock.json"));
    if stamp.is_none() || stamp < modified(&package.join("package-lock.json")) {
        run(npm(package, &["ci", "--no-audit", "--no-fund"])).await?;
    }
    Ok(())
}

/// A call of npm in a package's folder.
pub fn npm(package: &Path, args: &[&str]) -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(package).args(args);
    npm
}

/// Runs a program to its end, its output going where ours goes.
///
/// # Errors
/// [`Failure::Missing`] when it is not installed, [`Failure::Program`] when it does not succeed.
pub async fn run(mut command: Command) -> Result<(), Failure> {
    let name = command.as_std().get_program().to_string_lossy().into_owned();
    let args = command
        .as_std()
        .get_args()
        .map(|a| a.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ");
    // Our standard output carries what was asked for; progress goes beside it.
    let status =
        command.stdin(Stdio::null()).stdout(std::io::stderr()).kill_on_drop(true).status().await;
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::Program(format!("{name} {args} ({status})"))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(Failure::Missing { program: name, remedy: "README.md lists what Luma needs" })
        }
        Err(error) => Err(Failure::Program(format!("{name} {args} ({error})"))),
    }
}

fn modified(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|m| m.modified()).ok()
}

/// When the newest source of the frontend was changed; what is built or installed does not count.
fn newest(folder: &Path) -> std::io::Result<Option<SystemTime>> {
    let mut newest = None;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if ["node_modules", "dist", "target"].iter().any(|skip| name == *skip) {
            continue;
        }
        let found = if entry.file_type()?.is_dir() {
            self::newest(&entry.path())?
        } else {
            modified(&entry.path())
        };
        newest = newest.max(found);
    }
    Ok(newest)
}
