//! Starting and stopping: one thread owns the runtime, the listeners and all processes.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};

use crate::lambda::Launcher;
use crate::machine::{Machine, Surroundings};
use crate::{Options, StartError, edge, services};

/// How often the clock is looked at for schedules.
const TICK: Duration = Duration::from_secs(1);
/// Ticks between two sweeps of expired items.
const TICKS_PER_SWEEP: u32 = 60;
/// How long stopping waits for processes and connections to end.
const LONGEST_STOP: Duration = Duration::from_secs(3);
/// Free ports tried until one is free for both IPv4 and IPv6.
const PORT_ATTEMPTS: u8 = 16;

/// A running cloud. Dropping it stops it as well, without waiting for the end.
#[derive(Debug)]
pub struct Cloud {
    url: String,
    operator: BTreeMap<String, String>,
    stop: watch::Sender<bool>,
    ended: oneshot::Receiver<()>,
}

/// What the owning thread reports once everything serves.
struct Ready {
    url: String,
    operator: BTreeMap<String, String>,
}

impl Cloud {
    /// Starts everything and returns when it serves.
    ///
    /// # Errors
    /// See [`StartError`]; nothing is left running then.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let (stop, stopping) = watch::channel(false);
        let (started, ready) = oneshot::channel();
        let (ending, ended) = oneshot::channel();
        std::thread::Builder::new().name("cloud".to_owned()).spawn(move || {
            own(&options, stopping, started);
            // Nobody listens any more if the handle was dropped.
            _ = ending.send(());
        })?;
        let died = |_| StartError::Io(std::io::Error::other("the cloud's thread died"));
        let Ready { url, operator } = ready.await.map_err(died)??;
        Ok(Self { url, operator, stop, ended })
    }

    /// Origin of the site and its API, for example `http://localhost:8080`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Variables with which an ordinary AWS client reaches the services, with every right.
    pub fn operator_environment(&self) -> &BTreeMap<String, String> {
        &self.operator
    }

    /// Stops everything, kills all processes, and returns when they are gone.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        // An error means that the thread has ended already.
        drop(self.ended.await);
    }
}

/// Resolves at Ctrl-C or SIGTERM.
///
/// # Errors
/// If the signals cannot be listened for.
pub async fn interrupted() -> std::io::Result<()> {
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminated.recv() => Ok(()),
    }
}

type Started = oneshot::Sender<Result<Ready, StartError>>;

/// The life of the owning thread. Its runtime is its own, so that whoever starts a cloud may
/// block, and so that nothing outlives it.
fn own(options: &Options, stopping: watch::Receiver<bool>, started: Started) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(fault) => return drop(started.send(Err(fault.into()))),
    };
    runtime.block_on(async {
        match assemble(options, stopping.clone()).await {
            Err(fault) => drop(started.send(Err(fault))),
            Ok((machine, work)) => {
                let (url, operator) = (machine.origin.clone(), machine.operator.clone());
                if started.send(Ok(Ready { url, operator })).is_ok() {
                    work.until_stopped(&machine, stopping).await;
                }
            }
        }
    });
    runtime.shutdown_timeout(LONGEST_STOP);
}

/// What only the owning thread may do.
struct Work {
    launch_pad: crate::lambda::LaunchPad,
}

impl Work {
    /// Starts processes as ordered until the machine is to stop and all of them are gone.
    async fn until_stopped(self, machine: &Arc<Machine>, mut stopping: watch::Receiver<bool>) {
        tokio::select! {
            () = self.launch_pad.serve() => {}
            // A dropped handle stops the machine like an order to stop.
            _ = stopping.wait_for(|stop| *stop) => {}
        }
        let gone = async {
            while machine.functions.live() > 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        // Processes that do not end in time are killed when the runtime drops their handles.
        drop(tokio::time::timeout(LONGEST_STOP, gone).await);
    }
}

async fn assemble(
    options: &Options,
    stopping: watch::Receiver<bool>,
) -> Result<(Arc<Machine>, Work), StartError> {
    let (front, port) = bind(options.port).await?;
    let back = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let (launcher, launch_pad) = Launcher::new();
    let surroundings = Surroundings {
        origin: format!("http://localhost:{port}"),
        services: format!("http://{}", back.local_addr()?),
        launcher,
        stopping,
    };
    let machine = Machine::open(options, surroundings).await?;
    let services = Router::new().fallback(services::serve).with_state(Arc::clone(&machine));
    tokio::spawn(axum::serve(back, services).into_future());
    let edge = Router::new().fallback(edge::serve).with_state(Arc::clone(&machine));
    let edge = edge.into_make_service_with_connect_info::<SocketAddr>();
    for listener in front {
        // Small pieces of a stream leave at once instead of waiting for the last one's acknowledgement.
        let prompt = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        tokio::spawn(axum::serve(prompt, edge.clone()).into_future());
    }
    // Notes the period that the machine starts in, or catches up with what it slept through.
    machine.schedules.run_due(&machine)?;
    tokio::spawn(keep_time(Arc::clone(&machine)));
    Ok((machine, Work { launch_pad }))
}

/// Listens on loopback only, on IPv4 and, where it exists, IPv6: `localhost` may mean either.
async fn bind(port: u16) -> Result<(Vec<TcpListener>, u16), StartError> {
    for _ in 0..PORT_ATTEMPTS {
        // Some systems let a specific address share a port with a neighbour on all addresses.
        if port != 0 && TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Err(StartError::PortTaken(port));
        }
        let four = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .map_err(|fault| taken(port, fault))?;
        let actual = four.local_addr()?.port();
        match TcpListener::bind((Ipv6Addr::LOCALHOST, actual)).await {
            Ok(six) => return Ok((vec![four, six], actual)),
            Err(fault) if fault.kind() == std::io::ErrorKind::AddrInUse => {
                if port != 0 {
                    return Err(StartError::PortTaken(port));
                }
            }
            Err(_) => return Ok((vec![four], actual)),
        }
    }
    Err(StartError::PortTaken(port))
}

fn taken(port: u16, fault: std::io::Error) -> StartError {
    if fault.kind() == std::io::ErrorKind::AddrInUse {
        StartError::PortTaken(port)
    } else {
        StartError::Io(fault)
    }
}

/// Runs schedules and removes expired items as the machine's clock goes on.
async fn keep_time(machine: Arc<Machine>) {
    let mut ticks = 0;
    loop {
        let moved = tokio::select! {
            () = tokio::time::sleep(TICK) => false,
            () = machine.time_passed.notified() => true,
        };
        if let Err(fault) = machine.schedules.run_due(&machine) {
            machine.logs.push(machine.clock.now(), "scheduler", fault.to_string());
        }
        ticks += 1;
        if moved || ticks >= TICKS_PER_SWEEP {
            ticks = 0;
            let sweeper = Arc::clone(&machine);
            let swept =
                tokio::task::spawn_blocking(move || sweeper.tables.sweep(sweeper.clock.now()));
            if let Ok(Err(fault)) = swept.await {
                machine.logs.push(machine.clock.now(), "database", fault.to_string());
            }
        }
    }
}
