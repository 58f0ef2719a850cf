//! Lambda: real processes, spawned on demand, fed through the Runtime API.

mod instance;
mod process;
mod prompt;
mod runtime_api;

pub(crate) use process::{LaunchPad, Launcher};

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use serde_json::{Map, Value};
use tokio::sync::{Notify, mpsc, oneshot, watch};

use crate::clock::Clock;
use crate::identity::Identities;
use crate::ids;
use crate::logs::Logs;
use crate::template::FunctionSpec;

/// Processes of one function at a time, whatever its reserved concurrency: this is one machine.
const MOST_PROCESSES: usize = 8;
/// Largest event and largest buffered answer, in bytes (Lambda's quota for synchronous calls).
pub(crate) const LARGEST_PAYLOAD: usize = 6 * 1024 * 1024;

/// What a function answered.
#[derive(Debug)]
pub(crate) enum Answer {
    /// The whole JSON answer.
    Buffered(Bytes),
    /// Status and headers, then bytes as they come; an error means that the stream was cut.
    Streamed {
        /// `statusCode`, `headers`, `cookies`.
        prelude: Map<String, Value>,
        /// The body.
        body: mpsc::Receiver<Result<Bytes, std::io::Error>>,
    },
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The function reported an error; the payload is its description.
    #[error("the function failed")]
    Function(Bytes),
    /// The process ended before it answered.
    #[error("the process ended before it answered")]
    Crashed,
    /// The process could not be started, or ended before it asked for work.
    #[error("the process did not start")]
    NotStarted,
    /// The function's time was up.
    #[error("the function's time was up")]
    TimedOut,
    /// The event is larger than Lambda takes.
    #[error("the event is too large")]
    TooLarge,
}

/// One event on its way to a process.
#[derive(Debug)]
struct Invocation {
    id: String,
    event: Bytes,
    reply: oneshot::Sender<Result<Answer, Failure>>,
}

/// What every process of every function needs.
#[derive(Debug)]
pub(crate) struct Workshop {
    /// Directory of the executables.
    pub(crate) binaries: PathBuf,
    /// `AWS_ENDPOINT_URL_…` of every service.
    pub(crate) endpoints: BTreeMap<String, String>,
    pub(crate) identities: Arc<Identities>,
    pub(crate) logs: Arc<Logs>,
    pub(crate) clock: Arc<Clock>,
    pub(crate) launcher: Launcher,
    /// Turns true when the machine stops.
    pub(crate) stopping: watch::Receiver<bool>,
}

/// One function with its processes and the events that wait for one.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) spec: Arc<FunctionSpec>,
    workshop: Arc<Workshop>,
    queue: Mutex<VecDeque<Invocation>>,
    arrived: Notify,
    live: AtomicUsize,
    busy: AtomicUsize,
    /// Cuts the next stream after so many chunks, if set by a fault.
    cut_after: Mutex<Option<usize>>,
}

impl Function {
    pub(crate) fn new(spec: FunctionSpec, workshop: Arc<Workshop>) -> Arc<Self> {
        Arc::new(Self {
            spec: Arc::new(spec),
            workshop,
            queue: Mutex::default(),
            arrived: Notify::new(),
            live: AtomicUsize::new(0),
            busy: AtomicUsize::new(0),
            cut_after: Mutex::default(),
        })
    }

    /// Hands an event to a process and waits for its answer.
    pub(crate) async fn invoke(self: &Arc<Self>, event: Bytes) -> Result<Answer, Failure> {
        if event.len() > LARGEST_PAYLOAD {
            return Err(Failure::TooLarge);
        }
        let (reply, answer) = oneshot::channel();
        self.queue().push_back(Invocation { id: ids::request_id(), event, reply });
        self.arrived.notify_one();
        self.grow();
        answer.await.unwrap_or(Err(Failure::Crashed))
    }

    /// Processes that exist now.
    pub(crate) fn live(&self) -> usize {
        self.live.load(Ordering::SeqCst)
    }

    /// Lets the next stream break off after so many chunks.
    pub(crate) fn cut_next_stream(&self, chunks: usize) {
        *self.cut_after.lock().unwrap_or_else(PoisonError::into_inner) = Some(chunks);
    }

    fn take_cut(&self) -> Option<usize> {
        self.cut_after.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn queue(&self) -> std::sync::MutexGuard<'_, VecDeque<Invocation>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts one more process if more events wait than processes are free or starting.
    fn grow(self: &Arc<Self>) {
        let reserved = self.spec.concurrency.and_then(|limit| usize::try_from(limit).ok());
        let most = reserved.unwrap_or(MOST_PROCESSES).min(MOST_PROCESSES);
        let queue = self.queue();
        let free = self.live().saturating_sub(self.busy.load(Ordering::SeqCst));
        if queue.len() > free && self.live() < most && !*self.workshop.stopping.borrow() {
            self.live.fetch_add(1, Ordering::SeqCst);
            drop(queue);
            tokio::spawn(instance::run(Arc::clone(self)));
        }
    }

    /// The next event whose caller still waits.
    async fn next(&self) -> Invocation {
        loop {
            let arrived = self.arrived.notified();
            if let Some(invocation) = self.take() {
                return invocation;
            }
            arrived.await;
        }
    }

    fn take(&self) -> Option<Invocation> {
        let mut queue = self.queue();
        while let Some(invocation) = queue.pop_front() {
            if !invocation.reply.is_closed() {
                // Two arrivals may have left one permit: pass it on while there is work.
                if !queue.is_empty() {
                    self.arrived.notify_one();
                }
                self.busy.fetch_add(1, Ordering::SeqCst);
                return Some(invocation);
            }
        }
        None
    }

    fn log(&self, message: impl Into<String>) {
        self.workshop.logs.push(self.workshop.clock.now(), &self.spec.id, message);
    }
}

/// All functions, found by logical id, by name or by the name of their executable.
#[derive(Debug)]
pub(crate) struct Functions {
    all: Vec<Arc<Function>>,
}

impl Functions {
    pub(crate) fn new(all: Vec<Arc<Function>>) -> Self {
        Self { all }
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Arc<Function>> {
        let known = |function: &&Arc<Function>| {
            let spec = &function.spec;
            [&spec.id, &spec.name, &spec.binary].iter().any(|own| *own == name)
        };
        self.all.iter().find(known)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<Function>> {
        self.all.iter()
    }

    /// Processes that exist now, over all functions.
    pub(crate) fn live(&self) -> usize {
        self.all.iter().map(|function| function.live()).sum()
    }
}
