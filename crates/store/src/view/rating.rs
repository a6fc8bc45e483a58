//! 好差评 as lists show them.

use daowei_domain::rating::{Rating, Subject};

use super::case::identifier;
use crate::{Param, Result, Row, Statement, Tx, params};

const INSERT: Statement = Statement::new(
    "rating_row.insert",
    "INSERT INTO rating_row
        (id, subject, subject_id, number, item_name, department, served_by, rated_on, level, words, due, followed_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);
const FOLLOWED: Statement =
    Statement::new("rating_row.followed", "UPDATE rating_row SET followed_on = $1 WHERE id = $2");
const RATED: Statement =
    Statement::new("rating_row.rated", "SELECT id FROM rating_row WHERE subject_id = $1 AND rated_on = $2");

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, subject, subject_id, number, item_name, department, served_by, rated_on, level, words, due,
                followed_on FROM rating_row ",
            $rest
        )
    };
}

/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement =
    Statement::new("rating_row.between", columns!("WHERE id > $1 AND id <= $2 ORDER BY id"));
const ALL: Statement = Statement::new(
    "rating_row.all",
    columns!("WHERE rated_on >= $1 AND (rated_on, id) < ($2, $3) ORDER BY rated_on DESC, id DESC LIMIT $4"),
);
const OPEN: Statement = Statement::new(
    "rating_row.open",
    columns!(
        "WHERE due IS NOT NULL AND followed_on IS NULL AND rated_on >= $1 AND (rated_on, id) < ($2, $3)
         ORDER BY rated_on DESC, id DESC LIMIT $4"
    ),
);
const OF_DEPARTMENT: Statement = Statement::new(
    "rating_row.of_department",
    columns!(
        "WHERE department = $1 AND rated_on >= $2 AND (rated_on, id) < ($3, $4)
         ORDER BY rated_on DESC, id DESC LIMIT $5"
    ),
);
const OPEN_OF_DEPARTMENT: Statement = Statement::new(
    "rating_row.open_of_department",
    columns!(
        "WHERE due IS NOT NULL AND followed_on IS NULL AND department = $1 AND rated_on >= $2
            AND (rated_on, id) < ($3, $4)
         ORDER BY rated_on DESC, id DESC LIMIT $5"
    ),
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] =
    &[INSERT, FOLLOWED, RATED, ALL, OPEN, OF_DEPARTMENT, OPEN_OF_DEPARTMENT];

/// A rating as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingRow {
    /// Id.
    pub id: String,
    /// `case` or `enquiry`.
    pub subject: String,
    /// Which.
    pub subject_id: String,
    /// 办件编号 or 告知单编号
    pub number: String,
    /// The item's name.
    pub item_name: String,
    /// Department.
    pub department: String,
    /// Who served.
    pub served_by: String,
    /// The day.
    pub rated_on: String,
    /// How it was.
    pub level: String,
    /// Characters of the rater's words.
    pub words: i64,
    /// Until when it is to be followed up.
    pub due: Option<String>,
    /// When it was followed up last.
    pub followed_on: Option<String>,
}

/// Which part of a list, the newest first.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Of one department; of all where nothing is said.
    pub department: Option<&'a str>,
    /// Only those that are still to be followed up.
    pub open: bool,
    /// On this day or later.
    pub from: &'a str,
    /// Behind this day and id.
    pub after: (&'a str, &'a str),
    /// Rows at most.
    pub limit: u32,
}

impl RatingRow {
    /// The row of a rating.
    #[must_use]
    pub fn of(rating: &Rating) -> Self {
        let (subject, subject_id) = match rating.visit.subject {
            Subject::Case(case) => ("case", case.to_string()),
            Subject::Enquiry(enquiry) => ("enquiry", enquiry.to_string()),
        };
        Self {
            id: rating.id.to_string(),
            subject: subject.to_owned(),
            subject_id,
            number: rating.visit.number.clone(),
            item_name: rating.visit.item_name.clone(),
            department: rating.visit.department.to_string(),
            served_by: rating.visit.served_by.to_string(),
            rated_on: rating.visit.on.to_string(),
            level: identifier(&rating.level),
            words: rating.words.as_ref().map_or(0, |words| words.length.into()),
            due: rating.due.map(|due| due.to_string()),
            followed_on: rating.followed_up.last().map(|entry| entry.on.to_string()),
        }
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.string(0)?,
            subject: row.string(1)?,
            subject_id: row.string(2)?,
            number: row.string(3)?,
            item_name: row.string(4)?,
            department: row.string(5)?,
            served_by: row.string(6)?,
            rated_on: row.string(7)?,
            level: row.string(8)?,
            words: row.int(9)?,
            due: row.optional_text(10)?.map(str::to_owned),
            followed_on: row.optional_text(11)?.map(str::to_owned),
        })
    }
}

/// Writes new rows.
///
/// # Errors
/// [`crate::Error::Duplicate`] for a visit that was rated; what befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[&RatingRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 12]> = rows
        .iter()
        .map(|row| {
            [
                row.id.as_str().into(),
                row.subject.as_str().into(),
                row.subject_id.as_str().into(),
                row.number.as_str().into(),
                row.item_name.as_str().into(),
                row.department.as_str().into(),
                row.served_by.as_str().into(),
                row.rated_on.as_str().into(),
                row.level.as_str().into(),
                row.words.into(),
                row.due.as_deref().into(),
                row.followed_on.as_deref().into(),
            ]
        })
        .collect();
    tx.run_many(&INSERT, &rows)?;
    Ok(())
}

/// Writes when it was followed up last.
///
/// # Errors
/// What befell the store.
pub fn followed(tx: &mut Tx<'_>, row: &RatingRow) -> Result<()> {
    tx.run(&FOLLOWED, params![row.followed_on.as_deref(), &row.id])?;
    Ok(())
}

/// Whether that visit was rated.
///
/// # Errors
/// What befell the store.
pub fn is_rated(tx: &mut Tx<'_>, subject_id: &str, on: &str) -> Result<bool> {
    Ok(tx.one(&RATED, params![subject_id, on], |row| row.string(0))?.is_some())
}

/// Ratings, the newest first.
///
/// # Errors
/// What befell the store.
pub fn page(tx: &mut Tx<'_>, part: Part<'_>) -> Result<Vec<RatingRow>> {
    let Part { department, open, from, after: (day, id), limit } = part;
    match (department, open) {
        (None, false) => tx.all(&ALL, params![from, day, id, limit], RatingRow::read),
        (None, true) => tx.all(&OPEN, params![from, day, id, limit], RatingRow::read),
        (Some(department), false) => {
            tx.all(&OF_DEPARTMENT, params![department, from, day, id, limit], RatingRow::read)
        }
        (Some(department), true) => {
            tx.all(&OPEN_OF_DEPARTMENT, params![department, from, day, id, limit], RatingRow::read)
        }
    }
}
