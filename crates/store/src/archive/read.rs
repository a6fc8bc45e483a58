//! Reading an archive: to check it, and to fill an empty database with it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use daowei_crypto::Keys;
use serde_json::Value as Json;

use super::Progress;
use super::line::{FORMAT, Head, Manifest, Opening, Seal, to_row};
use super::table::{TABLES, Table};
use crate::{Abort, Error, Result, Store, Tx, Value, leaf, migrate};

/// Longer lines are not read: no event is that long.
const LONGEST_LINE: u64 = 64 << 20;
/// Rows written at once, and their bytes.
const BATCH: usize = 512;
const BATCH_BYTES: usize = 8 << 20;

/// What the first line says; whether it is true, [`verify`] tells.
///
/// # Errors
/// [`Error::Damaged`] where it is no archive's.
pub fn head(path: &Path) -> Result<Head> {
    first(&mut BufReader::new(File::open(path)?)).map(|(head, _)| head)
}

/// Reads an archive from end to end and says what it holds. Without the installation's keys only damage is found: anybody
/// can write other lines that fit one another.
///
/// # Errors
/// [`Error::Damaged`] where a line was changed, removed or added, [`Error::Newer`] or [`Error::Older`] for one of
/// other tables than this program's.
pub fn verify(path: &Path, keys: Option<&Keys>) -> Result<(Head, Manifest)> {
    pass(path, keys, |_, _| Ok(()))
}

/// Fills a migrated, empty database. One unit of work: it is all there afterwards, or nothing.
///
/// # Errors
/// [`Error::Constraint`] where the database is not empty; as [`verify`].
pub fn restore(store: &Store, keys: &Arc<Keys>, path: &Path, progress: Progress) -> Result<(Head, Manifest)> {
    migrate::check(store)?;
    let (path, keys): (PathBuf, _) = (path.to_owned(), Arc::clone(keys));
    let unit = move |tx: &mut Tx<'_>| Ok::<_, Abort<Error>>(fill(tx, &keys, &path, progress.as_ref())?);
    store.write(unit).map_err(Abort::into_store)
}

fn fill(tx: &mut Tx<'_>, keys: &Keys, path: &Path, progress: &dyn Fn(&str, u64)) -> Result<(Head, Manifest)> {
    for table in TABLES {
        if count(tx, table)? > 0 {
            return Err(Error::Constraint {
                statement: table.count.name,
                message: "the target is not empty".to_owned(),
            });
        }
    }
    let mut batch: Vec<Vec<Value>> = Vec::with_capacity(BATCH);
    let mut bytes: usize = 0;
    let mut current: Option<&'static Table> = None;
    let mut done: u64 = 0;
    let (head, manifest) = pass(path, Some(keys), |table, row| {
        let same = current.is_some_and(|current| current.name == table.name);
        if let Some(before) = current
            && (!same || batch.len() == BATCH || bytes > BATCH_BYTES)
        {
            before.add(tx, &batch)?;
            batch.clear();
            bytes = 0;
        }
        done = if same { done + 1 } else { 1 };
        if done.is_multiple_of(10_000) {
            progress(table.name, done);
        }
        current = Some(table);
        bytes = row.iter().map(weight).fold(bytes, usize::saturating_add);
        batch.push(row);
        Ok(())
    })?;
    if let Some(last) = current {
        last.add(tx, &batch)?;
    }
    let frontier = leaf::frontier(tx, head.suite)?;
    if (frontier.size(), frontier.root()) != (manifest.evidence_size, manifest.evidence_root) {
        return Err(Error::Damaged { what: "archive (the evidence has another root)" });
    }
    Ok((head, manifest))
}

/// What a value takes in memory beside itself.
fn weight(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        _ => 0,
    }
}

fn count(tx: &mut Tx<'_>, table: &Table) -> Result<i64> {
    Ok(tx.one(&table.count, &[], |row| row.int(0))?.unwrap_or(0))
}

/// One pass over all rows, checking everything that the file says about itself.
fn pass(
    path: &Path,
    keys: Option<&Keys>,
    mut take: impl FnMut(&'static Table, Vec<Value>) -> Result<()>,
) -> Result<(Head, Manifest)> {
    let mut lines = BufReader::new(File::open(path)?);
    let (head, first) = first(&mut lines)?;
    let program = migrate::MIGRATIONS.last().map_or(0, |last| last.version);
    match head.schema.cmp(&program) {
        std::cmp::Ordering::Greater => return Err(Error::Newer { database: head.schema, program }),
        std::cmp::Ordering::Less => return Err(Error::Older { database: head.schema, program }),
        std::cmp::Ordering::Equal => {}
    }
    let mut seal = Seal::new(head.suite);
    seal.take(&first);
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut table: Option<&'static Table> = None;
    let mut manifest: Option<Manifest> = None;
    while let Some(line) = next_line(&mut lines)? {
        if manifest.is_some() {
            return Err(Error::Damaged { what: "archive (lines after the last one)" });
        }
        match (line.first(), table) {
            (Some(b'['), Some(table)) => {
                let values: Vec<Json> =
                    serde_json::from_slice(&line).map_err(|_| Error::Damaged { what: "archive (a row)" })?;
                take(table, to_row(table, values)?)?;
                *counts.entry(table.name.to_owned()).or_default() += 1;
            }
            (Some(b'{'), _) if table.is_some_and(is_last) => {
                let last: Manifest = serde_json::from_slice(&line)
                    .map_err(|_| Error::Damaged { what: "archive (the last line)" })?;
                if last.digest != seal.digest {
                    return Err(Error::Damaged { what: "archive (its lines do not fit its digest)" });
                }
                if keys.is_some_and(|keys| !last.is_of(keys)) {
                    return Err(Error::Damaged { what: "archive (it was not closed with these keys)" });
                }
                manifest = Some(last);
            }
            (Some(b'{'), _) => {
                let next = opened(&line)?;
                counts.insert(next.name.to_owned(), 0);
                table = Some(next);
            }
            _ => return Err(Error::Damaged { what: "archive (a line)" }),
        }
        seal.take(&line);
    }
    let manifest = manifest.ok_or(Error::Damaged { what: "archive (cut off)" })?;
    if manifest.counts == counts && counts.len() == TABLES.len() {
        Ok((head, manifest))
    } else {
        Err(Error::Damaged { what: "archive (rows are missing)" })
    }
}

fn first(lines: &mut impl BufRead) -> Result<(Head, Vec<u8>)> {
    let first = next_line(lines)?.ok_or(Error::Damaged { what: "archive (empty)" })?;
    let head = serde_json::from_slice(&first).ok().filter(|head: &Head| head.format == FORMAT);
    Ok((head.ok_or(Error::Damaged { what: "archive (not one of Daowei)" })?, first))
}

fn is_last(table: &Table) -> bool {
    TABLES.last().is_some_and(|last| last.name == table.name)
}

fn opened(line: &[u8]) -> Result<&'static Table> {
    let unknown = Error::Damaged { what: "archive (an unknown table)" };
    let Ok(opening) = serde_json::from_slice::<Opening>(line) else { return Err(unknown) };
    let table = Table::named(&opening.table).ok_or(unknown)?;
    if table.columns.iter().map(|(column, _)| *column).eq(opening.columns.iter().map(String::as_str)) {
        Ok(table)
    } else {
        Err(Error::Damaged { what: "archive (a table of other columns)" })
    }
}

fn next_line(lines: &mut impl BufRead) -> Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    lines.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    match line.last() {
        None => Ok(None),
        Some(b'\n') => Ok(Some(line)),
        Some(_) => Err(Error::Damaged { what: "archive (cut off)" }),
    }
}
