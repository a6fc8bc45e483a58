//! 归档.

use axum::extract::State;
use daowei_domain::case::Command;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, short};
use crate::problem::Failure;
use crate::state::Api;

/// 案卷 data.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Archiving {
    /// 案卷号
    #[schema(min_length = 1, max_length = 100)]
    file: String,
    /// 页数
    #[schema(minimum = 1)]
    pages: u32,
    /// 保管期限（年）; nothing: for ever.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 200)]
    retention_years: Option<u32>,
}

/// 归档 · Archive a case that has ended
///
/// Only a case that has ended; nothing can be done to it afterwards.
#[utoipa::path(
    post,
    path = "/cases/{case}/archive",
    operation_id = "archive",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Archiving,
    responses(Acted)
)]
pub(super) async fn archive(State(api): State<Api>, act: Act<Archiving>) -> Result<Acted, Failure> {
    act.carry_out(&api, "archive", |body, texts| {
        let file = texts.take("file", "file", short("file", body.file, 100)?)?;
        Ok(Command::Archive { file, pages: body.pages, retention_years: body.retention_years })
    })
    .await
}
