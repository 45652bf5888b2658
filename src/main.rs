//! The program `protect`.

fn main() {}
