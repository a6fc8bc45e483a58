//! 草稿: what somebody has typed and not yet sent outlives the page, the session and the server (UX-09).
//!
//! It may hold what an applicant has just said of himself: it is sealed for the one who typed it, shown to nobody else, and goes when it
//! is sent, or after [`KEPT_DAYS`].

use std::str::FromStr;

use daowei_ident::PersonId;
use daowei_store::draft as rows;
use jiff::Timestamp;
use serde_json::Value;

use crate::App;
use crate::error::{Error, Problem, Result};
use crate::unit::{Caller, Unit};

/// Bytes of a draft at most: an intake with every paper and a page of free text takes a tenth of it.
pub const LARGEST: usize = 65_536;
/// Days for which one that nobody touches is kept.
pub const KEPT_DAYS: i64 = 7;

/// What is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftKind {
    /// 收件
    Intake,
    /// 登记专网办件
    Foreign,
}

impl DraftKind {
    fn id(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Foreign => "foreign",
        }
    }
}

impl FromStr for DraftKind {
    type Err = Problem;

    fn from_str(id: &str) -> std::result::Result<Self, Problem> {
        match id {
            "intake" => Ok(Self::Intake),
            "foreign" => Ok(Self::Foreign),
            _ => Err(Problem::Unknown),
        }
    }
}

/// A draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What was typed, as the page that it belongs to wrote it.
    pub content: Value,
    /// When it was kept.
    pub at: Timestamp,
}

impl App {
    /// One's own draft.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none; [`Error::Forbidden`] for tokens.
    pub async fn draft(&self, caller: Caller, kind: DraftKind) -> Result<Draft> {
        self.read(caller, move |unit| {
            let person = typist(unit)?;
            let (sealed, at) = rows::get(unit.tx, &person.to_string(), kind.id())?
                .ok_or(Error::NotFound { what: "draft" })?;
            let damaged = || Error::Store(daowei_store::Error::Damaged { what: "draft" });
            let plain =
                unit.inner.keys.vault().open(&context(person, kind), &sealed).map_err(|_| damaged())?;
            Ok(Draft {
                content: serde_json::from_slice(&plain).map_err(|_| damaged())?,
                at: Timestamp::from_microsecond(at).map_err(|_| damaged())?,
            })
        })
        .await
    }

    /// Keeps what is being typed, in the place of what was kept before. Recorded nowhere: nothing has been said to anybody.
    ///
    /// # Errors
    /// [`Error::Input`] for one that is too large; [`Error::Forbidden`] for tokens.
    pub async fn keep_draft(&self, caller: Caller, kind: DraftKind, content: Value) -> Result<()> {
        let plain = serde_json::to_vec(&content).map_err(|_| Error::input("content", Problem::Characters))?;
        if plain.len() > LARGEST {
            return Err(Error::input("content", Problem::TooLong));
        }
        self.write(caller, move |unit| {
            let person = typist(unit)?;
            let nonce = unit.inner.random();
            let damaged = |_| Error::Store(daowei_store::Error::Damaged { what: "draft" });
            let sealed =
                unit.inner.keys.vault().seal(nonce, &context(person, kind), &plain).map_err(damaged)?;
            Ok(rows::keep(unit.tx, &person.to_string(), kind.id(), &sealed, unit.now.as_microsecond())?)
        })
        .await
    }

    /// Forgets it: what was typed has been sent, or was given up.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for tokens.
    pub async fn forget_draft(&self, caller: Caller, kind: DraftKind) -> Result<()> {
        self.write(caller, move |unit| {
            let person = typist(unit)?.to_string();
            rows::delete(unit.tx, &person, kind.id())?;
            Ok(())
        })
        .await
    }
}

/// Who types: somebody at a desk, never a program.
fn typist(unit: &Unit<'_, '_>) -> Result<PersonId> {
    if unit.scopes.is_some() {
        return Err(Error::Forbidden { what: "draft" });
    }
    Ok(unit.staff()?.person)
}

fn context(person: PersonId, kind: DraftKind) -> String {
    format!("draft/{person}/{}", kind.id())
}
