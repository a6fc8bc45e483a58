//! 办事指南.

use axum::extract::State;
use daowei_app::catalog;
use daowei_domain::case::{Remedies, Step};
use daowei_domain::catalog::Content;
use daowei_ident::{DepartmentId, ItemId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::place::{OpenStretch, ServingWindow, stretches};
use crate::catalog::ItemContent;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// A guide, by its item.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfGuide {
    /// The item.
    #[param(value_type = String, format = Uuid)]
    item: ItemId,
}

/// 办事指南: the version that an application of today is accepted under
#[derive(Serialize, ToSchema)]
pub(super) struct Guide {
    /// The item.
    #[schema(value_type = String, format = Uuid)]
    item: ItemId,
    /// Ordinal of the version, the same as in cases.
    version: u32,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    /// The first day without it, where that is known.
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Date>,
    /// The document or article that founds it.
    founding: String,
    /// What it says.
    #[schema(value_type = ItemContent)]
    content: Content,
    /// The organ that answers for it today, where it is one of ours.
    organ: Option<AnsweringOrgan>,
    /// Windows that serve the organ today.
    windows: Vec<ServingWindow>,
    /// When the center is open on working days.
    hours: Vec<OpenStretch>,
    /// 环节 of review that its cases run by, in order, between acceptance and decision; none for what is decided on the spot.
    steps: Vec<FlowStep>,
    /// Against a refusal of today, where they are on record.
    remedies: Option<GuideRemedies>,
}

/// The organ that answers for an item
#[derive(Serialize, ToSchema)]
struct AnsweringOrgan {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: DepartmentId,
    /// Its name.
    name: String,
    /// 咨询电话
    consult_phone: Option<String>,
    /// 监督投诉电话
    complaint_phone: Option<String>,
}

/// 环节
#[derive(Serialize, ToSchema)]
struct FlowStep {
    /// Id within the chart.
    id: &'static str,
    /// In Chinese.
    zh: &'static str,
    /// In English.
    en: &'static str,
}

/// 复议、诉讼
#[derive(Serialize, ToSchema)]
struct GuideRemedies {
    /// 行政复议机关
    review_organ: String,
    /// Days to apply for reconsideration.
    review_days: u32,
    /// 管辖法院
    court: String,
    /// Months to sue.
    suit_months: u32,
    /// Where that is written.
    basis: String,
}

impl From<&Step> for FlowStep {
    fn from(step: &Step) -> Self {
        Self { id: step.id, zh: step.name.zh, en: step.name.en }
    }
}

impl From<Remedies> for GuideRemedies {
    fn from(remedies: Remedies) -> Self {
        let Remedies { review_organ, review_days, court, suit_months, basis } = remedies;
        Self { review_organ, review_days, court, suit_months, basis }
    }
}

impl From<catalog::Guide> for Guide {
    fn from(guide: catalog::Guide) -> Self {
        let version = guide.version;
        Self {
            item: guide.item,
            version: version.number,
            valid_from: version.validity.from,
            valid_to: version.validity.to,
            founding: version.origin.document().unwrap_or_default().to_owned(),
            content: version.content,
            organ: guide.organ.map(|organ| AnsweringOrgan {
                id: organ.id,
                name: organ.name,
                consult_phone: organ.consult_phone,
                complaint_phone: organ.complaint_phone,
            }),
            windows: guide.windows.into_iter().map(ServingWindow::from).collect(),
            hours: stretches(guide.hours),
            steps: guide.chart.steps.iter().map(FlowStep::from).collect(),
            remedies: guide.remedies.map(GuideRemedies::from),
        }
    }
}

/// 办事指南 · What the public is told of an item in force today
///
/// Without an account.
#[utoipa::path(
    get,
    path = "/guides/{item}",
    operation_id = "getGuide",
    tag = "guides",
    security(()),
    params(OfGuide),
    responses((status = 200, description = "The guide.", body = Guide))
)]
pub(super) async fn get_guide(State(api): State<Api>, Ids(of): Ids<OfGuide>) -> Result<Json<Guide>, Failure> {
    Ok(Json(api.app.guide(of.item).await?.into()))
}
