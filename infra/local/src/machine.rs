//! All parts of the cloud, put together from the template and the data directory.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};

use crate::clock::Clock;
use crate::edge::Edge;
use crate::faults::Faults;
use crate::identity::{Caller, Identities};
use crate::lambda::{Function, Functions, Launcher, Workshop};
use crate::logs::Logs;
use crate::schedule::Schedules;
use crate::services::{Keys, Mailbox, Secrets, Tables};
use crate::template::{
    EdgeSpec, FunctionSpec, KeySpec, Origin, SecretSpec, TableSpec, Template, TemplateError,
};
use crate::witness::Witness;
use crate::{Options, StartError, files, ids, services};

/// Stands in parameter values for the origin that the machine serves.
const ORIGIN_PLACEHOLDER: &str = "{origin}";

/// Everything that answers a request. Shared by the edge, the services and the schedules.
#[derive(Debug)]
pub(crate) struct Machine {
    /// Origin of the edge, for example `http://localhost:8080`.
    pub(crate) origin: String,
    pub(crate) clock: Arc<Clock>,
    pub(crate) logs: Arc<Logs>,
    pub(crate) identities: Arc<Identities>,
    pub(crate) witness: Witness,
    pub(crate) tables: Tables,
    pub(crate) keys: Keys,
    pub(crate) secrets: Secrets,
    pub(crate) mailbox: Mailbox,
    pub(crate) functions: Functions,
    pub(crate) edge: Edge,
    /// None unless faults were enabled.
    pub(crate) faults: Option<Faults>,
    pub(crate) schedules: Schedules,
    /// Notified when the clock was moved.
    pub(crate) time_passed: Notify,
    /// How an AWS client of the operator finds the services.
    pub(crate) operator: BTreeMap<String, String>,
    /// Held, so that no second machine opens the same data.
    _lock: File,
}

/// What the machine cannot make for itself.
pub(crate) struct Surroundings {
    pub(crate) origin: String,
    /// Origin of the services' listener.
    pub(crate) services: String,
    pub(crate) launcher: Launcher,
    pub(crate) stopping: watch::Receiver<bool>,
}

impl Machine {
    pub(crate) async fn open(
        options: &Options,
        surroundings: Surroundings,
    ) -> Result<Arc<Self>, StartError> {
        let lock = claim(&options.data).await?;
        let template = Template::read(&options.template, &parameters(options, &surroundings))?;
        let data = |name: &str| options.data.join(name);
        let tables = Tables::open(&data("dynamo.db"), TableSpec::all(&template)?)
            .await
            .map_err(|fault| StartError::Database(fault.to_string()))?;
        let secrets =
            Secrets::open(&data("secrets.json"), SecretSpec::all(&template)?, &options.secrets)?;
        let (origin, edge) = (surroundings.origin.clone(), EdgeSpec::of(&template)?);
        let workshop = workshop(options, surroundings, Clock::open(data("clock.json"))?)?;
        Ok(Arc::new(Self {
            origin,
            operator: operator(&workshop)?,
            keys: Keys::open(&data("keys.json"), KeySpec::all(&template)?)?,
            mailbox: Mailbox::open(data("mail"))?,
            schedules: Schedules::open(data("schedules.json"))?,
            faults: options.faults.then(Faults::default),
            time_passed: Notify::new(),
            witness: Witness::default(),
            clock: Arc::clone(&workshop.clock),
            logs: Arc::clone(&workshop.logs),
            identities: Arc::clone(&workshop.identities),
            functions: functions(&template, &edge, &workshop)?,
            edge: Edge::new(edge, &secrets, options.site.clone())?,
            tables,
            secrets,
            _lock: lock,
        }))
    }
}

fn workshop(
    options: &Options,
    surroundings: Surroundings,
    clock: Clock,
) -> Result<Arc<Workshop>, StartError> {
    Ok(Arc::new(Workshop {
        binaries: std::path::absolute(&options.binaries)?,
        endpoints: services::endpoints(&surroundings.services),
        identities: Arc::default(),
        logs: Arc::default(),
        clock: Arc::new(clock),
        launcher: surroundings.launcher,
        stopping: surroundings.stopping,
    }))
}

/// How often a directory that is in use is asked for again, and how long after: a process that is just being started holds
/// what its parent held until it runs its own program.
const CLAIMS: u32 = 20;
const BETWEEN_CLAIMS: Duration = Duration::from_millis(25);

/// One machine at a time per data directory.
async fn claim(data: &Path) -> Result<File, StartError> {
    files::private_directory(data)?;
    let mut open = OpenOptions::new();
    let lock = open.write(true).create(true).truncate(false).mode(0o600).open(data.join("lock"))?;
    for _ in 0..CLAIMS {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::WouldBlock) => tokio::time::sleep(BETWEEN_CLAIMS).await,
            Err(TryLockError::Error(fault)) => return Err(fault.into()),
        }
    }
    Err(StartError::DataInUse(data.to_owned()))
}

fn parameters(options: &Options, surroundings: &Surroundings) -> BTreeMap<String, String> {
    let given = options.environment.iter();
    let filled = given.map(|(name, value)| {
        (name.clone(), value.replace(ORIGIN_PLACEHOLDER, &surroundings.origin))
    });
    filled.collect()
}

fn functions(
    template: &Template,
    edge: &EdgeSpec,
    workshop: &Arc<Workshop>,
) -> Result<Functions, StartError> {
    let specs: Vec<FunctionSpec> = FunctionSpec::all(template)?;
    let missing = specs.iter().map(|spec| workshop.binaries.join(&spec.binary));
    if let Some(missing) = missing.into_iter().find(|binary| !binary.is_file()) {
        return Err(StartError::MissingBinary(missing));
    }
    let known = |id: &str| specs.iter().any(|spec| spec.id == id);
    for behaviour in &edge.behaviours {
        if let Origin::Function(id) = &behaviour.origin
            && !known(id)
        {
            return Err(TemplateError::at(id, "is an origin but not a function").into());
        }
    }
    let all = specs.into_iter().map(|spec| Function::new(spec, Arc::clone(workshop)));
    Ok(Functions::new(all.collect()))
}

/// An access key that may do everything, with the endpoints it opens.
fn operator(workshop: &Workshop) -> Result<BTreeMap<String, String>, StartError> {
    let access_key = ids::access_key()?;
    workshop.identities.admit(&access_key, Caller::Operator);
    let mut environment = workshop.endpoints.clone();
    for (name, value) in [
        ("AWS_ACCESS_KEY_ID", access_key.as_str()),
        ("AWS_SECRET_ACCESS_KEY", "not-verified-on-this-machine"),
        ("AWS_REGION", crate::template::REGION),
    ] {
        environment.insert(name.to_owned(), value.to_owned());
    }
    Ok(environment)
}
