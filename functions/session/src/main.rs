//! The session capability.

fn main() {}
