//! 核验证据.

use std::borrow::Cow;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use daowei_app::verification::{self, FindingKind, Request};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::progress::{VerificationProgress, told};
use crate::caller::Signed;
use crate::envelope::RequestId;
use crate::json::Json;
use crate::language::reader;
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
    /// Whether every sealed text is held against the log, too: about as long again.
    #[serde(default)]
    texts: bool,
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
    /// The sealed texts, where they were asked for.
    texts: Option<SealedTexts>,
}

/// A checkpoint that was compared.
#[derive(Serialize, ToSchema)]
struct Compared {
    /// Events that it covers.
    size: u64,
    /// When it was signed.
    #[schema(format = DateTime)]
    at: Option<String>,
    /// From this database, or handed in.
    source: CheckpointSource,
    /// What came out.
    agreement: Agreement,
}

/// Where a checkpoint came from.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum CheckpointSource {
    /// From this database.
    Stored,
    /// Handed in: kept elsewhere.
    Given,
}

/// What the comparison with a checkpoint gave.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Agreement {
    /// The events are those that were signed.
    Agrees,
    /// They are not.
    Differs,
    /// Events are missing, so that nothing can be compared.
    Impossible,
}

/// One damage.
#[derive(Serialize, ToSchema)]
struct Finding {
    /// The stream; `checkpoint` or `index` where it is none of a single event.
    stream: String,
    /// The event's number in it; the size of a checkpoint; the position in the index.
    sequence: i64,
    /// What it is.
    #[schema(value_type = FindingName)]
    kind: &'static str,
}

/// What kind of damage.
enum FindingName {}

impl PartialSchema for FindingName {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("核验发现 · a kind of damage"))
            .enum_values(Some(FindingKind::ALL.iter().map(|kind| kind.id())))
            .into()
    }
}

impl ToSchema for FindingName {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("FindingKind")
    }
}

/// What became of the sealed texts that the log names.
#[derive(Serialize, ToSchema)]
struct SealedTexts {
    /// Those that are there.
    checked: u64,
    /// Those that are gone: deleted by order of law, or taken away.
    missing: u64,
}

impl From<verification::Verified> for Verification {
    fn from(done: verification::Verified) -> Self {
        let verification::Verified { log, texts } = done;
        let compared = |compared: verification::Compared| Compared {
            size: compared.size,
            at: jiff::Timestamp::from_microsecond(compared.at).ok().map(|at| at.to_string()),
            source: match compared.source {
                verification::Source::Stored => CheckpointSource::Stored,
                verification::Source::Given => CheckpointSource::Given,
            },
            agreement: match compared.agreement {
                verification::Agreement::Agrees => Agreement::Agrees,
                verification::Agreement::Differs => Agreement::Differs,
                verification::Agreement::Impossible => Agreement::Impossible,
            },
        };
        let finding = |finding: verification::Finding| Finding {
            stream: finding.stream,
            sequence: finding.sequence,
            kind: finding.kind.id(),
        };
        Self {
            ok: log.is_clean(),
            events: log.events,
            covered_by_checkpoint: log.covered_by_checkpoint,
            compared: log.compared.into_iter().map(compared).collect(),
            findings: log.findings.into_iter().map(finding).collect(),
            found: log.found,
            texts: texts.map(|texts| SealedTexts { checked: texts.checked, missing: texts.missing }),
        }
    }
}

/// 核验证据 · Verify the whole log
///
/// Against the keys, the newest stored checkpoint, and those handed in: what `daowei audit verify` does. Reads everything, so
/// that one runs at a time, to its end. Whoever accepts `text/event-stream` is told how far it has come: events `progress`,
/// then one `result`, or a `problem` where it could not be carried through.
#[utoipa::path(
    post,
    path = "/evidence/verification",
    operation_id = "verifyEvidence",
    tag = "evidence",
    request_body = Kept,
    responses((status = 200, description = "What was found; or the way to it, event by event.", content(
        (Verification = "application/json"),
        (VerificationProgress = "text/event-stream"),
    )))
)]
pub(super) async fn verify_evidence(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    id: Option<Extension<RequestId>>,
    headers: HeaderMap,
    Json(body): Json<Kept>,
) -> Result<Response, Failure> {
    let request = Request { checkpoints: body.checkpoint, texts: body.texts };
    let turn = api.app.verification(caller, request).await?;
    if streams(&headers) {
        let id = id.map(|Extension(RequestId(id))| id.to_string()).unwrap_or_default();
        return Ok(told(turn, reader(&headers), id).into_response());
    }
    Ok(Json(Verification::from(turn.take(|_| ()).await?)).into_response())
}

fn streams(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| {
        accepted.split(',').any(|kind| kind.split(';').next().unwrap_or("").trim() == "text/event-stream")
    })
}
