//! 确认编制变动.

use axum::extract::State;

use super::person::{OfPerson, Person};
use crate::act::{Act, Nothing};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 确认编制变动 · Confirm a proposed change of employment
///
/// A legal act of somebody else than the one who proposed it and the one whom it concerns: the security administrator, or a
/// leader of the department for those who hold no post that administers, proposes or watches.
#[utoipa::path(
    post,
    path = "/people/{person}/employment/confirmation",
    operation_id = "confirmEmployment",
    tag = "organization",
    params(OfPerson, Keyed),
    responses((status = 200, description = "The person.", body = Person))
)]
pub(super) async fn confirm_employment(
    State(api): State<Api>,
    act: Act<Nothing, OfPerson>,
) -> Result<Told<Person>, Failure> {
    let once = act.once(&api, "confirmEmployment");
    Ok(Told::done(api.app.confirm_employment(act.caller, act.path.person, once).await?))
}
