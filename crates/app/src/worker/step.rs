//! The steps.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use daowei_store::view::order::Order;
use daowei_store::{Tx, account, counter, draft, file, idempotency, leaf, lease, outbox, screen, view};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Step, Worker};
use crate::draft::KEPT_DAYS;
use crate::error::{Error, Result, abort};
use crate::evidence::{CHECKPOINTS, checkpoint_message};
use crate::unit::Caller;

/// What one turn of a step takes on.
pub(super) const BATCH: usize = 512;
const BATCH_ROWS: u32 = 512;
/// How long a lease lasts that is not renewed: another process takes over after that (REL-30).
pub(crate) const LEASE: SignedDuration = SignedDuration::from_secs(20);
/// How long answers and sent effects are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Longer than any session.
const SESSIONS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A unit of writing under the lease of a step; nothing where another process holds it.
fn leased<T: Send + 'static>(
    worker: &Worker,
    step: Step,
    mut work: impl FnMut(&mut Tx<'_>, Timestamp) -> Result<T> + Send + 'static,
) -> Result<Option<T>> {
    let (now, holder) = (worker.app.now(), worker.holder.clone());
    let unit = move |tx: &mut Tx<'_>| {
        let until = later(now, LEASE);
        if !lease::hold(tx, step.id(), &holder, now.as_microsecond(), until.as_microsecond())? {
            return Ok(None);
        }
        work(tx, now).map(Some).map_err(abort)
    };
    Ok(worker.app.store().write(unit)?)
}

/// A unit of writing that any process may do at any time.
fn shared<T: Send + 'static>(
    worker: &Worker,
    mut work: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    Ok(worker.app.store().write(move |tx| work(tx).map_err(abort))?)
}

/// Asks before anything is written.
fn asks(worker: &Worker, mut ask: impl FnMut(&mut Tx<'_>) -> Result<bool> + Send + 'static) -> Result<bool> {
    Ok(worker.app.store().read(move |tx| ask(tx).map_err(abort))?)
}

pub(super) fn index(worker: &Worker) -> Result<usize> {
    if !asks(worker, |tx| Ok(leaf::waiting(tx)?))? {
        return Ok(0);
    }
    let suite = worker.app.keys().suite();
    let done = leased(worker, Step::Index, move |tx, _| Ok(leaf::index_pending(tx, suite, BATCH_ROWS)?))?;
    Ok(done.unwrap_or(0))
}

/// Signs the log, and owes the signed text to the file off this host in the same instant.
pub(super) fn checkpoint(worker: &Worker) -> Result<usize> {
    let suite = worker.app.keys().suite();
    let grown = asks(worker, move |tx| {
        let size = leaf::frontier(tx, suite)?.size();
        let newest = leaf::newest_checkpoint(tx)?.map_or(0, |(newest, _)| newest.unsigned_abs());
        Ok(size > newest)
    })?;
    if !grown {
        return Ok(0);
    }
    let (app, sends) = (worker.app.clone(), worker.log.is_some());
    let made = leased(worker, Step::Checkpoint, move |tx, now| {
        let at = now.as_microsecond();
        let Some(signed) = leaf::make_checkpoint(tx, app.keys(), at)? else { return Ok(0) };
        if sends {
            let size = leaf::newest_checkpoint(tx)?.map_or(0, |(size, _)| size);
            let id = Uuid::from_bytes(app.random()).to_string();
            outbox::add(
                tx,
                &[outbox::Message {
                    id: &id,
                    topic: CHECKPOINTS,
                    order_key: CHECKPOINTS,
                    sequence: size,
                    dedup: &checkpoint_message(size),
                    payload: signed.text().as_bytes(),
                    not_before: at,
                }],
            )?;
        }
        Ok(1)
    })?;
    Ok(made.unwrap_or(0))
}

/// Appends owed checkpoints to the file off this host: each at least once, in order.
pub(super) fn deliver(worker: &Worker) -> Result<usize> {
    let Some(log) = &worker.log else { return Ok(0) };
    let now = worker.app.now();
    let (now, until) = (now.as_microsecond(), later(now, LEASE).as_microsecond());
    if !asks(worker, move |tx| Ok(outbox::is_due(tx, CHECKPOINTS, now, until)?))? {
        return Ok(0);
    }
    let holder = worker.holder.clone();
    let owed = shared(worker, move |tx| Ok(outbox::claim_of(tx, CHECKPOINTS, &holder, now, until, 64)?))?;
    for message in &owed {
        let (id, holder) = (message.id.clone(), worker.holder.clone());
        match append(log, &message.payload) {
            Ok(()) => {
                shared(worker, move |tx| Ok(outbox::done(tx, &holder, &id, now)?))?;
            }
            Err(error) => {
                let words = format!("{}: {error}", log.display());
                let retry = later(worker.app.now(), back_off(message.attempts)).as_microsecond();
                shared(worker, move |tx| Ok(outbox::failed(tx, &holder, &id, &words, retry)?))?;
                return Err(Error::Store(daowei_store::Error::File(error)));
            }
        }
    }
    Ok(owed.len())
}

fn append(log: &Path, text: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(log)?;
    file.write_all(text)?;
    file.write_all(b"\n")?;
    file.sync_all()
}

/// Five seconds, doubled with each attempt up to an hour.
fn back_off(attempts: i64) -> SignedDuration {
    let doublings = u32::try_from(attempts.clamp(1, 11)).unwrap_or(1) - 1;
    SignedDuration::from_secs(5_i64.saturating_mul(1_i64 << doublings).min(3_600))
}

pub(super) fn lapse(worker: &Worker) -> Result<usize> {
    let now = worker.app.now().as_microsecond();
    if !asks(worker, move |tx| Ok(!view::case::lapsing(tx, now, 1)?.is_empty()))? {
        return Ok(0);
    }
    match leased(worker, Step::Lapse, |_, _| Ok(()))? {
        Some(()) => worker.app.lapse_due(BATCH_ROWS),
        None => Ok(0),
    }
}

pub(super) fn fold(worker: &Worker) -> Result<usize> {
    if !asks(worker, |tx| Ok(counter::tally_waits(tx)?))? {
        return Ok(0);
    }
    let folded = leased(worker, Step::Fold, |tx, _| Ok(counter::tally_fold(tx, BATCH_ROWS)?))?;
    Ok(folded.unwrap_or(0))
}

/// Answers given, effects sent and sessions begun long ago.
pub(super) fn purge(worker: &Worker) -> Result<usize> {
    let now = worker.app.now();
    let before = earlier(now, KEPT).as_microsecond();
    let gone = shared(worker, move |tx| Ok(idempotency::purge(tx, before)? + outbox::purge(tx, before)?))?;
    let untouched_since = earlier(now, SignedDuration::from_hours(24 * KEPT_DAYS)).as_microsecond();
    let drafts = shared(worker, move |tx| Ok(draft::purge(tx, untouched_since)?))?;
    let screens = shared(worker, move |tx| Ok(screen::purge(tx, now.as_microsecond())?))?;
    let misses_before = crate::account::forgotten_before(now.as_microsecond());
    let misses = shared(worker, move |tx| Ok(account::purge_misses(tx, misses_before)?))?;
    let files = files(worker, now.as_microsecond())?;
    let begun_before = earlier(now, SESSIONS_KEPT).as_microsecond();
    let mut sessions = 0;
    let mut after = None;
    loop {
        let page = worker.app.read_blocking(Caller::Host, move |unit| {
            Ok(account::page(unit.tx, Order::default(), after.as_ref(), BATCH_ROWS)?)
        })?;
        let Some(last) = page.last() else { break };
        after = Some(last.clone());
        sessions += shared(worker, move |tx| {
            page.iter().try_fold(0, |sum, account| {
                Ok(sum + account::forget_sessions(tx, &account.id, begun_before)?)
            })
        })?;
    }
    Ok(usize::try_from(gone + drafts + screens + misses + files + sessions).unwrap_or(usize::MAX))
}

/// Files that nobody has handed in, some in a unit of work: each has many rows.
fn files(worker: &Worker, before: i64) -> Result<u64> {
    let mut gone = 0;
    while asks(worker, move |tx| Ok(file::is_over(tx, before)?))? {
        gone += shared(worker, move |tx| Ok(file::purge(tx, before, 16)?))?;
    }
    Ok(gone)
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(now)
}

fn earlier(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_sub(by).unwrap_or(now)
}
