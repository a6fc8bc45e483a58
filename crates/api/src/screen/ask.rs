//! 请办事人评价.

use axum::extract::State;
use axum::http::StatusCode;
use daowei_domain::rating::Subject;
use daowei_ident::{CaseId, EnquiryId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// The visit that is to be rated: one of the two.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct VisitAsked {
    /// The case.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    case: Option<CaseId>,
    /// The enquiry.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    enquiry: Option<EnquiryId>,
}

/// 请办事人评价 · Ask for a rating of today's visit
///
/// Of whoever was served at a window today, by name of who served (`rating.not_visited` where nobody was).
#[utoipa::path(post, path = "/screens/rating", operation_id = "askRating", tag = "screen",
    request_body = VisitAsked,
    responses((status = 204, description = "It is asked.")))]
pub(super) async fn ask_rating(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Json(given): Json<VisitAsked>,
) -> Result<StatusCode, Failure> {
    let subject = match (given.case, given.enquiry) {
        (Some(case), None) => Subject::Case(case),
        (None, Some(enquiry)) => Subject::Enquiry(enquiry),
        _ => return Err(daowei_app::Error::input("case", daowei_app::Problem::Unfit).into()),
    };
    api.app.ask_rating(caller, subject).await?;
    Ok(StatusCode::NO_CONTENT)
}
