//! A unit of work cut at each of its operations leaves nothing behind; asked again with the same key, it is carried out.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use daowei_app::case::{Act, Arrival, Brief, Precondition, Received};
use daowei_app::text::{PartyRecord, Texts};
use daowei_app::{Answer, App, Caller, Clock, Once, Random};
use daowei_crypto::{Keys, Suite, digest};
use daowei_domain::Text;
use daowei_domain::case::{
    Channel, Command, Demanded, DocumentKind, Outcome, PaperForm, PaperGiven, PartyKind, PartyRole, SealKind,
    Service, ServiceGiven, Verdict,
};
use daowei_ident::{CaseId, DocumentId, IdKind, PartyId};
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

    let receive = || -> CaseId {
        let received: Received = table.cut_everywhere("receive", |once| {
            let mut texts = Texts::new(&table.app);
            let arrival = arrival(&table.app, &desk, &mut texts);
            table.runtime.block_on(table.app.receive(clerk.clone(), arrival, texts, Some(once)))
        });
        received.case.id
    };
    let cut = |what: &str, who: &Caller, case: CaseId, command: &dyn Fn(&mut Texts) -> Command| {
        table.cut_everywhere(what, |once| table.act(who, case, command, once))
    };

    // To the license in the applicant's hands.
    let case = receive();
    let demand = |texts: &mut Texts| {
        let (paper, what) = (desk.papers[0].clone(), reason(texts, "what", "申请表没有签名，请签名。"));
        Command::RequestCorrection(vec![Demanded::New { paper, what }])
    };
    let demands = cut("request_correction", &clerk, case, &demand).demands;
    let handed_in = |_: &mut Texts| Command::HandInCorrections { met: demands.clone(), papers: Vec::new() };
    cut("hand_in_corrections", &clerk, case, &handed_in);
    let accepted = cut("accept", &clerk, case, &|_| Command::Accept);
    let notice = document(&accepted, DocumentKind::AcceptanceNotice);
    let void = |texts: &mut Texts| Command::VoidDocument {
        document: notice,
        reasons: reason(texts, "reasons", "打印时纸张破损，作废重制。"),
    };
    cut("void_document", &chief, case, &void);
    cut("reissue", &chief, case, &|_| Command::Reissue { document: notice });
    for step in walk::STEPS {
        let examine = |texts: &mut Texts| Command::Examine {
            step: step.to_owned(),
            verdict: Verdict::Favor,
            opinion: texts.take("opinion", "opinion", "经审查，符合法定条件，同意。".to_owned()).unwrap(),
        };
        cut("examine", &reviewer, case, &examine);
    }
    let decide = |texts: &mut Texts| Command::Decide {
        outcome: Outcome::Grant,
        reasons: reason(texts, "reasons", "申请符合法定条件、标准，准予许可。"),
        grounds: Vec::new(),
    };
    let decided = cut("decide", &chief, case, &decide);
    assert!(decided.license.is_some());
    let letter = document(&decided, DocumentKind::GrantDecision);
    let seal =
        |_: &mut Texts| Command::Seal { document: letter, seal: SealKind::Approval, copies: 2, pages: 1 };
    cut("seal", &chief, case, &seal);
    let today = walk::today().parse().unwrap();
    let deliver = |texts: &mut Texts| {
        Command::Deliver(ServiceGiven {
            service: Service::Direct,
            on: today,
            recipient: Some(texts.take("recipient", "proof", "测试申请人".to_owned()).unwrap()),
            authority: None,
            proof: texts.take("proof", "proof", "送达回证，申请人本人签收".to_owned()).unwrap(),
            elsewhere: None,
            otherwise: None,
            files: Vec::new(),
        })
    };
    cut("deliver", &clerk, case, &deliver);

    // Two that end before that.
    let case = receive();
    let refuse = |texts: &mut Texts| Command::NotAccept {
        reasons: reason(texts, "reasons", "申请事项不符合受理条件，依法不予受理。"),
    };
    cut("not_accept", &clerk, case, &refuse);
    let case = receive();
    let withdraw = |texts: &mut Texts| Command::Withdraw {
        form: texts.take("form", "file", "撤回申请书，申请人本人签名".to_owned()).unwrap(),
        files: Vec::new(),
    };
    cut("withdraw", &clerk, case, &withdraw);
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

fn document(brief: &Brief, kind: DocumentKind) -> DocumentId {
    brief.documents.iter().find(|document| document.kind == kind).expect("it was issued").id
}

fn reason(texts: &mut Texts, field: &str, words: &str) -> Text {
    texts.take(field, "reason", words.to_owned()).unwrap()
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
        verified: None,
        files: Vec::new(),
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
        unlisted_files: Vec::new(),
        service: None,
        shown: Vec::new(),
        despite_objection: false,
    }
}
