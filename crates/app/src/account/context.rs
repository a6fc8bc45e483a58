//! Units of work around a session that may not act yet: at the door there is no actor, only somebody with a secret.

use std::sync::Arc;

use daowei_domain::setting::Settings;
use daowei_ident::UnitId;
use daowei_store::Tx;
use jiff::Timestamp;

use crate::error::{Error, Result, abort};
use crate::unit::{Bearer, Caller};
use crate::world::{self, World};
use crate::{App, Inner};

/// What such a use case works with.
pub(super) struct Context<'t, 'c> {
    pub(super) inner: &'t Inner,
    pub(super) tx: &'t mut Tx<'c>,
    pub(super) now: Timestamp,
    pub(super) unit: UnitId,
    pub(super) world: Arc<World>,
    pub(super) settings: Settings,
}

impl Context<'_, '_> {
    pub(super) fn at(&self) -> i64 {
        self.now.as_microsecond()
    }

    fn run<T>(
        inner: &Inner,
        tx: &mut Tx<'_>,
        use_case: &mut impl FnMut(&mut Context<'_, '_>) -> Result<T>,
    ) -> Result<T> {
        let now = crate::unit::micros(inner.clock.now());
        let world = world::current(inner, tx)?;
        let settings = world.settings_on(daowei_calendar::legal_date(now));
        let unit = UnitId::from_parts(now.as_millisecond().unsigned_abs(), inner.random());
        use_case(&mut Context { inner, tx, now, unit, world, settings })
    }
}

impl App {
    /// Runs such a use case as one unit of work.
    pub(super) async fn at_door<T, F>(&self, writing: bool, mut use_case: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Context<'_, '_>) -> Result<T> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let (answer, waiting) = tokio::sync::oneshot::channel();
        let job = move |tx: &mut Tx<'_>| Context::run(&inner, tx, &mut use_case).map_err(abort);
        let done = move |result| {
            let _ = answer.send(result);
        };
        if writing {
            self.inner.store.submit_write(job, done);
        } else {
            self.inner.store.submit_read(job, done);
        }
        Ok(waiting.await.map_err(|_| Error::Store(daowei_store::Error::Closed))??)
    }
}

/// Whoever holds a session; others have none.
pub(super) fn session_bearer(caller: Caller) -> Result<Bearer> {
    match caller {
        Caller::Session(bearer) | Caller::Watching(bearer) => Ok(bearer),
        _ => Err(Error::Forbidden { what: "session" }),
    }
}
