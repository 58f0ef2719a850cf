//! The export capability.

fn main() {}
