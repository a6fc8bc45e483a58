//! 日历: published with its notice, local days decreed; read year by year.

mod foreseen;

pub use foreseen::{Foreseen, ForeseenClock, Question};

use std::collections::BTreeSet;

use daowei_calendar::{Calendar, Day, LocalRow};
use daowei_domain::Recorded;
use daowei_domain::authority::Act;
use daowei_domain::calendar::{self, Almanac, Command, LocalDecreed, Published};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::authority::grant;
use crate::error::{Error, Problem, Result};
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, stream, world};

/// A year of the calendar in use.
#[derive(Clone, Debug)]
pub struct Year {
    /// The calendar's version.
    pub version: String,
    /// Whether the year was announced in full; its days are provisional otherwise.
    pub published: bool,
    /// Its days.
    pub days: Vec<Day>,
}

/// Which calendars are in use.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Standing {
    /// National version.
    pub national: String,
    /// Local version; empty where nothing was decreed.
    pub local: String,
    /// The years announced in full.
    pub covers: BTreeSet<i16>,
}

/// What was published, and what of it is local.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Which calendars are in use.
    pub standing: Standing,
    /// The days that this place decreed.
    pub local: Vec<LocalRow>,
    /// What was published or decreed here, the newest first, at most a hundred.
    pub publications: Vec<Publication>,
}

/// One notice or decree, as it was entered.
#[derive(Clone, Debug)]
pub struct Publication {
    /// When it was entered.
    pub at: Timestamp,
    /// Who entered it; nobody where the host did.
    pub by: Option<String>,
    /// The version that it made.
    pub version: String,
    /// The notice; nothing for local decrees, whose days name theirs.
    pub document: Option<String>,
    /// The years that it announced in full.
    pub covers: BTreeSet<i16>,
    /// How many days it names.
    pub days: usize,
}

/// Publications that one answer lists.
const LISTED: usize = 100;

impl App {
    /// What was published, and what of it is local.
    ///
    /// # Errors
    /// What befell the store.
    pub async fn calendar(&self, caller: Caller) -> Result<Overview> {
        self.read(caller, |unit| {
            unit.in_scope("calendar:read")?;
            let records = stream::load::<calendar::Event>(unit.inner, unit.tx, world::CALENDAR)?.records;
            let publications = records.into_iter().rev().take(LISTED).map(|record| published(unit, record));
            let publications = publications.collect();
            let Almanac { national, local, .. } = &unit.world.almanac;
            let standing = Standing {
                national: national.version.clone(),
                local: local.version.clone(),
                covers: national.covers.clone(),
            };
            Ok(Overview { standing, local: local.rows.clone(), publications })
        })
        .await
    }

    /// Publishes national days, or decrees local ones, once for each key. Clocks that run are computed again by an act of
    /// their own.
    ///
    /// # Errors
    /// Rules of authority, `calendar.unreadable`, `calendar.without_document`, `calendar.year_incomplete`,
    /// `calendar.local_authority`, `calendar.past`, `calendar.too_few_working_days`; [`Error::KeyReused`].
    pub async fn change_calendar(
        &self,
        caller: Caller,
        command: Command,
        once: Option<Once>,
    ) -> Result<Answer<Standing>> {
        self.write_once(caller, once, move |unit| {
            let Almanac { national, local, .. } = change(unit, command.clone())?;
            Ok(Standing { national: national.version, local: local.version, covers: national.covers })
        })
        .await
    }

    /// The days of a year.
    ///
    /// # Errors
    /// [`Error::Input`] for a year outside 2000..=2099.
    pub async fn calendar_year(&self, caller: Caller, year: i16) -> Result<Year> {
        self.read(caller, move |unit| {
            unit.in_scope("calendar:read")?;
            days(&unit.world.calendar, &unit.world.almanac, year)
        })
        .await
    }
}

fn published(unit: &Unit<'_, '_>, record: Recorded<calendar::Event>) -> Publication {
    let by = record.by.staff().map(|staff| unit.world.name(staff.person).to_owned());
    let at = record.at;
    match record.event {
        calendar::Event::Published(Published { data, document }) => Publication {
            at,
            by,
            version: data.version,
            document: Some(document),
            covers: data.covers,
            days: data.rows.len(),
        },
        calendar::Event::LocalDecreed(LocalDecreed { overlay }) => Publication {
            at,
            by,
            version: overlay.version,
            document: None,
            covers: BTreeSet::new(),
            days: overlay.rows.len(),
        },
    }
}

fn days(calendar: &Calendar, almanac: &Almanac, year: i16) -> Result<Year> {
    if !(2000..=2099).contains(&year) {
        return Err(Error::input("year", Problem::Range));
    }
    let first = date(year, 1, 1);
    let of_year = std::iter::successors(Some(first), |day: &Date| day.tomorrow().ok());
    let days = of_year.take_while(|day| day.year() == year).map(|day| calendar.day(day)).collect();
    let published = almanac.national.covers.contains(&year);
    Ok(Year { version: calendar.version().to_owned(), published, days })
}

/// Publishes or decrees, inside a unit of work.
///
/// # Errors
/// As [`App::change_calendar`].
pub fn change(unit: &mut Unit<'_, '_>, command: Command) -> Result<Almanac> {
    let grant = grant(unit, Act::PublishCalendar, None)?;
    let loaded = stream::load::<calendar::Event>(unit.inner, unit.tx, world::CALENDAR)?;
    let before =
        loaded.records.iter().fold(Almanac::shipped(), |almanac, record| almanac.apply(&record.event));
    let events = calendar::decide(&before, command, daowei_calendar::legal_date(unit.now))?;
    if events.is_empty() {
        return Ok(before);
    }
    let after = events.iter().fold(before, Almanac::apply);
    unit.changes_facts()?;
    let records: Vec<_> = events.into_iter().map(|event| unit.record(Some(grant.clone()), event)).collect();
    stream::append(unit.inner, unit.tx, world::CALENDAR, loaded.head, &records, calendar::Event::kind)?;
    Ok(after)
}
