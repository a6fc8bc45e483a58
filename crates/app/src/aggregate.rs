//! What has a stream of its own and is part of the facts: loaded whole, decided on, kept with a new epoch.

use daowei_domain::Grant;
use daowei_domain::authority::{Letter, letter};
use daowei_domain::catalog::{self, Item};
use daowei_domain::change::{self, ListChange};
use daowei_domain::organization::{Department, Person, Window, department, person, window};
use daowei_store::event::{self, Head};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};
use crate::stream;
use crate::unit::Unit;

/// A noun whose events make it.
pub(crate) trait Aggregate: Sized {
    /// Its events.
    type Event: Serialize + DeserializeOwned;
    /// The noun that its streams are named by.
    const NOUN: &'static str;
    /// The state after one more event.
    fn after(state: Option<Self>, event: &Self::Event) -> Option<Self>;
    /// The kind of an event.
    fn kind(event: &Self::Event) -> &'static str;
}

macro_rules! aggregates {
    ($($state:ty, $event:ty, $noun:literal;)+) => {$(
        impl Aggregate for $state {
            type Event = $event;
            const NOUN: &'static str = $noun;
            fn after(state: Option<Self>, event: &Self::Event) -> Option<Self> {
                Self::apply(state, event)
            }
            fn kind(event: &Self::Event) -> &'static str {
                event.kind()
            }
        }
    )+};
}

aggregates! {
    Department, department::Event, "department";
    Person, person::Event, "person";
    Window, window::Event, "window";
    Letter, letter::Event, "letter";
    Item, catalog::Event, "item";
    ListChange, change::Event, "change";
}

/// A state and where its stream ends.
pub(crate) struct Kept<A> {
    pub(crate) state: Option<A>,
    pub(crate) head: Head,
}

impl<A> Kept<A> {
    /// Before the first event.
    pub(crate) const NEW: Self = Self { state: None, head: Head::NEW };
}

/// Loads a stream and folds it; nothing where there is none.
pub(crate) fn load<A: Aggregate>(unit: &mut Unit<'_, '_>, id: impl std::fmt::Display) -> Result<Kept<A>> {
    let loaded = stream::load::<A::Event>(unit.inner, unit.tx, &stream::name(A::NOUN, id))?;
    let state = loaded.records.iter().fold(None, |state, record| A::after(state, &record.event));
    Ok(Kept { state, head: loaded.head })
}

/// Loads several streams by one statement and folds each; nothing of one that is not there.
pub(crate) fn load_many<A: Aggregate, I: std::fmt::Display + Copy>(
    unit: &mut Unit<'_, '_>,
    ids: impl IntoIterator<Item = I>,
) -> Result<Vec<(I, Kept<A>)>> {
    let named: Vec<(String, I)> = ids.into_iter().map(|id| (stream::name(A::NOUN, id), id)).collect();
    let streams: Vec<String> = named.iter().map(|(name, _)| name.clone()).collect();
    let loaded = event::of_streams(unit.tx, unit.inner.keys.evidence(), &streams)?;
    let mut kept = Vec::with_capacity(loaded.len());
    for (name, stored) in loaded {
        let Some((_, id)) = named.iter().find(|(known, _)| *known == name) else { continue };
        let head = Head::of(&stored);
        let mut state = None;
        for event in &stored {
            state = A::after(state, &stream::read::<A::Event>(event)?.event);
        }
        kept.push((*id, Kept { state, head }));
    }
    Ok(kept)
}

/// Loads what must be there.
pub(crate) fn open<A: Aggregate>(unit: &mut Unit<'_, '_>, id: impl std::fmt::Display) -> Result<(A, Head)> {
    let Kept { state, head } = load(unit, id)?;
    Ok((state.ok_or(Error::NotFound { what: A::NOUN })?, head))
}

/// Appends what was decided, without a new epoch: for many at once.
pub(crate) fn append<A: Aggregate>(
    unit: &mut Unit<'_, '_>,
    id: impl std::fmt::Display,
    before: Kept<A>,
    grant: &Grant,
    events: Vec<A::Event>,
) -> Result<A> {
    let after = events.iter().fold(before.state, A::after).ok_or(Error::NotFound { what: A::NOUN })?;
    let records: Vec<_> = events.into_iter().map(|event| unit.record(Some(grant.clone()), event)).collect();
    stream::append(unit.inner, unit.tx, &stream::name(A::NOUN, id), before.head, &records, A::kind)?;
    Ok(after)
}

/// Appends what was decided and begins a new epoch of the facts.
pub(crate) fn keep<A: Aggregate>(
    unit: &mut Unit<'_, '_>,
    id: impl std::fmt::Display,
    before: Kept<A>,
    grant: &Grant,
    events: Vec<A::Event>,
) -> Result<A> {
    unit.changes_facts()?;
    append(unit, id, before, grant, events)
}
