//! Streams with their types: bytes in the store, events in the domain.

use daowei_domain::Recorded;
use daowei_store::event::{Head, NewEvent, Proven};
use daowei_store::{Tx, event};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Inner;
use crate::error::{Error, Result};

/// The schema in which every kind of event is written today.
pub(crate) const SCHEMA: i64 = 1;

/// The names of streams: a noun and an id.
pub(crate) fn name(noun: &str, id: impl std::fmt::Display) -> String {
    format!("{noun}-{id}")
}

/// A loaded stream: its events and where it ends.
pub(crate) struct Loaded<E> {
    pub(crate) records: Vec<Recorded<E>>,
    pub(crate) head: Head,
}

/// Loads a stream, each event checked against the installation's key; empty where there is none.
pub(crate) fn load<E: DeserializeOwned>(inner: &Inner, tx: &mut Tx<'_>, stream: &str) -> Result<Loaded<E>> {
    let stored = event::load(tx, inner.keys.evidence(), stream)?;
    let head = Head::of(&stored);
    let records = stored.iter().map(read).collect::<Result<_>>()?;
    Ok(Loaded { records, head })
}

/// Reads one event; of one that nobody checked there is none.
pub(crate) fn read<E: DeserializeOwned>(stored: &Proven) -> Result<Recorded<E>> {
    let damaged = Error::Store(daowei_store::Error::Damaged { what: "event" });
    if stored.schema != SCHEMA {
        return Err(damaged);
    }
    serde_json::from_slice(&stored.body).map_err(|_| damaged)
}

/// Appends events behind the head.
pub(crate) fn append<E: Serialize>(
    inner: &Inner,
    tx: &mut Tx<'_>,
    stream: &str,
    head: Head,
    records: &[Recorded<E>],
    kind: impl Fn(&E) -> &'static str,
) -> Result<Head> {
    let bodies = records
        .iter()
        .map(serde_json::to_vec)
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(|_| Error::Store(daowei_store::Error::Damaged { what: "event" }))?;
    let events: Vec<NewEvent<'_>> = records
        .iter()
        .zip(&bodies)
        .map(|(record, body)| NewEvent {
            kind: kind(&record.event),
            schema: SCHEMA,
            at: record.at.as_microsecond(),
            body,
        })
        .collect();
    Ok(event::append(tx, inner.keys.evidence(), stream, head, &events)?)
}
