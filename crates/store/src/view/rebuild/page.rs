//! One page of streams against the rows between its first and its last.

use std::collections::BTreeMap;
use std::fmt::Debug;

use daowei_crypto::EvidenceKey;
use daowei_domain::setting::History;

use super::fold::{Noun, Rows, fold};
use super::found::{self, Found};
use super::{Kind, Mode, PAGE, Rebuilt};
use crate::event::{Chain, Proven, StoredEvent};
use crate::view::call::{self, CallRow};
use crate::view::case::{self, CaseRow};
use crate::view::change::{self, ChangeRow};
use crate::view::document::{self, DocumentRow};
use crate::view::enquiry::{self, EnquiryRow};
use crate::view::foreign::{self, ForeignRow};
use crate::view::guide::{self, GuideRow};
use crate::view::handover::{self, HandoverRow};
use crate::view::item::{self, ItemRow};
use crate::view::license::{self, LicenseRow};
use crate::view::look::{self, LookRow};
use crate::view::rating::{self, RatingRow};
use crate::view::sent::{self, SentRow};
use crate::{Param, Result, Row, Statement, Tx, params};

const STREAMS: Statement = Statement::new(
    "rebuild.streams",
    "SELECT stream FROM event WHERE stream > $1 AND stream < $2 AND sequence = 1 ORDER BY stream LIMIT $3",
);
const EVENTS: Statement = Statement::new(
    "rebuild.events",
    "SELECT sequence, kind, schema, at, body, digest, stream FROM event WHERE stream > $1 AND stream <= $2 ORDER BY stream, sequence",
);
const FORGET_CASES: Statement =
    Statement::new("rebuild.forget_cases", "DELETE FROM case_row WHERE id > $1 AND id <= $2");
const FORGET_DOCUMENTS: Statement = Statement::new(
    "rebuild.forget_documents",
    "DELETE FROM document_row WHERE case_id > $1 AND case_id <= $2",
);
const FORGET_CALLS: Statement =
    Statement::new("rebuild.forget_calls", "DELETE FROM call_row WHERE case_id > $1 AND case_id <= $2");
const FORGET_LICENSES: Statement =
    Statement::new("rebuild.forget_licenses", "DELETE FROM license_row WHERE id > $1 AND id <= $2");

const FORGET_ENQUIRIES: Statement =
    Statement::new("rebuild.forget_enquiries", "DELETE FROM enquiry_row WHERE id > $1 AND id <= $2");

const FORGET_FOREIGN: Statement =
    Statement::new("rebuild.forget_foreign", "DELETE FROM foreign_row WHERE id > $1 AND id <= $2");

const FORGET_HANDOVERS: Statement =
    Statement::new("rebuild.forget_handovers", "DELETE FROM handover_row WHERE id > $1 AND id <= $2");

const FORGET_RATINGS: Statement =
    Statement::new("rebuild.forget_ratings", "DELETE FROM rating_row WHERE id > $1 AND id <= $2");

pub(super) const STATEMENTS: &[Statement] = &[
    STREAMS,
    EVENTS,
    FORGET_CASES,
    FORGET_DOCUMENTS,
    FORGET_CALLS,
    FORGET_LICENSES,
    FORGET_ENQUIRIES,
    FORGET_FOREIGN,
    FORGET_HANDOVERS,
    FORGET_RATINGS,
    case::BETWEEN,
    document::BETWEEN,
    call::BETWEEN,
    license::BETWEEN,
    item::BETWEEN,
    item::PAPERS_BETWEEN,
    change::BETWEEN,
    change::ITEMS_BETWEEN,
    guide::BETWEEN,
    enquiry::BETWEEN,
    foreign::BETWEEN,
    handover::BETWEEN,
    sent::BETWEEN,
    sent::FORGET,
    rating::BETWEEN,
    look::BETWEEN,
    look::FORGET,
];

/// Behind every id.
const LAST: &str = "~";

/// Compares the page behind the stream `after`, and says behind which stream the next one begins.
pub(super) fn page(
    tx: &mut Tx<'_>,
    key: &EvidenceKey,
    settings: &History,
    mode: Mode,
    noun: Noun,
    after: &str,
    rebuilt: &mut Rebuilt,
) -> Result<Option<String>> {
    let streams = tx.all(&STREAMS, params![after, noun.behind(), PAGE], |row| row.string(0))?;
    let full = streams.len() == usize::try_from(PAGE).unwrap_or(usize::MAX);
    let last = streams.last().cloned().unwrap_or_else(|| after.to_owned());
    let asked = folded(tx, key, settings, noun, after, &last)?;
    rebuilt.streams += u64::try_from(streams.len()).unwrap_or(u64::MAX);
    let id = |stream: &str| stream.strip_prefix(noun.before()).unwrap_or_default().to_owned();
    // The last page also looks at the rows behind the last stream.
    let (begin, end) = (id(after), if full { id(&last) } else { LAST.to_owned() });
    let between: &[Param<'_>; 2] = &[begin.as_str().into(), end.as_str().into()];
    match noun {
        Noun::Case => cases(tx, between, asked, mode, rebuilt)?,
        Noun::License => {
            note(&asked, rebuilt);
            single(tx, between, asked, mode, &LICENSES, rebuilt)?;
        }
        Noun::Item => items(tx, between, asked, mode, rebuilt)?,
        Noun::Change => changes(tx, between, asked, mode, rebuilt)?,
        Noun::Handover => single(tx, between, asked, mode, &HANDOVERS, rebuilt)?,
        Noun::Enquiry => single(tx, between, asked, mode, &ENQUIRIES, rebuilt)?,
        Noun::Foreign => single(tx, between, asked, mode, &FOREIGN_CASES, rebuilt)?,
        Noun::Rating => single(tx, between, asked, mode, &RATINGS, rebuilt)?,
        // Their rows bear the names of their streams; the first page and the last look at whatever else is there.
        Noun::Look => {
            let begin = if after == noun.before() { "" } else { after };
            let end = if full { last.as_str() } else { LAST };
            looks(tx, params![begin, end], asked, mode, rebuilt)?;
        }
    }
    Ok(full.then_some(last))
}

fn folded(
    tx: &mut Tx<'_>,
    key: &EvidenceKey,
    settings: &History,
    noun: Noun,
    after: &str,
    last: &str,
) -> Result<Vec<Rows>> {
    let mut rows = Vec::new();
    let mut chain = Chain::new(key, "");
    let mut events: Vec<Proven> = Vec::new();
    tx.each(&EVENTS, params![after, last], |row| {
        if row.text(6)? != chain.stream() {
            rows.extend(fold(noun, chain.stream(), &events, settings)?);
            events.clear();
            chain = Chain::new(key, row.text(6)?);
        }
        events.push(chain.prove(StoredEvent::read(row))?);
        Ok(())
    })?;
    rows.extend(fold(noun, chain.stream(), &events, settings)?);
    Ok(rows)
}

fn cases(
    tx: &mut Tx<'_>,
    between: &[Param<'_>],
    asked: Vec<Rows>,
    mode: Mode,
    rebuilt: &mut Rebuilt,
) -> Result<()> {
    let before = rebuilt.found;
    let there = readable(tx, &case::BETWEEN, between, ("case_row", CaseRow::read), rebuilt)?;
    let lapse_at: BTreeMap<&String, Option<i64>> = there.iter().map(|row| (&row.id, row.lapse_at)).collect();
    let (mut rows, mut documents, mut calls, mut sent) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for one in asked {
        if let Rows::Case(mut of) = one {
            if let Some(found) = lapse_at.get(&of.case.id).filter(|found| of.lapses.contains(found)) {
                of.case.lapse_at = *found;
            }
            rebuilt.names.extend(of.legal_persons);
            rows.push(of.case);
            documents.extend(of.documents);
            calls.extend(of.calls);
            sent.extend(of.sent);
        }
    }
    compare("case_row", &rows, &there, |row| row.id.clone(), rebuilt);
    let there = readable(tx, &document::BETWEEN, between, ("document_row", DocumentRow::read), rebuilt)?;
    compare("document_row", &documents, &there, |row| row.id.clone(), rebuilt);
    let there = readable(tx, &call::BETWEEN, between, ("call_row", CallRow::read), rebuilt)?;
    compare("call_row", &calls, &there, |row| format!("{}/{}", row.case, row.sequence), rebuilt);
    let there = readable(tx, &sent::BETWEEN, between, ("sent_row", SentRow::read), rebuilt)?;
    compare("sent_row", &sent, &there, |row| format!("{}/{}", row.case, row.person), rebuilt);
    if mode == Mode::Write && rebuilt.found > before {
        tx.run(&sent::FORGET, between)?;
        sent::insert(tx, &sent)?;
        tx.run(&FORGET_CASES, between)?;
        tx.run(&FORGET_DOCUMENTS, between)?;
        tx.run(&FORGET_CALLS, between)?;
        case::insert(tx, &rows.iter().collect::<Vec<_>>())?;
        document::insert(tx, &documents)?;
        call::insert(tx, &calls)?;
    }
    Ok(())
}

/// A noun whose every stream asks for one row.
struct Single<R> {
    table: &'static str,
    of: fn(Rows) -> Option<R>,
    id: fn(&R) -> String,
    read: fn(&Row<'_>) -> Result<R>,
    between: Statement,
    forget: Statement,
    insert: fn(&mut Tx<'_>, &[R]) -> Result<()>,
}

const LICENSES: Single<LicenseRow> = Single {
    table: "license_row",
    of: |rows| if let Rows::License(row) = rows { Some(*row) } else { None },
    id: |row| row.id.clone(),
    read: LicenseRow::read,
    between: license::BETWEEN,
    forget: FORGET_LICENSES,
    // What they are called is written anew behind all of them.
    insert: |tx, rows| license::insert(tx, &rows.iter().collect::<Vec<_>>()),
};
const ENQUIRIES: Single<EnquiryRow> = Single {
    table: "enquiry_row",
    of: |rows| if let Rows::Enquiry(row) = rows { Some(*row) } else { None },
    id: |row| row.id.clone(),
    read: EnquiryRow::read,
    between: enquiry::BETWEEN,
    forget: FORGET_ENQUIRIES,
    insert: |tx, rows| enquiry::insert(tx, &rows.iter().collect::<Vec<_>>()),
};
const HANDOVERS: Single<HandoverRow> = Single {
    table: "handover_row",
    of: |rows| if let Rows::Handover(row) = rows { Some(*row) } else { None },
    id: |row| row.id.clone(),
    read: HandoverRow::read,
    between: handover::BETWEEN,
    forget: FORGET_HANDOVERS,
    insert: |tx, rows| handover::insert(tx, &rows.iter().collect::<Vec<_>>()),
};
const FOREIGN_CASES: Single<ForeignRow> = Single {
    table: "foreign_row",
    of: |rows| if let Rows::Foreign(row) = rows { Some(*row) } else { None },
    id: |row| row.id.clone(),
    read: ForeignRow::read,
    between: foreign::BETWEEN,
    forget: FORGET_FOREIGN,
    insert: |tx, rows| foreign::insert(tx, &rows.iter().collect::<Vec<_>>()),
};
const RATINGS: Single<RatingRow> = Single {
    table: "rating_row",
    of: |rows| if let Rows::Rating(row) = rows { Some(*row) } else { None },
    id: |row| row.id.clone(),
    read: RatingRow::read,
    between: rating::BETWEEN,
    forget: FORGET_RATINGS,
    insert: |tx, rows| rating::insert(tx, &rows.iter().collect::<Vec<_>>()),
};

fn single<R: PartialEq + Debug>(
    tx: &mut Tx<'_>,
    between: &[Param<'_>],
    asked: Vec<Rows>,
    mode: Mode,
    noun: &Single<R>,
    rebuilt: &mut Rebuilt,
) -> Result<()> {
    let rows: Vec<R> = asked.into_iter().filter_map(noun.of).collect();
    let there = readable(tx, &noun.between, between, (noun.table, noun.read), rebuilt)?;
    let before = rebuilt.found;
    compare(noun.table, &rows, &there, noun.id, rebuilt);
    if mode == Mode::Write && rebuilt.found > before {
        tx.run(&noun.forget, between)?;
        (noun.insert)(tx, &rows)?;
    }
    Ok(())
}

/// Notes what licenses are found by: their names and those of their holders.
fn note(asked: &[Rows], rebuilt: &mut Rebuilt) {
    for one in asked {
        let Rows::License(row) = one else { continue };
        rebuilt.names.extend(row.holder_name.clone());
        rebuilt.called.extend(row.item.clone().map(|item| (item, row.name.clone())));
    }
}

fn items(
    tx: &mut Tx<'_>,
    between: &[Param<'_>; 2],
    asked: Vec<Rows>,
    mode: Mode,
    rebuilt: &mut Rebuilt,
) -> Result<()> {
    let before = rebuilt.found;
    let (mut rows, mut guides, mut papers) = (Vec::new(), Vec::new(), Vec::new());
    let (mut found, mut of_items) = ((Found::new(), Found::new()), Vec::new());
    for one in asked {
        if let Rows::Item(of) = one {
            found.0.insert(of.id.clone(), item::tokens(&of.versions));
            found.1.insert(of.id.clone(), guide::tokens(&of.guides));
            rows.extend(of.versions.iter().cloned());
            guides.extend(of.guides.iter().cloned());
            papers.extend(of.papers.iter().map(|name| format!("{}/{name}", of.id)));
            of_items.push(of);
        }
    }
    let there = readable(tx, &item::BETWEEN, between, ("item_row", ItemRow::read), rebuilt)?;
    compare("item_row", &rows, &there, |row| format!("{}/{}", row.id, row.version), rebuilt);
    let guides_there = readable(tx, &guide::BETWEEN, between, ("guide_row", GuideRow::read), rebuilt)?;
    compare("guide_row", &guides, &guides_there, GuideRow::id, rebuilt);
    let read = |row: &Row<'_>| Ok((row.string(0)?, row.string(1)?));
    let papers_there = readable(tx, &item::PAPERS_BETWEEN, between, ("item_paper", read), rebuilt)?;
    let named: Vec<String> = papers_there.iter().map(|(item, name)| format!("{item}/{name}")).collect();
    compare("item_paper", &papers, &named, Clone::clone, rebuilt);
    let tokens = found::between(tx, item::SEARCH, between)?;
    let extra_items = found::compare(item::SEARCH, &found.0, &tokens, rebuilt);
    let tokens = found::between(tx, guide::SEARCH, between)?;
    let extra_guides = found::compare(guide::SEARCH, &found.1, &tokens, rebuilt);
    if mode == Mode::Write && rebuilt.found > before {
        let asked = of_items.iter().map(|of| &of.id);
        let there = there.iter().map(|row| &row.id).chain(papers_there.iter().map(|(item, _)| item));
        for id in asked.chain(there).chain(guides_there.iter().map(|row| &row.item)) {
            item::remove(tx, id)?;
            guide::remove(tx, id)?;
        }
        for id in &extra_items {
            item::remove(tx, id)?;
        }
        for id in &extra_guides {
            guide::remove(tx, id)?;
        }
        for of in &of_items {
            item::save(tx, &of.id, &of.versions)?;
            item::save_papers(tx, &of.id, &of.papers)?;
            guide::save(tx, &of.id, &of.guides)?;
        }
    }
    Ok(())
}

fn changes(
    tx: &mut Tx<'_>,
    between: &[Param<'_>],
    asked: Vec<Rows>,
    mode: Mode,
    rebuilt: &mut Rebuilt,
) -> Result<()> {
    let before = rebuilt.found;
    let of_stream = |one| if let Rows::Change(row) = one { Some(*row) } else { None };
    let rows: Vec<ChangeRow> = asked.into_iter().filter_map(of_stream).collect();
    let there = readable(tx, &change::BETWEEN, between, ("change_row", ChangeRow::read), rebuilt)?;
    let touched = readable(tx, &change::ITEMS_BETWEEN, between, ("change_item", change::of_item), rebuilt)?;
    let id = |(change, item, _): &(String, String, bool)| format!("{item}/{change}");
    let asked: Vec<_> = rows
        .iter()
        .flat_map(|row| row.items.iter().map(|item| (row.id.clone(), item.clone(), row.is_open())))
        .collect();
    compare("change_item", &asked, &touched, id, rebuilt);
    let bare: Vec<ChangeRow> =
        rows.iter().map(|row| ChangeRow { items: Vec::new(), ..row.clone() }).collect();
    compare("change_row", &bare, &there, |row| row.id.clone(), rebuilt);
    if mode == Mode::Write && rebuilt.found > before {
        change::forget(tx, between)?;
        rows.iter().try_for_each(|row| change::insert(tx, row))?;
    }
    Ok(())
}

fn looks(
    tx: &mut Tx<'_>,
    between: &[Param<'_>],
    asked: Vec<Rows>,
    mode: Mode,
    rebuilt: &mut Rebuilt,
) -> Result<()> {
    let before = rebuilt.found;
    let of_stream = |one| if let Rows::Looks(rows) = one { rows } else { Vec::new() };
    let rows: Vec<LookRow> = asked.into_iter().flat_map(of_stream).collect();
    let there = readable(tx, &look::BETWEEN, between, ("look_row", LookRow::read), rebuilt)?;
    compare("look_row", &rows, &there, LookRow::id, rebuilt);
    if mode == Mode::Write && rebuilt.found > before {
        tx.run(&look::FORGET, between)?;
        look::insert(tx, &rows)?;
    }
    Ok(())
}

/// The rows that are there and can be read; the embedded engine lets an intruder put a value of another type there, and such
/// a row is not what the log asks for.
fn readable<R>(
    tx: &mut Tx<'_>,
    statement: &Statement,
    between: &[Param<'_>],
    (table, read): (&'static str, fn(&Row<'_>) -> Result<R>),
    rebuilt: &mut Rebuilt,
) -> Result<Vec<R>> {
    let rows = tx.all(statement, between, |row| Ok((row.string(0).unwrap_or_default(), read(row).ok())))?;
    let mut found = Vec::new();
    for (id, row) in rows {
        match row {
            Some(row) => found.push(row),
            None => rebuilt.add(table, &id, Kind::Changed),
        }
    }
    Ok(found)
}

fn compare<R: PartialEq + Debug>(
    table: &'static str,
    asked: &[R],
    there: &[R],
    id: impl Fn(&R) -> String,
    rebuilt: &mut Rebuilt,
) {
    rebuilt.rows += u64::try_from(asked.len()).unwrap_or(u64::MAX);
    let mut there: BTreeMap<String, &R> = there.iter().map(|row| (id(row), row)).collect();
    for row in asked {
        match there.remove(&id(row)) {
            None => rebuilt.add(table, &id(row), Kind::Missing),
            Some(found) if found != row => rebuilt.add(table, &id(row), Kind::Changed),
            Some(_) => {}
        }
    }
    for row in there.into_keys() {
        rebuilt.add(table, &row, Kind::Extra);
    }
}
