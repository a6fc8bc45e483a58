//! What is loaded was written with the key, in its place and in its time; what rests on a letter rests on one that held.

use std::sync::Arc;

use super::evidence::{COPY, check, findings};
use super::fixture::Fixture;
use crate::event::{Head, NewEvent};
use crate::verify::FindingKind;
use crate::{Error, event, verify};

on_both!(
    nothing_that_was_altered_is_loaded,
    nothing_that_was_taken_away_is_passed_over,
    a_stream_ends_where_it_ended_until_it_goes_on,
    a_clock_that_was_set_back_writes_nothing,
    time_that_ran_backwards_is_found,
    acts_are_held_against_their_letters,
);

/// Where a stream does not hold any more.
fn broken<T: std::fmt::Debug>(loaded: Result<T, Error>) -> (String, i64) {
    match loaded {
        Err(Error::Unproven { stream, sequence }) => (stream, sequence),
        other => panic!("{other:?}"),
    }
}

fn nothing_that_was_altered_is_loaded(fixture: &Fixture) {
    fixture.with_evidence();
    // One event of each stream says something else, belongs elsewhere, was made up, or is another's.
    let alterations = [
        ("case/a", 2, "UPDATE event SET body = digest WHERE stream = 'case/a' AND sequence = 2"),
        ("case/b", 3, "UPDATE event SET at = at + 1 WHERE stream = 'case/b' AND sequence = 3"),
        ("case/c", 5, COPY),
        (
            "case/d",
            1,
            "INSERT INTO event (stream, sequence, kind, schema, at, suite, body, digest)
             SELECT 'case/d', 1, kind, schema, at, suite, body, digest FROM event
             WHERE stream = 'case/c' AND sequence = 1",
        ),
    ];
    for (stream, sequence, alteration) in alterations {
        fixture.intrude(alteration);
        assert_eq!(broken(fixture.load(stream)), (stream.to_owned(), sequence));
    }
    // The same where all streams of a noun are loaded, and put back as it was, it counts again.
    fixture.append("letter-1", &["signed", "revoked"]).unwrap();
    fixture.append("letter-2", &["signed"]).unwrap();
    let letters = |fixture: &Fixture| {
        let keys = Arc::clone(&fixture.keys);
        fixture.read(move |tx| event::of_noun(tx, keys.evidence(), "letter"))
    };
    assert_eq!(letters(fixture).unwrap().len(), 3);
    fixture.intrude("UPDATE event SET kind = 'x' WHERE stream = 'letter-2'");
    assert_eq!(broken(letters(fixture)), ("letter-2".to_owned(), 1));
    fixture.intrude("UPDATE event SET kind = 'case.noted' WHERE stream = 'letter-2'");
    assert_eq!(letters(fixture).unwrap().len(), 3);
}

fn nothing_that_was_taken_away_is_passed_over(fixture: &Fixture) {
    fixture.with_evidence();
    // From the middle, from the beginning, the newest with its leaf still there, the newest that still waits for its place.
    fixture.append("case/c", &["five"]).unwrap();
    for (stream, sequence, alteration) in [
        ("case/a", 2, "DELETE FROM event WHERE stream = 'case/a' AND sequence = 2"),
        ("case/a", 1, "DELETE FROM event WHERE stream = 'case/a' AND sequence = 1"),
        ("case/b", 4, "DELETE FROM event WHERE stream = 'case/b' AND sequence = 4"),
        ("case/c", 5, "DELETE FROM event WHERE stream = 'case/c' AND sequence = 5"),
    ] {
        fixture.intrude(alteration);
        assert_eq!(broken(fixture.load(stream)), (stream.to_owned(), sequence), "{alteration}");
    }
    // Of all letters by one statement.
    fixture.append("letter-1", &["signed", "revoked"]).unwrap();
    fixture.append("person-1", &["entered"]).unwrap();
    fixture.index();
    fixture.append("letter-2", &["signed", "revoked"]).unwrap();
    let taken = |fixture: &Fixture| fixture.read(|tx| event::none_taken(tx, &["person", "letter"]));
    taken(fixture).unwrap();
    fixture.intrude("DELETE FROM event WHERE stream = 'letter-2' AND sequence = 2");
    assert_eq!(broken(taken(fixture)), ("letter-2".to_owned(), 2));
    fixture.intrude("DELETE FROM event WHERE stream = 'letter-1' AND sequence = 2");
    assert_eq!(broken(taken(fixture)), ("letter-1".to_owned(), 2));
    fixture.read(|tx| event::none_taken(tx, &["person"])).unwrap();
}

fn a_stream_ends_where_it_ended_until_it_goes_on(fixture: &Fixture) {
    let ends = |stream: &'static str, head| fixture.read(move |tx| event::ends(tx, stream, head)).unwrap();
    let head = |stream| Head::of(&fixture.load(stream).unwrap());
    assert!(!ends("case-a", Head::NEW), "a stream that is not there ends nowhere");
    fixture.append("case-a", &["received", "accepted"]).unwrap();
    let second = head("case-a");
    assert!(ends("case-a", second));
    fixture.append("case-b", &["received", "accepted"]).unwrap();
    assert!(!ends("case-b", second), "another stream's end");
    fixture.append("case-a", &["decided"]).unwrap();
    let third = head("case-a");
    assert_eq!((ends("case-a", second), ends("case-a", third)), (false, true));
    // An end that somebody moved is no end: the queue, and then the index, know of more.
    fixture.intrude("DELETE FROM event WHERE stream = 'case-a' AND sequence = 3");
    assert_eq!((ends("case-a", second), ends("case-a", third)), (false, false));
    let of_b = head("case-b");
    fixture.index();
    fixture.intrude("DELETE FROM event WHERE stream = 'case-b' AND sequence = 2");
    assert!(!ends("case-b", of_b));
    fixture.append("case-c", &["received"]).unwrap();
    let of_c = head("case-c");
    fixture.intrude("UPDATE event SET digest = body WHERE stream = 'case-c'");
    assert!(!ends("case-c", of_c), "not even the length of a digest");
}

/// One more event of a stream, recorded at that instant.
fn append_at(fixture: &Fixture, stream: &'static str, at: i64) -> Result<Head, Error> {
    let keys = Arc::clone(&fixture.keys);
    fixture.write(move |tx| {
        let head = event::head(tx, stream)?;
        event::append(
            tx,
            keys.evidence(),
            stream,
            head,
            &[NewEvent { kind: "x", schema: 1, at, body: b"{}" }],
        )
    })
}

fn a_clock_that_was_set_back_writes_nothing(fixture: &Fixture) {
    const HOUR: i64 = 3_600_000_000;
    append_at(fixture, "case-a", HOUR).unwrap();
    // Servers whose clocks differ a little go on working.
    let head = append_at(fixture, "case-a", HOUR - event::SKEW).unwrap();
    assert_eq!((head.sequence, head.at), (2, Some(HOUR - event::SKEW)));
    append_at(fixture, "case-a", HOUR).unwrap();
    let refused = append_at(fixture, "case-a", HOUR - event::SKEW - 1);
    assert!(matches!(&refused, Err(Error::ClockBack { stream }) if stream == "case-a"), "{refused:?}");
    let (keys, loaded) = (Arc::clone(&fixture.keys), fixture.load("case-a").unwrap());
    let refused = fixture.write(move |tx| {
        let late = NewEvent { kind: "x", schema: 1, at: 1, body: b"{}" };
        event::append(tx, keys.evidence(), "case-a", Head::of(&loaded), &[late])
    });
    assert!(matches!(refused, Err(Error::ClockBack { .. })));
    assert_eq!(fixture.load("case-a").unwrap().len(), 3);
    // Whoever signed in while the clock was ahead signs in again.
    append_at(fixture, "account-a", HOUR).unwrap();
    append_at(fixture, "account-a", 1).unwrap();
}

fn time_that_ran_backwards_is_found(fixture: &Fixture) {
    const HOUR: i64 = 3_600_000_000;
    let keys = Arc::clone(&fixture.keys);
    fixture
        .write(move |tx| {
            // As somebody with the keys writes it who does not ask this program.
            let event = |at| NewEvent { kind: "x", schema: 1, at, body: b"{}" };
            for stream in ["case-a", "case-b", "account-a"] {
                let head = event::append(tx, keys.evidence(), stream, Head::NEW, &[event(HOUR)])?;
                event::append(tx, keys.evidence(), stream, Head { at: None, ..head }, &[event(1), event(2)])?;
            }
            Ok(())
        })
        .unwrap();
    let reversed = FindingKind::TimeReversed;
    let waiting = check(fixture, &[]);
    assert_eq!(findings(&waiting), [("case-a", 2, reversed), ("case-b", 2, reversed)]);
    fixture.index();
    let checkpoint = fixture.checkpoint(HOUR).unwrap();
    let mut answer = check(fixture, &[checkpoint]);
    answer.findings.sort_by(|a, b| a.stream.cmp(&b.stream));
    assert_eq!(findings(&answer), [("case-a", 2, reversed), ("case-b", 2, reversed)]);
    assert_eq!(answer.covered_by_checkpoint, 9, "the events are genuine");
    let mut file = Vec::new();
    verify::export(&fixture.store, &fixture.keys, &mut file).unwrap();
    let (public, evidence) = (fixture.keys.public(), Some(fixture.keys.evidence()));
    let answer = verify::verify_export(&mut file.as_slice(), &public, evidence, &[]).unwrap();
    assert_eq!((answer.found, answer.covered_by_checkpoint), (2, 9));
}

fn acts_are_held_against_their_letters(fixture: &Fixture) {
    use daowei_domain::authority::letter::{self, Revocation};
    use daowei_domain::organization::{Duty, Validity};
    use daowei_domain::record::Ground;
    use daowei_domain::{Actor, Authentication, Grant, Recorded, Staff, TextRef};
    use daowei_ident::{DepartmentId, LetterId, PersonId, PostId, TextId, UnitId};
    use jiff::Timestamp;
    use jiff::civil::date;

    let part = [0; 10];
    let id = |number| LetterId::from_parts(number, part);
    let (holder, other) = (PersonId::from_parts(1, part), PersonId::from_parts(2, part));
    let department = DepartmentId::from_parts(1, part);
    let staff = |person| {
        Actor::Staff(Staff {
            person,
            post: PostId::from_parts(1, part),
            duty: Duty::Reviewer,
            department,
            window: None,
            responsible: None,
            authentication: Authentication::Confirmed,
        })
    };
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let signed = |number, to| letter::Signed {
        letter: id(number),
        number: format!("{number}"),
        department,
        signer: other,
        holder,
        grants: Vec::new(),
        validity: Validity { from: date(2026, 1, 1), to },
        signed_on: date(2026, 1, 1),
        deputy_of: None,
    };
    let reason = TextRef { id: TextId::from_parts(1, part), commitment: "00".repeat(32), length: 1 };
    let revoked = letter::Revoked { revocation: Revocation { at: at("2026-03-02T02:00:00Z"), reason } };
    let mut bodies = Vec::new();
    let mut add = |stream: String, when: &str, by: Actor, grant: Option<Grant>, event: serde_json::Value| {
        let record = Recorded { at: at(when), unit: UnitId::from_parts(1, part), by, grant, event };
        bodies.push((stream, serde_json::to_vec(&record).unwrap()));
    };
    let letter = |event: letter::Event| serde_json::to_value(event).unwrap();
    let first = "2026-01-01T02:00:00Z";
    add("letter-1".into(), first, Actor::Host, None, letter(signed(1, None).into()));
    add("letter-1".into(), "2026-03-02T02:00:00Z", Actor::Host, None, letter(revoked.into()));
    add("letter-2".into(), first, Actor::Host, None, letter(signed(2, Some(date(2026, 2, 1))).into()));
    for (case, when, person, number) in [
        ("case-1", "2026-03-01T02:00:00Z", holder, 1),
        ("case-2", "2026-01-31T02:00:00Z", holder, 2),
        // Within what clocks may differ.
        ("case-3", "2026-03-02T02:00:04Z", holder, 1),
        ("case-4", "2026-03-02T02:00:06Z", holder, 1),
        ("case-5", "2026-02-01T02:00:00Z", holder, 2),
        ("case-6", "2026-03-01T02:00:00Z", other, 1),
        ("case-7", "2026-03-01T02:00:00Z", holder, 3),
    ] {
        let grant = Grant { ground: Ground::Letter, letter: Some(id(number)), letter_number: None };
        add(case.into(), when, staff(person), Some(grant), serde_json::json!({"kind": "case.decided"}));
    }
    for (stream, body) in bodies {
        fixture.append(&stream, &[std::str::from_utf8(&body).unwrap()]).unwrap();
    }
    let texts = verify::texts(&fixture.store, &fixture.keys, &mut |_| {}).unwrap();
    assert_eq!(texts.grants, 7);
    let found: Vec<_> = texts
        .findings
        .iter()
        .map(|found| (found.stream.as_str(), found.kind))
        // The words of the revocation are in no vault here.
        .filter(|(_, kind)| *kind != FindingKind::VaultMissing)
        .collect();
    let unfounded = ["case-4", "case-5", "case-6", "case-7"].map(|case| (case, FindingKind::GrantUnfounded));
    assert_eq!(found, unfounded);
}
