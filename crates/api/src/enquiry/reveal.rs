//! 打印告知单.

use axum::extract::State;
use daowei_app::text::Texts;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::OfEnquiry;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// What a sheet is printed or read for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SheetPurpose {
    /// 用途
    #[schema(min_length = 4, max_length = 4000)]
    purpose: String,
}

/// A sheet in clear.
#[derive(Serialize, ToSchema)]
pub(super) struct SheetText {
    /// 全文
    text: String,
}

/// 打印告知单 · Show the sheet as it is printed, with a purpose
///
/// Recorded before anything is shown; contract staff under their responsible person.
#[utoipa::path(
    post,
    path = "/enquiries/{enquiry}/reveal",
    operation_id = "revealEnquiry",
    tag = "enquiry",
    params(OfEnquiry),
    request_body = SheetPurpose,
    responses((status = 200, description = "The sheet in clear.", body = SheetText))
)]
pub(super) async fn reveal_enquiry(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfEnquiry>,
    Json(body): Json<SheetPurpose>,
) -> Result<Json<SheetText>, Failure> {
    let mut texts = Texts::new(&api.app);
    let purpose = texts.take_line("purpose", "purpose", body.purpose)?;
    Ok(Json(SheetText { text: api.app.reveal_enquiry(caller, of.enquiry, purpose, texts).await? }))
}
