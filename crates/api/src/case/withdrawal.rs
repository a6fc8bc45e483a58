//! 撤回申请.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::FileId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, crowd};
use crate::problem::Failure;
use crate::state::Api;

/// The applicant's signed form.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Withdrawal {
    /// The signed form: its number or text.
    #[schema(min_length = 1, max_length = 4000)]
    form: String,
    /// Its scan: the caller's own files, complete and of no case yet.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 100)]
    files: Vec<FileId>,
}

/// 撤回申请 · Withdraw on the applicant's signed form
///
/// Only on a form that the applicant signed, and before the decision.
#[utoipa::path(
    post,
    path = "/cases/{case}/withdrawal",
    operation_id = "withdraw",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Withdrawal,
    responses(Acted)
)]
pub(super) async fn withdraw(State(api): State<Api>, act: Act<Withdrawal>) -> Result<Acted, Failure> {
    act.carry_out(&api, "withdraw", |body, texts| {
        crowd("files", &body.files, 100)?;
        Ok(Command::Withdraw { form: texts.take("form", "form", body.form)?, files: body.files })
    })
    .await
}
