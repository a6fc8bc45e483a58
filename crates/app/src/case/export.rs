//! 导出: a list of cases in a file, for somebody who is there and says what for. What leaves is what the list shows, masked;
//! it is recorded before it leaves, like a look.

use std::sync::Arc;

use daowei_calendar::legal_date;
use daowei_domain::authority::{Act, Question, Scope, Subject, may};
use daowei_domain::case::exportable;
use daowei_domain::look::{self as looks, Exported as Departure, Format};
use daowei_domain::organization::Duty;
use daowei_domain::{Grant, Text};
use daowei_ident::UnitId;
use jiff::Timestamp;
use tokio::sync::OwnedSemaphorePermit;

use super::list::{self, Query};
use super::listed::{CaseListed, listed};
use crate::App;
use crate::error::{Error, Result};
use crate::look;
use crate::purpose;
use crate::stream;
use crate::text::Texts;
use crate::unit::{Caller, Unit};

/// Rows read in one statement.
pub(crate) const PAGE: u32 = 100;

/// What is to be exported, and what for.
#[derive(Clone)]
pub struct Export {
    /// Which cases, in which order; from the beginning to the end.
    pub query: Query,
    /// The words of the query, for the vault: what somebody looks for may be a name.
    pub words: Option<Text>,
    /// In which form.
    pub format: Format,
    /// What for.
    pub purpose: Text,
}

/// What leaves.
pub struct Exported<T> {
    /// Its number: the unit of work that recorded it.
    pub id: UnitId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub name: String,
    /// In which post.
    pub duty: Duty,
    /// Of which department.
    pub department: String,
    /// The rows.
    pub rows: Vec<T>,
    /// Whoever holds this is the one whose turn it is.
    _turn: OwnedSemaphorePermit,
}

impl App {
    /// The cases of a query, once it is on record that they leave.
    ///
    /// # Errors
    /// Rules of authority; `case.export.too_many`; [`Error::Input`] without a purpose; what befell the store.
    pub async fn export_cases(
        &self,
        caller: Caller,
        export: Export,
        texts: Texts,
    ) -> Result<Exported<CaseListed>> {
        let turn = self.turn().await?;
        // Read apart from the record, so that nobody who writes waits for ten thousand rows.
        let (query, weight) = (export.query.clone(), export.purpose.weight());
        let rows = self.read(caller.clone(), move |unit| gathered(unit, &query, weight)).await?;
        let cases = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let recorded = self.write(caller, move |unit| recorded(unit, &export, cases, &texts)).await?;
        Ok(recorded.with(rows, turn))
    }

    /// One file is made at a time.
    pub(crate) async fn turn(&self) -> Result<OwnedSemaphorePermit> {
        let turn = Arc::clone(&self.inner.exporting).acquire_owned().await;
        turn.map_err(|_| Error::Store(daowei_store::Error::Closed))
    }
}

/// By what right.
pub(crate) fn admitted(unit: &Unit<'_, '_>) -> Result<Grant> {
    let question = Question {
        staff: unit.staff()?,
        act: Act::ExportCases,
        subject: Subject::Nothing,
        now: unit.now,
        confirmation_minutes: unit.settings.confirmation_minutes,
    };
    Ok(may(&unit.world.facts, &question)?)
}

fn gathered(unit: &mut Unit<'_, '_>, query: &Query, weight: usize) -> Result<Vec<CaseListed>> {
    admitted(unit)?;
    purpose::stated(weight)?;
    let scope = Scope::of(&unit.world.facts, unit.staff()?, legal_date(unit.now));
    let mut rows = Vec::new();
    for piece in list::pieces(&scope, query) {
        let mut after = piece.order.beginning();
        loop {
            let page = list::part(unit, &scope, &piece, &after, PAGE)?;
            let full = u32::try_from(page.len()) == Ok(PAGE);
            if let Some(last) = page.last() {
                after = piece.order.behind(last);
            }
            rows.extend(page);
            exportable(rows.len())?;
            if !full {
                break;
            }
        }
    }
    query.order.arrange(&mut rows);
    Ok(listed(unit, rows))
}

/// Who it was, for the file.
pub(crate) struct Recorded {
    id: UnitId,
    at: Timestamp,
    name: String,
    duty: Duty,
    department: String,
}

impl Recorded {
    /// What leaves then.
    pub(crate) fn with<T>(self, rows: Vec<T>, turn: OwnedSemaphorePermit) -> Exported<T> {
        let Self { id, at, name, duty, department } = self;
        Exported { id, at, name, duty, department, rows, _turn: turn }
    }
}

fn recorded(unit: &mut Unit<'_, '_>, export: &Export, cases: u32, texts: &Texts) -> Result<Recorded> {
    let query = &export.query;
    let exported = Departure {
        format: export.format,
        stages: query.stages.clone(),
        department: query.department,
        mine: query.mine,
        words: export.words.as_ref().map(Text::reference),
        cases,
        purpose: export.purpose.reference(),
    };
    departed(unit, exported.into(), texts)
}

/// Records that something leaves; nothing does where this fails.
pub(crate) fn departed(unit: &mut Unit<'_, '_>, exported: looks::Event, texts: &Texts) -> Result<Recorded> {
    let grant = admitted(unit)?;
    let staff = unit.staff()?.clone();
    look::record(unit, &stream::name("look-export", staff.person), grant, exported, texts)?;
    let department = unit.world.facts.departments.get(&staff.department);
    Ok(Recorded {
        id: unit.id,
        at: unit.now,
        name: unit.world.name(staff.person).to_owned(),
        duty: staff.duty,
        department: department.map_or_else(String::new, |department| department.name.clone()),
    })
}
