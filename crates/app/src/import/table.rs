//! CSV as people keep it: UTF-8 with or without a mark, either line end, columns in any order.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder};

use super::code::{self, Code};
use super::report::Finding;

/// The largest file, in bytes.
pub(super) const LARGEST: u64 = 64 << 20;
/// Characters of a field.
const LONGEST: usize = 10_000;

/// One line of a table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u64,
    cells: Vec<String>,
}

/// A file that could be read.
#[derive(Debug)]
pub(super) struct Table {
    columns: BTreeMap<String, usize>,
    pub(super) rows: Vec<Row>,
    /// Lines that are no rows.
    pub(super) refused: Vec<Finding>,
    /// Rows found, the refused ones among them.
    pub(super) count: u64,
}

/// A row with the names of its columns.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    table: &'a Table,
    row: &'a Row,
}

impl<'a> Cells<'a> {
    /// The text of a column; empty where there is none.
    pub(super) fn get(&self, column: &str) -> &'a str {
        let at = self.table.columns.get(column);
        at.and_then(|at| self.row.cells.get(*at)).map_or("", String::as_str)
    }

    /// The text of a column, where it says something.
    pub(super) fn some(&self, column: &str) -> Option<&'a str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }

    pub(super) fn line(&self) -> u64 {
        self.row.line
    }

    /// What the row says, column by column; empty cells left out.
    pub(super) fn as_written(&self) -> BTreeMap<&'a str, &'a str> {
        let table = self.table;
        let cells = table.columns.keys().map(|column| (column.as_str(), self.get(column)));
        cells.filter(|(_, text)| !text.is_empty()).collect()
    }
}

impl Table {
    /// The rows with their columns.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cells<'_>> {
        self.rows.iter().map(|row| Cells { table: self, row })
    }

    /// Whether the file has that column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// Columns that are none of these, which are given with blanks between.
    pub(super) fn others(&self, known: &str) -> Vec<&str> {
        let known: BTreeSet<&str> = known.split_whitespace().collect();
        self.columns.keys().map(String::as_str).filter(|column| !known.contains(column)).collect()
    }
}

/// Counts what CSV cannot tell: quotation marks, U+0000, size.
struct Counted<R> {
    inner: R,
    bytes: u64,
    quotes: u64,
    nul: bool,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        for byte in buffer.iter().take(count) {
            self.quotes += u64::from(*byte == b'"');
            self.nul |= *byte == 0;
        }
        self.bytes = self.bytes.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        if self.bytes > LARGEST {
            return Err(io::Error::other("too large"));
        }
        Ok(count)
    }
}

/// Reads a table whose first line has at least the columns `needed`.
///
/// # Errors
/// Why the file as a whole is refused.
pub(super) fn read(source: impl Read, needed: &[&str]) -> Result<Table, Finding> {
    let counted = Counted { inner: source, bytes: 0, quotes: 0, nul: false };
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(counted);
    let mut record = ByteRecord::new();
    let header = match next(&mut reader, &mut record)? {
        Some((line, cells)) => header(line, &cells, needed)?,
        None => return Err(Finding::new(1, &code::FILE_HEADER, &[("columns", &needed.join(", "))])),
    };
    let names: Vec<&String> = header.iter().collect();
    let mut table = Table { columns: BTreeMap::new(), rows: Vec::new(), refused: Vec::new(), count: 0 };
    while let Some((line, cells)) = next(&mut reader, &mut record)? {
        table.count += 1;
        match row_problem(&names, &cells) {
            Some((code, facts)) => {
                let mut told: Vec<(&str, &dyn std::fmt::Display)> = Vec::new();
                for (name, value) in &facts {
                    told.push((name, value));
                }
                table.refused.push(Finding::new(line, code, &told));
            }
            None => table.rows.push(Row { line, cells }),
        }
    }
    sound(reader.get_ref())?;
    table.columns = header.into_iter().enumerate().map(|(at, name)| (name, at)).collect();
    Ok(table)
}

/// The next record that is not blank, as text.
fn next<R: Read>(
    reader: &mut csv::Reader<Counted<R>>,
    record: &mut ByteRecord,
) -> Result<Option<(u64, Vec<String>)>, Finding> {
    loop {
        match reader.read_byte_record(record) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(error) => {
                sound(reader.get_ref())?;
                return Err(Finding::new(0, &code::FILE_UNREADABLE, &[("detail", &error)]));
            }
        }
        let line = record.position().map_or(0, csv::Position::line);
        let cells = record.iter().map(|cell| std::str::from_utf8(cell).map(|text| text.trim().to_owned()));
        let cells: Vec<String> =
            cells.collect::<Result<_, _>>().map_err(|_| Finding::new(line, &code::FILE_NOT_UTF8, &[]))?;
        if cells.iter().any(|cell| !cell.is_empty()) {
            return Ok(Some((line, cells)));
        }
    }
}

fn sound<R>(counted: &Counted<R>) -> Result<(), Finding> {
    if counted.bytes > LARGEST {
        return Err(Finding::new(0, &code::FILE_TOO_LARGE, &[]));
    }
    if counted.nul {
        return Err(Finding::new(0, &code::FILE_NUL, &[]));
    }
    // Every quoted field has two marks, every mark inside one is doubled.
    if counted.quotes % 2 == 1 {
        return Err(Finding::new(0, &code::FILE_QUOTE, &[]));
    }
    Ok(())
}

fn header(line: u64, cells: &[String], needed: &[&str]) -> Result<Vec<String>, Finding> {
    let names: Vec<String> =
        cells.iter().map(|cell| cell.trim_start_matches('\u{FEFF}').trim().to_owned()).collect();
    let mut seen = BTreeSet::new();
    let twice: Vec<&str> = names.iter().map(String::as_str).filter(|name| !seen.insert(*name)).collect();
    let missing: Vec<&str> = needed.iter().copied().filter(|name| !seen.contains(name)).collect();
    if !missing.is_empty() {
        return Err(Finding::new(line, &code::FILE_HEADER, &[("columns", &missing.join(", "))]));
    }
    if !twice.is_empty() {
        return Err(Finding::new(line, &code::FILE_HEADER_TWICE, &[("columns", &twice.join(", "))]));
    }
    Ok(names)
}

type Problem = (&'static Code, Vec<(&'static str, String)>);

fn row_problem(names: &[&String], cells: &[String]) -> Option<Problem> {
    if cells.len() != names.len() {
        let facts = vec![("expected", names.len().to_string()), ("found", cells.len().to_string())];
        return Some((&code::ROW_FIELDS, facts));
    }
    names.iter().zip(cells).find_map(|(name, cell)| {
        let foul = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        let code = if cell.chars().take(LONGEST + 1).count() > LONGEST {
            &code::FIELD_TOO_LONG
        } else if cell.chars().any(foul) {
            &code::FIELD_CONTROL
        } else {
            return None;
        };
        Some((code, vec![("column", (*name).clone())]))
    })
}
