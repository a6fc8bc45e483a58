//! The command contract, on the binary itself: exit codes, JSON, and what is said to those who call it wrongly.

#[cfg(test)]
mod evidence;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod installation;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod serving;
#[cfg(test)]
mod without_database;
