//! 办事指南列表.

use axum::extract::State;
use daowei_app::catalog::{GuideQuery, GuideRow};
use daowei_domain::catalog::{Audience, PowerType};
use daowei_ident::DepartmentId;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;
use crate::words;

/// Which guides.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// Words, or initials of their pinyin, two characters at least; a search has one page.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Of this department.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// 服务主题, as the directory lists it.
    #[param(max_length = 100)]
    topic: Option<String>,
    /// 服务对象
    #[param(value_type = Option<words::Audience>)]
    audience: Option<String>,
}

/// A guide as lists show it: the version of the item that is in force today.
#[derive(Serialize, ToSchema)]
#[schema(as = GuideRow)]
pub(super) struct Row {
    /// The item.
    #[schema(format = Uuid)]
    item: String,
    /// 事项名称
    name: String,
    /// 事项类型 (GB/T 39046 A.1).
    #[schema(value_type = words::PowerType)]
    power: PowerType,
    /// Department, where it is one of ours.
    #[schema(format = Uuid)]
    department: Option<String>,
    /// Its name; as the source writes it, where it is none of ours.
    department_name: String,
    /// 即办件
    instant: bool,
    /// Implementation code, else the first local code.
    code: String,
    /// Ordinal of the version.
    version: i64,
    /// Its first day.
    #[schema(format = Date)]
    valid_from: String,
}

impl From<GuideRow> for Row {
    fn from(row: GuideRow) -> Self {
        Self {
            item: row.item,
            name: row.name,
            power: PowerType::read(&row.power).unwrap_or(PowerType::Other),
            department: row.department,
            department_name: row.department_name,
            instant: row.instant,
            code: row.code,
            version: row.version,
            valid_from: row.valid_from,
        }
    }
}

/// 办事指南列表 · Guides of the items in force today, by name, or those that a search finds
///
/// Without an account.
#[utoipa::path(
    get,
    path = "/guides",
    operation_id = "listGuides",
    tag = "guides",
    security(()),
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of guides.", body = Page<Row>))
)]
pub(super) async fn list_guides(
    State(api): State<Api>,
    mut pairs: Pairs,
) -> Result<Json<Page<Row>>, Failure> {
    let (words, department) = (pairs.one::<String>("q")?, pairs.one("department")?);
    let topic = pairs.one("topic")?;
    let audience = pairs.many("audience", Audience::read)?.pop();
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let searched = words.is_some();
    let query = GuideQuery { department, topic, audience, words, after: page.behind()?, limit: page.limit };
    let guides = api.app.guides(query).await?;
    let last = guides.rows.last().filter(|_| guides.more && !searched);
    let next = last.map(|row| Cursor::seal(&row.item));
    Ok(Json(Page { rows: guides.rows.into_iter().map(Row::from).collect(), next }))
}
