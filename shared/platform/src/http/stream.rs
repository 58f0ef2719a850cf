//! Answers that are written while the client reads: server-sent events and files.
//!
//! What writes runs as a task of its own and hands pieces to the body; when the client leaves, the body is dropped and the
//! writer is told. An event stream that ends without its last word (`done` or `error`) is broken, and so is a file whose
//! body ends in an error: the connection is then cut, never ended as if it were complete.

use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use http_body::Frame;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, StreamBody};
use lambda_http::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, HeaderValue,
};
use lambda_http::{Error, Request, Response};
use serde::Serialize;
use tokio::sync::mpsc;

use super::problem::Problem;
use super::request::request_id;
use crate::log;

/// The body of a streamed answer.
pub type Streamed = UnsyncBoxBody<Bytes, Error>;

/// A comment is sent after so long a silence, so that nothing on the way takes the connection for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// Pieces that wait for a slow client before the writer waits too.
const WAITING: usize = 16;

/// Proxies that would collect a stream before passing it on are asked not to.
const ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// The client has left: nothing more needs to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the client has left")]
pub struct ClientGone;

/// What happens after a long silence.
#[derive(Clone, Copy)]
enum Silence {
    /// A comment is sent.
    Comment,
    /// Nothing: a file has no comments.
    Nothing,
}

/// The writing end of a stream of events.
#[derive(Debug)]
pub struct Events {
    pieces: mpsc::Sender<Result<Bytes, Error>>,
    request_id: String,
    function: String,
}

impl Events {
    /// Sends one event with JSON data.
    ///
    /// # Errors
    /// [`ClientGone`] when nobody reads any more.
    pub async fn send(
        &self,
        name: &'static str,
        data: &(impl Serialize + Sync),
    ) -> Result<(), ClientGone> {
        // INVARIANT: JSON text holds no line break, so one `data` line carries it all.
        let data = serde_json::to_string(data).map_err(|_| ClientGone)?;
        self.pieces
            .send(Ok(Bytes::from(format!("event: {name}\ndata: {data}\n\n"))))
            .await
            .map_err(|_| ClientGone)
    }

    /// Ends the stream with a problem, and notes it as the stream's outcome.
    pub async fn fail(self, problem: &Problem) {
        let cause = problem.cause().unwrap_or_else(|| problem.code().as_str());
        log::note("stream failed", &self.function, cause);
        // A client that has left needs no word of it.
        let _ = self.send("error", &problem.view(&self.request_id)).await;
    }

    /// Waits until the client has left.
    pub async fn gone(&self) {
        self.pieces.closed().await;
    }
}

/// Answers with a stream of events that `write` sends.
pub fn events<F, T>(request: &Request, function: &str, write: F) -> Response<Streamed>
where
    F: FnOnce(Events) -> T,
    T: Future<Output = ()> + Send + 'static,
{
    let (pieces, reader) = mpsc::channel(WAITING);
    let events = Events {
        pieces,
        request_id: request_id(request).to_owned(),
        function: function.to_owned(),
    };
    tokio::spawn(write(events));
    let mut response = streamed(reader, Silence::Comment, "text/event-stream");
    response.headers_mut().insert(ACCEL_BUFFERING, HeaderValue::from_static("no"));
    response
}

/// The writing end of a file.
#[derive(Debug)]
pub struct Pieces {
    pieces: mpsc::Sender<Result<Bytes, Error>>,
}

impl Pieces {
    /// Sends the next bytes.
    ///
    /// # Errors
    /// [`ClientGone`] when nobody reads any more.
    pub async fn send(&self, bytes: impl Into<Bytes>) -> Result<(), ClientGone> {
        self.pieces.send(Ok(bytes.into())).await.map_err(|_| ClientGone)
    }
}

/// How a file presents itself.
#[derive(Debug, Clone, Copy)]
pub struct FileHead {
    /// Its media type.
    pub media_type: &'static str,
    /// The name it is saved under: plain ASCII that says nothing of its content.
    pub name: &'static str,
}

/// Answers with a file whose bytes `write` sends. A problem cuts the connection, so that no client takes a part for the
/// whole.
pub fn file<F, T>(head: FileHead, function: &str, write: F) -> Response<Streamed>
where
    F: FnOnce(Pieces) -> T,
    T: Future<Output = Result<(), Problem>> + Send + 'static,
{
    let (pieces, reader) = mpsc::channel(WAITING);
    let last = pieces.clone();
    let function = function.to_owned();
    let writing = write(Pieces { pieces });
    tokio::spawn(async move {
        if let Err(problem) = writing.await {
            let cause = problem.cause().unwrap_or_else(|| problem.code().as_str());
            log::note("stream failed", &function, cause);
            // Nobody is left to hear it if this fails.
            let _ = last.send(Err(Error::from("the file could not be completed"))).await;
        }
    });
    let mut response = streamed(reader, Silence::Nothing, head.media_type);
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", head.name)) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    response
}

fn streamed(
    reader: mpsc::Receiver<Result<Bytes, Error>>,
    silence: Silence,
    media_type: &'static str,
) -> Response<Streamed> {
    let pieces = stream::unfold(reader, move |mut reader| async move {
        let piece = match silence {
            Silence::Nothing => reader.recv().await?,
            Silence::Comment => match tokio::time::timeout(KEEP_ALIVE, reader.recv()).await {
                Ok(piece) => piece?,
                Err(_) => Ok(Bytes::from_static(b": keep-alive\n\n")),
            },
        };
        Some((piece.map(Frame::data), reader))
    });
    let mut response = Response::new(StreamBody::new(pieces).boxed_unsync());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use lambda_http::Body;
    use serde_json::json;

    use super::*;

    fn request() -> Request {
        Request::new(Body::Empty)
    }

    async fn text(response: Response<Streamed>) -> String {
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn events_arrive_in_order_each_on_one_data_line() {
        let response = events(&request(), "generate", |events| async move {
            events.send("stage", &json!({"stage": "facts"})).await.unwrap();
            events.send("sentence", &json!({"text": "two\nlines"})).await.unwrap();
        });
        assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
        assert_eq!(
            text(response).await,
            "event: stage\ndata: {\"stage\":\"facts\"}\n\nevent: sentence\ndata: {\"text\":\"two\\nlines\"}\n\n"
        );
    }

    #[tokio::test]
    async fn a_failure_ends_the_stream_with_its_problem_and_never_its_cause() {
        let response = events(&request(), "generate", |events| async move {
            events.fail(&Problem::unavailable("provider status 529")).await;
        });
        let text = text(response).await;
        assert!(text.starts_with("event: error\ndata: ") && text.contains("/problems/unavailable"));
        assert!(!text.contains("529"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_silent_writer_is_kept_alive_by_comments() {
        let response = events(&request(), "generate", |events| async move {
            tokio::time::sleep(KEEP_ALIVE * 2 + Duration::from_secs(1)).await;
            events.send("done", &json!({})).await.unwrap();
        });
        assert_eq!(
            text(response).await,
            ": keep-alive\n\n: keep-alive\n\nevent: done\ndata: {}\n\n"
        );
    }

    #[tokio::test]
    async fn the_writer_is_told_when_the_client_leaves() {
        let (tell, told) = tokio::sync::oneshot::channel();
        let response = events(&request(), "generate", |events| async move {
            events.gone().await;
            tell.send(events.send("stage", &json!({})).await).unwrap();
        });
        drop(response);
        assert_eq!(told.await.unwrap(), Err(ClientGone));
    }

    #[tokio::test]
    async fn a_file_that_cannot_be_completed_is_cut_and_not_ended() {
        let head = FileHead { media_type: "application/zip", name: "luma-account.zip" };
        let whole = file(head, "export", |pieces| async move {
            pieces.send("part").await.unwrap();
            Ok(())
        });
        assert_eq!(
            whole.headers()[CONTENT_DISPOSITION],
            "attachment; filename=\"luma-account.zip\""
        );
        assert_eq!(text(whole).await, "part");
        let cut = file(head, "export", |pieces| async move {
            pieces.send("part").await.unwrap();
            Err(Problem::internal("broken"))
        });
        assert!(cut.into_body().collect().await.is_err());
    }
}
