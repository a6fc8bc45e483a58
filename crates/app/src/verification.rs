//! 核验: the whole log, as the auditor and the supervisor ask for it; one at a time, for it reads everything.

use std::sync::Arc;

use daowei_domain::authority::Act;
use daowei_store::verify;
pub use daowei_store::verify::{Compared, Finding, Verification};

use crate::App;
use crate::case::scope;
use crate::error::{Error, Problem, Result};
use crate::evidence::checkpoints_in;
use crate::unit::Caller;

/// When to ask again, in seconds, while another verification runs.
const LATER: u64 = 5;

impl App {
    /// Verifies the evidence against the keys, the newest stored checkpoint, and those in `kept`, which come from
    /// elsewhere. Damage is no error but a finding.
    ///
    /// # Errors
    /// Rules of authority; [`Error::Input`] for a text that holds no checkpoint; [`Error::TooMany`] while another one
    /// runs; what befell the store.
    pub async fn verify_evidence(&self, caller: Caller, kept: Option<String>) -> Result<Verification> {
        self.read(caller, |unit| {
            unit.in_scope("evidence:read")?;
            scope(unit, Act::VerifyEvidence).map(drop)
        })
        .await?;
        let kept = kept.map(|text| checkpoints_in(&text));
        if kept.as_ref().is_some_and(Vec::is_empty) {
            return Err(Error::input("checkpoint", Problem::Unknown));
        }
        let turn = Arc::clone(&self.inner.verifying)
            .try_acquire_owned()
            .map_err(|_| Error::TooMany { retry_after: LATER })?;
        let inner = Arc::clone(&self.inner);
        let done = tokio::task::spawn_blocking(move || {
            // The turn is the thread's, not the caller's, who may go away.
            let _kept = turn;
            verify::verify(&inner.store, &inner.keys, &kept.unwrap_or_default(), &mut |_| ())
        });
        Ok(done.await.map_err(|_| Error::Store(daowei_store::Error::Closed))??)
    }
}
