//! 核验证据.

use axum::extract::State;
use daowei_app::verification;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// What to compare with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    /// Checkpoints that were kept elsewhere, one or many, as they were signed.
    #[serde(default)]
    #[schema(max_length = 100_000)]
    checkpoint: Option<String>,
}

/// What verification found.
#[derive(Serialize, ToSchema)]
pub(super) struct Verification {
    /// Whether nothing was found.
    ok: bool,
    /// Events in the log.
    events: u64,
    /// Events up to the largest checkpoint that agrees; those after it are not yet covered.
    covered_by_checkpoint: u64,
    /// The checkpoints that were compared.
    compared: Vec<Compared>,
    /// What was found, at most 1,000 of them.
    findings: Vec<Finding>,
    /// The number of all findings.
    found: u64,
}

/// A checkpoint that was compared.
#[derive(Serialize, ToSchema)]
pub(super) struct Compared {
    /// Events that it covers.
    size: u64,
    /// From this database, or handed in.
    #[schema(value_type = String)]
    source: serde_json::Value,
    /// What came out: `agrees`, `differs`, `impossible`.
    #[schema(value_type = String)]
    agreement: serde_json::Value,
}

/// One damage.
#[derive(Serialize, ToSchema)]
pub(super) struct Finding {
    /// The stream; `checkpoint` or `index` where it is none of a single event.
    stream: String,
    /// The event's number in it; the size of a checkpoint; the position in the index.
    sequence: i64,
    /// What it is: `changed`, `missing`, `reordered`, `inserted` …
    kind: &'static str,
}

impl From<verification::Verification> for Verification {
    fn from(done: verification::Verification) -> Self {
        let compared = |compared: verification::Compared| Compared {
            size: compared.size,
            source: serde_json::to_value(compared.source).unwrap_or_default(),
            agreement: serde_json::to_value(compared.agreement).unwrap_or_default(),
        };
        let finding = |finding: verification::Finding| Finding {
            stream: finding.stream,
            sequence: finding.sequence,
            kind: finding.kind.id(),
        };
        Self {
            ok: done.is_clean(),
            events: done.events,
            covered_by_checkpoint: done.covered_by_checkpoint,
            compared: done.compared.into_iter().map(compared).collect(),
            findings: done.findings.into_iter().map(finding).collect(),
            found: done.found,
        }
    }
}

/// 核验证据 · Verify the whole log
///
/// Against the keys, the newest stored checkpoint, and those handed in. Reads everything, so that one runs at a time.
#[utoipa::path(
    post,
    path = "/evidence/verification",
    operation_id = "verifyEvidence",
    tag = "evidence",
    request_body = Kept,
    responses((status = 200, description = "What was found.", body = Verification))
)]
pub(super) async fn verify_evidence(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Json(body): Json<Kept>,
) -> Result<Json<Verification>, Failure> {
    Ok(Json(api.app.verify_evidence(caller, body.checkpoint).await?.into()))
}
