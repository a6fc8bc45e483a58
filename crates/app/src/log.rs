//! The evidence log as callers see it: how far it is covered, and what has just happened to the cases within one's scope, in
//! its order: no bodies, only where to look.

use std::collections::{BTreeSet, HashMap};

use daowei_domain::authority::Act;
use daowei_ident::CaseId;
use daowei_store::{leaf, outbox, view};
use jiff::Timestamp;

use crate::App;
use crate::case::scope;
use crate::error::{Error, Result};
use crate::evidence::{self, CHECKPOINTS, checkpoint_message};
use crate::unit::{Caller, Unit};

/// An event that the caller may know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// Its place in the order of all events.
    pub position: i64,
    /// The case.
    pub case: CaseId,
    /// Its number in the case's stream.
    pub sequence: i64,
    /// Its kind.
    pub kind: String,
}

/// A stretch of the order of all events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// What the caller may know of it.
    pub events: Vec<Happened>,
    /// Where the next stretch begins.
    pub next: i64,
    /// Whether it begins with something that is there already.
    pub more: bool,
}

/// How the log stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Events that have their place in the order of all.
    pub events: i64,
    /// How many of them the newest checkpoint covers.
    pub covered: i64,
    /// The newest checkpoint, as signed.
    pub checkpoint: Option<String>,
    /// When it was signed.
    pub signed_at: Option<Timestamp>,
    /// The newest checkpoint of which this installation knows that it was written off this host.
    pub off_host: Option<OffHost>,
}

/// A checkpoint that left the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffHost {
    /// How many events it covers.
    pub size: i64,
    /// When it was written there.
    pub at: Timestamp,
}

impl App {
    /// How far the log is covered by a signed checkpoint.
    ///
    /// # Errors
    /// Rules of authority; what befell the store.
    pub async fn standing(&self, caller: Caller) -> Result<Standing> {
        self.read(caller, |unit| {
            unit.in_scope("evidence:read")?;
            scope(unit, Act::VerifyEvidence)?;
            let newest = leaf::newest_checkpoint(unit.tx)?;
            let signed_at = newest.as_ref().and_then(|(_, text)| {
                let signed = evidence::read_checkpoint(&unit.inner.keys, text).ok()?;
                Timestamp::from_microsecond(signed.at_micros).ok()
            });
            let (covered, checkpoint) = newest.map_or((0, None), |(size, text)| (size, Some(text)));
            let off_host = off_host(unit)?;
            Ok(Standing { events: end(unit)?, covered, checkpoint, signed_at, off_host })
        })
        .await
    }

    /// Events of cases within the caller's scope among `limit` events of all from a position on.
    ///
    /// # Errors
    /// Rules of authority; what befell the store.
    pub async fn happened(&self, caller: Caller, from: i64, limit: u32) -> Result<Stretch> {
        self.read(caller, move |unit| stretch(unit, from, limit)).await
    }

    /// Where the order of all events ends now.
    ///
    /// # Errors
    /// Rules of authority; what befell the store.
    pub async fn newest_position(&self, caller: Caller) -> Result<i64> {
        self.read(caller, |unit| {
            unit.in_scope("case:read")?;
            end(unit)
        })
        .await
    }
}

/// Checkpoints leave in the order of their sizes: the one before the first that still waits is the newest that has left, if
/// it was owed at all.
fn off_host(unit: &mut Unit<'_, '_>) -> Result<Option<OffHost>> {
    let waiting = outbox::oldest_waiting(unit.tx, CHECKPOINTS)?.unwrap_or(i64::MAX);
    let Some((size, _)) = leaf::checkpoint_below(unit.tx, waiting)? else { return Ok(None) };
    let sent = outbox::sent(unit.tx, &checkpoint_message(size))?;
    Ok(sent.and_then(|at| Some(OffHost { size, at: Timestamp::from_microsecond(at).ok()? })))
}

pub(crate) fn end(unit: &mut Unit<'_, '_>) -> Result<i64> {
    let size = leaf::frontier(unit.tx, unit.inner.keys.suite())?.size();
    Ok(i64::try_from(size).unwrap_or(i64::MAX))
}

fn stretch(unit: &mut Unit<'_, '_>, from: i64, limit: u32) -> Result<Stretch> {
    unit.in_scope("case:read")?;
    let scope = match scope(unit, Act::ReadCase) {
        Ok(scope) => scope,
        // Who reads no cases hears of none; that his session has ended he hears like everybody else.
        Err(Error::Refused(_)) => return Ok(Stretch { events: Vec::new(), next: end(unit)?, more: false }),
        Err(error) => return Err(error),
    };
    let indexed = leaf::after(unit.tx, from, limit)?;
    let next = indexed.last().map_or(from, |event| event.position.saturating_add(1));
    let more = u32::try_from(indexed.len()).is_ok_and(|count| count == limit);
    let cases: BTreeSet<&str> =
        indexed.iter().filter_map(|event| event.stream.strip_prefix("case-")).collect();
    let seen: HashMap<String, CaseId> = view::case::by_ids(unit.tx, cases)?
        .into_iter()
        .filter(|row| row.department.parse().is_ok_and(|department| scope.reaches(department)))
        .filter_map(|row| Some((format!("case-{}", row.id), row.id.parse().ok()?)))
        .collect();
    let known = |event: leaf::Indexed| {
        let case = *seen.get(&event.stream)?;
        Some(Happened { position: event.position, case, sequence: event.sequence, kind: event.kind })
    };
    Ok(Stretch { events: indexed.into_iter().filter_map(known).collect(), next, more })
}
