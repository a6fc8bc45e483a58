//! Ratings within scope, the newest first; the words of one, for a purpose.

use std::collections::BTreeSet;

use daowei_domain::Text;
use daowei_domain::authority::{Act, Reach};
use daowei_domain::look::RatingShown;
use daowei_ident::{DepartmentId, PersonId, RatingId};
use daowei_store::view::rating::{Part, RatingRow};
use daowei_store::{vault, view};
use jiff::civil::Date;

use super::open;
use crate::authority::grant;
use crate::error::{Error, Result};
use crate::purpose;
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{App, look, newest, stream};

/// Which ratings.
#[derive(Clone, Debug)]
pub struct RatingQuery {
    /// Of this department; where nothing is said, all of a scope that is everything, else the caller's own.
    pub department: Option<DepartmentId>,
    /// Only those that are still to be followed up.
    pub open: bool,
    /// On this day or later.
    pub from: Option<Date>,
    /// On this day or before.
    pub until: Option<Date>,
    /// Behind this day and id.
    pub after: Option<(String, String)>,
    /// How many.
    pub limit: u32,
}

/// A rating of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingListed {
    /// The row.
    pub row: RatingRow,
    /// Who served, by name.
    pub served_by: String,
    /// The department's name.
    pub department: String,
    /// Whether its days are over and nothing was done.
    pub overdue: bool,
}

impl App {
    /// Ratings, the newest first, and whether there are more.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`] for a department that is not the caller's to see.
    pub async fn ratings(&self, caller: Caller, query: RatingQuery) -> Result<(Vec<RatingListed>, bool)> {
        self.read(caller, move |unit| list(unit, &query)).await
    }

    /// What was written with a rating and about it, in the order of writing; the look is recorded.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`]; [`Error::Forbidden`] for a token; [`Error::Input`] without a purpose.
    pub async fn reveal_rating(
        &self,
        caller: Caller,
        id: RatingId,
        purpose: Text,
        texts: Texts,
    ) -> Result<Vec<String>> {
        self.write(caller, move |unit| reveal(unit, id, &purpose, &texts)).await
    }
}

fn list(unit: &mut Unit<'_, '_>, query: &RatingQuery) -> Result<(Vec<RatingListed>, bool)> {
    unit.in_scope("case:read")?;
    let scope = crate::case::scope(unit, Act::ReadRatings)?;
    let department = match (query.department, scope.reach()) {
        (None, Reach::Everything) => None,
        (None, _) => Some(unit.staff()?.department),
        (asked, _) => asked,
    };
    if department.is_some_and(|department| !scope.reaches(department)) {
        return Err(Error::NotFound { what: "department" });
    }
    let department = department.map(|department| department.to_string());
    let from = query.from.map(|day| day.to_string()).unwrap_or_default();
    let after = newest::beginning(query.until, query.after.as_ref());
    let limit = query.limit.clamp(1, 100);
    let part = Part {
        department: department.as_deref(),
        open: query.open,
        from: &from,
        after: (&after.0, &after.1),
        limit: limit.saturating_add(1),
    };
    let (rows, more) = newest::page(view::rating::page(unit.tx, part)?, limit);
    let today = daowei_calendar::legal_date(unit.now).to_string();
    let listed = |row: RatingRow| RatingListed {
        served_by: row.served_by.parse::<PersonId>().map_or("", |person| unit.world.name(person)).to_owned(),
        department: row
            .department
            .parse()
            .ok()
            .and_then(|id: DepartmentId| unit.world.facts.departments.get(&id))
            .map_or_else(String::new, |department| department.name.clone()),
        overdue: row.followed_on.is_none() && row.due.as_ref().is_some_and(|due| *due < today),
        row,
    };
    Ok((rows.into_iter().map(listed).collect(), more))
}

fn reveal(unit: &mut Unit<'_, '_>, id: RatingId, purpose: &Text, texts: &Texts) -> Result<Vec<String>> {
    // As with every look: somebody who is there, and says what for.
    if unit.scopes.is_some() {
        return Err(Error::Forbidden { what: "person" });
    }
    purpose::stated(purpose.weight())?;
    let scope = crate::case::scope(unit, Act::ReadRatings)?;
    let (rating, _) = open(unit, id)?;
    if !scope.reaches(rating.visit.department) {
        return Err(Error::NotFound { what: "rating" });
    }
    let grant = grant(unit, Act::ReadRatings, Some(rating.visit.department))?;
    let look = RatingShown { rating: id, purpose: purpose.reference() };
    look::record(unit, &stream::name("look", id), grant, look.into(), texts)?;
    let followed = rating.followed_up.iter().map(|entry| &entry.what);
    let ids: Vec<String> = rating.words.iter().chain(followed).map(|text| text.id.to_string()).collect();
    let asked: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let kept = vault::get_many(unit.tx, unit.inner.keys.vault(), asked)?;
    let words = |id: &String| {
        let record = kept.iter().find(|record| record.id == *id);
        record.map_or_else(
            || "（已依法删除）".to_owned(),
            |record| String::from_utf8_lossy(&record.plain).into_owned(),
        )
    };
    Ok(ids.iter().map(words).collect())
}
