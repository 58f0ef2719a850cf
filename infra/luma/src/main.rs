//! `cargo luma`.

fn main() {}
