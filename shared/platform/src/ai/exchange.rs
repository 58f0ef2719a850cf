//! One request and the stream that answers it.

use std::collections::VecDeque;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{RequestBuilder, Response};
use serde::Deserialize;
use tokio::time::{Instant, timeout_at};

use super::retry::Retry;
use super::settings::{Dialect, KeyHeader, Settings};
use super::sse::{Decoder, Event};
use super::{AiError, Failure, Provider, Question, Step, anthropic, openai};

/// Envelopes, pings and usage included, no honest stream is longer.
const STREAM_MAX_BYTES: usize = 8 << 20;
/// As much of a refusal is read as its error object needs.
const REFUSAL_MAX_BYTES: usize = 16 * 1024;
/// A refusal's body is a courtesy: it is not waited for.
const REFUSAL_PATIENCE: Duration = Duration::from_secs(2);

const ANTHROPIC_VERSION: HeaderName = HeaderName::from_static("anthropic-version");
const X_API_KEY: HeaderName = HeaderName::from_static("x-api-key");
const API_KEY: HeaderName = HeaderName::from_static("api-key");

enum Reader {
    Anthropic(anthropic::Reader),
    Openai(openai::Reader),
}

impl Reader {
    fn read(&mut self, event: &Event) -> Result<Step, Failure> {
        match self {
            Self::Anthropic(reader) => reader.read(event),
            Self::Openai(reader) => reader.read(event),
        }
    }

    fn finished(&self) -> bool {
        match self {
            // The Messages API always closes with `message_stop`.
            Self::Anthropic(_) => false,
            Self::Openai(reader) => reader.finished(),
        }
    }
}

/// An answer that streams in.
pub(super) struct Exchange {
    response: Response,
    decoder: Decoder,
    events: VecDeque<Event>,
    reader: Reader,
    first_text_by: Instant,
    idle: Duration,
    started: bool,
    received_bytes: usize,
    hung_up: bool,
}

impl Exchange {
    /// Sends the question and waits for the head of a stream.
    pub(super) async fn begin(provider: &Provider, question: &Question) -> Result<Self, Failure> {
        let settings = &provider.settings;
        let first_text_by = Instant::now() + provider.patience.first_text;
        let (body, reader) = match &settings.dialect {
            Dialect::Anthropic { .. } => (
                anthropic::body(&settings.model, question),
                Reader::Anthropic(anthropic::Reader::default()),
            ),
            Dialect::Openai { limit_field, .. } => (
                openai::body(&settings.model, *limit_field, question),
                Reader::Openai(openai::Reader::default()),
            ),
        };
        let request = authorized(provider.client.post(settings.endpoint.clone()), settings)?
            .header(ACCEPT, HeaderValue::from_static("text/event-stream"))
            .json(&body);
        let response = timeout_at(first_text_by, request.send())
            .await
            .map_err(|_| Failure::final_(AiError::TooSlow))?;
        let response = response.map_err(|error| unsent(&error))?;
        if !response.status().is_success() {
            return Err(refusal(response).await);
        }
        if !streams(&response) {
            return Err(Failure::final_(AiError::NotAStream));
        }
        Ok(Self {
            response,
            decoder: Decoder::default(),
            events: VecDeque::new(),
            reader,
            first_text_by,
            idle: provider.patience.idle,
            started: false,
            received_bytes: 0,
            hung_up: false,
        })
    }

    /// The next text, never empty; `None` at the end of a complete answer.
    pub(super) async fn next_text(&mut self) -> Result<Option<String>, Failure> {
        loop {
            while let Some(event) = self.events.pop_front() {
                match self.reader.read(&event)? {
                    Step::Text(text) if !text.is_empty() => {
                        self.started = true;
                        return Ok(Some(text));
                    }
                    Step::Text(_) | Step::Nothing => {}
                    Step::End => return Ok(None),
                }
            }
            if self.hung_up {
                return if self.reader.finished() {
                    Ok(None)
                } else {
                    Err(Failure::passing(AiError::Interrupted))
                };
            }
            self.receive().await?;
        }
    }

    async fn receive(&mut self) -> Result<(), Failure> {
        let idle_until = Instant::now() + self.idle;
        let until = if self.started { idle_until } else { self.first_text_by };
        let chunk = timeout_at(until, self.response.chunk())
            .await
            .map_err(|_| Failure::final_(AiError::TooSlow))?;
        let chunk = chunk.map_err(|_| Failure::passing(AiError::Interrupted))?;
        let decoded = if let Some(bytes) = &chunk {
            self.received_bytes += bytes.len();
            self.decoder.push(bytes)
        } else {
            self.hung_up = true;
            self.decoder.finish().map(|event| event.into_iter().collect())
        };
        self.events.extend(decoded.map_err(|_| Failure::final_(AiError::Garbled))?);
        if self.received_bytes > STREAM_MAX_BYTES {
            return Err(Failure::final_(AiError::TooLarge));
        }
        Ok(())
    }
}

fn authorized(request: RequestBuilder, settings: &Settings) -> Result<RequestBuilder, Failure> {
    let secret = |text: &str| {
        let mut value =
            HeaderValue::from_str(text).map_err(|_| Failure::final_(AiError::Unreachable))?;
        value.set_sensitive(true);
        Ok(value)
    };
    let key = settings.api_key.as_str();
    Ok(match &settings.dialect {
        Dialect::Anthropic { version } => {
            request.header(X_API_KEY, secret(key)?).header(ANTHROPIC_VERSION, version.as_str())
        }
        Dialect::Openai { key_header: KeyHeader::Authorization, .. } => {
            request.header(AUTHORIZATION, secret(&format!("Bearer {key}"))?)
        }
        Dialect::Openai { key_header: KeyHeader::ApiKey, .. } => {
            request.header(API_KEY, secret(key)?)
        }
    })
}

/// Connection errors pass by themselves; the errors of reqwest itself hold the URL and are not kept.
fn unsent(error: &reqwest::Error) -> Failure {
    let cause = if error.is_timeout() { AiError::TooSlow } else { AiError::Unreachable };
    Failure::passing(cause)
}

fn streams(response: &Response) -> bool {
    let header = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    header
        .split(';')
        .next()
        .is_some_and(|essence| essence.trim().eq_ignore_ascii_case("text/event-stream"))
}

#[derive(Deserialize)]
struct Refusal {
    error: RefusalError,
}

#[derive(Deserialize)]
struct RefusalError {
    details: Option<RefusalDetails>,
}

#[derive(Deserialize)]
struct RefusalDetails {
    error_code: Option<String>,
}

/// Reads a refusal. A 429 that tells of an exhausted budget does not pass by itself, whatever its headers say.
async fn refusal(mut response: Response) -> Failure {
    let status = response.status();
    let retry = Retry::of(status, response.headers());
    let mut body = Vec::new();
    let reading = async {
        while let Ok(Some(chunk)) = response.chunk().await {
            body.extend_from_slice(&chunk);
            if body.len() > REFUSAL_MAX_BYTES {
                break;
            }
        }
    };
    let complete = tokio::time::timeout(REFUSAL_PATIENCE, reading).await.is_ok();
    let refusal = complete.then(|| serde_json::from_slice::<Refusal>(&body).ok()).flatten();
    let code =
        refusal.and_then(|refusal| refusal.error.details).and_then(|details| details.error_code);
    let spent = code.as_deref() == Some("enforced_spend_limit_reached");
    Failure {
        error: AiError::Status(status.as_u16()),
        retry: if spent { Retry::Never } else { retry },
    }
}
