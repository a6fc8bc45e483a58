//! `daowei restore`: fills an empty place from a backup, of either engine.

use std::path::PathBuf;

use clap::Args;
use daowei_app::install;

use super::backup::{Backup, progress};
use crate::place::{self, PlaceArguments};
use crate::trouble::{Done, Verdict};

const KEYS: &str = "该系统的密钥文件，或 DAOWEI_KEYS；未指明时用已放在目标处的，再用备份自带的 | \
                    Its key file, or DAOWEI_KEYS; else the one that lies in the place, else the backup's own";

/// `daowei restore --from FILE`
#[derive(Debug, Args)]
#[command(mut_arg("keys", |keys| keys.help(KEYS)))]
pub(crate) struct Arguments {
    /// 备份文件 | The backup
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    #[command(flatten)]
    place: PlaceArguments,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Restores.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let place = arguments.place.target()?;
    // On a server the named file is where the keys will lie; it need not be there yet.
    let keys = place.directory().and_then(|_| arguments.place.named_keys());
    let (installation, head, manifest, by) = install::restore_into(
        &place,
        &arguments.from,
        keys.as_deref(),
        place::micros(),
        &place::patient(),
        progress(),
    )?;
    drop(installation);
    Backup { file: &arguments.from, head: &head, manifest: &manifest, by }.print(arguments.json)?;
    Ok(Verdict::Good)
}
