//! The command contract, on the binary itself: exit codes, JSON, and what is said to those who call it wrongly.

mod evidence;
mod harness;
mod installation;
#[cfg(postgres_tests)]
mod postgres;
mod serving;
mod without_database;
