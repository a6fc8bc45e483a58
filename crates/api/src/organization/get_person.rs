//! One person.

use axum::extract::State;

use super::person::{OfPerson, Person};
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// 人员 · One person with posts and absences
#[utoipa::path(
    get,
    path = "/people/{person}",
    operation_id = "getPerson",
    tag = "organization",
    params(OfPerson),
    responses((status = 200, description = "The person.", body = Person))
)]
pub(super) async fn get_person(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfPerson>,
) -> Result<Json<Person>, Failure> {
    Ok(Json(api.app.person(caller, of.person).await?.into()))
}
