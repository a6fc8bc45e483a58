//! Signing in: the same answer, by the same work, for a wrong password and for a login that nobody has (SEC-21).

use std::net::IpAddr;

use daowei_calendar::legal_date;
use daowei_ident::{PersonId, PostId, SessionId};
use daowei_store::account::{self as rows, Account};
use daowei_store::counter;
use zeroize::Zeroizing;

use super::context::Context;
use super::door::{Door, Login, Missed, Misses, Place, hashing, in_line, one_more, paused};
use super::event::{By, Event, address as blinded};
use super::manage::login_form;
use super::secret::{Kind, fresh};
use super::session::{PostView, posts};
use super::{id, instant, password, seconds, whence};
use crate::App;
use crate::error::{Error, Result};

/// Sessions that began longer ago are forgotten at the next sign-in, in days; their events remain.
const FORGOTTEN: i64 = 30;

/// A new session.
pub struct SignedIn {
    /// Its secret: to be shown to nobody but its holder.
    pub secret: Zeroizing<String>,
    /// Its id.
    pub session: SessionId,
    /// Whose it is.
    pub person: PersonId,
    /// The posts that its holder has today.
    pub posts: Vec<PostView>,
    /// The post it acts in: chosen already where there is only one.
    pub post: Option<PostId>,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
}

impl App {
    /// Opens a session.
    ///
    /// # Errors
    /// [`Error::WrongPassword`] for a login or password that is wrong, and for somebody who is not employed;
    /// [`Error::LockedOut`], [`Error::TooMany`] for a network, account or address that tried too often.
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
        address: Option<IpAddr>,
        agent: Option<&str>,
    ) -> Result<SignedIn> {
        password::bounded("password", password)?;
        let inner = &self.inner;
        let now = self.now().as_microsecond();
        inner.door.signing_in().admit(address, now)?;
        // A login of impossible form takes the same way as one that nobody has.
        let login = login_form(login).unwrap_or_default();
        let key = inner.keys.blind().index("login", &login);
        let (found, misses) = self
            .at_door(false, move |context| {
                Ok((rows::by_login(context.tx, &login)?, rows::misses(context.tx, &key)?))
            })
            .await?;
        let account = found.filter(|account| account.disabled_at.is_none());
        let place = Door::place(key, address);
        inner.door.admit(&place, now)?;
        let familiar = inner.door.is_familiar(&place, now);
        if !familiar {
            paused(misses, now)?;
        }
        let (person, login) = account.as_ref().map_or(("", ""), |account| (&account.person, &account.login));
        let given = self.given(person, login, password);
        let kept = account.as_ref().map(|account| account.password.clone());
        let salt = self.random();
        let tried = hashing(inner, in_line(inner)?, move |inner| {
            let right = match &kept {
                Some(kept) => password::is(&given, kept)?,
                None => {
                    password::is(&given, inner.door.decoy(inner)?)?;
                    false
                }
            };
            let renewed = right && kept.as_deref().is_some_and(password::is_outdated);
            Ok((right, if renewed { Some(password::keep(&given, &salt)?) } else { None }))
        });
        let (right, renewed) = tried.await?;
        // Guesses that waited together count before the next of them is believed.
        inner.door.admit(&place, now)?;
        let missed = (!right).then(|| inner.door.missed(place, now));
        let Some(account) = account else {
            self.at_door(true, move |context| {
                wrong(context, &key, familiar)?;
                Ok(counter::tally_add(context.tx, &[("account/unknown_login", 1)])?)
            })
            .await?;
            return Err(self.wrong_password(missed, place, now));
        };
        let address_entry = blinded(inner, address);
        let (secret, digest) = fresh(Kind::Session, &inner.keys, &self.random());
        let session = SessionId::from_parts(self.now().as_millisecond().unsigned_abs(), self.random());
        let holder = id(&account.person)?;
        let seat = Seat { device: agent.and_then(whence::device), network: address.map(whence::network) };
        let opened = self.at_door(true, move |context| {
            if !right {
                let Misses { failed, locked_until, .. } = wrong(context, &key, familiar)?;
                let here = missed.and_then(|missed| missed.until);
                let until = here.max(Some(locked_until).filter(|until| *until > context.at()));
                let locked_until = until.map(instant).transpose()?;
                let event = Event::SignInFailed { failed, locked_until, address: address_entry.clone() };
                context.record(&account.id, By::Door, event)?;
                return Ok(None);
            }
            let account = right_still(context, &account)?;
            if !familiar {
                paused(rows::hold_misses(context.tx, &key)?, context.at())?;
            }
            rows::forget_misses(context.tx, &key)?;
            if let Some(renewed) = &renewed {
                rows::rehash(context.tx, &account.id, renewed, &account.password)?;
            }
            open(context, &account, (&digest, session), &seat, address_entry.clone()).map(Some)
        });
        let (posts, post, must_change) = match opened.await {
            Ok(Some(opened)) => opened,
            // A right password of somebody who may not come in is answered, and counted, as a wrong one.
            Ok(None) | Err(Error::Unauthenticated) => return Err(self.wrong_password(missed, place, now)),
            Err(error) => return Err(error),
        };
        inner.door.signing_in().forgive(address);
        inner.door.welcome(place, now);
        Ok(SignedIn { secret, session, person: holder, posts, post, must_change })
    }
}

impl App {
    /// What a wrong password is answered with; it is counted here where it was not before.
    fn wrong_password(&self, missed: Option<Missed>, place: Place, now: i64) -> Error {
        let Missed { left, until } = missed.unwrap_or_else(|| self.inner.door.missed(place, now));
        match until.map(instant).transpose() {
            Ok(locked_until) => Error::WrongPassword { left, locked_until },
            Err(error) => error,
        }
    }
}

/// Where a session sits, as its holder is told.
struct Seat {
    device: Option<String>,
    network: Option<String>,
}

/// Counts a wrong password for a login, whether somebody has it or not; many of them, wherever they come from, make strangers wait, also
/// those who were on their way when the waiting began.
fn wrong(context: &mut Context<'_, '_>, login: &Login, familiar: bool) -> Result<Misses> {
    let before = rows::hold_misses(context.tx, login)?;
    if !familiar {
        paused(before, context.at())?;
    }
    let misses = one_more(before, context.at());
    rows::keep_misses(context.tx, login, misses, before.is_some())?;
    Ok(misses)
}

/// The account, if the password that was right a moment ago is so still.
pub(super) fn right_still(context: &mut Context<'_, '_>, tried: &Account) -> Result<Account> {
    rows::hold(context.tx, &tried.id)?
        .filter(|account| account.disabled_at.is_none() && account.password == tried.password)
        .ok_or(Error::Unauthenticated)
}

fn open(
    context: &mut Context<'_, '_>,
    account: &Account,
    (digest, session): (&[u8; 32], SessionId),
    seat: &Seat,
    address: Option<String>,
) -> Result<(Vec<PostView>, Option<PostId>, bool)> {
    let person: PersonId = id(&account.person)?;
    let today = legal_date(context.now);
    let employed = context.world.facts.people.get(&person).is_some_and(|person| person.is_employed(today));
    if !employed {
        return Err(Error::Unauthenticated);
    }
    let posts = posts(&context.world, person, today);
    let post = match posts.as_slice() {
        [only] => Some(only.id),
        _ => None,
    };
    let at = context.at();
    rows::used(context.tx, &account.id, at)?;
    rows::forget_sessions(context.tx, &account.id, at.saturating_sub(seconds(FORGOTTEN * 86_400)))?;
    let chosen = post.map(|post| post.to_string());
    let new = rows::NewSession {
        digest,
        id: &session.to_string(),
        account: &account.id,
        person: &account.person,
        post: chosen.as_deref(),
        device: seat.device.as_deref(),
        network: seat.network.as_deref(),
        at,
    };
    rows::add_session(context.tx, context.inner.keys.authentication(), &new)?;
    context.record(&account.id, By::Holder { person }, Event::SignedIn { session, address })?;
    Ok((posts, post, account.must_change))
}
