//! `daowei audit rebuild`: the rows from the log; `--check` only compares.

use clap::Args;
use daowei_app::evidence;
use daowei_store::view::rebuild::Mode;
use serde_json::json;

use crate::lines;
use crate::place::PlaceArguments;
use crate::trouble::{Done, Verdict, say};

/// `daowei audit rebuild`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// 只比较，不改写 | Only compare
    #[arg(long)]
    check: bool,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Rebuilds, or compares.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let (installation, mode) = if arguments.check {
        (arguments.place.look()?, Mode::Check)
    } else {
        (arguments.place.open()?, Mode::Write)
    };
    let mut said = 0;
    let rebuilt = evidence::rebuild(&installation.store, &installation.keys, mode, &mut |streams| {
        if streams >= said + 10_000 {
            said = streams;
            say(&format!("流 streams {streams}"));
        }
    })?;
    let ok = rebuilt.found == 0;
    if arguments.json {
        lines::json(&json!({
            "ok": ok, "streams": rebuilt.streams, "rows": rebuilt.rows, "found": rebuilt.found,
            "differences": rebuilt.differences, "rewritten": !arguments.check && !ok
        }))?;
    } else {
        for difference in &rebuilt.differences {
            let kind = serde_json::to_value(difference.kind).unwrap_or_default();
            lines::line(format_args!("{} {} {kind}", difference.table, difference.id))?;
        }
        lines::line(format_args!(
            "流 streams {}，行 rows {}，不符 different {}",
            rebuilt.streams, rebuilt.rows, rebuilt.found
        ))?;
    }
    Ok(if ok || !arguments.check { Verdict::Good } else { Verdict::Wrong })
}
