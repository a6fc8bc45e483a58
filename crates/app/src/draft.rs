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

/// Drafts of one person at most; the one kept longest ago gives way.
pub const MOST: i64 = 100;

/// Of what there are drafts: 收件, 专网办件, 一次性告知, 交接班, and an act's dialog.
const NOUNS: [&str; 5] = ["intake", "foreign", "enquiry", "handover", "act"];
/// Parts of a name and characters of each at most: `act.CASE.ACT.TARGET`.
const PARTS: usize = 4;
const LONGEST_PART: usize = 40;

/// What is being typed: one of the nouns, and where there are many of it which one, parts of small letters, digits, `_` and `-`
/// between dots. It names a place among one's own drafts and opens nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftKind(String);

impl FromStr for DraftKind {
    type Err = Problem;

    fn from_str(id: &str) -> std::result::Result<Self, Problem> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
        let fit = |part: &str| (1..=LONGEST_PART).contains(&part.len()) && part.chars().all(plain);
        let known = id.split('.').next().is_some_and(|noun| NOUNS.contains(&noun));
        if known && id.split('.').count() <= PARTS && id.split('.').all(fit) {
            Ok(Self(id.to_owned()))
        } else {
            Err(Problem::Unknown)
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
    /// Its revision: no draft of that kind had it before, also not one that is gone.
    pub revision: u64,
}

/// A draft that was kept just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftKept {
    /// When.
    pub at: Timestamp,
    /// Its revision.
    pub revision: u64,
}

impl App {
    /// One's own draft.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none; [`Error::Forbidden`] for tokens.
    pub async fn draft(&self, caller: Caller, kind: DraftKind) -> Result<Draft> {
        self.read(caller, move |unit| {
            let person = typist(unit)?;
            let (sealed, at) =
                rows::get(unit.tx, &person.to_string(), &kind.0)?.ok_or(Error::NotFound { what: "draft" })?;
            let plain =
                unit.inner.keys.vault().open(&context(person, &kind), &sealed).map_err(|_| damaged())?;
            let content = serde_json::from_slice(&plain).map_err(|_| damaged())?;
            let DraftKept { at, revision } = kept(at)?;
            Ok(Draft { content, at, revision })
        })
        .await
    }

    /// Keeps what is being typed, in the place of what was kept before. `seen` is the revision that the writer had before him, 0 for
    /// none; without it whatever stands there is replaced. Recorded nowhere: nothing has been said to anybody.
    ///
    /// # Errors
    /// [`Error::Input`] for one that is too large; [`Error::Stale`] where another window has kept something meanwhile;
    /// [`Error::Forbidden`] for tokens.
    pub async fn keep_draft(
        &self,
        caller: Caller,
        kind: DraftKind,
        content: Value,
        seen: Option<u64>,
    ) -> Result<DraftKept> {
        let plain = serde_json::to_vec(&content).map_err(|_| Error::input("content", Problem::Characters))?;
        if plain.len() > LARGEST {
            return Err(Error::input("content", Problem::TooLong));
        }
        self.write(caller, move |unit| {
            let person = typist(unit)?;
            let name = person.to_string();
            let before = rows::get(unit.tx, &name, &kind.0)?.map(|(_, at)| at);
            unmoved(seen, before)?;
            let nonce = unit.inner.random();
            let sealed = unit
                .inner
                .keys
                .vault()
                .seal(nonce, &context(person, &kind), &plain)
                .map_err(|_| damaged())?;
            // Two within one microsecond are two all the same.
            let at = before.map_or(0, |before| before.saturating_add(1)).max(unit.now.as_microsecond());
            rows::keep(unit.tx, &name, &kind.0, &sealed, at, before)?;
            rows::bound(unit.tx, &name, MOST)?;
            kept(at)
        })
        .await
    }

    /// Forgets it: what was typed has been sent, or was given up. `seen` as in [`App::keep_draft`].
    ///
    /// # Errors
    /// [`Error::Stale`] where another window has kept something meanwhile; [`Error::Forbidden`] for tokens.
    pub async fn forget_draft(&self, caller: Caller, kind: DraftKind, seen: Option<u64>) -> Result<()> {
        self.write(caller, move |unit| {
            let person = typist(unit)?.to_string();
            let Some((_, at)) = rows::get(unit.tx, &person, &kind.0)? else { return Ok(()) };
            unmoved(seen, Some(at))?;
            rows::delete(unit.tx, &person, &kind.0)?;
            Ok(())
        })
        .await
    }
}

/// Whether the draft stands as its writer saw it.
fn unmoved(seen: Option<u64>, before: Option<i64>) -> Result<()> {
    let revision = before.map_or(0, i64::unsigned_abs);
    if seen.is_some_and(|seen| seen != revision) { Err(Error::Stale { revision }) } else { Ok(()) }
}

fn kept(at: i64) -> Result<DraftKept> {
    let revision = at.unsigned_abs();
    Ok(DraftKept { at: Timestamp::from_microsecond(at).map_err(|_| damaged())?, revision })
}

fn damaged() -> Error {
    Error::Store(daowei_store::Error::Damaged { what: "draft" })
}

/// Who types: somebody at a desk, never a program.
fn typist(unit: &Unit<'_, '_>) -> Result<PersonId> {
    if unit.scopes.is_some() {
        return Err(Error::Forbidden { what: "draft" });
    }
    Ok(unit.staff()?.person)
}

fn context(person: PersonId, kind: &DraftKind) -> String {
    format!("draft/{person}/{}", kind.0)
}
