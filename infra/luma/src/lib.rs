//! `cargo luma`: the project's commands, and the HTTP client that they and the tests speak to Luma with.
#![forbid(unsafe_code)]

pub mod build;
pub mod client;
pub mod cloud;
pub mod failure;
pub mod letter;
pub mod steps;
pub mod workspace;
