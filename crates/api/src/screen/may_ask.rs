//! Whether today's visit can be rated.

use axum::extract::State;
use daowei_app::Error;
use daowei_domain::rating::Subject;
use daowei_ident::{CaseId, EnquiryId};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::caller::Signed;
use crate::case::Forbidden;
use crate::json::Json;
use crate::problem::Failure;
use crate::query::Pairs;
use crate::state::Api;

/// The visit that would be rated: one of the two.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes parameters that are read elsewhere")]
pub(super) struct VisitMeant {
    /// The case.
    #[param(value_type = Option<String>, format = Uuid)]
    case: Option<CaseId>,
    /// The enquiry.
    #[param(value_type = Option<String>, format = Uuid)]
    enquiry: Option<EnquiryId>,
}

/// Whether a rating can be asked for.
#[derive(Serialize, ToSchema)]
pub(super) struct RatingAsked {
    /// Whether it can.
    allowed: bool,
    /// The rule that forbids, if one does.
    forbidden_by: Option<Forbidden>,
}

/// 能否请评价 · Whether a rating of today's visit can be asked for
///
/// What `askRating` refuses (`rating.not_visited`, `rating.twice`), with nothing shown to anybody.
#[utoipa::path(get, path = "/screens/rating", operation_id = "mayAskRating", tag = "screen",
    params(VisitMeant),
    responses((status = 200, description = "Whether, and why not.", body = RatingAsked)))]
pub(super) async fn may_ask_rating(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut query: Pairs,
) -> Result<Json<RatingAsked>, Failure> {
    let (case, enquiry) = (query.one("case")?, query.one("enquiry")?);
    query.nothing_else()?;
    let subject = match (case, enquiry) {
        (Some(case), None) => Subject::Case(case),
        (None, Some(enquiry)) => Subject::Enquiry(enquiry),
        _ => return Err(Error::input("case", daowei_app::Problem::Unfit).into()),
    };
    match api.app.may_ask_rating(caller.watching(), subject).await {
        Ok(()) => Ok(Json(RatingAsked { allowed: true, forbidden_by: None })),
        Err(Error::Refused(refusal)) => {
            Ok(Json(RatingAsked { allowed: false, forbidden_by: Some(Forbidden::by(&refusal)) }))
        }
        Err(other) => Err(other.into()),
    }
}
