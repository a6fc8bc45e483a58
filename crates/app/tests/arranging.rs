//! Organization, letters, catalog, settings and calendar: arranged by those whose office it is, refused to others.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on must stop")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use daowei_app::authority::{LetterQuery, NewLetter};
use daowei_app::catalog::ItemQuery;
use daowei_app::organization::{self, NewDepartment, NewPerson, NewPost, NewSection, NewWindow, PersonQuery};
use daowei_app::text::Texts;
use daowei_app::{Answer, App, Caller, Clock, Error, Random, Result};
use daowei_calendar::{CalendarData, CalendarRow, LocalKind, LocalOverlay, LocalRow, RowKind};
use daowei_crypto::{Keys, Suite};
use daowei_domain::authority::Power;
use daowei_domain::authority::letter::{Granted, Items, Standing};
use daowei_domain::calendar::Command as CalendarCommand;
use daowei_domain::catalog::{Content, Origin};
use daowei_domain::organization::department::{Leader, Managed, SectionMode};
use daowei_domain::organization::{
    Department, Duty, Employment, EmploymentKind, Leadership, Validity, WindowKind,
};
use daowei_domain::setting::{Command, Key};
use daowei_ident::{DepartmentId, ItemId, PersonId, PostId, WindowId};
use daowei_store::{SqliteOptions, Store, migrate};
use jiff::Timestamp;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 3, 2);

#[derive(Clone)]
struct Still(Arc<AtomicI64>);

impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

struct Counted(AtomicU64);

impl Random for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let count = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::SeqCst).to_be_bytes();
            chunk.iter_mut().zip(count).for_each(|(to, from)| *to = from);
        }
    }
}

#[derive(Clone, Copy)]
struct Hand {
    person: PersonId,
    post: PostId,
}

impl Hand {
    fn caller(self) -> Caller {
        Caller::InPost { person: self.person, post: self.post, responsible: None }
    }
}

struct Place {
    app: App,
    directory: PathBuf,
    runtime: tokio::runtime::Runtime,
    organ: DepartmentId,
    other: DepartmentId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

fn new_department(unit: u16, name: &str, division: &str) -> NewDepartment {
    NewDepartment {
        unit,
        name: name.to_owned(),
        short_name: name.chars().take(4).collect(),
        credit_code: None,
        division: division.parse().unwrap(),
        line: "test".to_owned(),
        managed: Managed::Municipal,
        review_organ: None,
        court: None,
        consult_phone: None,
        complaint_phone: None,
        validity: Validity::since(date(2020, 1, 1)),
        predecessors: Vec::new(),
    }
}

fn refused<T>(answer: Result<T>) -> String {
    match answer {
        Err(Error::Refused(refusal)) => refusal.rule.id.to_owned(),
        Err(Error::Input { field, .. }) => format!("input {field}"),
        Err(Error::NotFound { what }) => format!("no {what}"),
        Err(error) => format!("{error}"),
        Ok(_) => "allowed".to_owned(),
    }
}

impl Place {
    fn new(name: &str) -> Self {
        let directory = std::env::temp_dir().join(format!("daowei_arranging_{name}_{}", std::process::id()));
        std::fs::create_dir(&directory).unwrap();
        let store = Store::sqlite(&directory.join("daowei.db"), &SqliteOptions::default()).unwrap();
        migrate::migrate(&store, 1).unwrap();
        let keys = Keys::generate(Suite::Gm, "test.example/arranging", &[7; 32]).unwrap();
        let now: Timestamp = "2026-03-02T02:00:00Z".parse().unwrap();
        let clock = Still(Arc::new(AtomicI64::new(now.as_microsecond())));
        let app = App::new(store, keys, Box::new(clock), Box::new(Counted(AtomicU64::new(1))));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (organ, other) = app
            .write_blocking(Caller::Host, |unit| {
                let first = organization::establish(unit, new_department(101, "资阳市甲局", "512000"))?;
                let second = organization::establish(unit, new_department(102, "资阳市乙局", "512000"))?;
                Ok((first.id, second.id))
            })
            .unwrap();
        Self { app, directory, runtime, organ, other }
    }

    fn wait<T>(&self, answer: impl Future<Output = T>) -> T {
        self.runtime.block_on(answer)
    }

    /// What a command without a key comes to.
    fn done<T>(&self, answer: impl Future<Output = Result<Answer<T>>>) -> Result<T> {
        let answer = self.wait(answer)?;
        assert!(!answer.replayed);
        Ok(answer.value)
    }

    fn hire(&self, number: &str, kind: EmploymentKind, duty: Duty, department: DepartmentId) -> Result<Hand> {
        let new = NewPerson {
            staff_number: number.to_owned(),
            name: "张三丰".parse().unwrap(),
            department,
            employment: Employment { kind, approval: None, validity: Validity::since(TODAY) },
        };
        let post =
            NewPost { duty, department, section: None, window: None, validity: Validity::since(TODAY) };
        self.app.write_blocking(Caller::Host, move |unit| {
            let person = organization::register(unit, &new)?.id;
            let (_, post) = organization::appoint(unit, person, post)?;
            Ok(Hand { person, post })
        })
    }

    fn regular(&self, number: &str, duty: Duty) -> Hand {
        self.hire(number, EmploymentKind::Regular, duty, self.organ).unwrap()
    }

    fn leader(&self, number: &str, leadership: Leadership) -> Hand {
        let hand = self.regular(number, Duty::DepartmentLeader);
        let leader = Leader { person: hand.person, leadership, validity: Validity::since(TODAY) };
        self.done(self.app.appoint_leader(Caller::Host, self.organ, leader, None)).unwrap();
        hand
    }

    fn item(&self, row: &str, name: &str) -> ItemId {
        let csv =
            format!("row_id,name,department,type,jurisdiction\n{row},{name},资阳市甲局,行政许可,四川省\n");
        let options = daowei_app::import::Options::default();
        let report = daowei_app::import::items(&self.app, csv.as_bytes(), &options).unwrap();
        assert_eq!(report.accepted, 1, "{:?}", report.refused);
        let query = ItemQuery { words: Some(name.to_owned()), limit: 10, ..ItemQuery::default() };
        let (rows, _) = self.wait(self.app.items(Caller::Host, query)).unwrap();
        rows[0].id.parse().unwrap()
    }

    fn content(&self, item: ItemId) -> Box<Content> {
        Box::new(self.wait(self.app.item(Caller::Host, item)).unwrap().newest().unwrap().content.clone())
    }

    fn letter(&self, holder: Hand, items: Items) -> NewLetter {
        NewLetter {
            number: None,
            department: self.organ,
            signer: None,
            holder: holder.person,
            grants: vec![Granted { power: Power::Decide, items }],
            validity: Validity { from: TODAY, to: Some(date(2027, 3, 2)) },
            deputy_of: None,
        }
    }
}

#[test]
fn departments_are_arranged_by_the_staffing_office_within_its_division() {
    let place = Place::new("departments");
    let (office, clerk) = (place.regular("1", Duty::StaffingOffice), place.regular("2", Duty::Clerk));
    let establish = |hand: Hand, new| place.done(place.app.establish_department(hand.caller(), new, None));
    let county = establish(office, new_department(103, "乐至县丙局", "512022")).unwrap();
    assert_eq!(refused(establish(clerk, new_department(104, "资阳市丁局", "512000"))), "authority.duty");
    assert_eq!(refused(establish(office, new_department(104, "绵阳市丁局", "510700"))), "input division");
    assert_eq!(refused(establish(office, new_department(0, "资阳市丁局", "512000"))), "input unit");
    assert_eq!(refused(establish(office, new_department(104, " ", "512000"))), "input name");
    for (unit, name, rule) in [
        (101, "资阳市丁局", "organization.department.unit_taken"),
        (104, "资阳市甲局", "organization.department.short_name_taken"),
    ] {
        assert_eq!(refused(establish(office, new_department(unit, name, "512000"))), rule);
    }
    let section =
        NewSection {
            id: None, name: "行政审批科".to_owned(), mode: SectionMode::Standalone, document: None
        };
    let arrange = place.app.arrange_section(office.caller(), place.organ, section, None);
    assert_eq!(place.done(arrange).unwrap().sections.len(), 1);
    let succeed = |by| {
        let on = date(2026, 4, 1);
        let document = "资编发〔2026〕5号".to_owned();
        place.done(place.app.succeed_department(office.caller(), place.other, (by, on), document, None))
    };
    assert_eq!(refused(succeed(place.organ)), "organization.department.own_succession");
    let unsaid = (county.id, date(2026, 4, 1));
    let unsaid = place.app.succeed_department(office.caller(), place.other, unsaid, " ".to_owned(), None);
    assert_eq!(refused(place.done(unsaid)), "input document");
    assert_eq!(refused(succeed(place.other)), "organization.department.succeeds_itself");
    let nobody = DepartmentId::from_parts(0, [9; 10]);
    assert_eq!(refused(succeed(nobody)), "no department");
    assert_eq!(succeed(county.id).unwrap().successors, [county.id]);
    assert_eq!(refused(succeed(county.id)), "organization.department.already_succeeded");
    let page = place.wait(place.app.departments(clerk.caller(), None, 2)).unwrap();
    let next = page.next.unwrap().parse().unwrap();
    let rest = place.wait(place.app.departments(clerk.caller(), Some(next), 2)).unwrap();
    let all: Vec<Department> = page.rows.into_iter().chain(rest.rows).collect();
    assert_eq!((all.len(), rest.next), (3, None));
    assert_eq!(refused(place.wait(place.app.department(clerk.caller(), nobody))), "no department");
}

#[test]
fn windows_are_opened_served_and_closed_by_the_center() {
    let place = Place::new("windows");
    let (center, clerk) = (place.regular("1", Duty::CenterManager), place.regular("2", Duty::Clerk));
    let new = |serves: &[DepartmentId]| NewWindow {
        number: "A12".to_owned(),
        kind: WindowKind::Department,
        serves: serves.iter().copied().collect::<BTreeSet<_>>(),
        place: "一楼".to_owned(),
        division: "512000".parse().unwrap(),
        validity: Validity::since(TODAY),
    };
    let open = |hand: Hand, new| place.done(place.app.open_window(hand.caller(), new, None));
    assert_eq!(refused(open(clerk, new(&[place.organ]))), "authority.duty");
    assert_eq!(refused(open(center, new(&[]))), "organization.window.without_department");
    assert_eq!(refused(open(center, new(&[DepartmentId::from_parts(0, [9; 10])]))), "no department");
    let window = open(center, new(&[place.organ])).unwrap();
    let serves = BTreeSet::from([place.other]);
    let served = place.done(place.app.window_serves(center.caller(), window.id, serves, None)).unwrap();
    // The center alone opens nobody's data to a window.
    assert_eq!((served.serves.len(), served.waiting().collect::<Vec<_>>()), (0, vec![place.other]));
    let agree = |hand: Hand, department| {
        place.done(place.app.confirm_window(hand.caller(), (window.id, department), None))
    };
    assert_eq!(refused(agree(center, place.other)), "authority.leader");
    assert_eq!(refused(agree(place.leader("3", Leadership::Principal), place.other)), "authority.leader");
    let leader = place.hire("4", EmploymentKind::Regular, Duty::DepartmentLeader, place.other).unwrap();
    let (other, person) = (place.other, leader.person);
    place
        .app
        .write_blocking(Caller::Host, move |unit| {
            let since = Validity::since(TODAY);
            organization::appoint_leader(unit, other, person, Leadership::Principal, since)
        })
        .unwrap();
    assert_eq!(refused(agree(leader, place.organ)), "authority.leader");
    let served = agree(leader, place.other).unwrap();
    assert_eq!(served.serves, BTreeSet::from([place.other]));
    assert_eq!(refused(agree(leader, place.other)), "organization.window.nothing_proposed");
    let of = |department| {
        place.wait(place.app.windows(clerk.caller(), Some(department), None, 10)).unwrap().rows.len()
    };
    assert_eq!((of(place.organ), of(place.other)), (0, 1));
    let close = |id, on| place.done(place.app.close_window(center.caller(), id, on, None));
    assert_eq!(refused(close(window.id, date(2020, 1, 1))), "organization.period.reversed");
    assert_eq!(refused(close(WindowId::from_parts(0, [9; 10]), TODAY)), "no window");
    assert_eq!(close(window.id, date(2026, 5, 1)).unwrap().validity.to, Some(date(2026, 5, 1)));
}

#[test]
fn people_are_registered_with_names_that_colleagues_see() {
    let place = Place::new("people");
    let center = place.regular("1", Duty::CenterManager);
    let contract = place.hire("3", EmploymentKind::Contract, Duty::Clerk, place.organ);
    assert_eq!(refused(contract), "organization.post.contract_staff");
    let helper = place.hire("4", EmploymentKind::Contract, Duty::Assistant, place.organ).unwrap();
    let seconded = place.hire("5", EmploymentKind::Seconded, Duty::Clerk, place.organ);
    assert_eq!(refused(seconded), "organization.employment.secondment_unapproved");
    let register = |caller: Caller| {
        let employment =
            Employment { kind: EmploymentKind::Regular, approval: None, validity: Validity::since(TODAY) };
        let new = NewPerson {
            staff_number: "6".to_owned(),
            name: "李四光".parse().unwrap(),
            department: place.other,
            employment,
        };
        place.done(place.app.register_person(caller, new, None))
    };
    assert_eq!(refused(register(helper.caller())), "authority.duty");
    let person = register(center.caller()).unwrap().person.id;
    assert_eq!(refused(register(center.caller())), "organization.person.staff_number_taken");
    let seen = place.wait(place.app.person(helper.caller(), person)).unwrap();
    assert_eq!(seen.name, "李四光");
    let query = PersonQuery { department: Some(place.other), limit: 10, ..PersonQuery::default() };
    let page = place.wait(place.app.people(helper.caller(), query)).unwrap();
    assert_eq!(page.rows.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(), ["李四光"]);
    let called = |words: &str| {
        let query = PersonQuery { words: Some(words.to_owned()), limit: 10, ..PersonQuery::default() };
        let page = place.wait(place.app.people(helper.caller(), query)).unwrap();
        page.rows.into_iter().map(|view| view.name).collect::<Vec<_>>()
    };
    assert_eq!((called(" 四光 "), called("四光明")), (vec!["李四光".to_owned()], vec![]));
    assert_eq!((called("lsg"), called("slg")), (vec!["李四光".to_owned()], vec![]), "by initials");
    let post = |window, duty| NewPost {
        duty,
        department: place.other,
        section: None,
        window,
        validity: Validity::since(TODAY),
    };
    let appoint = |post| place.done(place.app.propose_post(center.caller(), person, post, None));
    assert_eq!(refused(appoint(post(Some(WindowId::from_parts(0, [9; 10])), Duty::Clerk))), "no window");
    let own =
        place.done(place.app.propose_post(center.caller(), center.person, post(None, Duty::Reviewer), None));
    assert_eq!(refused(own), "authority.oneself");
    let proposed = appoint(post(None, Duty::AuditAdministrator)).unwrap();
    assert!(proposed.person.posts.is_empty(), "a proposal gives no post");
    assert_eq!(
        refused(appoint(post(None, Duty::SystemAdministrator))),
        "organization.post.administrators_apart"
    );
    let held = *proposed.person.proposed.keys().next().unwrap();
    let guard = place.regular("7", Duty::SecurityAdministrator);
    let confirm = |hand: Hand| place.done(place.app.confirm_post(hand.caller(), person, held, None));
    assert_eq!(refused(confirm(center)), "authority.duty");
    assert_eq!(refused(confirm(place.leader("8", Leadership::Principal))), "authority.leader.staff");
    assert!(confirm(guard).unwrap().person.posts.contains_key(&held));
    assert_eq!(refused(confirm(guard)), "organization.post.unknown");
    let end = |post| place.done(place.app.end_post(center.caller(), person, post, date(2026, 6, 1), None));
    // The post of an administrator ends by two hands.
    assert_eq!(end(held).unwrap().person.posts[&held].validity.to, None);
    let query = PersonQuery { proposed: true, limit: 10, ..PersonQuery::default() };
    assert_eq!(place.wait(place.app.people(guard.caller(), query)).unwrap().rows.len(), 1);
    assert_eq!(confirm(guard).unwrap().person.posts[&held].validity.to, Some(date(2026, 6, 1)));
    assert_eq!(refused(end(PostId::from_parts(0, [9; 10]))), "organization.post.unknown");
    let away = Validity { from: TODAY, to: Some(date(2026, 3, 9)) };
    let absent = place
        .done(place.app.record_absence(center.caller(), person, away, (None, Texts::new(&place.app)), None))
        .unwrap();
    assert!(absent.person.is_absent(TODAY));
    let leaves =
        Employment { kind: EmploymentKind::Contract, approval: None, validity: Validity::since(TODAY) };
    let change = place.done(place.app.change_employment(center.caller(), person, leaves, None));
    assert_eq!(refused(change), "organization.post.contract_staff");
    let regular = Employment {
        kind: EmploymentKind::Regular,
        approval: Some("资人社函〔2026〕8号".to_owned()),
        validity: Validity::since(TODAY),
    };
    let change =
        |person| place.done(place.app.change_employment(center.caller(), person, regular.clone(), None));
    let waiting = change(helper.person).unwrap().person;
    assert_eq!(waiting.employment.kind, EmploymentKind::Contract);
    let confirm = |hand: Hand| place.done(place.app.confirm_employment(hand.caller(), helper.person, None));
    assert_eq!(refused(confirm(center)), "authority.duty");
    assert_eq!(confirm(guard).unwrap().person.employment.kind, EmploymentKind::Regular);
    assert_eq!(refused(confirm(guard)), "organization.employment.nothing_proposed");
}

#[test]
fn letters_are_signed_by_the_principal_and_revoked_at_once() {
    let place = Place::new("letters");
    let principal = place.leader("1", Leadership::Principal);
    let deputy = place.leader("2", Leadership::DeputyInCharge);
    let chief = place.regular("3", Duty::ChiefRepresentative);
    let stranger = place.hire("4", EmploymentKind::Regular, Duty::Clerk, place.other).unwrap();
    let sign = |hand: Hand, letter| place.done(place.app.sign_letter(hand.caller(), letter, None));
    assert_eq!(refused(sign(chief, place.letter(chief, Items::All))), "authority.leader.letter");
    let by_deputy = sign(deputy, place.letter(chief, Items::All));
    assert_eq!(refused(by_deputy), "authority.letter.signer_not_principal");
    assert_eq!(refused(sign(principal, place.letter(principal, Items::All))), "authority.oneself");
    let elsewhere = sign(principal, place.letter(stranger, Items::All));
    assert_eq!(refused(elsewhere), "authority.letter.holder_elsewhere");
    let unlisted = Items::Only(BTreeSet::from([ItemId::from_parts(0, [9; 10])]));
    assert_eq!(refused(sign(principal, place.letter(chief, unlisted))), "authority.letter.items_unknown");
    let own = Items::Only(BTreeSet::from([place.item("X1", "甲类经营许可")]));
    let letter = sign(principal, place.letter(chief, own)).unwrap();
    assert_eq!(letter.number, "资阳市甲授〔2026〕1号");
    let numbered = |number: &str| {
        let given = NewLetter { number: Some(number.to_owned()), ..place.letter(chief, Items::All) };
        sign(principal, given)
    };
    assert_eq!(numbered("资阳市甲授[2026]2号").unwrap().number, "资阳市甲授〔2026〕2号");
    assert_eq!(refused(numbered("资阳市甲授〔2026〕1号")), "authority.letter.number_taken");
    assert_eq!(refused(numbered("<script>")), "authority.letter.number_form");
    let next = sign(principal, place.letter(chief, Items::All)).unwrap();
    assert_eq!(next.number, "资阳市甲授〔2026〕3号", "what was written by hand is passed over");
    let host = place.done(place.app.sign_letter(Caller::Host, place.letter(chief, Items::All), None));
    assert_eq!(refused(host), "input signer");
    let revoke = |hand: Hand, words: &str| {
        let mut texts = Texts::new(&place.app);
        let reason = texts.take("reason", "reason", words.to_owned()).unwrap();
        place.done(place.app.revoke_letter(hand.caller(), letter.id, reason, texts, None))
    };
    assert_eq!(refused(revoke(chief, "工作调整")), "authority.leader.letter");
    assert_eq!(refused(revoke(principal, "  ")), "input reason");
    assert!(revoke(principal, "工作调整").unwrap().revoked.is_some());
    assert_eq!(refused(revoke(principal, "工作调整")), "authority.letter.revoked_twice");
    let seen = |hand: Hand| {
        let query = LetterQuery { limit: 10, ..LetterQuery::default() };
        place.wait(place.app.letters(hand.caller(), query)).unwrap().rows.len()
    };
    assert_eq!((seen(chief), seen(stranger)), (3, 0));
    let named = |words: &str| {
        let query = LetterQuery { words: Some(words.to_owned()), limit: 10, ..LetterQuery::default() };
        place.wait(place.app.letters(chief.caller(), query)).unwrap().rows.len()
    };
    assert_eq!((named(&letter.number), named("没有这样的编号")), (1, 0));
    assert_eq!((named("zsf"), named("fsz")), (3, 0), "by initials of who holds them");
    assert_eq!(named("资阳市甲授〔2026〕3号"), 1, "a whole number is that one");
    assert_eq!(refused(place.wait(place.app.letter(stranger.caller(), letter.id))), "no letter");
    let (seen, _) = place.wait(place.app.letter(chief.caller(), letter.id)).unwrap();
    assert!(seen.letter.revoked.is_some());
    assert_eq!(seen.standing, Standing::Revoked);
}

#[test]
fn items_are_recorded_version_by_version_and_found() {
    let place = Place::new("items");
    let (office, clerk) = (place.regular("1", Duty::StaffingOffice), place.regular("2", Duty::Clerk));
    let content = place.content(place.item("X1", "甲类经营许可"));
    let founding = |document: &str| Origin::Founding { document: document.to_owned() };
    let since = Validity::since(date(2026, 1, 1));
    let enter = |hand: Hand, document: &str, name: &str| {
        let content = Box::new(Content { name: name.to_owned(), ..(*content).clone() });
        place.wait(place.app.enter_item(hand.caller(), founding(document), since, content))
    };
    assert_eq!(refused(enter(clerk, "资府发〔2026〕1号", "乙类经营许可")), "authority.duty");
    assert_eq!(refused(enter(office, " ", "乙类经营许可")), "catalog.version.founding_empty");
    assert_eq!(refused(enter(office, "资府发〔2026〕1号", "")), "catalog.version.name_empty");
    let item = enter(office, "资府发〔2026〕1号", "乙类经营许可").unwrap().id;
    let record = |from| {
        let validity = Validity::since(from);
        let origin = founding("资府发〔2026〕2号");
        place.wait(place.app.record_item_version(office.caller(), item, origin, validity, content.clone()))
    };
    assert_eq!(refused(record(date(2026, 1, 1))), "catalog.version.order");
    assert_eq!(record(date(2026, 2, 1)).unwrap().versions.len(), 2);
    let end = |document: &str| {
        place.wait(place.app.end_item(office.caller(), item, date(2026, 6, 1), document.to_owned()))
    };
    assert_eq!(refused(end("")), "catalog.version.founding_empty");
    assert!(end("资府发〔2026〕3号").unwrap().in_force(date(2026, 6, 1)).is_err());
    let stop = place.app.stop_item(clerk.caller(), item, TODAY, "国发〔2026〕1号".to_owned(), None);
    assert_eq!(refused(place.done(stop)), "authority.duty");
    let stop = place.app.stop_item(office.caller(), item, TODAY, "国发〔2026〕1号".to_owned(), None);
    assert!(place.done(stop).unwrap().stopped.is_some());
    let stop =
        |on| place.done(place.app.stop_item(office.caller(), item, on, "国发〔2026〕2号".to_owned(), None));
    assert_eq!(refused(stop(date(2021, 1, 1))), "catalog.item.stopped_twice");
    let find = |words: &str| {
        let query = ItemQuery { words: Some(words.to_owned()), limit: 10, ..ItemQuery::default() };
        place.wait(place.app.items(clerk.caller(), query))
    };
    assert_eq!(find("甲类").unwrap().0.len(), 2, "by the name of today");
    let former = find("乙类").unwrap().0;
    assert_eq!(
        former.iter().map(|row| &*row.name).collect::<Vec<_>>(),
        ["甲类经营许可"],
        "by its former one"
    );
    assert_eq!(refused(find(&"长".repeat(101))), "input q");
    let list = |after, limit| {
        let query = ItemQuery { department: Some(place.organ), after, limit, ..ItemQuery::default() };
        place.wait(place.app.items(clerk.caller(), query)).unwrap()
    };
    let (rows, more) = list(None, 1);
    assert!(more);
    let (rest, more) = list(Some(rows[0].id.parse().unwrap()), 1);
    assert!(!more && rest.len() == 1 && rest[0].id != rows[0].id);
    let missing = ItemId::from_parts(0, [9; 10]);
    assert_eq!(refused(place.wait(place.app.item(clerk.caller(), missing))), "no item");
}

#[test]
fn settings_hold_from_a_day_on_within_their_bounds() {
    let place = Place::new("settings");
    let (system, clerk) = (place.regular("1", Duty::SystemAdministrator), place.regular("2", Duty::Clerk));
    let change = |hand: Hand, value, from| {
        let document = "设置通知".to_owned();
        let command = Command::Change { key: Key::WarningDays, value, from, document };
        place.done(place.app.change_setting(hand.caller(), command, None))
    };
    assert_eq!(refused(change(clerk, 2, TODAY)), "authority.duty");
    assert_eq!(refused(change(system, 11, TODAY)), "setting.out_of_bounds");
    assert_eq!(refused(change(system, 2, date(2026, 3, 1))), "setting.backwards");
    change(system, 3, date(2026, 4, 1)).unwrap();
    let history = place.wait(place.app.settings(clerk.caller())).unwrap();
    assert_eq!(history.on(TODAY).warning_days, 1);
    assert_eq!(history.on(date(2026, 4, 1)).warning_days, 3);
}

#[test]
fn calendars_are_published_with_their_notice_and_local_days_count() {
    let place = Place::new("calendar");
    let (system, clerk) = (place.regular("1", Duty::SystemAdministrator), place.regular("2", Duty::Clerk));
    let row = |day, name: &str| CalendarRow { date: day, kind: RowKind::Holiday, name: name.to_owned() };
    let data = CalendarData {
        version: String::new(),
        covers: [2027].into(),
        learned_at: None,
        rows: [
            (1, 1, "元旦"),
            (2, 5, "春节"),
            (2, 6, "春节"),
            (2, 7, "春节"),
            (2, 8, "春节"),
            (4, 5, "清明节"),
            (5, 1, "劳动节"),
            (5, 2, "劳动节"),
            (6, 9, "端午节"),
            (9, 15, "中秋节"),
            (10, 1, "国庆节"),
            (10, 2, "国庆节"),
            (10, 3, "国庆节"),
        ]
        .map(|(month, day, name)| row(date(2027, month, day), name))
        .to_vec(),
    };
    let publish = |hand: Hand, document: &str| {
        let command = CalendarCommand::Publish { data: data.clone(), document: document.to_owned() };
        place.done(place.app.change_calendar(hand.caller(), command, None))
    };
    assert_eq!(refused(publish(clerk, "国办发明电")), "authority.duty");
    assert_eq!(refused(publish(system, " ")), "calendar.without_document");
    let year = |year| place.wait(place.app.calendar_year(clerk.caller(), year));
    assert!(!year(2027).unwrap().published);
    let nothing = CalendarData { rows: Vec::new(), ..data.clone() };
    let command =
        CalendarCommand::Publish { data: nothing, document: "国办发明电〔2026〕1号".to_owned() };
    let empty = place.done(place.app.change_calendar(system.caller(), command, None));
    assert_eq!(refused(empty), "calendar.year_incomplete");
    publish(system, "国办发明电〔2026〕1号").unwrap();
    assert_eq!(publish(system, "国办发明电〔2026〕1号").unwrap().national, "cn-2027.1");
    let published = year(2027).unwrap();
    assert!(published.published && published.days.len() == 365);
    assert_eq!(refused(year(1999)), "input year");
    let closed = LocalRow {
        date: date(2026, 3, 4),
        kind: LocalKind::RestDay,
        name: "防汛".to_owned(),
        authority: "资府发〔2026〕9号".to_owned(),
    };
    let twice = LocalOverlay { version: "zy-1".to_owned(), rows: vec![closed.clone(), closed.clone()] };
    let decree = |overlay| {
        place.done(place.app.change_calendar(system.caller(), CalendarCommand::DecreeLocal(overlay), None))
    };
    assert_eq!(refused(decree(twice)), "calendar.unreadable");
    decree(LocalOverlay { version: "zy-1".to_owned(), rows: vec![closed] }).unwrap();
    let version = year(2026).unwrap().version;
    assert_eq!(version, "cn-2027.1+local.1");
}
