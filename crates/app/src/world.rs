//! The facts that every decision is held against, as they stood at one epoch: organization, letters, settings, calendar.
//!
//! Every write to one of them begins a new epoch. A unit of work reads only the epoch, under a shared lock: a revocation
//! a moment before still wins.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use daowei_calendar::{Calendar, OpeningHours};
use daowei_domain::authority::{Facts, Letter};
use daowei_domain::calendar::Almanac;
use daowei_domain::catalog::Item;
use daowei_domain::organization::{Department, Person, Window};
use daowei_domain::queue::Arrangement;
use daowei_domain::setting::{History, Settings};
use daowei_ident::{DepartmentId, ItemId, PersonId};
use daowei_store::view::guide::Facet;
use daowei_store::{Tx, counter, event, vault};
use jiff::civil::Date;

use crate::Inner;
use crate::error::{Error, Result};
use crate::stream;

#[cfg(test)]
mod tests;

/// The name of the epoch.
const EPOCH: &str = "facts";

/// The facts at one epoch.
pub struct World {
    epoch: i64,
    /// Organization and letters.
    pub facts: Facts,
    /// Names of staff, opened once: they are printed on every document and shown to colleagues.
    pub names: BTreeMap<PersonId, String>,
    /// The published calendars.
    pub almanac: Almanac,
    /// The calendar in use.
    pub calendar: Calendar,
    /// Settings by date.
    pub settings: History,
    /// What is queued for in the hall; nothing where that was never arranged.
    pub queue: Option<Arrangement>,
    /// Items that were asked for in this epoch.
    items: RwLock<HashMap<ItemId, Option<Arc<Item>>>>,
    /// How many guides each way leads to, on the day for which that was asked last in this epoch.
    counted: RwLock<Option<(Date, Counted)>>,
}

/// How many guides each way leads to.
type Counted = Arc<Vec<(Facet, u64)>>;

impl World {
    /// The settings in force on a day.
    #[must_use]
    pub fn settings_on(&self, day: Date) -> Settings {
        self.settings.on(day)
    }

    /// The organ that answers on a day for what is that department's.
    pub(crate) fn organ(&self, department: DepartmentId, day: Date) -> Result<&Department> {
        self.facts
            .answering(department, day)
            .or_else(|| self.facts.departments.get(&department))
            .ok_or(Error::NotFound { what: "department" })
    }

    /// How many guides each way leads to on that day, counted once in an epoch.
    pub(crate) fn counted(
        &self,
        day: Date,
        count: impl FnOnce() -> Result<Vec<(Facet, u64)>>,
    ) -> Result<Counted> {
        let held = self.counted.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, counted)) = held.filter(|(of, _)| *of == day) {
            return Ok(counted);
        }
        let counted = Arc::new(count()?);
        *self.counted.write().unwrap_or_else(PoisonError::into_inner) = Some((day, Arc::clone(&counted)));
        Ok(counted)
    }

    /// The name of a member of staff.
    #[must_use]
    pub fn name(&self, person: PersonId) -> &str {
        self.names.get(&person).map_or("", String::as_str)
    }
}

/// The facts of the epoch that this unit of work sees.
pub(crate) fn current(inner: &Inner, tx: &mut Tx<'_>) -> Result<Arc<World>> {
    let epoch = counter::epoch(tx, EPOCH)?;
    let held = inner.world.read().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(world) = held.filter(|world| world.epoch == epoch) {
        return Ok(world);
    }
    let world = Arc::new(load(inner, tx, epoch)?);
    *inner.world.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&world));
    Ok(world)
}

/// Begins a new epoch: to be called by every unit of work that changes one of the facts.
pub(crate) fn changed(tx: &mut Tx<'_>) -> Result<()> {
    counter::epoch_bump(tx, EPOCH)?;
    Ok(())
}

/// An item, from the epoch's memory or from its stream.
pub(crate) fn item(inner: &Inner, tx: &mut Tx<'_>, world: &World, id: ItemId) -> Result<Option<Arc<Item>>> {
    let held = world.items.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned();
    if let Some(item) = held {
        return Ok(item);
    }
    let loaded = stream::load::<daowei_domain::catalog::Event>(inner, tx, &stream::name("item", id))?;
    let item =
        loaded.records.iter().fold(None, |item, record| Item::apply(item, &record.event)).map(Arc::new);
    world.items.write().unwrap_or_else(PoisonError::into_inner).insert(id, item.clone());
    Ok(item)
}

fn load(inner: &Inner, tx: &mut Tx<'_>, epoch: i64) -> Result<World> {
    event::none_taken(tx, &["department", "person", "window", "letter", "calendar", "setting", "queue"])?;
    let mut facts = Facts::default();
    each(inner, tx, "department", Department::apply, |department: Department| {
        facts.departments.insert(department.id, department);
    })?;
    each(inner, tx, "person", Person::apply, |person: Person| {
        facts.people.insert(person.id, person);
    })?;
    each(inner, tx, "window", Window::apply, |window: Window| {
        facts.windows.insert(window.id, window);
    })?;
    each(inner, tx, "letter", Letter::apply, |letter: Letter| {
        facts.letters.insert(letter.id, letter);
    })?;
    let mut names = BTreeMap::new();
    for record in vault::of_noun(tx, inner.keys.vault(), "person", "staff_name")? {
        let name = String::from_utf8_lossy(&record.plain).into_owned();
        let person = facts.people.values().find(|person| person.name.id.to_string() == record.id);
        if let Some(person) = person {
            names.insert(person.id, name);
        }
    }
    let almanac = stream::load(inner, tx, CALENDAR)?
        .records
        .iter()
        .fold(Almanac::shipped(), |almanac, record| almanac.apply(&record.event));
    let settings = stream::load(inner, tx, SETTINGS)?
        .records
        .iter()
        .fold(History::default(), |history, record| history.apply(&record.event));
    let queue = stream::load(inner, tx, QUEUE)?
        .records
        .iter()
        .fold(None, |arranged, record| Arrangement::apply(arranged, &record.event));
    let calendar = Calendar::new(&almanac.national, &almanac.local, OpeningHours::default())
        .map_err(|_| Error::Store(daowei_store::Error::Damaged { what: "calendar" }))?;
    Ok(World {
        epoch,
        facts,
        names,
        almanac,
        calendar,
        settings,
        queue,
        items: RwLock::new(HashMap::new()),
        counted: RwLock::default(),
    })
}

/// The stream of the installation's calendar.
pub(crate) const CALENDAR: &str = "calendar-installation";
/// The stream of the installation's settings.
pub(crate) const SETTINGS: &str = "setting-installation";

/// The stream of the hall's queue.
pub(crate) const QUEUE: &str = "queue-installation";

/// Folds every stream of a noun.
fn each<S, E: serde::de::DeserializeOwned>(
    inner: &Inner,
    tx: &mut Tx<'_>,
    noun: &str,
    apply: impl Fn(Option<S>, &E) -> Option<S>,
    mut keep: impl FnMut(S),
) -> Result<()> {
    let mut current: Option<(String, Option<S>)> = None;
    for (stream, stored) in event::of_noun(tx, inner.keys.evidence(), noun)? {
        let event = stream::read::<E>(&stored)?.event;
        let state = match current.take() {
            Some((name, state)) if name == stream => apply(state, &event),
            other => {
                if let Some((_, Some(done))) = other {
                    keep(done);
                }
                apply(None, &event)
            }
        };
        current = Some((stream, state));
    }
    if let Some((_, Some(done))) = current {
        keep(done);
    }
    Ok(())
}
