//! `GET /accounts`

use axum::extract::State;
use daowei_app::account::AccountQuery;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::bounds::short;
use crate::caller::Signed;
use crate::json::Json;
use crate::order::AccountSort;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::state::Api;

/// A page of accounts.
#[derive(Serialize, ToSchema)]
pub(super) struct Accounts {
    /// Those that the caller manages; may be fewer than asked for though a next page follows.
    rows: Vec<Account>,
    /// Where the next page begins; nothing at the end.
    next: Option<String>,
}

/// An account.
#[derive(Serialize, ToSchema)]
struct Account {
    /// Its id.
    #[schema(format = Uuid)]
    id: String,
    /// Whose it is.
    #[schema(format = Uuid)]
    person: String,
    /// The person's name.
    name: String,
    /// The name of the person's department.
    department_name: String,
    /// 登录名
    login: String,
    /// Whether the password must be changed at the next sign-in.
    must_change_password: bool,
    /// When it was disabled.
    #[schema(format = DateTime)]
    disabled_at: Option<String>,
    /// Until when sign-ins from networks that it does not know are refused, after many wrong passwords.
    #[schema(format = DateTime)]
    locked_until: Option<String>,
    /// When it was made.
    #[schema(format = DateTime)]
    created_at: String,
    /// When somebody last signed in.
    #[schema(format = DateTime)]
    last_used_at: Option<String>,
    /// Whether only the host may change it (`daowei admin`): those of whoever decides, leads, supervises or administers.
    by_host: bool,
}

/// Which accounts.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// Words in the login, the name or the department's name, or initials of the pinyin of either.
    #[param(max_length = 100)]
    q: Option<String>,
    /// In which order; by login where nothing is said.
    #[param(value_type = Option<AccountSort>)]
    sort: Option<AccountSort>,
}

/// 账号清单 The accounts that the caller manages.
#[utoipa::path(get, path = "/accounts", operation_id = "listAccounts", tag = "account", params(Filters, PageQuery),
    responses((status = 200, description = "A page.", body = Accounts)))]
pub(super) async fn accounts(
    State(api): State<Api>,
    signed: Signed,
    mut pairs: Pairs,
) -> Result<Json<Accounts>, Failure> {
    let words = pairs.one::<String>("q")?.map(|words| short("q", words, 100)).transpose()?;
    let order = pairs.one::<AccountSort>("sort")?.map(|sort| sort.0).unwrap_or_default();
    let Cursor { after, limit } = pairs.page()?;
    pairs.nothing_else()?;
    let page = api.app.accounts(signed.caller, AccountQuery { words, order, after, limit }).await?;
    let rows = page.rows.into_iter().map(|view| Account {
        id: view.id.to_string(),
        person: view.person.to_string(),
        name: view.name,
        department_name: view.department_name,
        login: view.login,
        must_change_password: view.must_change,
        disabled_at: view.disabled_at.map(|at| at.to_string()),
        locked_until: view.locked_until.map(|at| at.to_string()),
        created_at: view.created_at.to_string(),
        last_used_at: view.last_used_at.map(|at| at.to_string()),
        by_host: view.by_host,
    });
    Ok(Json(Accounts { rows: rows.collect(), next: page.next.as_deref().map(Cursor::seal) }))
}
