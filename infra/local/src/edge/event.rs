//! Events in API Gateway's payload format 2.0, as HTTP APIs and Function URLs send them.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

use super::{Forward, Function, Functions};
use crate::ids;
use crate::template::{ACCOUNT, REGION, Route};

/// A route that takes a request, with the values of its path's placeholders.
pub(super) struct Matched {
    pub(super) function: Arc<Function>,
    key: String,
    parameters: BTreeMap<String, String>,
}

/// The most specific route for a request: literal segments count more than placeholders.
pub(super) fn route(functions: &Functions, method: &str, path: &str) -> Option<Matched> {
    let mut best: Option<((usize, bool), Matched)> = None;
    for function in functions.iter() {
        for route in &function.spec.routes {
            let own_method = route.method == method;
            if !own_method && route.method != "ANY" {
                continue;
            }
            let Some((literals, parameters)) = matches(route, path) else { continue };
            let rank = (literals, own_method);
            if best.as_ref().is_none_or(|(known, _)| rank > *known) {
                let key = format!("{} {}", route.method, route.path);
                let function = Arc::clone(function);
                best = Some((rank, Matched { function, key, parameters }));
            }
        }
    }
    best.map(|(_, matched)| matched)
}

fn matches(route: &Route, path: &str) -> Option<(usize, BTreeMap<String, String>)> {
    let (mut literals, mut parameters) = (0, BTreeMap::new());
    let mut segments = path.split('/');
    for part in route.path.split('/') {
        let placeholder = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
        if let Some(greedy) = placeholder.and_then(|name| name.strip_suffix('+')) {
            let rest: Vec<&str> = segments.by_ref().collect();
            parameters.insert(greedy.to_owned(), decoded(&rest.join("/")));
            return (!rest.is_empty()).then_some((literals, parameters));
        }
        let segment = segments.next()?;
        match placeholder {
            Some(name) if !segment.is_empty() => {
                parameters.insert(name.to_owned(), decoded(segment));
            }
            None if part == segment => literals += 1,
            _ => return None,
        }
    }
    segments.next().is_none().then_some((literals, parameters))
}

fn decoded(segment: &str) -> String {
    percent_decode_str(segment).decode_utf8_lossy().into_owned()
}

/// The event of an HTTP API.
pub(super) fn http_api(forward: &Forward, matched: &Matched, now: Timestamp) -> Bytes {
    let domain = format!("local.execute-api.{REGION}.amazonaws.com");
    let mut event = event(forward, &matched.key, &domain, now);
    if let Some(event) = event.as_object_mut()
        && !matched.parameters.is_empty()
    {
        event.insert("pathParameters".to_owned(), json!(matched.parameters));
    }
    Bytes::from(event.to_string())
}

/// The event of a Function URL.
pub(super) fn function_url(forward: &Forward, id: &str, now: Timestamp) -> Bytes {
    let domain = format!("{}.lambda-url.{REGION}.on.aws", id.to_lowercase());
    Bytes::from(event(forward, "$default", &domain, now).to_string())
}

fn event(forward: &Forward, route_key: &str, domain: &str, now: Timestamp) -> Value {
    let prefix = domain.split('.').next();
    let mut event = json!({
        "version": "2.0",
        "routeKey": route_key,
        "rawPath": forward.path,
        "rawQueryString": forward.query,
        "headers": header_map(forward, domain),
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": prefix,
            "domainName": domain,
            "domainPrefix": prefix,
            "http": {
                "method": forward.method,
                "path": forward.path,
                "protocol": "HTTP/1.1",
                "sourceIp": forward.viewer.ip().to_string(),
                "userAgent": "Amazon CloudFront",
            },
            "requestId": ids::request_id(),
            "routeKey": route_key,
            "stage": "$default",
            "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
            "timeEpoch": now.as_millisecond(),
        },
        "isBase64Encoded": false,
    });
    if let Some(event) = event.as_object_mut() {
        if !forward.cookies.is_empty() {
            event.insert("cookies".to_owned(), json!(forward.cookies));
        }
        if !forward.query.is_empty() {
            event.insert("queryStringParameters".to_owned(), query(&forward.query));
        }
        add_body(event, forward);
    }
    event
}

/// Lower-case names; values of a repeated header joined by commas.
fn header_map(forward: &Forward, host: &str) -> Map<String, Value> {
    let mut headers = Map::from_iter([("host".to_owned(), Value::from(host))]);
    for name in forward.headers.keys() {
        let values = forward.headers.get_all(name).iter();
        let texts: Vec<String> =
            values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect();
        headers.insert(name.as_str().to_owned(), Value::from(texts.join(",")));
    }
    headers
}

/// Decoded names and values; values of a repeated name joined by commas.
fn query(raw: &str) -> Value {
    let mut parameters: BTreeMap<String, String> = BTreeMap::new();
    for pair in raw.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = decoded(&value.replace('+', " "));
        parameters
            .entry(decoded(&name.replace('+', " ")))
            .and_modify(|known| *known = format!("{known},{value}"))
            .or_insert(value);
    }
    json!(parameters)
}

/// Text as it is; what is binary, by its type or its bytes, as base64.
fn add_body(event: &mut Map<String, Value>, forward: &Forward) {
    if forward.body.is_empty() {
        return;
    }
    let kind = forward.headers.get("content-type").and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or("application/json").to_lowercase();
    let textual = ["text/", "application/json", "application/javascript", "application/xml"]
        .iter()
        .any(|prefix| kind.starts_with(prefix));
    let text = std::str::from_utf8(&forward.body).ok().filter(|_| textual);
    event.insert("isBase64Encoded".to_owned(), Value::from(text.is_none()));
    let body = text.map_or_else(|| STANDARD.encode(&forward.body), str::to_owned);
    event.insert("body".to_owned(), Value::from(body));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route_of(path: &str) -> Route {
        Route { method: "GET".to_owned(), path: path.to_owned() }
    }

    #[test]
    fn paths_match_segment_by_segment() {
        let (literals, parameters) = matches(&route_of("/a/{id}/b"), "/a/x%2Fy/b").unwrap();
        assert_eq!((literals, parameters["id"].as_str()), (3, "x/y"));
        for path in ["/a//b", "/a/x/b/", "/a/x", "/A/x/b"] {
            assert!(matches(&route_of("/a/{id}/b"), path).is_none(), "{path}");
        }
        assert_eq!(matches(&route_of("/a/{rest+}"), "/a/b/c").unwrap().1["rest"], "b/c");
    }

    fn forward(kind: &str, body: &'static [u8]) -> Forward {
        let mut headers = axum::http::HeaderMap::new();
        headers.insert("content-type", kind.parse().unwrap());
        Forward {
            method: "POST".to_owned(),
            path: "/api/x".to_owned(),
            query: "a=1&a=2&b=x+y".to_owned(),
            headers,
            cookies: vec!["c=1".to_owned()],
            body: Bytes::from_static(body),
            viewer: ([127, 0, 0, 1], 4000).into(),
        }
    }

    #[test]
    fn text_is_passed_as_text_and_all_else_as_base64() {
        let now = Timestamp::UNIX_EPOCH;
        let of = |kind, body| event(&forward(kind, body), "k", "d.test", now);
        assert_eq!(of("application/json; charset=utf-8", b"{}")["body"], "{}");
        assert_eq!(of("application/json", b"\xff")["isBase64Encoded"], true);
        assert_eq!(of("application/x-www-form-urlencoded", b"a=b")["body"], "YT1i");
    }

    #[test]
    fn time_query_and_cookies_are_told_as_api_gateway_does() {
        let now: Timestamp = "2026-12-25T08:30:00Z".parse().unwrap();
        let event = event(&forward("text/plain", b"x"), "POST /api/x", "d.test", now);
        assert_eq!(event["requestContext"]["timeEpoch"], 1_798_187_400_000_i64);
        assert_eq!(event["requestContext"]["time"], "25/Dec/2026:08:30:00 +0000");
        assert_eq!(event["queryStringParameters"], json!({"a": "1,2", "b": "x y"}));
        assert_eq!(event["cookies"], json!(["c=1"]));
    }
}
