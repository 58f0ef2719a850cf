//! The documents capability.

fn main() {}
