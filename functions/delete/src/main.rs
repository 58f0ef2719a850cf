//! The delete capability.

fn main() {}
