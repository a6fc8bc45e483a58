//! 登记人员.

use axum::extract::State;
use daowei_app::organization::NewPerson;
use daowei_app::{Error, Problem};
use daowei_domain::organization::{Employment, EmploymentKind};
use daowei_ident::{DepartmentId, PersonName};
use serde::Deserialize;
use utoipa::ToSchema;

use super::person::Person;
use super::validity::Period;
use crate::act::Act;
use crate::bounds::short;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;
use crate::words;

/// Somebody to be registered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonGiven {
    /// 工号
    #[schema(min_length = 1, max_length = 200)]
    staff_number: String,
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Department of employment.
    #[schema(value_type = String, format = Uuid)]
    department: DepartmentId,
    /// Employment.
    employment: EmploymentGiven,
}

/// Employment.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EmploymentGiven {
    /// Kind.
    #[schema(value_type = words::EmploymentKind)]
    kind: EmploymentKind,
    /// The approval of a secondment.
    #[serde(default)]
    #[schema(max_length = 200)]
    approval: Option<String>,
    /// When.
    validity: Period,
}

impl EmploymentGiven {
    pub(super) fn take(self) -> Result<Employment, Error> {
        let approval = self.approval.map(|approval| short("approval", approval, 200)).transpose()?;
        Ok(Employment { kind: self.kind, approval, validity: self.validity.into() })
    }
}

/// 登记人员 · Register a person
#[utoipa::path(
    post,
    path = "/people",
    operation_id = "registerPerson",
    tag = "organization",
    params(Keyed),
    request_body = PersonGiven,
    responses((status = 201, description = "The person.", body = Person))
)]
pub(super) async fn register_person(
    State(api): State<Api>,
    act: Act<PersonGiven>,
) -> Result<Told<Person>, Failure> {
    let once = act.once(&api, "registerPerson");
    let body = act.body;
    let name: PersonName = body.name.parse().map_err(|error| Error::input("name", Problem::Ident(error)))?;
    let new = NewPerson {
        staff_number: body.staff_number,
        name,
        department: body.department,
        employment: body.employment.take()?,
    };
    Ok(Told::made(api.app.register_person(act.caller, new, once).await?))
}
