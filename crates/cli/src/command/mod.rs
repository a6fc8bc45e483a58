//! The commands, one a file.

pub(crate) mod admin;
pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod config;
pub(crate) mod deadline;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod import;
pub(crate) mod migrate;
pub(crate) mod openapi;
pub(crate) mod restore;
pub(crate) mod rules;
pub(crate) mod serve;
pub(crate) mod workdays;
pub(crate) mod worker;

use crate::arguments::Command;
use crate::trouble::Done;

/// Runs a command.
pub(crate) fn run(command: Command) -> Done {
    match command {
        Command::Deadline(arguments) => deadline::run(&arguments),
        Command::Workdays(arguments) => workdays::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Openapi(arguments) => openapi::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Worker(arguments) => worker::run(&arguments),
        Command::Migrate(arguments) => migrate::run(&arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Config(arguments) => config::run(&arguments),
        Command::Backup(arguments) => backup::run(&arguments),
        Command::Restore(arguments) => restore::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments),
        Command::Admin(arguments) => admin::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
    }
}
