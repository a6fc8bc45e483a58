//! 任岗.

use axum::extract::State;
use daowei_app::organization::NewPost;
use daowei_domain::organization::Duty;
use daowei_ident::{DepartmentId, SectionId, WindowId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::person::{OfPerson, Person};
use super::validity::Period;
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;
use crate::words;

/// A post to be filled.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PostGiven {
    /// What it is for.
    #[schema(value_type = words::Duty)]
    duty: Duty,
    /// Department.
    #[schema(value_type = String, format = Uuid)]
    department: DepartmentId,
    /// Section, where it belongs to one.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    section: Option<SectionId>,
    /// Window duty, where it has one.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    window: Option<WindowId>,
    /// When.
    validity: Period,
}

/// 提出任岗 · Propose a person for a post
///
/// A legal act, never for oneself. The post is held once somebody else has confirmed it: see `confirmPost`.
#[utoipa::path(
    post,
    path = "/people/{person}/posts",
    operation_id = "appoint",
    tag = "organization",
    params(OfPerson, Keyed),
    request_body = PostGiven,
    responses((status = 200, description = "The person.", body = Person))
)]
pub(super) async fn appoint(
    State(api): State<Api>,
    act: Act<PostGiven, OfPerson>,
) -> Result<Told<Person>, Failure> {
    let once = act.once(&api, "appoint");
    let body = act.body;
    let post = NewPost {
        duty: body.duty,
        department: body.department,
        section: body.section,
        window: body.window,
        validity: body.validity.into(),
    };
    Ok(Told::done(api.app.propose_post(act.caller, act.path.person, post, once).await?))
}
