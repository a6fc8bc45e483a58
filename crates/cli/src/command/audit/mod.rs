//! `daowei audit …`: the evidence.

mod checkpoint;
mod export;
mod public_keys;
mod rebuild;
mod verify;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use clap::{Args, Subcommand};
use daowei_app::evidence::{self, Covered};
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

/// Between two looks at a log that is being written, and how many.
const PAUSE: Duration = Duration::from_millis(50);
const PATIENCE: u32 = 60;
/// Longer files of checkpoints are not read.
const LONGEST: u64 = 256 << 20;

/// A text file that was named on the command line.
fn read(path: &Path) -> Result<String, Trouble> {
    let mut text = String::new();
    let file = File::open(path).map_err(Trouble::file(path))?;
    file.take(LONGEST).read_to_string(&mut text).map_err(Trouble::file(path))?;
    Ok(text)
}

/// The installation and a checkpoint that covers every event of now: kept in the log, or, while another process serves
/// the database, signed beside it.
fn checkpointed(arguments: &PlaceArguments) -> Result<(Installation, Covered), Trouble> {
    let (installation, covered) =
        match daowei_app::install::use_existing(&arguments.place()?, &place::patient()) {
            Ok(installation) => {
                let covered = evidence::checkpoint(&installation.store, &installation.keys, place::micros())?;
                (installation, covered)
            }
            Err(daowei_app::install::Error::Store(daowei_store::Error::InUse { .. })) => {
                let installation = arguments.look()?;
                let covered = aside(&installation)?;
                (installation, covered)
            }
            Err(error) => return Err(error.into()),
        };
    match covered {
        Some(covered) => Ok((installation, covered)),
        None => Err(Trouble::refused("日志还没有事件 | the log holds no event yet")),
    }
}

/// The server gives its events their positions several times a second: what was written before we came is soon covered.
fn aside(installation: &Installation) -> Result<Option<Covered>, Trouble> {
    let signed = || evidence::checkpoint_aside(&installation.store, &installation.keys, place::micros());
    let (mut covered, mut pending) = signed()?;
    for _ in 0..PATIENCE {
        if pending == 0 {
            break;
        }
        sleep(PAUSE);
        (covered, pending) = signed()?;
    }
    if pending > 0 {
        say(&format!(
            "另有{pending}个事件尚未编号，未被覆盖：后台工作是否在运行？\n\
             {pending} events more have no position yet and are not covered: does the worker run?"
        ));
    }
    Ok(covered)
}
