//! 公布: the change ends and the items begin what it said, in one unit of work.

use daowei_domain::authority::Act;
use daowei_domain::catalog::Item;
use daowei_domain::change;
use daowei_ident::ListChangeId;
use daowei_store::event::Head;
use daowei_store::view;
use daowei_store::view::change::ChangeRow;
use jiff::civil::Date;

use super::{Ground, open};
use crate::aggregate::{self, Kept};
use crate::authority::grant;
use crate::catalog::show;
use crate::error::Result;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once};

/// From when it holds.
#[derive(Clone)]
pub struct Publishing {
    /// 生效日期
    pub effective: Date,
    /// 公布文号, where the government did not have to approve it.
    pub document: Option<String>,
}

impl App {
    /// 公布清单调整, once for each key.
    ///
    /// # Errors
    /// `authority.…`, `change.…`, `catalog.version.…`; [`crate::Error::NotFound`], [`crate::Error::KeyReused`].
    pub async fn publish_change(
        &self,
        caller: Caller,
        id: ListChangeId,
        publishing: Publishing,
        once: Option<Once>,
    ) -> Result<Answer<ListChangeId>> {
        self.write_once(caller, once, move |unit| publish(unit, id, publishing.clone())).await
    }
}

fn publish(unit: &mut Unit<'_, '_>, id: ListChangeId, publishing: Publishing) -> Result<ListChangeId> {
    let (before, head) = open(unit, id)?;
    let grant = grant(unit, Act::PublishChange, Some(before.department))?;
    // The list is a fact that others decide on: they have ended before this one is stamped.
    unit.changes_facts()?;
    let mut ground = Ground::of(unit, &before.proposal.plan, Some(id))?;
    let Publishing { effective, document } = publishing;
    let done = change::publish(&before, effective, document, &ground.context(), &unit.ids)?;
    for (item, events) in done.items {
        let state = ground.items.remove(&item);
        let head = ground.heads.get(&item).copied().unwrap_or(Head::NEW);
        let item = aggregate::append::<Item>(unit, item, Kept { state, head }, &grant, events)?;
        show(unit.tx, &item)?;
    }
    let state = aggregate::append(unit, id, Kept { state: Some(before), head }, &grant, done.events)?;
    view::change::save(unit.tx, &ChangeRow::of(&state))?;
    Ok(id)
}
