//! 我转出的办件.

use axum::extract::State;
use daowei_app::case::{SentListed, SentQuery};
use daowei_ident::CaseId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::row::{Named, Row};
use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery, exact};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::state::Api;
use crate::words;

/// A case that the caller passed on.
#[derive(Serialize, ToSchema)]
pub(super) struct SentCase {
    /// When it was passed on, the last time.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    /// How.
    #[schema(value_type = words::SentWay)]
    way: String,
    /// To whom, where it went to a person; else to the office that the state names.
    to_name: Option<String>,
    /// To which step of review, where it went to one.
    to_step: Option<Named>,
    /// Where it stands now.
    case: Row,
}

impl From<SentListed> for SentCase {
    fn from(sent: SentListed) -> Self {
        Self {
            at: Timestamp::from_microsecond(sent.row.at).ok(),
            way: sent.row.way,
            to_name: sent.to,
            to_step: sent.to_step.map(Named::from),
            case: sent.case.into(),
        }
    }
}

/// A page of what the caller passed on.
#[derive(Serialize, ToSchema)]
pub(super) struct SentOn {
    /// The rows, the last first; a page can be short where cases went out of the caller's scope.
    rows: Vec<SentCase>,
    /// The cursor of the next page; nothing at the end.
    next: Option<String>,
    /// How many cases were passed on in the period.
    count: u64,
}

/// Which of them.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// Passed on on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// On this day or before.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Date>,
}

/// 我转出的 · The cases that the caller passed on by his own act, the last first
///
/// Accepted and so given to the review, examined and passed on, submitted upward, reassigned, handed over; each case once, as it was
/// passed on last, with where it stands now.
#[utoipa::path(
    get,
    path = "/cases/sent-on",
    operation_id = "listSentOn",
    tag = "case",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of cases.", body = SentOn))
)]
pub(super) async fn list_sent_on(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<SentOn>, Failure> {
    let (from, until) = (pairs.one("from")?, pairs.one("until")?);
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let after = page.read(place)?;
    let found = api.app.sent_on(caller, SentQuery { from, until, after, limit: page.limit }).await?;
    let next = found.next.map(|(at, case)| Cursor::seal(&format!("{at}/{case}")));
    Ok(Json(SentOn { rows: found.rows.into_iter().map(SentCase::from).collect(), next, count: found.count }))
}

/// The place that a cursor names.
fn place(text: &str) -> Option<(i64, String)> {
    let (at, case) = text.split_once('/')?;
    Some((exact(at)?, exact::<CaseId>(case)?.to_string()))
}
