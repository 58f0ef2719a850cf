//! A server on this machine that plays scripted answers.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State as Shared;
use axum::http::{HeaderMap, Response};
use axum::routing::any;
use futures_util::stream::{self, StreamExt as _};
use serde_json::{Value, json};

use super::super::*;
use super::LONG;
use crate::ids::OsIds;

/// One scripted answer of the server.
#[derive(Clone)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) pieces: Vec<Vec<u8>>,
    pub(super) pause: Duration,
    pub(super) end: End,
}

#[derive(Clone, Copy)]
pub(super) enum End {
    Close,
    Break,
    Hang,
}

impl Reply {
    pub(super) fn stream(text: &str) -> Self {
        let headers = vec![("content-type", "text/event-stream; charset=utf-8".to_owned())];
        Self {
            status: 200,
            headers,
            pieces: vec![text.into()],
            pause: Duration::ZERO,
            end: End::Close,
        }
    }

    pub(super) fn refusal(status: u16, body: &Value) -> Self {
        let headers = vec![("content-type", "application/json".to_owned())];
        Self { status, headers, ..Self::stream(&body.to_string()) }
    }

    pub(super) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    pub(super) fn cut_into(mut self, size: usize) -> Self {
        self.pieces = self.pieces.concat().chunks(size).map(<[u8]>::to_vec).collect();
        self
    }

    pub(super) fn after(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }

    pub(super) fn ends(mut self, end: End) -> Self {
        self.end = end;
        self
    }

    pub(super) fn response(self) -> Response<Body> {
        let Self { pieces, pause, end, .. } = self.clone();
        let last = stream::once(async move {
            match end {
                End::Close => Ok(Bytes::new()),
                End::Break => {
                    // Lets the server flush what came before; a client that saw nothing would have been told of no text.
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    Err(std::io::Error::other("cut"))
                }
                End::Hang => std::future::pending().await,
            }
        });
        let pieces = stream::iter(pieces).then(move |piece| async move {
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
            Ok(Bytes::from(piece))
        });
        let mut response = Response::builder().status(self.status);
        for (name, value) in self.headers {
            response = response.header(name, value);
        }
        response.body(Body::from_stream(pieces.chain(last))).unwrap()
    }
}

/// A server that plays its replies in order, the last one for ever, and keeps what it was asked.
pub(super) struct Server {
    pub(super) base: String,
    pub(super) asked: Arc<Asked>,
}

#[derive(Default)]
pub(super) struct Asked {
    pub(super) replies: Vec<Reply>,
    pub(super) count: AtomicUsize,
    pub(super) requests: Mutex<Vec<(String, HeaderMap, Value)>>,
}

pub(super) async fn server(replies: Vec<Reply>) -> Server {
    pub(super) async fn answer(
        Shared(asked): Shared<Arc<Asked>>,
        request: axum::extract::Request,
    ) -> Result<Response<Body>, Infallible> {
        let (parts, body) = request.into_parts();
        let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
        let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
        asked.requests.lock().unwrap().push((parts.uri.path().to_owned(), parts.headers, body));
        let at = asked.count.fetch_add(1, Ordering::SeqCst).min(asked.replies.len() - 1);
        Ok(asked.replies[at].clone().response())
    }
    let asked = Arc::new(Asked { replies, ..Asked::default() });
    let router = Router::new().fallback(any(answer)).with_state(asked.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    Server { base, asked }
}

impl Server {
    pub(super) fn provider(&self, name: &str) -> Provider {
        self.with_patience(name, LONG)
    }

    pub(super) fn with_patience(&self, name: &str, patience: Patience) -> Provider {
        let secret = json!({"provider": name, "model": "model-1", "api_key": "key-CANARY", "base_url": self.base,
            "attestations": {"zero_retention": "z", "soc2": "s", "baa": "b"}});
        Provider::open_with(&secret.to_string(), Arc::new(OsIds), patience).unwrap().unwrap()
    }

    pub(super) fn asked(&self) -> usize {
        self.asked.count.load(Ordering::SeqCst)
    }
}
