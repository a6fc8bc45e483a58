//! A unit of work cut at each of its operations leaves nothing behind; asked again with the same key, it is carried out.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use daowei_app::case::{Act, Arrival, Brief, Precondition, Received};
use daowei_app::text::{PartyRecord, Texts};
use daowei_app::{Answer, App, Caller, Clock, Once, Random};
use daowei_crypto::{Keys, Suite, digest};
use daowei_domain::case::{Channel, Command, Outcome, PaperForm, PaperGiven, PartyKind, PartyRole, Verdict};
use daowei_ident::{CaseId, IdKind, PartyId};
use daowei_store::{Cut, PostgresOptions, Probes, SqliteOptions, Store};
use jiff::Timestamp;

use crate::harness::{City, Client, Desk, Engine, key, on_both, walk};

on_both!(each_cut_leaves_all_or_nothing);

/// More operations than any act has.
const MOST: u64 = 400;

struct Standing(Timestamp);

impl Clock for Standing {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// Bytes that differ from each other: nothing here is to be kept from anybody.
struct Counted(AtomicU64);

impl Random for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes();
            let random = digest(Suite::International, &[b"cuts", &count]);
            chunk.iter_mut().zip(random.as_bytes()).for_each(|(to, from)| *to = *from);
        }
    }
}

/// The program's inside on the city's database, with a knife.
struct Table<'a> {
    city: &'a City,
    app: App,
    cut: Arc<Cut>,
    runtime: tokio::runtime::Runtime,
}

fn each_cut_leaves_all_or_nothing(engine: Engine) {
    let city = City::on(engine);
    let server = city.serve();
    let desk = Desk::open(&server, &city.people());
    let (clerk, reviewer, chief) = (post(&desk.clerk), post(&desk.reviewer), post(&desk.chief));
    server.stop();
    let table = Table::new(&city);

    let received: Received = table.cut_everywhere("receive", |once| {
        let mut texts = Texts::new(&table.app);
        let arrival = arrival(&table.app, &desk, &mut texts);
        table.runtime.block_on(table.app.receive(clerk.clone(), arrival, texts, Some(once)))
    });
    let case = received.case.id;
    table.cut_everywhere("accept", |once| table.act(&clerk, case, |_| Command::Accept, once));
    for step in walk::STEPS {
        let examine = |texts: &mut Texts| Command::Examine {
            step: step.to_owned(),
            verdict: Verdict::Favor,
            opinion: texts.take("opinion", "opinion", "经审查，符合法定条件，同意。".to_owned()).unwrap(),
        };
        table.act(&reviewer, case, examine, once(&key())).unwrap();
    }
    let decide = |texts: &mut Texts| Command::Decide {
        outcome: Outcome::Grant,
        reasons: texts.take("reasons", "reason", "申请符合法定条件、标准，准予许可。".to_owned()).unwrap(),
    };
    let decided = table.cut_everywhere("decide", |once| table.act(&chief, case, decide, once));
    assert!(decided.license.is_some());
    drop(table);
    city.is_sound();
}

impl<'a> Table<'a> {
    fn new(city: &'a City) -> Self {
        let cut = Arc::new(Cut::default());
        let probes = Probes { observer: None, cut: Some(Arc::clone(&cut)) };
        let store = match city.database() {
            None => {
                let options = SqliteOptions { probes, ..SqliteOptions::default() };
                Store::sqlite(&city.database_file(), &options).unwrap()
            }
            Some(database) => {
                let options = PostgresOptions { probes, connections: 2, ..PostgresOptions::default() };
                Store::postgres(&database.url(), &options).unwrap()
            }
        };
        let keys = Keys::from_json(&std::fs::read_to_string(city.data().join("keys.json")).unwrap()).unwrap();
        // A moment after the last thing that happened.
        let last = city.number("SELECT max(at) FROM event").unwrap();
        let clock = Standing(Timestamp::from_microsecond(last + 1_000_000).unwrap());
        let app = App::new(store, keys, Box::new(clock), Box::new(Counted(AtomicU64::new(0))));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        Self { city, app, cut, runtime }
    }

    /// Cuts at the first operation, the second, and so on, until the act is through; then asks once more.
    fn cut_everywhere<T: std::fmt::Debug>(
        &self,
        what: &str,
        act: impl Fn(Once) -> daowei_app::Result<Answer<T>>,
    ) -> T {
        // Facts are loaded beforehand, so that each attempt has the same operations.
        let before = self.rows();
        let key = key();
        for operation in 1..MOST {
            self.cut.arm(operation);
            let answer = act(once(&key));
            let through = self.cut.disarm();
            match answer {
                Err(error) => {
                    assert!(
                        matches!(error, daowei_app::Error::Store(_)),
                        "{what} cut at {operation}: {error}"
                    );
                    assert_eq!(self.rows(), before, "{what} cut at {operation} left something behind");
                }
                Ok(answer) => {
                    assert!(through && !answer.replayed && operation > 5, "{what} was cut {operation} times");
                    assert_ne!(self.rows(), before);
                    let done = self.rows();
                    assert!(act(once(&key)).unwrap().replayed);
                    assert_eq!(self.rows(), done, "{what} was carried out twice");
                    return answer.value;
                }
            }
        }
        panic!("{what} has more than {MOST} operations")
    }

    fn act(
        &self,
        caller: &Caller,
        case: CaseId,
        command: impl Fn(&mut Texts) -> Command,
        once: Once,
    ) -> daowei_app::Result<Answer<Brief>> {
        let mut texts = Texts::new(&self.app);
        let command = command(&mut texts);
        let act = Act { case, command, texts, precondition: Precondition::default() };
        self.runtime.block_on(self.app.act(caller.clone(), act, Some(once)))
    }

    /// How many rows each table has, and what the counters stand at.
    fn rows(&self) -> BTreeMap<&'static str, i64> {
        let tables = [
            "event",
            "pending_leaf",
            "vault",
            "blind",
            "idempotency",
            "outbox",
            "job",
            "tally_delta",
            "case_row",
            "document_row",
            "license_row",
            "legal_person",
            "search_token",
        ];
        let sums = [
            ("numbers", "SELECT CAST(coalesce(sum(value), 0) AS BIGINT) FROM counter"),
            ("epochs", "SELECT CAST(coalesce(sum(value), 0) AS BIGINT) FROM epoch"),
            ("revisions", "SELECT CAST(coalesce(sum(revision), 0) AS BIGINT) FROM case_row"),
        ];
        let counted = tables.map(|table| (table, self.city.count(table)));
        let summed = sums.map(|(name, query)| (name, self.city.number(query).unwrap()));
        counted.into_iter().chain(summed).collect()
    }
}

fn once(key: &str) -> Once {
    Once { route: "story", key: key.to_owned(), digest: digest(Suite::International, &[key.as_bytes()]) }
}

/// The post that a session acts in.
fn post(session: &Client) -> Caller {
    let me = session.get("/api/v1/session").done();
    let id = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    Caller::InPost {
        person: id(&me["person"]).parse().unwrap(),
        post: id(&me["post"]).parse().unwrap(),
        responsible: None,
    }
}

fn arrival(app: &App, desk: &Desk, texts: &mut Texts) -> Arrival {
    let record = PartyRecord {
        kind: PartyKind::Person,
        name: "测试申请人".parse().unwrap(),
        id_kind: IdKind::ResidentCard,
        id_number: IdKind::ResidentCard.read("51200019900101001X").unwrap(),
        phone: None,
        address: None,
    };
    let id = PartyId::from_parts(app.now().as_millisecond().unsigned_abs(), app.random());
    let paper = |paper: &String| PaperGiven {
        paper: paper.clone(),
        form: PaperForm::OriginalTaken,
        copies: 1,
        ground: None,
    };
    Arrival {
        item: Some(desk.item.parse().unwrap()),
        matter: None,
        channel: Channel::Window,
        received_at: None,
        late: None,
        parties: vec![texts.party(id, PartyRole::Applicant, &record).unwrap()],
        papers: desk.papers.iter().map(paper).collect(),
        unlisted: None,
        electronic: None,
    }
}
