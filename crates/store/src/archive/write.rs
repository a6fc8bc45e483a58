//! Writing an archive while others work: one snapshot, one pass.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use daowei_crypto::Keys;
use serde::Serialize;

use super::Progress;
use super::line::{FORMAT, Head, Manifest, Opening, Seal, to_json};
use super::table::TABLES;
use crate::{Abort, Error, Result, Store, Tx, leaf, migrate};

/// What the first line says.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Version of this program.
    pub program: String,
    /// Now, UTC microseconds.
    pub at: i64,
    /// The key file, to be carried along.
    pub keys: Option<String>,
}

/// Writes everything to a new file that only its owner may read. `progress` hears how many rows of which table are
/// done.
///
/// # Errors
/// [`Error::File`] where the file is there already or cannot be written; then nothing of it remains.
pub fn write(
    store: &Store,
    keys: &Arc<Keys>,
    origin: &Origin,
    path: &Path,
    progress: Progress,
) -> Result<Manifest> {
    migrate::check(store)?;
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let head = Head {
        format: FORMAT.to_owned(),
        program: origin.program.clone(),
        schema: migrate::MIGRATIONS.last().map_or(0, |last| last.version),
        installation: keys.installation().to_owned(),
        suite: keys.suite(),
        at: origin.at,
        keys: origin.keys.clone(),
    };
    let keys = Arc::clone(keys);
    let written =
        store.snapshot(move |tx| Ok::<_, Abort<Error>>(pass(tx, &keys, &head, &file, progress.as_ref())?));
    if written.is_err() {
        let _ = std::fs::remove_file(path);
    }
    written.map_err(Abort::into_store)
}

/// One pass over everything; run again from the file's beginning.
fn pass(
    tx: &mut Tx<'_>,
    keys: &Keys,
    head: &Head,
    file: &File,
    progress: &dyn Fn(&str, u64),
) -> Result<Manifest> {
    std::io::Seek::rewind(&mut &*file)?;
    file.set_len(0)?;
    let mut out = Lines { out: BufWriter::new(file), seal: Seal::new(head.suite) };
    out.line(head)?;
    let mut counts = BTreeMap::new();
    for table in TABLES {
        out.line(&Opening {
            table: table.name.to_owned(),
            columns: table.columns.iter().map(|(column, _)| (*column).to_owned()).collect(),
        })?;
        let mut rows: u64 = 0;
        tx.each(&table.read, &[], |row| {
            let values: Vec<_> = table.row(row)?.iter().map(to_json).collect();
            rows += 1;
            if rows.is_multiple_of(10_000) {
                progress(table.name, rows);
            }
            out.line(&values)
        })?;
        counts.insert(table.name.to_owned(), rows);
    }
    let frontier = leaf::frontier(tx, head.suite)?;
    let manifest = Manifest::sealed(keys, counts, (frontier.size(), frontier.root()), out.seal.digest);
    out.line(&manifest)?;
    out.out.flush()?;
    drop(out);
    file.sync_all()?;
    Ok(manifest)
}

struct Lines<'f> {
    out: BufWriter<&'f File>,
    seal: Seal,
}

impl Lines<'_> {
    fn line(&mut self, value: &impl Serialize) -> Result<()> {
        let mut line = serde_json::to_vec(value).map_err(|error| Error::File(error.into()))?;
        line.push(b'\n');
        self.seal.take(&line);
        self.out.write_all(&line)?;
        Ok(())
    }
}
