//! 导出专网办件清单: as lists of cases leave, with what the list shows and nothing of an applicant.

use daowei_domain::Text;
use daowei_domain::case::exportable;
use daowei_domain::look::{ForeignExported, Format};

use super::read::{ForeignListed, ForeignQuery, listed, part};
use crate::case::export::{self, Exported, PAGE};
use crate::error::Result;
use crate::purpose;
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{App, newest};

/// Foreign cases that are to be exported, and what for.
#[derive(Clone)]
pub struct ForeignExport {
    /// Which, from the beginning to the end.
    pub query: ForeignQuery,
    /// In which form.
    pub format: Format,
    /// What for.
    pub purpose: Text,
}

impl App {
    /// The foreign cases of a query, once it is on record that they leave.
    ///
    /// # Errors
    /// As [`App::export_cases`]; [`Error::NotFound`] for a department that is not the caller's to see.
    pub async fn export_foreign(
        &self,
        caller: Caller,
        export: ForeignExport,
        texts: Texts,
    ) -> Result<Exported<ForeignListed>> {
        let turn = self.turn().await?;
        let asked = export.clone();
        let rows = self.read(caller.clone(), move |unit| gathered(unit, &asked)).await?;
        let cases = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let recorded = self.write(caller, move |unit| recorded(unit, &export, cases, &texts)).await?;
        Ok(recorded.with(rows, turn))
    }
}

fn gathered(unit: &mut Unit<'_, '_>, export: &ForeignExport) -> Result<Vec<ForeignListed>> {
    export::admitted(unit)?;
    purpose::stated(export.purpose.weight())?;
    let department = newest::department(unit, export.query.department)?;
    let (mut rows, mut query) = (Vec::new(), export.query.clone());
    loop {
        let page = part(unit, department, &query, PAGE)?;
        let full = u32::try_from(page.len()) == Ok(PAGE);
        query.after = page.last().map(|last| (last.received_on.clone(), last.id.clone()));
        rows.extend(page.into_iter().map(|row| listed(unit, row)));
        exportable(rows.len())?;
        if !full {
            return Ok(rows);
        }
    }
}

fn recorded(
    unit: &mut Unit<'_, '_>,
    export: &ForeignExport,
    cases: u32,
    texts: &Texts,
) -> Result<export::Recorded> {
    let ForeignQuery { department, system, number, item, standing, from, until, .. } = &export.query;
    let exported = ForeignExported {
        format: export.format,
        department: department.unwrap_or(unit.staff()?.department),
        system: system.clone(),
        number: number.clone(),
        item: *item,
        open: *standing == Some(None),
        result: standing.flatten(),
        from: *from,
        until: *until,
        cases,
        purpose: export.purpose.reference(),
    };
    export::departed(unit, exported.into(), texts)
}
