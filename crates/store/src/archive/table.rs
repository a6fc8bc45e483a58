//! The tables that an archive carries, each with its columns and its two statements.

use crate::{Error, Param, Result, Row, Statement, Tx, Value};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Int,
    Bool,
    Bytes,
}

/// Adds rows to a table.
type Add = fn(&mut Tx<'_>, &Statement, &[Vec<Value>]) -> Result<()>;

/// One table.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, Kind)],
    pub(super) read: Statement,
    pub(super) count: Statement,
    write: Statement,
    add: Add,
}

macro_rules! values {
    (1) => {
        "$1"
    };
    (2) => {
        "$1, $2"
    };
    (3) => {
        concat!(values!(2), ", $3")
    };
    (4) => {
        concat!(values!(3), ", $4")
    };
    (5) => {
        concat!(values!(4), ", $5")
    };
    (6) => {
        concat!(values!(5), ", $6")
    };
    (7) => {
        concat!(values!(6), ", $7")
    };
    (8) => {
        concat!(values!(7), ", $8")
    };
    (9) => {
        concat!(values!(8), ", $9")
    };
    (10) => {
        concat!(values!(9), ", $10")
    };
    (11) => {
        concat!(values!(10), ", $11")
    };
    (12) => {
        concat!(values!(11), ", $12")
    };
    (13) => {
        concat!(values!(12), ", $13")
    };
    (15) => {
        concat!(values!(12), ", $13, $14, $15")
    };
    (24) => {
        concat!(values!(12), ", $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24")
    };
}

macro_rules! table {
    ($name:literal, $width:tt, $order:literal, $first:ident $kind:ident $(, $column:ident $kinds:ident)*) => {
        Table {
            name: $name,
            columns: &[(stringify!($first), Kind::$kind) $(, (stringify!($column), Kind::$kinds))*],
            read: Statement::new(
                concat!("archive.read.", $name),
                concat!("SELECT ", stringify!($first) $(, ", ", stringify!($column))*, " FROM ", $name, " ORDER BY ", $order),
            ),
            count: Statement::new(concat!("archive.count.", $name), concat!("SELECT COUNT(*) FROM ", $name)),
            write: Statement::new(
                concat!("archive.write.", $name),
                concat!(
                    "INSERT INTO ", $name, " (", stringify!($first) $(, ", ", stringify!($column))*,
                    ") VALUES (", values!($width), ")"
                ),
            ),
            add: add::<$width>,
        }
    };
}

/// Every table but the ledger of migrations, which the target has of its own, and what belongs to running processes
/// and signed-in people: leases and sessions.
pub(super) const TABLES: &[Table] = &[
    table!("installation", 4, "id", id Int, name Text, public_keys Text, created_at Int),
    table!("event", 8, "stream, sequence", stream Text, sequence Int, kind Text, schema Int, at Int, suite Text,
        body Bytes, digest Bytes),
    table!("pending_leaf", 4, "stream, sequence", stream Text, sequence Int, at Int, entry Bytes),
    table!("leaf", 4, "position", position Int, stream Text, sequence Int, leaf_hash Bytes),
    table!("merkle", 3, "id", id Int, size Int, frontier Bytes),
    table!("checkpoint", 3, "size", size Int, at Int, text Text),
    table!("vault", 5, "id", id Text, stream Text, kind Text, salt Bytes, sealed Bytes),
    table!("blind", 3, "field, entry, record", field Text, entry Bytes, record Text),
    table!("search_token", 3, "kind, token, document", kind Text, token Text, document Text),
    table!("idempotency", 7, "actor, route, key", actor Text, route Text, key Text, request_digest Bytes, status Int,
        response Bytes, at Int),
    table!("draft", 4, "person, kind", person Text, kind Text, sealed Bytes, at Int),
    table!("file", 10, "id", id Text, person Text, state Text, media Text, size Int, received Int, about Bytes, case_id Text,
        created_at Int, expires_at Int),
    table!("file_part", 3, "file, number", file Text, number Int, sealed Bytes),
    table!("outbox", 12, "id", id Text, topic Text, order_key Text, sequence Int, dedup Text, payload Bytes,
        not_before Int, attempts Int, last_error Text, holder Text, lease_until Int, done_at Int),
    table!("job", 8, "id", id Text, kind Text, payload Bytes, run_at Int, attempts Int, last_error Text, holder Text,
        lease_until Int),
    table!("counter", 2, "name", name Text, value Int),
    table!("tally", 2, "name", name Text, value Int),
    table!("tally_delta", 2, "name, delta", name Text, delta Int),
    table!("epoch", 2, "name", name Text, value Int),
    table!("account", 8, "id", id Text, person Text, login Text, password Text, must_change Bool, disabled_at Int,
        created_at Int, last_used_at Int),
    table!("login_miss", 4, "login", login Bytes, failed Int, locked_until Int, last_at Int),
    table!("api_token", 11, "id", digest Bytes, id Text, name Text, account Text, person Text, post Text, scopes Text,
        created_at Int, expires_at Int, revoked_at Int, bound Bytes),
    table!("case_row", 24, "id", id Text, number Text, item Text, item_name Text, department Text, division Text,
        stage Text, step Text, received_on Text, due Text, clock Text, provisional Bool, stopped Bool, holder Text,
        owed Bool, marks Text, applicant Text, channel Text, accepted_on Text, decided_on Text, outcome Text,
        revision Int, lapse_at Int, updated_at Int),
    table!("call_row", 9, "case_id, sequence", case_id Text, sequence Int, number Text, department Text, at Int, way Text,
        topic Text, outcome Text, teller Text),
    table!("enquiry_row", 7, "id", id Text, number Text, item Text, item_name Text, department Text, told_on Text,
        teller Text),
    table!("foreign_row", 11, "id", id Text, system Text, number Text, item Text, item_name Text, department Text,
        received_on Text, standing Text, document Text, confirmed Bool, registrar Text),
    table!("handover_row", 7, "id", id Text, department Text, giver Text, taker Text, proposed_on Text, cases Int,
        standing Text),
    table!("document_row", 15, "id", id Text, case_id Text, kind Text, number Text, issued_on Text, text Text,
        seal_due Text, sealed Text, served_on Text, voided Bool, owing Text, department Text, item Text, issuer Text,
        service Text),
    table!("rating_row", 12, "id", id Text, subject Text, subject_id Text, number Text, item_name Text, department Text,
        served_by Text, rated_on Text, level Text, words Int, due Text, followed_on Text),
    table!("queue_ticket", 12, "id", id Text, day Text, kind Text, number Int, standing Text, wanted Text, desk Text,
        drawn_at Int, called_at Int, last_called_at Int, calls Int, ended_at Int),
    table!("queue_step", 6, "ticket, step", ticket Text, step Int, at Int, deed Text, desk Text, person Text),
    table!("queue_case", 3, "case_id", case_id Text, ticket Text, number Text),
    table!("license_row", 12, "id", id Text, number Text, name Text, case_id Text, item Text, department Text,
        holder Text, holder_name Text, valid_from Text, valid_until Text, state Text, number_order Text),
    table!("change_row", 10, "id", id Text, department Text, division Text, kind Text, title Text, stage Text,
        proposed_on Text, due Text, effective Text, document Text),
    table!("change_item", 3, "item, change", item Text, change Text, open Bool),
    table!("item_paper", 2, "name, item", name Text, item Text),
    table!("item_row", 13, "id, version", id Text, newest Bool, name Text, power Text, department Text, department_name Text, division Text,
        code Text, version Int, valid_from Text, valid_to Text, acceptable Bool, name_order Text),
    table!("guide_row", 11, "facet, name, item, version", facet Text, name Text, item Text, version Int, valid_from Text,
        valid_to Text, department Text, department_name Text, power Text, case_kind Text, code Text),
    table!("look_row", 12, "stream, sequence", stream Text, sequence Int, at Int, kind Text, person Text, department Text,
        responsible Text, case_id Text, cases Int, purpose Text, document Text, copy Int),
    table!("sent_row", 6, "case_id, person", case_id Text, person Text, at Int, way Text, recipient Text, step Text),
    table!("legal_person", 1, "name", name Text),
];

impl Table {
    pub(super) fn named(name: &str) -> Option<&'static Table> {
        TABLES.iter().find(|table| table.name == name)
    }

    pub(super) fn statements(&self) -> [Statement; 3] {
        [self.read, self.count, self.write]
    }

    /// Adds rows that have a value for each column.
    pub(super) fn add(&self, tx: &mut Tx<'_>, rows: &[Vec<Value>]) -> Result<()> {
        (self.add)(tx, &self.write, rows)
    }

    /// One row of [`Table::read`].
    pub(super) fn row(&self, row: &Row<'_>) -> Result<Vec<Value>> {
        self.columns
            .iter()
            .enumerate()
            .map(|(at, (_, kind))| {
                let value = match kind {
                    Kind::Text => row.optional_text(at)?.map(|text| Value::Text(text.to_owned())),
                    Kind::Int => row.optional_int(at)?.map(Value::Int),
                    Kind::Bool => row.optional_bool(at)?.map(Value::Bool),
                    Kind::Bytes => row.optional_bytes(at)?.map(|bytes| Value::Bytes(bytes.to_vec())),
                };
                Ok(value.unwrap_or(Value::Null))
            })
            .collect()
    }
}

fn add<const N: usize>(tx: &mut Tx<'_>, statement: &Statement, rows: &[Vec<Value>]) -> Result<()> {
    let rows: Vec<[Param<'_>; N]> = rows
        .iter()
        .map(|row| {
            let params: Vec<Param<'_>> = row.iter().map(Value::param).collect();
            params.try_into().map_err(|_| Error::Damaged { what: "archive (a row of another width)" })
        })
        .collect::<Result<_>>()?;
    tx.run_many(statement, &rows)?;
    Ok(())
}
