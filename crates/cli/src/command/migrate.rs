//! `daowei migrate`: makes the database, or brings it to this program's version.

use clap::Args;
use daowei_store::migrate::MIGRATIONS;
use serde_json::json;

use crate::lines;
use crate::place::{PlaceArguments, SuiteArgument};
use crate::trouble::{Done, Verdict};

/// `daowei migrate`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// 新建时的密码套件 | Suite of a new installation
    #[arg(long, value_enum, default_value_t)]
    suite: SuiteArgument,
    /// 只列出步骤 | Only list the steps
    #[arg(long)]
    dry_run: bool,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Migrates.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let from = arguments.place.version()?;
    let to = MIGRATIONS.last().map_or(0, |last| last.version);
    if from > to {
        return Err(daowei_store::Error::Newer { database: from, program: to }.into());
    }
    let steps: Vec<_> = MIGRATIONS.iter().filter(|migration| migration.version > from).collect();
    let installation = if arguments.dry_run {
        None
    } else {
        Some(arguments.place.create(arguments.suite)?.keys.installation().to_owned())
    };
    if arguments.json {
        let listed: Vec<_> =
            steps.iter().map(|step| json!({ "version": step.version, "name": step.name })).collect();
        lines::json(&json!({
            "from": from, "to": to, "steps": listed, "dry_run": arguments.dry_run, "installation": installation
        }))?;
    } else {
        for step in steps {
            lines::line(format_args!("{:04} {}", step.version, step.name))?;
        }
        let said = if arguments.dry_run { "将升级 | would go" } else { "已升级 | went" };
        lines::line(format_args!("{said} {from} → {to}"))?;
    }
    Ok(Verdict::Good)
}
