//! What can go wrong in a command.

use std::path::PathBuf;

/// Why a command ended without doing what it is for.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The file system refused.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A program that this command calls is not installed.
    #[error("{program} is not installed: {remedy}")]
    Missing {
        /// The program.
        program: String,
        /// How to get it.
        remedy: &'static str,
    },
    /// A program that this command calls did not succeed.
    #[error("failed: {0}")]
    Program(String),
    /// Luma did not answer over HTTP.
    #[error("no answer: {0}")]
    Http(#[from] reqwest::Error),
    /// Luma refused.
    #[error("{step}: status {status}\n{problem}")]
    Refused {
        /// What was asked for.
        step: String,
        /// The HTTP status.
        status: u16,
        /// The problem's document.
        problem: String,
    },
    /// An answer that is not what the contract says.
    #[error("unexpected answer: {0}")]
    Unexpected(String),
    /// The one-machine cloud did not start.
    #[error("{0}")]
    Cloud(#[from] local::StartError),
}

impl Failure {
    /// Turns an I/O error into a failure that names the file.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
