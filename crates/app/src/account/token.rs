//! Tokens for other systems: issued by the security administrator, answered for by the holder of an account. Two hands: a
//! token opens nothing before its holder has confirmed it, or whoever issues tokens would see what everybody sees.

use std::collections::BTreeSet;

use daowei_calendar::legal_date;
use daowei_domain::{Refusal, authority};
use daowei_ident::{PersonId, PostId};
use daowei_store::account::{self as rows, Standing, Token};
use jiff::Timestamp;
use uuid::Builder;
use zeroize::Zeroizing;

use super::event::{Event, record, record_own};
use super::manage::Page;
use super::secret::{Kind, fresh};
use super::{actor, confirmed_lately, id, instant, no_token, permit, permit_over, rules, scope, seconds};
use crate::error::{Error, Problem, Result};
use crate::text::one_line;
use crate::unit::{Caller, Unit};
use crate::{App, sorted};

/// Characters of a token's name.
const LONGEST_NAME: usize = 100;
/// Days for which a token is issued at most.
const LONGEST_DAYS: i64 = 366;
/// Days within which its holder confirms a token: long enough for somebody who is away for a week's work, short enough that
/// nobody confirms what he no longer remembers being asked about.
const CONFIRMED_WITHIN: i64 = 7;

/// Tokens that are read together on the way to those that somebody may see.
const TOGETHER: u32 = 100;

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

/// How a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenState {
    /// Its holder has not confirmed it; it opens nothing.
    AwaitingConfirmation,
    /// It opens what it is for, while its holder holds the post.
    InForce,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
    /// It will never open anything: not confirmed in time, its account was disabled, or its row is not ours.
    Void,
}

/// A token, as its administrator and its holder see it.
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
    /// Until when its holder may confirm it.
    pub confirm_by: Timestamp,
    /// How it stands.
    pub state: TokenState,
}

impl App {
    /// Issues a token, which its holder has to confirm; never to oneself.
    ///
    /// # Errors
    /// The rules of [`rules`] and of authority, `authority.confirmation.stale`, [`Error::Input`] for an unknown scope.
    pub async fn issue_token(&self, caller: Caller, new: NewToken) -> Result<IssuedToken> {
        if new.name.trim().is_empty() {
            return Err(Error::input("name", Problem::Empty));
        }
        one_line("name", &new.name, LONGEST_NAME)?;
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

    /// Confirms a token that acts on one's own account: it opens what it is for from now on.
    ///
    /// # Errors
    /// [`Error::NotFound`] for what is not there or another's, `account.token.unconfirmed`, `authority.absent`,
    /// `authority.confirmation.stale`.
    pub async fn confirm_token(&self, caller: Caller, token: String) -> Result<()> {
        self.write(caller, move |unit| confirm(unit, &token)).await
    }

    /// Revokes a token: it opens nothing from the next request on. Its holder may, without anybody's leave.
    ///
    /// # Errors
    /// [`Error::NotFound`], the rules of authority.
    pub async fn revoke_token(&self, caller: Caller, token: String) -> Result<()> {
        self.write(caller, move |unit| revoke(unit, &token)).await
    }

    /// Tokens in the order of their issue: those on the caller's own account and those of the division that he manages.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for a token; what befell the store.
    pub async fn tokens(&self, caller: Caller, after: Option<String>, limit: u32) -> Result<Page<TokenView>> {
        self.read(caller, move |unit| {
            no_token(unit)?;
            let most = usize::try_from(limit.max(1)).unwrap_or(usize::MAX);
            let holder = unit.actor.staff().map(|staff| staff.person);
            let mut from = after.clone().unwrap_or_default();
            if after.is_some()
                && rows::token_by_id(unit.tx, unit.inner.keys.authentication(), &from)?.is_none()
            {
                return Err(sorted::nowhere());
            }
            let mut seen = Vec::new();
            loop {
                let found = rows::tokens(unit.tx, unit.inner.keys.authentication(), &from, TOGETHER)?;
                let last = u32::try_from(found.len()).is_ok_and(|count| count < TOGETHER);
                for row in found {
                    from.clone_from(&row.id);
                    let person = id(&row.person)?;
                    if holder == Some(person) || manages(unit, person)? {
                        seen.push(view(unit, row)?);
                    }
                    if seen.len() >= most {
                        return Ok(Page { rows: seen, next: Some(from) });
                    }
                }
                if last {
                    return Ok(Page { rows: seen, next: None });
                }
            }
        })
        .await
    }
}

/// Whether the caller manages the account of that person.
fn manages(unit: &Unit<'_, '_>, person: PersonId) -> Result<bool> {
    match permit(unit, Some(person)) {
        Ok(_) => Ok(true),
        Err(Error::Refused(_) | Error::Forbidden { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A token on the caller's own account, not revoked.
fn own(unit: &mut Unit<'_, '_>, token: &str) -> Result<Option<(Token, PersonId)>> {
    let Some(holder) = unit.actor.staff().map(|staff| staff.person) else { return Ok(None) };
    let row = rows::token_by_id(unit.tx, unit.inner.keys.authentication(), token)?;
    let mine = row.filter(|row| row.revoked_at.is_none() && row.person == holder.to_string());
    Ok(mine.map(|row| (row, holder)))
}

fn confirm(unit: &mut Unit<'_, '_>, token: &str) -> Result<()> {
    no_token(unit)?;
    let staff = unit.staff()?.clone();
    let away = unit.world.facts.people.get(&staff.person);
    if away.is_some_and(|person| person.is_absent(legal_date(unit.now))) {
        return Err(Refusal::by(&authority::rules::ABSENT).into());
    }
    confirmed_lately(unit)?;
    let (row, holder) = own(unit, token)?.ok_or(Error::NotFound { what: "token" })?;
    match state(&row, unit.now.as_microsecond()) {
        TokenState::InForce => return Ok(()),
        TokenState::AwaitingConfirmation => {}
        _ => return Err(Refusal::by(&rules::TOKEN_UNCONFIRMED).with("days", CONFIRMED_WITHIN).into()),
    }
    if !rows::confirm_token(unit.tx, unit.inner.keys.authentication(), token)? {
        return Err(Error::NotFound { what: "token" });
    }
    record_own(unit, &row.account, holder, Event::TokenConfirmed { token: token.to_owned() })
}

fn revoke(unit: &mut Unit<'_, '_>, token: &str) -> Result<()> {
    no_token(unit)?;
    let (missing, at) = (|| Error::NotFound { what: "token" }, unit.now.as_microsecond());
    let event = Event::TokenRevoked { token: token.to_owned() };
    if let Some((row, holder)) = own(unit, token)? {
        if !rows::revoke_token(unit.tx, token, at)? {
            return Err(missing());
        }
        return record_own(unit, &row.account, holder, event);
    }
    permit(unit, None)?;
    let row = rows::token_by_id(unit.tx, unit.inner.keys.authentication(), token)?;
    let row = row.filter(|row| row.revoked_at.is_none()).ok_or_else(missing)?;
    let grant = permit(unit, Some(id(&row.person)?)).map_err(|error| match error {
        Error::Refused(refusal) if refusal.rule.id == authority::rules::OUT_OF_SCOPE.id => missing(),
        other => other,
    })?;
    if !rows::revoke_token(unit.tx, token, at)? {
        return Err(missing());
    }
    record(unit, &row.account, grant, event)
}

/// How a token stands at that instant.
fn state(row: &Token, at: i64) -> TokenState {
    match row.standing {
        _ if row.revoked_at.is_some() => TokenState::Revoked,
        Standing::Foreign => TokenState::Void,
        _ if row.disabled_at.is_some() => TokenState::Void,
        Standing::Waiting if at >= confirm_by(row) => TokenState::Void,
        _ if at >= row.expires_at => TokenState::Expired,
        Standing::Waiting => TokenState::AwaitingConfirmation,
        Standing::Confirmed => TokenState::InForce,
    }
}

/// The instant from which it can no longer be confirmed.
fn confirm_by(row: &Token) -> i64 {
    row.created_at.saturating_add(seconds(CONFIRMED_WITHIN * 86_400))
}

fn issue(unit: &mut Unit<'_, '_>, new: &NewToken, scopes: &str, digest: &[u8; 32]) -> Result<String> {
    no_token(unit)?;
    let grant = permit_over(unit, new.person)?;
    confirmed_lately(unit)?;
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
        standing: Standing::Waiting,
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

fn view(unit: &Unit<'_, '_>, row: Token) -> Result<TokenView> {
    Ok(TokenView {
        state: state(&row, unit.now.as_microsecond()),
        confirm_by: instant(confirm_by(&row))?,
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
