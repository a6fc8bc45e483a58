//! The words of the command line.

use clap::{Parser, Subcommand};
use daowei_api::Build;

use crate::command::{
    admin, audit, backup, check, config, deadline, demo, doctor, import, migrate, openapi, restore, rules,
    serve, workdays, worker,
};

/// Which program this is.
pub(crate) const BUILD: Build = Build { version: env!("CARGO_PKG_VERSION"), commit: env!("DAOWEI_COMMIT") };
/// The same in one line.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("DAOWEI_COMMIT"), ")");

/// 到位：政务服务中心系统 | Daowei: runs a city's government service center
#[derive(Debug, Parser)]
#[command(name = "daowei", version = VERSION, propagate_version = true, disable_help_subcommand = true)]
pub(crate) struct Daowei {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 算到期日 | The day on which a period ends
    Deadline(deadline::Arguments),
    /// 数工作日 | How many working days an interval has
    Workdays(workdays::Arguments),
    /// 核验号码 | Check a number
    Check(check::Arguments),
    /// 列出全部规则 | List every rule
    Rules(rules::Arguments),
    /// 输出接口说明 | Print the description of the API
    Openapi(openapi::Arguments),
    /// 启动服务 | Serve
    Serve(serve::Arguments),
    /// 只做后台工作 | Do the background work alone
    Worker(worker::Arguments),
    /// 建库、升级 | Make or upgrade the database
    Migrate(migrate::Arguments),
    /// 体检 | Look for what is wrong
    Doctor(doctor::Arguments),
    /// 导入 | Import tables
    Import(import::Arguments),
    /// 配置 | Configuration
    Config(config::Arguments),
    /// 备份 | Backups
    Backup(backup::Arguments),
    /// 恢复到空处 | Restore into an empty place
    Restore(restore::Arguments),
    /// 证据 | The evidence
    Audit(audit::Arguments),
    /// 三员账号 | Accounts of the administrators
    Admin(admin::Arguments),
    /// 演示城市 | The demo city
    Demo(demo::Arguments),
}
