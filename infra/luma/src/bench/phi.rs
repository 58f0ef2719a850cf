//! `cargo luma bench phi`: the firewall's speed and size, native and in the browser, and what presidio-analyzer finds in the
//! same notes. Each part is a program of its own that prints JSON; a part that cannot run here is left out of the table.

use std::path::PathBuf;

use clap::Args;
use luma::failure::Failure;
use luma::{build, steps, workspace};
use serde_json::Value;
use tokio::process::Command;

/// Where the peer's program and its pinned requirements lie.
const PEER: &str = "shared/phi/benches/peer";
/// The notes that both are held against.
const CORPORA: [&str; 4] = ["held_pos", "held_neg", "blind_pos", "blind_neg"];

/// How to measure.
#[derive(Debug, Default, Args)]
pub(crate) struct Phi {
    /// Leave presidio-analyzer out: it needs Python, and some 400 MB of its packages the first time
    #[arg(long)]
    alone: bool,
}

impl Phi {
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let native = told(native()).await?;
        row("native", "", "goal");
        row("throughput", &number(&native, "/megabytes_per_second", 1.0, "MB/s"), ">= 20 MB/s");
        let whole = number(&native, "/round_megabytes_per_second", 1.0, "MB/s");
        row("  in the best whole round", &whole, "");
        row("1 KB note, p50", &number(&native, "/note_p50_us", 1e-3, "ms"), "");
        row("1 KB note, p99", &number(&native, "/note_p99_us", 1e-3, "ms"), "<= 0.2 ms");
        row("  interrupted ones too", &number(&native, "/every_p99_us", 1e-3, "ms"), "");
        row("start to first answer", &number(&native, "/start_us", 1e-3, "ms"), "<= 20 ms");
        match browser().await {
            Ok(browser) => in_the_browser(&browser),
            Err(missing) => println!("\nin the browser: not measured ({missing})"),
        }
        if self.alone {
            return Ok(());
        }
        let own = told(scored()).await?;
        match peer().await {
            Ok(peer) => beside(&own, &peer),
            Err(missing) => println!("\npresidio-analyzer: not measured ({missing})"),
        }
        Ok(())
    }
}

fn in_the_browser(browser: &Value) {
    let size = |path: &str| number(browser, path, 1e-3, "kB");
    println!();
    row("in the browser", "", "goal");
    row(
        "module, raw / brotli",
        &format!("{} / {}", size("/module/raw"), size("/module/brotli")),
        "",
    );
    let lists = format!("{} / {}", size("/dictionary/raw"), size("/dictionary/brotli"));
    row("dictionary, raw / brotli", &lists, "both <= 800 kB");
    row("start with dictionary", &number(browser, "/start_us", 1e-3, "ms"), "<= 50 ms");
    row("4 KB note, p50", &number(browser, "/note_p50_us", 1e-3, "ms"), "");
    row("4 KB note, p99", &number(browser, "/note_p99_us", 1e-3, "ms"), "<= 1 ms");
    row("  interrupted ones too", &number(browser, "/every_p99_us", 1e-3, "ms"), "");
    row("longest task while typing", &number(browser, "/typing/longest_ms", 1.0, "ms"), "<= 16 ms");
    row("tasks over 16 ms", &number(browser, "/typing/over_16_ms", 1.0, ""), "0");
}

fn beside(own: &Value, peer: &Value) {
    println!("\n{:<28} {:>14} {:>18}", "the same notes", "phi", "presidio-analyzer");
    let rows = [
        ("spans found", "/recall", 100.0, "%"),
        ("negatives blocked", "/false_blocks", 100.0, "%"),
        ("throughput", "/megabytes_per_second", 1.0, "MB/s"),
        ("note, p50", "/note_p50_us", 1e-3, "ms"),
        ("note, p99", "/note_p99_us", 1e-3, "ms"),
        ("start", "/start_us", 1e-3, "ms"),
    ];
    for (what, path, factor, unit) in rows {
        let (ours, theirs) = (number(own, path, factor, unit), number(peer, path, factor, unit));
        println!("{what:<28} {ours:>14} {theirs:>18}");
    }
}

fn row(what: &str, figure: &str, goal: &str) {
    println!("{what:<28} {figure:>24}   {goal}");
}

/// A figure of a part's answer in another unit, or a dash where it has none.
fn number(answer: &Value, path: &str, factor: f64, unit: &str) -> String {
    let figure = answer.pointer(path).and_then(Value::as_f64).map(|figure| figure * factor);
    figure.map_or_else(
        || "-".to_owned(),
        |figure| {
            let digits = if unit.is_empty() {
                0
            } else if figure < 10.0 {
                3
            } else {
                1
            };
            format!("{figure:.digits$} {unit}").trim_end().to_owned()
        },
    )
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(workspace::root())
        .args(["bench", "-q", "-p", "phi", "--bench", "speed", "--"]);
    cargo.args(arguments);
    cargo
}

fn native() -> Command {
    cargo(&[])
}

/// Our own figures on the notes of the peer.
fn scored() -> Command {
    let mut cargo = cargo(&["--score"]);
    cargo.args(CORPORA);
    cargo
}

async fn browser() -> Result<Value, Failure> {
    let root = workspace::root();
    let (web, tests) = (root.join("web"), root.join("tests/browser"));
    build::install(&web).await?;
    build::install(&tests).await?;
    let mut module = Command::new("sh");
    module.arg(web.join("wasm/build.sh"));
    build::run(module).await?;
    let mut node = Command::new("node");
    node.arg(tests.join("firewall-bench.mjs")).env("CHROMIUM", steps::chromium().await?);
    told(node).await
}

async fn peer() -> Result<Value, Failure> {
    let folder = workspace::root().join(PEER);
    let place = workspace::root().join("target/peer");
    let python = place.join("bin/python");
    if !python.is_file() {
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv"]).arg(&place);
        build::run(venv).await?;
    }
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "-q", "-r"]).arg(folder.join("requirements.txt"));
    build::run(pip).await?;
    let mut presidio = Command::new(&python);
    presidio.arg(folder.join("presidio.py")).args(CORPORA.map(corpus));
    told(presidio).await
}

fn corpus(name: &str) -> PathBuf {
    workspace::root().join("shared/phi/tests/corpus").join(name).with_extension("jsonl")
}

/// Runs a program and reads its last line as JSON.
async fn told(mut program: Command) -> Result<Value, Failure> {
    let name = program.as_std().get_program().to_string_lossy().into_owned();
    let output = program.stderr(std::process::Stdio::inherit()).kill_on_drop(true).output().await;
    let output = output.map_err(|error| Failure::Program(format!("{name} ({error})")))?;
    if !output.status.success() {
        return Err(Failure::Program(format!("{name} ({})", output.status)));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let last = text.lines().rev().find(|line| !line.is_empty()).unwrap_or_default();
    serde_json::from_str(last)
        .map_err(|_| Failure::Unexpected(format!("{name} printed no figures")))
}
