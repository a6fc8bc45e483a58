//! Every object that a migration makes is known, and whatever else is there is told.

use super::fixture::{Fixture, Place};
use crate::schema::{self, Fault};

on_both!(untouched_objects_are_as_made, dropped_and_planted_objects_are_told);

fn differences(fixture: &Fixture) -> Vec<(String, String, Fault)> {
    let found = fixture.read(schema::differences).unwrap();
    found.into_iter().map(|found| (found.kind, found.name, found.fault)).collect()
}

fn untouched_objects_are_as_made(fixture: &Fixture) {
    assert_eq!(differences(fixture), []);
}

fn dropped_and_planted_objects_are_told(fixture: &Fixture) {
    let embedded = matches!(fixture.place, Place::Directory(_));
    let changes: &[(&str, &str, &str, Fault)] = if embedded {
        &[
            ("DROP TRIGGER event_not_updated", "trigger", "event_not_updated", Fault::Missing),
            (
                "CREATE TRIGGER planted AFTER INSERT ON event BEGIN DELETE FROM lease; END",
                "trigger",
                "planted",
                Fault::Foreign,
            ),
            ("DROP INDEX vault_stream", "index", "vault_stream", Fault::Missing),
            ("CREATE TABLE notes (a TEXT)", "table", "notes", Fault::Foreign),
            (
                "DROP TRIGGER event_not_deleted; CREATE TRIGGER event_not_deleted BEFORE DELETE ON lease BEGIN SELECT 1; END",
                "trigger",
                "event_not_deleted",
                Fault::Changed,
            ),
        ]
    } else {
        &[
            ("ALTER TABLE event DISABLE TRIGGER event_is_final", "trigger", "event_is_final", Fault::Changed),
            (
                "CREATE OR REPLACE FUNCTION event_is_final() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
                "function",
                "event_is_final",
                Fault::Changed,
            ),
            (
                "CREATE RULE planted AS ON DELETE TO event DO INSTEAD NOTHING",
                "rule",
                "planted",
                Fault::Foreign,
            ),
            (
                "CREATE TRIGGER planted AFTER INSERT ON lease FOR EACH STATEMENT EXECUTE FUNCTION event_is_final()",
                "trigger",
                "planted",
                Fault::Foreign,
            ),
            ("DROP INDEX vault_stream", "index", "vault_stream", Fault::Missing),
            ("CREATE TABLE notes (a TEXT)", "table", "notes", Fault::Foreign),
        ]
    };
    let mut expected = Vec::new();
    for (change, kind, name, fault) in changes {
        fixture.write(move |tx| tx.run_text("intrude", change)).unwrap();
        expected.push(((*kind).to_owned(), (*name).to_owned(), *fault));
        expected.sort();
        assert_eq!(differences(fixture), expected, "{change}");
    }
}
