//! 按当事人查办件.

use axum::extract::State;
use daowei_app::case::Sought;
use daowei_app::text::Texts;
use daowei_domain::look::Field;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::row::Row;
use super::short;
use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// Who is looked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PartySearch {
    /// By what.
    #[schema(value_type = words::PartyField)]
    field: Field,
    /// The whole value: parts of it find nothing.
    #[schema(min_length = 1, max_length = 500)]
    value: String,
    /// What the cases are looked for; recorded with the search.
    #[schema(min_length = 4, max_length = 4000)]
    purpose: String,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub(super) struct Found {
    /// Cases within the caller's scope, those received first in front; 100 at most.
    cases: Vec<Row>,
    /// Whether there may be more than these: a more exact value, or a case number, finds them.
    more: bool,
}

/// 按当事人查办件 · Find cases by a party's number, name or address
///
/// A look at somebody's data, since it tells whether a guess was right: for those who may see that data in clear, signed in, for a
/// purpose; the search is recorded with both sealed. Thirty in a row, then one a minute. In the body, so that no log has it.
#[utoipa::path(
    post,
    path = "/parties/search",
    operation_id = "searchParties",
    tag = "case",
    request_body = PartySearch,
    responses((status = 200, description = "Cases of exactly that value", body = Found))
)]
pub(super) async fn search_parties(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Json(body): Json<PartySearch>,
) -> Result<Json<Found>, Failure> {
    let mut texts = Texts::new(&api.app);
    let value = texts.take("value", "search", short("value", body.value, 500)?)?;
    let purpose = texts.take_line("purpose", "purpose", body.purpose)?;
    let found = api.app.find_cases(caller, Sought { field: body.field, value, purpose }, texts).await?;
    Ok(Json(Found { cases: found.cases.into_iter().map(Row::from).collect(), more: found.more }))
}
