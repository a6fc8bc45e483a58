//! People.

use axum::extract::State;
use daowei_app::organization::PersonQuery;
use daowei_ident::DepartmentId;
use utoipa::IntoParams;

use super::person::Person;
use crate::bounds::short;
use crate::caller::Signed;
use crate::json::Json;
use crate::order::PersonSort;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;

/// Which people.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// Employed by this department, or with a post in it.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Words in the name or the staff number, or initials of the name's pinyin.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Only those with a post that waits for confirmation.
    proposed: Option<bool>,
    /// In which order; as they were registered where nothing is said.
    #[param(value_type = Option<PersonSort>)]
    sort: Option<PersonSort>,
}

/// 人员列表 · People with their posts
#[utoipa::path(
    get,
    path = "/people",
    operation_id = "listPeople",
    tag = "organization",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of people.", body = Page<Person>))
)]
pub(super) async fn list_people(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<Person>>, Failure> {
    let department = pairs.one("department")?;
    let words = pairs.one::<String>("q")?.map(|words| short("q", words, 100)).transpose()?;
    let proposed = pairs.one("proposed")?.unwrap_or_default();
    let order = pairs.one::<PersonSort>("sort")?.map(|sort| sort.0).unwrap_or_default();
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let query = PersonQuery { department, words, proposed, order, after: page.behind()?, limit: page.limit };
    let found = api.app.people(caller, query).await?;
    let rows = found.rows.into_iter().map(Person::from).collect();
    Ok(Json(Page { rows, next: found.next.as_deref().map(Cursor::seal) }))
}
