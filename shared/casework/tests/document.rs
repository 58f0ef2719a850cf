//! What becomes of a letter after its draft: doubts are answered, versions told apart and brought back.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

#[path = "document/difference.rs"]
mod difference;
#[path = "document/kit.rs"]
mod kit;
#[path = "document/review.rs"]
mod review;
