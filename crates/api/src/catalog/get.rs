//! 事项详情.

use axum::extract::State;
use daowei_domain::catalog::{self, Content, EndReason, Origin};
use daowei_ident::ItemId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::content::ItemContent;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// An item.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfItem {
    /// The item.
    #[param(value_type = String, format = Uuid)]
    pub(super) item: ItemId,
}

/// 事项, with all its versions
#[derive(Serialize, ToSchema)]
pub(super) struct Item {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: ItemId,
    /// Its newest name.
    name: String,
    /// All versions, oldest first.
    versions: Vec<Version>,
    /// The day from which the law itself stops it.
    #[schema(value_type = Option<String>, format = Date)]
    stopped_on: Option<Date>,
    /// The document that abolished it.
    stopped_by: Option<String>,
}

/// One version.
#[derive(Serialize, ToSchema)]
#[schema(as = ItemVersion)]
struct Version {
    /// Ordinal, from 1.
    number: u32,
    /// Where it comes from.
    origin: OriginKind,
    /// The document, citation or source that it comes from.
    source: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The first day without it.
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// Why it ended, where no other version took its place.
    #[schema(value_type = Option<words::ItemEndReason>)]
    ended: Option<EndReason>,
    /// What it says.
    #[schema(value_type = ItemContent)]
    content: Content,
}

/// Where a version comes from.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum OriginKind {
    /// A founding list or an approval.
    Founding,
    /// The law itself.
    Statute,
    /// The list procedure.
    Change,
    /// An import without founding document: readable, takes no acceptance.
    Import,
}

impl From<catalog::Version> for Version {
    fn from(version: catalog::Version) -> Self {
        let (origin, source) = match version.origin {
            Origin::Founding { document } => (OriginKind::Founding, document),
            Origin::Statute { citation } => (OriginKind::Statute, citation),
            Origin::Change { document, .. } => (OriginKind::Change, document),
            Origin::Import { source } => (OriginKind::Import, source),
        };
        Self {
            number: version.number,
            origin,
            source,
            from: version.validity.from,
            to: version.validity.to,
            ended: version.ended,
            content: version.content,
        }
    }
}

impl From<catalog::Item> for Item {
    fn from(item: catalog::Item) -> Self {
        Self {
            id: item.id,
            name: item.name().to_owned(),
            stopped_on: item.stopped.as_ref().map(|stop| stop.on),
            stopped_by: item.stopped.map(|stop| stop.document),
            versions: item.versions.into_iter().map(Version::from).collect(),
        }
    }
}

/// 事项详情 · One item, with all its versions
#[utoipa::path(
    get,
    path = "/items/{item}",
    operation_id = "getItem",
    tag = "catalog",
    params(OfItem),
    responses((status = 200, description = "The item.", body = Item))
)]
pub(super) async fn get_item(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfItem>,
) -> Result<Json<Item>, Failure> {
    Ok(Json(api.app.item(caller, of.item).await?.into()))
}
