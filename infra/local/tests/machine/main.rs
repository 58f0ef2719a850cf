//! The machine played with a sample stack: real processes, real AWS clients, real HTTP.
#![cfg(test)]

mod edge;
mod faults;
mod functions;
mod harness;
mod life;
mod services;
