//! What functions print, kept in memory for `/_local/logs.json`.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

/// Lines kept over all functions; older ones are forgotten.
const KEPT: usize = 20_000;

/// One line of a function's output, or of the machine about it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    /// RFC 3339, on the machine's clock.
    pub(crate) time: String,
    /// Logical id of the function.
    pub(crate) function: String,
    pub(crate) message: String,
}

/// The last lines of all functions.
#[derive(Debug, Default)]
pub(crate) struct Logs {
    lines: Mutex<VecDeque<Line>>,
}

impl Logs {
    pub(crate) fn push(&self, time: jiff::Timestamp, function: &str, message: impl Into<String>) {
        let (time, message) = (time.to_string(), message.into());
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() >= KEPT {
            lines.pop_front();
        }
        lines.push_back(Line { time, function: function.to_owned(), message });
    }

    /// Lines of one function, or of all, oldest first.
    pub(crate) fn read(&self, function: Option<&str>) -> Vec<Line> {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = |line: &&Line| function.is_none_or(|function| line.function == function);
        lines.iter().filter(wanted).cloned().collect()
    }
}
