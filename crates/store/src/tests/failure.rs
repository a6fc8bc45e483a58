//! Cut, broken, full: the old state or the new one, never one between.

use std::sync::Arc;
use std::time::Duration;

use daowei_crypto::{Digest, Suite};

use super::fixture::{Fixture, Place};
use crate::event::{Head, NewEvent};
use crate::{
    Abort, Error, PostgresOptions, Result, SqliteOptions, Store, Tx, counter, event, idempotency, leaf,
    outbox, search, vault, verify,
};

on_both!(
    each_cut_leaves_old_or_new,
    each_cut_of_the_indexer_leaves_old_or_new,
    broken_connections_lose_nothing
);

/// One legal act: everything that must be true at the same instant.
fn act(tx: &mut Tx<'_>, keys: &daowei_crypto::Keys) -> Result<()> {
    let digest = Digest::from_bytes([1; 32]);
    let request = idempotency::Request { actor: "p1", route: "decide", key: "k1", digest: &digest };
    assert_eq!(idempotency::find(tx, &request)?, idempotency::Seen::Never);
    let events = event::load(tx, keys.evidence(), "case/a")?;
    let new = [
        NewEvent { kind: "case.decided", schema: 1, at: 9, body: b"granted" },
        NewEvent { kind: "case.sealed", schema: 1, at: 9, body: b"sealed" },
    ];
    event::append(tx, keys.evidence(), "case/a", Head::of(&events), &new)?;
    let record = vault::NewRecord {
        id: "record/1",
        stream: "case/a",
        kind: "reason",
        salt: &[3; 16],
        nonce: [4; 12],
        plain: "理由".as_bytes(),
        found_by: &[("name", "张三")],
    };
    vault::add(tx, keys.vault(), keys.blind(), &[record])?;
    let message = outbox::Message {
        id: "m1",
        topic: "sms",
        order_key: "case/a",
        sequence: 2,
        dedup: "case/a/2",
        payload: b"{}",
        not_before: 9,
    };
    outbox::add(tx, &[message])?;
    search::index(tx, "license", "l1", "取水许可")?;
    counter::tally_add(tx, &[("decided", 1)])?;
    counter::epoch_bump(tx, "facts")?;
    counter::next(tx, "licence")?;
    idempotency::record(tx, &request, 200, b"{}", 9)
}

/// How much of the act is there.
fn traces(tx: &mut Tx<'_>, keys: &daowei_crypto::Keys) -> Result<[usize; 8]> {
    let digest = Digest::from_bytes([1; 32]);
    let request = idempotency::Request { actor: "p1", route: "decide", key: "k1", digest: &digest };
    let count = |value: i64| usize::try_from(value).unwrap();
    Ok([
        event::load(tx, keys.evidence(), "case/a")?.len() - 1,
        vault::of_stream(tx, keys.vault(), "case/a", &["reason"])?.len(),
        vault::find(tx, keys.blind(), "name", "张三", "", 10)?.len(),
        outbox::dead(tx, 100, 10)?.len(),
        search::matches(tx, "license", "取水", 10)?.len(),
        count(counter::tally(tx, "decided")?),
        count(counter::epoch(tx, "facts")?),
        usize::from(idempotency::find(tx, &request)? != idempotency::Seen::Never),
    ])
}

fn each_cut_leaves_old_or_new(fixture: &Fixture) {
    fixture.append("case/a", &["accepted"]).unwrap();
    let mut operations = 0;
    loop {
        operations += 1;
        fixture.cut.arm(operations);
        let keys = Arc::clone(&fixture.keys);
        let result = fixture.write(move |tx| act(tx, &keys));
        let came_through = fixture.cut.disarm();
        let keys = Arc::clone(&fixture.keys);
        let there = fixture.write(move |tx| traces(tx, &keys)).unwrap();
        if came_through {
            result.unwrap();
            assert_eq!(there, [2, 1, 1, 0, 1, 1, 1, 1]);
            break;
        }
        assert!(matches!(result, Err(Error::Cut { operation }) if operation == operations), "{result:?}");
        assert_eq!(there, [0; 8], "cut at operation {operations}");
    }
    assert!(operations > 14, "{operations} operations were cut");
    while fixture.index() > 0 {}
    assert!(verify::verify(&fixture.store, &fixture.keys, &[], &mut |_| {}).unwrap().is_clean());
}

fn each_cut_of_the_indexer_leaves_old_or_new(fixture: &Fixture) {
    for operation in 1.. {
        fixture.append("case/a", &["one", "two"]).unwrap();
        fixture.cut.arm(operation);
        let result = fixture.write(|tx| leaf::index_pending(tx, Suite::Gm, 1_000));
        let came_through = fixture.cut.disarm();
        assert_eq!(result.is_ok(), came_through);
        let answer = verify::verify(&fixture.store, &fixture.keys, &[], &mut |_| {}).unwrap();
        assert!(answer.is_clean(), "cut at {operation}: {:?}", answer.findings);
        if came_through {
            assert!(operation > 4);
            break;
        }
    }
}

fn broken_connections_lose_nothing(fixture: &Fixture) {
    for round in 0..5 {
        if let Place::Schema(url, schema) = &fixture.place {
            // A connection that does not bear the name itself.
            let plain = url.replace(&format!("application_name={schema}"), "application_name=breaker");
            let text = format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{schema}'"
            );
            let mut client = ::postgres::Client::connect(&plain, ::postgres::NoTls).unwrap();
            let broken = client.query(&text, &[]).unwrap();
            assert!(!broken.is_empty());
        }
        fixture.append("case/a", &[&format!("round {round}")]).unwrap();
        assert_eq!(fixture.load("case/a").unwrap().len(), round + 1);
    }
    let answer = verify::verify(&fixture.store, &fixture.keys, &[], &mut |_| {}).unwrap();
    assert!(answer.is_clean() && answer.events == 5);
}

const BREAK: crate::Statement =
    crate::Statement::new("test.break", "SELECT pg_terminate_backend(pg_backend_pid())");

#[test]
#[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
fn postgres_a_connection_lost_before_the_commit_is_tried_again() {
    let fixture = Fixture::postgres();
    let mut attempts = 0;
    let number = fixture.write(move |tx| {
        attempts += 1;
        let number = counter::next(tx, "n")?;
        if attempts == 1 {
            tx.one(&BREAK, &[], |_| Ok(()))?;
        }
        Ok((number, attempts))
    });
    assert_eq!(number.unwrap(), (1, 2), "the first attempt left nothing");
}

#[test]
#[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
fn postgres_a_connection_lost_in_the_commit_is_unknown_and_never_tried_again() {
    let fixture = Fixture::postgres();
    fixture
        .write(|tx| {
            tx.run_text(
                "test.trap",
                "CREATE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$
                 BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                 CREATE CONSTRAINT TRIGGER trap AFTER INSERT ON counter DEFERRABLE INITIALLY DEFERRED
                 FOR EACH ROW EXECUTE FUNCTION trap()",
            )
        })
        .unwrap();
    let attempts = Arc::new(std::sync::atomic::AtomicU32::new(0));
    let counted = Arc::clone(&attempts);
    let unknown = fixture.write(move |tx| {
        counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        counter::next(tx, "n")
    });
    assert!(matches!(unknown, Err(Error::Unknown)), "{unknown:?}");
    assert_eq!(attempts.load(std::sync::atomic::Ordering::SeqCst), 1);
}

#[test]
fn a_full_disk_refuses_writes_and_recovers() {
    let fixture = Fixture::sqlite();
    fixture.append("case/a", &["before"]).unwrap();
    // The engine's own limit stands for the disk: the same error at the same places.
    fixture.write(|tx| tx.run_text("limit", "PRAGMA max_page_count = 1")).unwrap();
    let body = "x".repeat(200_000);
    let full = fixture.append("case/a", &[&body]);
    assert!(matches!(full, Err(Error::Full)), "{full:?}");
    assert_eq!(fixture.load("case/a").unwrap().len(), 1, "reads go on");
    assert!(fixture.store.read_only().is_none());
    fixture.write(|tx| tx.run_text("limit", "PRAGMA max_page_count = 1073741823")).unwrap();
    fixture.append("case/a", &[&body]).unwrap();
    assert!(verify::verify(&fixture.store, &fixture.keys, &[], &mut |_| {}).unwrap().is_clean());
}

#[test]
fn where_room_is_short_nothing_is_added_and_removing_goes_on() {
    let directory = std::env::temp_dir().join(format!("daowei_short_{}", std::process::id()));
    std::fs::create_dir(&directory).unwrap();
    let file = directory.join("daowei.db");
    let opened = |kept| Store::sqlite(&file, &SqliteOptions { kept, ..SqliteOptions::default() }).unwrap();
    let write = |store: &Store, job: fn(&mut crate::Tx<'_>) -> crate::Result<()>| {
        store.write(move |tx| job(tx).map_err(Abort::<Error>::Store)).map_err(Abort::into_store)
    };
    let roomy = opened(0);
    crate::migrate::migrate(&roomy, 1).unwrap();
    write(&roomy, |tx| search::index(tx, "license", "l1", "取水许可")).unwrap();
    assert!(!roomy.is_short());
    drop(roomy);
    // No disk has so much room.
    let short = opened(u64::MAX);
    assert!(matches!(write(&short, |tx| search::index(tx, "license", "l2", "采矿许可")), Err(Error::Full)));
    assert!(short.is_short() && short.read_only().is_none());
    write(&short, |tx| search::remove(tx, "license", "l1")).unwrap();
    let found = short.read(|tx| Ok::<_, Abort<Error>>(search::matches(tx, "license", "取水", 9)?));
    assert_eq!(found.unwrap(), [""; 0]);
    drop(short);
    let roomy = opened(0);
    write(&roomy, |tx| search::index(tx, "license", "l2", "采矿许可")).unwrap();
    assert!(!roomy.is_short());
    drop(roomy);
    std::fs::remove_dir_all(directory).unwrap();
}

#[test]
fn a_server_that_cannot_be_reached_is_said_to_be_unavailable() {
    let options =
        PostgresOptions { connections: 1, patience: Duration::from_millis(50), ..PostgresOptions::default() };
    let store = Store::postgres("postgres://nobody@127.0.0.1:9/none", &options).unwrap();
    let result = store.write(|tx| Ok::<_, Abort<Error>>(counter::next(tx, "n")?));
    assert!(matches!(result, Err(Abort::Store(Error::Unavailable { .. }))));
}

#[test]
fn too_much_waiting_work_is_refused_at_once() {
    let options = PostgresOptions {
        connections: 1,
        waiting: 1,
        patience: Duration::from_millis(300),
        ..PostgresOptions::default()
    };
    let store = Store::postgres("postgres://nobody@127.0.0.1:9/none", &options).unwrap();
    let (answer, answers) = std::sync::mpsc::channel();
    for _ in 0..10 {
        let answer = answer.clone();
        store.submit_write(
            |tx| Ok::<_, Abort<Error>>(counter::next(tx, "n")?),
            move |result| answer.send(result).unwrap(),
        );
    }
    drop(answer);
    let busy =
        answers.iter().filter(|result| matches!(result, Err(Abort::Store(Error::Busy { .. })))).count();
    assert!(busy >= 8, "{busy}");
}

/// Where the child process of the next test finds its database.
const CHILD: &str = "DAOWEI_TEST_FAILING_DISK";

fn child_with_a_failing_disk(path: &std::path::Path) {
    let store = Store::sqlite(path, &crate::SqliteOptions::default()).unwrap();
    let keys = super::fixture::keys();
    let append = |number: i64| {
        let keys = Arc::clone(&keys);
        let result = store.write(move |tx| {
            let head = event::head(tx, "case/a")?;
            let body = vec![b'x'; 100_000];
            let event = NewEvent { kind: "case.noted", schema: 1, at: number, body: &body };
            Ok::<_, Abort<Error>>(event::append(tx, keys.evidence(), "case/a", head, &[event])?)
        });
        result.map_err(Abort::into_store)
    };
    let mut acknowledged = 0;
    let failure = loop {
        match append(acknowledged) {
            Ok(_) => acknowledged += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(failure, Error::Unknown | Error::ReadOnly { .. }), "{failure:?}");
    assert!(matches!(append(0), Err(Error::ReadOnly { .. })), "no write after a failed one");
    assert!(store.read_only().is_some());
    let own = Arc::clone(&keys);
    let seen = store
        .read(move |tx| Ok::<_, Abort<Error>>(event::load(tx, own.evidence(), "case/a")?.len()))
        .map_err(Abort::into_store);
    assert_eq!(i64::try_from(seen.unwrap()), Ok(acknowledged), "reads go on");
    std::fs::write(path.with_extension("acknowledged"), acknowledged.to_string()).unwrap();
}

#[test]
fn a_failing_disk_ends_writing_for_good() {
    // The test runs itself a second time, with a limit on the size of files.
    if let Ok(path) = std::env::var(CHILD) {
        return child_with_a_failing_disk(std::path::Path::new(&path));
    }
    let fixture = Fixture::sqlite();
    let Place::Directory(directory) = &fixture.place else { panic!() };
    let path = directory.join("limited.db");
    let options = crate::SqliteOptions::default();
    crate::migrate::migrate(&Store::sqlite(&path, &options).unwrap(), 1).unwrap();
    // Beyond the limit the system refuses to write with an error that is not a lack of space.
    let child = std::process::Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 4096; exec \"$0\" --exact tests::failure::a_failing_disk_ends_writing_for_good"])
        .arg(std::env::current_exe().unwrap())
        .env(CHILD, &path)
        .output()
        .unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
    let acknowledged = std::fs::read_to_string(path.with_extension("acknowledged")).unwrap();
    let acknowledged: u64 = acknowledged.parse().unwrap();
    assert!(acknowledged > 3);
    let store = Store::sqlite(&path, &options).unwrap();
    let answer = verify::verify(&store, &fixture.keys, &[], &mut |_| {}).unwrap();
    assert!(answer.is_clean());
    // The last one was unknown: it may be there or not.
    assert!(
        (acknowledged..=acknowledged + 1).contains(&answer.events),
        "{} of {acknowledged}",
        answer.events
    );
}
