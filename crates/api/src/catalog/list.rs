//! 事项列表.

use axum::extract::State;
use daowei_app::catalog::{ItemQuery, ItemRow};
use daowei_domain::catalog::PowerType;
use daowei_ident::DepartmentId;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::caller::Signed;
use crate::json::Json;
use crate::order::ItemSort;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;
use crate::words;

/// Which items.
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
    /// Only those with a version in force today.
    in_force: Option<bool>,
    /// In which order; by name where nothing is said, and a search as it was found.
    #[param(value_type = Option<ItemSort>)]
    sort: Option<ItemSort>,
}

/// An item as lists show it: the version in force today, else its newest.
#[derive(Serialize, ToSchema)]
#[schema(as = ItemRow)]
pub(super) struct Row {
    /// Id.
    #[schema(format = Uuid)]
    id: String,
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
    /// Division.
    division: String,
    /// Implementation code, else the first local code.
    code: String,
    /// Ordinal of that version.
    version: i64,
    /// Its first day.
    #[schema(format = Date)]
    valid_from: String,
    /// The first day without it.
    #[schema(format = Date)]
    valid_to: Option<String>,
    /// Whether it takes acceptances today: in force, founded, with a limit that can run.
    acceptable: bool,
}

impl From<ItemRow> for Row {
    fn from(row: ItemRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            power: PowerType::read(&row.power).unwrap_or(PowerType::Other),
            department: row.department,
            department_name: row.department_name,
            division: row.division,
            code: row.code,
            version: row.version,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            acceptable: row.acceptable,
        }
    }
}

/// 事项列表 · Items by the pinyin of their names, or those that a search finds
#[utoipa::path(
    get,
    path = "/items",
    operation_id = "listItems",
    tag = "catalog",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of items.", body = Page<Row>))
)]
pub(super) async fn list_items(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<Row>>, Failure> {
    let (words, department) = (pairs.one::<String>("q")?, pairs.one("department")?);
    let in_force = pairs.one("in_force")?.unwrap_or(false);
    let order = pairs.one::<ItemSort>("sort")?.map(|sort| sort.0);
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let searched = words.is_some();
    let query = ItemQuery { department, words, in_force, order, after: page.behind()?, limit: page.limit };
    let (rows, more) = api.app.items(caller, query).await?;
    let last = rows.last().filter(|_| more && !searched);
    let next = last.map(|row| Cursor::seal(&row.id));
    Ok(Json(Page { rows: rows.into_iter().map(Row::from).collect(), next }))
}
