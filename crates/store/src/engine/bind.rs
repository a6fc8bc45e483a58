//! Parameters on their way into either engine.

use bytes::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::value::Param;

type Source = Box<dyn std::error::Error + Sync + Send>;

impl rusqlite::ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null => ValueRef::Null,
            Self::Bool(value) => ValueRef::Integer(value.into()),
            Self::Int(value) => ValueRef::Integer(value),
            Self::Real(value) => ValueRef::Real(value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}

impl ToSql for Param<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Source> {
        match *self {
            Self::Null => Ok(IsNull::Yes),
            Self::Bool(value) if *kind == Type::BOOL => ToSql::to_sql(&value, kind, out),
            Self::Int(value) if *kind == Type::INT8 => ToSql::to_sql(&value, kind, out),
            Self::Real(value) if *kind == Type::FLOAT8 => ToSql::to_sql(&value, kind, out),
            Self::Text(value) if *kind == Type::TEXT => ToSql::to_sql(&value, kind, out),
            Self::Bytes(value) if *kind == Type::BYTEA => ToSql::to_sql(&value, kind, out),
            _ => Err(format!("this parameter cannot be sent as {kind}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
