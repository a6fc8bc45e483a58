//! One enquiry.

use axum::extract::State;

use super::OfEnquiry;
use super::view::Enquiry;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// 咨询 · One enquiry with its sheet, masked
#[utoipa::path(
    get,
    path = "/enquiries/{enquiry}",
    operation_id = "getEnquiry",
    tag = "enquiry",
    params(OfEnquiry),
    responses((status = 200, description = "The enquiry.", body = Enquiry))
)]
pub(super) async fn get_enquiry(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfEnquiry>,
) -> Result<Json<Enquiry>, Failure> {
    Ok(Json(api.app.enquiry(caller, of.enquiry).await?.into()))
}
