//! 部门、主题、服务对象.

use axum::extract::State;
use daowei_app::catalog;
use daowei_ident::DepartmentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::place::{OpenStretch, ServingWindow, stretches};
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// 办事指南目录: the ways to come to a guide, and where the organs are found
#[derive(Serialize, ToSchema)]
pub(super) struct Directory {
    /// Guides in force today.
    guides: u64,
    /// Organs that exist today, by division and unit code.
    organs: Vec<DirectoryOrgan>,
    /// 服务主题 that guides have.
    topics: Vec<DirectoryTopic>,
    /// 服务对象
    audiences: Vec<DirectoryAudience>,
    /// When the center is open on working days.
    hours: Vec<OpenStretch>,
}

/// An organ as the public comes to it
#[derive(Serialize, ToSchema)]
struct DirectoryOrgan {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: DepartmentId,
    /// Its name.
    name: String,
    /// Its division.
    division: String,
    /// 咨询电话
    consult_phone: Option<String>,
    /// 监督投诉电话
    complaint_phone: Option<String>,
    /// Its guides in force today.
    guides: u64,
    /// Windows that serve it today.
    windows: Vec<ServingWindow>,
}

/// 服务主题
#[derive(Serialize, ToSchema)]
struct DirectoryTopic {
    /// As the items write it.
    topic: String,
    /// Guides in force today that have it.
    guides: u64,
}

/// 服务对象
#[derive(Serialize, ToSchema)]
struct DirectoryAudience {
    /// Whom.
    #[schema(value_type = words::Audience)]
    audience: &'static str,
    /// Guides in force today that name it.
    guides: u64,
}

impl From<catalog::Organ> for DirectoryOrgan {
    fn from(organ: catalog::Organ) -> Self {
        let department = organ.department;
        Self {
            id: department.id,
            name: department.name,
            division: department.division.to_string(),
            consult_phone: department.consult_phone,
            complaint_phone: department.complaint_phone,
            guides: organ.guides,
            windows: organ.windows.into_iter().map(ServingWindow::from).collect(),
        }
    }
}

/// 办事指南目录 · The ways to come to a guide, and where the organs are found
///
/// Without an account.
#[utoipa::path(
    get,
    path = "/directory",
    operation_id = "getDirectory",
    tag = "guides",
    security(()),
    responses((status = 200, description = "The directory.", body = Directory))
)]
pub(super) async fn get_directory(State(api): State<Api>) -> Result<Json<Directory>, Failure> {
    let directory = api.app.directory().await?;
    let topics = directory.topics.into_iter();
    let audiences = directory.audiences.into_iter();
    Ok(Json(Directory {
        guides: directory.guides,
        organs: directory.organs.into_iter().map(DirectoryOrgan::from).collect(),
        topics: topics.map(|(topic, guides)| DirectoryTopic { topic, guides }).collect(),
        audiences: audiences
            .map(|(audience, guides)| DirectoryAudience { audience: audience.id(), guides })
            .collect(),
        hours: stretches(directory.hours),
    }))
}
