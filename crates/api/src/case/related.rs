//! 关联办件: other cases of the applicant and of his address.

use axum::extract::State;
use daowei_app::case::{Related, Reveal, Same};
use daowei_app::text::Texts;
use serde::Serialize;
use utoipa::ToSchema;

use super::OfCase;
use super::reveal::Purpose;
use super::row::Row;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// Cases that have something in common with one.
#[derive(Serialize, ToSchema)]
pub(super) struct SameCases {
    /// Cases within the caller's scope, the newest in front.
    cases: Vec<Row>,
    /// Whether there may be earlier ones: the newest 200 records of parties are looked at.
    more: bool,
}

impl From<Same> for SameCases {
    fn from(same: Same) -> Self {
        Self { cases: same.cases.into_iter().map(Row::from).collect(), more: same.more }
    }
}

/// What belongs together with a case.
#[derive(Serialize, ToSchema)]
pub(super) struct RelatedCases {
    /// Other cases in which its applicant is a party, by the number of his identity document.
    applicant: SameCases,
    /// Further cases with a party at the applicant's address; nothing where he gave none.
    address: Option<SameCases>,
}

impl From<Related> for RelatedCases {
    fn from(related: Related) -> Self {
        Self { applicant: related.applicant.into(), address: related.address.map(SameCases::from) }
    }
}

/// 关联办件 · Other cases of the applicant of a case, and of his address
///
/// A search for somebody, like `searchParties`: for those who may see his data in clear, signed in, for a purpose, recorded, and
/// counted with the other searches. Nothing personal is shown.
#[utoipa::path(
    post,
    path = "/cases/{case}/related",
    operation_id = "findRelatedCases",
    tag = "case",
    params(OfCase),
    request_body = Purpose,
    responses((status = 200, description = "What belongs together with it", body = RelatedCases))
)]
pub(super) async fn find_related_cases(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfCase>,
    Json(body): Json<Purpose>,
) -> Result<Json<RelatedCases>, Failure> {
    let mut texts = Texts::new(&api.app);
    let purpose = texts.take_line("purpose", "purpose", body.purpose)?;
    let related = api.app.related_cases(caller, Reveal { case: of.case, what: (), purpose }, texts).await?;
    Ok(Json(related.into()))
}
