//! 部门: established, described anew, arranged, led, succeeded by one organ or by several (N-3.2).

use daowei_domain::authority::Act;
use daowei_domain::organization::department::{self, Changed, Command, Established, Leader, SectionMode};
use daowei_domain::organization::{Department, Leadership, Section, Validity};
use daowei_domain::{Actor, Grant};
use daowei_ident::{CreditCode, DepartmentId, DivisionCode, PersonId, SectionId};
use jiff::civil::Date;

use super::{known, named};
use crate::aggregate::{self, Kept};
use crate::authority::{grant, grant_over};
use crate::error::{Error, Problem, Result};
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once};

/// An organ to be entered.
#[derive(Clone, Debug)]
pub struct NewDepartment {
    /// Three-digit unit code of case numbers.
    pub unit: u16,
    /// Full name.
    pub name: String,
    /// 机关代字
    pub short_name: String,
    /// 统一社会信用代码
    pub credit_code: Option<CreditCode>,
    /// Division.
    pub division: DivisionCode,
    /// 条线
    pub line: String,
    /// How it is managed.
    pub managed: department::Managed,
    /// 行政复议机关
    pub review_organ: Option<String>,
    /// Court of first instance.
    pub court: Option<String>,
    /// 咨询电话: told where the item has none of its own.
    pub consult_phone: Option<String>,
    /// 监督投诉电话: told where the item has none of its own.
    pub complaint_phone: Option<String>,
    /// When it exists.
    pub validity: Validity,
    /// Organs whose functions it takes over.
    pub predecessors: Vec<DepartmentId>,
}

/// A section to be set up, or changed.
#[derive(Clone, Debug)]
pub struct NewSection {
    /// The section to be changed; a new one where there is none.
    pub id: Option<SectionId>,
    /// Its name.
    pub name: String,
    /// Whether it is the approval section, and of which kind.
    pub mode: SectionMode,
    /// The document of 编办 that sets it up.
    pub document: Option<String>,
}

impl App {
    /// Enters an organ, once for each key.
    ///
    /// # Errors
    /// Rules of authority and `organization.…`; [`Error::Input`], [`Error::KeyReused`].
    pub async fn establish_department(
        &self,
        caller: Caller,
        new: NewDepartment,
        once: Option<Once>,
    ) -> Result<Answer<Department>> {
        self.write_once(caller, once, move |unit| establish(unit, new.clone())).await
    }

    /// Describes an organ anew: its name, line, management, remedies, dates, predecessors.
    ///
    /// # Errors
    /// As [`App::establish_department`]; [`Error::NotFound`].
    pub async fn change_department(
        &self,
        caller: Caller,
        department: DepartmentId,
        changed: Changed,
        once: Option<Once>,
    ) -> Result<Answer<Department>> {
        self.write_once(caller, once, move |unit| describe(unit, department, changed.clone())).await
    }

    /// Sets up a section, or changes one.
    ///
    /// # Errors
    /// As [`App::establish_department`]; [`Error::NotFound`].
    pub async fn arrange_section(
        &self,
        caller: Caller,
        department: DepartmentId,
        new: NewSection,
        once: Option<Once>,
    ) -> Result<Answer<Department>> {
        self.write_once(caller, once, move |unit| {
            let NewSection { id, name, mode, document } = new.clone();
            let id = id.unwrap_or_else(|| unit.ids.next(SectionId::from_parts));
            arrange_section(unit, department, Section { id, name, mode, document })
        })
        .await
    }

    /// Puts a leader on record: never oneself.
    ///
    /// # Errors
    /// As [`App::arrange_section`]; `authority.oneself`.
    pub async fn appoint_leader(
        &self,
        caller: Caller,
        department: DepartmentId,
        leader: Leader,
        once: Option<Once>,
    ) -> Result<Answer<Department>> {
        self.write_once(caller, once, move |unit| {
            appoint_leader(unit, department, leader.person, leader.leadership, leader.validity)
        })
        .await
    }

    /// Records that another organ takes over, by which document: never one's own organ.
    ///
    /// # Errors
    /// As [`App::arrange_section`].
    pub async fn succeed_department(
        &self,
        caller: Caller,
        department: DepartmentId,
        (by, on): (DepartmentId, Date),
        document: String,
        once: Option<Once>,
    ) -> Result<Answer<Department>> {
        self.write_once(caller, once, move |unit| succeed(unit, department, (by, on), document.clone())).await
    }
}

/// Enters an organ, inside a unit of work.
///
/// # Errors
/// As [`App::establish_department`].
pub fn establish(unit: &mut Unit<'_, '_>, new: NewDepartment) -> Result<Department> {
    let grant = grant(unit, Act::ArrangeDepartment, None)?;
    within(unit, new.division)?;
    named("name", &new.name)?;
    named("short_name", &new.short_name)?;
    named("line", &new.line)?;
    if !(1..=999).contains(&new.unit) {
        return Err(Error::input("unit", Problem::Range));
    }
    for predecessor in &new.predecessors {
        known(unit, *predecessor)?;
    }
    let id = unit.ids.next(DepartmentId::from_parts);
    let entry = Established {
        department: id,
        unit: new.unit,
        name: new.name,
        short_name: new.short_name,
        credit_code: new.credit_code,
        division: new.division,
        line: new.line,
        managed: new.managed,
        review_organ: new.review_organ,
        court: new.court,
        consult_phone: new.consult_phone,
        complaint_phone: new.complaint_phone,
        validity: new.validity,
        predecessors: new.predecessors,
        source: String::new(),
    };
    let events = department::establish(entry, unit.world.facts.departments.values())?;
    aggregate::keep(unit, id, Kept::NEW, &grant, events)
}

/// An office arranges its own division and what lies below (N-2.2).
fn within(unit: &Unit<'_, '_>, division: DivisionCode) -> Result<()> {
    let Actor::Staff(staff) = &unit.actor else { return Ok(()) };
    let own = unit.world.facts.departments.get(&staff.department).map(|office| office.division);
    let below = std::iter::successors(Some(division), |code| code.parent()).any(|code| Some(code) == own);
    if below { Ok(()) } else { Err(Error::input("division", Problem::Range)) }
}

/// Describes an organ anew, inside a unit of work.
///
/// # Errors
/// As [`App::change_department`].
pub fn describe(unit: &mut Unit<'_, '_>, id: DepartmentId, changed: Changed) -> Result<Department> {
    named("name", &changed.name)?;
    named("line", &changed.line)?;
    named("document", &changed.document)?;
    for predecessor in &changed.predecessors {
        known(unit, *predecessor)?;
    }
    let today = recorded_on(unit);
    change(unit, id, Command::Change { changed, today })
}

/// Sets up or changes a section, inside a unit of work.
///
/// # Errors
/// As [`App::arrange_section`].
pub fn arrange_section(unit: &mut Unit<'_, '_>, id: DepartmentId, section: Section) -> Result<Department> {
    named("name", &section.name)?;
    change(unit, id, Command::ArrangeSection(section))
}

/// Puts a leader on record, inside a unit of work.
///
/// # Errors
/// As [`App::appoint_leader`].
pub fn appoint_leader(
    unit: &mut Unit<'_, '_>,
    id: DepartmentId,
    person: PersonId,
    leadership: Leadership,
    validity: Validity,
) -> Result<Department> {
    aggregate::open::<daowei_domain::organization::Person>(unit, person)?;
    let grant = grant_over(unit, Act::AppointLeader, id, person)?;
    arrange(unit, id, &grant, Command::AppointLeader { person, leadership, validity })
}

/// Records that another organ takes over, inside a unit of work.
///
/// # Errors
/// As [`App::succeed_department`].
pub fn succeed(
    unit: &mut Unit<'_, '_>,
    id: DepartmentId,
    (by, on): (DepartmentId, Date),
    document: String,
) -> Result<Department> {
    named("document", &document)?;
    known(unit, by)?;
    let recorder = unit.actor.staff().map(|staff| staff.department);
    let today = recorded_on(unit);
    change(unit, id, Command::Succeed { by, on, document, recorder, today })
}

/// The legal date, where somebody records it; the host tells of the past, at installation.
fn recorded_on(unit: &Unit<'_, '_>) -> Option<Date> {
    unit.actor.staff().map(|_| daowei_calendar::legal_date(unit.now))
}

fn change(unit: &mut Unit<'_, '_>, id: DepartmentId, command: Command) -> Result<Department> {
    let grant = grant(unit, Act::ArrangeDepartment, Some(id))?;
    arrange(unit, id, &grant, command)
}

fn arrange(unit: &mut Unit<'_, '_>, id: DepartmentId, grant: &Grant, command: Command) -> Result<Department> {
    let (department, head) = aggregate::open::<Department>(unit, id)?;
    let events = department::decide(&department, command)?;
    aggregate::keep(unit, id, Kept { state: Some(department), head }, grant, events)
}
