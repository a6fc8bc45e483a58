//! 登记专网办件.

use axum::extract::State;
use daowei_app::foreign::Given;
use daowei_app::text::Texts;
use daowei_app::{Error, Problem};
use daowei_ident::{IdentError, ItemId, PersonName};
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::{ForeignDone, ForeignProgress};
use crate::act::Act;
use crate::bounds::short;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// A case of a system of the state or the province.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignGiven {
    /// 系统名称: its short name, always written alike.
    #[schema(min_length = 1, max_length = 40)]
    system: String,
    /// 该系统中的办件编号
    #[schema(min_length = 1, max_length = 64)]
    number: String,
    /// The item of the list.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    item: Option<ItemId>,
    /// 事项名称, where it is on no list.
    #[serde(default)]
    #[schema(max_length = 200)]
    item_name: Option<String>,
    /// 清单外事项: said on purpose; without it an item of the list must be named.
    #[serde(default)]
    unlisted: bool,
    /// 申请人, where that is said.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 200)]
    applicant: Option<String>,
    /// How far it is.
    progress: ForeignProgress,
}

/// 登记专网办件 · Register a case that is handled in a system of the state or the province
///
/// It keeps its number there, which is registered once (`foreign.number_taken`). Nothing runs for it here.
#[utoipa::path(
    post,
    path = "/foreign-cases",
    operation_id = "registerForeignCase",
    tag = "foreign",
    params(Keyed),
    request_body = ForeignGiven,
    responses((status = 201, description = "Registered.", body = ForeignDone))
)]
pub(super) async fn register_foreign_case(
    State(api): State<Api>,
    act: Act<ForeignGiven>,
) -> Result<Told<ForeignDone>, Failure> {
    let once = act.once(&api, "registerForeignCase");
    let body = act.body;
    let (item_name, unlisted) = (body.item_name.unwrap_or_default(), body.unlisted);
    let item_name = short("item_name", item_name.trim().to_owned(), 200)?;
    if body.item.is_some() != item_name.is_empty() || (body.item.is_some() && unlisted) {
        // The one or the other: an item of the list, or the name of one that is on none.
        return Err(Error::input("item", Problem::Unfit).into());
    }
    let wrong = |error: IdentError| Error::input("applicant", Problem::Ident(error));
    let applicant = body.applicant.map(|name| name.parse::<PersonName>()).transpose().map_err(wrong)?;
    let mut texts = Texts::new(&api.app);
    let applicant = applicant.map(|name| texts.take("applicant", "applicant", name.reveal().to_owned()));
    let given = Given {
        system: named("system", &body.system, 40)?,
        number: named("number", &body.number, 64)?,
        item: body.item,
        item_name,
        unlisted,
        applicant: applicant.transpose()?,
        progress: body.progress.read()?,
    };
    Ok(Told::made(api.app.register_foreign(act.caller, given, texts, once).await?))
}

/// A name or a number that others are held against: in one width, without blanks, so that it is found again.
fn named(field: &'static str, text: &str, longest: usize) -> Result<String, Error> {
    let text = daowei_app::foreign::name(text);
    if text.is_empty() {
        return Err(Error::input(field, Problem::Empty));
    }
    short(field, text, longest)
}
