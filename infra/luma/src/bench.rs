//! `cargo luma bench`: what Luma costs, one file per subject.

mod functions;
mod peer;

use clap::{Args, Subcommand};
use luma::failure::Failure;
use tokio::process::Command;

/// What to measure; everything, if nothing is named.
#[derive(Debug, Args)]
pub(crate) struct Bench {
    #[command(subcommand)]
    subject: Option<Subject>,
}

#[derive(Debug, Subcommand)]
enum Subject {
    /// Per function: size of its binary, cold start, warm latency; and the time until all is ready
    Functions(functions::Functions),
}

impl Bench {
    pub(crate) async fn run(self) -> Result<(), Failure> {
        match self.subject {
            Some(Subject::Functions(functions)) => functions.run().await,
            None => functions::Functions::default().run().await,
        }
    }
}

/// Runs a program that measures; what it prints is the answer.
async fn printed(mut program: Command) -> Result<(), Failure> {
    let name = program.as_std().get_program().to_string_lossy().into_owned();
    let status = program.kill_on_drop(true).status().await;
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::Program(format!("{name} ({status})"))),
        Err(error) => Err(Failure::Program(format!("{name} ({error})"))),
    }
}
