//! How a case stands after an act.

use daowei_app::case;
use daowei_domain::case::{DocumentKind, Stage};
use daowei_ident::{CaseId, DemandId, DocumentId, LicenseId, PauseId};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words;

/// How a case stands after an act: what the next act may need, and nothing personal.
#[derive(Serialize, ToSchema)]
pub(super) struct Brief {
    /// The case.
    #[schema(value_type = String, format = Uuid)]
    id: CaseId,
    /// 办件编号
    number: String,
    /// State.
    #[schema(value_type = words::Stage)]
    stage: Stage,
    /// The step of review that waits.
    step: Option<String>,
    /// Revision, as in the `ETag`.
    revision: u64,
    /// When the leading clock ends.
    #[schema(value_type = Option<String>, format = Date)]
    due: Option<Date>,
    /// Whether that rests on days without a published calendar.
    provisional: bool,
    /// The special procedure that is open.
    #[schema(value_type = Option<String>, format = Uuid)]
    pause: Option<PauseId>,
    /// Demands that are still unmet.
    #[schema(value_type = Vec<String>)]
    demands: Vec<DemandId>,
    /// Documents, in the order of issue.
    documents: Vec<BriefDocument>,
    /// The license that the standing decision issues.
    #[schema(value_type = Option<String>, format = Uuid)]
    license: Option<LicenseId>,
}

/// A document in a brief.
#[derive(Serialize, ToSchema)]
pub(super) struct BriefDocument {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: DocumentId,
    /// Kind.
    #[schema(value_type = words::DocumentKind)]
    kind: DocumentKind,
    /// 文号; the receipt has none.
    number: Option<String>,
}

impl From<case::Brief> for Brief {
    fn from(brief: case::Brief) -> Self {
        Self {
            id: brief.id,
            number: brief.number.to_string(),
            stage: brief.stage,
            step: brief.step,
            revision: brief.revision,
            due: brief.due,
            provisional: brief.provisional,
            pause: brief.pause,
            demands: brief.demands,
            documents: brief
                .documents
                .into_iter()
                .map(|document| BriefDocument {
                    id: document.id,
                    kind: document.kind,
                    number: document.number.map(|number| number.to_string()),
                })
                .collect(),
            license: brief.license,
        }
    }
}
