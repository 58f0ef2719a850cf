//! Luma as its tests see it: a house started on free ports, and clinicians who use it over HTTP.

pub mod case;
pub mod clinician;
pub mod house;
pub mod provider;
pub mod store;
pub mod stripe;
