//! 扫描、补传材料文件.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::FileId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, crowd, short};
use crate::problem::Failure;
use crate::state::Api;

/// Files of a paper that is on record, or of what the receipt names beyond the list.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperScan {
    /// The line of the item's list; none for what came beyond it (清单外材料).
    #[serde(default)]
    #[schema(min_length = 1, max_length = 64)]
    paper: Option<String>,
    /// The caller's own files, complete and of no case yet.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 100)]
    files: Vec<FileId>,
}

/// 扫描、补传材料文件 · Add files to a paper that is on record
///
/// The paper itself stays as it was recorded. Contract staff scan under the one who answers for them.
#[utoipa::path(
    post,
    path = "/cases/{case}/files",
    operation_id = "scanPaper",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = PaperScan,
    responses(Acted)
)]
pub(super) async fn scan_paper(State(api): State<Api>, act: Act<PaperScan>) -> Result<Acted, Failure> {
    act.carry_out(&api, "scanPaper", |body, _| {
        crowd("files", &body.files, 100)?;
        let paper = body.paper.map(|paper| short("paper", paper, 64)).transpose()?;
        Ok(Command::ScanPaper { paper, files: body.files })
    })
    .await
}
