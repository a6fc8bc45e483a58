//! `daowei audit export`: the evidence as a file that anybody can check.

use std::fs::OpenOptions;
use std::io::BufWriter;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use clap::Args;
use daowei_store::verify;
use serde_json::json;

use super::checkpointed;
use crate::lines;
use crate::place::PlaceArguments;
use crate::trouble::{Done, Trouble, Verdict};

/// `daowei audit export FILE`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// 新文件 | A new file
    file: PathBuf,
    #[command(flatten)]
    place: PlaceArguments,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Exports.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let (installation, (size, text)) = checkpointed(&arguments.place)?;
    let path = &arguments.file;
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(Trouble::file(path))?;
    let mut out = BufWriter::new(file);
    let (store, keys) = (&installation.store, &installation.keys);
    let exported = verify::export_covered(store, keys, size, text, &mut out).and_then(|events| {
        let file = out.into_inner().map_err(|error| daowei_store::Error::File(error.into_error()))?;
        file.sync_all()?;
        Ok(events)
    });
    let events = match exported {
        Ok(events) => events,
        Err(error) => {
            // Half an export is none.
            let _ = std::fs::remove_file(path);
            return Err(error.into());
        }
    };
    if arguments.json {
        lines::json(&json!({ "file": path.display().to_string(), "events": events }))?;
    } else {
        lines::line(format_args!("{} 事件 events {events}", path.display()))?;
    }
    Ok(Verdict::Good)
}
