//! Posts, employment, absences.

use axum::extract::State;
use daowei_app::organization::NewPost;
use daowei_domain::organization::Duty;
use daowei_ident::{DepartmentId, PersonId, PostId, SectionId, WindowId};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::person::{OfPerson, Person};
use super::register::EmploymentGiven;
use super::validity::Period;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// A post of a person.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfPost {
    /// The person.
    #[param(value_type = String, format = Uuid)]
    person: PersonId,
    /// The post.
    #[param(value_type = String, format = Uuid)]
    post: PostId,
}

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

/// When a post ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PostEnd {
    /// The first day without it.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// An absence.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AbsenceGiven {
    /// When: the deputy's letter lives during it.
    validity: Period,
}

/// 任岗 · Appoint a person to a post
#[utoipa::path(
    post,
    path = "/people/{person}/posts",
    operation_id = "appoint",
    tag = "organization",
    params(OfPerson),
    request_body = PostGiven,
    responses((status = 200, description = "The person.", body = Person))
)]
pub(super) async fn appoint(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfPerson>,
    Json(body): Json<PostGiven>,
) -> Result<Json<Person>, Failure> {
    let post = NewPost {
        duty: body.duty,
        department: body.department,
        section: body.section,
        window: body.window,
        validity: body.validity.into(),
    };
    api.app.appoint(caller.clone(), of.person, post).await?;
    Ok(Json(api.app.person(caller, of.person).await?.into()))
}

/// 离岗 · End a post
#[utoipa::path(
    post,
    path = "/people/{person}/posts/{post}/end",
    operation_id = "endPost",
    tag = "organization",
    params(OfPost),
    request_body = PostEnd,
    responses((status = 200, description = "The person.", body = Person))
)]
pub(super) async fn end_post(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfPost>,
    Json(body): Json<PostEnd>,
) -> Result<Json<Person>, Failure> {
    api.app.end_post(caller.clone(), of.person, of.post, body.on).await?;
    Ok(Json(api.app.person(caller, of.person).await?.into()))
}

/// 编制变动 · Change a person's employment
#[utoipa::path(
    post,
    path = "/people/{person}/employment",
    operation_id = "changeEmployment",
    tag = "organization",
    params(OfPerson),
    request_body = EmploymentGiven,
    responses((status = 200, description = "The person.", body = Person))
)]
pub(super) async fn change_employment(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfPerson>,
    Json(body): Json<EmploymentGiven>,
) -> Result<Json<Person>, Failure> {
    api.app.change_employment(caller.clone(), of.person, body.take()?).await?;
    Ok(Json(api.app.person(caller, of.person).await?.into()))
}

/// 请假外出 · Record an absence
#[utoipa::path(
    post,
    path = "/people/{person}/absences",
    operation_id = "recordAbsence",
    tag = "organization",
    params(OfPerson),
    request_body = AbsenceGiven,
    responses((status = 200, description = "The person.", body = Person))
)]
pub(super) async fn record_absence(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfPerson>,
    Json(body): Json<AbsenceGiven>,
) -> Result<Json<Person>, Failure> {
    api.app.record_absence(caller.clone(), of.person, body.validity.into()).await?;
    Ok(Json(api.app.person(caller, of.person).await?.into()))
}
