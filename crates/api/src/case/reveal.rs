//! 查看完整个人信息.

use axum::extract::State;
use axum::response::IntoResponse;
use daowei_app::case::Reveal;
use daowei_app::text::Texts;
use daowei_ident::IdKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::OfParty;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// What for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Purpose {
    /// What the data is needed for; at least four characters. It is recorded.
    #[schema(min_length = 4, max_length = 4000)]
    pub(super) purpose: String,
}

/// A party in clear.
#[derive(Serialize, ToSchema)]
pub(super) struct PartyClear {
    /// Name.
    name: String,
    /// Kind of identity document.
    #[schema(value_type = words::IdKind)]
    id_kind: IdKind,
    /// Its number.
    id_number: String,
    /// Telephone.
    phone: Option<String>,
    /// Address.
    address: Option<String>,
}

/// 查看完整个人信息 · Show a party in clear, with a purpose
///
/// Recorded before anything is shown, and refused where it cannot be recorded.
#[utoipa::path(
    post,
    path = "/cases/{case}/parties/{party}/reveal",
    operation_id = "revealParty",
    tag = "case",
    params(OfParty),
    request_body = Purpose,
    responses((status = 200, description = "The party in clear", body = PartyClear))
)]
pub(super) async fn reveal_party(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfParty>,
    Json(body): Json<Purpose>,
) -> Result<impl IntoResponse, Failure> {
    let mut texts = Texts::new(&api.app);
    let purpose = texts.take_line("purpose", "purpose", body.purpose)?;
    let clear = api.app.reveal(caller, Reveal { case: of.case, what: of.party, purpose }, texts).await?;
    Ok(Json(PartyClear {
        name: clear.name,
        id_kind: clear.id_kind,
        id_number: clear.id_number,
        phone: clear.phone,
        address: clear.address,
    }))
}
