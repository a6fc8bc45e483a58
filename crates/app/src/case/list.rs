//! Pages of cases within one's scope: by state, department, holder, and by words that their items or the public names of
//! their applicants hold.

use daowei_domain::authority::{Act, Reach, Scope};
use daowei_domain::case::Stage;
use daowei_ident::DepartmentId;
use daowei_store::view;
use daowei_store::view::case::{After, CaseRow, Narrow, Order, Part};

use super::listed::{CaseListed, listed};
use super::scope;
use crate::App;
use crate::error::{Error, Problem, Result};
use crate::text::one_line;
use crate::unit::{Caller, Unit};

/// Characters of a search.
const LONGEST_SEARCH: usize = 100;

/// Which cases, in which order.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// In these stages; the open ones where nothing is said, all of those that I hold or that words find.
    pub stages: Vec<Stage>,
    /// Of this department; all that one may see where nothing is said.
    pub department: Option<DepartmentId>,
    /// Only those that I hold.
    pub mine: bool,
    /// Words, or initials of their pinyin, of the item's or the applicant's public name; at least two characters.
    pub words: Option<String>,
    /// In which order.
    pub order: Order,
    /// Behind this place of the list.
    pub after: Option<After>,
    /// How many.
    pub limit: u32,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Whether there are more.
    pub more: bool,
}

impl App {
    /// A page of cases within the caller's scope.
    ///
    /// # Errors
    /// Rules of authority; [`Error::Input`] for words that are too long, or fit too many names.
    pub async fn cases(&self, caller: Caller, query: Query) -> Result<Page<CaseListed>> {
        self.read(caller, move |unit| cases(unit, &query)).await
    }
}

fn cases(unit: &mut Unit<'_, '_>, query: &Query) -> Result<Page<CaseListed>> {
    unit.in_scope("case:read")?;
    let scope = scope(unit, Act::ReadCase)?;
    let limit = query.limit.clamp(1, 100);
    let beginning = query.order.beginning();
    let after = query.after.as_ref().unwrap_or(&beginning);
    let mut rows = part(unit, &scope, query, after, limit.saturating_add(1))?;
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    Ok(Page { rows: listed(unit, rows), more })
}

/// The rows of a query within a scope, behind a place.
pub(super) fn part(
    unit: &mut Unit<'_, '_>,
    scope: &Scope,
    query: &Query,
    after: &After,
    limit: u32,
) -> Result<Vec<CaseRow>> {
    let part = Part { order: query.order, after, limit };
    let departments = departments(scope, query.department);
    let narrowed = query.mine || query.words.is_some();
    let stages: &[Stage] = match (query.stages.is_empty(), narrowed) {
        (false, _) => &query.stages,
        (true, false) => &Stage::OPEN,
        (true, true) => &Stage::ALL,
    };
    let person = unit.staff()?.person.to_string();
    let mut narrow = Narrow { stages, departments: departments.as_deref(), holder: None };
    if let Some(words) = &query.words {
        one_line("q", words, LONGEST_SEARCH)?;
        narrow.holder = query.mine.then_some(person.as_str());
        let found = view::case::named(unit.tx, words, narrow, part)?;
        return found.ok_or(Error::input("q", Problem::TooBroad));
    }
    Ok(match &departments {
        _ if query.mine => view::case::held_by(unit.tx, &person, narrow, part)?,
        None => view::case::of_all(unit.tx, stages, part)?,
        Some(departments) if query.stages.is_empty() => {
            view::case::open_of_departments(unit.tx, departments, part)?
        }
        Some(departments) => view::case::of_departments(unit.tx, departments, stages, part)?,
    })
}

/// A query in pieces that are read one behind the other, each row once: a page of the whole goes through every list that it
/// is merged from.
pub(super) fn pieces(scope: &Scope, query: &Query) -> Vec<Query> {
    if query.mine || query.words.is_some() {
        return vec![query.clone()];
    }
    let departments = match departments(scope, query.department) {
        None => vec![None],
        Some(departments) => departments.iter().map(|id| id.parse().ok()).collect(),
    };
    let open = if query.stages.is_empty() { Stage::OPEN.to_vec() } else { Vec::new() };
    let in_department = |department: Option<DepartmentId>| {
        let stages: Vec<Vec<Stage>> = match department {
            Some(_) if !open.is_empty() => vec![Vec::new()],
            _ => open.iter().chain(&query.stages).map(|stage| vec![*stage]).collect(),
        };
        stages.into_iter().map(move |stages| Query { stages, department, ..query.clone() })
    };
    departments.into_iter().flat_map(in_department).collect()
}

/// The departments to look in; nothing where every one is within scope.
fn departments(scope: &Scope, asked: Option<DepartmentId>) -> Option<Vec<String>> {
    match (asked, scope.reach()) {
        (Some(department), _) if scope.reaches(department) => Some(vec![department.to_string()]),
        (Some(_), _) | (None, Reach::Nothing) => Some(Vec::new()),
        (None, Reach::Departments(departments)) => {
            Some(departments.iter().map(DepartmentId::to_string).collect())
        }
        (None, Reach::Everything) => None,
    }
}
