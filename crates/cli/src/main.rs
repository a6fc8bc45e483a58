//! 到位 Daowei: the binary.
//!
//! Exit codes: 0 good; 1 refused, or found wrong; 2 misuse, which a malformed argument is.

mod arguments;
mod command;
mod demo;
mod lines;
mod logging;
mod machine;
mod misuse;
mod off_host;
mod place;
mod story;
mod trouble;

use std::process::ExitCode;

/// Gives back to the system what passwords and large answers took for a moment, on whatever thread that was.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    if let Err(error) = machine::close_memory() {
        trouble::say(&format!("内存转储未能关闭 | core dumps could not be switched off: {error}"));
    }
    // Every command that can answer in JSON calls it so, and no value may begin with two dashes.
    // Who gives it a value asked for JSON all the same, and finds there that it takes none.
    let as_json =
        std::env::args_os().any(|word| word == "--json" || word.as_encoded_bytes().starts_with(b"--json="));
    match <arguments::Daowei as clap::Parser>::try_parse() {
        Ok(daowei) => trouble::exit(command::run(daowei.command), as_json),
        Err(error) => match misuse::in_chinese(&error) {
            Some(zh) => {
                let told = error.render().to_string();
                trouble::exit(Err(trouble::Trouble::misuse(&zh, told.trim_end())), as_json)
            }
            None => {
                // A reader that went away needs no message.
                let _ = error.print();
                ExitCode::SUCCESS
            }
        },
    }
}
