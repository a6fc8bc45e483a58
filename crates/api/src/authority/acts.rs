//! 各项权力事项所需的权限: every act, and what it needs.

use std::borrow::Cow;

use daowei_domain::authority::{Act, Need, Power};
use daowei_domain::organization::Duty;
use serde::Serialize;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::words;

/// The name of an act in the API: its name in the domain, in lower case.
pub(crate) fn name_of(act: Act) -> String {
    let mut name = String::new();
    for character in format!("{act:?}").chars() {
        if character.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(character.to_ascii_lowercase());
    }
    name
}

/// The name of an act.
pub(crate) enum ActName {}

impl PartialSchema for ActName {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("行为 · an act that somebody can want to do"))
            .enum_values(Some(Act::ALL.map(name_of)))
            .into()
    }
}

impl ToSchema for ActName {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("ActName")
    }
}

/// An act and what it needs.
#[derive(Serialize, ToSchema)]
pub(super) struct ActNeed {
    /// The act.
    #[schema(value_type = ActName)]
    act: String,
    /// Whether it has legal effect outside, and so needs a fresh confirmation; no token can do it.
    legal: bool,
    /// What it needs.
    needs: Needs,
    /// The duties that may do it, where it is bound to duties.
    #[schema(value_type = Vec<words::Duty>)]
    duties: Vec<Duty>,
    /// The power that a letter must give, where it is bound to a letter.
    #[schema(value_type = Option<words::Power>)]
    power: Option<Power>,
}

/// What an act needs.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Needs {
    /// Window duty for the department; contract staff under a responsible person.
    Assistance,
    /// Window duty for the department and formal employment.
    WindowDuty,
    /// A post of the department with one of the duties and formal employment.
    Post,
    /// A letter with the power.
    Letter,
    /// One of the duties; the representative by a letter with the power.
    Entrusted,
    /// A leader of the department.
    Leader,
    /// One of the duties, in whatever department within scope.
    Office,
}

impl From<Act> for ActNeed {
    fn from(act: Act) -> Self {
        let (needs, duties, power) = match act.need() {
            Need::Assistance => (Needs::Assistance, &[][..], None),
            Need::WindowDuty => (Needs::WindowDuty, &[][..], None),
            Need::Post(duties) => (Needs::Post, duties, None),
            Need::Letter(power) => (Needs::Letter, &[][..], Some(power)),
            Need::Entrusted(power) => (Needs::Entrusted, act.duties(), Some(power)),
            Need::Leader => (Needs::Leader, &[][..], None),
            Need::Office(duties) => (Needs::Office, duties, None),
        };
        Self { act: name_of(act), legal: act.is_legal(), needs, duties: duties.to_vec(), power }
    }
}

/// 行为与权限 · Every act, and what it needs
///
/// The same for everybody; what the caller may do with one case stands in that case's `allowed`.
#[utoipa::path(
    get,
    path = "/acts",
    operation_id = "listActs",
    tag = "authority",
    responses((status = 200, description = "Every act", body = Vec<ActNeed>))
)]
pub(super) async fn list_acts(_: Signed) -> Result<Json<Vec<ActNeed>>, Failure> {
    Ok(Json(Act::ALL.into_iter().map(ActNeed::from).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_lower_case_and_different() {
        assert_eq!(name_of(Act::DecideOnTheSpot), "decide_on_the_spot");
        assert_eq!(name_of(Act::Accept), "accept");
        let names: std::collections::BTreeSet<String> = Act::ALL.into_iter().map(name_of).collect();
        assert_eq!(names.len(), Act::ALL.len());
    }
}
