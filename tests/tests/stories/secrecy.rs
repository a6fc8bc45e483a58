//! Personal data lie in clear nowhere: not in the database's files, its log of writes, what the server says, exports or
//! backups. Whoever looks leaves a trace. What is another's looks like what is not there.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{City, Client, Desk, Engine, on_both, run, walk};

on_both!(planted_data_are_nowhere_in_clear, foreign_and_missing_look_alike);

const NAME: &str = "欧阳琅琊璟";
const NUMBER: &str = "512000198711230012";
const PHONE: &str = "13698217453";
const ADDRESS: &str = "雁江区槐树垭口街七百二十三号";
const DEMAND: &str = "请补交加盖骑缝章的租赁合同原件";
const PURPOSE: &str = "核对申请人身份证件原件与系统登记";
const REASONS: &str = "经现场核实经营场所通道宽度符合规定";
const MATTER: &str = "为祖宅翻修申请古树名木移植并附三张照片";
const BEYOND: &str = "邻居书写的同意函一份、宗祠旧照七张";
const PLACE: &str = "城东老茶馆二楼靠窗雅座";
const PERSON: &str = "退休科员尉迟镜明";
const EVIDENCE: &str = "茶馆老板娘手机拍摄的现场录像";
const SUBJECT: &str = "申请人曾用名与乳名";
const NEW: &str = "曾用名应为欧阳阿珠";
const ORGAN: &str = "雁江区古树名木保护领导小组";
const FILE: &str = "欧阳家宅卷第七册";
const INSTRUMENT: &str = "（2026）百里法庭手书第9号";
const BENCH: &str = "雁江区法院百里法官合议庭";
const PROOF: &str = "本人凭身份证当面签收领取人字迹清晰";
const TAKER: &str = "慕容槐荫书铺老板";
const TO_PHONE: &str = "13598217454";
const TO_ADDRESS: &str = "涪城区槐荫巷旧书铺后院三号";
const MAILBOX: &str = "huaiyin.shupu@example.cn";
const ELSEWHERE: &str = "城北竹影茶舍柜台转交";
const OTHERWISE: &str = "申请人临时改到茶舍当面签收";

fn planted_data_are_nowhere_in_clear(engine: Engine) {
    let city = City::on(engine);
    let people = city.people();
    let log = city.file("checkpoints");
    let mut server = city.serve_with(&["--checkpoint-log", log.to_str().unwrap()]);
    let desk = Desk::open(&server, &people);
    let party = json!({
        "role": "applicant", "kind": "person", "name": NAME, "id_kind": "111", "id_number": NUMBER,
        "phone": PHONE, "address": ADDRESS
    });
    let mut arrival = desk.arrival(&party);
    let to = json!({ "recipient": TAKER, "phone": TO_PHONE, "address": TO_ADDRESS, "electronic_address": MAILBOX });
    arrival["service"] = json!({ "way": "mail", "to": to });
    let received = desk.clerk.post("/api/v1/cases", &arrival).done();
    let (case, code) = (walk::path(&received), received["query_code"].as_str().unwrap().to_owned());
    let demand = json!({ "demands": [{ "paper": desk.papers[0], "what": DEMAND }] });
    let asked = desk.clerk.post(&format!("{case}/corrections"), &demand).done();
    let met = json!({ "met": asked["demands"], "papers": [] });
    desk.clerk.post(&format!("{case}/corrections/answer"), &met).done();
    desk.clerk.post(&format!("{case}/acceptance"), &json!({})).done();
    for step in walk::STEPS {
        let opinion = json!({ "step": step, "verdict": "favor", "opinion": REASONS });
        desk.reviewer.post(&format!("{case}/examinations"), &opinion).done();
    }
    let grant = json!({ "outcome": "grant", "reasons": REASONS });
    let decided = desk.chief.post(&format!("{case}/decision"), &grant).done();
    let decision = walk::document(&decided, "grant_decision");
    let seal = json!({ "seal": "approval", "copies": 1, "pages": 1 });
    desk.chief.post(&format!("{case}/documents/{decision}/seal"), &seal).done();
    let delivery = json!({ "service": "direct", "on": walk::today(), "recipient": "申请人", "proof": PROOF,
        "elsewhere": ELSEWHERE, "otherwise": OTHERWISE });
    desk.clerk.post(&format!("{case}/delivery"), &delivery).done();

    also_told(&desk, &people.confirmed(&server.client(), "leader"), &case, &party);

    // Whoever looks, sees; that is recorded.
    let shown = desk.clerk.get(&case).done();
    assert!(!shown.to_string().contains(NAME), "a page shows what is masked: {shown}");
    let party = shown["parties"][0]["id"].as_str().unwrap();
    let look = |purpose: &str| {
        desk.clerk.post(&format!("{case}/parties/{party}/reveal"), &json!({ "purpose": purpose }))
    };
    assert_eq!(look("").status, 422);
    let clear = look(PURPOSE).done();
    assert_eq!((&clear["name"], &clear["id_number"]), (&json!(NAME), &json!(NUMBER)));
    let id = case.rsplit('/').next().unwrap();
    city.event_at(&format!("look-{id}"), "look.revealed");
    let sought = json!({ "field": "name", "value": NAME, "purpose": PURPOSE });
    let met = desk.clerk.post("/api/v1/parties/search", &sought).done();
    assert!(met.to_string().contains(id), "{met}");
    let sought = json!({ "number": received["number"], "query_code": code });
    server.client().post("/api/v1/progress", &sought).done();
    // What is refused must not say it either.
    let wrong = json!({ "role": NAME, "kind": NUMBER });
    desk.clerk.post("/api/v1/cases", &desk.arrival(&wrong));
    desk.clerk.get(&format!("/api/v1/items?q={PHONE}")).done();
    server.client().get(&format!("/{NUMBER}?name={PHONE}"));

    let (backup, export) = (city.file("backup"), city.file("export"));
    run(city.arguments(&["backup", "create", backup.to_str().unwrap()])).good();
    // Killed, so that the log of writes is still there.
    server.kill();
    let needles: Vec<(&str, Vec<u8>)> =
        [NAME, NUMBER, PHONE, ADDRESS, DEMAND, PURPOSE, REASONS, PROOF, &code]
            .into_iter()
            .chain([TAKER, TO_PHONE, TO_ADDRESS, MAILBOX, ELSEWHERE, OTHERWISE])
            .chain([MATTER, BEYOND, PLACE, PERSON, EVIDENCE, SUBJECT, NEW, ORGAN, FILE, BENCH, INSTRUMENT])
            .flat_map(|planted| spellings(planted).into_iter().map(move |bytes| (planted, bytes)))
            .collect();
    let look_through = |places: &[std::path::PathBuf]| {
        let mut files = Vec::new();
        places.iter().for_each(|place| gather(place, &mut files));
        let mut seen = 0;
        for file in files {
            let bytes = fs::read(&file).unwrap();
            seen += bytes.len();
            holds_none(&file.display().to_string(), &bytes, &needles);
        }
        assert!(seen > 10_000, "only {seen} bytes were looked at");
    };
    look_through(&[city.log(), city.data(), backup.clone(), log]);
    run(city.arguments(&["audit", "export", export.to_str().unwrap()])).good();
    look_through(&[export]);
    if let Some(database) = city.database() {
        let mut connection = database.connect();
        for row in connection
            .query("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'", &[])
            .unwrap()
        {
            let table: String = row.get(0);
            let mut bytes = Vec::new();
            let mut rows = connection.copy_out(&format!("COPY {table} TO STDOUT")).unwrap();
            std::io::Read::read_to_end(&mut rows, &mut bytes).unwrap();
            holds_none(&table, &bytes, &needles);
        }
    }
    // The search itself works: what is public is found in the same file.
    let public = shown["item_name"].as_str().unwrap();
    let needles: Vec<_> = spellings(public).into_iter().map(|bytes| (public, bytes)).collect();
    assert_eq!(found(&fs::read(&backup).unwrap(), &needles), Some(public));
}

/// Every other text that a clerk can write into a case.
fn also_told(desk: &Desk, leader: &Client, case: &str, party: &Value) {
    let fact = json!({
        "what": "handled_elsewhere", "place": PLACE, "person": PERSON, "on": walk::today(), "evidence": EVIDENCE
    });
    let instrument = json!({ "kind": "judgment", "organ": BENCH, "number": INSTRUMENT, "on": walk::today() });
    let again = json!({ "instrument": instrument, "outcome": "grant", "reasons": REASONS });
    let decided = leader.post(&format!("{case}/redecision"), &again).done();
    let documents = decided["documents"].as_array().unwrap();
    let decision = documents.iter().rev().find(|document| document["kind"] == "grant_decision").unwrap();
    desk.clerk.post(&format!("{case}/irregular-facts"), &fact).done();
    let seal = json!({ "seal": "approval", "copies": 1, "pages": 1 });
    let decision = decision["id"].as_str().unwrap();
    desk.chief.post(&format!("{case}/documents/{decision}/seal"), &seal).done();
    let delivery = json!({ "service": "direct", "on": walk::today(), "recipient": "申请人", "proof": PROOF,
        "otherwise": OTHERWISE });
    desk.clerk.post(&format!("{case}/delivery"), &delivery).done();
    let notice = documents.iter().find(|document| document["kind"] == "acceptance_notice").unwrap();
    let notice = notice["id"].as_str().unwrap();
    desk.chief.post(&format!("{case}/documents/{notice}/seal"), &seal).done();
    desk.clerk.post(&format!("{case}/documents/{notice}/service"), &delivery).done();
    let file = json!({ "file": FILE, "pages": 9, "retention_years": 10 });
    desk.clerk.post(&format!("{case}/archive"), &file).done();
    let correction =
        json!({ "datum": "file", "subject": SUBJECT, "old": FILE, "new": NEW, "reasons": REASONS });
    desk.chief.post(&format!("{case}/clerical-corrections"), &correction).done();
    // What the list has not, and the organ that it is for.
    let arrival =
        json!({ "matter": MATTER, "channel": "window", "parties": [party], "unlisted_papers": BEYOND });
    let unlisted = walk::path(&desk.clerk.post("/api/v1/cases", &arrival).done());
    // What the applicant wrote may name anybody: the page says that it is kept, a look with a purpose shows it.
    let page = desk.clerk.get(&unlisted).done();
    assert!(page["matter"].is_string() && page["unlisted_papers"].is_string(), "{page}");
    assert!(!page.to_string().contains(MATTER) && !page.to_string().contains(BEYOND), "{page}");
    let shown = desk.clerk.post(&format!("{unlisted}/reveal"), &json!({ "purpose": PURPOSE })).done();
    let shown = shown["texts"].to_string();
    assert!(shown.contains(MATTER) && shown.contains(BEYOND), "{shown}");
    let elsewhere = json!({ "organ": ORGAN, "reasons": REASONS });
    desk.clerk.post(&format!("{unlisted}/not-competent"), &elsewhere).done();
}

/// How a text may lie in a file: UTF-8, UTF-16 in both orders, escaped in JSON, in hexadecimal.
fn spellings(text: &str) -> Vec<Vec<u8>> {
    let little = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let hexadecimal: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    let escaped: String = text
        .encode_utf16()
        .map(|unit| {
            if unit < 128 {
                char::from_u32(unit.into()).unwrap().to_string()
            } else {
                format!("\\u{unit:04x}")
            }
        })
        .collect();
    vec![text.as_bytes().to_vec(), little, big, hexadecimal.into_bytes(), escaped.into_bytes()]
}

fn holds_none(place: &str, bytes: &[u8], needles: &[(&str, Vec<u8>)]) {
    let found = found(bytes, needles);
    assert!(found.is_none(), "{found:?} lies in clear in {place}");
}

/// The first of the planted texts that stands in these bytes, in whatever spelling.
fn found<'n>(bytes: &[u8], needles: &[(&'n str, Vec<u8>)]) -> Option<&'n str> {
    // Two bytes tell nearly always that nothing of it stands here.
    let pair = |bytes: &[u8]| usize::from(u16::from_be_bytes([bytes[0], bytes[1]]));
    let mut begins = vec![false; 1 << 16];
    for (_, needle) in needles {
        begins[pair(needle)] = true;
    }
    (0..bytes.len().saturating_sub(1)).filter(|at| begins[pair(&bytes[*at..])]).find_map(|at| {
        let here = needles.iter().find(|(_, needle)| bytes[at..].starts_with(needle));
        here.map(|(planted, _)| *planted)
    })
}

fn gather(place: &Path, files: &mut Vec<std::path::PathBuf>) {
    if place.is_dir() {
        for entry in fs::read_dir(place).unwrap() {
            gather(&entry.unwrap().path(), files);
        }
    } else if place.exists() {
        files.push(place.to_owned());
    }
}

/// Whoever may not see a case learns not even that there is one.
fn foreign_and_missing_look_alike(engine: Engine) {
    let city = City::on(engine);
    let server = city.serve();
    let people = city.people();
    let desk = Desk::open(&server, &people);
    let supervisor = people.sign_in(&server.client(), "supervisor");
    let own = desk.clerk.get("/api/v1/session").done()["posts"][0]["department"].clone();
    let all = supervisor.get("/api/v1/cases?limit=100").done();
    let all = all["rows"].as_array().unwrap();
    let foreign = all
        .iter()
        .map(|row| row["id"].as_str().unwrap())
        .find(|id| desk.reviewer.get(&format!("/api/v1/cases/{id}")).status == 404)
        .unwrap_or_else(|| panic!("every case is one of {own}"));
    let missing = "01900000-0000-7000-8000-000000000001";
    let ask = |id: &str| {
        let gets = ["", "/clocks", "/audit-trail", "/documents"];
        let posts = [("examinations", walk::opinion("examine")), ("decision", walk::grant())];
        let mut answers: Vec<(u16, Value)> = Vec::new();
        for verb in gets {
            answers.push(plain(&desk.reviewer.get(&format!("/api/v1/cases/{id}{verb}"))));
        }
        for (verb, body) in posts {
            answers.push(plain(&desk.reviewer.post(&format!("/api/v1/cases/{id}/{verb}"), &body)));
        }
        answers
    };
    let (foreign, missing) = (ask(foreign), ask(missing));
    assert_eq!(foreign, missing);
    assert!(foreign.iter().all(|(status, _)| *status == 404), "{foreign:?}");
    server.stop();
}

/// An answer without what names the request.
fn plain(reply: &crate::harness::Reply) -> (u16, Value) {
    let mut body = reply.json();
    let names = body.as_object_mut().unwrap();
    names.remove("request_id");
    names.remove("instance");
    (reply.status, body)
}
