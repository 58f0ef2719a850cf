//! The loop around every handler: proves that the request came through the edge and from our own pages, takes the time
//! from the event, turns problems into answers, and logs each request once.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::time::Instant;

use bytes::Bytes;
use futures_util::FutureExt as _;
use http_body_util::BodyExt as _;
use http_body_util::combinators::UnsyncBoxBody;
use jiff::Timestamp;
use lambda_http::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, ORIGIN, RETRY_AFTER};
use lambda_http::http::{HeaderMap, Method};
use lambda_http::request::RequestContext;
use lambda_http::{Body, Error, Request, RequestExt as _, Response, service_fn};

use super::json::{LARGEST, bytes, is_json};
use super::problem::{Code, Problem};
use super::request::{Event, now};
use crate::Platform;
use crate::log::{Answered, answered, quiet_panics};
use crate::secrets::Secrets;

/// The header in which the edge proves itself; the template gives it to CloudFront.
const EDGE_HEADER: &str = "x-luma-edge";

/// One-click unsubscription is a form post by the mailbox provider (RFC 8058); it carries a sealed token of its own.
const FORM_ROUTES: [&str; 1] = ["/api/unsubscribe"];

/// A body that can hold a whole text, as problems need it.
pub trait Whole {
    /// The text as a body.
    fn whole(text: String) -> Self;
}

impl Whole for Body {
    fn whole(text: String) -> Self {
        Self::Text(text)
    }
}

impl Whole for UnsyncBoxBody<Bytes, Error> {
    fn whole(text: String) -> Self {
        http_body_util::Full::new(Bytes::from(text)).map_err(Error::from).boxed_unsync()
    }
}

/// Serves a function whose answers are whole.
///
/// # Errors
/// When the runtime ends.
pub async fn serve<F, T>(platform: &Platform, handler: F) -> Result<(), Error>
where
    F: Fn(Request) -> T + Sync,
    T: Future<Output = Result<Response<Body>, Problem>> + Send,
{
    quiet_panics(&platform.config.function);
    let door = Door::open(platform);
    let (door, handler) = (&door, &handler);
    lambda_http::run(service_fn(|request| async move {
        Ok::<_, Infallible>(door.answer(request, handler).await)
    }))
    .await
}

/// Serves a function whose answers are streamed.
///
/// # Errors
/// When the runtime ends.
pub async fn serve_streaming<F, T>(platform: &Platform, handler: F) -> Result<(), Error>
where
    F: Fn(Request) -> T + Sync,
    T: Future<Output = Result<Response<UnsyncBoxBody<Bytes, Error>>, Problem>> + Send,
{
    quiet_panics(&platform.config.function);
    let door = Door::open(platform);
    let (door, handler) = (&door, &handler);
    let answer =
        service_fn(
            |request| async move { Ok::<_, Infallible>(door.answer(request, handler).await) },
        );
    lambda_http::run_with_streaming_response(answer).await
}

struct Door {
    function: String,
    origin: String,
    edge_secret: String,
    secrets: Secrets,
}

impl Door {
    fn open(platform: &Platform) -> Self {
        Self {
            function: platform.config.function.clone(),
            origin: platform.config.site_origin.clone(),
            edge_secret: platform.config.secrets.edge.clone(),
            secrets: platform.secrets.clone(),
        }
    }

    /// Answers one request, whatever happens in the handler.
    async fn answer<F, T, B>(&self, mut request: Request, handler: &F) -> Response<B>
    where
        F: Fn(Request) -> T + Sync,
        T: Future<Output = Result<Response<B>, Problem>> + Send,
        B: Whole,
    {
        let started = Instant::now();
        let method = request.method().clone();
        let event = event(&request).unwrap_or_default();
        request.extensions_mut().insert(event.clone());
        let outcome = match self.admit(&request).await {
            Ok(()) => AssertUnwindSafe(handler(request))
                .catch_unwind()
                .await
                .unwrap_or_else(|_| Err(Problem::internal("the handler panicked"))),
            Err(problem) => Err(problem),
        };
        let problem = outcome.as_ref().err().cloned();
        let answer = outcome.unwrap_or_else(|problem| refusal(&problem, &event.id));
        answered(&Answered {
            function: &self.function,
            request_id: &event.id,
            now: event.now,
            method: method.as_str(),
            status: answer.status().as_u16(),
            code: problem.as_ref().map(|problem| problem.code().as_str()),
            cause: problem.as_ref().and_then(Problem::cause),
            took: started.elapsed(),
        });
        answer
    }

    /// Lets a request pass that has a time, came through the edge, and is what one of our own pages would send.
    async fn admit(&self, request: &Request) -> Result<(), Problem> {
        if now(request) == Timestamp::MAX {
            return Err(Problem::internal("the event has no time"));
        }
        self.prove_edge(request).await?;
        inspect(request, &self.origin)
    }

    /// Proves that the request came through the edge. A secret that was rotated a moment ago is read anew.
    async fn prove_edge(&self, request: &Request) -> Result<(), Problem> {
        let given =
            request.headers().get(EDGE_HEADER).ok_or_else(|| Problem::new(Code::Forbidden))?;
        let now = now(request);
        if is_same(given, &self.secrets.text(&self.edge_secret, now).await?)
            || is_same(given, &self.secrets.renewed(&self.edge_secret, now).await?)
        {
            Ok(())
        } else {
            Err(Problem::new(Code::Forbidden))
        }
    }
}

fn is_same(given: &HeaderValue, expected: &str) -> bool {
    aws_lc_rs::constant_time::verify_slices_are_equal(given.as_bytes(), expected.as_bytes()).is_ok()
}

/// Time and id of the event; none if it has no time.
fn event(request: &Request) -> Option<Event> {
    let RequestContext::ApiGatewayV2(context) = request.request_context_ref()? else { return None };
    let now =
        Timestamp::from_millisecond(context.time_epoch).ok().filter(|_| context.time_epoch > 0)?;
    Some(Event { now, id: context.request_id.clone().unwrap_or_default() })
}

/// Whether the request may go on: bounded, of a type that only a script of our own origin can send, and not from
/// another site's page.
fn inspect(request: &Request, origin: &str) -> Result<(), Problem> {
    if bytes(request.body()).len() > LARGEST {
        return Err(Problem::new(Code::PayloadTooLarge));
    }
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    if !is_own(request.headers(), origin) {
        return Err(Problem::new(Code::Forbidden));
    }
    let form = FORM_ROUTES.contains(&request.uri().path());
    if !form && !bytes(request.body()).is_empty() && !is_json(request) {
        return Err(Problem::new(Code::UnsupportedMediaType));
    }
    Ok(())
}

/// Browsers say where a request comes from; what says nothing is no browser, and has no cookies that were not its own.
fn is_own(headers: &HeaderMap, origin: &str) -> bool {
    let all = |name: &str, allowed: &[&str]| {
        headers
            .get_all(name)
            .iter()
            .all(|value| value.to_str().is_ok_and(|value| allowed.contains(&value)))
    };
    all("sec-fetch-site", &["same-origin", "none"]) && all(ORIGIN.as_str(), &[origin])
}

fn refusal<B: Whole>(problem: &Problem, request_id: &str) -> Response<B> {
    let mut answer = Response::new(B::whole(problem.view(request_id).to_string()));
    *answer.status_mut() = problem.status();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = problem.retry_after_seconds() {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "https://useluma.io";

    fn post(headers: &[(&'static str, &str)], body: &str) -> Request {
        let mut request = Request::new(Body::Text(body.to_owned()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = "https://useluma.io/api/cases".parse().unwrap();
        for (name, value) in headers {
            request.headers_mut().append(*name, value.parse().unwrap());
        }
        request
    }

    fn outcome(headers: &[(&'static str, &str)], body: &str) -> Option<Code> {
        inspect(&post(headers, body), OURS).err().map(|problem| problem.code())
    }

    const JSON: (&str, &str) = ("content-type", "application/json");

    #[test]
    fn our_own_pages_and_clients_that_are_no_browsers_pass() {
        assert_eq!(
            outcome(&[JSON, ("sec-fetch-site", "same-origin"), ("origin", OURS)], "{}"),
            None
        );
        assert_eq!(outcome(&[JSON, ("origin", OURS)], "{}"), None);
        assert_eq!(outcome(&[JSON], "{}"), None);
        assert_eq!(outcome(&[], ""), None);
    }

    #[test]
    fn other_sites_pages_do_not_pass() {
        for headers in [
            &[JSON, ("sec-fetch-site", "cross-site")][..],
            &[JSON, ("sec-fetch-site", "same-site")],
            &[JSON, ("origin", "https://evil.example")],
            &[JSON, ("origin", "null")],
            &[JSON, ("origin", OURS), ("origin", "https://evil.example")],
            &[
                JSON,
                ("sec-fetch-site", "same-origin"),
                ("origin", "https://useluma.io.evil.example"),
            ],
        ] {
            assert_eq!(outcome(headers, "{}"), Some(Code::Forbidden), "{headers:?}");
        }
    }

    #[test]
    fn a_body_that_a_plain_form_could_send_does_not_pass() {
        for kind in
            ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
        {
            assert_eq!(outcome(&[("content-type", kind)], "{}"), Some(Code::UnsupportedMediaType));
        }
        assert_eq!(outcome(&[], "{}"), Some(Code::UnsupportedMediaType));
    }

    #[test]
    fn a_body_over_the_limit_does_not_pass() {
        assert_eq!(outcome(&[JSON], &"x".repeat(LARGEST + 1)), Some(Code::PayloadTooLarge));
    }

    #[test]
    fn a_request_without_the_time_of_its_event_is_no_event() {
        assert!(event(&post(&[], "")).is_none());
    }

    #[test]
    fn a_refusal_tells_when_to_come_back() {
        let answer: Response<Body> = refusal(&Problem::too_many(37), "r");
        assert_eq!(answer.headers()[RETRY_AFTER], "37");
        assert_eq!(answer.headers()[CONTENT_TYPE], "application/problem+json");
        assert_eq!(answer.status(), 429);
    }
}
