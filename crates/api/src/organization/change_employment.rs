//! 编制变动.

use axum::extract::State;

use super::person::{OfPerson, Person};
use super::register::EmploymentGiven;
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 编制变动 · Change a person's employment
///
/// Employment given back or made longer, contract staff who become formal staff, and whoever holds a post that administers,
/// proposes or watches: it is proposed by this and stands once somebody else confirms it. Everybody else's end holds at once.
#[utoipa::path(
    post,
    path = "/people/{person}/employment",
    operation_id = "changeEmployment",
    tag = "organization",
    params(OfPerson, Keyed),
    request_body = EmploymentGiven,
    responses((status = 200, description = "The person.", body = Person))
)]
pub(super) async fn change_employment(
    State(api): State<Api>,
    act: Act<EmploymentGiven, OfPerson>,
) -> Result<Told<Person>, Failure> {
    let once = act.once(&api, "changeEmployment");
    let employment = act.body.take()?;
    Ok(Told::done(api.app.change_employment(act.caller, act.path.person, employment, once).await?))
}
