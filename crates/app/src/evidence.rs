//! 证据: what the command line does with the log as a whole.

use std::sync::Arc;

use daowei_crypto::{Checkpoint, Keys};
use daowei_domain::setting::History;
use daowei_store::view::rebuild::{self, Mode, Rebuilt};
use daowei_store::{Abort, Store, event, health, leaf};

use crate::stream;
use crate::world::SETTINGS;

/// Events indexed in one unit of work.
const BATCH: u32 = 1_024;

/// The topic under which checkpoints leave, and their order.
pub(crate) const CHECKPOINTS: &str = "evidence.checkpoint";

/// What the message with the checkpoint of that size is told by.
pub(crate) fn checkpoint_message(size: i64) -> String {
    format!("{CHECKPOINTS}/{size}")
}

type Done<T> = std::result::Result<T, daowei_store::Error>;

/// How many events a checkpoint covers, and its signed text.
pub type Covered = (i64, String);

/// Gives every waiting event its position, and signs the log as it then is; the newest checkpoint where it has not grown.
///
/// # Errors
/// What befell the store.
pub fn checkpoint(store: &Store, keys: &Arc<Keys>, at: i64) -> Done<Option<Covered>> {
    while index(store, keys)? > 0 {}
    let keys = Arc::clone(keys);
    let unit = move |tx: &mut daowei_store::Tx<'_>| {
        leaf::make_checkpoint(tx, &keys, at)?;
        Ok::<_, Abort<daowei_store::Error>>(leaf::newest_checkpoint(tx)?)
    };
    store.write(unit).map_err(Abort::into_store)
}

/// Signs what is indexed of a log that another process writes; the log keeps nothing of it. Gives the checkpoint, and how
/// many events wait for their positions.
///
/// # Errors
/// What befell the store.
pub fn checkpoint_aside(store: &Store, keys: &Arc<Keys>, at: i64) -> Done<(Option<Covered>, i64)> {
    let keys = Arc::clone(keys);
    let unit = move |tx: &mut daowei_store::Tx<'_>| {
        let pending = health::evidence(tx)?.pending;
        Ok::<_, Abort<daowei_store::Error>>((leaf::sign(tx, &keys, at)?, pending))
    };
    let (signed, pending) = store.snapshot(unit).map_err(Abort::into_store)?;
    Ok((signed.map(|(size, signed)| (size, signed.into_text())), pending))
}

fn index(store: &Store, keys: &Arc<Keys>) -> Done<usize> {
    let suite = keys.suite();
    let unit = move |tx: &mut daowei_store::Tx<'_>| {
        Ok::<_, Abort<daowei_store::Error>>(leaf::index_pending(tx, suite, BATCH)?)
    };
    store.write(unit).map_err(Abort::into_store)
}

/// The newest checkpoint that is kept, as its signed text.
///
/// # Errors
/// What befell the store.
pub fn newest_checkpoint(store: &Store) -> Done<Option<String>> {
    let unit =
        |tx: &mut daowei_store::Tx<'_>| Ok::<_, Abort<daowei_store::Error>>(leaf::newest_checkpoint(tx)?);
    Ok(store.read(unit).map_err(Abort::into_store)?.map(|(_, text)| text))
}

/// Reads a checkpoint of this installation.
///
/// # Errors
/// What is wrong with it.
pub fn read_checkpoint(keys: &Keys, text: &str) -> std::result::Result<Checkpoint, daowei_crypto::Error> {
    Checkpoint::verify(&keys.public(), text)
}

/// The checkpoints in a file: one, or a log of them, each behind the other.
#[must_use]
pub fn checkpoints_in(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut signed = true;
    for line in text.lines() {
        let signature = line.starts_with('\u{2014}');
        if signed && !signature {
            if line.is_empty() {
                continue;
            }
            found.push(String::new());
        }
        signed = signature;
        if let Some(last) = found.last_mut() {
            last.push_str(line);
            last.push('\n');
        }
    }
    found
}

/// Compares every row with the log and, in that mode, writes them anew.
///
/// # Errors
/// What befell the store; an event that cannot be read, or is not what was written.
pub fn rebuild(store: &Store, keys: &Arc<Keys>, mode: Mode, progress: &mut dyn FnMut(u64)) -> Done<Rebuilt> {
    let own = Arc::clone(keys);
    let settings = store
        .read(move |tx| {
            let history = event::load(tx, own.evidence(), SETTINGS)?.iter().try_fold(
                History::default(),
                |history, stored| {
                    stream::read(stored)
                        .map(|record| history.apply(&record.event))
                        .map_err(|_| daowei_store::Error::Damaged { what: "event" })
                },
            )?;
            Ok::<_, Abort<daowei_store::Error>>(history)
        })
        .map_err(Abort::into_store)?;
    rebuild::rebuild(store, keys, &settings, mode, progress)
}

#[cfg(test)]
mod tests {
    use super::checkpoints_in;

    #[test]
    fn a_log_of_checkpoints_falls_apart_into_them() {
        let (one, two) = ("a\n1\nroot\n\n\u{2014} a x\n", "a\n2\nroot\n\n\u{2014} a y\n\u{2014} w z\n");
        assert_eq!(checkpoints_in(&format!("{one}\n{two}")), [one, two]);
        assert_eq!(checkpoints_in(&format!("{one}{two}")), [one, two]);
        assert_eq!(checkpoints_in(one), [one]);
        assert!(checkpoints_in("\n\n").is_empty());
    }
}
