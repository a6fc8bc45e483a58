//! 办事指南 as the public finds them: a row for each founded version of an item and each way to come to it. What no document
//! founds is no power to tell the public of (N-3.1).

use std::collections::BTreeSet;

use daowei_domain::catalog::{Audience, CaseKind, DepartmentOf, Item};

use crate::view::item::code;
use crate::{Param, Result, Row, Statement, Tx, params, search};

const INSERT: Statement = Statement::new(
    "guide_row.insert",
    "INSERT INTO guide_row (facet, name, item, version, valid_from, valid_to, department, department_name, power, case_kind,
     code) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);
const DELETE: Statement = Statement::new("guide_row.delete", "DELETE FROM guide_row WHERE item = $1");

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT facet, name, item, version, valid_from, valid_to, department, department_name, power, case_kind, code
             FROM guide_row AS g WHERE ",
            $rest
        )
    };
}

/// Rows of items from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement =
    Statement::new("guide_row.between", columns!("item > $1 AND item <= $2 ORDER BY item, version, facet"));
/// Three facets at once; one that is not asked for is [`ALL`] again. Compared values, as in `search.match`.
const PAGE: Statement = Statement::new(
    "guide_row.page",
    columns!(
        "facet = $1 AND (name, item) > ($2, $3) AND valid_from <= $4 AND valid_to > $4
         AND (SELECT 1 FROM guide_row AS t WHERE t.facet = $5 AND t.name = g.name AND t.item = g.item AND t.version = g.version) = 1
         AND (SELECT 1 FROM guide_row AS t WHERE t.facet = $6 AND t.name = g.name AND t.item = g.item AND t.version = g.version) = 1
         ORDER BY name, item LIMIT $7"
    ),
);
const OF_ITEM: Statement =
    Statement::new("guide_row.of_item", columns!("item = $1 AND valid_from <= $2 AND valid_to > $2"));
const COUNT: Statement = Statement::new(
    "guide_row.count",
    "SELECT facet, COUNT(*) FROM guide_row WHERE valid_from <= $1 AND valid_to > $1 GROUP BY facet",
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &[INSERT, DELETE, PAGE, OF_ITEM, COUNT];

/// The kind under which guides are found.
pub(super) const SEARCH: &str = "guide";

/// Behind every day.
const OPEN_END: &str = "9999-12-31";

/// A way to come to a guide.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// By its name.
    All,
    /// By the organ, by its id.
    Department(String),
    /// 服务主题
    Topic(String),
    /// 服务对象
    Audience(Audience),
}

impl Facet {
    fn key(&self) -> String {
        match self {
            Facet::All => "all".to_owned(),
            Facet::Department(id) => format!("department:{id}"),
            Facet::Topic(topic) => format!("topic:{topic}"),
            Facet::Audience(audience) => format!("audience:{}", audience.id()),
        }
    }

    fn read(key: &str) -> Option<Self> {
        Some(match key.split_once(':') {
            None => (key == "all").then_some(Facet::All)?,
            Some(("department", id)) => Facet::Department(id.to_owned()),
            Some(("topic", topic)) => Facet::Topic(topic.to_owned()),
            Some(("audience", id)) => Facet::Audience(Audience::read(id)?),
            Some(_) => return None,
        })
    }
}

/// A guide as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideRow {
    facet: String,
    /// Name.
    pub name: String,
    /// The item.
    pub item: String,
    /// Ordinal of the version.
    pub version: i64,
    /// Its first day.
    pub valid_from: String,
    valid_to: String,
    /// Department, where it is one of ours.
    pub department: Option<String>,
    /// Department as the source writes it, where it is none of ours.
    pub department_name: String,
    /// Two-digit type (GB/T 39046 A.1).
    pub power: String,
    /// 即办件
    pub instant: bool,
    /// Implementation code, else the first local code.
    pub code: String,
}

impl GuideRow {
    /// The rows of an item.
    #[must_use]
    pub fn of(item: &Item) -> Vec<Self> {
        let mut rows = Vec::new();
        for version in item.versions.iter().filter(|version| version.origin.document().is_some()) {
            let content = &version.content;
            let stopped = item.stopped.as_ref().map(|stop| stop.on);
            let end = stopped.into_iter().chain(version.validity.to).min();
            if end.is_some_and(|end| end <= version.validity.from) {
                continue;
            }
            let (department, department_name) = match &content.department {
                DepartmentOf::Known(id) => (Some(id.to_string()), String::new()),
                DepartmentOf::AsWritten(name) => (None, name.clone()),
            };
            let mut facets: BTreeSet<Facet> = BTreeSet::from([Facet::All]);
            facets.extend(department.clone().map(Facet::Department));
            facets.extend(content.topics.iter().cloned().map(Facet::Topic));
            facets.extend(Audience::of(&content.objects).into_iter().map(Facet::Audience));
            rows.extend(facets.iter().map(|facet| Self {
                facet: facet.key(),
                name: content.name.clone(),
                item: item.id.to_string(),
                version: i64::from(version.number),
                valid_from: version.validity.from.to_string(),
                valid_to: end.map_or_else(|| OPEN_END.to_owned(), |day| day.to_string()),
                department: department.clone(),
                department_name: department_name.clone(),
                power: content.power.code().to_owned(),
                instant: content.case_kind == CaseKind::Instant,
                code: code(content),
            }));
        }
        rows
    }

    /// By what two rows are the same one.
    pub(super) fn id(&self) -> String {
        format!("{}/{}/{}", self.item, self.version, self.facet)
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            facet: row.string(0)?,
            name: row.string(1)?,
            item: row.string(2)?,
            version: row.int(3)?,
            valid_from: row.string(4)?,
            valid_to: row.string(5)?,
            department: row.optional_text(6)?.map(str::to_owned),
            department_name: row.string(7)?,
            power: row.string(8)?,
            instant: row.text(9)? == INSTANT,
            code: row.string(10)?,
        })
    }
}

const INSTANT: &str = "instant";
const PROMISED: &str = "promised";

/// Writes the rows of an item anew, and what they are found by.
///
/// # Errors
/// What befell the store.
pub fn save(tx: &mut Tx<'_>, item: &str, rows: &[GuideRow]) -> Result<()> {
    tx.run(&DELETE, params![item])?;
    insert(tx, rows)?;
    let (text, marks) = found_by(rows);
    search::index_under(tx, SEARCH, item, &text, &marks)
}

/// The text that guides are found by, and their marks.
fn found_by(rows: &[GuideRow]) -> (String, Vec<String>) {
    let text: BTreeSet<String> = rows.iter().map(|row| format!("{} {}", row.name, row.code)).collect();
    let marks: BTreeSet<String> = rows.iter().map(|row| row.facet.clone()).collect();
    let text: Vec<String> = text.into_iter().collect();
    (text.join(" "), marks.into_iter().collect())
}

/// What the guides of an item are found by.
pub(super) fn tokens(rows: &[GuideRow]) -> BTreeSet<String> {
    let (text, marks) = found_by(rows);
    search::tokens_under(&text, &marks)
}

/// Takes the rows of an item away, with what they are found by.
pub(super) fn remove(tx: &mut Tx<'_>, item: &str) -> Result<()> {
    tx.run(&DELETE, params![item])?;
    search::remove(tx, SEARCH, item)
}

fn insert(tx: &mut Tx<'_>, rows: &[GuideRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 11]> = rows
        .iter()
        .map(|row| {
            [
                row.facet.as_str().into(),
                row.name.as_str().into(),
                row.item.as_str().into(),
                row.version.into(),
                row.valid_from.as_str().into(),
                row.valid_to.as_str().into(),
                row.department.as_deref().into(),
                row.department_name.as_str().into(),
                row.power.as_str().into(),
                (if row.instant { INSTANT } else { PROMISED }).into(),
                row.code.as_str().into(),
            ]
        })
        .collect();
    tx.run_many(&INSERT, &rows)?;
    Ok(())
}

/// Guides in force on that day by name, behind that name and item, that all of the facets lead to (three at most).
///
/// # Errors
/// What befell the store.
pub fn page(
    tx: &mut Tx<'_>,
    facets: &[Facet; 3],
    day: &str,
    after: (&str, &str),
    limit: u32,
) -> Result<Vec<GuideRow>> {
    let [first, second, third] = facets.each_ref().map(Facet::key);
    let (name, item) = after;
    tx.all(&PAGE, params![&first, name, item, day, &second, &third, limit], GuideRow::read)
}

/// Guides in force on that day that hold a query and that all of the facets lead to; and whether there may be
/// more, since only the first `limit` items that hold its tokens, in any version, are looked at.
///
/// # Errors
/// What befell the store.
pub fn find(
    tx: &mut Tx<'_>,
    facets: &[Facet; 3],
    day: &str,
    query: &str,
    limit: u32,
) -> Result<(Vec<GuideRow>, bool)> {
    let keys = facets.each_ref().map(Facet::key);
    let all = Facet::All.key();
    let marks: Vec<String> = keys.iter().filter(|key| **key != all).cloned().collect();
    let items = search::matches_under(tx, SEARCH, query, &marks, limit)?;
    let more = items.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
    let groups: Vec<[Param<'_>; 2]> = items.iter().map(|item| [item.as_str().into(), day.into()]).collect();
    let rows = tx.all_many(&OF_ITEM, &groups, GuideRow::read)?;
    let leads: BTreeSet<(&str, &str)> =
        rows.iter().map(|row| (row.item.as_str(), row.facet.as_str())).collect();
    let found = rows
        .iter()
        .filter(|row| {
            row.facet == all
                && search::holds(&format!("{} {}", row.name, row.code), query)
                && keys.iter().all(|key| leads.contains(&(row.item.as_str(), key.as_str())))
        })
        .cloned()
        .collect();
    Ok((found, more))
}

/// How many guides are in force on that day, by each way to come to them.
///
/// # Errors
/// What befell the store.
pub fn count(tx: &mut Tx<'_>, day: &str) -> Result<Vec<(Facet, u64)>> {
    let counted = tx.all(&COUNT, params![day], |row| {
        let count = u64::try_from(row.int(1)?).unwrap_or(0);
        Ok(Facet::read(row.text(0)?).map(|facet| (facet, count)))
    })?;
    Ok(counted.into_iter().flatten().collect())
}
