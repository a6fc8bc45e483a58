//! Many at once: nothing lost, nothing doubled, exactly one wins.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;

use super::fixture::Fixture;
use crate::event::{Head, NewEvent};
use crate::{Abort, Error, counter, event, leaf, verify};

on_both!(
    nothing_is_lost_under_load,
    exactly_one_decides,
    numbers_are_unique_and_without_gaps,
    two_indexers_give_one_order,
    verification_runs_beside_writers,
);

const CLIENTS: i64 = 16;
const ROUNDS: i64 = 20;

fn nothing_is_lost_under_load(fixture: &Fixture) {
    thread::scope(|scope| {
        for client in 0..CLIENTS {
            scope.spawn(move || {
                for round in 0..ROUNDS {
                    // Half of them meet on one stream, every fifth is refused.
                    let stream =
                        if round % 2 == 0 { "case/shared".to_owned() } else { format!("case/{client}") };
                    let keys = Arc::clone(&fixture.keys);
                    let refused = round % 5 == 4;
                    let body = format!("{client}/{round}");
                    let result = fixture.store.write(move |tx| {
                        let head = event::head(tx, &stream)?;
                        let event =
                            NewEvent { kind: "case.noted", schema: 1, at: round, body: body.as_bytes() };
                        event::append(tx, keys.evidence(), &stream, head, &[event])?;
                        if refused { Err(Abort::Refused(())) } else { Ok(()) }
                    });
                    match result {
                        Ok(()) => assert!(!refused),
                        Err(Abort::Refused(())) => assert!(refused),
                        // On one hot stream the server may ask a client to try later; then nothing happened.
                        Err(Abort::Store(Error::Conflict | Error::Contended)) => {
                            let body = format!("{client}/{round}");
                            while !refused && fixture.append("case/retried", &[&body]).is_err() {}
                        }
                        Err(Abort::Store(error)) => panic!("{error}"),
                    }
                }
            });
        }
    });
    let mut bodies = BTreeSet::new();
    let mut total = 0;
    let streams = (0..CLIENTS).map(|client| format!("case/{client}"));
    for stream in streams.chain(["case/shared".to_owned(), "case/retried".to_owned()]) {
        let events = fixture.load(&stream).unwrap();
        total += events.len();
        bodies.extend(events.iter().map(|event| event.body.clone()));
    }
    let expected = usize::try_from(CLIENTS * (ROUNDS - ROUNDS / 5)).unwrap();
    assert_eq!((bodies.len(), total), (expected, expected), "nothing lost, nothing doubled");
    while fixture.index() > 0 {}
    assert!(verify::verify(&fixture.store, &fixture.keys, &[], &mut |_| {}).unwrap().is_clean());
}

fn exactly_one_decides(fixture: &Fixture) {
    fixture.append("case/a", &["accepted"]).unwrap();
    let wins: usize = thread::scope(|scope| {
        let clients: Vec<_> = (0..64)
            .map(|client| {
                scope.spawn(move || {
                    let keys = Arc::clone(&fixture.keys);
                    let body = format!("decided by {client}");
                    let result = fixture.store.write(move |tx| {
                        let events = event::load(tx, keys.evidence(), "case/a")?;
                        if events.len() > 1 {
                            return Err(Abort::Refused(()));
                        }
                        let event =
                            NewEvent { kind: "case.decided", schema: 1, at: 2, body: body.as_bytes() };
                        Ok(event::append(tx, keys.evidence(), "case/a", Head::of(&events), &[event])?)
                    });
                    match result {
                        Ok(_) => 1,
                        Err(Abort::Refused(())) => 0,
                        Err(Abort::Store(error)) => panic!("{error}"),
                    }
                })
            })
            .collect();
        clients.into_iter().map(|client| client.join().unwrap()).sum()
    });
    assert_eq!(wins, 1);
    assert_eq!(fixture.load("case/a").unwrap().len(), 2);
}

fn numbers_are_unique_and_without_gaps(fixture: &Fixture) {
    let numbers: Vec<i64> = thread::scope(|scope| {
        let clients: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    (0..10)
                        .filter_map(|round| {
                            let taken = fixture.store.write(move |tx| {
                                let number = counter::next(tx, "licence/2026")?;
                                if round % 3 == 2 { Err(Abort::Refused(())) } else { Ok(number) }
                            });
                            match taken {
                                Ok(number) => Some(number),
                                Err(Abort::Refused(())) => None,
                                Err(Abort::Store(error)) => panic!("{error}"),
                            }
                        })
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (1..=8 * 7).collect::<Vec<_>>());
}

fn two_indexers_give_one_order(fixture: &Fixture) {
    for stream in 0..10 {
        fixture.append(&format!("case/{stream}"), &["one", "two", "three"]).unwrap();
    }
    let indexed: usize = thread::scope(|scope| {
        let indexers: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let mut indexed = 0;
                    loop {
                        let step = fixture.write(|tx| leaf::index_pending(tx, daowei_crypto::Suite::Gm, 4));
                        match step {
                            Ok(0) => return indexed,
                            Ok(some) => indexed += some,
                            Err(Error::Conflict | Error::Contended) => {}
                            Err(error) => panic!("{error}"),
                        }
                    }
                })
            })
            .collect();
        indexers.into_iter().map(|indexer| indexer.join().unwrap()).sum()
    });
    assert_eq!(indexed, 30);
    fixture.checkpoint(1).unwrap();
    let answer = verify::verify(&fixture.store, &fixture.keys, &[], &mut |_| {}).unwrap();
    assert!(answer.is_clean());
    assert_eq!(answer.covered_by_checkpoint, 30);
}

fn verification_runs_beside_writers(fixture: &Fixture) {
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for round in 0..40 {
                fixture.append(&format!("case/{}", round % 7), &["one", "two"]).unwrap();
                fixture.index();
                if round % 8 == 0 {
                    fixture.checkpoint(round).unwrap();
                }
            }
        });
        let mut verified = 0;
        while !writer.is_finished() || verified == 0 {
            let answer = verify::verify(&fixture.store, &fixture.keys, &[], &mut |_| {}).unwrap();
            assert!(answer.is_clean(), "{:?}", answer.findings);
            verified += 1;
        }
        writer.join().unwrap();
    });
    let answer = verify::verify(&fixture.store, &fixture.keys, &[], &mut |_| {}).unwrap();
    assert_eq!(answer.events, 80);
}
