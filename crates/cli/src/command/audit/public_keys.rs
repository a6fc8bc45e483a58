//! `daowei audit public-keys`: what auditors keep to verify checkpoints without the installation.

use std::path::PathBuf;

use clap::Args;

use crate::lines;
use crate::place::PlaceArguments;
use crate::trouble::{Done, Trouble, Verdict};

/// `daowei audit public-keys`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// 写入新文件 | Write it to a new file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Prints.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let keys = arguments.place.look()?.keys.public();
    match &arguments.out {
        None => lines::json(&keys)?,
        Some(out) => {
            let text = serde_json::to_string(&keys).map_err(Trouble::refused)?;
            lines::file(out, text.as_bytes())?;
        }
    }
    Ok(Verdict::Good)
}
