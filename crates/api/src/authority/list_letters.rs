//! The letters within one's scope.

use std::collections::BTreeMap;

use axum::extract::State;
use daowei_app::authority::LetterQuery;
use daowei_ident::{DepartmentId, PersonId};
use utoipa::IntoParams;

use super::letter::LetterView;
use crate::bounds::short;
use crate::caller::Signed;
use crate::json::Json;
use crate::order::LetterSort;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;

/// Which letters.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// Of this department.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// Held by this person.
    #[param(value_type = Option<String>, format = Uuid)]
    holder: Option<PersonId>,
    /// Words in its number or in the holder's name, or initials of that name's pinyin.
    #[param(max_length = 100)]
    q: Option<String>,
    /// In which order; as they were entered where nothing is said.
    #[param(value_type = Option<LetterSort>)]
    sort: Option<LetterSort>,
}

/// 授权书列表 · Letters of authorization
#[utoipa::path(
    get,
    path = "/letters",
    operation_id = "listLetters",
    tag = "authority",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of letters.", body = Page<LetterView>))
)]
pub(super) async fn list_letters(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<LetterView>>, Failure> {
    let (department, holder) = (pairs.one("department")?, pairs.one("holder")?);
    let words = pairs.one::<String>("q")?.map(|words| short("q", words, 100)).transpose()?;
    let order = pairs.one::<LetterSort>("sort")?.map(|sort| sort.0).unwrap_or_default();
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let query = LetterQuery { department, holder, words, order, after: page.behind()?, limit: page.limit };
    let found = api.app.letters(caller, query).await?;
    let rows = found.rows.into_iter().map(|view| LetterView::of(view, BTreeMap::new())).collect();
    Ok(Json(Page { rows, next: found.next.as_deref().map(Cursor::seal) }))
}
