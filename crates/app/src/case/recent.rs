//! The cases that were acted on last, folded: an act does not read again what this process has just written.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use daowei_domain::authority::Scope;
use daowei_domain::case::Case;
use daowei_ident::CaseId;
use daowei_store::event::{self, Head};
use hashlink::LruCache;

use super::{open, stream_of};
use crate::error::Result;
use crate::unit::Unit;

/// So many cases are kept. A case takes some 10 KB, and the acts of one hall's busy minute touch fewer than these.
const KEPT: usize = 128;

/// A case as its events make it, and the last of them.
#[derive(Clone, Debug)]
pub(crate) struct Folded {
    pub(crate) case: Arc<Case>,
    pub(crate) head: Head,
}

/// Folded cases. Nothing here is believed: see [`folded`].
#[derive(Debug)]
pub(crate) struct Recent(Mutex<LruCache<CaseId, Folded>>);

impl Recent {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(LruCache::new(KEPT)))
    }

    /// Keeps a case as it has just been written. Should the unit of work come to nothing, its events are not in the log, and
    /// the case is not taken for one that stands.
    pub(super) fn keep(&self, case: &Arc<Case>, head: Head) {
        self.kept().insert(case.id, Folded { case: Arc::clone(case), head });
    }

    fn kept(&self) -> MutexGuard<'_, LruCache<CaseId, Folded>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The case as it stands: the one that is kept where the log still ends with the event that it ended with, whose keyed
/// digest binds all before it; else loaded and folded anew, with each event checked. For whoever it does not concern it is
/// always the latter, as for a case that is not there.
pub(super) fn folded(unit: &mut Unit<'_, '_>, id: CaseId, scope: &Scope) -> Result<Folded> {
    let kept = unit.inner.recent.kept().get(&id).cloned();
    if let Some(kept) = kept
        && scope.reaches(kept.case.department)
        && event::ends(unit.tx, &stream_of(id), kept.head)?
    {
        return Ok(kept);
    }
    let opened = open(unit, id)?;
    Ok(Folded { case: Arc::new(opened.case), head: opened.head })
}
