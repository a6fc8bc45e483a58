//! The looks, the newest first.

use std::borrow::Cow;

use axum::extract::State;
use daowei_app::look::{Before, LookQuery, LookView, LooksOf};
use daowei_calendar::{end_of_day, start_of_day};
use daowei_domain::look;
use daowei_ident::{CaseId, CaseNumber, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery, exact};
use crate::problem::Failure;
use crate::query::{Pairs, field};
use crate::rows::Page;
use crate::state::Api;

/// Which looks.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// By this person.
    #[param(value_type = Option<String>, format = Uuid)]
    person: Option<PersonId>,
    /// Into this case. Not together with a person.
    #[param(value_type = Option<String>, format = Uuid)]
    case: Option<CaseId>,
    /// From this day on.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// Up to this day, its looks included.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Date>,
}

/// A look at personal data, a search for somebody, or a list that left.
#[derive(Serialize, ToSchema)]
pub(super) struct Look {
    /// What was done.
    #[schema(value_type = LookKind)]
    kind: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// By whom.
    #[schema(value_type = String, format = Uuid)]
    person: String,
    /// 姓名
    person_name: String,
    /// In a post of which department.
    department_name: String,
    /// For contract staff: who answers for it.
    responsible_name: Option<String>,
    /// Into which case.
    #[schema(value_type = Option<String>, format = Uuid)]
    case: Option<String>,
    /// Its number.
    #[schema(value_type = Option<String>)]
    number: Option<CaseNumber>,
    /// How many cases it concerned: those that a search found, those that left in a file.
    cases: i64,
    /// What for, in the words of whoever looked.
    purpose: Option<String>,
}

enum LookKind {}

impl PartialSchema for LookKind {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("查阅方式 · a way of looking"))
            .enum_values(Some(look::Event::KINDS.iter().copied()))
            .into()
    }
}

impl ToSchema for LookKind {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("LookKind")
    }
}

impl From<LookView> for Look {
    fn from(view: LookView) -> Self {
        Self {
            kind: view.row.kind,
            at: Timestamp::from_microsecond(view.row.at).unwrap_or_default(),
            person: view.row.person,
            person_name: view.person,
            department_name: view.department,
            responsible_name: view.responsible,
            case: view.row.case,
            number: view.number,
            cases: view.row.cases,
            purpose: view.purpose,
        }
    }
}

/// 查阅记录 · Looks, the newest first
///
/// For supervisors and audit administrators: who saw personal data in clear, printed, searched for somebody or exported a list, and what for.
#[utoipa::path(
    get,
    path = "/looks",
    operation_id = "listLooks",
    tag = "evidence",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of looks.", body = Page<Look>))
)]
pub(super) async fn list_looks(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<Look>>, Failure> {
    let page = pairs.page()?;
    let of = match (pairs.one("person")?, pairs.one("case")?) {
        (None, None) => LooksOf::All,
        (Some(person), None) => LooksOf::Person(person),
        (None, Some(case)) => LooksOf::Case(case),
        (Some(_), Some(_)) => return Err(field("case", "input.field.form")),
    };
    let (from, until): (Option<Date>, Option<Date>) = (pairs.one("from")?, pairs.one("until")?);
    pairs.nothing_else()?;
    let end =
        until.map(|day| Before { at: end_of_day(day).as_microsecond(), stream: String::new(), sequence: 0 });
    let before = page.read(read)?.or(end);
    let query = LookQuery { of, since: from.map(start_of_day), before, limit: page.limit };
    let found = api.app.looks(caller, query).await?;
    let next = found.next.as_ref().map(|place| Cursor::seal(&written(place)));
    Ok(Json(Page { rows: found.rows.into_iter().map(Look::from).collect(), next }))
}

/// Characters of an id.
const ID: usize = 36;

/// A place of the list.
fn written(place: &Before) -> String {
    format!("{}/{}/{}", place.at, place.sequence, place.stream)
}

fn read(place: &str) -> Option<Before> {
    let (at, rest) = place.split_once('/')?;
    let (sequence, stream) = rest.split_once('/')?;
    // A noun and its id.
    let (noun, id) = stream.split_at_checked(stream.len().checked_sub(ID)?)?;
    exact::<CaseId>(id)?;
    let is_noun =
        noun.len() > 1 && noun.ends_with('-') && noun.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    is_noun.then_some(Before { at: exact(at)?, stream: stream.to_owned(), sequence: exact(sequence)? })
}
