//! 导出: lists of items, people, letters and licenses leave as lists of cases do (docs/decisions/0015): by the same right, for a
//! purpose, on record before anything does, with what the list shows.

use daowei_calendar::legal_date;
use daowei_domain::Text;
use daowei_domain::case::exportable;
use daowei_domain::look::{Format, List, ListExported};
use daowei_domain::organization::Duty;
use daowei_ident::{DepartmentId, ItemId, LetterId, LicenseId, PersonId};
use daowei_store::view::order::Order;

use crate::authority::{LetterQuery, LetterView, letters};
use crate::case::export::{Exported, PAGE, admitted, departed};
use crate::catalog::{ItemQuery, ItemRow, SEARCHED, items};
use crate::error::Result;
use crate::license::{LicenseQuery, LicenseView, licenses};
use crate::organization::{PersonQuery, PersonView, people};
use crate::purpose;
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{App, authority, catalog, license, organization};

/// Which rows are to leave, and what for.
#[derive(Clone)]
pub struct ListExport {
    /// In which form.
    pub format: Format,
    /// What for.
    pub purpose: Text,
    /// Of this department.
    pub department: Option<DepartmentId>,
    /// Letters of this person.
    pub holder: Option<PersonId>,
    /// Rows that hold these words.
    pub words: Option<Text>,
    /// Only items in force today.
    pub in_force: bool,
}

impl ListExport {
    fn sought(&self) -> Option<String> {
        self.words.as_ref().map(|words| words.words().to_owned())
    }
}

/// A person as the list shows one.
#[derive(Clone, Debug)]
pub struct PersonListed {
    /// The person with the name.
    pub view: PersonView,
    /// The name of the department.
    pub department: String,
    /// What today's posts are for.
    pub duties: Vec<Duty>,
    /// Whether employed today.
    pub employed: bool,
    /// Whether absent today.
    pub absent: bool,
}

impl App {
    /// Items in the order that is asked for, by name where none is, or those that a search finds.
    ///
    /// # Errors
    /// As [`App::export_cases`].
    pub async fn export_items(
        &self,
        caller: Caller,
        leaving: ListExport,
        order: Option<Order<catalog::By>>,
        texts: Texts,
    ) -> Result<Exported<ItemRow>> {
        self.export_list(caller, List::Items, leaving, texts, move |unit, leaving, after: Option<ItemId>| {
            let words = leaving.sought();
            let (searched, limit) = (words.is_some(), if words.is_some() { SEARCHED } else { PAGE });
            let ListExport { department, in_force, .. } = *leaving;
            let query = ItemQuery { department, words, in_force, order, after, limit };
            let (rows, more) = items(unit, &query)?;
            if searched && more {
                // A search has one page: what lies behind it would be missing without a word.
                exportable(usize::MAX)?;
            }
            let next = rows.last().filter(|_| more).and_then(|last| last.id.parse().ok());
            Ok((rows, next))
        })
        .await
    }

    /// People in the order that is asked for, of their ids where none is.
    ///
    /// # Errors
    /// As [`App::export_cases`].
    pub async fn export_people(
        &self,
        caller: Caller,
        leaving: ListExport,
        order: Order<organization::By>,
        texts: Texts,
    ) -> Result<Exported<PersonListed>> {
        self.export_list(
            caller,
            List::People,
            leaving,
            texts,
            move |unit, leaving, after: Option<PersonId>| {
                let query = PersonQuery {
                    order,
                    department: leaving.department,
                    words: leaving.sought(),
                    proposed: false,
                    after,
                    limit: PAGE,
                };
                let page = people(unit, &query)?;
                let rows = page.rows.into_iter().map(|view| person(unit, view)).collect();
                Ok((rows, page.next.and_then(|next| next.parse().ok())))
            },
        )
        .await
    }

    /// Letters within scope, in the order that is asked for, of their ids where none is.
    ///
    /// # Errors
    /// As [`App::export_cases`].
    pub async fn export_letters(
        &self,
        caller: Caller,
        leaving: ListExport,
        order: Order<authority::By>,
        texts: Texts,
    ) -> Result<Exported<LetterView>> {
        self.export_list(
            caller,
            List::Letters,
            leaving,
            texts,
            move |unit, leaving, after: Option<LetterId>| {
                let ListExport { department, holder, .. } = leaving;
                let words = leaving.sought();
                let query = LetterQuery {
                    department: *department,
                    holder: *holder,
                    words,
                    after,
                    limit: PAGE,
                    order,
                };
                let page = letters(unit, &query)?;
                Ok((page.rows, page.next.and_then(|next| next.parse().ok())))
            },
        )
        .await
    }

    /// Licenses of a department in the order that is asked for, by their first day where none is.
    ///
    /// # Errors
    /// As [`App::export_cases`]; [`Error::NotFound`] for a department that is not the caller's to see.
    pub async fn export_licenses(
        &self,
        caller: Caller,
        leaving: ListExport,
        order: Order<license::By>,
        texts: Texts,
    ) -> Result<Exported<LicenseView>> {
        self.export_list(
            caller,
            List::Licenses,
            leaving,
            texts,
            move |unit, leaving, after: Option<LicenseId>| {
                let words = leaving.sought();
                let query = LicenseQuery { department: leaving.department, words, order, after, limit: PAGE };
                let found = licenses(unit, &query)?;
                let last = found.rows.last().filter(|_| found.more);
                let next = last.and_then(|last| last.row.id.parse().ok());
                Ok((found.rows, next))
            },
        )
        .await
    }

    /// All pages of a list, each with where the next one begins, once it is on record that they leave.
    async fn export_list<T, P, F>(
        &self,
        caller: Caller,
        list: List,
        leaving: ListExport,
        texts: Texts,
        page: F,
    ) -> Result<Exported<T>>
    where
        T: Send + 'static,
        P: Send + 'static,
        F: Fn(&mut Unit<'_, '_>, &ListExport, Option<P>) -> Result<(Vec<T>, Option<P>)> + Send + 'static,
    {
        let turn = self.turn().await?;
        let asked = leaving.clone();
        let rows = self.read(caller.clone(), move |unit| {
            admitted(unit)?;
            purpose::stated(asked.purpose.weight())?;
            let (mut rows, mut after) = (Vec::new(), None);
            loop {
                let (found, next) = page(unit, &asked, after)?;
                rows.extend(found);
                exportable(rows.len())?;
                if next.is_none() {
                    return Ok(rows);
                }
                after = next;
            }
        });
        let rows = rows.await?;
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let recorded = self.write(caller, move |unit| {
            let exported = ListExported {
                list,
                format: leaving.format,
                department: leaving.department,
                holder: leaving.holder,
                in_force: leaving.in_force,
                words: leaving.words.as_ref().map(Text::reference),
                rows: count,
                purpose: leaving.purpose.reference(),
            };
            departed(unit, exported.into(), &texts)
        });
        Ok(recorded.await?.with(rows, turn))
    }
}

fn person(unit: &Unit<'_, '_>, view: PersonView) -> PersonListed {
    let today = legal_date(unit.now);
    let department = unit.world.facts.departments.get(&view.person.department);
    PersonListed {
        department: department.map_or_else(String::new, |department| department.name.clone()),
        duties: view.person.posts_on(today).map(|post| post.duty).collect(),
        employed: view.person.is_employed(today),
        absent: view.person.is_absent(today),
        view,
    }
}
