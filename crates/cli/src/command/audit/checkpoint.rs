//! `daowei audit checkpoint`: the signed state of the log.

use std::path::PathBuf;

use clap::Args;
use daowei_app::evidence;
use serde_json::json;

use super::checkpointed;
use crate::lines;
use crate::place::PlaceArguments;
use crate::trouble::{Done, Verdict};

/// `daowei audit checkpoint`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// 写入新文件 | Write it to a new file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Signs.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let (installation, (_, text)) = checkpointed(&arguments.place)?;
    let checkpoint = evidence::read_checkpoint(&installation.keys, &text)?;
    if let Some(out) = &arguments.out {
        lines::file(out, text.as_bytes())?;
    }
    if arguments.json {
        lines::json(&json!({
            "size": checkpoint.size, "root": checkpoint.root, "at": checkpoint.at_micros, "checkpoint": text
        }))?;
    } else if arguments.out.is_none() {
        lines::line(text.trim_end())?;
    }
    Ok(Verdict::Good)
}
