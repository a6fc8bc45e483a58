//! Rebuilding the rows from the log, and comparing them with it (REL-06).
//!
//! Every stream of cases, licenses, items, enquiries, foreign cases, hand-overs, ratings and looks is folded anew, a page of streams
//! at a time, each page as of one instant; then the names by which legal persons and licenses are found.

mod fold;
mod found;
mod page;

use std::collections::BTreeSet;
use std::sync::Arc;

use daowei_crypto::Keys;
use daowei_domain::setting::History;
use serde::Serialize;

use super::license;
use crate::{Abort, Error, Result, Statement, Store};
use fold::Noun;

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = page::STATEMENTS;

/// Streams that one unit of work looks at.
const PAGE: u32 = 256;
/// Differences listed at most; the rest is only counted.
const LISTED: usize = 1_000;

/// How a row differs from the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The log asks for it, but it is not there.
    Missing,
    /// It is there, but the log knows nothing of it.
    Extra,
    /// It says something else than the log.
    Changed,
}

/// A row that is not what the log says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The table.
    pub table: &'static str,
    /// The row's id.
    pub id: String,
    /// How it differs.
    pub kind: Kind,
}

/// What came out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    /// Streams folded.
    pub streams: u64,
    /// Rows that the log asks for.
    pub rows: u64,
    /// Rows that were not as they should be, at most 1,000 of them.
    pub differences: Vec<Difference>,
    /// Number of all of those.
    pub found: u64,
    /// The legal persons that cases and licenses name.
    #[serde(skip)]
    names: BTreeSet<String>,
    /// What licenses are called: item and name.
    #[serde(skip)]
    called: BTreeSet<(String, String)>,
}

/// The tables that are made of the log alone: read models, and what they are found by. Each is compared and written anew.
pub const DERIVED: [&str; 17] = [
    "call_row",
    "case_row",
    "change_item",
    "change_row",
    "document_row",
    "enquiry_row",
    "foreign_row",
    "guide_row",
    "handover_row",
    "item_paper",
    "item_row",
    "legal_person",
    "license_row",
    "look_row",
    "rating_row",
    "search_token",
    "sent_row",
];

impl Rebuilt {
    pub(super) fn add(&mut self, table: &'static str, id: &str, kind: Kind) {
        self.found += 1;
        if self.differences.len() < LISTED {
            self.differences.push(Difference { table, id: id.to_owned(), kind });
        }
    }

    fn append(&mut self, other: Self) {
        self.streams += other.streams;
        self.rows += other.rows;
        self.found += other.found;
        self.names.extend(other.names);
        self.called.extend(other.called);
        let room = LISTED.saturating_sub(self.differences.len());
        self.differences.extend(other.differences.into_iter().take(room));
    }
}

/// What to do where rows differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Only say so.
    Check,
    /// Write them anew. Nobody else should be writing meanwhile.
    Write,
}

/// Compares all rows with the log and, if asked, writes them anew. `progress` hears how many streams are done.
///
/// # Errors
/// [`Error::Unproven`] for a stream that is not what was written, [`Error::Damaged`] for an event that cannot be read; what
/// befell the store.
pub fn rebuild(
    store: &Store,
    keys: &Arc<Keys>,
    settings: &History,
    mode: Mode,
    progress: &mut dyn FnMut(u64),
) -> Result<Rebuilt> {
    let mut rebuilt = Rebuilt::default();
    let there = unit(store, Mode::Check, |tx, _| found::legal_persons(tx))?.0;
    let there_called = unit(store, Mode::Check, |tx, _| found::license_names(tx))?.0;
    for noun in Noun::ALL {
        let mut after = Some(noun.before().to_owned());
        while let Some(begin) = after {
            let (page, next) = one_page(store, keys, settings, mode, noun, begin)?;
            rebuilt.append(page);
            progress(rebuilt.streams);
            after = next;
        }
    }
    let names: Vec<String> = std::mem::take(&mut rebuilt.names).into_iter().collect();
    for names in found::chunks(&names) {
        let names = names.to_vec();
        rebuilt.append(unit(store, mode, move |tx, page| found::named(tx, &names, mode, page))?.1);
    }
    let nameless: Vec<String> = there.into_iter().filter(|name| names.binary_search(name).is_err()).collect();
    rebuilt.append(unit(store, mode, move |tx, page| found::nameless(tx, &nameless, mode, page))?.1);
    let called = std::mem::take(&mut rebuilt.called);
    let documents: BTreeSet<String> = called.iter().map(|(item, name)| license::called(item, name)).collect();
    for names in found::chunks(&called.into_iter().collect::<Vec<_>>()) {
        let names = names.to_vec();
        rebuilt.append(unit(store, mode, move |tx, page| found::called(tx, &names, mode, page))?.1);
    }
    let uncalled: Vec<String> = there_called.difference(&documents).cloned().collect();
    rebuilt.append(unit(store, mode, move |tx, page| found::uncalled(tx, &uncalled, mode, page))?.1);
    Ok(rebuilt)
}

/// One unit of work: what it gives, and what it found.
fn unit<T: Send + 'static>(
    store: &Store,
    mode: Mode,
    does: impl Fn(&mut crate::Tx<'_>, &mut Rebuilt) -> Result<T> + Send + 'static,
) -> Result<(T, Rebuilt)> {
    let work = move |tx: &mut crate::Tx<'_>| {
        let mut rebuilt = Rebuilt::default();
        let given = does(tx, &mut rebuilt)?;
        Ok::<_, Abort<Error>>((given, rebuilt))
    };
    match mode {
        Mode::Check => store.snapshot(work),
        Mode::Write => store.write(work),
    }
    .map_err(Abort::into_store)
}

/// One page behind the stream `after`: what was found, and where the next page begins.
fn one_page(
    store: &Store,
    keys: &Arc<Keys>,
    settings: &History,
    mode: Mode,
    noun: Noun,
    after: String,
) -> Result<(Rebuilt, Option<String>)> {
    let (keys, settings) = (Arc::clone(keys), settings.clone());
    let (next, rebuilt) = unit(store, mode, move |tx, page| {
        page::page(tx, keys.evidence(), &settings, mode, noun, &after, page)
    })?;
    Ok((rebuilt, next))
}
