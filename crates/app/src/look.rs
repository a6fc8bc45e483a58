//! 查阅记录: every look is recorded before anything is shown; those who supervise read who looked at what, and what for.

use std::collections::HashMap;

use daowei_domain::authority::{Act, Scope};
use daowei_domain::{Grant, look};
use daowei_ident::{CaseId, CaseNumber, PersonId};
use daowei_store::view::case::CaseRow;
use daowei_store::view::look::Of;
use daowei_store::{event, vault, view};
use jiff::Timestamp;

pub use daowei_store::view::look::{Before, LookRow};

use crate::App;
use crate::case::scope;
use crate::error::Result;
use crate::stream;
use crate::text::Texts;
use crate::unit::{Caller, Unit};

/// Which looks.
#[derive(Clone, Debug)]
pub struct LookQuery {
    /// Whose.
    pub of: LooksOf,
    /// Since this instant.
    pub since: Option<Timestamp>,
    /// Before this place of the list.
    pub before: Option<Before>,
    /// How many.
    pub limit: u32,
}

/// Whose looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LooksOf {
    /// Everybody's.
    All,
    /// One person's.
    Person(PersonId),
    /// Those into one case.
    Case(CaseId),
}

/// A look, with the names that its reader needs.
#[derive(Clone, Debug)]
pub struct LookView {
    /// The row.
    pub row: LookRow,
    /// Who looked.
    pub person: String,
    /// In a post of which department.
    pub department: String,
    /// For contract staff: who answers for it.
    pub responsible: Option<String>,
    /// The number of the case.
    pub number: Option<CaseNumber>,
    /// What for, in the words of whoever looked.
    pub purpose: Option<String>,
}

/// A page of looks, and where the next one begins.
#[derive(Clone, Debug)]
pub struct Looks {
    /// The rows.
    pub rows: Vec<LookView>,
    /// Before which place there may be more.
    pub next: Option<Before>,
}

impl App {
    /// Looks, the newest first.
    ///
    /// # Errors
    /// Rules of authority; what befell the store.
    pub async fn looks(&self, caller: Caller, query: LookQuery) -> Result<Looks> {
        self.read(caller, move |unit| looks(unit, &query)).await
    }
}

/// An hour, in microseconds.
const HOUR: i64 = 3_600_000_000;

/// Rows are read on until a page is full; what lies outside one's scope takes no place in it. So often at most: then the page
/// is short, and says that there may be more.
const ROUNDS: u32 = 20;

fn looks(unit: &mut Unit<'_, '_>, query: &LookQuery) -> Result<Looks> {
    let scope = scope(unit, Act::ReadLooks)?;
    let id = match query.of {
        LooksOf::All => String::new(),
        LooksOf::Person(person) => person.to_string(),
        LooksOf::Case(case) => case.to_string(),
    };
    let of = match query.of {
        LooksOf::All => Of::All,
        LooksOf::Person(_) => Of::Person(&id),
        LooksOf::Case(_) => Of::Case(&id),
    };
    let since = query.since.map_or(i64::MIN, Timestamp::as_microsecond);
    let latest = Before { at: i64::MAX, stream: String::new(), sequence: 0 };
    let mut before = query.before.clone().unwrap_or(latest);
    let limit = query.limit.clamp(1, 100);
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let (mut seen, mut behind) = (Vec::new(), false);
    for _ in 0..ROUNDS {
        let rows = view::look::page(unit.tx, of, since, &before, limit.saturating_add(1))?;
        behind = rows.len() > size;
        if let Some(last) = rows.last() {
            before = place(last);
        }
        seen.extend(within(unit, &scope, rows)?);
        if seen.len() > size || !behind {
            break;
        }
    }
    let mut next = behind.then_some(before);
    if seen.len() > size {
        seen.truncate(size);
        next = seen.last().map(|(row, _)| place(row));
    }
    Ok(Looks { rows: told(unit, seen)?, next })
}

fn place(row: &LookRow) -> Before {
    Before { at: row.at, stream: row.stream.clone(), sequence: row.sequence }
}

/// The looks of departments, and into cases, that the reader may see.
fn within(unit: &mut Unit<'_, '_>, scope: &Scope, rows: Vec<LookRow>) -> Result<Vec<Seen>> {
    let cases = view::case::by_ids(unit.tx, rows.iter().filter_map(|row| row.case.as_deref()))?;
    let cases: HashMap<String, CaseRow> = cases.into_iter().map(|row| (row.id.clone(), row)).collect();
    let reached = |department: &str| department.parse().is_ok_and(|id| scope.reaches(id));
    let seen = rows.into_iter().filter(|row| reached(&row.department)).filter_map(|row| {
        let case = row.case.as_ref().map(|case| cases.get(case));
        match case {
            None => Some((row, None)),
            Some(Some(case)) => {
                reached(&case.department).then(|| (row, case.number.parse::<CaseNumber>().ok()))
            }
            Some(None) => None,
        }
    });
    Ok(seen.collect())
}

/// A look, and the number of the case that it went into.
type Seen = (LookRow, Option<CaseNumber>);

fn told(unit: &mut Unit<'_, '_>, rows: Vec<Seen>) -> Result<Vec<LookView>> {
    // A row may be anybody's who writes to the database: it opens nothing but a purpose, of a look of this stream.
    let wanted = rows.iter().filter_map(|(row, _)| Some((row.purpose.as_deref()?, row.stream.as_str())));
    let purposes = vault::of_kind(unit.tx, unit.inner.keys.vault(), "purpose", wanted)?;
    let facts = &unit.world.facts;
    let name =
        |id: &str| id.parse().map_or_else(|_| String::new(), |person| unit.world.name(person).to_owned());
    let view = |(row, number): Seen| LookView {
        person: name(&row.person),
        department: row
            .department
            .parse()
            .ok()
            .and_then(|id| facts.departments.get(&id))
            .map_or_else(String::new, |department| department.name.clone()),
        responsible: row.responsible.as_deref().map(name),
        number,
        purpose: row
            .purpose
            .as_ref()
            .and_then(|purpose| purposes.get(purpose))
            .map(|plain| String::from_utf8_lossy(plain).into_owned()),
        row,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Records a look in that stream. Nothing is shown where this fails.
pub(crate) fn record(
    unit: &mut Unit<'_, '_>,
    name: &str,
    grant: Grant,
    look: look::Event,
    texts: &Texts,
) -> Result<()> {
    let head = event::head(unit.tx, name)?;
    follow(unit, name, head, grant, look, texts)
}

/// The same behind what was read: refused where somebody else looked meanwhile, so that two copies never bear one number.
pub(crate) fn follow(
    unit: &mut Unit<'_, '_>,
    name: &str,
    head: event::Head,
    grant: Grant,
    look: look::Event,
    texts: &Texts,
) -> Result<()> {
    if look.counts() {
        admit(unit, &grant)?;
    }
    let record = unit.record(Some(grant), look);
    let row = LookRow::of(name, head.sequence + 1, &record);
    stream::append(unit.inner, unit.tx, name, head, &[record], look::Event::kind)?;
    view::look::insert(unit.tx, row.as_slice())?;
    texts.save(unit.tx, name)
}

/// Refuses whoever has looked too often within the hour. The last look that is left puts on record that none is, in a stream of
/// that person's: a refusal itself records nothing.
fn admit(unit: &mut Unit<'_, '_>, grant: &Grant) -> Result<()> {
    let person = unit.staff()?.person;
    let since = unit.now.as_microsecond().saturating_sub(HOUR);
    let looked = view::look::recent(unit.tx, &person.to_string(), since, unit.settings.hour_looks)?;
    if look::once_more(looked, &unit.settings)? {
        let name = stream::name("look-limit", person);
        let head = event::head(unit.tx, &name)?;
        let reached = look::LimitReached { looks: unit.settings.hour_looks };
        let record = unit.record(Some(grant.clone()), look::Event::from(reached));
        let row = LookRow::of(&name, head.sequence + 1, &record);
        stream::append(unit.inner, unit.tx, &name, head, &[record], look::Event::kind)?;
        view::look::insert(unit.tx, row.as_slice())?;
    }
    Ok(())
}
