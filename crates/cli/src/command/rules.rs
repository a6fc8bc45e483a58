//! `daowei rules`: everything by which something is refused.

use clap::Args;
use daowei_app::account::registry;

use crate::lines;
use crate::trouble::{Done, Verdict};

/// `daowei rules`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Answers.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let rules = registry();
    if arguments.json {
        lines::json(&rules)?;
    } else {
        for rule in rules {
            lines::line(format_args!(
                "{}\n    {} | {}\n    {}\n    {}",
                rule.id, rule.citation, rule.citation_en, rule.zh, rule.en
            ))?;
        }
    }
    Ok(Verdict::Good)
}
