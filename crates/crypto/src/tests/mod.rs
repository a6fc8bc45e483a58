//! Tests of the room, by what they protect.

mod chain;
mod checkpoint;
mod keys;
mod text;
mod vault;
mod vectors;

use crate::{Keys, Suite};

/// The keys of a test installation.
fn keys(suite: Suite) -> Keys {
    Keys::generate(suite, "test.example/daowei", &[7; 32]).unwrap()
}

fn unhex(hex: &str) -> Vec<u8> {
    base16ct::lower::decode_vec(hex.split_whitespace().collect::<String>()).unwrap()
}

fn unhex_array<const N: usize>(hex: &str) -> [u8; N] {
    unhex(hex).try_into().unwrap()
}
