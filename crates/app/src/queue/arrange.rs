//! 设置排队业务.

use daowei_domain::authority::Act;
use daowei_domain::queue::{Arrangement, Event, Kind, arrange};

use super::today;
use crate::authority::grant;
use crate::error::{Error, Result};
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, stream, world};

impl App {
    /// Arranges what is queued for, in the place of what was, once for each key; no kinds switch the queue off.
    ///
    /// # Errors
    /// Rules of authority, `queue.letter_twice`, `queue.window`; [`Error::KeyReused`].
    pub async fn arrange_queue(
        &self,
        caller: Caller,
        kinds: Vec<Kind>,
        once: Option<Once>,
    ) -> Result<Answer<Vec<Kind>>> {
        self.write_once(caller, once, move |unit| set(unit, kinds.clone())).await
    }
}

fn set(unit: &mut Unit<'_, '_>, kinds: Vec<Kind>) -> Result<Vec<Kind>> {
    let grant = grant(unit, Act::ArrangeQueue, None)?;
    let loaded = stream::load::<Event>(unit.inner, unit.tx, world::QUEUE)?;
    let events = arrange(kinds, &unit.world.facts, today(unit))?;
    let after = events.iter().fold(None, Arrangement::apply).ok_or(Error::NotFound { what: "queue" })?;
    unit.changes_facts()?;
    let records: Vec<_> = events.into_iter().map(|event| unit.record(Some(grant.clone()), event)).collect();
    stream::append(unit.inner, unit.tx, world::QUEUE, loaded.head, &records, Event::kind)?;
    Ok(after.kinds)
}
