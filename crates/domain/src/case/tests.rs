//! Tests of cases, by what somebody at the window would call them.

mod acceptance_cases;
mod corrections;
mod ending;
mod events;
mod forms;
mod intake;
mod matrix;
mod passage;
mod properties;
mod repair;
mod time;
mod upward;
