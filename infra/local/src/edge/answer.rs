//! From what a function answered to what a viewer gets.

use aws_lc_rs::digest;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Map, Value};
use tokio_stream::wrappers::ReceiverStream;

use super::{Answer, Failure};

/// API Gateway's own JSON messages.
pub(super) fn message(status: StatusCode, text: &str) -> Response<Body> {
    let body = serde_json::json!({ "message": text }).to_string();
    typed(status, "application/json", Body::from(body))
}

pub(super) fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    typed(status, "text/plain; charset=utf-8", Body::from(text))
}

pub(super) fn typed(status: StatusCode, kind: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// The viewer's answer; what a function could not answer is answered for it.
pub(super) fn from_function(answer: Result<Answer, Failure>) -> Response<Body> {
    let unreadable = || message(StatusCode::BAD_GATEWAY, "Bad Gateway");
    match answer {
        Ok(Answer::Buffered(bytes)) => buffered(&bytes).unwrap_or_else(unreadable),
        Ok(Answer::Streamed { prelude, body }) => {
            head(&prelude, Body::from_stream(ReceiverStream::new(body))).unwrap_or_else(unreadable)
        }
        Err(Failure::Function(_)) => {
            message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
        }
        Err(Failure::Crashed | Failure::NotStarted) => unreadable(),
        Err(Failure::TimedOut) => message(StatusCode::GATEWAY_TIMEOUT, "Gateway Timeout"),
        Err(Failure::TooLarge) => {
            message(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large")
        }
    }
}

fn buffered(bytes: &Bytes) -> Option<Response<Body>> {
    let answer: Value = serde_json::from_slice(bytes).ok()?;
    let Some(object) = answer.as_object().filter(|object| object.contains_key("statusCode")) else {
        // Format 2.0: an answer without a status is the body itself.
        return Some(typed(StatusCode::OK, "application/json", Body::from(bytes.clone())));
    };
    let text = object.get("body").and_then(Value::as_str).unwrap_or_default();
    let encoded = object.get("isBase64Encoded").and_then(Value::as_bool).unwrap_or(false);
    let body = if encoded { STANDARD.decode(text).ok()? } else { text.as_bytes().to_vec() };
    head(object, Body::from(body))
}

/// Status, headers and cookies; none if one of them is not valid HTTP.
fn head(answer: &Map<String, Value>, body: Body) -> Option<Response<Body>> {
    let mut response = Response::new(body);
    let status = answer.get("statusCode").and_then(Value::as_u64).unwrap_or(200);
    *response.status_mut() = StatusCode::from_u16(u16::try_from(status).ok()?).ok()?;
    let headers = response.headers_mut();
    for (name, value) in answer.get("headers").and_then(Value::as_object).into_iter().flatten() {
        let name = HeaderName::try_from(name.as_str()).ok()?;
        // The length is the server's to say: it knows whether the body is whole.
        if name != header::CONTENT_LENGTH && name != header::TRANSFER_ENCODING {
            headers.insert(name, HeaderValue::try_from(value.as_str()?).ok()?);
        }
    }
    for cookie in answer.get("cookies").and_then(Value::as_array).into_iter().flatten() {
        headers.append(header::SET_COOKIE, HeaderValue::try_from(cookie.as_str()?).ok()?);
    }
    Some(response)
}

/// Whether the body has the digest that the viewer declared, if it declared one.
///
/// In the cloud the declared digest is part of what CloudFront signs: a wrong one is refused.
pub(super) fn digest_fits(headers: &HeaderMap, body: &Bytes) -> bool {
    let Some(declared) = headers.get("x-amz-content-sha256") else { return true };
    let digest = hex::encode(digest::digest(&digest::SHA256, body));
    declared.as_bytes().eq_ignore_ascii_case(digest.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_and_headers_reach_the_viewer() {
        let answer = r#"{"statusCode": 201, "headers": {"location": "/x", "content-length": "9"},
            "cookies": ["a=1", "b=2"], "body": "aGk=", "isBase64Encoded": true}"#;
        let response = buffered(&Bytes::from(answer)).unwrap();
        assert_eq!(response.status(), StatusCode::CREATED);
        assert_eq!(response.headers().get_all("set-cookie").iter().count(), 2);
        assert!(!response.headers().contains_key("content-length"));
    }

    #[test]
    fn an_answer_that_is_not_http_is_a_bad_gateway() {
        let broken = [
            r#"{"statusCode": 99999}"#,
            r#"{"statusCode": 200, "headers": {"a b": "c"}}"#,
            r#"{"statusCode": 200, "body": "%", "isBase64Encoded": true}"#,
            "not json",
        ];
        for answer in broken {
            let response = from_function(Ok(Answer::Buffered(Bytes::from(answer))));
            assert_eq!(response.status(), StatusCode::BAD_GATEWAY, "{answer}");
        }
    }

    #[test]
    fn a_wrong_digest_does_not_fit_and_a_missing_one_does() {
        let mut headers = HeaderMap::new();
        assert!(digest_fits(&headers, &Bytes::from("x")));
        let right = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
        headers.insert("x-amz-content-sha256", right.parse().unwrap());
        assert!(digest_fits(&headers, &Bytes::from("x")));
        assert!(!digest_fits(&headers, &Bytes::from("y")));
    }
}
