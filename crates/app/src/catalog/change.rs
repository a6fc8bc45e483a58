//! What is done to the list as far as versions go. The list procedure itself makes `Change` origins.

use daowei_domain::authority::Act;
use daowei_domain::catalog::{self, Command, Content, EndReason, Item, Origin};
use daowei_domain::organization::Validity;
use daowei_ident::ItemId;
use daowei_store::{Tx, view};
use jiff::civil::Date;

use crate::aggregate::{self, Kept};
use crate::authority::grant;
use crate::error::Result;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once};

impl App {
    /// Enters an item with its first version.
    ///
    /// # Errors
    /// Rules of authority and `catalog.version.…`.
    pub async fn enter_item(
        &self,
        caller: Caller,
        origin: Origin,
        validity: Validity,
        content: Box<Content>,
    ) -> Result<Item> {
        self.write(caller, move |unit| enter(unit, origin.clone(), validity, content.clone())).await
    }

    /// Records a further version.
    ///
    /// # Errors
    /// As [`App::enter_item`]; [`crate::Error::NotFound`].
    pub async fn record_item_version(
        &self,
        caller: Caller,
        item: ItemId,
        origin: Origin,
        validity: Validity,
        content: Box<Content>,
    ) -> Result<Item> {
        self.write(caller, move |unit| record_version(unit, item, origin.clone(), validity, content.clone()))
            .await
    }

    /// Ends the version in force.
    ///
    /// # Errors
    /// As [`App::record_item_version`].
    pub async fn end_item(&self, caller: Caller, item: ItemId, on: Date, document: String) -> Result<Item> {
        self.write(caller, move |unit| end(unit, item, on, document.clone())).await
    }

    /// Records that the law itself stops the item, once for each key.
    ///
    /// # Errors
    /// As [`App::record_item_version`]; [`crate::Error::KeyReused`].
    pub async fn stop_item(
        &self,
        caller: Caller,
        item: ItemId,
        on: Date,
        document: String,
        once: Option<Once>,
    ) -> Result<Answer<Item>> {
        self.write_once(caller, once, move |unit| stop_by_law(unit, item, on, document.clone())).await
    }
}

/// Enters an item, inside a unit of work.
///
/// # Errors
/// As [`App::enter_item`].
pub fn enter(
    unit: &mut Unit<'_, '_>,
    origin: Origin,
    validity: Validity,
    content: Box<Content>,
) -> Result<Item> {
    let grant = grant(unit, Act::RecordItem, content.department_id())?;
    let id = unit.ids.next(ItemId::from_parts);
    let events = catalog::enter(id, origin, validity, content)?;
    let item = aggregate::keep(unit, id, Kept::NEW, &grant, events)?;
    show(unit.tx, &item)?;
    Ok(item)
}

/// Records a further version, inside a unit of work.
///
/// # Errors
/// As [`App::record_item_version`].
pub fn record_version(
    unit: &mut Unit<'_, '_>,
    item: ItemId,
    origin: Origin,
    validity: Validity,
    content: Box<Content>,
) -> Result<Item> {
    // The new version may move the item: both departments must be the caller's to arrange.
    grant(unit, Act::RecordItem, content.department_id())?;
    change(unit, item, Act::RecordItem, Command::RecordVersion { origin, validity, content })
}

/// Ends the version in force, inside a unit of work.
///
/// # Errors
/// As [`App::end_item`].
pub fn end(unit: &mut Unit<'_, '_>, item: ItemId, on: Date, document: String) -> Result<Item> {
    change(unit, item, Act::RecordItem, Command::End { reason: EndReason::Canceled, on, document })
}

/// Records a stop by law, inside a unit of work.
///
/// # Errors
/// As [`App::stop_item`].
pub fn stop_by_law(unit: &mut Unit<'_, '_>, item: ItemId, on: Date, document: String) -> Result<Item> {
    change(unit, item, Act::StopItem, Command::StopByLaw { on, document })
}

fn change(unit: &mut Unit<'_, '_>, id: ItemId, act: Act, command: Command) -> Result<Item> {
    let (item, head) = aggregate::open::<Item>(unit, id)?;
    let department = item.newest().and_then(|version| version.content.department_id());
    let grant = grant(unit, act, department)?;
    let events = catalog::decide(&item, command)?;
    let item = aggregate::keep(unit, id, Kept { state: Some(item), head }, &grant, events)?;
    show(unit.tx, &item)?;
    Ok(item)
}

/// Writes the rows that lists show.
pub(crate) fn show(tx: &mut Tx<'_>, item: &Item) -> Result<()> {
    let id = item.id.to_string();
    view::item::save(tx, &id, &view::item::ItemRow::of(item))?;
    view::item::save_papers(tx, &id, &view::item::papers(item))?;
    Ok(view::guide::save(tx, &id, &view::guide::GuideRow::of(item))?)
}
