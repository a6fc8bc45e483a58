//! Idempotency, counters, tallies, epochs, the vault, backups.

use daowei_crypto::{Digest, Suite, commit};
use daowei_domain::case::Stage;
use std::sync::Arc;

use super::fixture::{Fixture, Place};
use crate::idempotency::{Request, Seen};
use crate::view::case::{CaseRow, NAMED, NO_DUE, Narrow, Order, Part};
use crate::view::item::ItemRow;
use crate::{
    Abort, Error, Result, SqliteOptions, Store, Tx, backup, counter, draft, idempotency, vault, verify, view,
};

on_both!(
    a_repeated_request_has_its_answer,
    the_same_key_at_once_is_carried_out_once,
    counters_tallies_and_epochs_count,
    an_epoch_cannot_be_bumped_under_a_reader,
    the_vault_opens_only_its_own,
    deleted_records_leave_nothing,
    records_are_sealed_anew,
    the_row_of_a_case_follows_it_to_another_organ,
    a_draft_takes_the_place_of_the_one_before_and_goes_with_time,
    lists_are_paged_in_each_order,
    cases_are_found_by_item_and_by_public_name,
    names_that_say_too_little_find_nothing,
);

fn a_repeated_request_has_its_answer(fixture: &Fixture) {
    let (digest, other) = (Digest::from_bytes([1; 32]), Digest::from_bytes([2; 32]));
    let answer = fixture.write(move |tx| {
        let request = Request { actor: "p1", route: "POST /cases", key: "k", digest: &digest };
        assert_eq!(idempotency::find(tx, &request)?, Seen::Never);
        idempotency::record(tx, &request, 201, b"{\"id\":1}", 10)?;
        let same = idempotency::find(tx, &request)?;
        assert_eq!(idempotency::find(tx, &Request { digest: &other, ..request })?, Seen::OtherRequest);
        assert_eq!(idempotency::find(tx, &Request { actor: "p2", ..request })?, Seen::Never);
        assert_eq!(idempotency::find(tx, &Request { route: "POST /x", ..request })?, Seen::Never);
        Ok(same)
    });
    assert_eq!(answer.unwrap(), Seen::Answered { status: 201, response: b"{\"id\":1}".to_vec() });
    assert_eq!(fixture.write(|tx| idempotency::purge(tx, 10)).unwrap(), 0);
    assert_eq!(fixture.write(|tx| idempotency::purge(tx, 11)).unwrap(), 1);
}

fn the_same_key_at_once_is_carried_out_once(fixture: &Fixture) {
    let carried_out: i64 = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..16)
            .map(|_| {
                scope.spawn(|| {
                    fixture
                        .write(|tx| {
                            let digest = Digest::from_bytes([1; 32]);
                            let request = Request { actor: "p1", route: "r", key: "k", digest: &digest };
                            if idempotency::find(tx, &request)? != Seen::Never {
                                return Ok(0);
                            }
                            counter::tally_add(tx, &[("done", 1)])?;
                            idempotency::record(tx, &request, 200, b"", 1)?;
                            Ok(1)
                        })
                        .unwrap()
                })
            })
            .collect();
        clients.into_iter().map(|client| client.join().unwrap()).sum()
    });
    assert_eq!(carried_out, 1);
    assert_eq!(fixture.read(|tx| counter::tally(tx, "done")).unwrap(), 1);
}

fn counters_tallies_and_epochs_count(fixture: &Fixture) {
    let numbers =
        fixture.write(|tx| Ok([counter::next(tx, "a")?, counter::next(tx, "a")?, counter::next(tx, "b")?]));
    assert_eq!(numbers.unwrap(), [1, 2, 1]);
    fixture.write(|tx| counter::tally_add(tx, &[("open", 3), ("late", 1), ("open", -1)])).unwrap();
    for fold in 0..3 {
        assert_eq!(fixture.read(|tx| counter::tally(tx, "open")).unwrap(), 2 + fold);
        let folded = fixture.write(|tx| counter::tally_fold(tx, 10)).unwrap();
        assert_eq!(folded, if fold == 0 { 2 } else { 1 });
        assert_eq!(fixture.read(|tx| counter::tally(tx, "open")).unwrap(), 2 + fold);
        fixture.write(|tx| counter::tally_add(tx, &[("open", 1)])).unwrap();
    }
    assert_eq!(fixture.read(|tx| counter::tally(tx, "none")).unwrap(), 0);
    assert_eq!(fixture.write(|tx| counter::epoch(tx, "facts")).unwrap(), 0);
    assert_eq!(fixture.write(|tx| counter::epoch_bump(tx, "facts")).unwrap(), 1);
    assert_eq!(fixture.write(|tx| counter::epoch_bump(tx, "facts")).unwrap(), 2);
    assert_eq!(fixture.read(|tx| counter::epoch(tx, "facts")).unwrap(), 2);
}

fn an_epoch_cannot_be_bumped_under_a_reader(fixture: &Fixture) {
    fixture.write(|tx| counter::epoch_bump(tx, "facts")).unwrap();
    let (reading, has_read) = std::sync::mpsc::channel();
    let (go_on, may_go_on) = std::sync::mpsc::channel::<()>();
    let (ended, order) = std::sync::mpsc::channel();
    let read_end = ended.clone();
    fixture.store.submit_write(
        move |tx| {
            let epoch = counter::epoch(tx, "facts")?;
            reading.send(epoch).unwrap();
            may_go_on.recv().unwrap();
            counter::tally_add(tx, &[("acts under the old epoch", 1)])?;
            Ok::<_, Abort<Error>>(())
        },
        move |result| read_end.send(("read", result.is_ok())).unwrap(),
    );
    assert_eq!(has_read.recv().unwrap(), 1);
    fixture.store.submit_write(
        |tx| {
            Ok::<_, Abort<Error>>((
                counter::epoch_bump(tx, "facts")?,
                counter::tally(tx, "acts under the old epoch")?,
            ))
        },
        // The one who bumps sees what was done under the old epoch: he came after it.
        move |result| ended.send(("bumped", result.is_ok_and(|seen| seen == (2, 1)))).unwrap(),
    );
    go_on.send(()).unwrap();
    let mut ends: Vec<_> = order.iter().collect();
    ends.sort_unstable();
    assert_eq!(ends, [("bumped", true), ("read", true)]);
}

fn record<'a>(id: &'a str, plain: &'a str, found_by: &'a [(&'a str, &'a str)]) -> vault::NewRecord<'a> {
    vault::NewRecord {
        id,
        stream: "case/a",
        kind: "party",
        salt: &[9; 16],
        nonce: [5; 12],
        plain: plain.as_bytes(),
        found_by,
    }
}

fn the_vault_opens_only_its_own(fixture: &Fixture) {
    let keys = Arc::clone(&fixture.keys);
    fixture
        .write(move |tx| {
            let found_by = [("id_number", "11010519491231002X"), ("name", "张三")];
            vault::add(
                tx,
                keys.vault(),
                keys.blind(),
                &[record("r1", "张三 11010519491231002X", &found_by)],
            )?;
            vault::add(tx, keys.vault(), keys.blind(), &[record("r2", "李四", &[("name", "李四")])])
        })
        .unwrap();
    let keys = Arc::clone(&fixture.keys);
    fixture
        .read(move |tx| {
            let one = vault::get(tx, keys.vault(), "r1")?.unwrap();
            assert_eq!((one.kind.as_str(), &one.plain[..]), ("party", "张三 11010519491231002X".as_bytes()));
            // The commitment that the event carries is recomputed from the row.
            assert_eq!(commit(Suite::Gm, &one.salt, &one.plain), commit(Suite::Gm, &[9; 16], &one.plain));
            assert!(vault::get(tx, keys.vault(), "r3")?.is_none());
            assert_eq!(vault::of_stream(tx, keys.vault(), "case/a", &["party"])?.len(), 2);
            let find = |tx: &mut crate::Tx<'_>, field: &str, value: &str| {
                vault::find(tx, keys.blind(), field, value, "", 10)
            };
            assert_eq!(find(tx, "name", "张三")?, ["r1"]);
            assert_eq!(find(tx, "id_number", "11010519491231002X")?, ["r1"]);
            assert_eq!(find(tx, "name", "张")?, [""; 0], "exact values only");
            assert_eq!(find(tx, "address", "张三")?, [""; 0]);
            Ok(())
        })
        .unwrap();
    // A sealed text moved to another row does not open.
    fixture.intrude("UPDATE vault SET sealed = (SELECT sealed FROM vault WHERE id = 'r2') WHERE id = 'r1'");
    let keys = Arc::clone(&fixture.keys);
    let moved = fixture.read(move |tx| vault::get(tx, keys.vault(), "r1").map(|_| ()));
    assert!(matches!(moved, Err(Error::Crypto(_))));
    // Nor does its row where it is made another stream's or another kind's: nobody reads it through a case of his own.
    for (change, back) in [
        (
            "UPDATE vault SET stream = 'case/b' WHERE id = 'r2'",
            "UPDATE vault SET stream = 'case/a' WHERE id = 'r2'",
        ),
        (
            "UPDATE vault SET kind = 'reason' WHERE id = 'r2'",
            "UPDATE vault SET kind = 'party' WHERE id = 'r2'",
        ),
    ] {
        let opens = || {
            let keys = Arc::clone(&fixture.keys);
            fixture.read(move |tx| {
                vault::get(tx, keys.vault(), "r2")?;
                vault::get_many(tx, keys.vault(), ["r2"])?;
                vault::of_stream(tx, keys.vault(), "case/b", &["party"])?;
                vault::of_stream(tx, keys.vault(), "case/a", &["reason"]).map(|_| ())
            })
        };
        opens().unwrap();
        fixture.intrude(change);
        assert!(matches!(opens(), Err(Error::Crypto(_))), "{change}");
        fixture.intrude(back);
    }
    if let Place::Directory(directory) = &fixture.place {
        for file in std::fs::read_dir(directory).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            for planted in ["张三", "11010519491231002X"] {
                assert!(
                    !bytes.windows(planted.len()).any(|window| window == planted.as_bytes()),
                    "{planted} in clear"
                );
            }
        }
    }
}

fn deleted_records_leave_nothing(fixture: &Fixture) {
    let keys = Arc::clone(&fixture.keys);
    fixture
        .write(move |tx| {
            vault::add(tx, keys.vault(), keys.blind(), &[record("r1", "张三", &[("name", "张三")])])?;
            assert!(vault::delete(tx, "r1")?);
            assert!(!vault::delete(tx, "r1")?);
            assert!(vault::get(tx, keys.vault(), "r1")?.is_none());
            assert_eq!(vault::find(tx, keys.blind(), "name", "张三", "", 10)?, [""; 0]);
            Ok(())
        })
        .unwrap();
}

fn records_are_sealed_anew(fixture: &Fixture) {
    let keys = Arc::clone(&fixture.keys);
    fixture
        .write(move |tx| {
            vault::add(tx, keys.vault(), keys.blind(), &[record("r1", "张三", &[])])?;
            let sealed = vault::sealed_after(tx, "", 10)?;
            let [kept] = sealed.as_slice() else { panic!() };
            assert_eq!(kept.id(), "r1");
            assert!(vault::reseal(tx, keys.vault(), kept, [6; 12])?);
            assert!(!vault::reseal(tx, keys.vault(), kept, [7; 12])?, "it has changed meanwhile");
            assert_eq!(&vault::get(tx, keys.vault(), "r1")?.unwrap().plain[..], "张三".as_bytes());
            assert!(vault::sealed_after(tx, "r1", 10)?.is_empty());
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_backup_is_one_instant_of_a_serving_database() {
    let fixture = Fixture::sqlite();
    let checkpoint = fixture.with_evidence();
    let Place::Directory(directory) = &fixture.place else { panic!() };
    let target = directory.join("copy.db");
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for round in 0..50 {
                // Two streams in one unit of work: the copy holds both or neither.
                let keys = Arc::clone(&fixture.keys);
                fixture
                    .write(move |tx| {
                        for stream in ["case/left", "case/right"] {
                            let head = crate::event::head(tx, stream)?;
                            let event =
                                crate::event::NewEvent { kind: "k", schema: 1, at: round, body: b"{}" };
                            crate::event::append(tx, keys.evidence(), stream, head, &[event])?;
                        }
                        Ok(())
                    })
                    .unwrap();
            }
        });
        backup::backup_into(&fixture.store, &target).unwrap();
        writer.join().unwrap();
    });
    assert!(
        matches!(backup::backup_into(&fixture.store, &target), Err(Error::File(_))),
        "nothing is overwritten"
    );
    let copy = Store::sqlite(&target, &SqliteOptions::default()).unwrap();
    let heads = copy.read(|tx| {
        Ok::<_, Abort<Error>>((
            crate::event::head(tx, "case/left")?.sequence,
            crate::event::head(tx, "case/right")?.sequence,
        ))
    });
    let (left, right) = heads.unwrap();
    assert_eq!(left, right);
    let answer = verify::verify(&copy, &fixture.keys, &[checkpoint], &mut |_| {}).unwrap();
    assert!(answer.is_clean());
    assert_eq!(answer.covered_by_checkpoint, 12);
}

fn a_draft_takes_the_place_of_the_one_before_and_goes_with_time(fixture: &Fixture) {
    let get = |person: &'static str| fixture.read(move |tx| draft::get(tx, person, "intake")).unwrap();
    assert_eq!(get("p1"), None);
    fixture.write(|tx| draft::keep(tx, "p1", "intake", b"first", 1, None)).unwrap();
    fixture.write(|tx| draft::keep(tx, "p2", "intake", b"another's", 2, None)).unwrap();
    fixture.write(|tx| draft::keep(tx, "p1", "intake", b"second", 3, Some(1))).unwrap();
    assert_eq!(get("p1"), Some((b"second".to_vec(), 3)));
    assert_eq!(fixture.write(|tx| draft::purge(tx, 3)).unwrap(), 1);
    assert_eq!((get("p1").map(|(_, at)| at), get("p2")), (Some(3), None));
    assert!(fixture.write(|tx| draft::delete(tx, "p1", "intake")).unwrap());
    assert!(!fixture.write(|tx| draft::delete(tx, "p1", "intake")).unwrap());
    assert_eq!(get("p1"), None);
    // Of what one person has, the ones kept last stay.
    for (at, kind) in [(4, "a"), (5, "b"), (6, "c")] {
        fixture
            .write(move |tx| {
                draft::keep(tx, "p1", kind, b"", at, None)?;
                draft::bound(tx, "p1", 2)
            })
            .unwrap();
    }
    let known = |kind: &'static str| fixture.read(move |tx| draft::get(tx, "p1", kind)).unwrap().is_some();
    assert_eq!(["a", "b", "c"].map(known), [false, true, true]);
}

fn bare_row(id: &str) -> CaseRow {
    CaseRow {
        id: id.to_owned(),
        number: format!("number of {id}"),
        item: None,
        item_name: "unlisted".to_owned(),
        department: "d1".to_owned(),
        division: "512000".to_owned(),
        stage: "received".to_owned(),
        step: None,
        received_on: "2026-03-16".to_owned(),
        due: NO_DUE.to_owned(),
        clock: None,
        provisional: false,
        stopped: false,
        holder: None,
        owed: false,
        marks: String::new(),
        applicant: None,
        channel: "window".to_owned(),
        accepted_on: None,
        decided_on: None,
        outcome: None,
        revision: 1,
        lapse_at: None,
        updated_at: 1,
    }
}

const ORDERS: [Order; 4] = [Order::Due, Order::DueBack, Order::Received, Order::ReceivedBack];

/// Every page of a list, three rows at a time.
fn paged(
    fixture: &Fixture,
    order: Order,
    read: impl Fn(&mut Tx<'_>, Part<'_>) -> Result<Vec<CaseRow>> + Send + Clone + 'static,
) -> Vec<String> {
    let mut after = order.beginning();
    let mut ids = Vec::new();
    loop {
        let (from, read) = (after.clone(), read.clone());
        let page = fixture.read(move |tx| read(tx, Part { order, after: &from, limit: 3 })).unwrap();
        let Some(last) = page.last() else { return ids };
        after = order.behind(last);
        ids.extend(page.into_iter().map(|row| row.id));
    }
}

/// The ids of some rows as a list should have them.
fn in_order(rows: &[CaseRow], order: Order, fits: impl Fn(&CaseRow) -> bool) -> Vec<String> {
    let mut fitting: Vec<&CaseRow> = rows.iter().filter(|row| fits(row)).collect();
    fitting.sort_by_key(|row| (order.key(row), &row.id));
    if matches!(order, Order::DueBack | Order::ReceivedBack) {
        fitting.reverse();
    }
    fitting.into_iter().map(|row| row.id.clone()).collect()
}

/// Three departments with a case in every stage; every third one held, every fifth one of a firm.
fn many(fixture: &Fixture) -> Vec<CaseRow> {
    let rows: Vec<CaseRow> = (0..45)
        .map(|number| CaseRow {
            department: format!("d{}", number % 3 + 1),
            stage: Stage::ALL[number / 3].id().to_owned(),
            due: format!("2026-04-{:02}", 30 - number / 6),
            received_on: format!("2026-03-{:02}", number * 7 % 11 + 1),
            holder: (number % 4 == 0).then(|| "p1".to_owned()),
            item: Some(format!("i{}", number % 2)),
            applicant: (number % 5 == 0).then(|| "资阳市鑫旺餐饮有限公司".to_owned()),
            ..bare_row(&format!("{number:02}"))
        })
        .collect();
    let written = rows.clone();
    fixture
        .write(move |tx| {
            view::case::insert(tx, &written.iter().collect::<Vec<_>>())?;
            view::item::save(tx, "i0", &[item("i0", "食品经营许可")])?;
            view::item::save(tx, "i1", &[item("i1", "取水许可审批")])?;
            view::item::save(tx, "i2", &[item("i2", "食品生产许可")])?;
            view::legal_person::add(tx, "资阳市鑫旺餐饮有限公司")
        })
        .unwrap();
    rows
}

fn item(id: &str, name: &str) -> ItemRow {
    ItemRow {
        id: id.to_owned(),
        name: name.to_owned(),
        power: "01".to_owned(),
        department: None,
        department_name: String::new(),
        division: "512000".to_owned(),
        code: String::new(),
        version: 1,
        newest: true,
        valid_from: "2017-01-01".to_owned(),
        valid_to: None,
        acceptable: true,
        name_order: view::item::name_order(name),
    }
}

fn lists_are_paged_in_each_order(fixture: &Fixture) {
    let rows = many(fixture);
    let own = |row: &CaseRow| row.department != "d3";
    let among = |stages: &[Stage], row: &CaseRow| stages.iter().any(|stage| stage.id() == row.stage);
    let two = ["d1".to_owned(), "d2".to_owned()];
    let stages = [Stage::Delivered, Stage::Received, Stage::Archived];
    for order in ORDERS {
        let departments = two.clone();
        let open =
            paged(fixture, order, move |tx, part| view::case::open_of_departments(tx, &departments, part));
        assert_eq!(open, in_order(&rows, order, |row| own(row) && among(&Stage::OPEN, row)), "{order:?}");
        let departments = two.clone();
        let some = paged(fixture, order, move |tx, part| {
            view::case::of_departments(tx, &departments, &stages, part)
        });
        assert_eq!(some, in_order(&rows, order, |row| own(row) && among(&stages, row)), "{order:?}");
        let all = paged(fixture, order, move |tx, part| view::case::of_all(tx, &stages, part));
        assert_eq!(all, in_order(&rows, order, |row| among(&stages, row)), "{order:?}");
        let departments = two.clone();
        let held = paged(fixture, order, move |tx, part| {
            let narrow = Narrow { stages: &stages, departments: Some(&departments), holder: None };
            view::case::held_by(tx, "p1", narrow, part)
        });
        let expected = in_order(&rows, order, |row| own(row) && among(&stages, row) && row.holder.is_some());
        assert_eq!(held, expected, "{order:?}");
    }
}

fn cases_are_found_by_item_and_by_public_name(fixture: &Fixture) {
    let rows = many(fixture);
    let find = |words: &'static str,
                order: Order,
                departments: Option<Vec<String>>,
                holder: Option<&'static str>| {
        paged(fixture, order, move |tx, part| {
            let narrow = Narrow { stages: &Stage::ALL, departments: departments.as_deref(), holder };
            Ok(view::case::named(tx, words, narrow, part)?.expect("few names"))
        })
    };
    let of_item = |item: &'static str| move |row: &CaseRow| row.item.as_deref() == Some(item);
    let of_firm = |row: &CaseRow| row.applicant.is_some();
    for order in ORDERS {
        assert_eq!(find("食品", order, None, None), in_order(&rows, order, of_item("i0")), "{order:?}");
        assert_eq!(find("qsxk", order, None, None), in_order(&rows, order, of_item("i1")), "initials");
        assert_eq!(find("鑫旺", order, None, None), in_order(&rows, order, of_firm), "{order:?}");
    }
    // What is found by its item and by its applicant comes once.
    let both = CaseRow { applicant: Some("食品许可代办有限公司".to_owned()), ..rows[0].clone() };
    let saved = both.clone();
    fixture
        .write(move |tx| {
            view::legal_person::add(tx, "食品许可代办有限公司")?;
            view::case::update(tx, &saved)
        })
        .unwrap();
    let food = find("食品", Order::Due, None, None);
    assert_eq!(food.iter().filter(|id| **id == both.id).count(), 1);
    // More departments than one statement compares; one's own among them.
    let crowd: Vec<String> = (0..40).map(|number| format!("x{number}")).chain(["d2".to_owned()]).collect();
    let own = find("食品", Order::Due, Some(crowd), None);
    assert_eq!(own, in_order(&rows, Order::Due, |row| of_item("i0")(row) && row.department == "d2"));
    assert_eq!(find("食品", Order::Due, Some(Vec::new()), None), [""; 0]);
    let mine = find("取水", Order::Received, None, Some("p1"));
    assert_eq!(mine, in_order(&rows, Order::Received, |row| of_item("i1")(row) && row.holder.is_some()));
    assert_eq!(find("无此", Order::Due, None, None), [""; 0]);
    assert_eq!(find("食", Order::Due, None, None), [""; 0]);
}

fn names_that_say_too_little_find_nothing(fixture: &Fixture) {
    fixture
        .write(|tx| {
            (0..=NAMED).try_for_each(|number| view::legal_person::add(tx, &format!("资阳市第{number}公司")))
        })
        .unwrap();
    let find = |words: &'static str| {
        let read = move |tx: &mut Tx<'_>| {
            let narrow = Narrow { stages: &Stage::ALL, departments: None, holder: None };
            let after = Order::Due.beginning();
            view::case::named(tx, words, narrow, Part { order: Order::Due, after: &after, limit: 3 })
        };
        fixture.read(read).unwrap()
    };
    assert_eq!(find("资阳"), None);
    assert_eq!(find("资阳 17"), Some(Vec::new()));
}

fn the_row_of_a_case_follows_it_to_another_organ(fixture: &Fixture) {
    let some = |text: &str| Some(text.to_owned());
    let before = CaseRow { number: "n1".to_owned(), ..bare_row("c1") };
    // Everything that an event can change.
    let after = CaseRow {
        item: some("i1"),
        item_name: "listed".to_owned(),
        department: "d2".to_owned(),
        division: "512002".to_owned(),
        stage: "decided".to_owned(),
        step: some("check"),
        due: "2026-04-01".to_owned(),
        clock: some("decision"),
        provisional: true,
        stopped: true,
        holder: some("p1"),
        owed: true,
        marks: "misinformed".to_owned(),
        applicant: some("a"),
        accepted_on: some("2026-03-17"),
        decided_on: some("2026-03-18"),
        outcome: some("grant"),
        revision: 2,
        lapse_at: Some(5),
        updated_at: 2,
        ..before.clone()
    };
    let expected = after.clone();
    fixture
        .write(move |tx| {
            view::case::insert(tx, &[&before])?;
            view::case::update(tx, &after)
        })
        .unwrap();
    assert_eq!(fixture.read(|tx| view::case::by_id(tx, "c1")).unwrap(), Some(expected));
    let listed = fixture.read(|tx| view::case::count(tx, "d2")).unwrap();
    assert_eq!(listed, [("decided".to_owned(), 1)]);
}
