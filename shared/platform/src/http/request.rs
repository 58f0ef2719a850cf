//! What a request says besides its body.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lambda_http::Request;
use percent_encoding::percent_decode_str;

use super::problem::{Code, Problem};

/// Put on every request by `serve`, from the event.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub(super) now: Timestamp,
    pub(super) id: String,
}

/// Infinitely late: nothing that expires is valid any more.
impl Default for Event {
    fn default() -> Self {
        Self { now: Timestamp::MAX, id: String::new() }
    }
}

/// When the request arrived, by the event. Never the machine's clock.
pub fn now(request: &Request) -> Timestamp {
    // INVARIANT: `serve` lets no request pass without its event. Were one missing, everything would count as expired.
    request.extensions().get::<Event>().map_or(Timestamp::MAX, |event| event.now)
}

/// The request's id, as the log has it.
pub fn request_id(request: &Request) -> &str {
    request.extensions().get::<Event>().map_or("", |event| &event.id)
}

/// The body as it came over the wire.
pub fn raw(request: &Request) -> &[u8] {
    super::json::bytes(request.body())
}

/// The path's parts: `/api/cases/01K…` is `["api", "cases", "01K…"]`. They are not decoded: no id needs it, and what
/// needs it is found nowhere.
pub fn path(request: &Request) -> Vec<&str> {
    request.uri().path().split('/').skip(1).collect()
}

/// The query's parameters: only the known ones, each once.
///
/// # Errors
/// `malformed-request` for a parameter that is unknown, doubled or not UTF-8.
pub fn query(request: &Request, known: &[&str]) -> Result<BTreeMap<String, String>, Problem> {
    parse_query(request.uri().query().unwrap_or_default(), known)
        .ok_or_else(|| Problem::new(Code::MalformedRequest))
}

fn parse_query(text: &str, known: &[&str]) -> Option<BTreeMap<String, String>> {
    let decode = |text: &str| {
        percent_decode_str(&text.replace('+', " ")).decode_utf8().ok().map(String::from)
    };
    let mut parameters = BTreeMap::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decode(name)?, decode(value)?);
        if !known.contains(&name.as_str()) || parameters.insert(name, value).is_some() {
            return None;
        }
    }
    Some(parameters)
}

/// The version that the client changed. A weak tag counts: the edge weakens tags when it compresses.
///
/// # Errors
/// `precondition-required` without `If-Match`, `malformed-request` when it is no tag of ours.
pub fn if_match(request: &Request) -> Result<u64, Problem> {
    let header = request
        .headers()
        .get("if-match")
        .ok_or_else(|| Problem::new(Code::PreconditionRequired))?;
    let tag = header.to_str().unwrap_or_default().trim();
    let quoted = tag.strip_prefix("W/").unwrap_or(tag);
    let digits = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let version = digits
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok());
    version.ok_or_else(|| Problem::new(Code::MalformedRequest))
}

/// A client's word that two requests are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The `Idempotency-Key`, if there is one.
///
/// # Errors
/// `malformed-request` unless it is 1 to 64 letters, digits, hyphens or underscores.
pub fn idempotency_key(request: &Request) -> Result<Option<IdempotencyKey>, Problem> {
    let Some(header) = request.headers().get("idempotency-key") else { return Ok(None) };
    let text = header.to_str().unwrap_or_default();
    let fits = (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    if fits {
        Ok(Some(IdempotencyKey(text.to_owned())))
    } else {
        Err(Problem::new(Code::MalformedRequest))
    }
}

/// The viewer's address, for limits only. It comes from the edge's own header; what clients claim is never read.
///
/// # Errors
/// `forbidden` when the edge did not say it.
pub fn viewer(request: &Request) -> Result<&str, Problem> {
    let header =
        request.headers().get("cloudfront-viewer-address").and_then(|value| value.to_str().ok());
    // The port follows the last colon; an IPv6 address has more of them.
    header
        .and_then(|text| text.rsplit_once(':'))
        .map(|(address, _)| address)
        .ok_or_else(|| Problem::new(Code::Forbidden))
}

#[cfg(test)]
mod tests {
    use lambda_http::Body;

    use super::*;

    fn with(name: &'static str, value: &str) -> Request {
        let mut request = Request::new(Body::Empty);
        request.headers_mut().insert(name, value.parse().unwrap());
        request
    }

    #[test]
    fn a_query_is_read_with_known_names_given_once() {
        let read = |text| parse_query(text, &["q", "cursor"]);
        assert_eq!(
            read("q=rheumatoid+arthritis%20M05&cursor=x").unwrap()["q"],
            "rheumatoid arthritis M05"
        );
        assert!(read("").unwrap().is_empty());
        for wrong in ["q=1&q=2", "q[]=1", "page=2", "q=%ff", "q=1;cursor=2&x=1"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_version_is_read_from_a_strong_or_weak_tag() {
        assert_eq!(if_match(&with("if-match", "\"7\"")).unwrap(), 7);
        assert_eq!(if_match(&with("if-match", "W/\"7\"")).unwrap(), 7);
        assert_eq!(
            if_match(&Request::new(Body::Empty)).unwrap_err().code(),
            Code::PreconditionRequired
        );
        for wrong in ["7", "*", "\"7", "\"-7\"", "\"\"", "\"7\", \"8\"", "\"99999999999999999999\""]
        {
            assert_eq!(
                if_match(&with("if-match", wrong)).unwrap_err().code(),
                Code::MalformedRequest,
                "{wrong}"
            );
        }
    }

    #[test]
    fn an_idempotency_key_is_short_and_plain() {
        let key = idempotency_key(&with("idempotency-key", "3f0c-9_a")).unwrap().unwrap();
        assert_eq!(key.as_str(), "3f0c-9_a");
        assert_eq!(idempotency_key(&Request::new(Body::Empty)).unwrap(), None);
        assert!(idempotency_key(&with("idempotency-key", &"a".repeat(65))).is_err());
        assert!(idempotency_key(&with("idempotency-key", "a b")).is_err());
    }

    #[test]
    fn the_viewer_is_known_by_the_edge_only() {
        assert_eq!(
            viewer(&with("cloudfront-viewer-address", "203.0.113.7:46532")).unwrap(),
            "203.0.113.7"
        );
        assert_eq!(
            viewer(&with("cloudfront-viewer-address", "2001:db8::1:46532")).unwrap(),
            "2001:db8::1"
        );
        assert_eq!(
            viewer(&with("x-forwarded-for", "203.0.113.7")).unwrap_err().code(),
            Code::Forbidden
        );
    }

    #[test]
    fn a_request_without_its_event_counts_as_infinitely_late() {
        assert_eq!(now(&Request::new(Body::Empty)), Timestamp::MAX);
    }
}
