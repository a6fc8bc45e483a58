//! What has happened to an account, as its stream keeps it.

use std::net::IpAddr;

use daowei_domain::{Actor, Grant};
use daowei_ident::{PersonId, PostId, SessionId, UnitId};
use daowei_store::event::{self, NewEvent};
use daowei_store::{Tx, event::Head};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::context::Context;
use super::ending::EndReason;
use super::{damaged, stream_of};
use crate::Inner;
use crate::error::Result;
use crate::stream::SCHEMA;
use crate::unit::Unit;

macro_rules! events {
    ($($(#[$meta:meta])* $variant:ident { $($(#[$field_meta:meta])* $field:ident: $ty:ty,)* } = $kind:literal;)+) => {
        /// Events of an account's stream.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "data")]
        pub enum Event {
            $($(#[$meta])* #[serde(rename = $kind)] $variant { $($(#[$field_meta])* $field: $ty,)* },)+
        }
        impl Event {
            /// Every kind of this stream.
            pub const KINDS: &'static [&'static str] = &[$($kind),+];
            /// The kind, as stored beside the body.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $kind,)+ }
            }
        }
    };
}

events! {
    /// The account was made.
    Created {
        /// Whose it is.
        person: PersonId,
    } = "account.created";
    /// Somebody signed in.
    SignedIn {
        /// The new session.
        session: SessionId,
        /// Blind index of the address.
        address: Option<String>,
    } = "account.signed_in";
    /// A wrong password.
    SignInFailed {
        /// Wrong passwords since the last sign-in.
        failed: i64,
        /// Until when that network, or strangers, are locked out by it.
        locked_until: Option<Timestamp>,
        /// Blind index of the address.
        address: Option<String>,
    } = "account.sign_in_failed";
    /// The holder left.
    SignedOut {
        /// The session.
        session: SessionId,
    } = "account.signed_out";
    /// The holder ended a session from another one.
    SessionEnded {
        /// The session.
        session: SessionId,
    } = "account.session_ended";
    /// The security administrator ended a session, or all of them.
    SessionsEnded {
        /// The one; nothing where it was all of them.
        session: Option<SessionId>,
        /// How many ended.
        ended: u64,
        /// Why, as whoever sat there is told.
        why: EndReason,
    } = "account.sessions_ended";
    /// A session moved to a post.
    PostChosen {
        /// The session.
        session: SessionId,
        /// The post.
        post: PostId,
        /// Who answers for assisting staff.
        responsible: Option<PersonId>,
    } = "account.post_chosen";
    /// The holder gave the password once more.
    Confirmed {
        /// The session.
        session: SessionId,
    } = "account.confirmed";
    /// A wrong password inside a session.
    ConfirmationFailed {
        /// The session.
        session: SessionId,
        /// Wrong passwords in this session since the last right one.
        failed: i64,
        /// Whether it was one too many and ended the session.
        ended: bool,
    } = "account.confirmation_failed";
    /// The holder chose another password.
    PasswordChanged {
        /// The session that did it.
        session: SessionId,
        /// How many other sessions it ended.
        ended: u64,
    } = "account.password_changed";
    /// A one-time password was given out.
    PasswordReset {
        /// How many sessions it ended.
        ended: u64,
    } = "account.password_reset";
    /// The account was disabled.
    Disabled {
        /// How many sessions it ended.
        ended: u64,
    } = "account.disabled";
    /// A token was issued.
    TokenIssued {
        /// Its id.
        token: String,
        /// The post it acts in.
        post: PostId,
        /// What it may be used for.
        scopes: Vec<String>,
        /// When it ends.
        expires_at: Timestamp,
    } = "account.token_issued";
    /// The holder confirmed a token: it opens what it is for from now on.
    TokenConfirmed {
        /// Its id.
        token: String,
    } = "account.token_confirmed";
    /// A token was revoked.
    TokenRevoked {
        /// Its id.
        token: String,
    } = "account.token_revoked";
}

/// Who brought it about: at the door there is no actor yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum By {
    /// Somebody unknown before the door.
    Door,
    /// The holder of the account, in whatever post or none.
    Holder {
        /// Who.
        person: PersonId,
    },
    /// An actor, written as everywhere else.
    #[serde(untagged)]
    Actor(Actor),
}

/// An event as it stands in the stream; of the same form as every other stream's, but for [`By`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Recorded {
    pub(super) at: Timestamp,
    pub(super) unit: UnitId,
    pub(super) by: By,
    pub(super) grant: Option<Grant>,
    pub(super) event: Event,
}

fn append(inner: &Inner, tx: &mut Tx<'_>, account: &str, recorded: &Recorded) -> Result<()> {
    let stream = stream_of(account);
    let body = serde_json::to_vec(recorded).map_err(|_| damaged("event"))?;
    let at = recorded.at.as_microsecond();
    let new = NewEvent { kind: recorded.event.kind(), schema: SCHEMA, at, body: &body };
    let head: Head = event::head(tx, &stream)?;
    event::append(tx, inner.keys.evidence(), &stream, head, &[new])?;
    Ok(())
}

/// When an event of that kind last befell the account, in microseconds.
pub(super) fn last(tx: &mut Tx<'_>, account: &str, kind: &str) -> Result<Option<i64>> {
    Ok(event::last_of(tx, &stream_of(account), kind)?)
}

impl Context<'_, '_> {
    /// Appends an event brought about at the door.
    pub(super) fn record(&mut self, account: &str, by: By, event: Event) -> Result<()> {
        let recorded = Recorded { at: self.now, unit: self.unit, by, grant: None, event };
        append(self.inner, self.tx, account, &recorded)
    }
}

/// Appends an event brought about by an actor.
pub(super) fn record(unit: &mut Unit<'_, '_>, account: &str, grant: Grant, event: Event) -> Result<()> {
    let by = By::Actor(unit.actor.clone());
    let recorded = Recorded { at: unit.now, unit: unit.id, by, grant: Some(grant), event };
    append(unit.inner, unit.tx, account, &recorded)
}

/// Appends an event brought about by the holder of the account, about it.
pub(super) fn record_own(
    unit: &mut Unit<'_, '_>,
    account: &str,
    holder: PersonId,
    event: Event,
) -> Result<()> {
    let by = By::Holder { person: holder };
    let recorded = Recorded { at: unit.now, unit: unit.id, by, grant: None, event };
    append(unit.inner, unit.tx, account, &recorded)
}

/// An address as events know it: equal where the address is equal, and nothing more.
pub(super) fn address(inner: &Inner, address: Option<IpAddr>) -> Option<String> {
    let entry = inner.keys.blind().index("address_ip", &address?.to_canonical().to_string());
    Some(entry.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")))
}
