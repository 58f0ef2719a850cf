//! Answers.

use lambda_http::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue, LOCATION};
use lambda_http::http::{HeaderName, StatusCode};
use lambda_http::{Body, Response};
use serde::Serialize;

use super::problem::Problem;

/// 200 with a body.
///
/// # Errors
/// Internal, if the view cannot be written as JSON.
pub fn ok(view: &impl Serialize) -> Result<Response<Body>, Problem> {
    json(StatusCode::OK, view)
}

/// 200 with a body and its version as `ETag`.
///
/// # Errors
/// Internal, if the view cannot be written as JSON.
pub fn versioned(version: u64, view: &impl Serialize) -> Result<Response<Body>, Problem> {
    header(ok(view)?, ETAG, &etag(version))
}

/// 201 with the new thing's place, version and view.
///
/// # Errors
/// Internal, if the view cannot be written as JSON.
pub fn created(
    location: &str,
    version: u64,
    view: &impl Serialize,
) -> Result<Response<Body>, Problem> {
    let answer = header(json(StatusCode::CREATED, view)?, LOCATION, location)?;
    header(answer, ETAG, &etag(version))
}

/// 202: taken in, to be done.
///
/// # Errors
/// Internal, if the view cannot be written as JSON.
pub fn accepted(view: &impl Serialize) -> Result<Response<Body>, Problem> {
    json(StatusCode::ACCEPTED, view)
}

/// 204: done, nothing to say.
pub fn no_content() -> Response<Body> {
    let mut answer = Response::new(Body::Empty);
    *answer.status_mut() = StatusCode::NO_CONTENT;
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// The version as an entity tag.
fn etag(version: u64) -> String {
    format!("\"{version}\"")
}

fn header(
    mut answer: Response<Body>,
    name: HeaderName,
    value: &str,
) -> Result<Response<Body>, Problem> {
    let value = HeaderValue::from_str(value)
        .map_err(|_| Problem::internal("a header could not be written"))?;
    answer.headers_mut().insert(name, value);
    Ok(answer)
}

fn json(status: StatusCode, view: &impl Serialize) -> Result<Response<Body>, Problem> {
    let text = serde_json::to_string(view)
        .map_err(|_| Problem::internal("a view could not be written"))?;
    let mut answer = Response::new(Body::Text(text));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}
