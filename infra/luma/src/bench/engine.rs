//! `cargo luma bench criteria | compose | grounding`: how well and how fast the pure engine does what it is for. The
//! benchmarks stand beside its tests and print their figures themselves.

use luma::failure::Failure;
use luma::workspace;
use tokio::process::Command;

/// Runs one benchmark of casework, built as deployed.
pub(super) async fn run(bench: &str) -> Result<(), Failure> {
    println!("{bench}");
    let mut cargo = Command::new("cargo");
    cargo.current_dir(workspace::root());
    cargo.args(["bench", "--quiet", "--package", "casework", "--bench", bench]);
    super::printed(cargo).await
}
