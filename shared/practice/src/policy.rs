//! The version of the privacy policy and terms that an account has accepted.

/// The day on which the present policy and terms took effect; an account that accepted another is asked again.
pub const POLICY_VERSION: &str = "2026-11-25";
