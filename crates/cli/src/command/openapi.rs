//! `daowei openapi`: the description of the API.

use clap::Args;

use crate::lines;
use crate::trouble::{Done, Verdict};

/// `daowei openapi`
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

/// Answers.
pub(crate) fn run(_: &Arguments) -> Done {
    lines::line(daowei_api::openapi().trim_end())?;
    Ok(Verdict::Good)
}
