//! 办件: receive, act, read, reveal.

mod act;
mod calls;
mod confirmed;
mod documents;
pub(crate) mod export;
mod file;
mod find;
mod issue;
mod lapsing;
mod list;
mod listed;
pub(crate) mod marked;
mod owing;
mod print;
mod read;
mod receive;
mod recent;
mod related;
mod reveal;
mod save;
mod sent;
mod slips;

pub(crate) use act::carry_out;
pub use act::{Act, Precondition, Preview};
pub use calls::{CallListed, CallQuery, CallRow, Place as CallPlace};
pub use confirmed::{DestinationMasked, ServiceConfirmed, ServiceShown};
pub use documents::{DocumentExport, DocumentListed, DocumentQuery, Period, SoughtDocuments};
pub use export::{Export, Exported};
pub use file::{FileServed, FileShown};
pub use find::{Found, Sought};
pub use list::{Page, Query};
pub use listed::CaseListed;
pub use owing::{Owing, OwingQuery, ToServe};
pub use print::{Print, Printed};
pub(crate) use print::{copies, of_papers};
pub(crate) use read::scope;
pub use read::{Allowed, CaseDetail, ClockDetail, DocumentText, EnteredLate, Entry, PartyMasked, Progress};
pub use receive::{Arrival, Received};
pub(crate) use recent::Recent;
pub use related::{Related, Same};
pub use reveal::{PartyClear, Reveal};
pub use sent::{Sent, SentListed, SentQuery};

pub use daowei_store::view::case::{After, CaseRow, NO_DUE, Order};

use daowei_domain::Recorded;
use daowei_domain::case::{Case, DocumentKind, Event, Stage};
use daowei_ident::{CaseId, CaseNumber, DocumentId, DocumentNumber, LicenseId, PauseId};
use daowei_store::event::Head;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::stream::{self, Loaded};
use crate::unit::Unit;

/// How a case stands after an act: what the next act may need, and nothing personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// The case.
    pub id: CaseId,
    /// Its number.
    pub number: CaseNumber,
    /// State.
    pub stage: Stage,
    /// The step that waits.
    pub step: Option<String>,
    /// Revision, for If-Match.
    pub revision: u64,
    /// When the leading clock ends.
    pub due: Option<Date>,
    /// Whether that rests on days without a published calendar.
    pub provisional: bool,
    /// The special procedure that is open.
    pub pause: Option<PauseId>,
    /// Demands that are still unmet.
    pub demands: Vec<daowei_ident::DemandId>,
    /// Documents, in the order of issue.
    pub documents: Vec<BriefDocument>,
    /// The license that the standing decision issues.
    pub license: Option<LicenseId>,
}

/// A document in a [`Brief`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BriefDocument {
    /// Its id.
    pub id: DocumentId,
    /// Kind.
    pub kind: DocumentKind,
    /// Number.
    pub number: Option<DocumentNumber>,
}

impl Brief {
    /// How that case stands.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let clock = case.leading_clock();
        Self {
            id: case.id,
            number: case.number,
            stage: case.stage,
            step: case.chart.as_ref().and_then(|chart| chart.step.clone()),
            revision: case.revision,
            due: clock.map(|clock| clock.reckoning.due),
            provisional: clock.is_some_and(|clock| clock.reckoning.provisional),
            pause: case.open_pause().map(|pause| pause.id),
            demands: case.unmet().map(|demand| demand.id).collect(),
            documents: case
                .documents
                .values()
                .map(|document| BriefDocument {
                    id: document.id,
                    kind: document.kind,
                    number: document.number.clone(),
                })
                .collect(),
            license: case.decision().and_then(|decision| decision.license),
        }
    }
}

/// The name of a case's stream.
pub(crate) fn stream_of(case: CaseId) -> String {
    stream::name("case", case)
}

/// A case as loaded for deciding.
pub(crate) struct Open {
    pub(crate) case: Case,
    pub(crate) head: Head,
    pub(crate) records: Vec<Recorded<Event>>,
}

/// Loads and folds a case.
pub(crate) fn open(unit: &mut Unit<'_, '_>, id: CaseId) -> Result<Open> {
    let Loaded { records, head } = stream::load(unit.inner, unit.tx, &stream_of(id))?;
    let case = Case::fold(&records).ok_or(Error::NotFound { what: "case" })?;
    Ok(Open { case, head, records })
}
