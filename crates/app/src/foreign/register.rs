//! 登记、更新: by hand.

use daowei_domain::Text;
use daowei_domain::authority::Act;
use daowei_domain::foreign::{self, AmendReason, Event, Origin, Progress, Register};
use daowei_ident::{ForeignCaseId, ItemId};
use daowei_store::event::Head;
use daowei_store::view;
use daowei_store::view::foreign::ForeignRow;

use super::{NOUN, open};
use crate::authority::grant;
use crate::error::{Error, Problem, Result};
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, stream, world};

/// What is registered.
#[derive(Clone)]
pub struct Given {
    /// The system.
    pub system: String,
    /// Its number there.
    pub number: String,
    /// The item.
    pub item: Option<ItemId>,
    /// Its name, where it is on no list.
    pub item_name: String,
    /// Whether it is on no list.
    pub unlisted: bool,
    /// Who applied.
    pub applicant: Option<Text>,
    /// How far it is.
    pub progress: Progress,
}

impl App {
    /// 登记专网办件, once for each key.
    ///
    /// # Errors
    /// `authority.…`, `foreign.…`; [`Error::Input`], [`Error::KeyReused`].
    pub async fn register_foreign(
        &self,
        caller: Caller,
        given: Given,
        texts: Texts,
        once: Option<Once>,
    ) -> Result<Answer<ForeignCaseId>> {
        self.write_once(caller, once, move |unit| register(unit, &given, &texts)).await
    }

    /// 更新办理情况, once for each key.
    ///
    /// # Errors
    /// As [`App::register_foreign`]; [`Error::NotFound`].
    pub async fn amend_foreign(
        &self,
        caller: Caller,
        id: ForeignCaseId,
        (progress, reason): (Progress, AmendReason),
        once: Option<Once>,
    ) -> Result<Answer<ForeignCaseId>> {
        self.write_once(caller, once, move |unit| amend(unit, id, &progress, reason)).await
    }
}

fn register(unit: &mut Unit<'_, '_>, given: &Given, texts: &Texts) -> Result<ForeignCaseId> {
    // Whoever has nothing to do with windows learns nothing of an item or a number by its refusals.
    grant(unit, Act::RegisterForeignCase, None)?;
    let world = unit.world.clone();
    let item = match given.item {
        None => None,
        Some(id) => {
            let item = world::item(unit.inner, unit.tx, &world, id)?;
            Some(item.ok_or(Error::input("item", Problem::Unknown))?)
        }
    };
    // One's own organ, or at a composite window that whose item it is.
    let of_item = item.as_ref().and_then(|item| match &item.newest()?.content.department {
        daowei_domain::catalog::DepartmentOf::Known(department) => Some(*department),
        daowei_domain::catalog::DepartmentOf::AsWritten(_) => None,
    });
    let department = of_item.unwrap_or(unit.staff()?.department);
    let grant = grant(unit, Act::RegisterForeignCase, Some(department))?;
    let taken = view::foreign::by_number(unit.tx, &given.system, &given.number)?;
    let id = unit.ids.next(ForeignCaseId::from_parts);
    let command = Register {
        id,
        system: given.system.clone(),
        number: given.number.clone(),
        department,
        item_name: given.item_name.clone(),
        unlisted: given.unlisted,
        applicant: given.applicant.clone(),
        progress: given.progress.clone(),
        origin: Origin::Desk,
    };
    let taken = taken.and_then(|row| row.id.parse().ok());
    let events = foreign::register(command, item.as_deref(), taken, unit.now)?;
    let stream = stream::name(NOUN, id);
    texts.save(unit.tx, &stream)?;
    let records: Vec<_> = events.into_iter().map(|event| unit.record(Some(grant.clone()), event)).collect();
    stream::append(unit.inner, unit.tx, &stream, Head::NEW, &records, Event::kind)?;
    let row = ForeignRow::of(&records).ok_or(Error::NotFound { what: "foreign case" })?;
    view::foreign::insert(unit.tx, &[&row])?;
    Ok(id)
}

fn amend(
    unit: &mut Unit<'_, '_>,
    id: ForeignCaseId,
    progress: &Progress,
    reason: AmendReason,
) -> Result<ForeignCaseId> {
    grant(unit, Act::RegisterForeignCase, None)?;
    let (case, mut records, head) = open(unit, id)?;
    let grant = grant(unit, Act::RegisterForeignCase, Some(case.department))?;
    let events = foreign::amend(&case, progress.clone(), Some(reason), unit.now)?;
    let new: Vec<_> = events.into_iter().map(|event| unit.record(Some(grant.clone()), event)).collect();
    stream::append(unit.inner, unit.tx, &stream::name(NOUN, id), head, &new, Event::kind)?;
    records.extend(new);
    let row = ForeignRow::of(&records).ok_or(Error::NotFound { what: "foreign case" })?;
    view::foreign::update(unit.tx, &row)?;
    Ok(id)
}
