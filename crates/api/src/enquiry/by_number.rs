//! An enquiry by the number of its sheet.

use axum::extract::State;
use daowei_ident::DocumentNumber;
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::EnquiryRow;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// An enquiry by the number of its sheet.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct Numbered {
    /// 告知单编号, percent-encoded: 资市监咨告〔2026〕1号; the usual ways of writing brackets and spaces are understood.
    #[param(value_type = String)]
    number: DocumentNumber,
}

/// 按编号查告知单 · One enquiry by the number of its sheet
#[utoipa::path(
    get,
    path = "/enquiries/by-number/{number}",
    operation_id = "getEnquiryByNumber",
    tag = "enquiry",
    params(Numbered),
    responses((status = 200, description = "The enquiry.", body = EnquiryRow))
)]
pub(super) async fn get_enquiry_by_number(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<Numbered>,
) -> Result<Json<EnquiryRow>, Failure> {
    Ok(Json(api.app.enquiry_numbered(caller, of.number).await?.into()))
}
