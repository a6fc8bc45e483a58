//! Windows, people and posts, registered by the host's hand.

use std::collections::{BTreeMap, BTreeSet};

use daowei_app::organization::{
    NewPerson, NewPost, NewWindow, appoint, appoint_leader, open_window, record_absence, register,
};
use daowei_app::{Error, Unit};
use daowei_domain::organization::{
    Department, Duty, Employment, EmploymentKind, Leadership, Validity, WindowKind,
};
use daowei_ident::{DepartmentId, PersonId, PostId, WindowId};
use jiff::civil::Date;

use super::chance::Chance;
use super::phrases::Phrases;
use super::roster::{GROUND, HALL, OFFICES, ROLES, login};

/// Somebody in a post.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hand {
    pub(super) person: PersonId,
    pub(super) post: PostId,
}

/// An organ with its people.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    pub(super) department: Department,
    pub(super) clerk: Hand,
    pub(super) chief: Hand,
    pub(super) first: Hand,
    pub(super) second: Hand,
    pub(super) leader: Hand,
    pub(super) deputy: Hand,
}

/// Everybody.
#[derive(Clone, Debug)]
pub(super) struct Staff {
    pub(super) desks: Vec<Desk>,
    /// 综合窗口
    pub(super) composite: Hand,
    /// 聘用人员 at the composite window.
    pub(super) helper: Hand,
    /// 中心管理人员, who arranges the queue and stands at the guidance desk.
    pub(super) center: Hand,
    /// Chief representatives of the first office whose letters are not as they should be.
    pub(super) expired: Hand,
    pub(super) narrow: Hand,
    pub(super) substitute: Hand,
    pub(super) early: Hand,
    pub(super) revoked: Hand,
    /// Who of them was away, and when: the substitute acts then.
    pub(super) away: Option<(PersonId, Validity)>,
    /// Who signs in by which name.
    pub(super) logins: Vec<(String, PersonId)>,
}

impl Staff {
    /// The chief representative of a desk, or who stands in on that day.
    pub(super) fn chief_on(&self, desk: &Desk, day: Date) -> Hand {
        let away = self.away.is_some_and(|(who, when)| who == desk.chief.person && when.holds_on(day));
        if away { self.substitute } else { desk.chief }
    }
}

/// What is needed to register people.
pub(super) struct Hiring<'u, 't, 'c> {
    pub(super) unit: &'u mut Unit<'t, 'c>,
    pub(super) phrases: &'u Phrases,
    pub(super) chance: Chance,
    pub(super) since: Date,
    pub(super) anchor: Date,
    number: u32,
    logins: Vec<(String, PersonId)>,
}

impl<'u, 't, 'c> Hiring<'u, 't, 'c> {
    pub(super) fn new(
        unit: &'u mut Unit<'t, 'c>,
        phrases: &'u Phrases,
        chance: Chance,
        (since, anchor): (Date, Date),
    ) -> Self {
        Self { unit, phrases, chance, since, anchor, number: 1_000, logins: Vec::new() }
    }

    /// Opens the hall: every window, everybody, every leader.
    pub(super) fn hall(mut self, organs: &BTreeMap<String, Department>) -> Result<Staff, Error> {
        let organ = |short: &str| organs.get(short).ok_or(Error::NotFound { what: "department" });
        let mut desks = Vec::new();
        for (number, (short, word, place)) in (1..).zip(OFFICES) {
            desks.push(self.desk(organ(short)?, word, (number, place))?);
        }
        let hall = organ(HALL)?.clone();
        let serves: BTreeSet<DepartmentId> = desks.iter().map(|desk| desk.department.id).collect();
        let counter = self.window("Z01", WindowKind::Composite, serves.clone(), (&hall, GROUND))?;
        self.window("C01", WindowKind::Issue, serves, (&hall, GROUND))?;
        let composite =
            self.hire("composite", hall.id, EmploymentKind::Regular, Duty::Clerk, Some(counter))?;
        let helper =
            self.hire("helper", hall.id, EmploymentKind::Contract, Duty::Assistant, Some(counter))?;
        let mut center = composite;
        for (name, short, duty) in ROLES {
            let hand = self.hire(name, organ(short)?.id, EmploymentKind::Regular, duty, None)?;
            if duty == Duty::CenterManager {
                center = hand;
            }
        }
        let (first, _, place) = OFFICES.first().copied().unwrap_or((HALL, "", GROUND));
        let first = organ(first)?.clone();
        let window =
            self.window("A90", WindowKind::Department, BTreeSet::from([first.id]), (&first, place))?;
        self.hire("assistant", first.id, EmploymentKind::Contract, Duty::Assistant, Some(window))?;
        let mut chief = |name: &str| {
            self.hire(name, first.id, EmploymentKind::Regular, Duty::ChiefRepresentative, Some(window))
        };
        let (expired, narrow) = (chief("chief-expired")?, chief("chief-narrow")?);
        let (substitute, early) = (chief("chief-deputy")?, chief("chief-early")?);
        let revoked = chief("chief-revoked")?;
        let away = self.absences(&desks)?;
        self.leaders(organs)?;
        let logins = self.logins;
        Ok(Staff {
            desks,
            composite,
            helper,
            center,
            expired,
            narrow,
            substitute,
            early,
            revoked,
            away,
            logins,
        })
    }

    fn desk(&mut self, organ: &Department, word: &str, (number, place): (u32, &str)) -> Result<Desk, Error> {
        let id = organ.id;
        let plate = format!("A{number:02}");
        let window = self.window(&plate, WindowKind::Department, BTreeSet::from([id]), (organ, place))?;
        // Formal staff of a subordinate unit may be seconded, with approval (N-3.3.2).
        let kind = if number.is_multiple_of(3) { EmploymentKind::Seconded } else { EmploymentKind::Regular };
        let regular = EmploymentKind::Regular;
        let mut hire = |role: &str, kind, duty, window| self.hire(&login(role, word), id, kind, duty, window);
        let clerk = hire("clerk", kind, Duty::Clerk, Some(window))?;
        let chief = hire("chief", regular, Duty::ChiefRepresentative, Some(window))?;
        let first = hire("reviewer", regular, Duty::Reviewer, None)?;
        let second = hire("reviewer2", regular, Duty::Reviewer, None)?;
        let leader = hire("leader", regular, Duty::DepartmentLeader, None)?;
        let deputy = hire("deputy", regular, Duty::DepartmentLeader, None)?;
        let since = Validity::since(self.since);
        appoint_leader(self.unit, id, leader.person, Leadership::Principal, since)?;
        appoint_leader(self.unit, id, deputy.person, Leadership::DeputyInCharge, since)?;
        Ok(Desk { department: organ.clone(), clerk, chief, first, second, leader, deputy })
    }

    fn window(
        &mut self,
        number: &str,
        kind: WindowKind,
        serves: BTreeSet<DepartmentId>,
        (organ, place): (&Department, &str),
    ) -> Result<WindowId, Error> {
        let window = open_window(
            self.unit,
            NewWindow {
                number: number.to_owned(),
                kind,
                serves,
                place: place.to_owned(),
                division: organ.division,
                validity: Validity::since(self.since),
            },
        )?;
        Ok(window.id)
    }

    fn hire(
        &mut self,
        name: &str,
        department: DepartmentId,
        kind: EmploymentKind,
        duty: Duty,
        window: Option<WindowId>,
    ) -> Result<Hand, Error> {
        self.number = self.number.saturating_add(1);
        let problem = |_| Error::NotFound { what: "name" };
        let approval = (kind == EmploymentKind::Seconded).then(|| "演示：抽调批准（非真实文件）".to_owned());
        let validity = Validity::since(self.since);
        let person = register(
            self.unit,
            &NewPerson {
                staff_number: format!("ZY{}", self.number),
                name: self.phrases.name(&mut self.chance).parse().map_err(problem)?,
                department,
                employment: Employment { kind, approval, validity },
            },
        )?
        .id;
        let post = NewPost { duty, department, section: None, window, validity };
        let (_, post) = appoint(self.unit, person, post)?;
        self.logins.push((name.to_owned(), person));
        Ok(Hand { person, post })
    }

    /// Every other organ has a principal leader as well, made up like everybody here, without an account.
    fn leaders(&mut self, organs: &BTreeMap<String, Department>) -> Result<(), Error> {
        let led = |short: &str| OFFICES.iter().any(|(office, ..)| *office == short);
        let lives = |organ: &Department| organ.validity.holds_on(self.anchor);
        let others = organs.iter().filter(|(short, organ)| !led(short) && lives(organ));
        for organ in others.map(|(_, organ)| organ.clone()).collect::<Vec<_>>() {
            let regular = EmploymentKind::Regular;
            let leader = self.hire("", organ.id, regular, Duty::DepartmentLeader, None)?;
            self.logins.pop();
            let since = Validity::since(self.since);
            appoint_leader(self.unit, organ.id, leader.person, Leadership::Principal, since)?;
        }
        Ok(())
    }

    /// The first office's chief representative was away once, and the deputy's letter lived.
    fn absences(&mut self, desks: &[Desk]) -> Result<Option<(PersonId, Validity)>, Error> {
        let day = |before: i64| self.anchor.checked_sub(jiff::Span::new().days(before)).ok();
        let (Some(desk), Some(from), to) = (desks.first(), day(60), day(50)) else { return Ok(None) };
        let away = Validity { from, to };
        record_absence(self.unit, desk.chief.person, away, None)?;
        Ok(Some((desk.chief.person, away)))
    }
}
