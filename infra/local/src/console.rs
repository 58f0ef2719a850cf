//! `/_local/…`: what a cloud's console would show and do, for whoever runs the machine.

mod inbox;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use bytes::Bytes;
use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::faults::Rule;
use crate::lambda::{Answer, LARGEST_PAYLOAD};
use crate::machine::Machine;
use crate::schedule;

/// How the clock is to be moved.
#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Move {
    By { advance_seconds: i64 },
    To { now: Timestamp },
}

/// A stream to be cut, as a fault.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StreamCut {
    /// Function whose next stream breaks off.
    cut_stream: String,
    /// Chunks that still pass.
    after_chunks: usize,
}

type Refused = (StatusCode, String);

/// Answers any request below `/_local`.
pub(crate) async fn serve(machine: &Arc<Machine>, request: Request<Body>) -> Response<Body> {
    if !at_home(request.headers(), &machine.origin) {
        return json_answer(StatusCode::FORBIDDEN, &json!({"error": "only from this machine"}));
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_PAYLOAD).await else {
        return json_answer(StatusCode::PAYLOAD_TOO_LARGE, &json!({"error": "too large"}));
    };
    let path = parts.uri.path().strip_prefix("/_local/").unwrap_or_default();
    let query = parts.uri.query().unwrap_or_default();
    let answer = match (&parts.method, path) {
        (&Method::GET, "inbox") => return inbox::page(machine),
        (&Method::GET, "inbox.json") => inbox(machine),
        (&Method::GET, "clock") => Ok(clock(machine)),
        (&Method::POST, "clock") => move_clock(machine, &body),
        (&Method::GET, "calls.json") => Ok(machine.witness.read()),
        (&Method::GET, "logs.json") => logs(machine, query),
        (&Method::GET | &Method::POST | &Method::DELETE, "faults") => {
            faults(machine, &parts.method, &body)
        }
        (&Method::POST, path) if path.starts_with("invoke/") => {
            invoke(machine, path.trim_start_matches("invoke/"), body).await
        }
        _ => Err((StatusCode::NOT_FOUND, "no such page".to_owned())),
    };
    match answer {
        Ok(value) => json_answer(StatusCode::OK, &value),
        Err((status, reason)) => json_answer(status, &json!({ "error": reason })),
    }
}

/// Whether the request comes from this machine's own pages or tools: a page of another origin,
/// or of a name that was pointed at loopback, must not read the inbox or move the clock.
fn at_home(headers: &HeaderMap, own_origin: &str) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let local = ["localhost", "127.0.0.1", "[::1]"].contains(&name);
    let foreign = text(header::ORIGIN).is_some_and(|origin| origin != own_origin);
    local && !foreign
}

fn inbox(machine: &Machine) -> Result<Value, Refused> {
    let mails = machine.mailbox.read().map_err(|_| broken("the inbox cannot be read"))?;
    Ok(json!(mails))
}

fn clock(machine: &Machine) -> Value {
    json!({"now": machine.clock.now().to_string(), "offset_seconds": machine.clock.offset_seconds()})
}

fn move_clock(machine: &Arc<Machine>, body: &Bytes) -> Result<Value, Refused> {
    let wanted: Move = serde_json::from_slice(body)
        .map_err(|_| bad(r#"send {"advance_seconds": n} or {"now": "2026-12-25T08:30:00Z"}"#))?;
    let moved = match wanted {
        Move::By { advance_seconds } => machine.clock.advance(advance_seconds),
        Move::To { now } => machine.clock.set(now),
    };
    moved.map_err(|_| broken("the clock cannot be stored"))?;
    machine.time_passed.notify_one();
    Ok(clock(machine))
}

fn logs(machine: &Machine, query: &str) -> Result<Value, Refused> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let named = pairs.filter(|(key, _)| *key == "function").map(|(_, value)| value).next();
    let function = match named.filter(|name| !name.is_empty()) {
        None => None,
        Some(name) => {
            let name = percent_decode_str(name).decode_utf8_lossy();
            Some(machine.functions.find(&name).ok_or_else(unknown_function)?.spec.id.clone())
        }
    };
    Ok(json!(machine.logs.read(function.as_deref())))
}

fn faults(machine: &Machine, method: &Method, body: &Bytes) -> Result<Value, Refused> {
    let faults = machine.faults.as_ref().ok_or_else(|| {
        (StatusCode::NOT_FOUND, "faults are not enabled on this machine".to_owned())
    })?;
    if method == Method::DELETE {
        faults.clear();
    } else if method == Method::POST {
        if let Ok(cut) = serde_json::from_slice::<StreamCut>(body) {
            let function = machine.functions.find(&cut.cut_stream).ok_or_else(unknown_function)?;
            function.cut_next_stream(cut.after_chunks);
        } else {
            let rule: Rule =
                serde_json::from_slice(body).map_err(|fault| bad(&fault.to_string()))?;
            faults.add(rule);
        }
    }
    Ok(json!(faults.list()))
}

async fn invoke(machine: &Machine, name: &str, body: Bytes) -> Result<Value, Refused> {
    let function = machine.functions.find(name).ok_or_else(unknown_function)?;
    let scheduled = function.spec.schedules.first();
    let event = match (body.is_empty(), scheduled) {
        (true, Some(spec)) => schedule::event(spec, machine.clock.now()),
        (true, None) => Bytes::from_static(b"{}"),
        (false, _) => body,
    };
    let failed = |reason: String| (StatusCode::BAD_GATEWAY, reason);
    match function.invoke(event).await {
        Ok(Answer::Buffered(bytes)) => serde_json::from_slice(&bytes)
            .map_err(|_| failed("the function did not answer JSON".to_owned())),
        Ok(Answer::Streamed { mut body, .. }) => {
            let mut whole = Vec::new();
            while let Some(chunk) = body.recv().await {
                whole.extend_from_slice(&chunk.map_err(|fault| failed(fault.to_string()))?);
            }
            Ok(Value::from(String::from_utf8_lossy(&whole).into_owned()))
        }
        Err(failure) => Err(failed(failure.to_string())),
    }
}

fn unknown_function() -> Refused {
    (StatusCode::NOT_FOUND, "no such function".to_owned())
}

fn bad(reason: &str) -> Refused {
    (StatusCode::BAD_REQUEST, reason.to_owned())
}

fn broken(reason: &str) -> Refused {
    (StatusCode::INTERNAL_SERVER_ERROR, reason.to_owned())
}

fn json_answer(status: StatusCode, value: &Value) -> Response<Body> {
    answer(status, "application/json", value.to_string())
}

fn answer(status: StatusCode, kind: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    for (name, value) in [
        ("content-type", kind),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        (
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        ),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machines_own_pages_are_at_home() {
        let headers = |host: &str, origin: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert("host", host.parse().unwrap());
            if let Some(origin) = origin {
                headers.insert("origin", origin.parse().unwrap());
            }
            headers
        };
        let own = "http://localhost:8080";
        assert!(at_home(&headers("localhost:8080", None), own));
        assert!(at_home(&headers("127.0.0.1:8080", Some(own)), own));
        assert!(!at_home(&headers("evil.test:8080", None), own));
        assert!(!at_home(&headers("localhost:8080", Some("https://evil.test")), own));
        assert!(!at_home(&headers("localhost:8080", Some("null")), own));
    }
}
