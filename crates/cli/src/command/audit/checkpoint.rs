//! `daowei audit checkpoint`: the signed state of the log.

use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use clap::Args;
use daowei_app::evidence;
use daowei_app::install::Installation;
use daowei_store::{Abort, health};
use serde_json::json;

use super::checkpointed;
use crate::lines;
use crate::place::PlaceArguments;
use crate::trouble::{Done, Trouble, Verdict};

/// `daowei audit checkpoint`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// 写入文件 | Write it to a file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Signs.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let (installation, text) = checkpointed(&arguments.place)?;
    let Some(text) = text else {
        return Err(Trouble::refused("日志还没有事件 | the log holds no event yet"));
    };
    let checkpoint = evidence::read_checkpoint(&installation.keys, &text)?;
    if let Some(out) = &arguments.out {
        std::fs::write(out, &text).map_err(Trouble::file(out))?;
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

/// Another process signs every minute: waits for what covers the events of now.
pub(super) fn awaited(installation: &Installation) -> Result<Option<String>, Trouble> {
    let asked = || {
        let unit = |tx: &mut daowei_store::Tx<'_>| Ok::<_, Abort<daowei_store::Error>>(health::evidence(tx)?);
        installation.store.read(unit).map_err(Abort::into_store)
    };
    let now = asked()?;
    let wanted = now.indexed + now.pending;
    for _ in 0..300 {
        match asked()?.checkpoint {
            Some((size, _, text)) if size >= wanted => return Ok(Some(text)),
            None if wanted == 0 => return Ok(None),
            _ => sleep(Duration::from_millis(250)),
        }
    }
    Err(Trouble::refused(
        "没有等到新的检查点：后台工作是否在运行？| no new checkpoint came: does the worker run?",
    ))
}
