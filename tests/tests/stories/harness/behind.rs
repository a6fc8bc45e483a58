//! Behind the program's back: the database as its administrator would reach it.

use std::path::Path;

use super::city::City;
use super::database::Database;
use super::folder::{self, Folder};

impl City {
    /// Another city with the same records. No server may run on this one.
    pub(crate) fn copy(&self) -> Self {
        let place = Folder::new("copy");
        folder::copy(&self.data(), &place.join("data"));
        Self::new(place, self.database().map(Database::copy))
    }

    /// The same city in another folder, with the log where it was.
    pub(crate) fn moved(&self, folder: &Folder) -> Self {
        folder::copy(&self.data(), &folder.join("data"));
        Self::lying_in(Folder::new("moved"), folder.join("data"))
    }

    /// Runs a statement.
    pub(crate) fn sql(&self, text: &str) {
        match self.database() {
            None => self.open().execute_batch(text).unwrap(),
            Some(database) => database.connect().batch_execute(text).unwrap(),
        }
    }

    /// The one whole number that a query gives; nothing where it gives no row.
    pub(crate) fn number(&self, query: &str) -> Option<i64> {
        match self.database() {
            None => {
                let connection = self.open();
                let mut statement = connection.prepare(query).unwrap();
                let mut rows = statement.query([]).unwrap();
                rows.next().unwrap().map(|row| row.get(0).unwrap())
            }
            Some(database) => database.connect().query_opt(query, &[]).unwrap().map(|row| row.get(0)),
        }
    }

    /// Rows of a table.
    pub(crate) fn count(&self, table: &str) -> i64 {
        self.number(&format!("SELECT count(*) FROM {table}")).unwrap()
    }

    /// When an event happened.
    pub(crate) fn event_at(&self, stream: &str, kind: &str) -> i64 {
        let query = format!("SELECT at FROM event WHERE stream = '{stream}' AND kind = '{kind}'");
        self.number(&query).unwrap_or_else(|| panic!("no {kind} in {stream}"))
    }

    /// Takes away what keeps events from being changed.
    pub(crate) fn unlock_events(&self) {
        self.sql(match self.database() {
            None => "DROP TRIGGER event_not_updated; DROP TRIGGER event_not_deleted;",
            Some(_) => "DROP TRIGGER event_is_final ON event;",
        });
    }

    /// Bytes, given in hexadecimal, as the engine writes them.
    pub(crate) fn bytes(&self, hexadecimal: &str) -> String {
        match self.database() {
            None => format!("X'{hexadecimal}'"),
            Some(_) => format!("'\\x{hexadecimal}'::bytea"),
        }
    }

    /// Bytes behind those of a column.
    pub(crate) fn longer(&self, column: &str, hexadecimal: &str) -> String {
        let bytes = self.bytes(hexadecimal);
        match self.database() {
            // Joining gives a text there.
            None => format!("CAST({column} || {bytes} AS BLOB)"),
            Some(_) => format!("{column} || {bytes}"),
        }
    }

    /// Lays an event aside.
    pub(crate) fn keep_event(&self, condition: &str) {
        self.sql(&format!("CREATE TABLE kept AS SELECT * FROM event WHERE {condition}"));
    }

    /// Puts the event back that was laid aside.
    pub(crate) fn put_event_back(&self, condition: &str) {
        self.sql(&format!("DELETE FROM event WHERE {condition}"));
        self.sql("INSERT INTO event SELECT * FROM kept");
        self.sql("DROP TABLE kept");
    }

    /// The embedded engine's file.
    pub(crate) fn database_file(&self) -> std::path::PathBuf {
        self.data().join("daowei.db")
    }

    fn open(&self) -> rusqlite::Connection {
        open(&self.database_file())
    }
}

fn open(file: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(file).unwrap();
    connection.busy_timeout(std::time::Duration::from_secs(20)).unwrap();
    connection
}
