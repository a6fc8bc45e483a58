//! A small city for benchmarks, made by the product's own use cases: departments with one license each, and for each of
//! them as many crews as are asked for: a clerk, two reviewers, a leader and a chief representative.

mod item;

pub(crate) use item::PAPERS;

use std::collections::BTreeSet;

use daowei_app::authority::{self, NewLetter};
use daowei_app::organization::{self, NewDepartment, NewPerson, NewPost, NewWindow};
use daowei_app::{App, Caller, Unit, catalog};
use daowei_domain::authority::Power;
use daowei_domain::authority::letter::{Granted, Items};
use daowei_domain::catalog::{Item, Origin};
use daowei_domain::organization::{
    Duty, Employment, EmploymentKind, Leadership, Managed, Validity, WindowKind,
};
use daowei_ident::{DepartmentId, DivisionCode, PersonId, PostId, WindowId};
use daowei_store::Store;
use jiff::civil::{Date, date};

use crate::error::{Result, words};
use crate::place::Place;

/// The password of everybody: the databases are thrown away.
pub(crate) const PASSWORD: &str = "bench-口令-2026";

/// Somebody in the post that they act in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    /// Who.
    pub(crate) person: PersonId,
    /// Where.
    pub(crate) post: PostId,
}

/// With what the logins of a crew begin.
pub(crate) const ROLES: [&str; 5] = ["clerk", "reviewer", "second", "leader", "chief"];

/// Those who carry one case from receipt to decision, in the order of their steps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Crew {
    /// Receives and accepts.
    pub(crate) clerk: Member,
    /// Examines.
    pub(crate) reviewer: Member,
    /// Verifies.
    pub(crate) second: Member,
    /// Checks.
    pub(crate) leader: Member,
    /// Decides.
    pub(crate) chief: Member,
}

impl Crew {
    /// Everybody, with the part that begins their login.
    pub(crate) fn members(&self) -> [(&'static str, Member); 5] {
        let [clerk, reviewer, second, leader, chief] = ROLES;
        [
            (clerk, self.clerk),
            (reviewer, self.reviewer),
            (second, self.second),
            (leader, self.leader),
            (chief, self.chief),
        ]
    }
}

/// A department with its item and crews.
#[derive(Clone, Debug)]
pub(crate) struct Office {
    /// The department itself.
    pub(crate) department: DepartmentId,
    /// Its license.
    pub(crate) item: Item,
    /// Its crews.
    pub(crate) crews: Vec<Crew>,
}

/// The city.
#[derive(Clone, Debug)]
pub(crate) struct City {
    /// Its departments.
    pub(crate) offices: Vec<Office>,
}

/// Before the oldest case that is told.
const OPENING: Date = date(2015, 1, 1);

impl City {
    /// Makes it in an empty installation, on its opening day.
    pub(crate) fn make(place: &Place, store: &Store, offices: u16, crews: u16) -> Result<Self> {
        let app = place.inside_at(store, daowei_calendar::start_of_day(OPENING))?;
        let division: DivisionCode = "512000".parse().map_err(|_| words("a division code"))?;
        let offices = app.write_blocking(Caller::Host, move |unit| {
            let offices = (1..=offices).map(|number| office(unit, division, number, crews));
            offices.collect::<daowei_app::Result<Vec<_>>>()
        })?;
        Ok(Self { offices })
    }

    /// The crew of a client, departments first: clients of one department share its counters.
    pub(crate) fn crew(&self, client: usize) -> Result<(&Office, &Crew)> {
        let count = self.offices.len().max(1);
        let office = self.offices.get(client % count).ok_or_else(|| words("a city without departments"))?;
        let crew = office.crews.get((client / count) % office.crews.len().max(1));
        Ok((office, crew.ok_or_else(|| words("a department without a crew"))?))
    }

    /// Gives everybody of the first `clients` crews an account.
    pub(crate) fn accounts(&self, app: &App, clients: usize) -> Result<()> {
        for client in 0..clients {
            let (_, crew) = self.crew(client)?;
            for (role, member) in crew.members() {
                app.create_account_as_host(member.person, &login(role, client), PASSWORD)?;
            }
        }
        Ok(())
    }
}

/// The name under which a member of a client's crew signs in.
pub(crate) fn login(role: &str, client: usize) -> String {
    format!("{role}-{client:02}")
}

/// A number of two digits as a name has it.
fn numeral(number: u16) -> String {
    let digit = |digit: u16| "零一二三四五六七八九".chars().nth(usize::from(digit % 10));
    digit(number / 10).into_iter().chain(digit(number)).collect()
}

fn since() -> Validity {
    Validity::since(OPENING)
}

fn office(
    unit: &mut Unit<'_, '_>,
    division: DivisionCode,
    number: u16,
    crews: u16,
) -> daowei_app::Result<Office> {
    let department = organization::establish(
        unit,
        NewDepartment {
            unit: number,
            name: format!("资阳市第{}行政管理局", numeral(number)),
            short_name: format!("资政{}", numeral(number)),
            credit_code: None,
            division,
            line: "行政管理".to_owned(),
            managed: Managed::Municipal,
            review_organ: Some("资阳市人民政府".to_owned()),
            court: Some("资阳市雁江区人民法院".to_owned()),
            consult_phone: None,
            complaint_phone: None,
            validity: since(),
            predecessors: Vec::new(),
        },
    )?
    .id;
    let window = organization::open_window(
        unit,
        NewWindow {
            number: format!("A{number:02}"),
            kind: WindowKind::Department,
            serves: BTreeSet::from([department]),
            place: "市政务服务中心一楼".to_owned(),
            division,
            validity: since(),
        },
    )?
    .id;
    let principal = member(unit, department, (Duty::DepartmentLeader, None), &format!("{number:02}-00"))?;
    organization::appoint_leader(unit, department, principal.person, Leadership::Principal, since())?;
    let origin = Origin::Founding { document: "资府发〔2015〕37号".to_owned() };
    let item = catalog::enter(unit, origin, since(), Box::new(item::license(department, division)))?;
    let crews = (1..=crews)
        .map(|crew| self::crew(unit, (department, window), principal, &format!("{number:02}-{crew:02}")))
        .collect::<daowei_app::Result<_>>()?;
    Ok(Office { department, item, crews })
}

fn crew(
    unit: &mut Unit<'_, '_>,
    (department, window): (DepartmentId, WindowId),
    principal: Member,
    number: &str,
) -> daowei_app::Result<Crew> {
    let crew = Crew {
        clerk: member(unit, department, (Duty::Clerk, Some(window)), &format!("{number}-1"))?,
        reviewer: member(unit, department, (Duty::Reviewer, None), &format!("{number}-2"))?,
        second: member(unit, department, (Duty::Reviewer, None), &format!("{number}-3"))?,
        leader: member(unit, department, (Duty::DepartmentLeader, None), &format!("{number}-4"))?,
        chief: member(unit, department, (Duty::ChiefRepresentative, Some(window)), &format!("{number}-5"))?,
    };
    let deputy = Leadership::DeputyInCharge;
    organization::appoint_leader(unit, department, crew.leader.person, deputy, since())?;
    authority::sign(
        unit,
        &NewLetter {
            number: None,
            department,
            signer: Some(principal.person),
            holder: crew.chief.person,
            grants: Power::ALL.into_iter().map(|power| Granted { power, items: Items::All }).collect(),
            validity: since(),
            deputy_of: None,
        },
    )?;
    Ok(crew)
}

fn member(
    unit: &mut Unit<'_, '_>,
    department: DepartmentId,
    (duty, window): (Duty, Option<WindowId>),
    staff_number: &str,
) -> daowei_app::Result<Member> {
    let employment = Employment { kind: EmploymentKind::Regular, approval: None, validity: since() };
    let name = "张文明".parse().map_err(|_| daowei_app::Error::NotFound { what: "name" })?;
    let person = NewPerson { staff_number: staff_number.to_owned(), name, department, employment };
    let person = organization::register(unit, &person)?.id;
    let post = NewPost { duty, department, section: None, window, validity: since() };
    let (_, post) = organization::appoint(unit, person, post)?;
    Ok(Member { person, post })
}
