//! One unit of work: who asks, what holds, what is now.

use std::sync::{Arc, OnceLock};

use daowei_domain::setting::Settings;
use daowei_domain::{Actor, Authentication, Grant, Ids, Recorded, Staff};
use daowei_ident::{PersonId, PostId, SessionId, UnitId};
use daowei_store::Tx;
use jiff::Timestamp;

use crate::error::{Error, Result, abort};
use crate::world::{self, World};
use crate::{App, Inner, account};

/// How somebody shows who they are.
#[derive(Clone, Debug)]
pub enum Caller {
    /// A session.
    Session(Bearer),
    /// A session that only watches what happens: that is no use of it, and does not keep it from ending.
    Watching(Bearer),
    /// An API token.
    Token(Bearer),
    /// The administrator of the host, at its command line.
    Host,
    /// Whoever sits before an applicant's screen: its secret is the use case's to check, and opens nothing else.
    Visitor,
    /// The host's own hand in a post: the demo city and tests; no door leads here.
    InPost {
        /// The person.
        person: PersonId,
        /// The post.
        post: PostId,
        /// Who answers for assisting staff.
        responsible: Option<PersonId>,
    },
}

/// Whoever holds a secret.
#[derive(Clone, Debug)]
pub struct Bearer {
    /// The digest of the secret.
    pub(crate) digest: [u8; 32],
    /// Who that turned out to be.
    pub(crate) acting: Acting,
    /// For whom the page acts that asks, where it says so.
    pub(crate) belief: Option<Belief>,
}

/// For whom a page believes that it acts. The browser has one cookie for all its pages, so that one of them can change whose
/// it is behind the back of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Belief {
    /// The session.
    pub session: SessionId,
    /// The post that it acts in; none before one is chosen.
    pub post: Option<PostId>,
    /// Who answers for assisting staff.
    pub responsible: Option<PersonId>,
}

/// Who acted in a request, once a unit of work has found out: for the log.
#[derive(Clone, Debug, Default)]
pub struct Acting(Arc<OnceLock<PersonId>>);

impl Acting {
    /// The person, if the secret was somebody's.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.0.get().copied()
    }

    /// Notes who it is; a unit of work that runs again finds the same.
    pub fn is(&self, person: PersonId) {
        let _ = self.0.set(person);
    }
}

/// What a use case works with.
pub struct Unit<'t, 'c> {
    pub(crate) inner: &'t Inner,
    /// The database.
    pub(crate) tx: &'t mut Tx<'c>,
    /// Now, the same for the whole unit.
    pub now: Timestamp,
    /// Its id.
    pub id: UnitId,
    /// The facts.
    pub world: Arc<World>,
    /// The settings in force today.
    pub settings: Settings,
    /// Who asks.
    pub actor: Actor,
    /// The session in which that is asked; nothing for those who have none.
    pub(crate) session: Option<SessionId>,
    /// What a token may be used for; everything for others.
    pub(crate) scopes: Option<Vec<String>>,
    /// Fresh ids.
    pub(crate) ids: Ids,
    /// Whether it has begun a new epoch of the facts.
    changing: bool,
}

impl Caller {
    /// The same caller, only watching.
    #[must_use]
    pub fn watching(self) -> Self {
        match self {
            Caller::Session(bearer) => Caller::Watching(bearer),
            other => other,
        }
    }

    /// The same caller, to whom nothing is answered but [`Error::OtherSession`] where the session turns out to be another one,
    /// or to act in another post or under another person, than is believed. Who has no session has nothing to believe.
    #[must_use]
    pub fn believing(self, belief: Belief) -> Self {
        let with = |bearer| Bearer { belief: Some(belief), ..bearer };
        match self {
            Caller::Session(bearer) => Caller::Session(with(bearer)),
            Caller::Watching(bearer) => Caller::Watching(with(bearer)),
            other => other,
        }
    }
}

impl Unit<'_, '_> {
    /// The member of staff who asks.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for the host, which has no post.
    pub fn staff(&self) -> Result<&Staff> {
        self.actor.staff().ok_or(Error::Forbidden { what: "post" })
    }

    /// Whether a token may be used for this; sessions and the host may.
    pub(crate) fn in_scope(&self, scope: &'static str) -> Result<()> {
        match &self.scopes {
            Some(scopes) if !scopes.iter().any(|held| held == scope) => Err(Error::Forbidden { what: scope }),
            _ => Ok(()),
        }
    }

    /// To be called before facts are changed: begins their new epoch. Whoever was deciding on the old one has ended then,
    /// and now is the moment after, so that no decision bears a later instant than the revocation of its letter.
    pub(crate) fn changes_facts(&mut self) -> Result<()> {
        if !self.changing {
            world::changed(self.tx)?;
            self.now = micros(self.inner.clock.now());
            self.changing = true;
        }
        Ok(())
    }

    /// An event as it will stand in its stream, by this caller.
    pub(crate) fn record<E>(&self, grant: Option<Grant>, event: E) -> Recorded<E> {
        Recorded { at: self.now, unit: self.id, by: self.actor.clone(), grant, event }
    }
}

impl App {
    /// Runs a use case that writes, as one unit of work; waits for the durable answer.
    ///
    /// # Errors
    /// What the use case answers.
    pub async fn write<T, F>(&self, caller: Caller, use_case: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Unit<'_, '_>) -> Result<T> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let mut use_case = use_case;
        let (answer, waiting) = tokio::sync::oneshot::channel();
        self.inner.store.submit_write(
            move |tx| run(&inner, tx, &caller, true, &mut use_case),
            move |result| {
                let _ = answer.send(result);
            },
        );
        Ok(waiting.await.map_err(|_| Error::Store(daowei_store::Error::Closed))??)
    }

    /// Runs a use case that reads.
    ///
    /// # Errors
    /// What the use case answers.
    pub async fn read<T, F>(&self, caller: Caller, use_case: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Unit<'_, '_>) -> Result<T> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let mut use_case = use_case;
        let (answer, waiting) = tokio::sync::oneshot::channel();
        self.inner.store.submit_read(
            move |tx| run(&inner, tx, &caller, false, &mut use_case),
            move |result| {
                let _ = answer.send(result);
            },
        );
        Ok(waiting.await.map_err(|_| Error::Store(daowei_store::Error::Closed))??)
    }

    /// Runs a use case that writes, on a thread that may block: command line, worker, tests.
    ///
    /// # Errors
    /// What the use case answers.
    pub fn write_blocking<T, F>(&self, caller: Caller, mut use_case: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Unit<'_, '_>) -> Result<T> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        Ok(self.inner.store.write(move |tx| run(&inner, tx, &caller, true, &mut use_case))?)
    }

    /// Runs a use case that reads, on a thread that may block.
    ///
    /// # Errors
    /// What the use case answers.
    pub fn read_blocking<T, F>(&self, caller: Caller, mut use_case: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Unit<'_, '_>) -> Result<T> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        Ok(self.inner.store.read(move |tx| run(&inner, tx, &caller, false, &mut use_case))?)
    }
}

fn run<T>(
    inner: &Inner,
    tx: &mut Tx<'_>,
    caller: &Caller,
    writing: bool,
    use_case: &mut impl FnMut(&mut Unit<'_, '_>) -> Result<T>,
) -> std::result::Result<T, daowei_store::Abort<Error>> {
    let mut work = || {
        let world = world::current(inner, tx)?;
        // Behind the lock of the epoch: what changes the facts is stamped later than what was decided on them.
        let now = micros(inner.clock.now());
        let settings = world.settings_on(daowei_calendar::legal_date(now));
        let (actor, session, scopes) = match caller {
            Caller::Host => (Actor::Host, None, None),
            Caller::Visitor => (Actor::Visitor, None, None),
            Caller::InPost { person, post, responsible } => {
                (in_post(&world, *person, *post, *responsible)?, None, None)
            }
            Caller::Session(bearer) => {
                let facts = (world.as_ref(), &settings);
                let using = if writing { account::Use::Writing } else { account::Use::Reading };
                let (actor, session) = account::session_actor(inner, tx, facts, bearer, now, using)?;
                (actor, Some(session), None)
            }
            Caller::Watching(bearer) => {
                let facts = (world.as_ref(), &settings);
                let using = account::Use::Watching;
                let (actor, session) = account::session_actor(inner, tx, facts, bearer, now, using)?;
                (actor, Some(session), None)
            }
            Caller::Token(bearer) => {
                let (staff, scopes) = account::token_actor(inner, tx, &world, bearer, now)?;
                (Actor::Staff(staff), None, Some(scopes))
            }
        };
        let millis = now.as_millisecond().unsigned_abs();
        let ids = Ids::new(millis, inner.random());
        let id = ids.next(UnitId::from_parts);
        let mut unit =
            Unit { inner, tx, now, id, world, settings, actor, session, scopes, ids, changing: false };
        use_case(&mut unit)
    };
    work().map_err(abort)
}

fn in_post(world: &World, person: PersonId, post: PostId, responsible: Option<PersonId>) -> Result<Actor> {
    let held = world.facts.people.get(&person).and_then(|person| person.posts.get(&post));
    let held = held.ok_or(Error::Forbidden { what: "post" })?;
    Ok(Actor::Staff(Staff {
        person,
        post,
        duty: held.duty,
        department: held.department,
        window: held.window,
        responsible,
        authentication: Authentication::Confirmed,
    }))
}

/// Microseconds are what the store keeps; nothing finer is ever decided on.
pub(crate) fn micros(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}
