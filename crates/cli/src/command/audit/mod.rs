//! `daowei audit …`: the evidence.

mod checkpoint;
mod export;
mod public_keys;
mod rebuild;
mod verify;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use clap::{Args, Subcommand};
use daowei_app::install::Installation;

use crate::place::{self, PlaceArguments};
use crate::trouble::{Done, Trouble, say};

/// `daowei audit …`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 核验日志 | Verify the log
    Verify(verify::Arguments),
    /// 导出已签覆盖的日志 | Export what the newest checkpoint covers
    Export(export::Arguments),
    /// 签一个检查点 | Sign a checkpoint
    Checkpoint(checkpoint::Arguments),
    /// 由日志重建各表 | Rebuild the rows from the log
    Rebuild(rebuild::Arguments),
    /// 输出验签公钥 | Print what verifies checkpoints
    PublicKeys(public_keys::Arguments),
}

/// Runs.
pub(crate) fn run(arguments: &Arguments) -> Done {
    match &arguments.what {
        What::Verify(arguments) => verify::run(arguments),
        What::Export(arguments) => export::run(arguments),
        What::Checkpoint(arguments) => checkpoint::run(arguments),
        What::Rebuild(arguments) => rebuild::run(arguments),
        What::PublicKeys(arguments) => public_keys::run(arguments),
    }
}

/// Longer files of checkpoints are not read.
const LONGEST: u64 = 256 << 20;

/// A text file that was named on the command line.
fn read(path: &Path) -> Result<String, Trouble> {
    let mut text = String::new();
    let file = File::open(path).map_err(Trouble::file(path))?;
    file.take(LONGEST).read_to_string(&mut text).map_err(Trouble::file(path))?;
    Ok(text)
}

/// The installation and its newest checkpoint, which covers every event of now: signed here, or, while another process
/// serves the database, awaited from that one.
fn checkpointed(arguments: &PlaceArguments) -> Result<(Installation, Option<String>), Trouble> {
    match daowei_app::install::use_existing(&arguments.place()?, &place::patient()) {
        Ok(installation) => {
            let text =
                daowei_app::evidence::checkpoint(&installation.store, &installation.keys, place::micros())?;
            Ok((installation, text))
        }
        Err(daowei_app::install::Error::Store(daowei_store::Error::InUse { .. })) => {
            say(
                "正在服务中，等待其签检查点（至多75秒）| being served: waiting for its checkpoint, 75 seconds at most",
            );
            let installation = arguments.look()?;
            let text = checkpoint::awaited(&installation)?;
            Ok((installation, text))
        }
        Err(error) => Err(error.into()),
    }
}
