//! `daowei doctor`: what may be wrong, each with its cure. Exit code 1 where a problem was found; warnings alone are 0.

use std::path::PathBuf;

use clap::Args;
use daowei_app::doctor::{self, Check, Status};
use serde_json::json;

use crate::lines;
use crate::place::{self, PlaceArguments};
use crate::trouble::{Done, Trouble, Verdict};

/// `daowei doctor`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// 外存检查点文件 | File of checkpoints off this host
    #[arg(long, value_name = "FILE", env = "DAOWEI_CHECKPOINT_LOG")]
    checkpoint_log: Option<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Examines.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let place = arguments.place.place()?;
    let checks = match arguments.place.look() {
        Ok(installation) => {
            let app = place::app(&installation)?;
            let last = doctor::last_backup(&installation.key_file);
            let log = arguments.checkpoint_log.as_deref();
            doctor::judge(&doctor::examine(&app, &place, &installation.key_file, log, last)?)
        }
        Err(trouble @ (Trouble::Refused(_) | Trouble::Ruled(_))) => vec![closed(trouble.to_string())],
        Err(other) => return Err(other),
    };
    let worst = checks.iter().map(|check| check.status).max().unwrap_or(Status::Good);
    if arguments.json {
        lines::json(&json!({ "ok": worst != Status::Problem, "checks": checks }))?;
    } else {
        for check in &checks {
            let mark = match check.status {
                Status::Good => "好 good   ",
                Status::Warning => "注意 warn ",
                Status::Problem => "问题 wrong",
            };
            lines::line(format_args!("{mark} {:<24} {} | {}", check.id, check.zh, check.en))?;
            if let (Some(zh), Some(en)) = (check.cure_zh, check.cure_en) {
                lines::line(format_args!("           → {zh} | {en}"))?;
            }
        }
    }
    Ok(if worst == Status::Problem { Verdict::Wrong } else { Verdict::Good })
}

/// The one check of an installation that cannot be opened.
fn closed(why: String) -> Check {
    Check {
        id: "installation.opens",
        status: Status::Problem,
        zh: format!("无法打开：{why}"),
        en: why,
        cure_zh: Some("按上述说明处理后再体检"),
        cure_en: Some("do as it says, then ask again"),
    }
}
