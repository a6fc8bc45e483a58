//! A small city made through the use cases, its API, and short ways to ask it.

use std::collections::BTreeSet;
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use daowei_app::account::testing::{CountedRandom, PASSWORD, TurnedClock};
use daowei_app::account::{NewToken, SCOPES};
use daowei_app::authority::{NewLetter, sign};
use daowei_app::organization::{
    NewDepartment, NewPerson, NewPost, NewWindow, appoint, appoint_leader, establish, open_window, register,
};
use daowei_app::{Acting, App, Caller, Unit, catalog, evidence};
use daowei_crypto::{Keys, Suite};
use daowei_domain::authority::Power;
use daowei_domain::authority::letter::{Granted, Items};
use daowei_domain::catalog::{Content, DepartmentOf, Origin};
use daowei_domain::fixture::Matter;
use daowei_domain::organization::{
    Duty, Employment, EmploymentKind, Leadership, Managed, Validity, WindowKind,
};
use daowei_ident::{DepartmentId, ItemId, PersonId, WindowId};
use daowei_store::testing::Database;
use daowei_store::view::rebuild::Mode;
use futures_util::StreamExt;
use jiff::civil::date;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{Api, Build, router};

/// The number of a real form, of nobody: the example of GB 11643.
pub(super) const ID_NUMBER: &str = "11010519491231002X";
pub(super) const NAME: &str = "欧阳无名";

/// What the city consists of.
pub(super) struct City {
    pub(super) app: App,
    pub(super) clock: TurnedClock,
    pub(super) router: Router,
    pub(super) department: DepartmentId,
    pub(super) item: ItemId,
    pub(super) instant: ItemId,
    pub(super) people: Vec<(&'static str, PersonId)>,
    accounts: Mutex<BTreeSet<String>>,
    /// Goes after everything that stands on it.
    database: Database,
}

/// An answer, whole.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
    pub(super) bytes: Vec<u8>,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{}: {}", self.status, self.text))
    }

    pub(super) fn code(&self) -> (u16, String) {
        (self.status.as_u16(), self.json()["code"].as_str().unwrap_or_default().to_owned())
    }

    #[track_caller]
    pub(super) fn ok(self) -> Value {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text);
        self.json()
    }
}

impl City {
    pub(super) fn on(database: Database) -> Self {
        let clock = TurnedClock::at("2017-10-24T02:00:00Z".parse().unwrap());
        let app = served(&database, &clock, CountedRandom::default());
        let made = app.write_blocking(Caller::Host, make).unwrap();
        let router = routed(&app);
        let Made { department, item, instant, people } = made;
        Self { app, clock, router, department, item, instant, people, accounts: Mutex::default(), database }
    }

    /// From here on a second program answers that serves the same database; whatever the first one knew, it does not.
    pub(super) fn another_answers(&mut self) -> Router {
        let second = routed(&served(&self.database, &self.clock, CountedRandom::second()));
        std::mem::replace(&mut self.router, second)
    }

    pub(super) fn person(&self, login: &str) -> PersonId {
        self.people.iter().find(|(known, _)| *known == login).unwrap().1
    }

    /// Somebody more, in that post of the service center's department or another office of the city.
    pub(super) fn joined(&mut self, login: &'static str, duty: Duty) {
        let center = self.app.read_blocking(Caller::Host, |unit| {
            let organs = unit.world.facts.departments.values();
            Ok(organs.filter(|organ| organ.short_name == "资政务").map(|organ| organ.id).next())
        });
        let center = center.unwrap().unwrap();
        let person = self.app.write_blocking(Caller::Host, move |unit| join(unit, login, duty, center, None));
        self.people.push((login, person.unwrap()));
    }

    /// A session, confirmed a moment ago; with its account, where there is none yet.
    pub(super) async fn session(&self, login: &str) -> String {
        if self.accounts.lock().unwrap().insert(login.to_owned()) {
            self.app.create_account_as_host(self.person(login), login, PASSWORD).unwrap();
        }
        let secret = self.app.sign_in(login, PASSWORD, None, None).await.unwrap().secret.to_string();
        self.app.confirm(self.app.caller(&secret, Acting::default()).unwrap(), PASSWORD).await.unwrap();
        secret
    }

    /// A token for everything that tokens can be for, in the name of that person.
    pub(super) async fn token(&self, login: &str) -> String {
        let person = self.person(login);
        let find =
            move |unit: &mut Unit<'_, '_>| Ok(unit.world.facts.people[&person].posts.keys().next().copied());
        let post = self.app.read(Caller::Host, find).await.unwrap().unwrap();
        let scopes = SCOPES.iter().map(|scope| scope.id.to_owned()).collect();
        let expires_at = "2018-01-01T00:00:00Z".parse().unwrap();
        let new = NewToken { name: "省平台".to_owned(), person, post, scopes, expires_at };
        let issued = self.app.issue_token(Caller::Host, new).await.unwrap();
        let holder = Caller::InPost { person, post, responsible: None };
        self.app.confirm_token(holder, issued.id).await.unwrap();
        issued.secret.to_string()
    }

    pub(super) async fn ask(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = axum::body::to_bytes(body, 1 << 22).await.unwrap();
        // A workbook is no text.
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text, bytes: bytes.to_vec() }
    }

    /// The first event of the stream behind that position: waited for.
    pub(super) async fn first_event(&self, secret: &str, last: &str) -> String {
        let request = Request::get("/api/v1/events")
            .header(header::AUTHORIZATION, bearer(secret))
            .header("last-event-id", last);
        let answer = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
        let first = answer.into_body().into_data_stream().next().await;
        String::from_utf8(first.unwrap().unwrap().to_vec()).unwrap()
    }

    /// The status of a stream, and the data of its first event.
    pub(super) async fn first_of_stream(&self, request: Request<Body>) -> (u16, Value) {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let first = answer.into_body().into_data_stream().next().await.unwrap().unwrap();
        let text = String::from_utf8(first.to_vec()).unwrap();
        let data = text.lines().find_map(|line| line.strip_prefix("data:"));
        (status, data.map_or(Value::Null, |data| serde_json::from_str(data.trim()).unwrap()))
    }

    /// How many events a caller would be told of from a position on.
    pub(super) async fn told(&self, secret: &str, from: i64) -> usize {
        let caller = self.app.caller(secret, Acting::default()).unwrap();
        self.app.happened(caller, from, 1_000).await.unwrap().events.len()
    }

    pub(super) async fn get(&self, secret: &str, path: &str) -> Answer {
        let request = Request::get(format!("/api/v1{path}")).header(header::AUTHORIZATION, bearer(secret));
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// A request of another method, without a body.
    pub(super) async fn send(&self, method: &str, secret: &str, path: &str) -> Answer {
        let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        self.ask(request.header(header::AUTHORIZATION, bearer(secret)).body(Body::empty()).unwrap()).await
    }

    /// The ids of the files that wait under that name.
    pub(super) async fn files_of(&self, owner: &str) -> Vec<String> {
        let (store, owner) = (self.database.store.clone(), owner.to_owned());
        let found = tokio::task::spawn_blocking(move || {
            store.read(move |tx| {
                Ok::<_, daowei_store::Abort<daowei_store::Error>>(daowei_store::file::of(
                    tx, &owner, "", 100,
                )?)
            })
        });
        found.await.unwrap().unwrap().into_iter().map(|file| file.id).collect()
    }

    pub(super) async fn post(&self, secret: &str, path: &str, body: Value) -> Answer {
        self.post_with(secret, path, body, &[]).await
    }

    pub(super) async fn post_with(
        &self,
        secret: &str,
        path: &str,
        body: Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        let text = if body.is_null() { String::new() } else { body.to_string() };
        self.post_text(secret, path, text, headers).await
    }

    /// A body as it is written.
    pub(super) async fn post_text(
        &self,
        secret: &str,
        path: &str,
        text: String,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::post(format!("/api/v1{path}"))
            .header(header::AUTHORIZATION, bearer(secret))
            .header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(Body::from(text)).unwrap()).await
    }

    /// The statements of what `asked` does, unit of work by unit of work.
    pub(super) async fn statements(
        &self,
        asked: impl Future<Output = Answer>,
    ) -> (Answer, Vec<Vec<&'static str>>) {
        self.database.trace.lock().unwrap().clear();
        let answer = asked.await;
        let statements = std::mem::take(&mut *self.database.trace.lock().unwrap());
        (answer, statements)
    }

    /// What the log asks for is what the rows hold.
    pub(super) async fn unchanged_by_a_rebuild(&self) {
        let app = self.app.clone();
        let check = move || evidence::rebuild(app.store(), app.keys(), Mode::Check, &mut |_| ()).unwrap();
        let rebuilt = tokio::task::spawn_blocking(check).await.unwrap();
        assert_eq!(rebuilt.differences, []);
    }

    /// Papers for that item with everything that can be required.
    pub(super) fn papers(&self, item: ItemId) -> Value {
        let papers = ["p1", "p2", "p3", "p4"];
        let papers = papers.map(|id| json!({"paper": id, "form": "original_taken", "copies": 1}));
        json!({
            "item": item,
            "channel": "window",
            "parties": [{
                "role": "applicant", "kind": "person", "name": NAME, "id_kind": "111", "id_number": ID_NUMBER,
                "phone": "13800001234", "address": "四川省资阳市雁江区无名路7号",
            }],
            "papers": papers,
        })
    }

    /// Enters a further item of the department.
    pub(super) async fn entered(&self, name: &str) {
        let origin = Origin::Founding { document: "资府发〔2015〕37号".to_owned() };
        let department = DepartmentOf::Known(self.department);
        let content = Content { department, name: name.to_owned(), ..Matter::License.content() };
        self.app.enter_item(Caller::Host, origin, since(), Box::new(content)).await.unwrap();
    }

    /// Receives papers and gives the case's id.
    pub(super) async fn received(&self, clerk: &str) -> String {
        let received = self.post(clerk, "/cases", self.papers(self.item)).await.ok();
        received["id"].as_str().unwrap().to_owned()
    }
}

fn served(database: &Database, clock: &TurnedClock, random: CountedRandom) -> App {
    let keys = Keys::generate(Suite::Gm, "test.example/daowei", &[7; 32]).unwrap();
    App::new(database.store.clone(), keys, Box::new(clock.clone()), Box::new(random))
}

fn routed(app: &App) -> Router {
    router(Api { app: app.clone(), build: Build { version: "1.2.3", commit: "0123456789ab" } })
}

fn bearer(secret: &str) -> String {
    format!("Bearer {secret}")
}

struct Made {
    department: DepartmentId,
    item: ItemId,
    instant: ItemId,
    people: Vec<(&'static str, PersonId)>,
}

fn since() -> Validity {
    Validity::since(date(2017, 1, 1))
}

type Done<T> = Result<T, daowei_app::Error>;

fn organ(unit: &mut Unit<'_, '_>, number: u16, name: &str, short: &str) -> Done<DepartmentId> {
    let new = NewDepartment {
        unit: number,
        name: name.to_owned(),
        short_name: short.to_owned(),
        credit_code: None,
        division: "512000".parse().unwrap(),
        line: short.to_owned(),
        managed: Managed::Municipal,
        review_organ: Some("资阳市人民政府".to_owned()),
        court: Some("资阳市雁江区人民法院".to_owned()),
        consult_phone: None,
        complaint_phone: None,
        validity: since(),
        predecessors: Vec::new(),
    };
    Ok(establish(unit, new)?.id)
}

fn window(unit: &mut Unit<'_, '_>, number: &str, department: DepartmentId) -> Done<WindowId> {
    let new = NewWindow {
        number: number.to_owned(),
        kind: WindowKind::Department,
        serves: BTreeSet::from([department]),
        place: "一楼".to_owned(),
        division: "512000".parse().unwrap(),
        validity: since(),
    };
    Ok(open_window(unit, new)?.id)
}

fn join(
    unit: &mut Unit<'_, '_>,
    login: &str,
    duty: Duty,
    department: DepartmentId,
    window: Option<WindowId>,
) -> Done<PersonId> {
    let kind = if duty == Duty::Assistant { EmploymentKind::Contract } else { EmploymentKind::Regular };
    let new = NewPerson {
        staff_number: login.to_owned(),
        name: format!("{login}某").parse().unwrap(),
        department,
        employment: Employment { kind, approval: None, validity: since() },
    };
    let person = register(unit, &new)?.id;
    appoint(unit, person, NewPost { duty, department, section: None, window, validity: since() })?;
    Ok(person)
}

fn enter(unit: &mut Unit<'_, '_>, matter: Matter, department: DepartmentId) -> Done<ItemId> {
    let origin = Origin::Founding { document: "资府发〔2015〕37号".to_owned() };
    let content = Content { department: DepartmentOf::Known(department), ..matter.content() };
    Ok(catalog::enter(unit, origin, since(), Box::new(content))?.id)
}

fn make(unit: &mut Unit<'_, '_>) -> Done<Made> {
    let market = organ(unit, 26, "资阳市市场监督管理局", "资市监")?;
    let housing = organ(unit, 27, "资阳市住房和城乡建设局", "资住建")?;
    let center = organ(unit, 28, "资阳市政务服务中心", "资政务")?;
    let hall = window(unit, "A01", market)?;
    let other = window(unit, "B02", housing)?;
    let mut people = Vec::new();
    for (login, duty, department, window) in [
        ("clerk", Duty::Clerk, market, Some(hall)),
        ("assistant", Duty::Assistant, market, Some(hall)),
        ("chief", Duty::ChiefRepresentative, market, Some(hall)),
        ("reviewer", Duty::Reviewer, market, None),
        ("second", Duty::Reviewer, market, None),
        ("leader", Duty::DepartmentLeader, market, None),
        ("foreign", Duty::Clerk, housing, Some(other)),
        ("system", Duty::SystemAdministrator, center, None),
        ("security", Duty::SecurityAdministrator, center, None),
        ("audit", Duty::AuditAdministrator, center, None),
        ("staffing", Duty::StaffingOffice, center, None),
        ("manager", Duty::CenterManager, center, None),
        ("government", Duty::GovernmentOffice, center, None),
    ] {
        people.push((login, join(unit, login, duty, department, window)?));
    }
    let of = |login: &str| people.iter().find(|(known, _)| *known == login).unwrap().1;
    appoint_leader(unit, market, of("leader"), Leadership::Principal, since())?;
    let grants = Power::ALL.into_iter().map(|power| Granted { power, items: Items::All }).collect();
    let letter = NewLetter {
        number: None,
        department: market,
        signer: Some(of("leader")),
        holder: of("chief"),
        grants,
        validity: Validity::since(date(2017, 10, 24)),
        deputy_of: None,
    };
    sign(unit, &letter)?;
    let item = enter(unit, Matter::License, market)?;
    let instant = enter(unit, Matter::Instant, market)?;
    Ok(Made { department: market, item, instant, people })
}
