//! The edge: one HTTP server plays CloudFront, the HTTP API, Function URLs and the static site.

mod answer;
mod event;
mod site;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, Uri, header};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;

use crate::console;
use crate::iam::glob;
use crate::lambda::{Answer, Failure, Function, Functions};
use crate::machine::Machine;
use crate::services::Secrets;
use crate::template::{Behaviour, EdgeSpec, Origin, TemplateError};

/// Longest path with query, in bytes (CloudFront's quota).
const LONGEST_URI: usize = 8_192;
/// Most bytes of header names and values (CloudFront's quota).
const MOST_HEADERS: usize = 20_480;
/// Largest body that is read, in bytes (the HTTP API's quota; Lambda's own is smaller).
const LARGEST_BODY: usize = 10 * 1024 * 1024;
/// Bytes read of a body that is too large, before the connection is closed on it.
const MOST_DRAINED: usize = 64 * 1024 * 1024;
/// Longest time in which a viewer may send its body.
const SLOWEST_BODY: Duration = Duration::from_secs(30);
/// Longest time the HTTP API waits for a function.
const API_PATIENCE: Duration = Duration::from_secs(30);

/// The distribution with its secrets filled in.
#[derive(Debug)]
pub(crate) struct Edge {
    spec: EdgeSpec,
    site: Option<PathBuf>,
}

/// What of a request the origin gets to see.
struct Forward {
    method: String,
    path: String,
    query: String,
    headers: HeaderMap,
    cookies: Vec<String>,
    body: Bytes,
    viewer: SocketAddr,
}

impl Edge {
    pub(crate) fn new(
        mut spec: EdgeSpec,
        secrets: &Secrets,
        site: Option<PathBuf>,
    ) -> Result<Self, TemplateError> {
        for behaviour in &mut spec.behaviours {
            for (name, value) in &mut behaviour.origin_headers {
                *value = secrets.resolve(value).ok_or_else(|| {
                    TemplateError::at(name, "refers to a secret that does not exist")
                })?;
            }
            for (name, value, _) in &mut behaviour.answer_headers {
                if name == "content-security-policy" {
                    *value = without_upgrade(value);
                }
            }
            // Plain HTTP on loopback: these two would send the browser to a port that is not there.
            behaviour.answer_headers.retain(|header| header.0 != "strict-transport-security");
        }
        Ok(Self { spec, site })
    }

    fn behaviour(&self, path: &str) -> Option<&Behaviour> {
        self.spec.behaviours.iter().find(|behaviour| glob(&behaviour.pattern, path))
    }
}

fn without_upgrade(policy: &str) -> String {
    let parts = policy.split(';').map(str::trim);
    let kept: Vec<&str> =
        parts.filter(|part| !part.is_empty() && *part != "upgrade-insecure-requests").collect();
    kept.join("; ")
}

/// Answers any request of a viewer.
pub(crate) async fn serve(
    State(machine): State<Arc<Machine>>,
    ConnectInfo(viewer): ConnectInfo<SocketAddr>,
    request: Request<Body>,
) -> Response<Body> {
    let path = request.uri().path().to_owned();
    if path == "/_local" || path.starts_with("/_local/") {
        return console::serve(&machine, request).await;
    }
    let Some(behaviour) = machine.edge.behaviour(&path) else {
        return answer::plain(StatusCode::NOT_FOUND, "no behaviour for this path");
    };
    let mut response = match admit(&request, behaviour) {
        Err(refusal) => *refusal,
        Ok(()) => match &behaviour.origin {
            Origin::Site => site::serve(&machine.edge, request.method(), &path).await,
            Origin::Api => api(&machine, behaviour, request, viewer).await,
            Origin::Function(id) => function_url(&machine, behaviour, id, request, viewer).await,
        },
    };
    dress(&mut response, behaviour);
    response
}

/// CloudFront's own limits.
fn admit(request: &Request<Body>, behaviour: &Behaviour) -> Result<(), Box<Response<Body>>> {
    if !behaviour.methods.iter().any(|method| method == request.method().as_str()) {
        return Err(answer::message(StatusCode::FORBIDDEN, "Forbidden").into());
    }
    if length(request.uri()) > LONGEST_URI {
        return Err(answer::message(StatusCode::URI_TOO_LONG, "URI Too Long").into());
    }
    let headers = request.headers().iter();
    let size: usize = headers.map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > MOST_HEADERS {
        let code = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
        return Err(answer::message(code, "Request Header Fields Too Large").into());
    }
    Ok(())
}

fn length(uri: &Uri) -> usize {
    uri.path_and_query().map_or(0, |whole| whole.as_str().len())
}

async fn api(
    machine: &Machine,
    behaviour: &Behaviour,
    request: Request<Body>,
    viewer: SocketAddr,
) -> Response<Body> {
    let method = request.method().as_str().to_owned();
    let path = request.uri().path().to_owned();
    let Some(matched) = event::route(&machine.functions, &method, &path) else {
        return answer::message(StatusCode::NOT_FOUND, "Not Found");
    };
    let forward = match forward(behaviour, request, viewer).await {
        Ok(forward) => forward,
        Err(refusal) => return *refusal,
    };
    let event = event::http_api(&forward, &matched, machine.clock.now());
    let waited = tokio::time::timeout(API_PATIENCE, matched.function.invoke(event)).await;
    answer::from_function(waited.unwrap_or(Err(Failure::TimedOut)))
}

async fn function_url(
    machine: &Machine,
    behaviour: &Behaviour,
    id: &str,
    request: Request<Body>,
    viewer: SocketAddr,
) -> Response<Body> {
    let Some(function) = machine.functions.find(id).cloned() else {
        return answer::message(StatusCode::NOT_FOUND, "Not Found");
    };
    let forward = match forward(behaviour, request, viewer).await {
        Ok(forward) => forward,
        Err(refusal) => return *refusal,
    };
    if !answer::digest_fits(&forward.headers, &forward.body) {
        return answer::message(StatusCode::FORBIDDEN, "Forbidden");
    }
    let event = event::function_url(&forward, &function.spec.id, machine.clock.now());
    answer::from_function(function.invoke(event).await)
}

/// Keeps what the behaviour's policy names, and adds what only the edge may say.
async fn forward(
    behaviour: &Behaviour,
    request: Request<Body>,
    viewer: SocketAddr,
) -> Result<Forward, Box<Response<Body>>> {
    let (parts, body) = request.into_parts();
    let body = tokio::time::timeout(SLOWEST_BODY, collect(body)).await;
    let body = body.map_err(|_| answer::message(StatusCode::REQUEST_TIMEOUT, "Request Timeout"))?;
    let body = body.ok_or_else(|| {
        answer::message(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large")
    })?;
    let mut headers = HeaderMap::new();
    for (name, value) in &parts.headers {
        let edges_own = name.as_str().starts_with("cloudfront-");
        if behaviour.forwarded.headers.iter().any(|kept| kept == name.as_str()) && !edges_own {
            headers.append(name, value.clone());
        }
    }
    let cookies = if behaviour.forwarded.cookies { cookies(&parts.headers) } else { Vec::new() };
    let query = if behaviour.forwarded.query { parts.uri.query().unwrap_or("") } else { "" };
    add_own(&mut headers, behaviour, viewer);
    Ok(Forward {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: query.to_owned(),
        headers,
        cookies,
        body,
        viewer,
    })
}

/// The whole body; none if it is too large or breaks off. What is too much is read all the same,
/// up to a point: a viewer that still writes would not hear the refusal.
async fn collect(body: Body) -> Option<Bytes> {
    let (mut kept, mut read) = (BytesMut::new(), 0);
    let mut stream = body.into_data_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.ok()?;
        read += chunk.len();
        if read <= LARGEST_BODY {
            kept.extend_from_slice(&chunk);
        } else if read > MOST_DRAINED {
            return None;
        }
    }
    (read <= LARGEST_BODY).then(|| kept.freeze())
}

fn add_own(headers: &mut HeaderMap, behaviour: &Behaviour, viewer: SocketAddr) {
    let mut own = vec![
        ("user-agent".to_owned(), "Amazon CloudFront".to_owned()),
        ("x-forwarded-for".to_owned(), viewer.ip().to_string()),
        ("x-forwarded-proto".to_owned(), "https".to_owned()),
        ("x-forwarded-port".to_owned(), "443".to_owned()),
    ];
    let address = "cloudfront-viewer-address";
    if behaviour.forwarded.headers.iter().any(|kept| kept == address) {
        own.push((address.to_owned(), format!("{}:{}", viewer.ip(), viewer.port())));
    }
    own.extend(behaviour.origin_headers.iter().cloned());
    for (name, value) in own {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(header::COOKIE).iter();
    let texts = values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let each =
        texts.flat_map(|text| text.split(';').map(|c| c.trim().to_owned()).collect::<Vec<_>>());
    each.filter(|cookie| !cookie.is_empty()).collect()
}

/// Puts the behaviour's response headers on an answer.
fn dress(response: &mut Response<Body>, behaviour: &Behaviour) {
    let headers = response.headers_mut();
    for name in &behaviour.removed_headers {
        headers.remove(name.as_str());
    }
    for (name, value, replaces) in &behaviour.answer_headers {
        let parsed = (HeaderName::try_from(name.as_str()), HeaderValue::try_from(value.as_str()));
        if let (Ok(name), Ok(value)) = parsed
            && (*replaces || !headers.contains_key(&name))
        {
            headers.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_upgrade_is_taken_from_a_policy() {
        let policy = "default-src 'none'; script-src 'self'; upgrade-insecure-requests";
        assert_eq!(without_upgrade(policy), "default-src 'none'; script-src 'self'");
    }
}
