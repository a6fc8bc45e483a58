//! 请假外出.

use axum::extract::State;
use daowei_app::text::Texts;
use serde::Deserialize;
use utoipa::ToSchema;

use super::person::{OfPerson, Person};
use super::validity::Period;
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// An absence.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AbsenceGiven {
    /// When: the deputy's letter lives during it, and the person may only read. An absence that begins on the same day is
    /// replaced: an earlier end records the return, an end on the first day that the absence did not come about.
    validity: Period,
    /// Why it is recorded only now, where it has begun already.
    #[serde(default)]
    #[schema(max_length = 4000)]
    reason: Option<String>,
}

/// 请假外出 · Record an absence
#[utoipa::path(
    post,
    path = "/people/{person}/absences",
    operation_id = "recordAbsence",
    tag = "organization",
    params(OfPerson, Keyed),
    request_body = AbsenceGiven,
    responses((status = 200, description = "The person.", body = Person))
)]
pub(super) async fn record_absence(
    State(api): State<Api>,
    act: Act<AbsenceGiven, OfPerson>,
) -> Result<Told<Person>, Failure> {
    let once = act.once(&api, "recordAbsence");
    let mut texts = Texts::new(&api.app);
    let reason = act.body.reason.map(|reason| texts.take("reason", "reason", reason)).transpose()?;
    let validity = act.body.validity.into();
    let absent = api.app.record_absence(act.caller, act.path.person, validity, (reason, texts), once);
    Ok(Told::done(absent.await?))
}
