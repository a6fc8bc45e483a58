//! 查阅记录: every look is recorded before anything is shown; those who supervise read who looked at what, and what for.

use std::collections::HashMap;

use daowei_domain::authority::Act;
use daowei_domain::{Grant, look};
use daowei_ident::{CaseId, CaseNumber, PersonId};
use daowei_store::view::look::Of;
use daowei_store::{event, vault, view};
use jiff::Timestamp;

pub use daowei_store::view::look::{Before, LookRow};

use crate::App;
use crate::case::{Page, scope};
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

impl App {
    /// Looks, the newest first.
    ///
    /// # Errors
    /// Rules of authority; what befell the store.
    pub async fn looks(&self, caller: Caller, query: LookQuery) -> Result<Page<LookView>> {
        self.read(caller, move |unit| looks(unit, &query)).await
    }
}

fn looks(unit: &mut Unit<'_, '_>, query: &LookQuery) -> Result<Page<LookView>> {
    scope(unit, Act::ReadLooks)?;
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
    let before = query.before.as_ref().unwrap_or(&latest);
    let limit = query.limit.clamp(1, 100);
    let mut rows = view::look::page(unit.tx, of, since, before, limit.saturating_add(1))?;
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    Ok(Page { rows: told(unit, rows)?, more })
}

fn told(unit: &mut Unit<'_, '_>, rows: Vec<LookRow>) -> Result<Vec<LookView>> {
    let cases = view::case::by_ids(unit.tx, rows.iter().filter_map(|row| row.case.as_deref()))?;
    let numbers: HashMap<String, Option<CaseNumber>> =
        cases.into_iter().map(|row| (row.id, row.number.parse().ok())).collect();
    let purposes = rows.iter().filter_map(|row| row.purpose.as_deref());
    let kept = vault::get_many(unit.tx, unit.inner.keys.vault(), purposes)?;
    let purposes: HashMap<String, String> = kept
        .into_iter()
        .map(|record| (record.id, String::from_utf8_lossy(&record.plain).into_owned()))
        .collect();
    let facts = &unit.world.facts;
    let name =
        |id: &str| id.parse().map_or_else(|_| String::new(), |person| unit.world.name(person).to_owned());
    let view = |row: LookRow| LookView {
        person: name(&row.person),
        department: row
            .department
            .parse()
            .ok()
            .and_then(|id| facts.departments.get(&id))
            .map_or_else(String::new, |department| department.name.clone()),
        responsible: row.responsible.as_deref().map(name),
        number: row.case.as_ref().and_then(|case| numbers.get(case).copied().flatten()),
        purpose: row.purpose.as_ref().and_then(|purpose| purposes.get(purpose).cloned()),
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
    let record = unit.record(Some(grant), look);
    let head = event::head(unit.tx, name)?;
    let row = LookRow::of(name, head.sequence + 1, &record);
    stream::append(unit.inner, unit.tx, name, head, &[record], look::Event::kind)?;
    view::look::insert(unit.tx, row.as_slice())?;
    texts.save(unit.tx, name)
}
