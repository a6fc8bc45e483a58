//! The event log is final, its index complete, and each alteration of REL-08 is found.

use std::sync::Arc;

use super::fixture::Fixture;
use crate::event::{Head, NewEvent, Proven};
use crate::verify::{Agreement, FindingKind, Source, Verification};
use crate::{Error, event, health, leaf, vault, verify};

on_both!(
    events_come_back_and_are_chained,
    a_stale_head_is_a_conflict,
    events_are_final,
    the_index_keeps_the_order_of_streams,
    an_event_that_was_away_for_a_moment_keeps_its_place,
    checkpoints_are_made_when_the_tree_grew,
    the_first_event_that_no_checkpoint_covers_is_dated,
    untouched_evidence_is_clean,
    each_changed_column_is_found,
    a_removed_event_is_found,
    a_removed_event_is_found_once,
    a_removed_event_with_its_leaf_is_found,
    reordered_events_are_named,
    an_inserted_event_is_found,
    a_forged_event_left_for_indexing_is_found,
    an_event_behind_a_pending_row_of_another_is_found,
    leaves_outside_the_order_are_found,
    doctored_pending_rows_do_not_stop_the_index,
    a_cut_off_tail_is_found_by_the_checkpoint,
    a_tail_cut_off_with_the_checkpoint_is_found_from_outside,
    a_rewritten_tail_is_found_by_the_checkpoint,
    exchanged_leaves_are_found,
    a_changed_leaf_is_found,
    a_changed_frontier_is_found,
    a_forged_checkpoint_is_found,
    values_of_other_types_are_found,
    texts_are_held_against_their_commitments,
    texts_that_were_moved_are_found,
);

pub(super) fn check(fixture: &Fixture, given: &[String]) -> Verification {
    verify::verify(&fixture.store, &fixture.keys, given, &mut |_| {}).unwrap()
}

pub(super) fn findings(verification: &Verification) -> Vec<(&str, i64, FindingKind)> {
    verification
        .findings
        .iter()
        .map(|finding| (finding.stream.as_str(), finding.sequence, finding.kind))
        .collect()
}

fn load(fixture: &Fixture, stream: &'static str) -> Vec<Proven> {
    fixture.load(stream).unwrap()
}

fn events_come_back_and_are_chained(fixture: &Fixture) {
    let head = fixture.append("case/a", &["one", "two"]).unwrap();
    let events = load(fixture, "case/a");
    assert_eq!(Head::of(&events), head);
    assert_eq!(events.iter().map(|event| event.sequence).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(events[1].body, b"two");
    assert_ne!(events[0].digest, events[1].digest);
    assert_eq!(fixture.read(|tx| event::head(tx, "case/none")).unwrap(), Head::NEW);
    let asked = ["case/a", "case/none"].map(str::to_owned);
    let keys = Arc::clone(&fixture.keys);
    let together = fixture.read(move |tx| event::of_streams(tx, keys.evidence(), &asked)).unwrap();
    assert_eq!(together.into_iter().collect::<Vec<_>>(), [("case/a".to_owned(), events.clone())]);
    assert_eq!(load(fixture, "case/none"), []);
    // The same body at another place has another digest.
    fixture.append("case/b", &["one"]).unwrap();
    assert_ne!(load(fixture, "case/b")[0].digest, events[0].digest);
}

fn a_stale_head_is_a_conflict(fixture: &Fixture) {
    let first = fixture.append("case/a", &["one"]).unwrap();
    fixture.append("case/a", &["two"]).unwrap();
    let keys = Arc::clone(&fixture.keys);
    let stale = fixture.write(move |tx| {
        let event = NewEvent { kind: "case.noted", schema: 1, at: 1, body: b"late" };
        event::append(tx, keys.evidence(), "case/a", first, &[event])
    });
    assert!(matches!(stale, Err(Error::Conflict)));
    assert_eq!(load(fixture, "case/a").len(), 2);
}

fn events_are_final(fixture: &Fixture) {
    fixture.append("case/a", &["one"]).unwrap();
    for text in ["UPDATE event SET kind = 'x'", "DELETE FROM event"] {
        let changed = fixture.write(move |tx| tx.run_text("intrude", text));
        assert!(matches!(changed, Err(Error::Constraint { .. })), "{text}: {changed:?}");
    }
    assert_eq!(load(fixture, "case/a").len(), 1);
}

fn the_index_keeps_the_order_of_streams(fixture: &Fixture) {
    let keys = Arc::clone(&fixture.keys);
    fixture
        .write(move |tx| {
            let event = |at| NewEvent { kind: "case.noted", schema: 1, at, body: b"{}" };
            // The clock of the second went back.
            let head = event::append(tx, keys.evidence(), "case/z", Head::NEW, &[event(50), event(10)])?;
            event::append(tx, keys.evidence(), "case/a", Head::NEW, &[event(30), event(60)])?;
            event::append(tx, keys.evidence(), "case/z", head, &[event(55)])
        })
        .unwrap();
    assert_eq!(fixture.index(), 5);
    assert_eq!(fixture.index(), 0);
    let order = fixture.read(|tx| leaf::after(tx, 0, 100)).unwrap();
    let order: Vec<_> =
        order.iter().map(|leaf| (leaf.position, leaf.stream.as_str(), leaf.sequence)).collect();
    assert_eq!(
        order,
        [(0, "case/a", 1), (1, "case/z", 1), (2, "case/z", 2), (3, "case/z", 3), (4, "case/a", 2)]
    );
    assert_eq!(fixture.read(|tx| leaf::after(tx, 3, 1)).unwrap().len(), 1);
}

fn an_event_that_was_away_for_a_moment_keeps_its_place(fixture: &Fixture) {
    fixture.append("case/a", &["one", "two", "three"]).unwrap();
    fixture.append("case/b", &["one"]).unwrap();
    fixture.intrude("CREATE TABLE aside AS SELECT * FROM event WHERE stream = 'case/a' AND sequence = 2");
    fixture.intrude("DELETE FROM event WHERE stream = 'case/a' AND sequence = 2");
    // What stands behind it waits; what stands elsewhere does not.
    assert_eq!(fixture.index(), 2);
    assert_eq!(fixture.index(), 0);
    assert!(findings(&check(fixture, &[])).contains(&("case/a", 2, FindingKind::Missing)));
    fixture.intrude("INSERT INTO event SELECT * FROM aside");
    fixture.intrude("DROP TABLE aside");
    assert_eq!(fixture.index(), 2);
    assert_eq!(findings(&check(fixture, &[])), []);
    let order = fixture.read(|tx| leaf::after(tx, 0, 100)).unwrap();
    let order: Vec<_> =
        order.iter().filter(|leaf| leaf.stream == "case/a").map(|leaf| leaf.sequence).collect();
    assert_eq!(order, [1, 2, 3]);
}

fn checkpoints_are_made_when_the_tree_grew(fixture: &Fixture) {
    assert!(fixture.checkpoint(1).is_none());
    fixture.append("case/a", &["one"]).unwrap();
    assert!(fixture.checkpoint(2).is_none(), "not indexed yet");
    fixture.index();
    assert!(fixture.checkpoint(3).is_some());
    assert!(fixture.checkpoint(4).is_none());
    fixture.append("case/a", &["two"]).unwrap();
    let answer = check(fixture, &[]);
    assert!(answer.is_clean());
    assert_eq!((answer.events, answer.covered_by_checkpoint), (2, 1));
}

fn the_first_event_that_no_checkpoint_covers_is_dated(fixture: &Fixture) {
    let uncovered_since = || fixture.read(health::evidence).unwrap().uncovered_since;
    let append = |stream: &'static str, at: i64| {
        let keys = Arc::clone(&fixture.keys);
        let event = NewEvent { kind: "case.received", schema: 1, at, body: b"one" };
        fixture.write(move |tx| event::append(tx, keys.evidence(), stream, Head::NEW, &[event])).unwrap();
        fixture.index();
    };
    assert_eq!(uncovered_since(), None);
    append("case/a", 10);
    append("case/b", 20);
    assert_eq!(uncovered_since(), Some(10));
    fixture.checkpoint(30).unwrap();
    assert_eq!(uncovered_since(), None);
    append("case/c", 40);
    append("case/d", 50);
    assert_eq!(uncovered_since(), Some(40));
}

fn untouched_evidence_is_clean(fixture: &Fixture) {
    let empty = check(fixture, &[]);
    assert!(empty.is_clean() && empty.events == 0 && empty.compared.is_empty());
    let checkpoint = fixture.with_evidence();
    fixture.append("case/d", &["pending"]).unwrap();
    let mut heard = 0;
    let answer =
        verify::verify(&fixture.store, &fixture.keys, &[checkpoint], &mut |done| heard = done).unwrap();
    assert_eq!(findings(&answer), []);
    assert_eq!((answer.events, answer.covered_by_checkpoint, heard), (13, 12, 12));
    let sources: Vec<_> =
        answer.compared.iter().map(|compared| (compared.source, compared.agreement)).collect();
    assert!(sources.contains(&(Source::Stored, Agreement::Agrees)));
    assert!(sources.contains(&(Source::Given, Agreement::Agrees)));
}

fn each_changed_column_is_found(fixture: &Fixture) {
    fixture.with_evidence();
    let changes = [
        ("UPDATE event SET kind = 'case.granted' WHERE stream = 'case/a' AND sequence = 1", "case/a", 1),
        ("UPDATE event SET schema = 2 WHERE stream = 'case/a' AND sequence = 2", "case/a", 2),
        ("UPDATE event SET at = at + 1 WHERE stream = 'case/a' AND sequence = 3", "case/a", 3),
        ("UPDATE event SET suite = 'international' WHERE stream = 'case/b' AND sequence = 1", "case/b", 1),
        ("UPDATE event SET body = digest WHERE stream = 'case/b' AND sequence = 4", "case/b", 4),
    ];
    let mut expected = Vec::new();
    for (change, stream, sequence) in changes {
        fixture.intrude(change);
        expected.push((stream, sequence, FindingKind::Changed));
        let answer = check(fixture, &[]);
        let mut found = findings(&answer);
        found.sort_unstable();
        assert_eq!(found, expected, "{change}");
    }
}

fn a_removed_event_is_found_once(fixture: &Fixture) {
    fixture.with_evidence();
    fixture.intrude("DELETE FROM event WHERE stream = 'case/b' AND sequence = 2");
    let answer = check(fixture, &[]);
    assert_eq!(findings(&answer), [("case/b", 2, FindingKind::Missing)]);
    assert_eq!(answer.found, 1);
}

fn a_removed_event_is_found(fixture: &Fixture) {
    let checkpoint = fixture.with_evidence();
    fixture.intrude("DELETE FROM event WHERE stream = 'case/b' AND sequence = 4");
    let answer = check(fixture, &[checkpoint]);
    assert_eq!(findings(&answer), [("case/b", 4, FindingKind::Missing)]);
    assert!(answer.compared.iter().all(|compared| compared.agreement == Agreement::Impossible));
    assert_eq!(answer.covered_by_checkpoint, 0);
}

fn a_removed_event_with_its_leaf_is_found(fixture: &Fixture) {
    fixture.with_evidence();
    fixture.intrude("DELETE FROM event WHERE stream = 'case/b' AND sequence = 2");
    fixture.intrude("DELETE FROM leaf WHERE stream = 'case/b' AND sequence = 2");
    let answer = check(fixture, &[]);
    let found = findings(&answer);
    assert!(found.contains(&("case/b", 2, FindingKind::Missing)), "{found:?}");
    assert!(found.iter().any(|(.., kind)| *kind == FindingKind::LeafMissing), "{found:?}");
}

fn reordered_events_are_named(fixture: &Fixture) {
    fixture.with_evidence();
    for step in [
        "UPDATE event SET sequence = 99 WHERE stream = 'case/a' AND sequence = 2",
        "UPDATE event SET sequence = 2 WHERE stream = 'case/a' AND sequence = 3",
        "UPDATE event SET sequence = 3 WHERE stream = 'case/a' AND sequence = 99",
    ] {
        fixture.intrude(step);
    }
    let answer = check(fixture, &[]);
    let found = findings(&answer);
    assert!(found.contains(&("case/a", 2, FindingKind::Reordered)), "{found:?}");
    assert!(found.contains(&("case/a", 3, FindingKind::Reordered)), "{found:?}");
}

pub(super) const COPY: &str = "INSERT INTO event (stream, sequence, kind, schema, at, suite, body, digest)
    SELECT stream, sequence + 1, kind, schema, at, suite, body, digest FROM event
    WHERE stream = 'case/c' AND sequence = 4";

fn an_inserted_event_is_found(fixture: &Fixture) {
    fixture.with_evidence();
    fixture.intrude(COPY);
    assert_eq!(findings(&check(fixture, &[])), [("case/c", 5, FindingKind::Inserted)]);
    // One added, one taken away: the number alone would not tell.
    fixture.intrude("DELETE FROM event WHERE stream = 'case/a' AND sequence = 4");
    let answer = check(fixture, &[]);
    let mut found = findings(&answer);
    found.sort_unstable();
    assert_eq!(found, [("case/a", 4, FindingKind::Missing), ("case/c", 5, FindingKind::Inserted)]);
}

fn a_forged_event_left_for_indexing_is_found(fixture: &Fixture) {
    fixture.with_evidence();
    fixture.intrude(COPY);
    fixture.intrude(
        "INSERT INTO pending_leaf (stream, sequence, at, entry) SELECT 'case/c', 5, 1, digest FROM event
         WHERE stream = 'case/c' AND sequence = 4",
    );
    let answer = check(fixture, &[]);
    assert!(matches!(findings(&answer)[..], [("case/c", 5, FindingKind::Changed | FindingKind::Reordered)]));
}

const FORGED: &str = "INSERT INTO event (stream, sequence, kind, schema, at, suite, body, digest)
    SELECT stream, 5, 'case.granted', schema, at, suite, body, digest FROM event
    WHERE stream = 'case/c' AND sequence = 1";

fn an_event_behind_a_pending_row_of_another_is_found(fixture: &Fixture) {
    fixture.with_evidence();
    fixture.intrude(FORGED);
    // The numbers of rows fit: one event more, one row of the index more, of an event that has its leaf.
    fixture.intrude(
        "INSERT INTO pending_leaf (stream, sequence, at, entry)
         SELECT stream, sequence, 1, digest FROM event WHERE stream = 'case/a' AND sequence = 1",
    );
    let mut found = check(fixture, &[]).findings;
    found.sort_by(|a, b| a.stream.cmp(&b.stream));
    let found: Vec<_> =
        found.iter().map(|found| (found.stream.as_str(), found.sequence, found.kind)).collect();
    assert_eq!(found, [("case/a", 1, FindingKind::PendingTwice), ("case/c", 5, FindingKind::Inserted)]);
}

fn leaves_outside_the_order_are_found(fixture: &Fixture) {
    fixture.with_evidence();
    fixture.intrude(FORGED);
    fixture.intrude(
        "INSERT INTO leaf (position, stream, sequence, leaf_hash) SELECT -1, 'case/c', 5, digest FROM event
         WHERE stream = 'case/c' AND sequence = 5",
    );
    let answer = check(fixture, &[]);
    assert!(findings(&answer).contains(&("case/c", 5, FindingKind::Inserted)), "{answer:?}");
}

fn doctored_pending_rows_do_not_stop_the_index(fixture: &Fixture) {
    fixture.with_evidence();
    // One of an event that has its leaf, one of no event; neither holds an entry.
    fixture.intrude(
        "INSERT INTO pending_leaf (stream, sequence, at, entry)
         SELECT stream, sequence, 1, digest FROM event WHERE stream = 'case/a' AND sequence = 1",
    );
    fixture.intrude(
        "INSERT INTO pending_leaf (stream, sequence, at, entry)
         SELECT 'case/none', 1, 1, digest FROM event WHERE stream = 'case/a' AND sequence = 1",
    );
    fixture.append("case/b", &["five"]).unwrap();
    assert_eq!(fixture.index(), 1, "what is genuine gets its position");
    assert_eq!(fixture.index(), 0);
    let answer = check(fixture, &[]);
    let mut found = findings(&answer);
    found.sort_unstable();
    assert_eq!(found, [("case/a", 1, FindingKind::PendingTwice), ("case/none", 1, FindingKind::Missing)]);
    assert_eq!((answer.events, fixture.checkpoint(9).is_some()), (13, true));
    assert_eq!(check(fixture, &[]).covered_by_checkpoint, 13);
}

/// Takes the last events away with everything that names them.
fn cut_off_tail(fixture: &Fixture) {
    let keys = Arc::clone(&fixture.keys);
    let before = fixture
        .read(move |tx| {
            let mut frontier = daowei_crypto::Frontier::new(keys.suite());
            tx.each(&HASHES, &[], |row| {
                let entry: [u8; 64] = {
                    let content = event::Content {
                        stream: row.text(0)?,
                        sequence: row.int(1)?,
                        kind: row.text(2)?,
                        schema: row.int(3)?,
                        at: row.int(4)?,
                        body: row.bytes(5)?,
                    };
                    event::entry(
                        &content.digest(keys.suite()),
                        &daowei_crypto::Digest::from_bytes(row.array(6)?),
                    )
                };
                frontier.push(&daowei_crypto::Leaf::of(keys.suite(), &entry)).unwrap();
                Ok(())
            })?;
            Ok(frontier.to_bytes())
        })
        .unwrap();
    fixture.intrude("DELETE FROM event WHERE stream = 'case/c' AND sequence = 4");
    fixture.intrude("DELETE FROM leaf WHERE position = 11");
    fixture.write(move |tx| tx.run(&SET_HEAD, crate::params![11_i64, &before])).unwrap();
}

const HASHES: crate::Statement = crate::Statement::new(
    "test.hashes",
    "SELECT leaf.stream, leaf.sequence, kind, schema, at, body, digest FROM leaf JOIN event
     ON event.stream = leaf.stream AND event.sequence = leaf.sequence WHERE position < 11 ORDER BY position",
);
const SET_HEAD: crate::Statement =
    crate::Statement::new("test.set_head", "UPDATE merkle SET size = $1, frontier = $2");

fn a_cut_off_tail_is_found_by_the_checkpoint(fixture: &Fixture) {
    fixture.with_evidence();
    cut_off_tail(fixture);
    assert_eq!(findings(&check(fixture, &[])), [("checkpoint", 12, FindingKind::Truncated)]);
}

fn a_tail_cut_off_with_the_checkpoint_is_found_from_outside(fixture: &Fixture) {
    let checkpoint = fixture.with_evidence();
    cut_off_tail(fixture);
    fixture.intrude("DELETE FROM checkpoint");
    // Without a witness from outside nothing can be found, and the answer does not claim that it was compared.
    let blind = check(fixture, &[]);
    assert!(blind.is_clean() && blind.compared.is_empty() && blind.covered_by_checkpoint == 0);
    let answer = check(fixture, &[checkpoint]);
    assert_eq!(findings(&answer), [("checkpoint", 12, FindingKind::RolledBack)]);
}

fn a_rewritten_tail_is_found_by_the_checkpoint(fixture: &Fixture) {
    let checkpoint = fixture.with_evidence();
    cut_off_tail(fixture);
    fixture.intrude("DELETE FROM checkpoint");
    // Whoever holds the evidence key writes another ending, fully chained and indexed.
    fixture.append("case/c", &["something else"]).unwrap();
    assert_eq!(fixture.index(), 1);
    assert!(check(fixture, &[]).is_clean());
    let answer = check(fixture, &[checkpoint]);
    assert_eq!(findings(&answer), [("checkpoint", 12, FindingKind::Forked)]);
}

fn exchanged_leaves_are_found(fixture: &Fixture) {
    fixture.with_evidence();
    for step in [
        "UPDATE leaf SET position = 99 WHERE position = 3",
        "UPDATE leaf SET position = 3 WHERE position = 7",
        "UPDATE leaf SET position = 7 WHERE position = 99",
    ] {
        fixture.intrude(step);
    }
    let answer = check(fixture, &[]);
    assert!(findings(&answer).contains(&("checkpoint", 12, FindingKind::Forked)));
}

fn a_changed_leaf_is_found(fixture: &Fixture) {
    fixture.with_evidence();
    fixture.intrude("UPDATE leaf SET leaf_hash = (SELECT digest FROM event WHERE stream = 'case/a' AND sequence = 1) WHERE stream = 'case/b' AND sequence = 1");
    assert_eq!(findings(&check(fixture, &[])), [("case/b", 1, FindingKind::LeafChanged)]);
}

fn a_changed_frontier_is_found(fixture: &Fixture) {
    fixture.with_evidence();
    fixture.intrude("UPDATE merkle SET size = 11");
    assert_eq!(findings(&check(fixture, &[])), [("index", 12, FindingKind::IndexChanged)]);
}

fn a_forged_checkpoint_is_found(fixture: &Fixture) {
    let genuine = fixture.with_evidence();
    fixture.intrude("UPDATE checkpoint SET text = REPLACE(text, 'at 5', 'at 6')");
    let answer = check(fixture, &[genuine.replace("\n12\n", "\n11\n")]);
    let forged = |(.., kind): &(&str, i64, FindingKind)| *kind == FindingKind::CheckpointForged;
    assert_eq!(findings(&answer).iter().filter(|finding| forged(finding)).count(), 2);
    assert_eq!(answer.covered_by_checkpoint, 0);
}

fn values_of_other_types_are_found(fixture: &Fixture) {
    fixture.with_evidence();
    // Only the embedded engine lets that happen; the server refuses the statement, which is as good.
    let embedded = fixture.store.file().is_some();
    if embedded {
        fixture.intrude("UPDATE event SET body = 7, digest = 'x' WHERE stream = 'case/a' AND sequence = 4");
        let answer = check(fixture, &[]);
        assert!(findings(&answer).contains(&("case/a", 4, FindingKind::Changed)));
    } else {
        let refused = fixture.write(|tx| tx.run_text("intrude", "UPDATE event SET body = 7"));
        assert!(refused.is_err());
    }
}

/// Four events, each with a text of its own in the vault.
fn with_texts(fixture: &Fixture) {
    let keys = Arc::clone(&fixture.keys);
    fixture
        .write(move |tx| {
            for number in 1_u8..=4 {
                let id = format!("00000000-0000-7000-8000-00000000000{number}");
                let (plain, salt) = (format!("words {number}"), [number; 16]);
                let commitment = daowei_crypto::commit(keys.suite(), &salt, plain.as_bytes()).to_string();
                let text = serde_json::json!({ "id": id, "commitment": commitment, "length": 7 });
                let body = serde_json::json!({ "event": { "opinions": [text] } }).to_string();
                let event = NewEvent { kind: "case.noted", schema: 1, at: 1, body: body.as_bytes() };
                event::append(tx, keys.evidence(), &format!("case/{number}"), Head::NEW, &[event])?;
                let record = vault::NewRecord {
                    id: &id,
                    stream: &format!("case/{number}"),
                    kind: "opinion",
                    salt: &salt,
                    nonce: [number; 12],
                    plain: plain.as_bytes(),
                    found_by: &[],
                };
                vault::add(tx, keys.vault(), keys.blind(), &[record])?;
            }
            Ok(())
        })
        .unwrap();
}

fn texts_are_held_against_their_commitments(fixture: &Fixture) {
    with_texts(fixture);
    let texts = || verify::texts(&fixture.store, &fixture.keys, &mut |_| {}).unwrap();
    let clean = texts();
    assert_eq!((clean.checked, clean.missing, clean.found), (4, 0, 0));
    // Garbled, without its own salt, another's text, gone.
    for change in [
        "UPDATE vault SET sealed = salt WHERE stream = 'case/1'",
        "UPDATE vault SET salt = (SELECT salt FROM vault AS other WHERE other.stream = 'case/1') WHERE stream = 'case/2'",
        "UPDATE vault SET sealed = (SELECT sealed FROM vault AS other WHERE other.stream = 'case/4') WHERE stream = 'case/3'",
        "DELETE FROM vault WHERE stream = 'case/4'",
    ] {
        fixture.intrude(change);
    }
    let found = texts();
    assert_eq!((found.checked, found.missing, found.found), (3, 1, 4));
    let named: Vec<_> =
        found.findings.iter().map(|finding| (finding.stream.as_str(), finding.kind)).collect();
    let (altered, missing) = (FindingKind::VaultAltered, FindingKind::VaultMissing);
    assert_eq!(named, [("case/1", altered), ("case/2", altered), ("case/3", altered), ("case/4", missing)]);
    assert!(check(fixture, &[]).is_clean(), "the log itself is whole");
}

fn texts_that_were_moved_are_found(fixture: &Fixture) {
    with_texts(fixture);
    // Whole rows, made another case's, and made another kind's: the words are the same, whose they are is not.
    fixture.intrude("UPDATE vault SET stream = 'case/1' WHERE stream = 'case/2'");
    fixture.intrude("UPDATE vault SET kind = 'reason' WHERE stream = 'case/3'");
    let found = verify::texts(&fixture.store, &fixture.keys, &mut |_| {}).unwrap();
    let named: Vec<_> =
        found.findings.iter().map(|finding| (finding.stream.as_str(), finding.kind)).collect();
    assert_eq!(named, [("case/2", FindingKind::VaultAltered), ("case/3", FindingKind::VaultAltered)]);
}
