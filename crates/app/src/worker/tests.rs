//! The steps on a small center, under a turned clock.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use daowei_domain::organization::{Duty, Validity};
use daowei_store::testing::intrude;
use daowei_store::{Abort, account, counter, health, lease, outbox};
use jiff::civil::date;

use super::{Step, Worker};
use crate::account::testing::{Center, PASSWORD};
use crate::error::Error;
use crate::off_host::{self, OffHost};
use crate::unit::Caller;
use crate::{Clock, evidence};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A file of checkpoints, gone with its test.
struct Log(PathBuf);

impl Log {
    fn new() -> Self {
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        Self(std::env::temp_dir().join(format!("daowei_worker_{}_{number}", std::process::id())))
    }

    fn texts(&self) -> Vec<String> {
        evidence::checkpoints_in(&std::fs::read_to_string(&self.0).unwrap_or_default())
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn worker(center: &Center, holder: &str, log: Option<&Log>) -> Worker {
    Worker::new(center.app.clone(), holder.to_owned(), log.map(|log| log.0.clone()))
}

fn later(center: &Center, seconds: i64) {
    center.clock.turn(seconds);
}

fn state(center: &Center) -> health::Evidence {
    center.app.read_blocking(Caller::Host, |unit| Ok(health::evidence(unit.tx)?)).unwrap()
}

#[test]
fn a_turn_indexes_signs_and_sends_off() {
    let (center, log) = (Center::sqlite(), Log::new());
    let pending = state(&center).pending;
    assert!(pending > 0);
    let mut worker = worker(&center, "one", Some(&log));
    let turn = worker.turn();
    assert!(turn.failed.is_empty(), "{:?}", turn.failed);
    let indexed = usize::try_from(pending).unwrap();
    assert_eq!(turn.done, [(Step::Index, indexed), (Step::Checkpoint, 1), (Step::Deliver, 1)]);
    let after = state(&center);
    assert_eq!((after.indexed, after.pending), (pending, 0));
    let [sent] = &log.texts()[..] else { panic!("one checkpoint was sent") };
    assert_eq!(Some(sent), after.checkpoint.as_ref().map(|(_, _, text)| text));
    assert_eq!(evidence::read_checkpoint(center.app.keys(), sent).unwrap().size, pending.unsigned_abs());

    // With nothing to do, nothing is done, and nobody spins.
    let turn = worker.turn();
    assert!(turn.done.is_empty() && turn.failed.is_empty());
    assert!(!turn.wait.is_zero() && turn.wait <= std::time::Duration::from_millis(250), "{:?}", turn.wait);
    later(&center, 3_601);
    assert!(worker.turn().done.is_empty());
    assert_eq!(log.texts().len(), 1);
}

#[test]
fn what_left_the_host_tells_an_older_state_and_another_one() {
    let (center, log) = (Center::sqlite(), Log::new());
    let stands = |center: &Center| off_host::against(center.app.store(), center.app.keys(), &log.0).unwrap();
    assert_eq!(stands(&center), OffHost::Nothing, "no file yet");
    std::fs::write(&log.0, "no checkpoint of ours\n").unwrap();
    assert_eq!(stands(&center), OffHost::Strange, "another file");
    std::fs::remove_file(&log.0).unwrap();
    // The same installation as it was: a copy put back.
    let older = Center::sqlite();
    let grow = |center: &Center, log: Option<&Log>| {
        center.appoint(center.clerk.person, Duty::Supervisor).unwrap();
        let turn = worker(center, "one", log).turn();
        assert!(turn.failed.is_empty(), "{:?}", turn.failed);
    };
    worker(&older, "one", None).turn();
    let mut first = worker(&center, "one", Some(&log));
    first.turn();
    let before = state(&center).indexed.unsigned_abs();
    assert_eq!(stands(&older), OffHost::Agrees { covers: before }, "the two have begun alike");
    center.end_post(center.clerk.person, center.clerk.posts[0]).unwrap();
    later(&center, 120);
    first.turn();
    let covers = before + 1;
    assert_eq!(stands(&center), OffHost::Agrees { covers });
    assert_eq!(stands(&older), OffHost::Beyond { covers, here: before });
    // It grows past, with other events and checkpoints of other sizes: the leaves themselves tell.
    later(&older, 120);
    older.appoint(older.clerk.person, Duty::Supervisor).unwrap();
    grow(&older, None);
    assert_eq!(stands(&older), OffHost::Differs { size: covers });
    // A torn last line hides nothing.
    let mut text = std::fs::read_to_string(&log.0).unwrap();
    text.push_str("daowei-torn\n99");
    std::fs::write(&log.0, text).unwrap();
    assert_eq!(stands(&center), OffHost::Agrees { covers });
}

#[test]
fn a_step_that_fails_says_so_once_rests_longer_each_time_and_says_when_it_works_again() {
    let center = Center::sqlite();
    let mut worker = worker(&center, "one", None);
    worker.turn();
    center.appoint(center.clerk.person, Duty::Supervisor).unwrap();
    // A disk that takes nothing: what is to be indexed stays.
    let full = "CREATE TRIGGER full BEFORE INSERT ON leaf BEGIN SELECT RAISE(ABORT, 'disk full'); END";
    intrude(center.app.store(), full.to_owned());
    let (mut told, mut tried) = (0, Vec::new());
    for tick in 0..(5 * 120) {
        center.clock.turn_by(200);
        let turn = worker.turn();
        told += turn.failed.iter().filter(|(step, _)| *step == Step::Index).count();
        let failures = worker.troubled.get(&Step::Index).copied().unwrap_or_default();
        if failures > u32::try_from(tried.len()).unwrap() {
            tried.push(tick / 5);
        }
        assert!(turn.mended.is_empty());
    }
    assert_eq!(told, 1, "{tried:?}");
    assert!((7..=10).contains(&tried.len()), "in two minutes: {tried:?}");
    intrude(center.app.store(), "DROP TRIGGER full".to_owned());
    let mut mended = Vec::new();
    for _ in 0..(5 * 31) {
        center.clock.turn_by(200);
        mended.extend(worker.turn().mended);
    }
    assert_eq!(mended, [(Step::Index, u32::try_from(tried.len()).unwrap())]);
    assert_eq!(state(&center).pending, 0);
}

#[test]
fn an_idle_center_is_not_written_to() {
    let center = Center::sqlite();
    let worker = worker(&center, "one", None);
    while worker.step(Step::Index).unwrap() > 0 {}
    worker.step(Step::Checkpoint).unwrap();
    let leases = |center: &Center| {
        let names = ["index", "checkpoint", "lapse", "fold"];
        let now = center.clock.now().as_microsecond();
        names.map(|name| {
            // Another one gets it at once where nobody renewed it.
            let unit = move |tx: &mut daowei_store::Tx<'_>| {
                Ok::<_, Abort<daowei_store::Error>>(lease::hold(tx, name, "other", now, now)?)
            };
            center.app.store().write(unit).unwrap()
        })
    };
    later(&center, 60);
    for step in Step::ALL {
        assert_eq!(worker.step(step).unwrap(), 0, "{step:?}");
    }
    assert_eq!(leases(&center), [true; 4]);
}

#[test]
fn another_process_takes_over_when_a_lease_runs_out() {
    let center = Center::sqlite();
    let (one, two) = (worker(&center, "one", None), worker(&center, "two", None));
    assert!(one.step(Step::Index).unwrap() > 0);
    center.app.create_account_as_host(center.clerk.person, "again", PASSWORD).unwrap_err();
    center.end_post(center.clerk.person, center.clerk.posts[0]).unwrap();
    assert_eq!(two.step(Step::Index).unwrap(), 0, "the other one holds the lease");
    later(&center, 21);
    assert_eq!(two.step(Step::Index).unwrap(), 1);
    assert_eq!(one.step(Step::Index).unwrap(), 0);
}

#[test]
fn a_checkpoint_that_cannot_be_sent_is_tried_again() {
    let (center, log) = (Center::sqlite(), Log::new());
    std::fs::create_dir(&log.0).unwrap();
    let worker = worker(&center, "one", Some(&log));
    worker.step(Step::Index).unwrap();
    assert_eq!(worker.step(Step::Checkpoint).unwrap(), 1);
    worker.step(Step::Deliver).unwrap_err();
    assert_eq!(worker.step(Step::Deliver).unwrap(), 0, "it waits before the next attempt");
    std::fs::remove_dir(&log.0).unwrap();
    later(&center, 6);
    assert_eq!(worker.step(Step::Deliver).unwrap(), 1);
    assert_eq!(worker.step(Step::Deliver).unwrap(), 0);
    assert_eq!(log.texts().len(), 1);
}

#[test]
fn what_nobody_needs_any_longer_goes() {
    let center = Center::sqlite();
    let worker = worker(&center, "one", None);
    let at = center.clock.now().as_microsecond();
    let account = center.guard.login;
    let kept = move |unit: &mut crate::Unit<'_, '_>| {
        let account = account::by_login(unit.tx, account)?.unwrap();
        let session = account::session(unit.tx, unit.inner.keys.authentication(), &[1; 32])?;
        Ok((account, session.is_some()))
    };
    let begun = center.app.write_blocking(Caller::Host, move |unit| {
        let account = account::by_login(unit.tx, account)?.unwrap();
        let session = account::NewSession {
            digest: &[1; 32],
            id: "session",
            account: &account.id,
            person: &account.person,
            post: None,
            device: None,
            network: None,
            at,
        };
        account::add_session(unit.tx, unit.inner.keys.authentication(), &session)?;
        counter::tally_add(unit.tx, &[("seen", 1)])?;
        outbox::add(
            unit.tx,
            &[outbox::Message {
                id: "message",
                topic: "topic",
                order_key: "key",
                sequence: 1,
                dedup: "dedup",
                payload: b"",
                not_before: at,
            }],
        )?;
        outbox::dismiss(unit.tx, "message", "a test", at)?;
        Ok(())
    });
    begun.unwrap();
    assert_eq!(worker.step(Step::Fold).unwrap(), 1);
    assert_eq!(worker.step(Step::Purge).unwrap(), 0);
    later(&center, 8 * 24 * 3_600);
    assert_eq!(worker.step(Step::Purge).unwrap(), 1, "the session");
    assert!(!center.app.read_blocking(Caller::Host, kept).unwrap().1);
    later(&center, 23 * 24 * 3_600);
    assert_eq!(worker.step(Step::Purge).unwrap(), 1, "the message");
}

#[test]
fn a_clock_that_was_set_back_does_not_stop_the_work() {
    let center = Center::sqlite();
    let mut worker = worker(&center, "one", None);
    worker.turn();
    later(&center, -3_600);
    // What has been acted on waits for its time; what begins is worked on.
    let refused = center.end_post(center.clerk.person, center.clerk.posts[0]);
    assert!(matches!(refused, Err(Error::Store(daowei_store::Error::ClockBack { .. }))), "{refused:?}");
    center.authorize(center.clerk.person, Validity::since(date(2017, 1, 1))).unwrap();
    assert_eq!(worker.turn().done.first(), Some(&(Step::Index, 1)));
}
