//! The privacy policy, sentence by sentence: each promise has a test whose name says it.

mod collects;
mod honours;
mod never_collects;
mod protects;
mod retains;
