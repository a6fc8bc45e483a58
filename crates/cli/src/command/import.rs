//! `daowei import departments|items|calendar|foreign FILE`: what the real world keeps in tables.

use std::fs::File;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use daowei_app::import::{self, Options, Report};
use daowei_app::install::Installation;

use crate::lines;
use crate::place::{self, PlaceArguments, SuiteArgument, Trial};
use crate::trouble::{Done, Trouble, Verdict};

/// `daowei import WHAT FILE`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// 导入什么 | What it holds
    #[arg(value_enum)]
    what: What,
    /// CSV 文件（事项亦可用 JSON）| CSV file (items also as JSON)
    file: PathBuf,
    #[command(flatten)]
    place: PlaceArguments,
    /// 新建时的密码套件 | Suite of a new installation
    #[arg(long, value_enum, default_value_t)]
    suite: SuiteArgument,
    /// 只检查，不写入 | Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// 有行被拒时仍导入其余 | Take the good rows even where others are refused
    #[arg(long)]
    partial: bool,
    /// 数据来源名（区分不同来源的行号）| Name of the source, which keeps row ids of several sources apart
    #[arg(long, default_value = "")]
    source: String,
    /// 依据文件（用于日历）| The notice behind it (calendar)
    #[arg(long, default_value = "")]
    document: String,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// 部门
    Departments,
    /// 事项
    Items,
    /// 日历
    Calendar,
    /// 专网办件
    Foreign,
}

/// Imports.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let file = File::open(&arguments.file).map_err(Trouble::file(&arguments.file))?;
    let (_trial, installation) = open(arguments)?;
    let app = place::app(&installation)?;
    let options = Options {
        dry_run: arguments.dry_run,
        partial: arguments.partial,
        source: arguments.source.clone(),
        document: arguments.document.clone(),
    };
    let json = arguments.file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let report = match arguments.what {
        What::Departments => import::departments(&app, file, &options)?,
        What::Items if json => import::items_detailed(&app, file, &options)?,
        What::Items => import::items(&app, file, &options)?,
        What::Calendar => import::calendar(&app, file, &options)?,
        What::Foreign => import::foreign(&app, file, &options)?,
    };
    if arguments.json {
        lines::json(&report)?;
    } else {
        print(&report)?;
    }
    Ok(if report.refused.is_empty() { Verdict::Good } else { Verdict::Wrong })
}

/// The installation: made where nothing is, or made for the trial only; a trial also looks at one that is served.
fn open(arguments: &Arguments) -> Result<(Option<Trial>, Installation), Trouble> {
    let empty = arguments.place.version()? == 0;
    if empty && arguments.dry_run {
        let (trial, installation) = Trial::new()?;
        return Ok((Some(trial), installation));
    }
    if arguments.dry_run {
        return Ok((None, arguments.place.look()?));
    }
    if !empty {
        return Ok((None, arguments.place.open()?));
    }
    Ok((None, arguments.place.create(arguments.suite)?))
}

fn print(report: &Report) -> Result<(), Trouble> {
    for (mark, findings) in [("注意 warning", &report.warnings), ("拒绝 refused", &report.refused)] {
        for finding in findings {
            lines::line(format_args!(
                "{mark} 行 line {} [{}] {} | {}",
                finding.line, finding.code, finding.zh, finding.en
            ))?;
        }
    }
    lines::line(format_args!(
        "行 rows {}，导入 accepted {}，注意 warnings {}，拒绝 refused {}",
        report.rows,
        report.accepted,
        report.warnings.len(),
        report.refused.len()
    ))
}
