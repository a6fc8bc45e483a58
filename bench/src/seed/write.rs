//! Writes stamped cases through the facade: events with the real chain, vault, rows, counters; then the index.

use std::collections::BTreeSet;
use std::sync::Arc;

use daowei_crypto::Keys;
use daowei_store::event::{self, Head, NewEvent};
use daowei_store::{Abort, Error, Store, Tx, counter, leaf, vault, view};

use super::template::Stamped;
use crate::error::Result;

/// Schema of every event today.
const SCHEMA: i64 = 1;

/// Events that one unit of work gives their places.
const INDEXED: u32 = 4_000;

/// A case with the nonces of its texts.
pub(super) type Ready = (Stamped, Vec<[u8; 12]>);

/// Writes cases in one unit of work.
pub(super) fn cases(store: &Store, keys: &Arc<Keys>, cases: Vec<Ready>) -> Result<()> {
    let keys = Arc::clone(keys);
    run(store, move |tx| {
        events(tx, &keys, &cases)?;
        texts(tx, &keys, &cases)?;
        rows(tx, &cases)
    })
}

/// Begins the series from which the cases' numbers were given.
pub(super) fn counters(store: &Store, given: Vec<(String, i64)>) -> Result<()> {
    run(store, move |tx| {
        let given: Vec<(&str, i64)> = given.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        counter::begin(tx, &given)
    })
}

/// Gives some pending events their places in the global order.
pub(super) fn index(store: &Store, keys: &Arc<Keys>) -> Result<usize> {
    let suite = keys.suite();
    run(store, move |tx| leaf::index_pending(tx, suite, INDEXED))
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

fn events(tx: &mut Tx<'_>, keys: &Keys, cases: &[Ready]) -> daowei_store::Result<()> {
    let mut streams: Vec<(&str, Vec<NewEvent<'_>>)> = Vec::with_capacity(cases.len() * 2);
    for (case, _) in cases {
        streams.push((&case.stream, case.events.iter().map(new).collect()));
        if let Some((stream, event, _)) = &case.license {
            streams.push((stream, vec![new(event)]));
        }
    }
    let streams: Vec<_> =
        streams.iter().map(|(stream, events)| (*stream, Head::NEW, events.as_slice())).collect();
    event::append_all(tx, keys.evidence(), &streams)?;
    Ok(())
}

fn texts(tx: &mut Tx<'_>, keys: &Keys, cases: &[Ready]) -> daowei_store::Result<()> {
    let texts = || {
        cases.iter().flat_map(|(case, nonces)| case.texts.iter().zip(nonces).map(move |text| (case, text)))
    };
    let found_by: Vec<Vec<(&str, &str)>> = texts()
        .map(|(_, (text, _))| text.found_by.iter().map(|(field, value)| (*field, value.as_str())).collect())
        .collect();
    let records: Vec<vault::NewRecord<'_>> = texts()
        .zip(&found_by)
        .map(|((case, (text, nonce)), found_by)| vault::NewRecord {
            id: &text.id,
            stream: &case.stream,
            kind: text.kind,
            salt: &text.salt,
            nonce: *nonce,
            plain: text.plain.as_bytes(),
            found_by,
        })
        .collect();
    vault::add(tx, keys.vault(), keys.blind(), &records)?;
    let codes: Vec<(&str, &str)> =
        cases.iter().map(|(case, _)| (case.looked_up.as_str(), case.row.id.as_str())).collect();
    vault::find_by(tx, keys.blind(), "query_code", &codes)
}

fn rows(tx: &mut Tx<'_>, cases: &[Ready]) -> daowei_store::Result<()> {
    view::case::insert(tx, &cases.iter().map(|(case, _)| &case.row).collect::<Vec<_>>())?;
    view::document::insert(
        tx,
        &cases.iter().flat_map(|(case, _)| case.documents.clone()).collect::<Vec<_>>(),
    )?;
    view::sent::insert(tx, &cases.iter().flat_map(|(case, _)| case.sent.clone()).collect::<Vec<_>>())?;
    let licenses = cases.iter().filter_map(|(case, _)| case.license.as_ref().map(|(_, _, row)| row));
    let licenses: Vec<_> = licenses.collect();
    view::license::insert(tx, &licenses)?;
    let called: BTreeSet<(&str, &str)> =
        licenses.iter().filter_map(|row| Some((row.item.as_deref()?, row.name.as_str()))).collect();
    called.into_iter().try_for_each(|(item, name)| view::license::name(tx, item, name))?;
    let companies: BTreeSet<&str> = cases.iter().map(|(case, _)| case.company.as_str()).collect();
    companies.into_iter().try_for_each(|company| view::legal_person::add(tx, company))
}

fn new(event: &super::template::NewEvent) -> NewEvent<'_> {
    NewEvent { kind: event.kind, schema: SCHEMA, at: event.at, body: event.body.as_bytes() }
}
