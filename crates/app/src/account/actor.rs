//! From a secret to somebody who acts.

use daowei_calendar::legal_date;
use daowei_domain::organization::Post;
use daowei_domain::setting::Settings;
use daowei_domain::{Actor, Authentication, Staff};
use daowei_ident::{AccountId, PersonId, PostId, SessionId};
use daowei_store::{Tx, account as rows};
use jiff::Timestamp;
use jiff::civil::Date;

use super::ending::EndReason;
use super::{id, seconds};
use crate::Inner;
use crate::error::{Error, Result};
use crate::unit::{Bearer, Belief};
use crate::world::World;

/// A use is noted when the last note is older, in seconds: reading a screen must not write every time.
const NOTED: i64 = 60;

/// How far clocks of several machines may lie apart, in seconds. A session seen later than that from now belongs to a clock
/// that has been set back since, and holds no more.
const SKEW: i64 = 60;

/// A session that holds, whatever it may do.
pub(super) struct Open {
    pub(super) id: SessionId,
    pub(super) account: AccountId,
    pub(super) person: PersonId,
    pub(super) post: Option<PostId>,
    pub(super) responsible: Option<PersonId>,
    pub(super) created_at: i64,
    pub(super) seen_at: i64,
    /// Until when a confirmation holds.
    pub(super) confirmed_until: Option<i64>,
    pub(super) must_change: bool,
}

/// The instants after which a session must have begun and been seen to hold still.
pub(super) fn horizon(settings: &Settings, now: i64) -> (i64, i64) {
    let begun = now.saturating_sub(seconds(i64::from(settings.session_hours) * 3600));
    let seen = now.saturating_sub(seconds(i64::from(settings.idle_minutes) * 60));
    (begun, seen)
}

/// Whether a session that was not ended lasts, by when it began and was last used.
pub(crate) fn lasts(settings: &Settings, now: i64, (begun_at, seen_at): (i64, i64)) -> bool {
    let (begun, seen) = horizon(settings, now);
    begun_at > begun && seen_at > seen && begun_at.max(seen_at) <= now.saturating_add(seconds(SKEW))
}

/// Finds the session behind a secret: open, of an account in use and a person employed today, neither idle nor too old, and
/// the one that the caller believes it to be. Of one that an administrator has ended it says why: whoever asks holds its secret.
pub(super) fn open(
    inner: &Inner,
    tx: &mut Tx<'_>,
    (world, settings): (&World, &Settings),
    bearer: &Bearer,
    now: Timestamp,
) -> Result<Open> {
    let at = now.as_microsecond();
    let row =
        rows::session(tx, inner.keys.authentication(), &bearer.digest)?.ok_or(Error::Unauthenticated)?;
    if let Some(why) = row.ended_why.as_deref().and_then(EndReason::stored) {
        return Err(Error::SessionEnded { why });
    }
    let row = Some(row)
        .filter(|row| row.ended_at.is_none() && row.disabled_at.is_none())
        .filter(|row| lasts(settings, at, (row.created_at, row.seen_at)))
        .ok_or(Error::Unauthenticated)?;
    let person: PersonId = id(&row.person)?;
    let employed = world.facts.people.get(&person).is_some_and(|person| person.is_employed(legal_date(now)));
    if !employed {
        return Err(Error::Unauthenticated);
    }
    bearer.acting.is(person);
    let (session, post) = (id(&row.id)?, row.post.as_deref().map(id).transpose()?);
    let responsible = row.responsible.as_deref().map(id).transpose()?;
    if bearer.belief.is_some_and(|belief| belief != Belief { session, post, responsible }) {
        return Err(Error::OtherSession);
    }
    let holds = seconds(i64::from(settings.confirmation_minutes) * 60);
    Ok(Open {
        id: session,
        account: id(&row.account)?,
        person,
        post,
        responsible,
        created_at: row.created_at,
        seen_at: row.seen_at,
        confirmed_until: row
            .confirmed_at
            .filter(|confirmed| *confirmed <= at.saturating_add(seconds(SKEW)))
            .map(|confirmed| confirmed.saturating_add(holds))
            .filter(|until| at <= *until),
        must_change: row.must_change,
    })
}

/// A post of a person, if it is held on that day.
pub(super) fn post(world: &World, person: PersonId, post: PostId, day: Date) -> Option<&Post> {
    world.facts.people.get(&person)?.posts.get(&post).filter(|post| post.validity.holds_on(day))
}

fn staff(
    person: PersonId,
    post: &Post,
    responsible: Option<PersonId>,
    authentication: Authentication,
) -> Staff {
    Staff {
        person,
        post: post.id,
        duty: post.duty,
        department: post.department,
        window: post.window,
        responsible,
        authentication,
    }
}

/// What a session is used for: an open event stream watches, and keeps no idle session alive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// It only watches.
    Watching,
    /// It reads.
    Reading,
    /// It writes.
    Writing,
}

/// Who acts in a session, and which it is: [`Error::Unauthenticated`] where it holds no more, [`Error::Forbidden`] where a password is to
/// be changed or a post to be chosen first.
pub(crate) fn session_actor(
    inner: &Inner,
    tx: &mut Tx<'_>,
    (world, settings): (&World, &Settings),
    bearer: &Bearer,
    now: Timestamp,
    using: Use,
) -> Result<(Actor, SessionId)> {
    let open = open(inner, tx, (world, settings), bearer, now)?;
    if open.must_change {
        return Err(Error::Forbidden { what: "password_change" });
    }
    let held = open.post.and_then(|id| post(world, open.person, id, legal_date(now)));
    let held = held.ok_or(Error::Forbidden { what: "post" })?;
    match using {
        Use::Watching => {}
        Use::Reading => note(inner, tx, &open, bearer, now.as_microsecond(), false)?,
        Use::Writing => note(inner, tx, &open, bearer, now.as_microsecond(), true)?,
    }
    let authentication = match open.confirmed_until {
        Some(_) => Authentication::Confirmed,
        None => Authentication::Session,
    };
    Ok((Actor::Staff(staff(open.person, held, open.responsible, authentication)), open.id))
}

/// Notes that the session is in use; a reader leaves that to a unit of work of its own, for which nobody waits.
pub(super) fn note(
    inner: &Inner,
    tx: &mut Tx<'_>,
    open: &Open,
    bearer: &Bearer,
    at: i64,
    writing: bool,
) -> Result<()> {
    let before = at.saturating_sub(seconds(NOTED));
    if open.seen_at >= before {
        return Ok(());
    }
    if writing {
        rows::touch_session(tx, &bearer.digest, at, before)?;
    } else {
        let digest = bearer.digest;
        inner.store.submit_write(
            move |tx| Ok::<_, daowei_store::Abort<Error>>(rows::touch_session(tx, &digest, at, before)?),
            |_| {},
        );
    }
    Ok(())
}

/// Who acts with a token, and what it may be used for.
pub(crate) fn token_actor(
    inner: &Inner,
    tx: &mut Tx<'_>,
    world: &World,
    bearer: &Bearer,
    now: Timestamp,
) -> Result<(Staff, Vec<String>)> {
    let today = legal_date(now);
    let row = rows::token(tx, inner.keys.authentication(), &bearer.digest)?
        .filter(|row| row.standing == rows::Standing::Confirmed)
        .filter(|row| row.revoked_at.is_none() && row.disabled_at.is_none())
        .filter(|row| now.as_microsecond() < row.expires_at)
        .ok_or(Error::Unauthenticated)?;
    let person: PersonId = id(&row.person)?;
    let employed = world.facts.people.get(&person).is_some_and(|person| person.is_employed(today));
    let held =
        post(world, person, id(&row.post)?, today).filter(|_| employed).ok_or(Error::Unauthenticated)?;
    bearer.acting.is(person);
    let scopes = row.scopes.split_ascii_whitespace().map(str::to_owned).collect();
    Ok((staff(person, held, None, Authentication::Token), scopes))
}
