//! `daowei backup create|verify`: everything in one file, while others work.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand};
use daowei_app::doctor;
use daowei_store::archive::{self, Manifest, Origin, Progress};
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
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Backs up.
pub(crate) fn run(arguments: &Arguments) -> Done {
    match &arguments.what {
        What::Create(arguments) => create(arguments),
        What::Verify(arguments) => {
            let (head, manifest) = archive::verify(&arguments.file)?;
            print(&arguments.file, &head.installation, head.keys.is_some(), &manifest, arguments.json)?;
            Ok(Verdict::Good)
        }
    }
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
        installation: installation.keys.installation().to_owned(),
        suite: installation.keys.suite(),
        at: now.as_microsecond(),
        keys: keys.map(|keys| keys.as_str().to_owned()),
    };
    let manifest = archive::write(&installation.store, &origin, &file, progress())?;
    // Read back: a backup that cannot be read is none.
    archive::verify(&file)?;
    doctor::note_backup(&installation.key_file, now)?;
    print(&file, &origin.installation, arguments.with_keys, &manifest, arguments.json)?;
    Ok(Verdict::Good)
}

fn key_text(path: &Path) -> Result<String, Trouble> {
    std::fs::read_to_string(path).map_err(Trouble::file(path))
}

/// Says how far long work has come.
pub(super) fn progress() -> Progress {
    Arc::new(|table, rows| say(&format!("{table}: {rows}")))
}

/// Says what a backup holds.
pub(super) fn print(
    file: &Path,
    installation: &str,
    with_keys: bool,
    manifest: &Manifest,
    as_json: bool,
) -> Result<(), Trouble> {
    if as_json {
        return lines::json(&json!({
            "ok": true,
            "file": file.display().to_string(),
            "installation": installation,
            "with_keys": with_keys,
            "counts": manifest.counts,
            "evidence": { "size": manifest.evidence_size, "root": manifest.evidence_root },
            "digest": manifest.digest,
        }));
    }
    let rows: u64 = manifest.counts.values().sum();
    let events = manifest.counts.get("event").copied().unwrap_or(0);
    lines::line(format_args!("{}", file.display()))?;
    lines::line(format_args!("事件 events {events}，行 rows {rows}"))?;
    lines::line(format_args!("证据根 evidence root {} {}", manifest.evidence_size, manifest.evidence_root))
}
