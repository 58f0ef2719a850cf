//! One process of a function: its life from the first request for work to its end.

use std::process::ExitStatus;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::sync::{Notify, oneshot, watch};
use tokio::time::Instant;

use super::prompt::PromptListener;
use super::{Answer, Failure, Function, runtime_api};
use crate::identity::Caller;
use crate::ids;
use crate::template::REGION;

/// Time from start to the first request for work (Lambda's limit for initialisation).
const LONGEST_START: Duration = Duration::from_secs(10);
/// A process that has had no work for so long is ended.
const LONGEST_IDLE: Duration = Duration::from_mins(10);

/// What the process is doing, and until when it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Starting,
    Idle,
    Busy,
}

/// How a process came to its end.
enum End {
    Exited(Option<ExitStatus>),
    Overdue(Phase),
    Killed,
    Stopped,
}

/// A process as the Runtime API sees it.
#[derive(Debug)]
pub(super) struct Instance {
    pub(super) function: Arc<Function>,
    running: Mutex<Option<Running>>,
    phase: watch::Sender<(Phase, Instant)>,
}

/// The event that a process works on.
#[derive(Debug)]
struct Running {
    id: String,
    reply: oneshot::Sender<Result<Answer, Failure>>,
    busy: Busy,
}

/// Counts as one busy process of its function for as long as it exists.
#[derive(Debug)]
pub(super) struct Busy(Arc<Function>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.busy.fetch_sub(1, Ordering::SeqCst);
    }
}

/// An event as handed to the process.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) id: String,
    pub(super) event: Bytes,
    /// Milliseconds since 1970 in real time: the process compares it with its own clock.
    pub(super) deadline_ms: i64,
}

/// Starts a process, lets it work, and clears up after it.
pub(super) async fn run(function: Arc<Function>) {
    let (phase, _) = watch::channel((Phase::Starting, Instant::now() + LONGEST_START));
    let instance =
        Arc::new(Instance { function: Arc::clone(&function), running: Mutex::default(), phase });
    let end = instance.live().await;
    function.live.fetch_sub(1, Ordering::SeqCst);
    let failure = match &end {
        Ok(End::Overdue(Phase::Busy)) => Failure::TimedOut,
        Ok(_) => Failure::Crashed,
        Err(_) => Failure::NotStarted,
    };
    let starting = instance.phase.borrow().0 == Phase::Starting;
    instance.report(&end);
    if let Some(running) = instance.take_running() {
        drop(running.reply.send(Err(failure)));
    } else if starting && !matches!(end, Ok(End::Stopped)) {
        // Whoever waits longest learns that the function does not start; others may try again.
        if let Some(waiting) = function.queue().pop_front() {
            drop(waiting.reply.send(Err(Failure::NotStarted)));
        }
    }
    function.grow();
}

impl Instance {
    async fn live(self: &Arc<Self>) -> std::io::Result<End> {
        let workshop = &self.function.workshop;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let access_key = ids::access_key()?;
        let kill = Arc::new(Notify::new());
        let command = self.command(listener.local_addr()?.port(), &access_key);
        let caller =
            Caller::Process { function: Arc::clone(&self.function.spec), kill: Arc::clone(&kill) };
        workshop.identities.admit(&access_key, caller);
        let router = runtime_api::router(Arc::clone(self));
        let server = axum::serve(PromptListener(listener), router);
        let server = tokio::spawn(server.into_future());
        let end = match workshop.launcher.launch(command).await {
            Ok(child) => Ok(self.watch(child, &kill).await),
            Err(fault) => Err(fault),
        };
        server.abort();
        workshop.identities.revoke(&access_key);
        end
    }

    async fn watch(&self, mut child: Child, kill: &Notify) -> End {
        self.collect(child.stdout.take());
        self.collect(child.stderr.take());
        let mut phase = self.phase.subscribe();
        let mut stopping = self.function.workshop.stopping.clone();
        let end = loop {
            let (doing, until) = *phase.borrow_and_update();
            tokio::select! {
                status = child.wait() => break End::Exited(status.ok()),
                () = kill.notified() => break End::Killed,
                () = tokio::time::sleep_until(until) => break End::Overdue(doing),
                _ = stopping.wait_for(|stopping| *stopping) => break End::Stopped,
                changed = phase.changed() => if changed.is_err() { break End::Stopped },
            }
        };
        // It may have ended by itself in this moment; either way it is gone afterwards.
        drop(child.kill().await);
        end
    }

    fn command(&self, port: u16, access_key: &str) -> Command {
        let (spec, workshop) = (&self.function.spec, &self.function.workshop);
        let mut command = Command::new(workshop.binaries.join(&spec.binary));
        command.env_clear().envs(&workshop.endpoints).envs(&spec.environment);
        command.envs([
            ("AWS_LAMBDA_RUNTIME_API", format!("127.0.0.1:{port}")),
            ("AWS_LAMBDA_FUNCTION_NAME", spec.name.clone()),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", spec.memory_mb.to_string()),
            ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST".to_owned()),
            ("AWS_LAMBDA_LOG_GROUP_NAME", format!("/aws/lambda/{}", spec.name)),
            ("AWS_LAMBDA_LOG_STREAM_NAME", format!("local/[$LATEST]{port}")),
            ("AWS_LAMBDA_LOG_FORMAT", "JSON".to_owned()),
            ("AWS_REGION", REGION.to_owned()),
            ("AWS_DEFAULT_REGION", REGION.to_owned()),
            ("AWS_ACCESS_KEY_ID", access_key.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "not-verified-on-this-machine".to_owned()),
            ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
            ("LAMBDA_TASK_ROOT", workshop.binaries.display().to_string()),
            ("_HANDLER", "bootstrap".to_owned()),
            ("PATH", "/usr/local/bin:/usr/bin:/bin".to_owned()),
            ("LANG", "en_US.UTF-8".to_owned()),
            ("TZ", ":UTC".to_owned()),
        ]);
        command
    }

    /// Keeps what the process prints.
    fn collect(&self, output: Option<impl AsyncRead + Unpin + Send + 'static>) {
        let function = Arc::clone(&self.function);
        let Some(output) = output else { return };
        tokio::spawn(async move {
            let mut lines = BufReader::new(output).split(b'\n');
            while let Ok(Some(line)) = lines.next_segment().await {
                function.log(String::from_utf8_lossy(&line));
            }
        });
    }

    fn report(&self, end: &std::io::Result<End>) {
        let message = match end {
            Ok(End::Exited(status)) => {
                let status = status.map_or_else(|| "unknown".to_owned(), |s| s.to_string());
                format!("Runtime exited: {status}")
            }
            Ok(End::Overdue(Phase::Busy)) => {
                format!("Task timed out after {} seconds", self.function.spec.timeout.as_secs())
            }
            Ok(End::Overdue(Phase::Starting)) => "Runtime did not ask for work in time".to_owned(),
            Ok(End::Killed) => "Runtime killed on request".to_owned(),
            Ok(End::Overdue(Phase::Idle) | End::Stopped) => return,
            Err(fault) => format!("Runtime could not be started: {fault}"),
        };
        self.function.log(message);
    }

    /// Waits for an event and takes it on.
    pub(super) async fn next(&self) -> Work {
        self.phase.send_replace((Phase::Idle, Instant::now() + LONGEST_IDLE));
        let invocation = self.function.next().await;
        let timeout = self.function.spec.timeout;
        let work = Work {
            id: invocation.id.clone(),
            event: invocation.event,
            deadline_ms: crate::clock::real_now()
                .as_millisecond()
                .saturating_add(i64::try_from(timeout.as_millis()).unwrap_or(i64::MAX)),
        };
        let running = Running {
            id: invocation.id,
            reply: invocation.reply,
            busy: Busy(Arc::clone(&self.function)),
        };
        *self.running() = Some(running);
        self.phase.send_replace((Phase::Busy, Instant::now() + timeout));
        work
    }

    /// Answers the event; false if the process does not work on it.
    pub(super) fn answer(&self, id: &str, answer: Result<Answer, Failure>) -> bool {
        match self.finish(id) {
            Some((reply, busy)) => {
                drop(busy);
                self.rest();
                // The caller may have left; then nobody needs the answer.
                drop(reply.send(answer));
                true
            }
            None => false,
        }
    }

    /// Takes the event's reply; the process stays busy until the second part is dropped.
    pub(super) fn finish(
        &self,
        id: &str,
    ) -> Option<(oneshot::Sender<Result<Answer, Failure>>, Busy)> {
        let mut running = self.running();
        running.take_if(|running| running.id == id).map(|running| (running.reply, running.busy))
    }

    /// Marks the process as free of work, on its way to ask for more.
    pub(super) fn rest(&self) {
        self.phase.send_replace((Phase::Idle, Instant::now() + LONGEST_IDLE));
    }

    fn take_running(&self) -> Option<Running> {
        self.running().take()
    }

    fn running(&self) -> std::sync::MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
