//! Accounts, sessions and API tokens: who asks.
//!
//! A secret is shown once, to its holder; what is stored is its digest, and of a password its Argon2id string. A session
//! keeps its id while its secret changes: at sign-in and whenever it moves to another post (SEC-24). Everything that
//! happens to an account stands in its stream, without passwords and without addresses in clear.

mod actor;
#[cfg(test)]
mod breaking;
mod context;
mod door;
mod ending;
mod event;
mod manage;
mod password;
pub mod rules;
mod scope;
mod secret;
mod session;
mod sign_in;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod token;
mod whence;

pub(crate) use actor::{Use, lasts, session_actor, token_actor};
pub use daowei_store::account::By;
pub use door::network;
pub(crate) use door::{Door, forgotten_before};
pub use ending::{EndReason, SessionView};
pub use event::Event;
pub use manage::{AccountQuery, AccountView, NewAccount, Page, login_form};
pub use password::{LONGEST, SHORTEST};
pub use rules::registry;
pub use scope::{SCOPES, TokenScope};
pub(crate) use secret::{screen_code, screen_code_known_by, screen_secret, screen_secret_known_by};
pub use session::{Me, Moved, PostView};
pub use sign_in::SignedIn;
pub use token::{IssuedToken, NewToken, TokenState, TokenView};

use daowei_domain::authority::{self, Act, Question, Subject};
use daowei_domain::record::Ground;
use daowei_domain::{Actor, Authentication, Grant, Refusal, Staff};
use daowei_ident::PersonId;
use jiff::Timestamp;

use crate::error::{Error, Result};
use crate::unit::Unit;

/// The name of an account's stream.
fn stream_of(account: &str) -> String {
    crate::stream::name("account", account)
}

/// The id of a stored screen.
pub(crate) fn screen_id(text: &str) -> Result<daowei_ident::ScreenId> {
    id(text)
}

/// What the store holds under a column that is not what this program writes there.
fn damaged(what: &'static str) -> Error {
    Error::Store(daowei_store::Error::Damaged { what })
}

/// A stored id, typed.
fn id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| damaged("id"))
}

/// A stored instant.
fn instant(micros: i64) -> Result<Timestamp> {
    Timestamp::from_microsecond(micros).map_err(|_| damaged("instant"))
}

/// Microseconds in so many seconds.
const fn seconds(count: i64) -> i64 {
    count.saturating_mul(1_000_000)
}

/// Whether the caller may see the account of this person, or any: the security administrator of the person's division, or
/// the host.
fn permit(unit: &Unit<'_, '_>, person: Option<PersonId>) -> Result<Grant> {
    let known = person.and_then(|id| unit.world.facts.people.get(&id));
    asked(unit, known.map_or(Subject::Nothing, |person| Subject::Department(person.department)))
}

/// Whether the caller may change it: never one's own.
fn permit_over(unit: &Unit<'_, '_>, person: PersonId) -> Result<Grant> {
    let known = unit.world.facts.people.get(&person);
    let subject = known.map(|known| Subject::Person { department: known.department, person });
    asked(unit, subject.unwrap_or(Subject::Nothing))
}

fn asked(unit: &Unit<'_, '_>, subject: Subject<'_>) -> Result<Grant> {
    let staff = match &unit.actor {
        Actor::Host => return Ok(Grant { ground: Ground::Host, letter: None, letter_number: None }),
        Actor::Law { .. } | Actor::Visitor => return Err(Error::Forbidden { what: "post" }),
        Actor::Staff(staff) => staff,
    };
    let facts = &unit.world.facts;
    let question = Question {
        staff,
        act: Act::ManageAccounts,
        subject,
        now: unit.now,
        confirmation_minutes: unit.settings.confirmation_minutes,
    };
    Ok(authority::may(facts, &question)?)
}

/// What leaves somebody without his password or his session, and what opens a new way in, asks for the administrator's own
/// password once more: an open page is not enough.
fn confirmed_lately(unit: &Unit<'_, '_>) -> Result<()> {
    let is_stale = |staff: &Staff| staff.authentication < Authentication::Confirmed;
    if unit.actor.staff().is_some_and(is_stale) {
        let minutes = unit.settings.confirmation_minutes;
        return Err(Refusal::by(&authority::rules::CONFIRMATION).with("minutes", minutes).into());
    }
    Ok(())
}

/// Accounts are managed in sessions and by the host; no token reaches here.
fn no_token(unit: &Unit<'_, '_>) -> Result<()> {
    if unit.scopes.is_some() { Err(Error::Forbidden { what: "session" }) } else { Ok(()) }
}
