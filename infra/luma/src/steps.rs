//! `cargo luma test`: all that is checked before anything lands, each step timed, everything it needs installed.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tokio::process::Command;

use crate::build::{self, Profile};
use crate::cloud::{self, Place};
use crate::failure::Failure;
use crate::workspace;

/// One step: its name and how long it took.
pub type Timed = (&'static str, Duration);

/// Runs every step, stopping at the first that fails.
///
/// # Errors
/// The failure of that step.
pub async fn all() -> Result<Vec<Timed>, Failure> {
    let mut done = Vec::new();
    let root = workspace::root();
    let mut step = Step { done: &mut done };
    step.run("format", cargo(&root, &["fmt", "--all", "--check"])).await?;
    step.run(
        "lints",
        cargo(
            &root,
            &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"],
        ),
    )
    .await?;
    step.run("functions", async { build::functions(Profile::Dev).await.map(|_| ()) }).await?;
    step.run("tests", cargo(&root, &["test", "--workspace", "--no-fail-fast"])).await?;
    step.run("template", template(&root)).await?;
    step.run("web", web(&root)).await?;
    step.run("browser", browser(&root)).await?;
    Ok(done)
}

struct Step<'a> {
    done: &'a mut Vec<Timed>,
}

impl Step<'_> {
    async fn run(
        &mut self,
        name: &'static str,
        work: impl Future<Output = Result<(), Failure>>,
    ) -> Result<(), Failure> {
        let start = Instant::now();
        work.await?;
        self.done.push((name, start.elapsed()));
        Ok(())
    }
}

async fn cargo(root: &Path, args: &[&str]) -> Result<(), Failure> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root).args(args);
    build::run(cargo).await
}

/// The template passes the linters of `CloudFormation` and SAM, which Python brings.
async fn template(root: &Path) -> Result<(), Failure> {
    let venv = root.join(".venv");
    let requirements = root.join("infra/requirements.txt");
    if !venv.join("bin/sam").is_file() {
        let mut python = Command::new("python3");
        python.args(["-m", "venv"]).arg(&venv);
        build::run(python).await?;
        let mut pip = Command::new(venv.join("bin/pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"])
            .arg(&requirements);
        build::run(pip).await?;
    }
    let mut lint = Command::new(venv.join("bin/cfn-lint"));
    lint.current_dir(root).arg("template.yaml");
    build::run(lint).await?;
    let mut sam = Command::new(venv.join("bin/sam"));
    // It never calls AWS for this; it only insists on being configured.
    sam.current_dir(root).args(["validate", "--lint"]).env("AWS_DEFAULT_REGION", "us-east-1");
    sam.env("AWS_ACCESS_KEY_ID", "none")
        .env("AWS_SECRET_ACCESS_KEY", "none")
        .env("SAM_CLI_TELEMETRY", "0");
    build::run(sam).await
}

/// The frontend's types, its accessibility rules, its tests and its build.
async fn web(root: &Path) -> Result<(), Failure> {
    let web = root.join("web");
    build::install(&web).await?;
    build::run(build::npm(&web, &["run", "check"])).await?;
    build::run(build::npm(&web, &["test"])).await?;
    build::web().await.map(|_| ())
}

/// The journeys in a real browser, against a cloud of their own.
async fn browser(root: &Path) -> Result<(), Failure> {
    let tests = root.join("tests/browser");
    let chromium = chromium().await?;
    build::install(&tests).await?;
    let data = ephemeral()?;
    let place = Place {
        data: data.clone(),
        port: None,
        profile: Profile::Dev,
        site: Some(workspace::site()),
        faults: true,
    };
    let cloud = cloud::start(place).await?;
    let mut node = build::npm(&tests, &["test"]);
    node.env("LUMA_URL", cloud.url()).env("CHROMIUM", chromium);
    let result = build::run(node).await;
    cloud.stop().await;
    std::fs::remove_dir_all(&data).map_err(Failure::file(data))?;
    result
}

/// Chromium as this machine has it, or as Debian's package brings it.
///
/// # Errors
/// When it is neither installed nor to be had.
pub async fn chromium() -> Result<PathBuf, Failure> {
    if let Some(found) = installed_chromium() {
        return Ok(found);
    }
    build::apt(&["chromium"]).await?;
    let remedy = "install Chromium or Chrome for the browser tests";
    installed_chromium().ok_or(Failure::Missing { program: "chromium".to_owned(), remedy })
}

fn installed_chromium() -> Option<PathBuf> {
    let places = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    places.into_iter().map(PathBuf::from).find(|place| place.is_file())
}

/// A fresh folder for state that is thrown away.
///
/// # Errors
/// When it cannot be made.
pub fn ephemeral() -> Result<PathBuf, Failure> {
    let data = std::env::temp_dir().join(format!("luma-{}", std::process::id()));
    std::fs::create_dir_all(&data).map_err(Failure::file(&data))?;
    Ok(data)
}
