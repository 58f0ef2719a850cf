//! The intake capability.

fn main() {}
