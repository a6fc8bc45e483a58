//! Tests of cases, by what somebody at the window would call them.

mod acceptance_cases;
mod corrections;
mod ending;
mod forms;
mod intake;
mod passage;
mod properties;
mod repair;
mod time;
mod upward;
