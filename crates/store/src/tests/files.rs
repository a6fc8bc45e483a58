//! Files: sealed part by part, in order, one person's until a case has them; and what verification finds of them.

use daowei_crypto::commit;
use daowei_domain::file::PART_BYTES;

use super::fixture::Fixture;
use crate::event::{self, NewEvent};
use crate::file::{self, About, File, State};
use crate::verify::{self, FindingKind};
use crate::{Error, vault};

on_both!(
    parts_come_in_order_and_lie_sealed,
    a_file_belongs_to_its_sender_and_then_to_one_case,
    what_no_case_has_goes_when_its_time_is_over,
    every_byte_of_a_file_is_held_against_the_log,
);

const NAME: &str = "张三的身份证.pdf";

fn bytes(size: u64) -> Vec<u8> {
    (0..size).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

fn begin(fixture: &Fixture, id: &'static str, person: &'static str, size: u64) {
    let keys = fixture.keys.clone();
    fixture
        .write(move |tx| {
            let about = About { name: NAME.to_owned(), sm3: None, sha256: None };
            let plain = serde_json::to_vec(&about).unwrap();
            let about = keys.vault().seal([1; 12], "about", &plain).unwrap();
            let (person, media) = (person.to_owned(), "application/pdf".to_owned());
            let size = i64::try_from(size).unwrap();
            let state = State::Sending;
            let id = id.to_owned();
            file::add(
                tx,
                &File {
                    id,
                    person,
                    state,
                    media,
                    size,
                    received: 0,
                    about,
                    created_at: 5,
                    expires_at: Some(100),
                },
            )
        })
        .unwrap();
}

/// Sends what is still to come, part by part.
fn send(fixture: &Fixture, id: &'static str) {
    loop {
        let keys = fixture.keys.clone();
        let done = fixture
            .write(move |tx| {
                let file = file::get(tx, id)?.unwrap();
                let (from, size) = (file.received.unsigned_abs(), file.size.unsigned_abs());
                if from == size {
                    return Ok(true);
                }
                let until = size.min(from + PART_BYTES);
                let plain = bytes(size);
                let range = usize::try_from(from).unwrap()..usize::try_from(until).unwrap();
                assert!(file::append(tx, keys.vault(), &file, &plain[range], [2; 12])?);
                Ok(false)
            })
            .unwrap();
        if done {
            return;
        }
    }
}

fn parts_come_in_order_and_lie_sealed(fixture: &Fixture) {
    let size = 2 * PART_BYTES + 7;
    begin(fixture, "f1", "p1", size);
    send(fixture, "f1");
    let keys = fixture.keys.clone();
    let (read, digests) = fixture
        .read(move |tx| {
            let mut read = Vec::new();
            for number in 0..file::parts(size) {
                read.extend_from_slice(&file::part(tx, keys.vault(), "f1", number)?.unwrap());
            }
            assert!(file::part(tx, keys.vault(), "f1", 3)?.is_none());
            let digests = file::digests(size, |number| file::part(tx, keys.vault(), "f1", number))?;
            Ok((read, digests))
        })
        .unwrap();
    assert_eq!(read, bytes(size));
    assert_eq!(digests.0, daowei_crypto::digest(daowei_crypto::Suite::Gm, &[&read]).to_string());
    assert_eq!(digests.1, daowei_crypto::digest(daowei_crypto::Suite::International, &[&read]).to_string());
    // A part that was read a moment ago is no longer the next one.
    let keys = fixture.keys.clone();
    let stale = fixture.write(move |tx| {
        let old = File { received: 0, ..file::get(tx, "f1")?.unwrap() };
        file::append(tx, keys.vault(), &old, b"other", [3; 12])
    });
    assert!(!stale.unwrap());
    // A part in another's place opens for nobody.
    fixture.intrude("UPDATE file_part SET number = 9 WHERE number = 0");
    fixture.intrude("UPDATE file_part SET number = 0 WHERE number = 1");
    let keys = fixture.keys.clone();
    let moved = fixture.read(move |tx| file::part(tx, keys.vault(), "f1", 0));
    assert!(matches!(moved, Err(Error::Crypto(_))), "{moved:?}");
}

fn a_file_belongs_to_its_sender_and_then_to_one_case(fixture: &Fixture) {
    begin(fixture, "f1", "p1", 10);
    let bind = |person: &'static str, case: &'static str| {
        fixture.write(move |tx| file::bind(tx, "f1", person, case)).unwrap()
    };
    assert!(!fixture.write(|tx| file::complete(tx, "f1", b"about")).unwrap(), "it is not whole");
    send(fixture, "f1");
    assert!(!bind("p1", "c1"), "nobody has looked whether it is what it says");
    assert!(fixture.write(|tx| file::complete(tx, "f1", b"about")).unwrap());
    assert_eq!(fixture.read(|tx| file::pending(tx, "p1")).unwrap(), 10 + 65_536);
    assert!(!bind("p2", "c1"));
    assert!(bind("p1", "c1"));
    assert!(!bind("p1", "c2"), "once");
    let (file, pending) =
        fixture.read(|tx| Ok((file::get(tx, "f1")?.unwrap(), file::pending(tx, "p1")?))).unwrap();
    assert_eq!((file.state, file.about, file.expires_at, pending), (State::Bound, Vec::new(), None, 0));
    assert!(!fixture.write(|tx| file::delete(tx, "f1")).unwrap());
    assert!(fixture.read(|tx| file::of(tx, "p1", "", 9)).unwrap().is_empty());
    for id in ["f2", "f4", "f3"] {
        begin(fixture, id, "p1", 10);
    }
    begin(fixture, "f5", "p2", 10);
    let behind = |id: &'static str, most| {
        let files = fixture.read(move |tx| file::of(tx, "p1", id, most)).unwrap();
        files.into_iter().map(|file| file.id).collect::<Vec<_>>()
    };
    assert_eq!(
        (behind("", 2), behind("f3", 2)),
        (vec!["f2".to_owned(), "f3".to_owned()], vec!["f4".to_owned()])
    );
}

fn what_no_case_has_goes_when_its_time_is_over(fixture: &Fixture) {
    for id in ["f1", "f2"] {
        begin(fixture, id, "p1", 10);
        send(fixture, id);
    }
    fixture.write(|tx| file::complete(tx, "f2", b"about")).unwrap();
    fixture.write(|tx| file::bind(tx, "f2", "p1", "c1")).unwrap();
    assert!(!fixture.read(|tx| file::is_over(tx, 100)).unwrap());
    assert_eq!(fixture.write(|tx| file::purge(tx, 100, 9)).unwrap(), 0);
    assert!(fixture.read(|tx| file::is_over(tx, 101)).unwrap());
    assert_eq!(fixture.write(|tx| file::purge(tx, 101, 9)).unwrap(), 1);
    let keys = fixture.keys.clone();
    let parts = fixture.read(move |tx| {
        let parts = ["f1", "f2"].map(|id| file::part(tx, keys.vault(), id, 0).unwrap().is_some());
        Ok((parts, file::get(tx, "f1")?))
    });
    assert_eq!(parts.unwrap(), ([false, true], None));
}

/// A case whose event names a file of two parts and a bit.
fn bound(fixture: &Fixture) {
    let size = PART_BYTES + 7;
    let id = "0190a000-0000-7000-8000-000000000001";
    begin(fixture, id, "p1", size);
    send(fixture, id);
    let keys = fixture.keys.clone();
    fixture
        .write(move |tx| {
            let (sm3, sha256) = file::digests(size, |number| file::part(tx, keys.vault(), id, number))?;
            let about = About { name: NAME.to_owned(), sm3: Some(sm3), sha256: Some(sha256) };
            let plain = serde_json::to_vec(&about).unwrap();
            let record = "0190a000-0000-7000-8000-000000000002";
            let salt = [4; 16];
            let new = vault::NewRecord {
                id: record,
                stream: "case/1",
                kind: "file_about",
                salt: &salt,
                nonce: [5; 12],
                plain: &plain,
                found_by: &[],
            };
            vault::add(tx, keys.vault(), keys.blind(), &[new])?;
            let commitment = commit(keys.suite(), &salt, &plain);
            let body = serde_json::json!({"file": {"file": id, "media": "application/pdf", "size": size,
                "record": {"id": record, "commitment": commitment.to_string(), "length": 9}}});
            let body = body.to_string();
            let event = NewEvent { kind: "case.scanned", schema: 1, at: 1_000, body: body.as_bytes() };
            event::append(tx, keys.evidence(), "case/1", event::Head::NEW, &[event])
        })
        .unwrap();
}

fn every_byte_of_a_file_is_held_against_the_log(fixture: &Fixture) {
    bound(fixture);
    let texts = || verify::texts(&fixture.store, &fixture.keys, &mut |_| {}).unwrap();
    let clean = texts();
    assert_eq!((clean.checked, clean.files, clean.found), (1, 1, 0));
    let found = |change: &'static str| {
        fixture.intrude(change);
        let found = texts().findings;
        found.iter().map(|finding| (finding.stream.clone(), finding.kind)).collect::<Vec<_>>()
    };
    let of = |kind| vec![("case/1".to_owned(), kind)];
    assert_eq!(found("UPDATE file_part SET number = 5 WHERE number = 1"), of(FindingKind::FileMissing));
    assert_eq!(found("UPDATE file_part SET number = 1 WHERE number = 5"), []);
    let exchanged =
        "UPDATE file_part SET sealed = (SELECT sealed FROM file_part AS other WHERE other.number = 1)";
    assert_eq!(found(exchanged), of(FindingKind::FileAltered));
    // Without its record nothing can be said of the parts: the record itself is missed.
    assert_eq!(found("DELETE FROM vault"), of(FindingKind::VaultMissing));
    assert_eq!(texts().missing, 1);
}
