//! The machine's clock: real time plus an offset that a test may move.
//!
//! Functions never read it; they are told the time by their events.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

use crate::files;

/// Real time, shifted.
#[derive(Debug)]
pub(crate) struct Clock {
    offset_seconds: AtomicI64,
    file: PathBuf,
}

impl Clock {
    /// Goes on with the offset it had when the machine last ran.
    pub(crate) fn open(file: PathBuf) -> Result<Self, std::io::Error> {
        let offset = files::read_json::<i64>(&file)?.unwrap_or(0);
        Ok(Self { offset_seconds: AtomicI64::new(offset), file })
    }

    pub(crate) fn offset_seconds(&self) -> i64 {
        self.offset_seconds.load(Ordering::Relaxed)
    }

    /// The time that events tell.
    pub(crate) fn now(&self) -> Timestamp {
        shifted(Timestamp::now(), self.offset_seconds())
    }

    /// Moves the clock by so many seconds, back if negative.
    pub(crate) fn advance(&self, seconds: i64) -> Result<(), std::io::Error> {
        self.set_offset(self.offset_seconds().saturating_add(seconds))
    }

    /// Sets the clock to a moment; it goes on from there.
    pub(crate) fn set(&self, now: Timestamp) -> Result<(), std::io::Error> {
        self.set_offset(now.as_second().saturating_sub(Timestamp::now().as_second()))
    }

    fn set_offset(&self, offset: i64) -> Result<(), std::io::Error> {
        files::write_json(&self.file, &offset)?;
        self.offset_seconds.store(offset, Ordering::Relaxed);
        Ok(())
    }
}

/// Saturates at the ends of time.
fn shifted(time: Timestamp, seconds: i64) -> Timestamp {
    let edge = if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    time.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(edge)
}

/// The machine's real time, for deadlines that processes compare with their own clock.
pub(crate) fn real_now() -> Timestamp {
    Timestamp::now()
}
