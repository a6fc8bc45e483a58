//! 材料文件: sent in parts, looked at, and then named by an act on a case.

mod begin;
mod complete;
mod list;
mod part;
mod read;
mod remove;
mod sent;

use daowei_ident::FileId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// A file of one's own.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfFile {
    /// The file.
    #[param(value_type = String, format = Uuid)]
    file: FileId,
}

/// The routes of files.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(begin::begin_file, list::list_files))
        .routes(routes!(read::get_file, remove::remove_file))
        .routes(routes!(part::send_part))
        .routes(routes!(complete::complete_file))
}
