//! The lines of an archive: JSON, one value each, bound to one another by a running digest.

use std::collections::BTreeMap;

use base64ct::{Base64, Encoding};
use daowei_crypto::{Digest, Keys, Suite, digest, equal_in_constant_time};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::table::{Kind, Table};
use crate::{Error, Result, Value};

pub(super) const FORMAT: &str = "daowei-archive/1";

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    pub(super) format: String,
    /// Version of the program that wrote it.
    pub program: String,
    /// Version of the tables.
    pub schema: i64,
    /// The installation whose data it is.
    pub installation: String,
    /// The suite of its evidence.
    pub suite: Suite,
    /// When it was written, UTC microseconds.
    pub at: i64,
    /// The key file, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub keys: Option<String>,
}

/// The line that opens a table.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opening {
    pub(super) table: String,
    pub(super) columns: Vec<String>,
}

/// The last line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Rows of each table.
    pub counts: BTreeMap<String, u64>,
    /// Indexed events.
    pub evidence_size: u64,
    /// The root of the tree over them.
    pub evidence_root: Digest,
    /// The digest over all lines before.
    pub digest: Digest,
    /// The installation's code over all of this: without its keys nobody makes one for other lines.
    pub code: Digest,
}

impl Manifest {
    /// The closing of these lines by the installation that holds these keys.
    pub(super) fn sealed(
        keys: &Keys,
        counts: BTreeMap<String, u64>,
        (evidence_size, evidence_root): (u64, Digest),
        digest: Digest,
    ) -> Self {
        let mut manifest =
            Self { counts, evidence_size, evidence_root, digest, code: Digest::from_bytes([0; 32]) };
        manifest.code = manifest.code_by(keys);
        manifest
    }

    /// Whether this closing was made with these keys.
    pub(super) fn is_of(&self, keys: &Keys) -> bool {
        equal_in_constant_time(self.code_by(keys).as_bytes(), self.code.as_bytes())
    }

    fn code_by(&self, keys: &Keys) -> Digest {
        let counts = self.counts.iter().map(|(table, rows)| format!("{table}={rows};")).collect::<String>();
        keys.authentication().code(
            "daowei/archive/1",
            &[
                self.digest.as_bytes(),
                counts.as_bytes(),
                &self.evidence_size.to_be_bytes(),
                self.evidence_root.as_bytes(),
            ],
        )
    }
}

/// The running digest: each line with the digest of those before it.
pub(super) struct Seal {
    suite: Suite,
    pub(super) digest: Digest,
}

impl Seal {
    pub(super) fn new(suite: Suite) -> Self {
        Self { suite, digest: Digest::from_bytes([0; 32]) }
    }

    pub(super) fn take(&mut self, line: &[u8]) {
        self.digest = digest(self.suite, &[self.digest.as_bytes(), line]);
    }
}

pub(super) fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => json!(value),
        Value::Int(value) => json!(value),
        Value::Real(value) => json!(value),
        Value::Text(text) => json!(text),
        // Events are JSON: readable in the archive, too.
        Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => json!(text),
            Err(_) => json!({ "base64": Base64::encode_string(bytes) }),
        },
    }
}

/// A row of a table, each value of its column's kind.
pub(super) fn to_row(table: &Table, values: Vec<Json>) -> Result<Vec<Value>> {
    const WRONG: Error = Error::Damaged { what: "archive (a value of another kind)" };
    if values.len() != table.columns.len() {
        return Err(Error::Damaged { what: "archive (a row of another width)" });
    }
    let value = |(kind, value): (Kind, Json)| match (kind, value) {
        (_, Json::Null) => Ok(Value::Null),
        (Kind::Bool, Json::Bool(value)) => Ok(Value::Bool(value)),
        (Kind::Int, Json::Number(number)) => number.as_i64().map(Value::Int).ok_or(WRONG),
        (Kind::Text, Json::String(text)) => Ok(Value::Text(text)),
        (Kind::Bytes, Json::String(text)) => Ok(Value::Bytes(text.into_bytes())),
        (Kind::Bytes, Json::Object(fields)) => {
            let text = fields.get("base64").and_then(Json::as_str).ok_or(WRONG)?;
            Base64::decode_vec(text).map(Value::Bytes).map_err(|_| WRONG)
        }
        _ => Err(WRONG),
    };
    table.columns.iter().map(|(_, kind)| *kind).zip(values).map(value).collect()
}
