//! Over HTTP against the real binaries, one file per capability.

mod account;
mod crash;
mod delete;
mod documents;
mod export;
mod gaps;
mod generate;
mod intake;
mod journey;
mod malformed;
mod provider;
mod quota;
mod session;
mod signup;
mod strangers;
mod stripe_webhook;
mod support;
