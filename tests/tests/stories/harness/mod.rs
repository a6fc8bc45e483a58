//! What the stories stand on: the binary, a server process, a database, a city with people, a client.

mod behind;
mod binary;
mod city;
mod database;
mod folder;
mod http;
mod people;
mod server;
pub(crate) mod walk;

pub(crate) use binary::run;
pub(crate) use city::{City, Engine, on_both};
pub(crate) use database::{Cluster, Database};
pub(crate) use folder::Folder;
pub(crate) use http::{Client, Reply, key};
pub(crate) use people::People;
pub(crate) use server::{Server, free_port};
pub(crate) use walk::Desk;

use std::time::{Duration, Instant};

/// Asks again and again until there is an answer; a story that waits longer than that has failed.
pub(crate) fn until<T>(what: &str, seconds: u64, mut ask: impl FnMut() -> Option<T>) -> T {
    let limit = Instant::now() + Duration::from_secs(seconds);
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < limit, "waited {seconds} s in vain: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A row of numbers that looks like chance and is the same in each run: which client does what, where a byte changes.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        let limit = u64::try_from(limit.max(1)).unwrap();
        usize::try_from(mixed % limit).unwrap()
    }

    /// One of these.
    pub(crate) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}
