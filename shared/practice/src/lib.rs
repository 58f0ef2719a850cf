//! Accounts, members, roles and retention: the privacy policy as types and tables.
//!
//! Pure: no AWS, no async, no clock. Time comes in as a [`jiff::Timestamp`].
#![forbid(unsafe_code)]

pub mod access;
pub mod account;
pub mod email;
pub mod id;
pub mod member;
pub mod name;
pub mod password;
pub mod plan;
pub mod policy;
pub mod retention;
pub mod sign_up;
