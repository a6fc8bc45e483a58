//! `daowei backup create|verify`: everything in one file, while others work.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand};
use daowei_app::doctor;
use daowei_app::install::{self, CheckedBy};
use daowei_store::archive::{self, Head, Manifest, Origin, Progress};
use serde_json::json;
use zeroize::Zeroizing;

use crate::place::PlaceArguments;
use crate::trouble::{Done, Trouble, Verdict, say};
use crate::{lines, machine};

/// `daowei backup …`
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 备份（服务照常运行）| Make a backup; serving goes on
    Create(CreateArguments),
    /// 检查备份文件 | Check a backup
    Verify(VerifyArguments),
}

#[derive(Debug, Args)]
struct CreateArguments {
    /// 新文件，或目录（文件按时间命名）| A new file, or a folder, in which it is named by the time
    file: PathBuf,
    #[command(flatten)]
    place: PlaceArguments,
    /// 连同密钥（务必妥善保管）| With the keys: guard it well
    #[arg(long)]
    with_keys: bool,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct VerifyArguments {
    /// 备份文件 | The backup
    file: PathBuf,
    /// 核验所用的密钥文件在 --keys 或该系统的位置 | Checked by the keys in --keys, or of the installation at that place
    #[command(flatten)]
    place: PlaceArguments,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Backs up.
pub(crate) fn run(arguments: &Arguments) -> Done {
    match &arguments.what {
        What::Create(arguments) => create(arguments),
        What::Verify(arguments) => verify(arguments),
    }
}

fn verify(arguments: &VerifyArguments) -> Done {
    let keys = arguments.place.key_file()?;
    let (head, manifest, by) = install::check_archive(&arguments.file, keys.as_deref())?;
    match by {
        CheckedBy::Keys => {}
        CheckedBy::OwnKeys => {
            say("按备份自带的密钥核验：连同密钥整体伪造的备份也能通过，请用 --keys 给出另行保管的密钥");
            say(
                "checked by the keys in the backup itself: one forged with its keys would pass; give the keys kept elsewhere with --keys",
            );
        }
        CheckedBy::Nothing => {
            say(
                "没有密钥，只核对了各行是否完好相符，未能核验是否为该系统所写：请用 --keys 或 --data 指明密钥",
            );
            say(
                "without keys only damage would be seen; whether this installation wrote it was not verified: name its keys with --keys or --data",
            );
        }
    }
    let backup = Backup { file: &arguments.file, head: &head, manifest: &manifest, by };
    backup.print(arguments.json)?;
    Ok(if by == CheckedBy::Nothing { Verdict::Wrong } else { Verdict::Good })
}

fn create(arguments: &CreateArguments) -> Done {
    let installation = arguments.place.look()?;
    let now = machine::now();
    let file = if arguments.file.is_dir() {
        arguments.file.join(format!("daowei-{}.jsonl", now.strftime("%Y%m%dT%H%M%SZ")))
    } else {
        arguments.file.clone()
    };
    let keys =
        if arguments.with_keys { Some(Zeroizing::new(key_text(&installation.key_file)?)) } else { None };
    let origin = Origin {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        at: now.as_microsecond(),
        keys: keys.map(|keys| keys.as_str().to_owned()),
    };
    archive::write(&installation.store, &installation.keys, &origin, &file, progress())
        .map_err(Trouble::stored(&file))?;
    // Read back: a backup that cannot be read is none.
    let (head, manifest) = archive::verify(&file, Some(&installation.keys))?;
    doctor::note_backup(&installation.key_file, now)?;
    let backup = Backup { file: &file, head: &head, manifest: &manifest, by: CheckedBy::Keys };
    backup.print(arguments.json)?;
    Ok(Verdict::Good)
}

fn key_text(path: &Path) -> Result<String, Trouble> {
    std::fs::read_to_string(path).map_err(Trouble::file(path))
}

/// Says how far long work has come.
pub(super) fn progress() -> Progress {
    Arc::new(|table, rows| say(&format!("{table}: {rows}")))
}

/// A backup and what was found of it.
pub(super) struct Backup<'b> {
    pub(super) file: &'b Path,
    pub(super) head: &'b Head,
    pub(super) manifest: &'b Manifest,
    pub(super) by: CheckedBy,
}

impl Backup<'_> {
    /// Says what it holds.
    pub(super) fn print(&self, as_json: bool) -> Result<(), Trouble> {
        let manifest = self.manifest;
        if as_json {
            return lines::json(&json!({
                "ok": self.by != CheckedBy::Nothing,
                "verified_by": match self.by {
                    CheckedBy::Keys => Some("keys"),
                    CheckedBy::OwnKeys => Some("own_keys"),
                    CheckedBy::Nothing => None,
                },
                "file": self.file.display().to_string(),
                "installation": self.head.installation,
                "with_keys": self.head.keys.is_some(),
                "counts": manifest.counts,
                "evidence": { "size": manifest.evidence_size, "root": manifest.evidence_root },
                "digest": manifest.digest,
            }));
        }
        let rows: u64 = manifest.counts.values().sum();
        let events = manifest.counts.get("event").copied().unwrap_or(0);
        lines::line(format_args!("{}", self.file.display()))?;
        lines::line(format_args!("事件 events {events}，行 rows {rows}"))?;
        lines::line(format_args!(
            "证据根 evidence root {} {}",
            manifest.evidence_size, manifest.evidence_root
        ))
    }
}
