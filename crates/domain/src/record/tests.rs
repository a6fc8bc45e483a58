//! One example of every event of every stream, as it stands in the log: what was written once must be readable for ever.
//!
//! `UPDATE_GOLDEN=1` writes the files that are missing. It never writes over one: an event that changes its shape gets a
//! new schema number, and the old file stays.

mod examples;

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Ids;
use crate::{
    authority::letter, calendar, case, catalog, change, enquiry, foreign, handover, license, organization,
    queue, rating, setting,
};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/events")
}

fn golden(kind: &str) -> Value {
    let path = folder().join(format!("{kind}.1.json"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() && !path.exists() {
        let example = examples::of(kind).expect("an example of every kind");
        let text = serde_json::to_string_pretty(&example).expect("an example is written");
        std::fs::create_dir_all(folder()).expect("a folder");
        std::fs::write(&path, text + "\n").expect("an example is written");
    }
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("no file for {kind}"));
    serde_json::from_str(&text).expect("a file of JSON")
}

/// Reads and writes each kind of a stream.
fn stream<E: Serialize + DeserializeOwned>(kinds: &[&str], kind_of: fn(&E) -> &'static str) {
    for kind in kinds {
        let stored = golden(kind);
        let event: E = serde_json::from_value(stored.clone()).unwrap_or_else(|e| panic!("{kind}: {e}"));
        assert_eq!(kind_of(&event), *kind);
        let again = serde_json::to_value(&event).expect("an event is written");
        assert_eq!(again, stored, "{kind} is not written as it was read");
    }
}

#[test]
fn every_kind_of_every_stream_is_read_and_written_as_it_stands() {
    stream(case::Event::KINDS, case::Event::kind);
    stream(catalog::Event::KINDS, catalog::Event::kind);
    stream(change::Event::KINDS, change::Event::kind);
    stream(organization::department::Event::KINDS, organization::department::Event::kind);
    stream(organization::window::Event::KINDS, organization::window::Event::kind);
    stream(organization::person::Event::KINDS, organization::person::Event::kind);
    stream(letter::Event::KINDS, letter::Event::kind);
    stream(license::Event::KINDS, license::Event::kind);
    stream(setting::Event::KINDS, setting::Event::kind);
    stream(enquiry::Event::KINDS, enquiry::Event::kind);
    stream(foreign::Event::KINDS, foreign::Event::kind);
    stream(handover::Event::KINDS, handover::Event::kind);
    stream(queue::Event::KINDS, queue::Event::kind);
    stream(rating::Event::KINDS, rating::Event::kind);
    stream(calendar::Event::KINDS, calendar::Event::kind);
}

fn all_kinds() -> Vec<&'static str> {
    [
        case::Event::KINDS,
        catalog::Event::KINDS,
        change::Event::KINDS,
        organization::department::Event::KINDS,
        organization::window::Event::KINDS,
        organization::person::Event::KINDS,
        letter::Event::KINDS,
        license::Event::KINDS,
        setting::Event::KINDS,
        enquiry::Event::KINDS,
        foreign::Event::KINDS,
        handover::Event::KINDS,
        queue::Event::KINDS,
        rating::Event::KINDS,
        calendar::Event::KINDS,
    ]
    .concat()
}

#[test]
fn every_file_is_of_a_kind_and_every_kind_is_named_once() {
    let kinds = all_kinds();
    let unique: BTreeSet<&str> = kinds.iter().copied().collect();
    assert_eq!(unique.len(), kinds.len());
    for entry in std::fs::read_dir(folder()).expect("the folder of examples") {
        let name = entry.expect("a file").file_name().into_string().expect("a name");
        let kind = name.strip_suffix(".json").and_then(|name| name.rsplit_once('.')).map(|(kind, _)| kind);
        assert!(kind.is_some_and(|kind| unique.contains(kind)), "{name} is of no kind");
    }
}

/// The shape that is written today is the shape of the newest file, field by field.
#[test]
fn todays_events_have_the_fields_of_their_files() {
    for kind in all_kinds() {
        let today = examples::of(kind).expect("an example of every kind");
        assert_eq!(
            fields(&today),
            fields(&golden(kind)),
            "{kind} has changed its shape: raise its schema number"
        );
    }
}

/// The fields of the event's own body.
fn fields(event: &Value) -> BTreeSet<String> {
    let body = event.get("data").and_then(Value::as_object);
    body.map(|body| body.keys().cloned().collect()).unwrap_or_default()
}

#[test]
fn an_unknown_field_of_a_case_is_refused_and_not_lost() {
    for kind in case::Event::KINDS {
        let mut stored = golden(kind);
        let body = stored.get_mut("data").and_then(Value::as_object_mut).expect("a body");
        body.insert("planted".to_owned(), Value::Null);
        assert!(serde_json::from_value::<case::Event>(stored).is_err(), "{kind}");
    }
}

#[test]
fn ids_of_one_unit_of_work_differ_and_a_rerun_repeats_them() {
    let draw = || {
        let ids = Ids::new(1_772_413_200_000, [7, 7, 7, 7, 7, 7, 7, 7, 250, 250]);
        (0..2000).map(|_| ids.next(daowei_ident::DocumentId::from_parts)).collect::<Vec<_>>()
    };
    let once = draw();
    assert_eq!(once.iter().collect::<BTreeSet<_>>().len(), once.len());
    assert_eq!(once, draw());
}
