//! Luma on the one-machine cloud: where its parts are, and the parameters that a laptop's deployment has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use local::{Cloud, Options};

use crate::build::{self, Profile};
use crate::failure::Failure;
use crate::workspace;

/// Where and how to run.
#[derive(Debug, Clone)]
pub struct Place {
    /// Where state is kept.
    pub data: PathBuf,
    /// The port of the edge; none for any free one.
    pub port: Option<u16>,
    /// Which build of the functions.
    pub profile: Profile,
    /// The built web frontend, if there is one.
    pub site: Option<PathBuf>,
    /// Whether tests may ask for faults.
    pub faults: bool,
}

/// Starts everything; it runs until it is stopped or dropped.
///
/// # Errors
/// When a part does not start, a taken port included.
pub async fn start(place: Place) -> Result<Cloud, Failure> {
    let options = Options {
        template: workspace::template(),
        binaries: build::binaries(place.profile),
        site: place.site,
        data: place.data.clone(),
        port: place.port.unwrap_or(0),
        faults: place.faults,
        environment: parameters(),
        secrets: secrets(&place.data)?,
    };
    Ok(Cloud::start(options).await?)
}

/// The template's parameters for one laptop: its own origin, and limits wide enough for one address to be everybody.
fn parameters() -> BTreeMap<String, String> {
    let wide = "100000/3600".to_owned();
    let mut parameters = BTreeMap::from([("SiteOrigin".to_owned(), "{origin}".to_owned())]);
    for limit in ["LimitSignUp", "LimitSignInAddress", "LimitMail", "LimitDraft"] {
        parameters.insert(limit.to_owned(), wide.clone());
    }
    parameters
}

/// The drafting provider that the owner of this laptop has configured, if any.
fn secrets(data: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let file = data.join("ai.json");
    if !file.is_file() {
        return Ok(BTreeMap::new());
    }
    let provider = std::fs::read_to_string(&file).map_err(Failure::file(file))?;
    Ok(BTreeMap::from([("AiSecret".to_owned(), provider)]))
}
