//! 离岗.

use axum::extract::State;
use daowei_ident::{PersonId, PostId};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::person::Person;
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// A post of a person.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfPost {
    /// The person.
    #[param(value_type = String, format = Uuid)]
    pub(super) person: PersonId,
    /// The post.
    #[param(value_type = String, format = Uuid)]
    pub(super) post: PostId,
}

/// When a post ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PostEnd {
    /// The first day without it.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// 离岗 · End a post
///
/// A proposal that nobody has confirmed is dropped by it. The end of a post that administers, proposes posts or watches
/// is proposed by it, and comes once somebody else confirms it.
#[utoipa::path(
    post,
    path = "/people/{person}/posts/{post}/end",
    operation_id = "endPost",
    tag = "organization",
    params(OfPost, Keyed),
    request_body = PostEnd,
    responses((status = 200, description = "The person.", body = Person))
)]
pub(super) async fn end_post(
    State(api): State<Api>,
    act: Act<PostEnd, OfPost>,
) -> Result<Told<Person>, Failure> {
    let once = act.once(&api, "endPost");
    let OfPost { person, post } = act.path;
    Ok(Told::done(api.app.end_post(act.caller, person, post, act.body.on, once).await?))
}
