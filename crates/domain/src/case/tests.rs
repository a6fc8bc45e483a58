//! Tests of cases, by what somebody at the window would call them.

mod acceptance_cases;
mod call;
mod clerical;
mod corrections;
mod ending;
mod files;
mod forms;
mod grounds;
mod hearing;
mod intake;
mod irregular;
mod item;
mod papers;
mod passage;
mod properties;
mod redecision;
mod repair;
mod service;
mod time;
mod upward;
mod written_out;
