//! Sessions: signing in, choosing a post, confirming, leaving.

mod choose_post;
mod confirm;
mod end;
mod list;
mod me;
mod password;
mod sign_in;
mod sign_out;

pub(crate) use list::Sessions;

use daowei_app::account::PostView;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(sign_in::sign_in, me::me, sign_out::sign_out))
        .routes(routes!(choose_post::choose_post))
        .routes(routes!(confirm::confirm))
        .routes(routes!(password::change_password))
        .routes(routes!(list::sessions))
        .routes(routes!(end::end_session))
}

/// A post that somebody can act in.
#[derive(Serialize, ToSchema)]
struct Post {
    /// Its id.
    #[schema(format = Uuid)]
    id: String,
    /// What it is for: `clerk`, `reviewer` …
    duty: &'static str,
    /// The same in Chinese.
    duty_name: &'static str,
    /// Its department.
    #[schema(format = Uuid)]
    department: String,
    /// The department's name.
    department_name: String,
    /// Its window, where it has one.
    #[schema(format = Uuid)]
    window: Option<String>,
}

impl From<PostView> for Post {
    fn from(view: PostView) -> Self {
        Self {
            id: view.id.to_string(),
            duty: view.duty.id(),
            duty_name: view.duty.zh(),
            department: view.department.to_string(),
            department_name: view.department_name,
            window: view.window.map(|window| window.to_string()),
        }
    }
}
