//! The catalog is public: whoever is let in may read it.

use daowei_domain::catalog::Item;
use daowei_ident::{DepartmentId, ItemId};
use daowei_store::search;
pub use daowei_store::view::item::By;
use daowei_store::view::item::{self, ItemRow};
use daowei_store::view::order::Order;

use crate::error::{Error, Result};
use crate::text::one_line;
use crate::unit::{Caller, Unit};
use crate::{App, sorted, world};

/// Characters of a search.
pub(super) const LONGEST_SEARCH: usize = 100;
/// Items that a search goes through where not all of them are wanted.
pub(crate) const SEARCHED: u32 = 2_000;

/// Which items.
#[derive(Clone, Debug, Default)]
pub struct ItemQuery {
    /// Of this department.
    pub department: Option<DepartmentId>,
    /// Words, or initials of their pinyin; at least two characters.
    pub words: Option<String>,
    /// Only those with a version in force today; else the newest version of each of the others, too.
    pub in_force: bool,
    /// In which order; a search whose order nobody asks for comes as it was found.
    pub order: Option<Order<By>>,
    /// Behind this item; a search has no next page.
    pub after: Option<ItemId>,
    /// How many.
    pub limit: u32,
}

impl App {
    /// Items, by name where no order is asked for, or those that a search finds.
    ///
    /// # Errors
    /// [`Error::Input`] for a search that is too long, and for a page behind an item that is not there.
    pub async fn items(&self, caller: Caller, query: ItemQuery) -> Result<(Vec<ItemRow>, bool)> {
        self.read(caller, move |unit| items(unit, &query)).await
    }

    /// One item with all its versions.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn item(&self, caller: Caller, id: ItemId) -> Result<Item> {
        self.read(caller, move |unit| {
            unit.in_scope("catalog:read")?;
            let world = unit.world.clone();
            let item =
                world::item(unit.inner, unit.tx, &world, id)?.ok_or(Error::NotFound { what: "item" })?;
            Ok((*item).clone())
        })
        .await
    }
}

/// The rows, and whether there are more.
pub(crate) fn items(unit: &mut Unit<'_, '_>, query: &ItemQuery) -> Result<(Vec<ItemRow>, bool)> {
    unit.in_scope("catalog:read")?;
    let limit = query.limit.clamp(1, SEARCHED);
    let department = query.department.map(|id| id.to_string());
    let fetched = limit.saturating_add(1);
    let today = daowei_calendar::legal_date(unit.now).to_string();
    let mut more = false;
    let mut rows = match &query.words {
        Some(words) => {
            one_line("q", words, LONGEST_SEARCH)?;
            let picky = department.is_some() || query.in_force || query.order.is_some();
            let looked_at = if picky || !search::is_exact(words) { SEARCHED } else { fetched };
            let (mut rows, cut_off) = item::find(unit.tx, words, &today, looked_at)?;
            more = cut_off;
            rows.retain(|row| {
                (department.is_none() || row.department == department)
                    && (!query.in_force || row.holds_on(&today))
            });
            if let Some(order) = query.order {
                item::arrange(order, &mut rows);
            }
            rows
        }
        None => {
            let after = match query.after {
                Some(id) => Some(place(unit, id, &today)?),
                None => None,
            };
            let part = item::Part {
                department: department.as_deref(),
                day: &today,
                in_force: query.in_force,
                order: query.order.unwrap_or_default(),
                after: after.as_ref(),
                limit: fetched,
            };
            item::list(unit.tx, part)?
        }
    };
    // What has ended, or has not begun, takes no acceptance today.
    let facts = unit.world.clone();
    for row in &mut rows {
        row.acceptable &= row.holds_on(&today);
        let known = row.department.as_ref().and_then(|id| id.parse::<DepartmentId>().ok());
        if let Some(department) = known.and_then(|id| facts.facts.departments.get(&id)) {
            row.department_name.clone_from(&department.name);
        }
    }
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    more |= rows.len() > size;
    rows.truncate(size);
    Ok((rows, more))
}

/// The row behind which a page begins: of the version that the list shows.
fn place(unit: &mut Unit<'_, '_>, id: ItemId, today: &str) -> Result<ItemRow> {
    let rows = item::versions(unit.tx, &id.to_string())?;
    rows.iter().find(|row| item::is_shown(row, &rows, today)).cloned().ok_or_else(sorted::nowhere)
}
