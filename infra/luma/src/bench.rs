//! `cargo luma bench`: what Luma costs, one file per subject.

mod engine;
mod functions;
mod peer;
mod phi;

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
    /// The firewall: throughput, latency, start and size, native and in the browser, beside presidio-analyzer
    Phi(phi::Phi),
    /// Agreement of criteria statuses with labelled policies
    Criteria,
    /// How long the composer takes for a letter of each case
    Compose,
    /// What grounding finds of what was changed, and what it flags of what is faithful
    Grounding,
}

impl Bench {
    pub(crate) async fn run(self) -> Result<(), Failure> {
        match self.subject {
            Some(Subject::Functions(functions)) => functions.run().await,
            Some(Subject::Phi(phi)) => phi.run().await,
            Some(Subject::Criteria) => engine::run("criteria").await,
            Some(Subject::Compose) => engine::run("compose").await,
            Some(Subject::Grounding) => engine::run("grounding").await,
            None => {
                functions::Functions::default().run().await?;
                phi::Phi::default().run().await?;
                for bench in ["criteria", "compose", "grounding"] {
                    engine::run(bench).await?;
                }
                Ok(())
            }
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
