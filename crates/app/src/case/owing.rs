//! 待发文书、待回证: cases that still owe a document, and documents that nobody was served with yet, of one department.

use daowei_domain::authority::Act;
use daowei_domain::case::{DocumentKind, SealKind};
use daowei_ident::DepartmentId;
use daowei_store::view;
use daowei_store::view::document::Unserved;
use serde::de::DeserializeOwned;

use super::listed::{CaseListed, listed};
use super::{Page, scope};
use crate::App;
use crate::error::{Error, Result};
use crate::unit::{Caller, Unit};

/// Which part of a queue.
#[derive(Clone, Debug)]
pub struct OwingQuery {
    /// Of this department; the caller's own where nothing is said.
    pub department: Option<DepartmentId>,
    /// Behind this day and id.
    pub after: (String, String),
    /// How many.
    pub limit: u32,
}

/// How long the two queues of a department are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owing {
    /// Cases that owe a document.
    pub owed: i64,
    /// Documents that nobody was served with yet.
    pub unserved: i64,
}

/// A document that nobody was served with yet, and what is done next with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToServe {
    /// The row.
    pub row: Unserved,
    /// 用印, or else 送达; the result is 颁发.
    pub next: Act,
}

impl App {
    /// How many documents a department still has to issue and to serve.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`] for a department that is not there or not the caller's to see.
    pub async fn owing(&self, caller: Caller, department: Option<DepartmentId>) -> Result<Owing> {
        self.read(caller, move |unit| {
            let department = within(unit, department)?;
            let owed = view::case::count_owed(unit.tx, &department)?;
            Ok(Owing { owed, unserved: view::document::count_unserved(unit.tx, &department)? })
        })
        .await
    }

    /// 待发文书: cases that still owe a document, by due date.
    ///
    /// # Errors
    /// As [`App::owing`].
    pub async fn owed_notices(&self, caller: Caller, query: OwingQuery) -> Result<Page<CaseListed>> {
        self.read(caller, move |unit| {
            let department = within(unit, query.department)?;
            let after = (query.after.0.as_str(), query.after.1.as_str());
            let limit = query.limit.clamp(1, 100);
            let rows = view::case::owed(unit.tx, &department, after, limit.saturating_add(1))?;
            let page = cut(rows, limit);
            Ok(Page { rows: listed(unit, page.rows), more: page.more })
        })
        .await
    }

    /// 待回证: documents that nobody was served with yet, the oldest first.
    ///
    /// # Errors
    /// As [`App::owing`].
    pub async fn unserved_documents(&self, caller: Caller, query: OwingQuery) -> Result<Page<ToServe>> {
        self.read(caller, move |unit| {
            let department = within(unit, query.department)?;
            let after = (query.after.0.as_str(), query.after.1.as_str());
            let limit = query.limit.clamp(1, 100);
            let rows = view::document::unserved(unit.tx, &department, after, limit.saturating_add(1))?;
            let page = cut(rows, limit);
            let next = |row: Unserved| ToServe { next: next(&row), row };
            Ok(Page { rows: page.rows.into_iter().map(next).collect(), more: page.more })
        })
        .await
    }
}

/// The department asked for, where it is within scope.
fn within(unit: &Unit<'_, '_>, department: Option<DepartmentId>) -> Result<String> {
    unit.in_scope("case:read")?;
    let scope = scope(unit, Act::ReadCase)?;
    let department = department.unwrap_or(unit.staff()?.department);
    if !scope.reaches(department) {
        return Err(Error::NotFound { what: "department" });
    }
    Ok(department.to_string())
}

fn cut<T>(mut rows: Vec<T>, limit: u32) -> Page<T> {
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    Page { rows, more }
}

/// What is done next with a document: it bears its seal before it goes out; the result is delivered, a notice served.
fn next(row: &Unserved) -> Act {
    let document = &row.document;
    let seal = document.seal_due.as_deref().filter(|_| document.sealed.is_none()).and_then(read::<SealKind>);
    match (seal, read::<DocumentKind>(&document.kind)) {
        (Some(SealKind::Approval), _) => Act::Seal,
        (Some(SealKind::Office), _) => Act::SealWithOfficeSeal,
        (None, Some(kind)) if kind.is_decision() => Act::Deliver,
        (None, _) => Act::Serve,
    }
}

fn read<T: DeserializeOwned>(identifier: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(identifier.to_owned())).ok()
}
