//! 会话: one's own, listed and ended; and those of an account, by its security administrator. Whoever is signed out signs in again at
//! once: nobody is kept out by it, so that every account may be had in hand for this, but one's own, whose sessions its holder ends himself.

use daowei_calendar::legal_date;
use daowei_domain::setting::Settings;
use daowei_ident::{AccountId, PersonId, PostId, SessionId};
use daowei_store::{Tx, account as rows};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::actor;
use super::context::session_bearer;
use super::event::{By, Event, record};
use super::manage::managed;
use super::session::{PostView, posts};
use super::{confirmed_lately, id, instant};
use crate::App;
use crate::error::{Error, Result};
use crate::unit::Caller;
use crate::world::World;

/// Why an administrator ends somebody's session. A list and no free text: it is told to whoever sat there, in both languages, and
/// names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// 人已离开，没有退出
    LeftOpen,
    /// 设备遗失、被盗或者移交他人
    DeviceLost,
    /// 疑似他人使用
    Suspected,
    /// 岗位变动或者离岗
    PostChanged,
    /// 系统维护
    Maintenance,
}

impl EndReason {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::LeftOpen, Self::DeviceLost, Self::Suspected, Self::PostChanged, Self::Maintenance];

    /// Its name in the API and in the record.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::LeftOpen => "left_open",
            Self::DeviceLost => "device_lost",
            Self::Suspected => "suspected",
            Self::PostChanged => "post_changed",
            Self::Maintenance => "maintenance",
        }
    }

    /// What to tell whoever sat there, in Chinese.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Self::LeftOpen => "人已离开，没有退出",
            Self::DeviceLost => "设备遗失、被盗或者移交他人",
            Self::Suspected => "疑似他人使用",
            Self::PostChanged => "岗位变动或者离岗",
            Self::Maintenance => "系统维护",
        }
    }

    /// The same in English.
    #[must_use]
    pub fn en(self) -> &'static str {
        match self {
            Self::LeftOpen => "its holder had left without signing out",
            Self::DeviceLost => "the device was lost, stolen or handed to somebody else",
            Self::Suspected => "somebody else seemed to use it",
            Self::PostChanged => "its holder changed or left the post",
            Self::Maintenance => "maintenance of the system",
        }
    }

    /// A stored reason.
    pub(super) fn stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.id() == text)
    }
}

/// An open session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionView {
    /// Its id.
    pub id: SessionId,
    /// The post it acts in.
    pub post: Option<PostId>,
    /// That post, where its holder has it today.
    pub held: Option<PostView>,
    /// Browser and system, such as `Chrome 120, Windows`, where they are known.
    pub device: Option<String>,
    /// The network without its last part.
    pub network: Option<String>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// The open sessions of an account, the youngest first.
fn open_sessions(
    tx: &mut Tx<'_>,
    (world, settings): (&World, &Settings),
    (account, person): (&str, PersonId),
    current: Option<SessionId>,
    now: Timestamp,
) -> Result<Vec<SessionView>> {
    let (begun, seen) = actor::horizon(settings, now.as_microsecond());
    let held = posts(world, person, legal_date(now));
    let view = |row: rows::Session| {
        let (session, post): (SessionId, _) = (id(&row.id)?, row.post.as_deref().map(id).transpose()?);
        Ok(SessionView {
            id: session,
            post,
            held: held.iter().find(|held| Some(held.id) == post).cloned(),
            device: row.device,
            network: row.network,
            created_at: instant(row.created_at)?,
            seen_at: instant(row.seen_at)?,
            current: Some(session) == current,
        })
    };
    rows::sessions(tx, account, seen, begun)?.into_iter().map(view).collect()
}

impl App {
    /// The open sessions of one's own account.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] where the session holds no more.
    pub async fn own_sessions(&self, caller: Caller) -> Result<Vec<SessionView>> {
        let bearer = session_bearer(caller)?;
        self.at_door(false, move |context| {
            let open = context.open(&bearer)?;
            let around = (&*context.world, &context.settings);
            let whose = (open.account.to_string(), open.person);
            open_sessions(context.tx, around, (&whose.0, whose.1), Some(open.id), context.now)
        })
        .await
    }

    /// Ends one of one's own sessions.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is not open or not one's own.
    pub async fn end_session(&self, caller: Caller, session: SessionId) -> Result<()> {
        let bearer = session_bearer(caller)?;
        self.at_door(true, move |context| {
            let open = context.open(&bearer)?;
            let account = open.account.to_string();
            if !rows::end_session(context.tx, &account, &session.to_string(), context.at(), None)? {
                return Err(Error::NotFound { what: "session" });
            }
            context.record(&account, By::Holder { person: open.person }, Event::SessionEnded { session })
        })
        .await
    }

    /// The open sessions of an account, for its security administrator.
    ///
    /// # Errors
    /// [`Error::NotFound`], the rules of authority.
    pub async fn account_sessions(&self, caller: Caller, account: AccountId) -> Result<Vec<SessionView>> {
        self.read(caller, move |unit| {
            let (row, _) = managed(unit, account)?;
            let around = (&*unit.world, &unit.settings);
            open_sessions(unit.tx, around, (&row.id, id(&row.person)?), None, unit.now)
        })
        .await
    }

    /// Ends a session of an account, or all of them, and says how many; whoever sits there is told why.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an account out of reach and a session that is not open, the rules of authority with
    /// `authority.confirmation.stale`.
    pub async fn end_account_sessions(
        &self,
        caller: Caller,
        account: AccountId,
        session: Option<SessionId>,
        why: EndReason,
    ) -> Result<u64> {
        self.write(caller, move |unit| {
            let (row, grant) = managed(unit, account)?;
            confirmed_lately(unit)?;
            let (at, said) = (unit.now.as_microsecond(), Some(why.id()));
            let ended = match session {
                None => rows::end_sessions(unit.tx, &row.id, "", at, said)?,
                Some(one) => u64::from(rows::end_session(unit.tx, &row.id, &one.to_string(), at, said)?),
            };
            if session.is_some() && ended == 0 {
                return Err(Error::NotFound { what: "session" });
            }
            if ended > 0 {
                record(unit, &row.id, grant, Event::SessionsEnded { session, ended, why })?;
            }
            Ok(ended)
        })
        .await
    }
}
