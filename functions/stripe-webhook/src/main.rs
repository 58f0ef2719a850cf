//! The stripe-webhook capability.

fn main() {}
