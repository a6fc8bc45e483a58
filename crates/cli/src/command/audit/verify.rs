//! `daowei audit verify`: in the database, even while it is served, or offline on an export.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::Args;
use daowei_app::evidence::checkpoints_in;
use daowei_app::install;
use daowei_crypto::PublicKeys;
use daowei_store::verify::{self, Compared, Source, Texts, Verification};
use serde_json::json;

use super::read;
use crate::lines;
use crate::place::PlaceArguments;
use crate::trouble::{Done, Trouble, Verdict, say};

const KEYS: &str = "密钥文件（用于 --database，或者 --file：连事件链一并核验），或 DAOWEI_KEYS | \
                    Key file (with --database, or with --file: the chain is checked as well), or DAOWEI_KEYS";

/// `daowei audit verify`
#[derive(Debug, Args)]
#[command(mut_arg("keys", |keys| keys.help(KEYS)))]
pub(crate) struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// 核验导出文件（离线）| Verify an export, offline
    #[arg(long, value_name = "EXPORT")]
    file: Option<PathBuf>,
    /// 外存检查点（可含多个）| Checkpoints kept elsewhere, one or many
    #[arg(long, value_name = "FILE")]
    checkpoint: Vec<PathBuf>,
    /// 验签公钥文件（用于 --file）| What verifies checkpoints (with --file)
    #[arg(long, value_name = "FILE", requires = "file", conflicts_with = "keys")]
    public_keys: Option<PathBuf>,
    /// 同时核对密存文本与授权书（约多用一倍时间）| Hold sealed texts and letters against the log, too: about as long again
    #[arg(long, conflicts_with = "file")]
    texts: bool,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Verifies.
pub(crate) fn run(arguments: &Arguments) -> Done {
    let given = given(&arguments.checkpoint)?;
    let (verification, texts) = match &arguments.file {
        Some(file) => (export(arguments, file, &given)?, None),
        None => database(arguments, &given)?,
    };
    let ok = verification.is_clean();
    let decisive = decisive(&verification);
    if arguments.json {
        lines::json(&json!({
            "ok": ok,
            "events": verification.events,
            "covered_by_checkpoint": verification.covered_by_checkpoint,
            "findings": verification.findings,
            "found": verification.found,
            "checkpoint": decisive,
            "compared": verification.compared,
            "texts": texts,
        }))?;
    } else {
        print(&verification, decisive, texts.as_ref())?;
    }
    Ok(if ok { Verdict::Good } else { Verdict::Wrong })
}

/// The signed texts in the named files; a file without any is misuse.
fn given(files: &[PathBuf]) -> Result<Vec<String>, Trouble> {
    let mut given = Vec::new();
    for file in files {
        let found = checkpoints_in(&read(file)?);
        if found.is_empty() {
            let name = file.display();
            return Err(Trouble::misuse(
                &format!("{name} 中没有检查点"),
                &format!("{name} holds no checkpoint"),
            ));
        }
        given.extend(found);
    }
    Ok(given)
}

/// The log, and where asked for the sealed texts that it names.
fn database(arguments: &Arguments, given: &[String]) -> Result<(Verification, Option<Texts>), Trouble> {
    let installation = arguments.place.look()?;
    let (store, keys) = (&installation.store, &installation.keys);
    let mut verification = verify::verify(store, keys, given, &mut progress("事件 events"))?;
    if !arguments.texts {
        say("未核对密存文本，需要时加 --texts | The sealed texts were not looked at: --texts does");
        return Ok((verification, None));
    }
    let texts = verify::texts(store, keys, &mut progress("密存文本，事件 texts of events"))?;
    verification.findings.extend(texts.findings.iter().cloned());
    verification.found += texts.found;
    Ok((verification, Some(texts)))
}

/// Says how far long work has come.
fn progress(what: &'static str) -> impl FnMut(u64) {
    let mut said = 0;
    move |events| {
        if events >= said + 250_000 {
            said = events;
            say(&format!("{what} {events}"));
        }
    }
}

/// With the installation's own keys the chain is checked as well.
fn export(arguments: &Arguments, file: &Path, given: &[String]) -> Result<Verification, Trouble> {
    let open = || File::open(file).map(BufReader::new).map_err(Trouble::file(file));
    if let Some(path) = &arguments.public_keys {
        let public: PublicKeys = serde_json::from_str(&read(path)?)
            .map_err(|error| Trouble::refused(format_args!("{}: {error}", path.display())))?;
        return Ok(verify::verify_export(&mut open()?, &public, None, given)?);
    }
    if let Some(path) = arguments.place.key_file()? {
        let keys = install::keys_in(&path)?;
        return Ok(verify::verify_export(&mut open()?, &keys.public(), Some(keys.evidence()), given)?);
    }
    if given.is_empty() {
        say("按文件自带的公钥验签：文件整体被换也能通过，请同时给出外存检查点 --checkpoint");
        say(
            "verified by the key in the file itself: a file forged as a whole would pass, so compare a checkpoint kept elsewhere",
        );
    }
    let public = verify::public_keys_of(&mut open()?)?;
    Ok(verify::verify_export(&mut open()?, &public, None, given)?)
}

/// The checkpoint that says most: the largest one handed in, else the largest stored one.
fn decisive(verification: &Verification) -> Option<&Compared> {
    verification.compared.iter().max_by_key(|compared| (compared.source == Source::Given, compared.size))
}

fn print(
    verification: &Verification,
    decisive: Option<&Compared>,
    texts: Option<&Texts>,
) -> Result<(), Trouble> {
    for finding in &verification.findings {
        lines::line(format_args!("{} {} {}", finding.kind, finding.stream, finding.sequence))?;
    }
    match decisive {
        None => lines::line(
            "没有可比对的检查点，日志末尾是否被截去无从得知 | no checkpoint to compare with: whether the end of the log was cut off cannot be told",
        )?,
        Some(compared) => {
            let source = match compared.source {
                Source::Stored => "库内 stored",
                Source::Given => "外存 given",
            };
            lines::line(format_args!(
                "比对检查点 compared with the {source} checkpoint of {}",
                compared.size
            ))?;
        }
    }
    if let Some(Texts { checked, missing, grants, .. }) = texts {
        lines::line(format_args!(
            "密存文本 sealed texts {checked}，不见了 gone {missing}；据授权书的行为 acts on letters {grants}"
        ))?;
    }
    let uncovered = verification.events.saturating_sub(verification.covered_by_checkpoint);
    lines::line(format_args!(
        "事件 events {}，已覆盖 covered {}，未覆盖 not yet covered {uncovered}，发现 findings {}",
        verification.events, verification.covered_by_checkpoint, verification.found
    ))
}
