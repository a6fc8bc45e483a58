//! 期限届满: what time alone brings about, looked for by the worker where nobody acts.

use daowei_domain::Recorded;
use daowei_domain::case::{self, Event, Passing};
use daowei_ident::CaseId;
use daowei_store::view;

use super::save::save;
use crate::error::{Error, Problem, Result};
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{App, world};

impl App {
    /// Lets time take effect on up to `limit` cases, each in a unit of work of its own, and says on how many it did.
    ///
    /// # Errors
    /// What befell the store.
    pub fn lapse_due(&self, limit: u32) -> Result<usize> {
        let due = self.read_blocking(Caller::Host, move |unit| {
            Ok(view::case::lapsing(unit.tx, unit.now.as_microsecond(), limit)?)
        })?;
        let count = due.len();
        // A case that fails holds nobody else up; what befell the first of them is told at the end.
        let mut failed = None;
        for id in due {
            if let Err(error) = self.lapse_one(&id) {
                failed.get_or_insert(error);
            }
        }
        failed.map_or(Ok(count), Err)
    }

    fn lapse_one(&self, id: &str) -> Result<()> {
        let id: CaseId = id.parse().map_err(|error| Error::input("case", Problem::Ident(error)))?;
        let texts = Texts::new(self);
        self.write_blocking(Caller::Host, move |unit| lapse(unit, id, &texts))
    }
}

/// Lets time take effect on one case.
fn lapse(unit: &mut Unit<'_, '_>, id: CaseId, texts: &Texts) -> Result<()> {
    let opened = super::open(unit, id)?;
    let facts = unit.world.clone();
    let item = match opened.case.item {
        Some(item) => world::item(unit.inner, unit.tx, &facts, item)?,
        None => None,
    };
    let records: Vec<Recorded<Event>> = case::lapse(
        &opened.case,
        &Passing {
            now: unit.now,
            calendar: &facts.calendar,
            settings: &unit.settings,
            item: item.as_deref(),
            unit: unit.id,
        },
    );
    if records.is_empty() {
        // A setting moved the instant meanwhile: only the row's reminder is old.
        let at = opened.records.last().map_or(unit.now, |record| record.at).as_microsecond();
        let row = view::case::CaseRow::of(&opened.case, &unit.settings, at);
        view::case::save(unit.tx, &row, Some(&opened.case))?;
        return Ok(());
    }
    save(unit, Some(&opened.case), opened.head, records, texts, None)?;
    Ok(())
}
