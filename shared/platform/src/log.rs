//! The log: one JSON line per request, made of an allow-list of fields. There is no other way to write to it, and no
//! library's own messages reach it, so that nothing of a request's content can.

use std::io::Write as _;
use std::panic;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

/// One answered request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered<'a> {
    pub(crate) function: &'a str,
    pub(crate) request_id: &'a str,
    pub(crate) now: Timestamp,
    pub(crate) method: &'a str,
    pub(crate) status: u16,
    pub(crate) code: Option<&'a str>,
    pub(crate) cause: Option<&'a str>,
    pub(crate) took: Duration,
}

/// Writes the request's line; it also is the metric (CloudWatch embedded metric format).
pub(crate) fn answered(answered: &Answered<'_>) {
    let level = match answered.status {
        500.. => "ERROR",
        400.. => "WARN",
        _ => "INFO",
    };
    let mut line = json!({
        "level": level,
        "event": "answered",
        "at": answered.now.to_string(),
        "function": answered.function,
        "request_id": answered.request_id,
        "method": answered.method,
        "status": answered.status,
    });
    if let Some(object) = line.as_object_mut() {
        object.extend(answered.code.map(|code| ("code".to_owned(), json!(code))));
        object.extend(answered.cause.map(|cause| ("cause".to_owned(), json!(cause))));
        object.extend(crate::metrics::answered(answered));
    }
    write(&line);
}

/// Notes something that is no answer: an event's name from the code and a cause that holds no value of anyone.
pub fn note(event: &'static str, function: &str, cause: &str) {
    write(&json!({"level": "WARN", "event": event, "function": function, "cause": cause}));
}

/// Notes what a function did on a schedule: names from the code, and counts.
pub fn counted(event: &'static str, function: &str, counts: &[(&'static str, u64)]) {
    let counts: serde_json::Map<String, Value> =
        counts.iter().map(|(name, count)| ((*name).to_owned(), json!(count))).collect();
    write(&json!({"level": "INFO", "event": event, "function": function, "counts": counts}));
}

/// Lets a panic say where it happened and nothing else: its message may quote what it choked on.
pub(crate) fn quiet_panics(function: &str) {
    let function = function.to_owned();
    panic::set_hook(Box::new(move |info| {
        let place =
            info.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
        write(
            &json!({"level": "ERROR", "event": "panicked", "function": function, "place": place}),
        );
    }));
}

fn write(line: &Value) {
    // A log that cannot be written must not fail the request that it would tell about.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
