//! A command that is sent again is answered again, not carried out again (reliability: REL-03). The answer is kept sealed: it
//! holds a query code, or names what somebody did.

use daowei_crypto::{Digest, Keys};
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
    /// Keyed digest of everything that makes the request what it is.
    pub digest: Digest,
}

impl Once {
    /// A request under a key: `target` is the path with its ids, `body` the bytes as they came.
    #[must_use]
    pub fn new(app: &App, route: &'static str, key: String, target: &str, body: &[u8]) -> Self {
        // Keyed: a plain digest would let who has the database try out what the body said of a person.
        let keyed = app.inner.keys.authentication();
        let digest = keyed.code("daowei/request/1", &[route.as_bytes(), target.as_bytes(), body]);
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
        Actor::Visitor => "visitor".to_owned(),
    };
    let key = known_by(&unit.inner.keys, &actor, once);
    let request = Request { actor: &actor, route: once.route, key: &key, digest: &once.digest };
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
            let value = match use_case(unit) {
                // Refused for what this very request has done meanwhile, sent twice: its answer is there by now, and another
                // attempt finds it first. A server shows what others committed while a unit of work is under way.
                Err(refused) if !matches!(refused, Error::Store(_)) => {
                    return Err(match idempotency::find(unit.tx, &request)? {
                        Seen::Never => refused,
                        Seen::Answered { .. } | Seen::OtherRequest => {
                            Error::Store(daowei_store::Error::Conflict)
                        }
                    });
                }
                done => done?,
            };
            let plain = serde_json::to_vec(&value).map_err(|_| damaged())?;
            let nonce = unit.inner.random();
            let sealed = unit.inner.keys.vault().seal(nonce, &context, &plain).map_err(|_| damaged())?;
            idempotency::record(unit.tx, &request, 200, &sealed, unit.now.as_microsecond())?;
            Ok(Answer { value, replayed: false })
        }
    }
}

/// What stands for a caller's key in the database: the key itself may say whom it is about, or open something elsewhere.
fn known_by(keys: &Keys, actor: &str, once: &Once) -> String {
    let parts = [actor.as_bytes(), once.route.as_bytes(), once.key.as_bytes()];
    keys.authentication().code("daowei/idempotency-key/1", &parts).to_string()
}

#[cfg(test)]
#[test]
fn a_caller_s_key_is_known_again_and_not_kept() {
    let keys = |seed| Keys::generate(daowei_crypto::Suite::Gm, "test.example/daowei", &[seed; 32]).unwrap();
    let once = |route, key: &str| Once { route, key: key.to_owned(), digest: Digest::from_bytes([0; 32]) };
    let kept = known_by(&keys(1), "host", &once("POST /cases", "张三-13800138000"));
    assert!(!kept.contains("张三") && !kept.contains("13800138000"));
    assert_eq!(kept, known_by(&keys(1), "host", &once("POST /cases", "张三-13800138000")));
    for other in [
        known_by(&keys(2), "host", &once("POST /cases", "张三-13800138000")),
        known_by(&keys(1), "another", &once("POST /cases", "张三-13800138000")),
        known_by(&keys(1), "host", &once("POST /letters", "张三-13800138000")),
        known_by(&keys(1), "host", &once("POST /cases", "李四-13800138000")),
    ] {
        assert_ne!(kept, other);
    }
}
