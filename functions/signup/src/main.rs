//! The signup capability.

fn main() {}
