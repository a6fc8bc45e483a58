//! 按编号查办件.

use axum::extract::State;
use daowei_ident::CaseNumber;
use serde::Deserialize;
use utoipa::IntoParams;

use super::Seen;
use super::detail::Case;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::problem::Failure;
use crate::state::Api;

/// A case by its number.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct Numbered {
    /// 办件编号, 21 digits.
    #[param(value_type = String, min_length = 21, max_length = 21)]
    number: CaseNumber,
}

/// 按编号查办件 · One case by its number
///
/// The same answer as by its id.
#[utoipa::path(
    get,
    path = "/cases/by-number/{number}",
    operation_id = "getCaseByNumber",
    tag = "case",
    params(Numbered),
    responses(
        (status = 200, description = "OK", body = Case, headers(
            ("ETag" = String, description = "The revision of the case, for `If-Match`"),
        ))
    )
)]
pub(super) async fn get_case_by_number(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<Numbered>,
) -> Result<Seen<Case>, Failure> {
    let id = api.app.case_numbered(caller.clone(), of.number).await?;
    let detail = api.app.case(caller, id).await?;
    Ok(Seen::at(detail.case.revision, Case::from(detail)))
}
