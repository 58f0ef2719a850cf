//! The account capability.

fn main() {}
