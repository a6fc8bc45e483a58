//! `GET /tokens`

use axum::extract::State;
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
    /// Those that the caller manages; may be fewer than asked for though a next page follows.
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
}

/// 令牌清单 The tokens that the caller manages.
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
    });
    Ok(Json(Tokens { rows: rows.collect(), next: page.next.as_deref().map(Cursor::seal) }))
}
