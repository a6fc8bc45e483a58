//! CSV as people keep it: UTF-8 with or without a mark, either line end, columns in any order.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use csv::ReaderBuilder;

use super::code::{self, Code};
use super::report::Finding;
use crate::text::is_foul;

/// The largest file, in bytes.
pub(super) const LARGEST: u64 = 64 << 20;
/// Characters of a field.
const LONGEST: usize = 10_000;
/// What Windows writes before UTF-8.
const MARK: char = '\u{FEFF}';

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

/// Reads a table whose first line has at least the columns `needed`.
///
/// # Errors
/// Why the file as a whole is refused.
pub(super) fn read(source: impl Read, needed: &[&str]) -> Result<Table, Finding> {
    let text = sound(source)?;
    let mut lines = Lines { text: &text, at: 0, line: 1 };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches(MARK).as_bytes());
    let mark = text.len().saturating_sub(text.trim_start_matches(MARK).len());
    let mut records = reader.records().map(|record| {
        let record =
            record.map_err(|error| Finding::new(0, &code::FILE_UNREADABLE, &[("detail", &error)]))?;
        let at = record.position().map_or(0, csv::Position::byte);
        let line = lines.of(usize::try_from(at).unwrap_or(usize::MAX).saturating_add(mark));
        Ok::<_, Finding>((line, record.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()))
    });
    let mut next = || {
        records.find(|record| {
            record.as_ref().map_or(true, |(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
        })
    };
    let header = match next().transpose()? {
        Some((line, cells)) => header(line, &cells, needed)?,
        None => return Err(Finding::new(1, &code::FILE_HEADER, &[("columns", &needed.join(", "))])),
    };
    let names: Vec<&String> = header.iter().collect();
    let mut table = Table { columns: BTreeMap::new(), rows: Vec::new(), refused: Vec::new(), count: 0 };
    while let Some((line, cells)) = next().transpose()? {
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
    table.columns = header.into_iter().enumerate().map(|(at, name)| (name, at)).collect();
    Ok(table)
}

/// The lines of a text, counted as an editor counts them.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which a record stands: the parser gives the place where the last one ended, before line ends and blank lines.
    fn of(&mut self, place: usize) -> u64 {
        let rest = self.text.as_bytes().get(place..).unwrap_or_default();
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let begins = place.saturating_add(ends);
        let passed = self.text.as_bytes().get(self.at..begins).unwrap_or_default();
        self.line = self.line.saturating_add(line_ends(passed));
        self.at = begins;
        self.line
    }
}

fn line_ends(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u64::MAX)
}

/// The whole file, where it is text that can be a table.
fn sound(source: impl Read) -> Result<String, Finding> {
    let mut bytes = Vec::new();
    let read = source.take(LARGEST.saturating_add(1)).read_to_end(&mut bytes);
    let size = read.map_err(|error| Finding::new(0, &code::FILE_UNREADABLE, &[("detail", &error)]))?;
    if u64::try_from(size).unwrap_or(u64::MAX) > LARGEST {
        return Err(Finding::new(0, &code::FILE_TOO_LARGE, &[]));
    }
    let line = |at: usize| line_ends(bytes.get(..at).unwrap_or_default()).saturating_add(1);
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Finding::new(line(at), &code::FILE_NUL, &[]));
    }
    if let Err(error) = std::str::from_utf8(&bytes) {
        return Err(Finding::new(line(error.valid_up_to()), &code::FILE_NOT_UTF8, &[]));
    }
    if let Some(at) = unclosed(&bytes) {
        return Err(Finding::new(line(at), &code::FILE_QUOTE, &[]));
    }
    String::from_utf8(bytes).map_err(|_| Finding::new(0, &code::FILE_NOT_UTF8, &[]))
}

/// Where the quotation begins that nothing closes: the first whose end is followed by no comma and no line end, else the last.
fn unclosed(bytes: &[u8]) -> Option<usize> {
    let (mut opened, mut odd, mut before) = (None, None, b'\n');
    let mut rest = bytes.iter().copied().enumerate().peekable();
    while let Some((at, byte)) = rest.next() {
        match opened {
            None if byte == b'"' && matches!(before, b',' | b'\n' | b'\r' | 0xBF) => opened = Some(at),
            Some(_) if byte == b'"' => match rest.peek() {
                Some((_, b'"')) => {
                    rest.next();
                }
                next => {
                    if next.is_some_and(|(_, next)| !matches!(next, b',' | b'\r' | b'\n')) {
                        odd = odd.or(opened);
                    }
                    opened = None;
                }
            },
            _ => {}
        }
        before = byte;
    }
    // Every quoted field has two marks, every mark inside one is doubled.
    let paired = bytes.iter().filter(|byte| **byte == b'"').count().is_multiple_of(2);
    odd.filter(|_| !paired || opened.is_some()).or(opened)
}

fn header(line: u64, cells: &[String], needed: &[&str]) -> Result<Vec<String>, Finding> {
    let names = cells.to_vec();
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
        let code = if cell.chars().take(LONGEST + 1).count() > LONGEST {
            &code::FIELD_TOO_LONG
        } else if cell.chars().any(is_foul) {
            &code::FIELD_CONTROL
        } else {
            return None;
        };
        Some((code, vec![("column", (*name).clone())]))
    })
}
