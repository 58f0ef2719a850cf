//! The one-machine cloud: AWS protocols on loopback, driven by a SAM template.
//!
//! It reads a template and plays what it declares, with the functions' real executables: the edge
//! (CloudFront, HTTP API, Function URLs, static site), Lambda, DynamoDB, KMS, Secrets Manager, SES
//! and EventBridge schedules. Functions reach it with ordinary AWS clients and cannot tell it from
//! a cloud. It knows nothing of what the functions do.
//!
//! ```no_run
//! # async fn start() -> Result<(), local::StartError> {
//! let cloud = local::Cloud::start(local::Options {
//!     template: "template.yaml".into(),
//!     binaries: "target/debug".into(),
//!     site: None,
//!     data: ".state".into(),
//!     port: 8080,
//!     faults: false,
//!     environment: [("SiteOrigin".to_owned(), "{origin}".to_owned())].into(),
//!     secrets: Default::default(),
//! })
//! .await?;
//! assert_eq!(cloud.url(), "http://localhost:8080");
//! local::interrupted().await?;
//! cloud.stop().await;
//! # Ok(())
//! # }
//! ```

#![expect(clippy::doc_markdown, reason = "AWS's product names are words here, not items")]

mod clock;
mod cloud;
mod console;
mod edge;
mod faults;
mod files;
mod iam;
mod identity;
mod ids;
mod lambda;
mod logs;
mod machine;
mod schedule;
mod services;
mod template;
mod witness;

pub use cloud::{Cloud, interrupted};
pub use template::TemplateError;

use std::collections::BTreeMap;
use std::path::PathBuf;

/// What to play, with what, and where to keep its state.
#[derive(Debug, Clone)]
pub struct Options {
    /// The SAM template.
    pub template: PathBuf,
    /// Directory that holds one executable per function, named by the function's
    /// `Metadata.BuildProperties.Binary`.
    pub binaries: PathBuf,
    /// Directory of the built static site; without it every page is missing.
    pub site: Option<PathBuf>,
    /// Directory of all state; made if absent, for its owner only. One machine at a time.
    pub data: PathBuf,
    /// Port of the edge on loopback; 0 takes any free one.
    pub port: u16,
    /// Whether `/_local/faults` may make things go wrong.
    pub faults: bool,
    /// Values of template parameters. `{origin}` in a value stands for the machine's own origin.
    pub environment: BTreeMap<String, String>,
    /// Values of secrets, by name or logical id. They hold for this run, before what the template
    /// declares or generates, and are not written down.
    pub secrets: BTreeMap<String, String>,
}

/// Why the cloud does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Something else listens on the port.
    #[error("port {0} is taken")]
    PortTaken(u16),
    /// Another cloud works on the same data directory.
    #[error("{} is in use by another cloud", .0.display())]
    DataInUse(PathBuf),
    /// A function's executable was not built.
    #[error("{} does not exist; build the functions first", .0.display())]
    MissingBinary(PathBuf),
    /// The template cannot be played.
    #[error("the template cannot be played: {0}")]
    Template(#[from] TemplateError),
    /// The database cannot be opened or lacks what the template asks for.
    #[error("the database cannot be opened: {0}")]
    Database(String),
    /// A file, a port or a thread was refused.
    #[error("the machine refused: {0}")]
    Io(#[from] std::io::Error),
}
