//! 叫号情况.

use axum::extract::State;
use daowei_app::queue::{WaitListed, WaitQuery};
use daowei_ident::WindowId;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery, exact};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;

/// Which figures.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// On this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// On this day or before.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Date>,
}

/// The tickets of one day, kind and window, counted.
#[derive(Serialize, ToSchema)]
pub(super) struct WaitRow {
    /// The day.
    #[schema(format = Date)]
    day: String,
    /// The letter of the kind.
    letter: String,
    /// What the kind is called; nothing where it is queued for no more.
    kind: Option<String>,
    /// The plate of the window; nothing for those that nobody called.
    window: Option<String>,
    /// How many were drawn.
    drawn: i64,
    /// How many were called.
    called: i64,
    /// How many wait, or were never called.
    waiting: i64,
    /// How many were called and did not come.
    skipped: i64,
    /// How long those called had waited on the average, in seconds.
    average: Option<i64>,
    /// How long at most, in seconds.
    longest: Option<i64>,
}

impl From<WaitListed> for WaitRow {
    fn from(listed: WaitListed) -> Self {
        let row = listed.row;
        Self {
            day: row.day,
            letter: row.kind,
            kind: listed.kind,
            window: listed.window,
            drawn: row.drawn,
            called: row.called,
            waiting: row.waiting,
            skipped: row.skipped,
            average: listed.average,
            longest: listed.longest,
        }
    }
}

/// 叫号情况 · How long people waited, by day, kind and window, the newest day first
#[utoipa::path(get, path = "/queue/waits", operation_id = "listWaits", tag = "queue",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of figures.", body = Page<WaitRow>)))]
pub(super) async fn list_waits(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<WaitRow>>, Failure> {
    let (from, until) = (pairs.one("from")?, pairs.one("until")?);
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let after = page.read(place)?;
    let query = WaitQuery { from, until, after, limit: page.limit };
    let (rows, more) = api.app.waits(caller, query).await?;
    let last = rows.last().filter(|_| more).map(|listed| &listed.row);
    let next = last.map(|row| Cursor::seal(&format!("{}/{}/{}", row.day, row.kind, row.desk)));
    Ok(Json(Page { rows: rows.into_iter().map(WaitRow::from).collect(), next }))
}

/// The place that a cursor names: a day, the letter of a kind, and the window, which those have not that nobody called.
fn place(text: &str) -> Option<(String, String, String)> {
    let mut parts = text.splitn(3, '/');
    let (day, kind, window) = (parts.next()?, parts.next()?, parts.next()?);
    let is_letter = kind.len() == 1 && kind.bytes().all(|letter| letter.is_ascii_uppercase());
    let is_window = window.is_empty() || exact::<WindowId>(window).is_some();
    (is_letter && is_window && exact::<Date>(day).is_some())
        .then(|| (day.to_owned(), kind.to_owned(), window.to_owned()))
}
