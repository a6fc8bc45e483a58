//! 预看重新计算: what a calendar would make of the limits that run, computed by the domain and written nowhere.

use daowei_calendar::{Calendar, OpeningHours, legal_date};
use daowei_domain::authority::{Act, Reach};
use daowei_domain::calendar::{self, Almanac, Command};
use daowei_domain::case::{self, Case, Stage};
use daowei_domain::limits::{ClockKind, Reckoning};
use daowei_ident::{CaseId, DepartmentId};
use daowei_store::view::case::{Order, Part};
use daowei_store::{event, view};

use crate::case::{After, CaseRow, scope};
use crate::error::{Error, Result};
use crate::unit::{Caller, Unit};
use crate::{App, stream};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is to be published; the calendar in use where nothing is.
    pub trial: Option<Command>,
    /// Behind this place of the list of open cases.
    pub after: After,
    /// How many open cases are looked at, 100 at most.
    pub limit: u32,
}

/// A stretch of the open cases, by due date.
#[derive(Clone, Debug)]
pub struct Foreseen {
    /// The calendar that was counted by.
    pub version: String,
    /// The limits that would move, and those that rest on days without a published calendar.
    pub clocks: Vec<ForeseenClock>,
    /// How many cases were looked at.
    pub looked_at: usize,
    /// Where the next stretch begins; nothing at the end.
    pub next: Option<After>,
}

/// A limit that would move, or that is provisional.
#[derive(Clone, Debug)]
pub struct ForeseenClock {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// Its department's name.
    pub department: String,
    /// Which limit.
    pub clock: ClockKind,
    /// As it was counted.
    pub now: Reckoning,
    /// As it would be counted.
    pub then: Reckoning,
}

impl ForeseenClock {
    /// Whether its end, or what is known of it, would be another.
    #[must_use]
    pub fn moves(&self) -> bool {
        (self.now.due, self.now.ends_at, self.now.provisional)
            != (self.then.due, self.then.ends_at, self.then.provisional)
    }
}

impl App {
    /// What the calendar in use, or one that is to be published, would make of the limits of open cases within the caller's
    /// scope. Nothing is written; each case is computed again by an act of its own.
    ///
    /// # Errors
    /// Rules of authority; those of publishing, where something is to be published.
    pub async fn foresee_recomputation(&self, caller: Caller, question: Question) -> Result<Foreseen> {
        self.read(caller, move |unit| foresee(unit, &question)).await
    }
}

fn foresee(unit: &mut Unit<'_, '_>, question: &Question) -> Result<Foreseen> {
    unit.in_scope("case:read")?;
    let scope = scope(unit, Act::ForeseeRecomputation)?;
    let trial = question.trial.clone().map(|command| tried(unit, command)).transpose()?;
    let limit = question.limit.clamp(1, 100);
    let order = Order::Due;
    let part = Part { order, after: &question.after, limit };
    let mut rows = match scope.reach() {
        Reach::Nothing => Vec::new(),
        Reach::Everything => view::case::of_all(unit.tx, &Stage::OPEN, part)?,
        Reach::Departments(departments) => {
            let departments: Vec<String> = departments.iter().map(DepartmentId::to_string).collect();
            view::case::open_of_departments(unit.tx, &departments, part)?
        }
    };
    let full = u32::try_from(rows.len()).is_ok_and(|count| count == limit);
    let next = rows.last().filter(|_| full).map(|row| order.behind(row));
    let looked_at = rows.len();
    // Where no clock runs, the list ends: those rows come last.
    rows.retain(|row| row.clock.is_some());
    let streams: Vec<String> = rows.iter().map(|row| stream::name("case", &row.id)).collect();
    let mut events = event::of_streams(unit.tx, unit.inner.keys.evidence(), &streams)?;
    let calendar = trial.as_ref().unwrap_or(&unit.world.calendar);
    let mut clocks = Vec::new();
    for (row, name) in rows.iter().zip(&streams) {
        let stored = events.remove(name).unwrap_or_default();
        let records = stored.iter().map(stream::read).collect::<Result<Vec<_>>>()?;
        let case = Case::fold(&records).ok_or(Error::NotFound { what: "case" })?;
        clocks.extend(of_case(unit, row, &case, calendar)?);
    }
    Ok(Foreseen { version: calendar.version().to_owned(), clocks, looked_at, next })
}

fn of_case(
    unit: &Unit<'_, '_>,
    row: &CaseRow,
    case: &Case,
    calendar: &Calendar,
) -> Result<Vec<ForeseenClock>> {
    let department = unit.world.facts.departments.get(&case.department);
    let department = department.map_or_else(String::new, |department| department.name.clone());
    let reckoned = case::reckoned(case, calendar, unit.settings.warning_days)?;
    let foreseen = reckoned.into_iter().filter_map(|(clock, then)| {
        let now = case.clocks.get(&clock)?.reckoning.clone();
        let (number, department) = (row.number.clone(), department.clone());
        Some(ForeseenClock { case: case.id, number, department, clock, now, then })
    });
    Ok(foreseen.filter(|foreseen| foreseen.moves() || foreseen.now.provisional).collect())
}

/// The calendar as it would stand, by the rules of publishing.
fn tried(unit: &Unit<'_, '_>, command: Command) -> Result<Calendar> {
    let almanac = &unit.world.almanac;
    let events = calendar::decide(almanac, command, legal_date(unit.now))?;
    let Almanac { national, local, .. } = events.iter().fold(almanac.clone(), Almanac::apply);
    Calendar::new(&national, &local, OpeningHours::default())
        .map_err(|_| Error::Store(daowei_store::Error::Damaged { what: "calendar" }))
}
