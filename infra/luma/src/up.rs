//! `cargo luma up`: everything on one port, state that survives restarts.

use std::path::PathBuf;

use clap::Args;
use luma::build::{self, Profile};
use luma::cloud::{self, Place};
use luma::failure::Failure;
use luma::{steps, workspace};

/// How to run.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Up {
    /// The port to serve on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where to keep state; .luma in the checkout unless said
    #[arg(long)]
    data: Option<PathBuf>,
    /// Keep nothing
    #[arg(long, conflicts_with = "data")]
    ephemeral: bool,
    /// Run the optimised build, as deployed
    #[arg(long)]
    release: bool,
    /// Run what was built before, without asking cargo and npm
    #[arg(long)]
    no_build: bool,
    /// Let tests ask for faults
    #[arg(long)]
    faults: bool,
}

impl Up {
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let profile = if self.release { Profile::Release } else { Profile::Dev };
        let mut site = workspace::site();
        if !self.no_build {
            build::functions(profile).await?;
            site = build::web().await?;
        }
        let data = match self.data {
            Some(data) => data,
            None if self.ephemeral => steps::ephemeral()?,
            None => workspace::data(),
        };
        let place = Place {
            data: data.clone(),
            port: Some(self.port),
            profile,
            site: Some(site),
            faults: self.faults,
        };
        let cloud = cloud::start(place).await?;
        println!("ready {}", cloud.url());
        eprintln!(
            "\n  Luma          {0}\n  mail arrives  {0}/_local/inbox\n  Ctrl-C stops everything\n",
            cloud.url()
        );
        local::interrupted().await.map_err(Failure::file("signals"))?;
        cloud.stop().await;
        if self.ephemeral {
            std::fs::remove_dir_all(&data).map_err(Failure::file(data))?;
        }
        Ok(())
    }
}
