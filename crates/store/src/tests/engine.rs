//! The facade: values, units of work, refusals.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use super::fixture::{Fixture, Place};
use crate::{Abort, Error, Param, SqliteOptions, Statement, Store, params};

const MAKE: &str =
    "CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, b BOOLEAN, r DOUBLE PRECISION, s TEXT, d TEXT)";
const ADD: Statement = Statement::new("t.add", "INSERT INTO t (id, b, r, s) VALUES ($1, $2, $3, $4)");
const GET: Statement = Statement::new("t.get", "SELECT b, r, s, id FROM t WHERE id = $1");
const COUNT: Statement = Statement::new("t.count", "SELECT COUNT(*) FROM t");
const IDS: Statement = Statement::new("t.ids", "SELECT id FROM t ORDER BY id");

on_both!(
    values_come_back,
    wrong_types_are_corrupt,
    a_refusal_changes_nothing,
    a_failed_statement_spoils_the_unit,
    a_panic_changes_nothing,
    reading_units_cannot_write,
    nul_is_refused,
    many_rows_at_once,
    many_groups_at_once,
    duplicates_are_named,
    the_observer_sees_the_trace,
    asynchronous_answers_arrive,
    a_refusal_undoes_nothing_of_its_neighbours,
);

fn table(fixture: &Fixture) {
    fixture.write(|tx| tx.run_text("make", MAKE)).unwrap();
}

fn count(fixture: &Fixture) -> i64 {
    fixture.read(|tx| tx.one(&COUNT, &[], |row| row.int(0))).unwrap().unwrap()
}

fn values_come_back(fixture: &Fixture) {
    table(fixture);
    type Case = (i64, Option<bool>, Option<f64>, Option<&'static str>);
    let cases: [Case; 4] = [
        (i64::MIN, Some(true), Some(0.5), Some("𠮷野家·㛃")),
        (i64::MAX, Some(false), Some(-1e300), Some("")),
        (0, None, None, None),
        (-1, Some(true), Some(f64::MIN_POSITIVE), Some("'; DROP TABLE t; --")),
    ];
    for (id, b, r, s) in cases {
        fixture.write(move |tx| tx.run(&ADD, params![id, b, r, s])).unwrap();
        let back = fixture.read(move |tx| {
            tx.one(&GET, params![id], |row| {
                Ok((
                    row.optional_bool(0)?,
                    row.optional_real(1)?,
                    row.optional_text(2)?.map(str::to_owned),
                    row.int(3)?,
                ))
            })
        });
        assert_eq!(back.unwrap(), Some((b, r, s.map(str::to_owned), id)));
    }
}

fn wrong_types_are_corrupt(fixture: &Fixture) {
    table(fixture);
    fixture.write(|tx| tx.run(&ADD, params![1_i64, true, 1.5, "x"])).unwrap();
    let corrupt = |result: Result<Option<()>, Error>, column| {
        assert!(
            matches!(result, Err(Error::Corrupt { statement: "t.get", column: c, .. }) if c == column),
            "{result:?}"
        );
    };
    corrupt(fixture.read(|tx| tx.one(&GET, params![1_i64], |row| row.int(2).map(|_| ()))), 2);
    corrupt(fixture.read(|tx| tx.one(&GET, params![1_i64], |row| row.text(0).map(|_| ()))), 0);
    corrupt(fixture.read(|tx| tx.one(&GET, params![1_i64], |row| row.bytes(2).map(|_| ()))), 2);
    corrupt(fixture.read(|tx| tx.one(&GET, params![1_i64], |row| row.real(9).map(|_| ()))), 9);
    fixture.write(|tx| tx.run(&ADD, params![2_i64, Param::Null, Param::Null, Param::Null])).unwrap();
    corrupt(fixture.read(|tx| tx.one(&GET, params![2_i64], |row| row.text(2).map(|_| ()))), 2);
}

fn a_refusal_changes_nothing(fixture: &Fixture) {
    table(fixture);
    let refused = fixture.store.write(|tx| {
        tx.run(&ADD, params![1_i64, true, 1.0, "x"])?;
        Err::<(), _>(Abort::Refused("not you"))
    });
    assert!(matches!(refused, Err(Abort::Refused("not you"))));
    assert_eq!(count(fixture), 0);
}

fn a_failed_statement_spoils_the_unit(fixture: &Fixture) {
    table(fixture);
    let spoiled = fixture.write(|tx| {
        tx.run(&ADD, params![1_i64, true, 1.0, "x"])?;
        let twice = tx.run(&ADD, params![1_i64, true, 1.0, "x"]);
        assert!(matches!(twice, Err(Error::Duplicate { statement: "t.add" })));
        let after = tx.run(&ADD, params![2_i64, true, 1.0, "x"]);
        assert!(matches!(after, Err(Error::Spoiled)));
        Ok(())
    });
    assert!(matches!(spoiled, Err(Error::Spoiled)));
    assert_eq!(count(fixture), 0);
}

fn a_panic_changes_nothing(fixture: &Fixture) {
    table(fixture);
    let panicked = fixture.write::<()>(|tx| {
        tx.run(&ADD, params![1_i64, true, 1.0, "x"])?;
        panic!("on purpose")
    });
    assert!(matches!(panicked, Err(Error::Panicked)));
    assert_eq!(count(fixture), 0);
    fixture.write(|tx| tx.run(&ADD, params![1_i64, true, 1.0, "x"])).unwrap();
    assert_eq!(count(fixture), 1);
}

fn reading_units_cannot_write(fixture: &Fixture) {
    table(fixture);
    let wrote = fixture.read(|tx| tx.run(&ADD, params![1_i64, true, 1.0, "x"]));
    assert!(matches!(wrote, Err(Error::WriteInRead { statement: "t.add" })));
    assert_eq!(count(fixture), 0);
}

fn nul_is_refused(fixture: &Fixture) {
    table(fixture);
    let nul = fixture.write(|tx| tx.run(&ADD, params![1_i64, true, 1.0, "a\0b"]));
    assert!(matches!(nul, Err(Error::Nul { statement: "t.add" })));
}

fn many_rows_at_once(fixture: &Fixture) {
    table(fixture);
    for rows in [0_i64, 1, 2, 15, 16, 17, 128, 300] {
        let before = count(fixture);
        let changed = fixture.write(move |tx| {
            let rows: Vec<[Param<'_>; 4]> =
                (0..rows).map(|row| [(before + row).into(), true.into(), 0.5.into(), "x".into()]).collect();
            tx.run_many(&ADD, &rows)
        });
        assert_eq!(changed.unwrap(), u64::try_from(rows).unwrap());
        assert_eq!(count(fixture), before + rows);
    }
    if matches!(fixture.place, Place::Schema(..)) {
        fixture.write(|tx| tx.run_text("empty", "DELETE FROM t")).unwrap();
        fixture.seen.lock().unwrap().clear();
        let unit = |start: i64| {
            move |tx: &mut crate::Tx<'_>| {
                let rows: Vec<[Param<'_>; 4]> =
                    (0..10).map(|row| [(start + row).into(), true.into(), 0.5.into(), "x".into()]).collect();
                tx.run_many(&ADD, &rows)
            }
        };
        // Once per connection the statement is prepared; after that: BEGIN, INSERT, COMMIT.
        for number in 0..20 {
            fixture.write(unit(number * 10)).unwrap();
        }
        let trips = fixture.seen.lock().unwrap().iter().map(|(.., trips)| *trips).min();
        assert_eq!(trips, Some(3));
    }
}

const OF_GROUP: Statement =
    Statement::new("t.of_group", "SELECT id, s FROM t WHERE s = $1 AND id > $2 ORDER BY id, s LIMIT $3");

/// Whatever the number of groups: those that go in one statement, and those that are left over.
fn many_groups_at_once(fixture: &Fixture) {
    table(fixture);
    let name = |group: i64| format!("g{group}");
    fixture
        .write(move |tx| {
            let names: Vec<String> = (0..1200).map(|id| name(id % 300)).collect();
            let rows: Vec<[Param<'_>; 4]> = (0_i64..)
                .zip(&names)
                .map(|(id, name)| [id.into(), Param::Null, Param::Null, name.as_str().into()])
                .collect();
            tx.run_many(&ADD, &rows)
        })
        .unwrap();
    for groups in [0, 1, 2, 15, 16, 17, 33, 128, 150, 299] {
        let mut found = fixture
            .read(move |tx| {
                let asked: Vec<String> = (290..290 + groups).map(|group| name(group % 300)).collect();
                let asked: Vec<[Param<'_>; 3]> =
                    asked.iter().map(|name| [name.as_str().into(), 595_i64.into(), 2_i64.into()]).collect();
                tx.all_many(&OF_GROUP, &asked, |row| Ok((row.int(0)?, row.string(1)?)))
            })
            .unwrap();
        found.sort_unstable();
        found.truncate(2);
        let asked = |id: i64| (290..290 + groups).any(|group| group % 300 == id % 300);
        let expected: Vec<_> =
            (596..1200).filter(|id| asked(*id)).take(2).map(|id| (id, name(id % 300))).collect();
        assert_eq!(found, expected, "{groups} groups");
    }
}

fn duplicates_are_named(fixture: &Fixture) {
    table(fixture);
    fixture.write(|tx| tx.run(&ADD, params![1_i64, true, 1.0, "x"])).unwrap();
    let twice = fixture.write(|tx| tx.run(&ADD, params![1_i64, true, 1.0, "x"]));
    assert!(matches!(twice, Err(Error::Duplicate { statement: "t.add" })));
    let null = fixture.write(|tx| tx.run(&ADD, params![Param::Null, true, 1.0, "x"]));
    assert!(matches!(null, Err(Error::Constraint { statement: "t.add", .. })), "{null:?}");
}

fn the_observer_sees_the_trace(fixture: &Fixture) {
    table(fixture);
    fixture.seen.lock().unwrap().clear();
    let inside = fixture.write(|tx| {
        tx.one(&COUNT, &[], |row| row.int(0))?;
        tx.run(&ADD, params![1_i64, true, 1.0, "x"])?;
        Ok(tx.trace().to_vec())
    });
    assert_eq!(inside.unwrap(), ["t.count", "t.add"]);
    let seen = fixture.seen.lock().unwrap();
    let [(statements, true, trips)] = seen.as_slice() else { panic!("{seen:?}") };
    assert_eq!(statements, &["t.count", "t.add"]);
    assert_eq!(*trips > 0, matches!(fixture.place, Place::Schema(..)));
}

fn asynchronous_answers_arrive(fixture: &Fixture) {
    table(fixture);
    let (answer, answers) = std::sync::mpsc::channel();
    for id in 0..50_i64 {
        let answer = answer.clone();
        fixture.store.submit_write(
            move |tx| Ok::<_, Abort<Error>>(tx.run(&ADD, params![id, true, 1.0, "x"])?),
            move |result| answer.send(result.is_ok()).unwrap(),
        );
    }
    drop(answer);
    assert_eq!(answers.iter().filter(|ok| *ok).count(), 50);
    assert_eq!(count(fixture), 50);
}

/// Units that wait together share a commit; one that writes and then refuses takes nothing of the others with it.
fn a_refusal_undoes_nothing_of_its_neighbours(fixture: &Fixture) {
    table(fixture);
    let (open, gate) = std::sync::mpsc::channel::<()>();
    let gate = Arc::new(Mutex::new(gate));
    let (answer, answers) = std::sync::mpsc::channel();
    for id in 0..20_i64 {
        let (answer, gate) = (answer.clone(), Arc::clone(&gate));
        fixture.store.submit_write(
            move |tx| {
                if id == 0 {
                    // Behind this one the others gather, where one thread writes; an open gate stays open.
                    let _ = gate.lock().unwrap().recv();
                }
                tx.run(&ADD, params![id, true, 1.0, "x"])?;
                if id % 5 == 3 { Err(Abort::Refused("not you")) } else { Ok(id) }
            },
            move |result| answer.send(result.ok()).unwrap(),
        );
    }
    drop(open);
    drop(answer);
    let kept: BTreeSet<i64> = answers.iter().flatten().collect();
    let due: BTreeSet<i64> = (0..20).filter(|id| id % 5 != 3).collect();
    assert_eq!(kept, due);
    let found = fixture.read(|tx| tx.all(&IDS, &[], |row| row.int(0))).unwrap();
    assert_eq!(found, Vec::from_iter(due));
}

#[test]
fn a_second_process_on_the_same_file_is_refused() {
    let fixture = Fixture::sqlite();
    let Place::Directory(directory) = &fixture.place else { panic!() };
    let path = directory.join("daowei.db");
    let second = Store::sqlite(&path, &SqliteOptions::default()).err().unwrap();
    assert!(
        matches!(&second, Error::InUse { holder, .. } if holder.contains(&std::process::id().to_string()))
    );
    assert!(second.to_string().contains("in use by another process"));
    // Looking at it is allowed, writing is not.
    let looking = fixture.another();
    let wrote = looking.write(|tx| Ok::<_, Abort<Error>>(tx.run(&ADD, params![1_i64, true, 1.0, "x"])?));
    assert!(matches!(wrote, Err(Abort::Store(Error::ReadOnly { .. }))));
    assert_eq!(
        crate::migrate::version(&looking).unwrap(),
        crate::migrate::MIGRATIONS.last().unwrap().version
    );
}

#[test]
fn the_file_can_be_opened_again_after_its_store_is_gone() {
    let fixture = Fixture::sqlite();
    let Place::Directory(directory) = &fixture.place else { panic!() };
    let path = directory.join("other.db");
    for expected in 0..3 {
        let store = Store::sqlite(&path, &SqliteOptions::default()).unwrap();
        crate::migrate::migrate(&store, 1).unwrap();
        let next = store.write(|tx| Ok::<_, Abort<Error>>(crate::counter::next(tx, "n")?)).unwrap();
        assert_eq!(next, expected + 1);
    }
    assert!(!directory.join("other.db-wal").exists(), "the log was moved into the file");
}

#[test]
fn a_url_with_encryption_is_refused() {
    let store = Store::postgres(
        "postgres://nobody@127.0.0.1:1/none?sslmode=require",
        &crate::PostgresOptions { patience: std::time::Duration::ZERO, ..crate::PostgresOptions::default() },
    )
    .unwrap();
    let version = crate::migrate::version(&store);
    assert!(matches!(version, Err(Error::Unavailable { .. })), "{version:?}");
}
