//! `daowei restore`: fills an empty place from a backup, of either engine.

use std::path::PathBuf;

use clap::Args;
use daowei_app::install::{self, CheckedBy};

use super::backup::{Backup, progress};
use crate::place::{self, PlaceArguments};
use crate::trouble::{Done, Verdict};

/// `daowei restore --from FILE`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// 备份文件 | The backup
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// 该系统的密钥文件（备份不含密钥时）| Its key file, where the backup holds none
    #[arg(long, value_name = "FILE")]
    keys_from: Option<PathBuf>,
    #[command(flatten)]
    place: PlaceArguments,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Restores.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let place = arguments.place.place()?;
    let (installation, head, manifest) = install::restore_into(
        &place,
        &arguments.from,
        arguments.keys_from.as_deref(),
        place::micros(),
        &place::patient(),
        progress(),
    )?;
    drop(installation);
    let by = if arguments.keys_from.is_some() { CheckedBy::Keys } else { CheckedBy::OwnKeys };
    Backup { file: &arguments.from, head: &head, manifest: &manifest, by }.print(arguments.json)?;
    Ok(Verdict::Good)
}
