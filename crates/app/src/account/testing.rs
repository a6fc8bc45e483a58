//! A small center for tests of this room and of those above it: its people have accounts with passwords that tests know.
//! Everything comes in as it does elsewhere: as events of the organization and through the use cases.

#![expect(clippy::expect_used, reason = "a center that cannot be made must stop the test that wants it")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use daowei_crypto::{Keys, Suite};
use daowei_domain::authority::Power;
use daowei_domain::authority::letter::{self, Granted, Items};
use daowei_domain::organization::department::{self, Managed};
use daowei_domain::organization::{
    Duty, Employment, EmploymentKind, Leadership, Post, Validity, WindowKind, person, window,
};
use daowei_domain::record::Ground;
use daowei_domain::{Actor, Grant, Recorded};
use daowei_ident::{DepartmentId, LetterId, PersonId, PostId, TextId, UnitId, WindowId};
pub use daowei_store::testing::Database;
use jiff::Timestamp;
use jiff::civil::date;
use serde::Serialize;

use crate::error::Result;
use crate::port::{Clock, Random};
use crate::unit::{Caller, Unit};
use crate::{App, stream, world};

/// A clock that stands still until it is turned.
#[derive(Clone)]
pub struct TurnedClock(Arc<AtomicI64>);

impl TurnedClock {
    /// Stands at that instant.
    #[must_use]
    pub fn at(instant: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(instant.as_microsecond())))
    }

    /// Turns on.
    pub fn turn(&self, seconds: i64) {
        self.0.fetch_add(seconds.saturating_mul(1_000_000), Ordering::SeqCst);
    }

    /// Turns on by less than a second.
    pub fn turn_by(&self, milliseconds: i64) {
        self.0.fetch_add(milliseconds.saturating_mul(1_000), Ordering::SeqCst);
    }
}

impl Clock for TurnedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// Bytes that are all different and always the same: digests of a count.
#[derive(Default)]
pub struct CountedRandom(AtomicU64);

impl CountedRandom {
    /// Those of a second program beside the first one: other bytes.
    #[must_use]
    pub fn second() -> Self {
        Self(AtomicU64::new(1 << 32))
    }
}

impl Random for CountedRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes();
            let digest = daowei_crypto::digest(Suite::International, &[b"counted", &count]);
            chunk.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
        }
    }
}

/// Somebody of the center.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// The name to sign in with.
    pub login: &'static str,
    /// The posts, in the order in which they were given.
    pub posts: [PostId; 2],
}

/// The password of everybody here.
pub const PASSWORD: &str = "一个够长的口令 7";

/// The center.
pub struct Center {
    /// The inside.
    pub app: App,
    /// Its clock: Tuesday, 24 October 2017, 10:00 in Ziyang.
    pub clock: TurnedClock,
    /// 窗口工作人员 with one post.
    pub clerk: Member,
    /// Clerk and chief representative at once: has to choose.
    pub chief: Member,
    /// 安全管理员 of the city.
    pub guard: Member,
    /// 安全管理员 of a county.
    pub county_guard: Member,
    /// The department of the city's people.
    pub department: DepartmentId,
    /// Goes after everything that stands on it.
    pub(super) database: Database,
}

impl Center {
    /// A center in an embedded database of its own.
    #[must_use]
    pub fn sqlite() -> Self {
        Self::on(Database::sqlite())
    }

    /// A center in that database.
    #[must_use]
    pub fn on(database: Database) -> Self {
        let clock = TurnedClock::at("2017-10-24T02:00:00Z".parse().expect("an instant"));
        let app = program(&database, &clock, CountedRandom::default());
        let (city, county) = (id(DepartmentId::from_parts, 1), id(DepartmentId::from_parts, 2));
        let hall = id(WindowId::from_parts, 1);
        let member = |number: u8, login| Member {
            person: id(PersonId::from_parts, number),
            login,
            posts: [id(PostId::from_parts, number), id(PostId::from_parts, number + 100)],
        };
        let center = Self {
            app,
            clock,
            clerk: member(1, "wangfang"),
            chief: member(2, "lina"),
            guard: member(3, "zhaolei"),
            county_guard: member(4, "sunli"),
            department: city,
            database,
        };
        let mut opening = vec![
            established(city, "资阳市市场监督管理局", "512000"),
            established(county, "安岳县市场监督管理局", "512021"),
            opened(hall, city),
        ];
        let clerk = |member: Member| (member.posts[0], Duty::Clerk, city, Some(hall));
        let chief = (center.chief.posts[1], Duty::ChiefRepresentative, city, Some(hall));
        let guard = |member: Member, at| (member.posts[0], Duty::SecurityAdministrator, at, None);
        opening.extend(registered(center.clerk, city, &[clerk(center.clerk)]));
        opening.extend(registered(center.chief, city, &[clerk(center.chief), chief]));
        opening.extend(registered(center.guard, city, &[guard(center.guard, city)]));
        opening.extend(registered(center.county_guard, county, &[guard(center.county_guard, county)]));
        center
            .app
            .write_blocking(Caller::Host, move |unit| {
                opening.iter().try_for_each(|fact| fact.append(unit))?;
                world::changed(unit.tx)
            })
            .expect("the organization");
        for member in [center.clerk, center.chief, center.guard, center.county_guard] {
            center.app.create_account_as_host(member.person, member.login, PASSWORD).expect("an account");
        }
        center
    }

    /// A second program on the same database, as after a restart: what the first one had in mind it has not.
    #[must_use]
    pub fn beside(&self) -> App {
        program(&self.database, &self.clock, CountedRandom::second())
    }

    /// Ends a post of a person, from today on.
    ///
    /// # Errors
    /// What befell the store.
    pub fn end_post(&self, person: PersonId, post: PostId) -> Result<()> {
        self.record(Fact::Person(person, person::PostEnded { post, on: date(2017, 10, 24) }.into()))
    }

    /// Appoints a person to a further post, from the beginning on.
    ///
    /// # Errors
    /// What befell the store.
    pub fn appoint(&self, person: PersonId, duty: Duty) -> Result<()> {
        let post = Post {
            id: id(PostId::from_parts, 200),
            duty,
            department: self.department,
            section: None,
            window: None,
            validity: since(),
        };
        self.record(Fact::Person(person, person::Appointed { post }.into()))
    }

    /// Puts a person on record as a leader of the city's department, from the beginning on.
    ///
    /// # Errors
    /// What befell the store.
    pub fn lead(&self, person: PersonId) -> Result<()> {
        let leader =
            department::LeaderAppointed { person, leadership: Leadership::DeputyInCharge, validity: since() };
        self.record(Fact::Department(self.department, leader.into()))
    }

    /// Signs a letter for a person, that holds on these days.
    ///
    /// # Errors
    /// What befell the store.
    pub fn authorize(&self, holder: PersonId, validity: Validity) -> Result<()> {
        let letter = id(LetterId::from_parts, 1);
        let signed = letter::Signed {
            letter,
            number: "资市监授〔2017〕1号".to_owned(),
            department: self.department,
            signer: self.chief.person,
            holder,
            grants: vec![Granted { power: Power::Decide, items: Items::All }],
            validity,
            signed_on: validity.from,
            deputy_of: None,
        };
        self.record(Fact::Letter(letter, signed.into()))
    }

    /// Ends the employment of a person, from today on.
    ///
    /// # Errors
    /// What befell the store.
    pub fn end_employment(&self, person: PersonId) -> Result<()> {
        let validity = since().ended(date(2017, 10, 24));
        let employment = Employment { kind: EmploymentKind::Regular, approval: None, validity };
        self.record(Fact::Person(person, person::EmploymentChanged { employment }.into()))
    }

    fn record(&self, fact: Fact) -> Result<()> {
        self.app.write_blocking(Caller::Host, move |unit| {
            fact.append(unit)?;
            world::changed(unit.tx)
        })
    }
}

fn program(database: &Database, clock: &TurnedClock, random: CountedRandom) -> App {
    let keys = Keys::generate(Suite::Gm, "test.example/daowei", &[7; 32]).expect("keys");
    App::new(database.store.clone(), keys, Box::new(clock.clone()), Box::new(random))
}

fn id<T>(make: fn(u64, [u8; 10]) -> T, number: u8) -> T {
    make(1_500_000_000_000, [0, 0, 0, 0, 0, 0, 0, 0, 0, number])
}

/// One event of the organization.
enum Fact {
    Department(DepartmentId, department::Event),
    Person(PersonId, person::Event),
    Window(WindowId, window::Event),
    Letter(LetterId, letter::Event),
}

impl Fact {
    fn append(&self, unit: &mut Unit<'_, '_>) -> Result<()> {
        match self {
            Fact::Department(id, event) => {
                append(unit, &stream::name("department", id), event, department::Event::kind)
            }
            Fact::Person(id, event) => append(unit, &stream::name("person", id), event, person::Event::kind),
            Fact::Window(id, event) => append(unit, &stream::name("window", id), event, window::Event::kind),
            Fact::Letter(id, event) => append(unit, &stream::name("letter", id), event, letter::Event::kind),
        }
    }
}

fn append<E: Clone + Serialize>(
    unit: &mut Unit<'_, '_>,
    name: &str,
    event: &E,
    kind: impl Fn(&E) -> &'static str,
) -> Result<()> {
    let head = daowei_store::event::head(unit.tx, name)?;
    let grant = Grant { ground: Ground::Host, letter: None, letter_number: None };
    let unit_id: UnitId = unit.id;
    let record =
        Recorded { at: unit.now, unit: unit_id, by: Actor::Host, grant: Some(grant), event: event.clone() };
    stream::append(unit.inner, unit.tx, name, head, &[record], kind)?;
    Ok(())
}

fn since() -> Validity {
    Validity::since(date(2017, 1, 1))
}

fn established(id: DepartmentId, name: &str, division: &str) -> Fact {
    let event = department::Established {
        department: id,
        unit: 26,
        name: name.to_owned(),
        short_name: "资市监".to_owned(),
        credit_code: None,
        division: division.parse().expect("a division"),
        line: "市场监管".to_owned(),
        managed: Managed::Municipal,
        review_organ: None,
        court: None,
        consult_phone: None,
        complaint_phone: None,
        validity: since(),
        predecessors: Vec::new(),
        source: String::new(),
    };
    Fact::Department(id, event.into())
}

fn opened(id: WindowId, department: DepartmentId) -> Fact {
    let event = window::Opened {
        window: id,
        number: "A01".to_owned(),
        kind: WindowKind::Department,
        serves: [department].into(),
        place: "市政务服务中心一楼".to_owned(),
        division: "512000".parse().expect("a division"),
        validity: since(),
    };
    Fact::Window(id, event.into())
}

fn registered(
    member: Member,
    department: DepartmentId,
    posts: &[(PostId, Duty, DepartmentId, Option<WindowId>)],
) -> Vec<Fact> {
    let words = format!("{}的姓名", member.login);
    let reference = daowei_domain::TextRef {
        id: TextId::from_uuid(member.person.as_uuid()),
        commitment: "00".repeat(32),
        length: u32::try_from(words.chars().count()).unwrap_or(0),
    };
    let event = person::Registered {
        person: member.person,
        staff_number: member.login.to_owned(),
        name: reference,
        department,
        employment: Employment { kind: EmploymentKind::Regular, approval: None, validity: since() },
    };
    let appointed = posts.iter().map(|(id, duty, department, window)| {
        let post = Post {
            id: *id,
            duty: *duty,
            department: *department,
            section: None,
            window: *window,
            validity: since(),
        };
        Fact::Person(member.person, person::Appointed { post }.into())
    });
    std::iter::once(Fact::Person(member.person, event.into())).chain(appointed).collect()
}
