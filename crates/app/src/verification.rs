//! 核验: the whole log, as the auditor and the supervisor ask for it; one at a time, for it reads everything.

use std::sync::Arc;

use daowei_domain::authority::Act;
use daowei_store::verify;
pub use daowei_store::verify::{Agreement, Compared, Finding, FindingKind, Source, Texts, Verification};
use tokio::sync::OwnedSemaphorePermit;

use crate::case::scope;
use crate::error::{Error, Problem, Result};
use crate::evidence::checkpoints_in;
use crate::unit::Caller;
use crate::{App, Inner, log};

/// When to ask again, in seconds, while another verification runs.
const LATER: u64 = 5;

/// What is to be verified.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Checkpoints that were kept elsewhere, one or many, as they were signed.
    pub checkpoints: Option<String>,
    /// Whether every sealed text is held against its commitment, too.
    pub texts: bool,
}

/// How far a verification has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What it goes through now.
    pub part: Part,
    /// Events done.
    pub done: u64,
}

/// What a verification goes through, in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The log.
    #[default]
    Events,
    /// The sealed texts that its events name.
    Texts,
}

/// What a verification found; the findings of the texts are among those of the log.
#[derive(Clone, Debug)]
pub struct Verified {
    /// Of the log.
    pub log: Verification,
    /// Of the sealed texts, where they were asked for.
    pub texts: Option<Texts>,
}

/// A verification that may begin: nobody else's runs meanwhile.
pub struct Turn {
    inner: Arc<Inner>,
    kept: Vec<String>,
    texts: bool,
    turn: OwnedSemaphorePermit,
    /// Events that have their place in the order of all, as far as was known when it was asked for.
    pub events: u64,
}

impl App {
    /// A turn at verifying the evidence against the keys, the newest stored checkpoint, and those that come from elsewhere.
    ///
    /// # Errors
    /// Rules of authority; [`Error::Input`] for a text that holds no checkpoint; [`Error::TooMany`] while another one
    /// runs; what befell the store.
    pub async fn verification(&self, caller: Caller, request: Request) -> Result<Turn> {
        let events = self
            .read(caller, |unit| {
                unit.in_scope("evidence:read")?;
                scope(unit, Act::VerifyEvidence)?;
                log::end(unit)
            })
            .await?;
        let kept = request.checkpoints.map(|text| checkpoints_in(&text));
        // A text in which nothing is signed says nothing of the log, and is no finding in it.
        if kept.as_ref().is_some_and(|kept| !kept.iter().any(|text| text.contains("\n\u{2014}"))) {
            return Err(Error::input("checkpoint", Problem::Unknown));
        }
        let turn = Arc::clone(&self.inner.verifying)
            .try_acquire_owned()
            .map_err(|_| Error::TooMany { retry_after: LATER })?;
        let (inner, kept) = (Arc::clone(&self.inner), kept.unwrap_or_default());
        Ok(Turn { inner, kept, texts: request.texts, turn, events: events.unsigned_abs() })
    }
}

impl Turn {
    /// Verifies, in constant memory; `progress` hears how far it has come. Damage is no error but a finding. It goes on to
    /// its end even where nobody waits for it any more: the turn is the thread's, not the caller's.
    ///
    /// # Errors
    /// What befell the store.
    pub async fn take(self, progress: impl Fn(Progress) + Send + 'static) -> Result<Verified> {
        let done = tokio::task::spawn_blocking(move || self.run(&progress));
        Ok(done.await.map_err(|_| Error::Store(daowei_store::Error::Closed))??)
    }

    fn run(self, progress: &dyn Fn(Progress)) -> std::result::Result<Verified, daowei_store::Error> {
        let Self { inner, kept, texts, turn, .. } = self;
        let _until_the_end = turn;
        let (store, keys) = (&inner.store, &inner.keys);
        let mut log =
            verify::verify(store, keys, &kept, &mut |done| progress(Progress { part: Part::Events, done }))?;
        if !texts {
            return Ok(Verified { log, texts: None });
        }
        let texts = verify::texts(store, keys, &mut |done| progress(Progress { part: Part::Texts, done }))?;
        log.findings.extend(texts.findings.iter().cloned());
        log.found += texts.found;
        Ok(Verified { log, texts: Some(texts) })
    }
}
