//! Tokens for other systems: issued by the security administrator, answered for by the holder of an account.

use std::collections::BTreeSet;

use daowei_calendar::legal_date;
use daowei_domain::Refusal;
use daowei_ident::{PersonId, PostId};
use daowei_store::account::{self as rows, Token};
use jiff::Timestamp;
use uuid::Builder;
use zeroize::Zeroizing;

use super::event::{Event, record};
use super::manage::Page;
use super::secret::{Kind, fresh};
use super::{actor, id, instant, no_token, permit, rules, scope, seconds};
use crate::App;
use crate::error::{Error, Problem, Result};
use crate::text::bounded;
use crate::unit::{Caller, Unit};

/// Characters of a token's name.
const LONGEST_NAME: usize = 100;
/// Days for which a token is issued at most.
const LONGEST_DAYS: i64 = 366;

/// What a token is to be.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// Whose account answers for it.
    pub person: PersonId,
    /// The post it acts in.
    pub post: PostId,
    /// What it may be used for: ids of [`super::SCOPES`].
    pub scopes: Vec<String>,
    /// The instant from which it no longer holds.
    pub expires_at: Timestamp,
}

/// A token with its secret, shown this once.
pub struct IssuedToken {
    /// Its id.
    pub id: String,
    /// What the other system sends along.
    pub secret: Zeroizing<String>,
}

/// A token, as its administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenView {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// Whose account answers for it.
    pub person: PersonId,
    /// The post it acts in.
    pub post: PostId,
    /// What it may be used for.
    pub scopes: Vec<String>,
    /// When it was issued.
    pub created_at: Timestamp,
    /// The instant from which it no longer holds.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

impl App {
    /// Issues a token.
    ///
    /// # Errors
    /// The rules of [`rules`] and of authority, [`Error::Input`] for an unknown scope.
    pub async fn issue_token(&self, caller: Caller, new: NewToken) -> Result<IssuedToken> {
        if new.name.trim().is_empty() {
            return Err(Error::input("name", Problem::Empty));
        }
        bounded("name", &new.name, LONGEST_NAME)?;
        let asked: BTreeSet<&str> = new.scopes.iter().map(String::as_str).collect();
        if asked.is_empty() {
            return Err(Error::input("scopes", Problem::Empty));
        }
        if asked.iter().any(|id| scope::find(id).is_none()) {
            return Err(Error::input("scopes", Problem::Unknown));
        }
        let scopes = asked.into_iter().collect::<Vec<_>>().join(" ");
        let (secret, digest) = fresh(Kind::Token, &self.inner.keys, &self.random());
        let id = self.write(caller, move |unit| issue(unit, &new, &scopes, &digest)).await?;
        Ok(IssuedToken { id, secret })
    }

    /// Revokes a token: it opens nothing from the next request on.
    ///
    /// # Errors
    /// [`Error::NotFound`], the rules of authority.
    pub async fn revoke_token(&self, caller: Caller, token: String) -> Result<()> {
        self.write(caller, move |unit| {
            no_token(unit)?;
            permit(unit, None)?;
            let missing = Error::NotFound { what: "token" };
            let row =
                rows::token_by_id(unit.tx, &token)?.filter(|row| row.revoked_at.is_none()).ok_or(missing)?;
            let grant = permit(unit, Some(id(&row.person)?)).map_err(|error| match error {
                Error::Refused(refusal) if refusal.rule.id == "authority.out_of_scope" => {
                    Error::NotFound { what: "token" }
                }
                other => other,
            })?;
            if !rows::revoke_token(unit.tx, &token, unit.now.as_microsecond())? {
                return Err(Error::NotFound { what: "token" });
            }
            record(unit, &row.account, grant, Event::TokenRevoked { token: token.clone() })
        })
        .await
    }

    /// Tokens in the order of their issue, those of the caller's division.
    ///
    /// # Errors
    /// The rules of authority.
    pub async fn tokens(&self, caller: Caller, after: Option<String>, limit: u32) -> Result<Page<TokenView>> {
        self.read(caller, move |unit| {
            no_token(unit)?;
            permit(unit, None)?;
            let found = rows::tokens(unit.tx, after.as_deref().unwrap_or(""), limit)?;
            let full = u32::try_from(found.len()).is_ok_and(|count| count == limit);
            let next = found.last().filter(|_| full).map(|last| last.id.clone());
            let mut seen = Vec::new();
            for row in found {
                match permit(unit, Some(id(&row.person)?)) {
                    Ok(_) => seen.push(view(row)?),
                    Err(Error::Refused(refusal)) if refusal.rule.id == "authority.out_of_scope" => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(Page { rows: seen, next })
        })
        .await
    }
}

fn issue(unit: &mut Unit<'_, '_>, new: &NewToken, scopes: &str, digest: &[u8; 32]) -> Result<String> {
    no_token(unit)?;
    let grant = permit(unit, Some(new.person))?;
    let (at, end) = (unit.now.as_microsecond(), new.expires_at.as_microsecond());
    if end <= at || end > at.saturating_add(seconds(LONGEST_DAYS * 86_400)) {
        return Err(Refusal::by(&rules::TOKEN_PERIOD).with("longest", LONGEST_DAYS).into());
    }
    let account = rows::of_person(unit.tx, &new.person.to_string())?
        .ok_or_else(|| Error::from(Refusal::by(&rules::ACCOUNT_MISSING)))?;
    actor::post(&unit.world, new.person, new.post, legal_date(unit.now))
        .ok_or_else(|| Error::from(Refusal::by(&rules::TOKEN_POST)))?;
    let token =
        unit.ids.next(|millis, random| Builder::from_unix_timestamp_millis(millis, &random).into_uuid());
    let row = Token {
        id: token.to_string(),
        name: new.name.clone(),
        account: account.id.clone(),
        person: new.person.to_string(),
        post: new.post.to_string(),
        scopes: scopes.to_owned(),
        created_at: at,
        expires_at: end,
        revoked_at: None,
        disabled_at: None,
    };
    rows::add_token(unit.tx, unit.inner.keys.authentication(), digest, &row)?;
    let event = Event::TokenIssued {
        token: row.id.clone(),
        post: new.post,
        scopes: scopes.split_ascii_whitespace().map(str::to_owned).collect(),
        expires_at: new.expires_at,
    };
    record(unit, &account.id, grant, event)?;
    Ok(row.id)
}

fn view(row: Token) -> Result<TokenView> {
    Ok(TokenView {
        person: id(&row.person)?,
        post: id(&row.post)?,
        scopes: row.scopes.split_ascii_whitespace().map(str::to_owned).collect(),
        created_at: instant(row.created_at)?,
        expires_at: instant(row.expires_at)?,
        revoked_at: row.revoked_at.map(instant).transpose()?,
        id: row.id,
        name: row.name,
    })
}
