//! Outbox, jobs, leases: at least once, in order, taken over from the dead.

use super::fixture::Fixture;
use crate::outbox::{self, Message};
use crate::{Error, job, lease};

on_both!(
    messages_go_in_order_per_case,
    a_lost_lease_counts_for_nothing,
    dead_messages_wait_for_a_person,
    a_message_is_written_once,
    what_was_sent_is_known_and_what_was_dismissed_is_not_sent,
    jobs_move_when_a_process_dies,
    each_job_has_one_holder,
    a_lease_has_one_holder,
    a_lease_of_a_clock_that_was_ahead_has_ended,
);

fn message<'a>(id: &'a str, order_key: &'a str, sequence: i64) -> Message<'a> {
    Message { id, topic: "sms", order_key, sequence, dedup: id, payload: b"{}", not_before: 10 }
}

fn claim(fixture: &Fixture, holder: &'static str, now: i64) -> Vec<String> {
    let claimed = fixture.write(move |tx| outbox::claim(tx, holder, now, now + 30, 10)).unwrap();
    claimed.into_iter().map(|message| message.id).collect()
}

fn messages_go_in_order_per_case(fixture: &Fixture) {
    fixture
        .write(|tx| {
            outbox::add(
                tx,
                &[message("a2", "case/a", 2), message("a1", "case/a", 1), message("b1", "case/b", 1)],
            )
        })
        .unwrap();
    assert_eq!(claim(fixture, "w1", 9), [""; 0], "not before its time");
    assert_eq!(claim(fixture, "w1", 10), ["a1", "b1"]);
    assert_eq!(claim(fixture, "w2", 11), [""; 0], "the first of case/a is under way");
    assert!(fixture.write(|tx| outbox::failed(tx, "w1", "a1", "gateway down", 50)).unwrap());
    assert!(fixture.write(|tx| outbox::done(tx, "w1", "b1", 12)).unwrap());
    assert_eq!(claim(fixture, "w2", 49), [""; 0], "a failed one holds up those behind it");
    assert_eq!(claim(fixture, "w2", 50), ["a1"]);
    assert!(fixture.write(|tx| outbox::done(tx, "w2", "a1", 51)).unwrap());
    assert_eq!(claim(fixture, "w2", 52), ["a2"]);
}

fn what_was_sent_is_known_and_what_was_dismissed_is_not_sent(fixture: &Fixture) {
    fixture
        .write(|tx| {
            outbox::add(tx, &[message("m1", "log", 1), message("m2", "log", 2), message("m3", "log", 3)])
        })
        .unwrap();
    let waiting = || fixture.read(|tx| outbox::oldest_waiting(tx, "log")).unwrap();
    let sent = |id: &'static str| fixture.read(move |tx| outbox::sent(tx, id)).unwrap();
    assert_eq!((waiting(), sent("m1")), (Some(1), None));
    // An attempt that failed is forgotten once another one succeeds.
    fixture.write(|tx| outbox::claim(tx, "w1", 10, 40, 10)).unwrap();
    assert!(fixture.write(|tx| outbox::failed(tx, "w1", "m1", "no such place", 11)).unwrap());
    fixture.write(|tx| outbox::claim(tx, "w1", 12, 42, 10)).unwrap();
    assert!(fixture.write(|tx| outbox::done(tx, "w1", "m1", 13)).unwrap());
    assert_eq!((waiting(), sent("m1")), (Some(2), Some(13)));
    assert!(fixture.write(|tx| outbox::dismiss(tx, "m2", "carried over by hand", 14)).unwrap());
    assert_eq!((waiting(), sent("m2")), (Some(3), None));
    assert_eq!(fixture.read(|tx| outbox::oldest_waiting(tx, "elsewhere")).unwrap(), None);
}

fn a_lost_lease_counts_for_nothing(fixture: &Fixture) {
    fixture.write(|tx| outbox::add(tx, &[message("a1", "case/a", 1)])).unwrap();
    assert_eq!(claim(fixture, "w1", 10), ["a1"]);
    assert_eq!(claim(fixture, "w2", 40), ["a1"], "w1 died");
    assert!(!fixture.write(|tx| outbox::done(tx, "w1", "a1", 41)).unwrap());
    assert!(!fixture.write(|tx| outbox::failed(tx, "w1", "a1", "late", 99)).unwrap());
    assert!(fixture.write(|tx| outbox::done(tx, "w2", "a1", 41)).unwrap());
    assert!(!fixture.write(|tx| outbox::done(tx, "w2", "a1", 42)).unwrap());
    assert_eq!(fixture.write(|tx| outbox::purge(tx, 42)).unwrap(), 1);
}

fn dead_messages_wait_for_a_person(fixture: &Fixture) {
    fixture.write(|tx| outbox::add(tx, &[message("a1", "case/a", 1), message("a2", "case/a", 2)])).unwrap();
    for attempt in 0..outbox::ATTEMPTS {
        assert_eq!(claim(fixture, "w", 10 + attempt), ["a1"]);
        fixture.write(|tx| outbox::failed(tx, "w", "a1", "no such number", 0)).unwrap();
    }
    assert_eq!(claim(fixture, "w", 100), [""; 0]);
    let dead = fixture.read(|tx| outbox::dead(tx, 100, 10)).unwrap();
    assert_eq!((dead.len(), dead[0].last_error.as_deref()), (1, Some("no such number")));
    assert!(fixture.write(|tx| outbox::revive(tx, "a1", 100)).unwrap());
    assert_eq!(claim(fixture, "w", 100), ["a1"]);
    assert!(fixture.write(|tx| outbox::dismiss(tx, "a1", "told by telephone", 101)).unwrap());
    assert_eq!(claim(fixture, "w", 102), ["a2"]);
}

fn a_message_is_written_once(fixture: &Fixture) {
    fixture.write(|tx| outbox::add(tx, &[message("a1", "case/a", 1)])).unwrap();
    let twice = fixture.write(|tx| outbox::add(tx, &[Message { id: "other", ..message("a1", "case/a", 1) }]));
    assert!(matches!(twice, Err(Error::Duplicate { .. })));
}

fn jobs_move_when_a_process_dies(fixture: &Fixture) {
    fixture.write(|tx| job::add(tx, "render/1", "render", b"{}", 5)).unwrap();
    fixture.write(|tx| job::add(tx, "render/1", "render", b"again", 1)).unwrap();
    assert!(fixture.write(|tx| job::claim(tx, "p1", 4, 34)).unwrap().is_none());
    let first = fixture.write(|tx| job::claim(tx, "p1", 5, 35)).unwrap().unwrap();
    assert_eq!((first.id.as_str(), first.attempts, &first.payload[..]), ("render/1", 1, &b"{}"[..]));
    assert!(fixture.write(|tx| job::claim(tx, "p2", 20, 50)).unwrap().is_none());
    assert!(fixture.write(|tx| job::renew(tx, "p1", "render/1", 30, 60)).unwrap());
    assert!(fixture.write(|tx| job::claim(tx, "p2", 59, 89)).unwrap().is_none());
    // p1 dies.
    let second = fixture.write(|tx| job::claim(tx, "p2", 60, 90)).unwrap().unwrap();
    assert_eq!(second.attempts, 2);
    assert!(!fixture.write(|tx| job::renew(tx, "p1", "render/1", 61, 99)).unwrap());
    assert!(!fixture.write(|tx| job::finish(tx, "p1", "render/1")).unwrap());
    assert!(fixture.write(|tx| job::again(tx, "p2", "render/1", 100, Some("printer off"))).unwrap());
    assert!(fixture.write(|tx| job::claim(tx, "p2", 99, 129)).unwrap().is_none());
    assert!(fixture.write(|tx| job::claim(tx, "p2", 100, 130)).unwrap().is_some());
    assert!(fixture.write(|tx| job::finish(tx, "p2", "render/1")).unwrap());
    assert!(fixture.write(|tx| job::claim(tx, "p2", 999, 1_029)).unwrap().is_none());
}

fn each_job_has_one_holder(fixture: &Fixture) {
    fixture
        .write(|tx| (0..10).try_for_each(|number| job::add(tx, &format!("j{number}"), "k", b"", 0)))
        .unwrap();
    let mut taken: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = ["p1", "p2", "p3", "p4"]
            .map(|holder| {
                scope.spawn(move || {
                    let mut taken = Vec::new();
                    while let Some(job) = fixture.write(move |tx| job::claim(tx, holder, 1, 100)).unwrap() {
                        taken.push(job.id);
                    }
                    taken
                })
            })
            .into_iter()
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    taken.sort();
    let all: Vec<String> = (0..10).map(|number| format!("j{number}")).collect();
    // A worker that lost every race looks again only when it is asked; nobody gets a job twice.
    assert!(taken.windows(2).all(|pair| pair[0] != pair[1]));
    assert_eq!(taken, all);
}

fn a_lease_has_one_holder(fixture: &Fixture) {
    let hold = |holder: &'static str, now| {
        fixture.write(move |tx| lease::hold(tx, "indexer", holder, now, now + 30)).unwrap()
    };
    assert!(hold("p1", 0));
    assert!(!hold("p2", 10));
    assert!(hold("p1", 20));
    assert!(!hold("p2", 49));
    assert!(hold("p2", 50));
    assert!(!hold("p1", 51));
    fixture.write(|tx| lease::release(tx, "indexer", "p1")).unwrap();
    assert!(!hold("p1", 52), "only its holder gives it up");
    fixture.write(|tx| lease::release(tx, "indexer", "p2")).unwrap();
    assert!(hold("p1", 53));
    let winners = std::thread::scope(|scope| {
        let racers: Vec<_> = ["a", "b", "c", "d"]
            .map(|holder| {
                scope.spawn(move || fixture.write(move |tx| lease::hold(tx, "race", holder, 0, 30)).unwrap())
            })
            .into_iter()
            .collect();
        racers.into_iter().filter_map(|racer| racer.join().unwrap().then_some(())).count()
    });
    assert_eq!(winners, 1);
}

/// A process that died under a clock that was three months ahead left leases; nobody waits three months.
fn a_lease_of_a_clock_that_was_ahead_has_ended(fixture: &Fixture) {
    let hold = |holder: &'static str, now: i64| {
        fixture.write(move |tx| lease::hold(tx, "indexer", holder, now, now + 30)).unwrap()
    };
    assert!(hold("ahead", 90_000));
    assert!(hold("p1", 100), "it ends further ahead than a lease can last");
    // A clock that is ahead by less than a lease lasts: its lease holds, and ends.
    assert!(!hold("p2", 90));
    assert!(!hold("p2", 129) && hold("p2", 130));
    // The same for messages and jobs.
    fixture.write(|tx| outbox::add(tx, &[message("a1", "case/a", 1)])).unwrap();
    fixture.write(|tx| job::add(tx, "render/1", "render", b"{}", 5)).unwrap();
    assert_eq!(claim(fixture, "ahead", 90_000), ["a1"]);
    assert!(fixture.write(|tx| job::claim(tx, "ahead", 90_000, 90_030)).unwrap().is_some());
    assert!(fixture.read(|tx| outbox::is_due(tx, "sms", 100, 130)).unwrap());
    assert_eq!(claim(fixture, "p1", 100), ["a1"]);
    assert_eq!(claim(fixture, "p2", 90), [""; 0]);
    assert!(fixture.write(|tx| job::claim(tx, "p1", 100, 130)).unwrap().is_some());
    assert!(fixture.write(|tx| job::claim(tx, "p2", 90, 120)).unwrap().is_none());
}
