//! HTTP: what is common to all requests. Handlers read with these, answer with these, and know no status code.

mod answer;
pub mod cookie;
mod json;
mod pace;
mod problem;
mod request;
mod serve;
pub mod session;
pub mod stream;

pub use answer::{accepted, created, no_content, ok, versioned};
pub use json::json;
pub use pace::Pace;
pub use problem::{Code, FieldError, Problem, SuggestionView};
pub use request::{
    IdempotencyKey, idempotency_key, if_match, now, path, query, raw, request_id, viewer,
};
pub use serve::{Whole, serve, serve_streaming};
pub use session::{Caller, Gate};
