//! The ratings within scope.

use axum::extract::State;
use daowei_app::rating::{RatingListed, RatingQuery};
use daowei_ident::{DepartmentId, RatingId};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::caller::Signed;
use crate::json::Json;
use crate::page::{Cursor, PageQuery};
use crate::problem::Failure;
use crate::query::Pairs;
use crate::rows::Page;
use crate::state::Api;
use crate::words;

/// Which ratings.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Filters {
    /// The department; where nothing is said, all for those who see all, else one's own.
    #[param(value_type = Option<String>, format = Uuid)]
    department: Option<DepartmentId>,
    /// `true`: only those that are still to be followed up.
    open: Option<bool>,
    /// On this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// On this day or before.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<Date>,
}

/// A rating of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct RatingRow {
    /// The rating.
    #[schema(format = Uuid)]
    id: String,
    /// The case, where the visit was for one.
    #[schema(format = Uuid)]
    case: Option<String>,
    /// The enquiry, where the visit was for one.
    #[schema(format = Uuid)]
    enquiry: Option<String>,
    /// 办件编号 or 告知单编号
    number: String,
    /// The item's name.
    item_name: String,
    /// The department's name.
    department_name: String,
    /// Who served.
    served_by: String,
    /// The day of the visit.
    #[schema(format = Date)]
    on: String,
    /// How it was.
    #[schema(value_type = words::RatingLevel)]
    level: String,
    /// Characters of the rater's words.
    words: i64,
    /// Until when it is to be followed up.
    #[schema(format = Date)]
    due: Option<String>,
    /// When it was followed up last.
    #[schema(format = Date)]
    followed_on: Option<String>,
    /// Whether its days are over and nothing was done.
    overdue: bool,
}

impl From<RatingListed> for RatingRow {
    fn from(listed: RatingListed) -> Self {
        let row = listed.row;
        let (case, enquiry) = match row.subject.as_str() {
            "case" => (Some(row.subject_id), None),
            _ => (None, Some(row.subject_id)),
        };
        Self {
            id: row.id,
            case,
            enquiry,
            number: row.number,
            item_name: row.item_name,
            department_name: listed.department,
            served_by: listed.served_by,
            on: row.rated_on,
            level: row.level,
            words: row.words,
            due: row.due,
            followed_on: row.followed_on,
            overdue: listed.overdue,
        }
    }
}

/// 评价列表 · Ratings, the newest first
#[utoipa::path(
    get,
    path = "/ratings",
    operation_id = "listRatings",
    tag = "rating",
    params(Filters, PageQuery),
    responses((status = 200, description = "A page of ratings.", body = Page<RatingRow>))
)]
pub(super) async fn list_ratings(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    mut pairs: Pairs,
) -> Result<Json<Page<RatingRow>>, Failure> {
    let department = pairs.one("department")?;
    let open: Option<bool> = pairs.one("open")?;
    let (from, until) = (pairs.one("from")?, pairs.one("until")?);
    let page = pairs.page()?;
    pairs.nothing_else()?;
    let after = page.place::<RatingId>()?;
    let query =
        RatingQuery { department, open: open.unwrap_or_default(), from, until, after, limit: page.limit };
    let (rows, more) = api.app.ratings(caller, query).await?;
    let last = rows.last().filter(|_| more);
    let next = last.map(|listed| Cursor::seal(&format!("{}/{}", listed.row.rated_on, listed.row.id)));
    Ok(Json(Page { rows: rows.into_iter().map(RatingRow::from).collect(), next }))
}
