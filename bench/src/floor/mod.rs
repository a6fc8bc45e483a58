//! The floor: the rows of real cases written once more on the bare engine, with the same grouping and durability, without
//! reads, rules, cipher or HTTP. The only statements of SQL outside the store.

pub(crate) mod postgres;
mod recipe;
mod run;
mod sample;
pub(crate) mod sqlite;

pub(crate) use recipe::Recipe;
pub(crate) use run::Floor;

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Bool(bool),
    Text(String),
    Bytes(Vec<u8>),
}

/// A table that commands insert into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Table {
    Event,
    PendingLeaf,
    Vault,
    Blind,
    Case,
    Document,
    License,
    Sent,
    Idempotency,
}

impl Table {
    /// Its name.
    fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::PendingLeaf => "pending_leaf",
            Self::Vault => "vault",
            Self::Blind => "blind",
            Self::Case => "case_row",
            Self::Document => "document_row",
            Self::License => "license_row",
            Self::Sent => "sent_row",
            Self::Idempotency => "idempotency",
        }
    }

    /// Its columns, those first by which a row is known.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Event => &["stream", "sequence", "kind", "schema", "at", "suite", "body", "digest"],
            Self::PendingLeaf => &["stream", "sequence", "at", "entry"],
            Self::Vault => &["id", "stream", "kind", "salt", "sealed"],
            Self::Blind => &["entry", "record", "field"],
            Self::Case => &[
                "id",
                "number",
                "item",
                "item_name",
                "department",
                "division",
                "stage",
                "step",
                "received_on",
                "due",
                "clock",
                "provisional",
                "stopped",
                "holder",
                "owed",
                "marks",
                "applicant",
                "channel",
                "accepted_on",
                "decided_on",
                "outcome",
                "revision",
                "lapse_at",
                "updated_at",
            ],
            Self::Document => &[
                "id",
                "case_id",
                "number",
                "kind",
                "issued_on",
                "text",
                "seal_due",
                "sealed",
                "served_on",
                "voided",
                "owing",
                "department",
                "item",
                "issuer",
                "service",
            ],
            Self::License => &[
                "id",
                "case_id",
                "number",
                "name",
                "item",
                "department",
                "holder",
                "holder_name",
                "valid_from",
                "valid_until",
                "state",
            ],
            Self::Sent => &["case_id", "person", "at", "way", "recipient", "step"],
            Self::Idempotency => &["key", "actor", "route", "request_digest", "status", "response", "at"],
        }
    }

    /// Inserts so many rows.
    fn insert(self, rows: usize) -> String {
        let columns = self.columns();
        let group = |row: usize| {
            let places: Vec<String> =
                (1..=columns.len()).map(|column| format!("${}", row * columns.len() + column)).collect();
            format!("({})", places.join(", "))
        };
        let groups: Vec<String> = (0..rows).map(group).collect();
        format!("INSERT INTO {} ({}) VALUES {}", self.name(), columns.join(", "), groups.join(", "))
    }

    /// Reads the rows that a condition names.
    fn select(self, condition: &str) -> String {
        format!("SELECT {} FROM {} WHERE {condition}", self.columns().join(", "), self.name())
    }
}

/// How a command wrote the case's row again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Update {
    /// Where it stands in its lists, too.
    Moved,
    /// What changes within a stage.
    Stayed,
}

impl Update {
    /// The statement, as the store has it.
    fn sql(self) -> &'static str {
        match self {
            Self::Moved => {
                "UPDATE case_row SET stage = $1, step = $2, due = $3, clock = $4, provisional = $5, stopped = $6,
                 holder = $7, owed = $8, marks = $9, accepted_on = $10, decided_on = $11, outcome = $12, revision = $13,
                 lapse_at = $14, updated_at = $15 WHERE id = $16"
            }
            Self::Stayed => {
                "UPDATE case_row SET step = $1, clock = $2, provisional = $3, stopped = $4, holder = $5, marks = $6,
                 accepted_on = $7, decided_on = $8, outcome = $9, revision = $10, lapse_at = $11, updated_at = $12
                 WHERE id = $13 AND stage = $14 AND due = $15 AND owed = $16"
            }
        }
    }

    /// The places, among the columns of [`Table::Case`], of what it writes.
    fn places(self) -> &'static [usize] {
        match self {
            Self::Moved => &[6, 7, 9, 10, 11, 12, 13, 14, 15, 18, 19, 20, 21, 22, 23],
            Self::Stayed => &[7, 10, 11, 12, 13, 15, 18, 19, 20, 21, 22, 23],
        }
    }

    /// The places of what the row has to hold already.
    fn known_by(self) -> &'static [usize] {
        match self {
            Self::Moved => &[],
            Self::Stayed => &[6, 9, 14],
        }
    }
}

/// Takes the next number of a series.
const COUNT: &str = "UPDATE counter SET value = value + 1 WHERE name = $1";
/// Begins a series.
const BEGIN_COUNT: &str = "INSERT INTO counter (name, value) VALUES ($1, 1)";
