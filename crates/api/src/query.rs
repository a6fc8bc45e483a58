//! Queries, read strictly: a parameter that nobody reads is a mistake of the caller's, and said to be one.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Query};
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::json::is_name;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;

/// The parameters of a query that were not read yet.
pub(crate) struct Pairs(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Pairs {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let read = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        read.map(|Query(pairs)| Self(pairs)).map_err(|_| wrong())
    }
}

fn wrong() -> Failure {
    Failure::Request(StatusCode::BAD_REQUEST, "input.query")
}

/// A parameter that is wrong, and how.
pub(crate) fn field(name: &str, how: &'static str) -> Failure {
    Failure::Field("input.query", name.to_owned(), how)
}

impl Pairs {
    /// Every value of a parameter that may be repeated.
    pub(crate) fn many<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, Failure> {
        let named = self.0.extract_if(.., |(key, _)| key == name);
        named.map(|(_, value)| read(&value).ok_or_else(|| field(name, "input.field.form"))).collect()
    }

    /// The value of a parameter that is given once or not at all.
    pub(crate) fn one<T: FromStr>(&mut self, name: &'static str) -> Result<Option<T>, Failure> {
        let mut values = self.many(name, |text| text.parse().ok())?;
        let value = values.pop();
        if values.is_empty() { Ok(value) } else { Err(field(name, "input.field.twice")) }
    }

    /// The value of a parameter that must be given.
    pub(crate) fn needed<T: FromStr>(&mut self, name: &'static str) -> Result<T, Failure> {
        self.one(name)?.ok_or_else(|| field(name, "input.field.missing"))
    }

    /// Which page.
    pub(crate) fn page(&mut self) -> Result<Cursor, Failure> {
        PageQuery { cursor: self.one("cursor")?, limit: self.one("limit")? }.cursor()
    }

    /// Ends the reading.
    pub(crate) fn nothing_else(self) -> Result<(), Failure> {
        match self.0.first() {
            None => Ok(()),
            Some((name, _)) if is_name(name) => Err(field(name, "input.field.unknown")),
            Some(_) => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Pairs {
        let pair = |pair: &str| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (key.to_owned(), value.to_owned())
        };
        Pairs(text.split('&').filter(|part| !part.is_empty()).map(pair).collect())
    }

    #[test]
    fn reads_each_parameter_once() {
        let mut query = pairs("stage=a&limit=5&stage=b&mine=true");
        assert_eq!(query.many("stage", |text| Some(text.to_owned())).unwrap(), ["a", "b"]);
        assert_eq!(query.one::<bool>("mine").unwrap(), Some(true));
        assert_eq!(query.page().unwrap().limit, 5);
        assert_eq!(query.one::<u32>("absent").unwrap(), None);
        assert!(query.nothing_else().is_ok());
    }

    #[test]
    fn says_what_is_wrong() {
        assert!(pairs("mine=perhaps").one::<bool>("mine").is_err());
        assert!(pairs("mine=true&mine=true").one::<bool>("mine").is_err());
        assert!(pairs("stage=x").many("stage", |_| None::<u8>).is_err());
        assert!(pairs("").needed::<u32>("length").is_err());
        assert!(pairs("deparment=1").nothing_else().is_err());
    }
}
