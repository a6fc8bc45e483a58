//! `POST /accounts`

use axum::extract::State;
use axum::http::StatusCode;
use daowei_ident::PersonId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// Whose account, under which name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateAccount {
    /// The person.
    #[schema(value_type = String, format = Uuid)]
    person: PersonId,
    /// 登录名: ASCII letters, digits, `.`, `_`, `-`, `@`; without case.
    #[schema(min_length = 2, max_length = 64)]
    login: String,
}

/// The account and the password that opens it once.
#[derive(Serialize, ToSchema)]
pub(super) struct CreatedAccount {
    /// Its id.
    #[schema(format = Uuid)]
    account: String,
    /// Shown this once; to be changed at the first sign-in.
    one_time_password: String,
}

/// 开设账号 Make an account. The caller's password was given once more within the last minutes, else 403
/// `authority.confirmation.stale`.
#[utoipa::path(post, path = "/accounts", operation_id = "createAccount", tag = "account",
    request_body = CreateAccount,
    responses((status = 201, description = "The account was made.", body = CreatedAccount)))]
pub(super) async fn create_account(
    State(api): State<Api>,
    signed: Signed,
    Json(asked): Json<CreateAccount>,
) -> Result<(StatusCode, Json<CreatedAccount>), Failure> {
    let new = api.app.create_account(signed.caller, asked.person, &asked.login).await?;
    let body = CreatedAccount {
        account: new.account.to_string(),
        one_time_password: new.one_time_password.to_string(),
    };
    Ok((StatusCode::CREATED, Json(body)))
}
