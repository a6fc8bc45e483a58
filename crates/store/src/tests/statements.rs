//! Every statement prepares on both engines and means the same columns.

use std::collections::BTreeSet;

use super::fixture::{Fixture, Place};
use crate::{Statement, registry};

on_both!(all_prepare);

/// What a statement looks like to an engine: parameters and column names.
type Face = (usize, Vec<String>);

fn faces(fixture: &Fixture) -> Vec<(&'static str, Face)> {
    let face: Box<dyn FnMut(&Statement) -> Face> = match &fixture.place {
        Place::Directory(directory) => {
            let connection = rusqlite::Connection::open(directory.join("daowei.db")).unwrap();
            Box::new(move |statement| {
                let prepared = connection
                    .prepare(statement.sql)
                    .unwrap_or_else(|error| panic!("{}: {error}", statement.name));
                let columns = prepared.column_names().map(str::to_owned).collect();
                (prepared.parameter_count(), columns)
            })
        }
        Place::Schema(url, schema) => {
            let mut client = ::postgres::Client::connect(url, ::postgres::NoTls).unwrap();
            client.batch_execute(&format!("SET search_path = {schema}")).unwrap();
            Box::new(move |statement| {
                let prepared = client
                    .prepare(statement.sql)
                    .unwrap_or_else(|error| panic!("{}: {error:?}", statement.name));
                for column in prepared.columns() {
                    let kind = column.type_().name();
                    assert!(
                        ["text", "int8", "bool", "float8", "bytea"].contains(&kind),
                        "{}: column {} is {kind}",
                        statement.name,
                        column.name()
                    );
                }
                (
                    prepared.params().len(),
                    prepared.columns().iter().map(|column| column.name().to_owned()).collect(),
                )
            })
        }
    };
    let mut face = face;
    registry::all().map(|statement| (statement.name, face(&statement))).collect()
}

fn all_prepare(fixture: &Fixture) {
    let faces = faces(fixture);
    assert_eq!(
        faces.iter().map(|(name, _)| name).collect::<BTreeSet<_>>().len(),
        faces.len(),
        "names are unique"
    );
    if matches!(fixture.place, Place::Schema(..)) {
        let embedded = super::statements::faces(&Fixture::sqlite());
        for ((name, (ours, columns)), (_, (theirs, embedded))) in faces.iter().zip(&embedded) {
            assert_eq!(ours, theirs, "{name}: parameters");
            // Where a statement does not name a column, the engines make up names of their own.
            for (ours, theirs) in columns.iter().zip(embedded).filter(|(name, _)| *name != "?column?") {
                assert!(ours == theirs || theirs.contains('('), "{name}: {ours} against {theirs}");
            }
            assert_eq!(columns.len(), embedded.len(), "{name}: columns");
        }
    }
}

#[test]
fn placeholders_first_occur_in_ascending_order() {
    for statement in registry::all() {
        let mut highest = 0;
        for part in statement.sql.split('$').skip(1) {
            let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
            let number: usize = digits.parse().unwrap_or_else(|_| panic!("{}: a bare $", statement.name));
            assert!(number <= highest + 1, "{}: ${number} before ${}", statement.name, highest + 1);
            highest = highest.max(number);
        }
    }
}

#[test]
fn the_portable_subset_is_kept() {
    for statement in registry::all() {
        let text = statement.sql.to_ascii_uppercase();
        for word in [
            "ON CONFLICT",
            "SKIP LOCKED",
            "FOR UPDATE",
            "FOR SHARE",
            "LISTEN",
            "NOTIFY",
            "ADVISORY",
            "NEXTVAL",
            "::",
            "ILIKE",
        ] {
            assert!(!text.contains(word), "{}: {word}", statement.name);
        }
        assert!(
            ["SELECT", "INSERT", "UPDATE", "DELETE"].iter().any(|verb| text.starts_with(verb)),
            "{}",
            statement.name
        );
    }
}
