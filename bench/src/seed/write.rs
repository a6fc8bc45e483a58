//! Writes stamped cases through the facade: events with the real chain, vault, rows, counters; then the index.

use std::sync::Arc;

use daowei_crypto::Keys;
use daowei_store::event::{self, Head, NewEvent};
use daowei_store::{Abort, Error, Store, Tx, counter, leaf, vault, view};

use super::template::Stamped;
use crate::error::Result;

/// Schema of every event today.
const SCHEMA: i64 = 1;

/// A case with the nonces of its texts.
pub(super) type Ready = (Stamped, Vec<[u8; 12]>);

/// Writes cases in one unit of work.
pub(super) fn cases(store: &Store, keys: &Arc<Keys>, cases: Vec<Ready>) -> Result<()> {
    let keys = Arc::clone(keys);
    run(store, move |tx| cases.iter().try_for_each(|ready| case(tx, &keys, ready)))
}

/// Gives pending events their places in the global order.
pub(super) fn index(store: &Store, keys: &Arc<Keys>) -> Result<usize> {
    let suite = keys.suite();
    let mut indexed = 0;
    loop {
        let step = run(store, move |tx| leaf::index_pending(tx, suite, 4_000))?;
        indexed += step;
        if step < 4_000 {
            return Ok(indexed);
        }
    }
}

/// Signs what is indexed.
pub(super) fn checkpoint(store: &Store, keys: &Arc<Keys>, at: i64) -> Result<()> {
    let keys = Arc::clone(keys);
    run(store, move |tx| leaf::make_checkpoint(tx, &keys, at).map(|_| ()))
}

fn run<T: Send + 'static>(
    store: &Store,
    mut job: impl FnMut(&mut Tx<'_>) -> daowei_store::Result<T> + Send + 'static,
) -> Result<T> {
    Ok(store.write(move |tx| job(tx).map_err(Abort::<Error>::Store)).map_err(Abort::into_store)?)
}

fn case(tx: &mut Tx<'_>, keys: &Keys, (case, nonces): &Ready) -> daowei_store::Result<()> {
    let events: Vec<NewEvent<'_>> = case.events.iter().map(new).collect();
    event::append(tx, keys.evidence(), &case.stream, Head::NEW, &events)?;
    for (text, nonce) in case.texts.iter().zip(nonces) {
        let found_by: Vec<(&str, &str)> =
            text.found_by.iter().map(|(field, value)| (*field, value.as_str())).collect();
        let record = vault::NewRecord {
            id: &text.id,
            stream: &case.stream,
            kind: text.kind,
            salt: &text.salt,
            nonce: *nonce,
            plain: text.plain.as_bytes(),
            found_by: &found_by,
        };
        vault::add(tx, keys.vault(), keys.blind(), &record)?;
    }
    vault::find_by(tx, keys.blind(), "query_code", &case.looked_up, &case.row.id)?;
    view::case::insert(tx, &[&case.row])?;
    view::document::insert(tx, &case.documents)?;
    view::legal_person::add(tx, &case.company)?;
    if let Some((stream, event, row)) = &case.license {
        event::append(tx, keys.evidence(), stream, Head::NEW, &[new(event)])?;
        view::license::save(tx, row, true)?;
    }
    for (name, serial) in &case.counters {
        // The register gives what was counted on, or somebody else has taken from it.
        if counter::next(tx, name)? != i64::from(*serial) {
            return Err(Error::Damaged { what: "counter" });
        }
    }
    Ok(())
}

fn new(event: &super::template::NewEvent) -> NewEvent<'_> {
    NewEvent { kind: event.kind, schema: SCHEMA, at: event.at, body: event.body.as_bytes() }
}
