//! Starting a function's process so that it cannot outlive the machine.

use std::process::Stdio;

use tokio::process::{Child, Command};
use tokio::sync::{mpsc, oneshot};

type Order = (Command, oneshot::Sender<std::io::Result<Child>>);

/// Has processes started by the one thread that lives as long as the machine.
///
/// INVARIANT: on Linux the parent-death signal is bound to the *thread* that forked. Were a
/// worker thread to fork, the process would die with that worker.
#[derive(Debug, Clone)]
pub(crate) struct Launcher {
    orders: mpsc::Sender<Order>,
}

/// The other end of a [`Launcher`], served by the machine's own thread.
#[derive(Debug)]
pub(crate) struct LaunchPad {
    orders: mpsc::Receiver<Order>,
}

impl Launcher {
    pub(crate) fn new() -> (Self, LaunchPad) {
        let (sender, receiver) = mpsc::channel(64);
        (Self { orders: sender }, LaunchPad { orders: receiver })
    }

    /// Starts a process with piped output; it is killed when its handle is dropped.
    pub(crate) async fn launch(&self, mut command: Command) -> std::io::Result<Child> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.kill_on_drop(true);
        let (reply, child) = oneshot::channel();
        let stopped = || std::io::Error::other("the machine stops");
        self.orders.send((command, reply)).await.map_err(|_| stopped())?;
        child.await.map_err(|_| stopped())?
    }
}

impl LaunchPad {
    /// Starts what is ordered, for ever.
    pub(crate) async fn serve(mut self) {
        while let Some((mut command, reply)) = self.orders.recv().await {
            die_with_parent(&mut command);
            // Nobody waits any more when the machine stops meanwhile; the handle then kills it.
            drop(reply.send(command.spawn()));
        }
    }
}

/// Asks the kernel to kill the child when the thread that forks it ends, however it ends.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "only prctl in the child survives a kill -9 of its parent")]
fn die_with_parent(command: &mut Command) {
    let parent = std::process::id();
    // SAFETY: between fork and exec only async-signal-safe calls are made: prctl and getppid.
    unsafe {
        command.pre_exec(move || {
            if libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) != 0 {
                return Err(std::io::Error::last_os_error());
            }
            // The parent may have died before the request was in place.
            if u32::try_from(libc::getppid()) != Ok(parent) {
                return Err(std::io::Error::from_raw_os_error(libc::ESRCH));
            }
            Ok(())
        });
    }
}

/// Elsewhere a process ends when its next request for work finds nobody listening.
#[cfg(not(target_os = "linux"))]
fn die_with_parent(_: &mut Command) {}
