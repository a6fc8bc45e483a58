//! 确认任岗.

use axum::extract::State;

use super::end_post::OfPost;
use super::person::Person;
use crate::act::{Act, Nothing};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 确认任岗、离岗 · Confirm a proposed post, or the proposed end of one
///
/// A legal act of somebody else than the one who proposed it and the one who is to hold it: the security administrator, or
/// a leader of the department for its window and review staff.
#[utoipa::path(
    post,
    path = "/people/{person}/posts/{post}/confirmation",
    operation_id = "confirmPost",
    tag = "organization",
    params(OfPost, Keyed),
    responses((status = 200, description = "The person.", body = Person))
)]
pub(super) async fn confirm_post(
    State(api): State<Api>,
    act: Act<Nothing, OfPost>,
) -> Result<Told<Person>, Failure> {
    let once = act.once(&api, "confirmPost");
    let OfPost { person, post } = act.path;
    Ok(Told::done(api.app.confirm_post(act.caller, person, post, once).await?))
}
