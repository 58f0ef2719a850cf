//! The generate capability.

fn main() {}
