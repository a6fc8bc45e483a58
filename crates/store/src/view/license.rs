//! 证照 as lists show them.

use daowei_domain::license::License;

use super::case::{NAMED, SEARCHED, identifier};
use super::order::{BEHIND_IDS, Order};
use super::{item, legal_person};
use crate::{Param, Result, Row, Statement, Tx, params, search};

/// The kind under which the names of licenses are found.
pub(super) const SEARCH: &str = "license_name";

const INSERT: Statement = Statement::new(
    "license_row.insert",
    "INSERT INTO license_row (id, number, name, case_id, item, department, holder, holder_name, valid_from, valid_until,
     state, number_order) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);
const UPDATE: Statement = Statement::new(
    "license_row.update",
    "UPDATE license_row SET state = $1, holder = $2, holder_name = $3 WHERE id = $4",
);

macro_rules! columns {
    ($rest:expr) => {
        concat!(
            "SELECT id, number, name, case_id, item, department, holder, holder_name, valid_from, valid_until, state,
             number_order FROM license_row ",
            $rest
        )
    };
}

const BY_ID: Statement = Statement::new("license_row.by_id", columns!("WHERE id = $1"));
const BY_NUMBER: Statement = Statement::new("license_row.by_number", columns!("WHERE number = $1"));
/// Rows from one id to another, for the rebuilding.
pub(super) const BETWEEN: Statement =
    Statement::new("license_row.between", columns!("WHERE id > $1 AND id <= $2 ORDER BY id"));
const OF_CASE: Statement = Statement::new("license_row.of_case", columns!("WHERE case_id = $1 ORDER BY id"));

/// Licenses onward and back by one column: what they are narrowed to, the placeholders of the department, of the key and the id
/// behind which a page begins, of the number of rows. Back, a list without a key begins at its last.
macro_rules! both_ways {
    ($name:expr, $narrow:literal, $by:literal, $department:literal, $key:literal, $id:literal, $limit:literal) => {
        [
            both_ways!(@ $name, $narrow, $by, ">", $department, $key, $id, "", $limit),
            both_ways!(@ concat!($name, "_back"), $narrow, $by, "<", $department,
                concat!("COALESCE(", $key, ", (SELECT MAX(", $by, ") FROM license_row WHERE department = ", $department, "))"),
                $id, " DESC", $limit),
        ]
    };
    (@ $name:expr, $narrow:literal, $by:literal, $side:literal, $department:literal, $key:expr, $id:literal, $way:literal,
     $limit:literal) => {
        Statement::new(
            $name,
            columns!(concat!(
                "WHERE ", $narrow, "department = ", $department, " AND (", $by, ", id) ", $side, " (", $key, ", ", $id,
                ") ORDER BY ", $by, $way, ", id", $way, " LIMIT ", $limit
            )),
        )
    };
}

/// Those without a last day.
macro_rules! endless {
    ($name:expr, $narrow:literal, $side:literal, $department:literal, $id:literal, $way:literal, $limit:literal) => {
        Statement::new(
            $name,
            columns!(concat!(
                "WHERE ",
                $narrow,
                "department = ",
                $department,
                " AND valid_until IS NULL AND id ",
                $side,
                " ",
                $id,
                " ORDER BY id",
                $way,
                " LIMIT ",
                $limit
            )),
        )
    };
}

/// One statement for each direction.
type BothWays = [Statement; 2];

/// Licenses in each of their orders; those by their end in two lists.
struct Orders {
    from: BothWays,
    number: BothWays,
    until: BothWays,
    endless: BothWays,
}

/// A list in its orders. A key that it is narrowed to stands before all other values.
macro_rules! orders {
    ($name:literal, "") => {
        orders!(@ $name, "", "$1", "$2", "$3", "$4")
    };
    ($name:literal, $narrow:literal) => {
        orders!(@ $name, $narrow, "$2", "$3", "$4", "$5")
    };
    (@ $name:literal, $narrow:literal, $department:literal, $one:literal, $two:literal, $three:literal) => {
        Orders {
            from: both_ways!($name, $narrow, "valid_from", $department, $one, $two, $three),
            number: both_ways!(concat!($name, "_by_number"), $narrow, "number_order", $department, $one, $two, $three),
            until: both_ways!(concat!($name, "_by_end"), $narrow, "valid_until", $department, $one, $two, $three),
            endless: [
                endless!(concat!($name, "_endless"), $narrow, ">", $department, $one, "", $two),
                endless!(concat!($name, "_endless_back"), $narrow, "<", $department, $one, " DESC", $two),
            ],
        }
    };
}

const OF_DEPARTMENT: Orders = orders!("license_row.of_department", "");
const OF_ITEM: Orders = orders!("license_row.of_item", "item = $1 AND ");
const OF_HOLDER: Orders = orders!("license_row.of_holder", "holder_name = $1 AND ");

/// Whether an item has a license at all.
const ITEM_KNOWN: Statement =
    Statement::new("license_row.item_known", "SELECT item FROM license_row WHERE item = $1 LIMIT 1");
const CALLED: Statement = Statement::new(
    "migration.license_names",
    "SELECT DISTINCT item, name FROM license_row WHERE item IS NOT NULL ORDER BY item, name",
);
/// Holders that nobody is found by: names that were corrected before corrected names were.
const HELD: Statement = Statement::new(
    "migration.license_holders",
    "SELECT DISTINCT l.holder_name FROM license_row AS l WHERE l.holder_name IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM legal_person AS p WHERE p.name = l.holder_name) ORDER BY l.holder_name",
);
const KNOWN: Statement = Statement::new(
    "license_name.known",
    "SELECT document FROM search_token WHERE kind = $1 AND document = $2 LIMIT 1",
);

const fn all(orders: &Orders) -> [Statement; 8] {
    let Orders { from: [a, b], number: [c, d], until: [e, f], endless: [g, h] } = orders;
    [*a, *b, *c, *d, *e, *f, *g, *h]
}

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] = &{
    let [a, b, c, d, e, f, g, h] = all(&OF_DEPARTMENT);
    let [i, j, k, l, m, n, o, p] = all(&OF_ITEM);
    let [q, r, s, t, u, v, w, x] = all(&OF_HOLDER);
    [
        INSERT, UPDATE, BY_ID, BY_NUMBER, OF_CASE, ITEM_KNOWN, CALLED, HELD, KNOWN, a, b, c, d, e, f, g, h,
        i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x,
    ]
};

/// By what licenses are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// By their first day.
    #[default]
    From,
    /// By their last day, those without one last.
    Until,
    /// By number: organ, year, serial.
    Number,
}

/// A license as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenseRow {
    /// Id.
    pub id: String,
    /// Number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Case.
    pub case: String,
    /// Item.
    pub item: Option<String>,
    /// Department.
    pub department: String,
    /// The holder's record in the vault.
    pub holder: String,
    /// The holder's name, where it is public.
    pub holder_name: Option<String>,
    /// First day.
    pub valid_from: String,
    /// Last day.
    pub valid_until: Option<String>,
    /// State.
    pub state: String,
    /// The number in the form in which numbers are ordered.
    pub number_order: String,
}

impl LicenseRow {
    /// The row of a license.
    #[must_use]
    pub fn of(license: &License) -> Self {
        Self {
            id: license.id.to_string(),
            number: license.number.to_string(),
            name: license.name.clone(),
            case: license.case.to_string(),
            item: license.item.map(|item| item.to_string()),
            department: license.department.to_string(),
            holder: license.holder.record.id.to_string(),
            holder_name: license.holder.public_name.clone(),
            valid_from: license.valid_from.to_string(),
            valid_until: license.valid_until.map(|day| day.to_string()),
            state: identifier(&license.state),
            number_order: format!(
                "{}〔{}〕{:05}",
                license.number.organ(),
                license.number.year(),
                license.number.serial()
            ),
        }
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.string(0)?,
            number: row.string(1)?,
            name: row.string(2)?,
            case: row.string(3)?,
            item: row.optional_text(4)?.map(str::to_owned),
            department: row.string(5)?,
            holder: row.string(6)?,
            holder_name: row.optional_text(7)?.map(str::to_owned),
            valid_from: row.string(8)?,
            valid_until: row.optional_text(9)?.map(str::to_owned),
            state: row.string(10)?,
            number_order: row.string(11)?,
        })
    }
}

/// Writes new rows.
///
/// # Errors
/// What befell the store.
pub fn insert(tx: &mut Tx<'_>, rows: &[&LicenseRow]) -> Result<()> {
    let rows: Vec<[Param<'_>; 12]> = rows
        .iter()
        .map(|row| {
            [
                row.id.as_str().into(),
                row.number.as_str().into(),
                row.name.as_str().into(),
                row.case.as_str().into(),
                row.item.as_deref().into(),
                row.department.as_str().into(),
                row.holder.as_str().into(),
                row.holder_name.as_deref().into(),
                row.valid_from.as_str().into(),
                row.valid_until.as_deref().into(),
                row.state.as_str().into(),
                row.number_order.as_str().into(),
            ]
        })
        .collect();
    tx.run_many(&INSERT, &rows)?;
    Ok(())
}

/// Writes the row of a license, a new one, or its state and holder over the old ones; and what it is found by.
///
/// # Errors
/// What befell the store.
pub fn save(tx: &mut Tx<'_>, row: &LicenseRow, new: bool) -> Result<()> {
    if new {
        // The holder has been found since the receipt of the case.
        insert(tx, &[row])?;
        return row.item.as_deref().map_or(Ok(()), |item| name(tx, item, &row.name));
    }
    tx.run(&UPDATE, params![&row.state, &row.holder, row.holder_name.as_deref(), &row.id])?;
    row.holder_name.as_deref().map_or(Ok(()), |holder| legal_person::add(tx, holder))
}

/// One license.
///
/// # Errors
/// What befell the store.
pub fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Option<LicenseRow>> {
    tx.one(&BY_ID, params![id], LicenseRow::read)
}

/// One license by its number.
///
/// # Errors
/// What befell the store.
pub fn by_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<LicenseRow>> {
    tx.one(&BY_NUMBER, params![number], LicenseRow::read)
}

/// Licenses of a case.
///
/// # Errors
/// What befell the store.
pub fn of_case(tx: &mut Tx<'_>, case: &str) -> Result<Vec<LicenseRow>> {
    tx.all(&OF_CASE, params![case], LicenseRow::read)
}

/// Which part of a department's licenses.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Whose.
    pub department: &'a str,
    /// In which order.
    pub order: Order<By>,
    /// Behind this row.
    pub after: Option<&'a LicenseRow>,
    /// Rows at most.
    pub limit: u32,
}

/// A page of a department's licenses.
///
/// # Errors
/// What befell the store.
pub fn of_department(tx: &mut Tx<'_>, part: Part<'_>) -> Result<Vec<LicenseRow>> {
    page(tx, part, &OF_DEPARTMENT, None)
}

/// A page of those of a department's licenses whose own name, whose item, or whose holder with a public name holds a query (see
/// [`crate::search`]); nothing where more than [`NAMED`] items or holders do.
///
/// # Errors
/// What befell the store.
pub fn named(tx: &mut Tx<'_>, words: &str, part: Part<'_>) -> Result<Option<Vec<LicenseRow>>> {
    let most = usize::try_from(NAMED).unwrap_or(usize::MAX);
    let (found, mut cut_off) = item::ids(tx, words, SEARCHED)?;
    let asked: Vec<[Param<'_>; 1]> = found.iter().map(|id| [id.as_str().into()]).collect();
    let mut items = tx.all_many(&ITEM_KNOWN, &asked, |row| row.string(0))?;
    let called = search::matches(tx, SEARCH, words, SEARCHED)?;
    cut_off |= called.len() >= usize::try_from(SEARCHED).unwrap_or(usize::MAX);
    let called = called.iter().filter_map(|document| document.split_once(' '));
    items.extend(called.filter(|(_, name)| search::holds(name, words)).map(|(item, _)| item.to_owned()));
    items.sort();
    items.dedup();
    let limit = if search::is_exact(words) { NAMED.saturating_add(1) } else { SEARCHED };
    let (holders, more) = legal_person::find(tx, words, limit)?;
    if cut_off || more || items.len() > most || holders.len() > most {
        return Ok(None);
    }
    let mut rows = page(tx, part, &OF_ITEM, Some(&items))?;
    rows.extend(page(tx, part, &OF_HOLDER, Some(&holders))?);
    first(part.order, &mut rows, part.limit);
    Ok(Some(rows))
}

/// A page of a list, or of the lists of these keys.
fn page(tx: &mut Tx<'_>, part: Part<'_>, of: &Orders, keys: Option<&[String]>) -> Result<Vec<LicenseRow>> {
    let (statement, key): (_, fn(&LicenseRow) -> &str) = match part.order.by {
        By::From => (&of.from, |row| &row.valid_from),
        By::Number => (&of.number, |row| &row.number_order),
        By::Until => return by_end(tx, part, of, keys),
    };
    let place = part.order.place(part.after.map(|row| (key(row), row.id.as_str())));
    lists::<2, 5>(tx, part, statement, keys, place, part.limit)
}

/// Those that end by their last day, then those that do not; the other way round where the list runs back.
fn by_end(tx: &mut Tx<'_>, part: Part<'_>, of: &Orders, keys: Option<&[String]>) -> Result<Vec<LicenseRow>> {
    let order = part.order;
    let mut rows = Vec::new();
    for ending in [!order.back, order.back] {
        let left = part.limit.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        let after = part.after.filter(|row| row.valid_until.is_some() == ending);
        // A place among the second is behind all of the first.
        if left == 0 || after.is_none() && part.after.is_some() && ending != order.back {
            continue;
        }
        rows.extend(if ending {
            let place = after.and_then(|row| Some((row.valid_until.as_deref()?, row.id.as_str())));
            lists::<2, 5>(tx, part, &of.until, keys, order.place(place), left)?
        } else {
            let beginning = if order.back { BEHIND_IDS } else { "" };
            let id = after.map_or(beginning, |row| row.id.as_str());
            lists::<1, 4>(tx, part, &of.endless, keys, [id.into()], left)?
        });
    }
    Ok(rows)
}

/// The first rows behind a place: of the department, or of the lists of these keys together. `WIDTH`: the values of the statement
/// with a key, three more than the place has.
fn lists<const PLACE: usize, const WIDTH: usize>(
    tx: &mut Tx<'_>,
    part: Part<'_>,
    statement: &BothWays,
    keys: Option<&[String]>,
    place: [Param<'_>; PLACE],
    limit: u32,
) -> Result<Vec<LicenseRow>> {
    let statement = part.order.either(statement);
    let values = std::iter::once(Param::from(part.department)).chain(place).chain([limit.into()]);
    let Some(keys) = keys else {
        return tx.all(statement, &values.collect::<Vec<_>>(), LicenseRow::read);
    };
    let mut groups = Vec::with_capacity(keys.len());
    for key in keys {
        let mut cells = [Param::Text(key); WIDTH];
        for (cell, value) in cells.iter_mut().skip(1).zip(values.clone()) {
            *cell = value;
        }
        groups.push(cells);
    }
    let mut rows = tx.all_many(statement, &groups, LicenseRow::read)?;
    first(part.order, &mut rows, limit);
    Ok(rows)
}

/// The first rows of several lists in their common order; what is found by its item and by its holder is one license.
fn first(order: Order<By>, rows: &mut Vec<LicenseRow>, limit: u32) {
    let key = |row: &LicenseRow| match order.by {
        By::From => (false, row.valid_from.clone(), row.id.clone()),
        By::Number => (false, row.number_order.clone(), row.id.clone()),
        By::Until => (row.valid_until.is_none(), row.valid_until.clone().unwrap_or_default(), row.id.clone()),
    };
    rows.sort_by_cached_key(key);
    if order.back {
        rows.reverse();
    }
    rows.dedup_by(|one, other| one.id == other.id);
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
}

/// What licenses of an item are called, as a document of [`crate::search`].
pub(super) fn called(item: &str, name: &str) -> String {
    format!("{item} {name}")
}

/// Lets licenses of an item be found by a name of theirs: once, however many bear it.
///
/// # Errors
/// [`crate::Error::Conflict`] where another one adds the name at this moment.
pub fn name(tx: &mut Tx<'_>, item: &str, name: &str) -> Result<()> {
    if tx.one(&KNOWN, params![SEARCH, &called(item, name)], |_| Ok(()))?.is_some() {
        return Ok(());
    }
    search::index(tx, SEARCH, &called(item, name), name).map_err(|error| match error {
        crate::Error::Duplicate { .. } => crate::Error::Conflict,
        other => other,
    })
}

/// Lets the licenses that are there be found by what they are called and by who holds them.
pub(crate) fn call(tx: &mut Tx<'_>) -> Result<()> {
    let names = tx.all(&CALLED, &[], |row| Ok((row.string(0)?, row.string(1)?)))?;
    names.iter().try_for_each(|(item, called)| name(tx, item, called))?;
    let holders = tx.all(&HELD, &[], |row| row.string(0))?;
    holders.iter().try_for_each(|holder| legal_person::add(tx, holder))
}
