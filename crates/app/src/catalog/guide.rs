//! 办事指南: what the public is told, without an account. The version shown is the one that an application of today is accepted
//! under (UX-25); what no document founds is not told as a power (N-3.1).

use daowei_calendar::{OpeningHours, legal_date};
use daowei_domain::authority::Facts;
use daowei_domain::case::{Chart, Remedies, remedies};
use daowei_domain::catalog::{Audience, DepartmentOf, Version};
use daowei_domain::organization::{Department, Window};
use daowei_ident::{DepartmentId, ItemId};
use daowei_store::view;
pub use daowei_store::view::guide::GuideRow;
use daowei_store::view::guide::{self, Facet};
use jiff::civil::Date;

use super::read::LONGEST_SEARCH;
use crate::error::{Error, Problem, Result};
use crate::text::one_line;
use crate::unit::{Caller, Unit};
use crate::{App, world};

/// Items that a search looks at.
const SEARCHED: u32 = 100;

/// Which guides.
#[derive(Clone, Debug, Default)]
pub struct GuideQuery {
    /// Of this department.
    pub department: Option<DepartmentId>,
    /// 服务主题, as the items write it.
    pub topic: Option<String>,
    /// 服务对象
    pub audience: Option<Audience>,
    /// Words, or initials of their pinyin; at least two characters.
    pub words: Option<String>,
    /// Behind this item; a search has one page.
    pub after: Option<ItemId>,
    /// How many.
    pub limit: u32,
}

/// Guides of a list.
#[derive(Clone, Debug)]
pub struct Guides {
    /// The rows: by name, or what a search finds, the nearest names first.
    pub rows: Vec<GuideRow>,
    /// Whether there are more behind them.
    pub more: bool,
}

/// A guide, with what the organization adds to what the item says.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The item.
    pub item: ItemId,
    /// The version in force today.
    pub version: Version,
    /// The organ that answers for it today, where it is one of ours.
    pub organ: Option<Department>,
    /// Windows that serve it today, by their numbers.
    pub windows: Vec<Window>,
    /// The flow that its cases run by.
    pub chart: &'static Chart,
    /// Against a refusal of today; nothing where the organ has none on record.
    pub remedies: Option<Remedies>,
    /// When the center is open on working days.
    pub hours: OpeningHours,
    /// Today, in Beijing.
    pub today: Date,
}

/// Ways to come to a guide, and the organs with their windows and phones.
#[derive(Clone, Debug)]
pub struct Directory {
    /// Guides in force today.
    pub guides: u64,
    /// Organs that exist today, by division and unit code.
    pub organs: Vec<Organ>,
    /// 服务主题 that guides have, with their number.
    pub topics: Vec<(String, u64)>,
    /// 服务对象, each with the number of guides that name it.
    pub audiences: Vec<(Audience, u64)>,
    /// When the center is open on working days.
    pub hours: OpeningHours,
}

/// An organ as the public comes to it.
#[derive(Clone, Debug)]
pub struct Organ {
    /// The organ.
    pub department: Department,
    /// Its guides in force today.
    pub guides: u64,
    /// Windows that serve it today, by their numbers.
    pub windows: Vec<Window>,
}

impl App {
    /// Guides in force today.
    ///
    /// # Errors
    /// [`Error::Input`] for a search or a theme that is too long, and for a page behind what is no guide.
    pub async fn guides(&self, query: GuideQuery) -> Result<Guides> {
        self.read(Caller::Host, move |unit| guides(unit, &query)).await
    }

    /// The guide of an item.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the item has no founded version in force today.
    pub async fn guide(&self, item: ItemId) -> Result<Guide> {
        self.read(Caller::Host, move |unit| guide(unit, item)).await
    }

    /// Ways to come to a guide.
    ///
    /// # Errors
    /// What befell the store.
    pub async fn directory(&self) -> Result<Directory> {
        self.read(Caller::Host, directory).await
    }
}

fn guides(unit: &mut Unit<'_, '_>, query: &GuideQuery) -> Result<Guides> {
    let today = legal_date(unit.now);
    let day = today.to_string();
    let limit = query.limit.clamp(1, 100);
    for (name, text) in [("q", &query.words), ("topic", &query.topic)] {
        if let Some(text) = text {
            one_line(name, text, LONGEST_SEARCH)?;
        }
    }
    let asked = [
        query.department.map(|id| Facet::Department(id.to_string())),
        query.topic.clone().map(Facet::Topic),
        query.audience.map(Facet::Audience),
    ];
    let mut facets = asked.map(|facet| facet.unwrap_or(Facet::All));
    // A page is read along its first facet: the narrower one goes ahead.
    if facets[0] == Facet::All {
        facets.rotate_left(1);
    }
    if facets[0] == Facet::All {
        facets.rotate_left(1);
    }
    let (mut rows, more) = match &query.words {
        Some(words) => {
            let (mut rows, more) = guide::find(unit.tx, &facets, &day, words, SEARCHED)?;
            let words = words.trim();
            rows.sort_by_cached_key(|row| {
                (!row.name.contains(words), row.name.chars().count(), row.name.clone(), row.item.clone())
            });
            (rows, more)
        }
        None => {
            let after = match query.after {
                Some(item) => {
                    let world = unit.world.clone();
                    let item = world::item(unit.inner, unit.tx, &world, item)?;
                    let behind = item.and_then(|item| {
                        let version = item.in_force(today).ok()?;
                        Some((version.content.name.clone(), item.id.to_string()))
                    });
                    behind.ok_or_else(|| Error::input("cursor", Problem::Unknown))?
                }
                None => (String::new(), String::new()),
            };
            let mut rows =
                guide::page(unit.tx, &facets, &day, (&after.0, &after.1), limit.saturating_add(1))?;
            let size = usize::try_from(limit).unwrap_or(usize::MAX);
            let more = rows.len() > size;
            rows.truncate(size);
            (rows, more)
        }
    };
    for row in &mut rows {
        let id = row.department.as_deref().and_then(|id| id.parse().ok());
        if let Some(organ) = id.and_then(|id: DepartmentId| unit.world.facts.departments.get(&id)) {
            row.department_name.clone_from(&organ.name);
        }
    }
    Ok(Guides { rows, more })
}

fn guide(unit: &mut Unit<'_, '_>, id: ItemId) -> Result<Guide> {
    let missing = || Error::NotFound { what: "guide" };
    let today = legal_date(unit.now);
    let world = unit.world.clone();
    let item = world::item(unit.inner, unit.tx, &world, id)?.ok_or_else(missing)?;
    let version = item.in_force(today).map_err(|_| missing())?;
    version.origin.document().ok_or_else(missing)?;
    let mut version = version.clone();
    // What an import noted is for the desk.
    version.content.note.clear();
    let organ = match &version.content.department {
        DepartmentOf::Known(department) => world.organ(*department, today).ok(),
        DepartmentOf::AsWritten(_) => None,
    };
    Ok(Guide {
        item: id,
        chart: Chart::of(version.content.case_kind),
        version,
        windows: organ.map_or_else(Vec::new, |organ| serving(&world.facts, organ.id, today)),
        remedies: organ.and_then(|organ| remedies(organ, today).ok()),
        organ: organ.cloned(),
        hours: world.calendar.hours(),
        today,
    })
}

fn directory(unit: &mut Unit<'_, '_>) -> Result<Directory> {
    let today = legal_date(unit.now);
    let world = unit.world.clone();
    let counted = world.counted(today, || Ok(view::guide::count(unit.tx, &today.to_string())?))?;
    let of =
        |facet: &Facet| counted.iter().find(|(counted, _)| counted == facet).map_or(0, |(_, count)| *count);
    let mut organs: Vec<Organ> = world
        .facts
        .departments
        .values()
        .filter(|department| department.validity.holds_on(today))
        .map(|department| Organ {
            guides: of(&Facet::Department(department.id.to_string())),
            windows: serving(&world.facts, department.id, today),
            department: department.clone(),
        })
        .collect();
    organs.sort_by_key(|organ| {
        (organ.department.division.to_string(), organ.department.unit, organ.department.id)
    });
    let topic = |(facet, count): &(Facet, u64)| match facet {
        Facet::Topic(topic) => Some((topic.clone(), *count)),
        _ => None,
    };
    Ok(Directory {
        guides: of(&Facet::All),
        organs,
        topics: counted.iter().filter_map(topic).collect(),
        audiences: Audience::ALL
            .into_iter()
            .map(|audience| (audience, of(&Facet::Audience(audience))))
            .collect(),
        hours: world.calendar.hours(),
    })
}

/// The windows that serve an organ on a day.
fn serving(facts: &Facts, organ: DepartmentId, day: Date) -> Vec<Window> {
    let serves = |window: &&Window| window.serves.contains(&organ) && window.validity.holds_on(day);
    let mut windows: Vec<Window> = facts.windows.values().filter(serves).cloned().collect();
    windows.sort_by(|a, b| a.number.cmp(&b.number).then(a.id.cmp(&b.id)));
    windows
}
