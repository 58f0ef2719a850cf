//! The retention-purge capability.

fn main() {}
