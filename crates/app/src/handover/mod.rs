//! 交接班: proposed with what the giver holds, confirmed by the taker; the cases change hands in the same unit of work.

mod act;
mod read;

pub use act::Proposal;
pub use daowei_store::view::handover::HandoverRow;
pub use read::{HandoverDetail, HandoverListed, HandoverQuery};

use std::collections::BTreeMap;

use daowei_domain::case::{self, Case, Stage};
use daowei_domain::handover::{Handover, Held, MOST_CASES};
use daowei_ident::{CaseId, DepartmentId, HandoverId, PersonId};
use daowei_store::event::{self, Head};
use daowei_store::view;
use daowei_store::view::case::{Narrow, Order, Part};

use crate::error::{Error, Result};
use crate::stream;
use crate::unit::Unit;

/// The noun of the streams.
const NOUN: &str = "handover";

/// Loads a hand-over.
fn open(unit: &mut Unit<'_, '_>, id: HandoverId) -> Result<(Handover, Head)> {
    let loaded =
        stream::load::<daowei_domain::handover::Event>(unit.inner, unit.tx, &stream::name(NOUN, id))?;
    let state = loaded.records.iter().fold(None, |state, record| Handover::apply(state, &record.event));
    Ok((state.ok_or(Error::NotFound { what: "handover" })?, loaded.head))
}

/// What somebody holds in a department now: found by the rows, told by the streams, one statement for all of them. One more
/// than may go over at once says that there are too many.
fn held(unit: &mut Unit<'_, '_>, person: PersonId, department: DepartmentId) -> Result<Vec<Held>> {
    let departments = [department.to_string()];
    let narrow = Narrow { stages: &Stage::OPEN, departments: Some(&departments), holder: None };
    let limit = u32::try_from(MOST_CASES).unwrap_or(u32::MAX).saturating_add(1);
    let after = Order::Due.beginning();
    let part = Part { order: Order::Due, after: &after, limit };
    let rows = view::case::held_by(unit.tx, &person.to_string(), narrow, part)?;
    let cases: Vec<CaseId> = rows.iter().filter_map(|row| row.id.parse().ok()).collect();
    let streams: Vec<String> = cases.iter().map(|case| crate::case::stream_of(*case)).collect();
    let loaded = event::of_streams(unit.tx, unit.inner.keys.evidence(), &streams)?;
    let mut found: BTreeMap<String, Case> = BTreeMap::new();
    for (name, events) in loaded {
        let records = events.iter().map(stream::read::<case::Event>).collect::<Result<Vec<_>>>()?;
        found.extend(Case::fold(&records).map(|case| (name, case)));
    }
    // In the order of the list, the nearest due date first.
    Ok(streams.iter().filter_map(|name| Held::of(found.get(name)?, person)).collect())
}
