//! 提出前检查.

use axum::extract::State;
use daowei_ident::ListChangeId;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::given::ChangeGiven;
use super::view::{ElementMissing, SignalShown, VersionDifference};
use crate::act::Act;
use crate::case::Forbidden;
use crate::json::Json;
use crate::problem::Failure;
use crate::query::Pairs;
use crate::state::Api;

/// Which change it is to revise.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Anew {
    /// The returned change that is to be proposed anew; nothing said: a change of its own.
    #[param(value_type = Option<String>, format = Uuid)]
    change: Option<ListChangeId>,
}

/// What is to be said of an entry before it is proposed.
#[derive(Serialize, ToSchema)]
pub(super) struct EntryChecked {
    /// Its name.
    name: String,
    /// What the public would not be told yet: the offices do not agree before it is there.
    missing: Vec<ElementMissing>,
    /// Signs of an approval in disguise.
    signals: Vec<SignalShown>,
    /// Items that ask for its result as a paper, the first few.
    asking: Vec<String>,
    /// How it differs from what it takes the place of.
    difference: VersionDifference,
}

/// What would be said of a change.
#[derive(Serialize, ToSchema)]
pub(super) struct ChangeChecked {
    /// Entry by entry.
    entries: Vec<EntryChecked>,
    /// By which rule it could not be proposed as it stands.
    refused: Option<Forbidden>,
}

/// 提出前检查 · See what would be said of a change, before it is proposed; nothing is written
#[utoipa::path(
    post,
    path = "/list-changes/check",
    operation_id = "checkChange",
    tag = "change",
    params(Anew),
    request_body = ChangeGiven,
    responses((status = 200, description = "What would be said.", body = ChangeChecked))
)]
pub(super) async fn check_change(
    State(api): State<Api>,
    mut pairs: Pairs,
    act: Act<ChangeGiven>,
) -> Result<Json<ChangeChecked>, Failure> {
    let anew = pairs.one("change")?;
    pairs.nothing_else()?;
    let (given, _) = act.body.take(&api.app)?;
    let (entries, refused) = api.app.check_change(act.caller, anew, given).await?;
    let entries = entries.into_iter().map(|entry| EntryChecked {
        name: entry.name,
        missing: entry.missing.into_iter().map(ElementMissing::from).collect(),
        signals: entry.signals.into_iter().map(SignalShown::from).collect(),
        asking: entry.asking,
        difference: entry.difference.into(),
    });
    let refused = refused.as_ref().map(Forbidden::by);
    Ok(Json(ChangeChecked { entries: entries.collect(), refused }))
}
