//! Departments, windows and people as lists show them, from the facts of the epoch. Colleagues see each other's names.

use std::collections::BTreeMap;
use std::ops::Bound;

use daowei_domain::organization::{Department, Person, Window};
use daowei_ident::{DepartmentId, PersonId, WindowId};
use daowei_store::search;
use daowei_store::view::order::Order;

use crate::account::Page;
use crate::error::{Error, Result};
use crate::unit::{Caller, Unit};
use crate::{App, sorted};

/// A person with the name.
#[derive(Clone, Debug)]
pub struct PersonView {
    /// The person.
    pub person: Person,
    /// The name.
    pub name: String,
}

/// By what people are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// In the order in which they were registered.
    #[default]
    Id,
    /// By staff number.
    StaffNumber,
    /// By name, as it is spelled in pinyin.
    Name,
    /// By the department that employs them, in the order in which these were established; then by staff number.
    Department,
}

impl By {
    fn key(self, person: &Person, name: &str) -> String {
        match self {
            Self::Id => String::new(),
            Self::StaffNumber => sorted::numbered(&person.staff_number),
            Self::Name => search::spelled(name),
            Self::Department => format!("{}/{}", person.department, sorted::numbered(&person.staff_number)),
        }
    }
}

/// Which people.
#[derive(Clone, Debug, Default)]
pub struct PersonQuery {
    /// Employed by, or with a post in, this department.
    pub department: Option<DepartmentId>,
    /// With these words in the name or the staff number, or initials of the name's pinyin.
    pub words: Option<String>,
    /// Only those of whom something waits for a second hand.
    pub proposed: bool,
    /// In which order.
    pub order: Order<By>,
    /// Behind this person.
    pub after: Option<PersonId>,
    /// How many.
    pub limit: u32,
}

impl App {
    /// Departments, in the order of their ids.
    ///
    /// # Errors
    /// What befell the store.
    pub async fn departments(
        &self,
        caller: Caller,
        after: Option<DepartmentId>,
        limit: u32,
    ) -> Result<Page<Department>> {
        self.read(caller, move |unit| {
            unit.in_scope("organization:read")?;
            Ok(paged(&unit.world.facts.departments, after, limit, |_| true))
        })
        .await
    }

    /// One department.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn department(&self, caller: Caller, id: DepartmentId) -> Result<Department> {
        self.read(caller, move |unit| {
            unit.in_scope("organization:read")?;
            let found = unit.world.facts.departments.get(&id).cloned();
            found.ok_or(Error::NotFound { what: "department" })
        })
        .await
    }

    /// Windows, of one department or all, in the order of their ids.
    ///
    /// # Errors
    /// What befell the store.
    pub async fn windows(
        &self,
        caller: Caller,
        department: Option<DepartmentId>,
        after: Option<WindowId>,
        limit: u32,
    ) -> Result<Page<Window>> {
        self.read(caller, move |unit| {
            unit.in_scope("organization:read")?;
            let serves = |window: &Window| department.is_none_or(|id| window.serves.contains(&id));
            Ok(paged(&unit.world.facts.windows, after, limit, serves))
        })
        .await
    }

    /// People with their names.
    ///
    /// # Errors
    /// [`Error::Input`] for a page behind somebody who is not there.
    pub async fn people(&self, caller: Caller, query: PersonQuery) -> Result<Page<PersonView>> {
        self.read(caller, move |unit| people(unit, &query)).await
    }

    /// One person with the name.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn person(&self, caller: Caller, id: PersonId) -> Result<PersonView> {
        self.read(caller, move |unit| {
            unit.in_scope("organization:read")?;
            let found = unit.world.facts.people.get(&id).cloned();
            let person = found.ok_or(Error::NotFound { what: "person" })?;
            Ok(PersonView { name: unit.world.name(id).to_owned(), person })
        })
        .await
    }
}

pub(crate) fn people(unit: &Unit<'_, '_>, query: &PersonQuery) -> Result<Page<PersonView>> {
    unit.in_scope("organization:read")?;
    let words = query.words.as_deref().map(str::trim).unwrap_or_default();
    let belongs = |person: &Person| {
        sorted::found_by(words, &person.staff_number, &[unit.world.name(person.id)])
            && (!query.proposed || person.waits())
            && query.department.is_none_or(|id| {
                person.department == id
                    || person.posts.values().any(|post| post.department == id)
                    || person.proposed.values().any(|proposal| proposal.post.department == id)
            })
    };
    let key = |person: &Person| query.order.by.key(person, unit.world.name(person.id));
    let people = &unit.world.facts.people;
    let behind = |id| {
        let person = people.get(&id).ok_or_else(sorted::nowhere)?;
        Ok::<_, Error>((key(person), id))
    };
    let after = query.after.map(behind).transpose()?;
    let part = sorted::Part { key, back: query.order.back, after, limit: query.limit };
    let page = sorted::page(people, part, belongs);
    let view = |person: Person| PersonView { name: unit.world.name(person.id).to_owned(), person };
    Ok(Page { rows: page.rows.into_iter().map(view).collect(), next: page.next })
}

/// A page behind an id, of what fits.
fn paged<K, V>(all: &BTreeMap<K, V>, after: Option<K>, limit: u32, fits: impl Fn(&V) -> bool) -> Page<V>
where
    K: Ord + Copy + std::fmt::Display,
    V: Clone,
{
    let size = usize::try_from(limit.clamp(1, 200)).unwrap_or(usize::MAX);
    let start = after.map_or(Bound::Unbounded, Bound::Excluded);
    let mut found = all.range((start, Bound::Unbounded)).filter(|(_, value)| fits(value));
    let rows: Vec<(K, V)> = found.by_ref().take(size).map(|(key, value)| (*key, value.clone())).collect();
    let next = found.next().and(rows.last()).map(|(key, _)| key.to_string());
    Page { rows: rows.into_iter().map(|(_, value)| value).collect(), next }
}
