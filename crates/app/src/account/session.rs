//! What the holder of a session does with it: look, choose a post, confirm, change the password, leave.

use daowei_calendar::legal_date;
use daowei_domain::Refusal;
use daowei_domain::organization::Duty;
use daowei_ident::{AccountId, DepartmentId, PersonId, PostId, SessionId, WindowId};
use daowei_store::account::{self as rows, Account};
use jiff::Timestamp;
use jiff::civil::Date;
use zeroize::Zeroizing;

use super::actor::{self, Open};
use super::context::{Context, session_bearer};
use super::door::{hashing, in_line};
use super::event::{By, Event};
use super::secret::{Kind, fresh};
use super::sign_in::right_still;
use super::{instant, password, rules, seconds};
use crate::error::{Error, Result};
use crate::unit::{Bearer, Caller};
use crate::world::World;
use crate::{App, Inner};

/// Wrong passwords in a session until it ends.
const GUESSES: i64 = 5;

/// A post that somebody can act in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostView {
    /// Its id.
    pub id: PostId,
    /// What it is for.
    pub duty: Duty,
    /// Its department.
    pub department: DepartmentId,
    /// The department's name.
    pub department_name: String,
    /// Its window, where it has one.
    pub window: Option<WindowId>,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// The account.
    pub account: AccountId,
    /// The session.
    pub session: SessionId,
    /// The person.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// The posts that the person has today.
    pub posts: Vec<PostView>,
    /// The post that the session acts in.
    pub post: Option<PostId>,
    /// Who answers for assisting staff.
    pub responsible: Option<PersonId>,
    /// That person's name.
    pub responsible_name: Option<String>,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
    /// Until when a confirmation holds.
    pub confirmed_until: Option<Timestamp>,
    /// When the session ends at the latest.
    pub ends_at: Timestamp,
    /// After how many minutes without use it ends.
    pub idle_minutes: u32,
    /// The port of the device bridge on this machine, where one is used.
    pub bridge_port: Option<u16>,
    /// Characters of a reason or an opinion at least.
    pub reason_characters: u32,
    /// Megabytes of a file at most.
    pub file_megabytes: u32,
    /// Whether people queue by numbers.
    pub queues: bool,
}

/// A session that has moved to a post.
pub struct Moved {
    /// Its new secret; the old one opens nothing any more.
    pub secret: Zeroizing<String>,
}

/// The posts that a person holds on a day.
pub(super) fn posts(world: &World, person: PersonId, day: Date) -> Vec<PostView> {
    let name = |id| world.facts.departments.get(&id).map_or_else(String::new, |found| found.name.clone());
    let Some(person) = world.facts.people.get(&person) else { return Vec::new() };
    let view = |post: &daowei_domain::organization::Post| PostView {
        id: post.id,
        duty: post.duty,
        department: post.department,
        department_name: name(post.department),
        window: post.window,
    };
    person.posts_on(day).map(view).collect()
}

impl Context<'_, '_> {
    pub(super) fn open(&mut self, bearer: &Bearer) -> Result<Open> {
        actor::open(self.inner, self.tx, (&self.world, &self.settings), bearer, self.now)
    }
}

impl App {
    /// Who is signed in, and what the session may do.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] where the session holds no more.
    pub async fn me(&self, caller: Caller) -> Result<Me> {
        let using = matches!(caller, Caller::Session(_));
        let bearer = session_bearer(caller)?;
        self.at_door(false, move |context| {
            let open = context.open(&bearer)?;
            if using {
                actor::note(context.inner, context.tx, &open, &bearer, context.at(), false)?;
            }
            let hours = i64::from(context.settings.session_hours);
            Ok(Me {
                account: open.account,
                session: open.id,
                person: open.person,
                name: context.world.name(open.person).to_owned(),
                posts: posts(&context.world, open.person, legal_date(context.now)),
                post: open.post,
                responsible: open.responsible,
                responsible_name: open.responsible.map(|person| context.world.name(person).to_owned()),
                must_change: open.must_change,
                confirmed_until: open.confirmed_until.map(instant).transpose()?,
                ends_at: instant(open.created_at.saturating_add(seconds(hours * 3600)))?,
                idle_minutes: context.settings.idle_minutes,
                bridge_port: context.settings.bridge(),
                reason_characters: context.settings.reason_characters,
                file_megabytes: context.settings.file_megabytes,
                queues: context.world.queue.as_ref().is_some_and(|queue| !queue.kinds.is_empty()),
            })
        })
        .await
    }

    /// Ends the session.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] where it holds no more.
    pub async fn sign_out(&self, caller: Caller) -> Result<()> {
        let bearer = session_bearer(caller)?;
        self.at_door(true, move |context| {
            let open = context.open(&bearer)?;
            let (account, session) = (open.account.to_string(), open.id);
            rows::end_session(context.tx, &account, &session.to_string(), context.at(), None)?;
            context.record(&account, By::Holder { person: open.person }, Event::SignedOut { session })
        })
        .await
    }

    /// Moves the session to a post of its holder's, under a new secret; a confirmation given before counts no more.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a post that the holder does not have today, or a responsible person whom nobody knows.
    pub async fn choose_post(
        &self,
        caller: Caller,
        post: PostId,
        responsible: Option<PersonId>,
    ) -> Result<Moved> {
        let bearer = session_bearer(caller)?;
        let (secret, next) = fresh(Kind::Session, &self.inner.keys, &self.random());
        self.at_door(true, move |context| {
            let open = context.open(&bearer)?;
            let today = legal_date(context.now);
            actor::post(&context.world, open.person, post, today).ok_or(Error::NotFound { what: "post" })?;
            let known = responsible.is_none_or(|person| context.world.facts.people.contains_key(&person));
            if !known {
                return Err(Error::NotFound { what: "person" });
            }
            let answering = responsible.map(|person| person.to_string());
            let at = context.at();
            let moved = rows::move_session(
                context.tx,
                context.inner.keys.authentication(),
                &bearer.digest,
                &next,
                &post.to_string(),
                answering.as_deref(),
                at,
            )?;
            if !moved {
                return Err(Error::Unauthenticated);
            }
            let event = Event::PostChosen { session: open.id, post, responsible };
            context.record(&open.account.to_string(), By::Holder { person: open.person }, event)
        })
        .await?;
        Ok(Moved { secret })
    }

    /// Confirms that the holder of the session is there, for legal acts within the coming minutes (SEC-26).
    ///
    /// # Errors
    /// [`Error::Forbidden`] for a wrong password; the session ends after too many of them.
    pub async fn confirm(&self, caller: Caller, password: &str) -> Result<Timestamp> {
        let bearer = session_bearer(caller)?;
        password::bounded("password", password)?;
        let holder = self.holder(&bearer).await?;
        let (account, ()) = self.known_again(&bearer, holder, password, |_| Ok(())).await?;
        self.at_door(true, move |context| {
            let open = context.open(&bearer)?;
            right_still(context, &account)?;
            if !rows::confirm_session(
                context.tx,
                context.inner.keys.authentication(),
                &bearer.digest,
                context.at(),
            )? {
                return Err(Error::Unauthenticated);
            }
            let (by, event) = (By::Holder { person: open.person }, Event::Confirmed { session: open.id });
            context.record(&account.id, by, event)?;
            let holds = seconds(i64::from(context.settings.confirmation_minutes) * 60);
            instant(context.at().saturating_add(holds))
        })
        .await
    }

    /// Changes the password and ends the account's other sessions.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for a wrong old password; the rules of [`rules`] for the new one.
    pub async fn change_password(&self, caller: Caller, old: &str, new: &str) -> Result<()> {
        let bearer = session_bearer(caller)?;
        password::bounded("new_password", new)?;
        password::bounded("old_password", old)?;
        let holder = self.holder(&bearer).await?;
        // Before the old one is tried: else a new one that is always refused would tell which old one is right.
        password::choose(&holder.0.login, new)?;
        if old == new {
            return Err(Refusal::by(&rules::PASSWORD_SAME).into());
        }
        let (new, salt) = (self.given(&holder.0.person, &holder.0.login, new), self.random());
        let keep = move |_: &Inner| password::keep(&new, &salt);
        let (account, kept) = self.known_again(&bearer, holder, old, keep).await?;
        self.at_door(true, move |context| {
            let open = context.open(&bearer)?;
            right_still(context, &account)?;
            rows::session_right(context.tx, &bearer.digest)?;
            rows::set_password(context.tx, &account.id, &kept, false)?;
            let ended =
                rows::end_sessions(context.tx, &account.id, &open.id.to_string(), context.at(), None)?;
            let event = Event::PasswordChanged { session: open.id, ended };
            context.record(&account.id, By::Holder { person: open.person }, event)
        })
        .await
    }

    /// The account of a session that is open, and the session.
    async fn holder(&self, bearer: &Bearer) -> Result<(Account, SessionId)> {
        let bearer = bearer.clone();
        self.at_door(false, move |context| {
            let open = context.open(&bearer)?;
            let account =
                rows::by_id(context.tx, &open.account.to_string())?.ok_or(Error::Unauthenticated)?;
            Ok((account, open.id))
        })
        .await
    }

    /// The account of a session whose holder has just given the right password, and what was to be made of that.
    ///
    /// The guess is counted before it is tried, so that many at once are no more than one after the other. Strangers who err at
    /// the door do not count here, so that they keep nobody from deciding; nor does this lock the account: whoever holds only the
    /// session has no more guesses, and the holder signs in again.
    async fn known_again<T: Send + 'static>(
        &self,
        bearer: &Bearer,
        (account, session): (Account, SessionId),
        password: &str,
        then: impl FnOnce(&Inner) -> Result<T> + Send + 'static,
    ) -> Result<(Account, T)> {
        // A place first: who is sent away has not guessed.
        let place = in_line(&self.inner)?;
        let counting = bearer.clone();
        let failed = self.at_door(true, move |context| {
            context.open(&counting)?;
            let failed = rows::session_failed(context.tx, &counting.digest)?;
            failed.filter(|failed| *failed <= GUESSES).ok_or(Error::Unauthenticated)
        });
        let failed = failed.await?;
        let (given, kept) = (self.given(&account.person, &account.login, password), account.password.clone());
        let trying = move |inner: &Inner| {
            if password::is(&given, &kept)? { then(inner).map(Some) } else { Ok(None) }
        };
        if let Some(made) = hashing(&self.inner, place, trying).await? {
            return Ok((account, made));
        }
        self.at_door(true, move |context| {
            let ended = failed >= GUESSES;
            if ended {
                rows::end_session(context.tx, &account.id, &session.to_string(), context.at(), None)?;
            }
            context.record(&account.id, By::Door, Event::ConfirmationFailed { session, failed, ended })
        })
        .await?;
        Err(Error::Forbidden { what: "password" })
    }
}
