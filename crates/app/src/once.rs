//! A command that is sent again is answered again, not carried out again (reliability: REL-03). The answer is kept sealed: it
//! holds a query code, or names what somebody did.

use daowei_crypto::{Digest, digest};
use daowei_domain::Actor;
use daowei_store::idempotency::{self, Request, Seen};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::App;
use crate::error::{Error, Result};
use crate::unit::{Caller, Unit};

/// What makes a request the same request.
#[derive(Clone, Debug)]
pub struct Once {
    /// Method and route.
    pub route: &'static str,
    /// The caller's key.
    pub key: String,
    /// Digest of everything that makes the request what it is.
    pub digest: Digest,
}

impl Once {
    /// A request under a key: `target` is the path with its ids, `body` the bytes as they came.
    #[must_use]
    pub fn new(app: &App, route: &'static str, key: String, target: &str, body: &[u8]) -> Self {
        // No path holds the character that stands between the two.
        let digest =
            digest(app.inner.keys.suite(), &[route.as_bytes(), b"\0", target.as_bytes(), b"\0", body]);
        Self { route, key, digest }
    }
}

/// An answer, and whether it was given before.
#[derive(Clone, Debug)]
pub struct Answer<T> {
    /// The answer.
    pub value: T,
    /// It was carried out earlier; this is the same answer again.
    pub replayed: bool,
}

impl App {
    /// Runs a use case that writes, once for each key.
    ///
    /// # Errors
    /// What the use case answers; [`Error::KeyReused`].
    pub async fn write_once<T, F>(&self, caller: Caller, once: Option<Once>, use_case: F) -> Result<Answer<T>>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: FnMut(&mut Unit<'_, '_>) -> Result<T> + Send + 'static,
    {
        let mut use_case = use_case;
        self.write(caller, move |unit| match &once {
            Some(once) => carry_out_once(unit, once, &mut use_case),
            None => Ok(Answer { value: use_case(unit)?, replayed: false }),
        })
        .await
    }
}

fn carry_out_once<T: Serialize + DeserializeOwned>(
    unit: &mut Unit<'_, '_>,
    once: &Once,
    use_case: &mut impl FnMut(&mut Unit<'_, '_>) -> Result<T>,
) -> Result<Answer<T>> {
    let actor = match &unit.actor {
        Actor::Staff(staff) => staff.person.to_string(),
        Actor::Law { .. } | Actor::Host => "host".to_owned(),
    };
    let request = Request { actor: &actor, route: once.route, key: &once.key, digest: &once.digest };
    let context = format!("idempotency/{actor}/{}/{}", once.route, once.key);
    let damaged = || Error::Store(daowei_store::Error::Damaged { what: "kept answer" });
    match idempotency::find(unit.tx, &request)? {
        Seen::OtherRequest => Err(Error::KeyReused),
        Seen::Answered { response, .. } => {
            let plain = unit.inner.keys.vault().open(&context, &response).map_err(|_| damaged())?;
            let value = serde_json::from_slice(&plain).map_err(|_| damaged())?;
            Ok(Answer { value, replayed: true })
        }
        Seen::Never => {
            let value = use_case(unit)?;
            let plain = serde_json::to_vec(&value).map_err(|_| damaged())?;
            let nonce = unit.inner.random();
            let sealed = unit.inner.keys.vault().seal(nonce, &context, &plain).map_err(|_| damaged())?;
            idempotency::record(unit.tx, &request, 200, &sealed, unit.now.as_microsecond())?;
            Ok(Answer { value, replayed: false })
        }
    }
}
