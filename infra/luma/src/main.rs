//! `cargo luma`: run Luma, try it, test it.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this program talks to a person at a terminal"
)]

mod attempt;
mod bench;
mod up;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use luma::client::Client;
use luma::failure::Failure;
use luma::steps;

/// Luma on one machine.
#[derive(Debug, Parser)]
#[command(name = "cargo luma", bin_name = "cargo luma")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build everything and run it on port 8080 until Ctrl-C
    Up(up::Up),
    /// From a case to a letter, on a cloud of its own: prints the letter with its evidence, writes the files
    Try(attempt::Try),
    /// Everything that is checked before a change lands
    Test,
    /// Invoke a function of a running Luma, as the AWS console would
    Invoke {
        /// The function, as its folder is called
        function: String,
        /// A file with the event; without one, the schedule's event
        event: Option<PathBuf>,
        /// Where Luma runs
        #[arg(long, default_value = "http://localhost:8080")]
        url: String,
    },
    /// Measure what Luma costs
    Bench(bench::Bench),
}

#[tokio::main]
async fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Task::Up(up) => up.run().await,
        Task::Try(attempt) => attempt.run().await,
        Task::Test => test().await,
        Task::Invoke { function, event, url } => invoke(&function, event, &url).await,
        Task::Bench(bench) => bench.run().await,
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

async fn test() -> Result<(), Failure> {
    let steps = steps::all().await?;
    println!();
    for (name, took) in &steps {
        println!("{name:<10} {:>6.1} s", took.as_secs_f64());
    }
    println!("{} passed, 0 failed", steps.len());
    Ok(())
}

async fn invoke(function: &str, event: Option<PathBuf>, url: &str) -> Result<(), Failure> {
    let client = Client::new(url)?;
    let mut request = client.request(reqwest::Method::POST, &format!("/_local/invoke/{function}"));
    if let Some(file) = event {
        request = request.body(std::fs::read(&file).map_err(Failure::file(file))?);
    }
    println!("{}", client.send(request).await?.expect("invoke", 200)?.text());
    Ok(())
}
