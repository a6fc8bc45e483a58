//! `GET /tokens`

use axum::extract::State;
use daowei_app::account::TokenState;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::state::Api;

/// A page of tokens, in the order of their issue.
#[derive(Serialize, ToSchema)]
pub(super) struct Tokens {
    /// Those on the caller's own account, and those that the caller manages.
    rows: Vec<Token>,
    /// Where the next page begins; nothing at the end.
    next: Option<String>,
}

/// A token.
#[derive(Serialize, ToSchema)]
struct Token {
    /// Its id.
    #[schema(format = Uuid)]
    id: String,
    /// What it is for.
    name: String,
    /// Whose account answers for it.
    #[schema(format = Uuid)]
    person: String,
    /// The post it acts in.
    #[schema(format = Uuid)]
    post: String,
    /// What it may be used for.
    scopes: Vec<String>,
    /// When it was issued.
    #[schema(format = DateTime)]
    created_at: String,
    /// The instant from which it no longer holds.
    #[schema(format = DateTime)]
    expires_at: String,
    /// When it was revoked.
    #[schema(format = DateTime)]
    revoked_at: Option<String>,
    /// Until when the holder of the account may confirm it.
    #[schema(format = DateTime)]
    confirm_by: String,
    /// How it stands.
    state: Standing,
}

/// How a token stands.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TokenState)]
enum Standing {
    /// 待持有人确认: it opens nothing.
    AwaitingConfirmation,
    /// 有效
    InForce,
    /// 已到期
    Expired,
    /// 已撤销
    Revoked,
    /// 已失效: not confirmed in time, or its account was disabled.
    Void,
}

impl From<TokenState> for Standing {
    fn from(state: TokenState) -> Self {
        match state {
            TokenState::AwaitingConfirmation => Standing::AwaitingConfirmation,
            TokenState::InForce => Standing::InForce,
            TokenState::Expired => Standing::Expired,
            TokenState::Revoked => Standing::Revoked,
            TokenState::Void => Standing::Void,
        }
    }
}

/// 令牌清单 The tokens on the caller's own account, and those that the caller manages.
#[utoipa::path(get, path = "/tokens", operation_id = "listTokens", tag = "token", params(PageQuery),
    responses((status = 200, description = "A page.", body = Tokens)))]
pub(super) async fn tokens(
    State(api): State<Api>,
    signed: Signed,
    cursor: Cursor,
) -> Result<Json<Tokens>, Failure> {
    let page = api.app.tokens(signed.caller, cursor.after, cursor.limit).await?;
    let rows = page.rows.into_iter().map(|view| Token {
        id: view.id,
        name: view.name,
        person: view.person.to_string(),
        post: view.post.to_string(),
        scopes: view.scopes,
        created_at: view.created_at.to_string(),
        expires_at: view.expires_at.to_string(),
        revoked_at: view.revoked_at.map(|at| at.to_string()),
        confirm_by: view.confirm_by.to_string(),
        state: view.state.into(),
    });
    Ok(Json(Tokens { rows: rows.collect(), next: page.next.as_deref().map(Cursor::seal) }))
}
