//! EventBridge schedules, driven by the machine's clock.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use jiff::Timestamp;

use crate::files;
use crate::ids;
use crate::lambda::Function;
use crate::machine::Machine;
use crate::template::ScheduleSpec;

/// The period in which each schedule last ran, kept over restarts.
#[derive(Debug)]
pub(crate) struct Schedules {
    file: PathBuf,
    last: Mutex<BTreeMap<String, i64>>,
}

impl Schedules {
    pub(crate) fn open(file: PathBuf) -> std::io::Result<Self> {
        let last = files::read_json(&file)?.unwrap_or_default();
        Ok(Self { file, last: Mutex::new(last) })
    }

    /// Sends an event for every schedule that has become due, one each: a clock that jumps over
    /// many periods, like a machine that slept, catches up with a single run.
    pub(crate) fn run_due(&self, machine: &Arc<Machine>) -> std::io::Result<()> {
        let now = machine.clock.now();
        for function in machine.functions.iter() {
            for spec in &function.spec.schedules {
                if self.is_due(spec, now)? {
                    start(Arc::clone(function), event(spec, now));
                }
            }
        }
        Ok(())
    }

    /// Whether a new period has begun. The first look at a schedule only notes the period.
    fn is_due(&self, spec: &ScheduleSpec, now: Timestamp) -> std::io::Result<bool> {
        let every = i64::try_from(spec.every.as_secs()).unwrap_or(i64::MAX).max(1);
        let period = now.as_second().div_euclid(every);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let known = last.get(&spec.name).copied();
        if known == Some(period) {
            return Ok(false);
        }
        last.insert(spec.name.clone(), period);
        files::write_json(&self.file, &*last)?;
        Ok(known.is_some_and(|known| period > known))
    }
}

/// The event of a schedule at a moment.
pub(crate) fn event(spec: &ScheduleSpec, now: Timestamp) -> Bytes {
    let time = now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let event = spec
        .input
        .replace("<aws.scheduler.scheduled-time>", &time)
        .replace("<aws.scheduler.execution-id>", &ids::request_id())
        .replace("<aws.scheduler.attempt-number>", "1")
        .replace("<aws.scheduler.schedule-arn>", &spec.name);
    Bytes::from(event)
}

/// Its outcome is in the function's log, as in the cloud.
fn start(function: Arc<Function>, event: Bytes) {
    tokio::spawn(async move { drop(function.invoke(event).await) });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_schedule_is_due_once_per_period_and_remembers_it() {
        let directory = std::env::temp_dir().join(ids::request_id());
        files::private_directory(&directory).unwrap();
        let file = directory.join("schedules.json");
        let spec = ScheduleSpec {
            name: "F.Hourly".to_owned(),
            every: Duration::from_hours(1),
            input: r#"{"time": "<aws.scheduler.scheduled-time>"}"#.to_owned(),
        };
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        let schedules = Schedules::open(file.clone()).unwrap();
        let due: Vec<bool> = [100, 3_599, 3_600, 3_700, 900_000]
            .map(|second| schedules.is_due(&spec, at(second)).unwrap())
            .into();
        assert_eq!(due, [false, false, true, false, true]);
        assert!(!Schedules::open(file).unwrap().is_due(&spec, at(900_100)).unwrap());
        assert_eq!(event(&spec, at(0)), r#"{"time": "1970-01-01T00:00:00Z"}"#);
        std::fs::remove_dir_all(directory).unwrap();
    }
}
