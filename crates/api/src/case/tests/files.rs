//! Files over HTTP: sent in parts, resumed, looked at, taken over by a case, seen again by who may look.

use axum::body::Body;
use axum::http::{Request, header};
use daowei_app::worker::{Step, Worker};
use daowei_store::testing::alter_events;
use serde_json::{Value, json};

use super::city::{Answer, City};

daowei_store::on_both! {
    City:
    a_file_is_sent_in_parts_and_goes_on_where_it_broke_off,
    what_is_not_what_it_says_is_not_taken,
    a_file_is_its_sender_s_alone,
    a_case_takes_files_over_once_and_who_may_look_sees_them,
    nothing_of_a_refused_act_keeps_a_file,
    originals_go_back_and_signed_papers_come_back,
    what_is_on_no_list_has_files_too,
    one_s_own_files_are_listed_page_by_page,
    what_nobody_hands_in_goes,
}

const PART: usize = 256 << 10;
const NAME: &str = "张三的营业执照.pdf";

/// A PDF of that many bytes.
pub(super) fn pdf(size: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.resize(size - 6, b' ');
    bytes.extend(b"%%EOF\n");
    bytes
}

async fn begin(city: &City, secret: &str, name: &str, media: &str, size: usize) -> Answer {
    city.post(secret, "/files", json!({"name": name, "media_type": media, "size": size})).await
}

async fn part(city: &City, secret: &str, file: &str, offset: usize, bytes: &[u8]) -> Answer {
    let request = Request::put(format!("/api/v1/files/{file}/parts/{offset}"))
        .header(header::AUTHORIZATION, format!("Bearer {secret}"))
        .header(header::CONTENT_TYPE, "application/octet-stream");
    city.ask(request.body(Body::from(bytes.to_vec())).unwrap()).await
}

async fn remove(city: &City, secret: &str, file: &str) -> Answer {
    let request = Request::delete(format!("/api/v1/files/{file}"))
        .header(header::AUTHORIZATION, format!("Bearer {secret}"));
    city.ask(request.body(Body::empty()).unwrap()).await
}

/// A whole file; gives its id.
pub(super) async fn sent(city: &City, secret: &str, bytes: &[u8]) -> String {
    let file = begin(city, secret, NAME, "application/pdf", bytes.len()).await.ok();
    let id = file["id"].as_str().unwrap().to_owned();
    for (place, piece) in bytes.chunks(PART).enumerate() {
        part(city, secret, &id, place * PART, piece).await.ok();
    }
    let whole = city.post(secret, &format!("/files/{id}/completion"), json!({})).await.ok();
    assert_eq!(whole["state"], "complete");
    id
}

async fn a_file_is_sent_in_parts_and_goes_on_where_it_broke_off(city: City) {
    let clerk = city.session("clerk").await;
    let bytes = pdf(2 * PART + 11);
    let begun = begin(&city, &clerk, NAME, "application/pdf", bytes.len()).await;
    assert_eq!(begun.status, 201);
    let file = begun.json();
    assert_eq!(begun.headers["location"], format!("/api/v1/files/{}", file["id"].as_str().unwrap()));
    assert_eq!((&file["received"], &file["part_size"]), (&json!(0), &json!(PART)));
    let id = file["id"].as_str().unwrap();
    let wanted = |answer: Answer| {
        assert_eq!(answer.code(), (409, "file.offset".to_owned()));
        answer.json()["params"]["wanted"].clone()
    };
    // A gap, and an offset that no part begins at.
    assert_eq!(wanted(part(&city, &clerk, id, PART, &bytes[PART..2 * PART]).await), "0");
    part(&city, &clerk, id, 0, &bytes[..PART]).await.ok();
    assert_eq!(wanted(part(&city, &clerk, id, 7, &bytes[7..PART]).await), PART.to_string());
    // No answer came: the same part again is answered alike, other bytes in its place are not.
    let again = part(&city, &clerk, id, 0, &bytes[..PART]).await.ok();
    assert_eq!(again["received"], PART);
    let other = part(&city, &clerk, id, 0, &vec![b'x'; PART]).await;
    assert_eq!(other.code(), (409, "file.digest".to_owned()));
    let short = part(&city, &clerk, id, PART, b"short").await;
    assert_eq!(short.code().0, 422);
    let early = city.post(&clerk, &format!("/files/{id}/completion"), json!({})).await;
    assert_eq!(early.code(), (409, "file.incomplete".to_owned()));
    // Another session of the same person goes on where it broke off.
    let later = city.session("clerk").await;
    let standing = city.get(&later, &format!("/files/{id}")).await.ok();
    assert_eq!((&standing["received"], &standing["name"]), (&json!(PART), &json!(NAME)));
    part(&city, &later, id, PART, &bytes[PART..2 * PART]).await.ok();
    part(&city, &later, id, 2 * PART, &bytes[2 * PART..]).await.ok();
    let declared = daowei_crypto::digest(daowei_crypto::Suite::International, &[&bytes]).to_string();
    let wrong = json!({"sha256": "0".repeat(64)});
    let completion = format!("/files/{id}/completion");
    assert_eq!(city.post(&later, &completion, wrong.clone()).await.code(), (409, "file.digest".to_owned()));
    for _ in 0..2 {
        let whole = city.post(&later, &completion, json!({"sha256": declared})).await.ok();
        assert_eq!((&whole["state"], &whole["sha256"]), (&json!("complete"), &json!(declared)));
        assert_eq!(whole["sm3"], daowei_crypto::digest(daowei_crypto::Suite::Gm, &[&bytes]).to_string());
    }
    assert_eq!(city.post(&later, &completion, wrong).await.code(), (409, "file.digest".to_owned()));
    assert_eq!(wanted(part(&city, &later, id, 2 * PART + 11, b"more").await), (2 * PART + 11).to_string());
    assert_eq!(city.get(&later, "/files").await.ok()["rows"].as_array().unwrap().len(), 1);
}

async fn what_is_not_what_it_says_is_not_taken(city: City) {
    let clerk = city.session("clerk").await;
    for (name, media, size, status, code) in [
        ("", "application/pdf", 10, 422, "input.invalid"),
        (NAME, "application/pdf", 0, 409, "file.size"),
        (NAME, "application/pdf", (20 << 20) + 1, 409, "file.size"),
        (NAME, "text/html", 10, 400, "input.json"),
        (NAME, "application/x-msdownload", 10, 400, "input.json"),
    ] {
        let answer = begin(&city, &clerk, name, media, size).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
        assert!(code == "input.invalid" || answer.code().1 == code, "{}", answer.text);
    }
    for _ in 0..9 {
        begin(&city, &clerk, NAME, "application/pdf", 20 << 20).await.ok();
    }
    let full = begin(&city, &clerk, NAME, "application/pdf", 20 << 20).await;
    assert_eq!(full.code(), (409, "file.pending".to_owned()));
    let other = city.session("chief").await;
    let begun = begin(&city, &other, "a.pdf", "application/pdf", 20).await.ok();
    let id = begun["id"].as_str().unwrap();
    let as_json = city.post_text(&other, &format!("/files/{id}/parts/0"), "{}".to_owned(), &[]).await;
    assert_eq!(as_json.status.as_u16(), 405);
    part(&city, &other, id, 0, b"MZ and something els").await.ok();
    let completion = format!("/files/{id}/completion");
    assert_eq!(city.post(&other, &completion, json!({})).await.code(), (409, "file.media".to_owned()));
}

async fn a_file_is_its_sender_s_alone(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let file = sent(&city, &clerk, &pdf(100)).await;
    let none = "0190a000-0000-7000-8000-000000000001";
    let mut answers = Vec::new();
    for id in [file.as_str(), none] {
        let (read, units) = city.statements(city.get(&chief, &format!("/files/{id}"))).await;
        let part = part(&city, &chief, id, 0, b"x").await;
        let complete = city.post(&chief, &format!("/files/{id}/completion"), json!({})).await;
        let removed = remove(&city, &chief, id).await;
        let codes = [read, part, complete, removed].map(|answer| answer.code());
        assert!(codes.iter().all(|code| *code == (404, "not_found".to_owned())), "{codes:?}");
        answers.push(units);
    }
    assert_eq!(answers[0], answers[1], "a foreign file is found out by the same statements as none");
    let mut papers = city.papers(city.item);
    papers["papers"][0]["files"] = json!([file]);
    let foreign = city.post(&chief, "/cases", papers.clone()).await;
    papers["papers"][0]["files"] = json!([none]);
    let missing = city.post(&chief, "/cases", papers).await;
    assert_eq!(foreign.code(), (409, "file.unknown".to_owned()));
    assert_eq!(foreign.code(), missing.code());
    // Whoever is at no window sends nothing, and no program does.
    let token = city.token("clerk").await;
    assert_eq!(begin(&city, &token, NAME, "application/pdf", 10).await.status, 403);
    let reviewer = city.session("reviewer").await;
    assert_eq!(begin(&city, &reviewer, NAME, "application/pdf", 10).await.status, 403);
    assert_eq!(remove(&city, &clerk, &file).await.status, 204);
    assert_eq!(remove(&city, &clerk, &file).await.status, 404);
}

async fn a_case_takes_files_over_once_and_who_may_look_sees_them(city: City) {
    let clerk = city.session("clerk").await;
    let bytes = pdf(PART + 100);
    let (first, second) = (sent(&city, &clerk, &bytes).await, sent(&city, &clerk, &pdf(50)).await);
    let mut papers = city.papers(city.item);
    papers["papers"][0]["files"] = json!([first]);
    let case = city.post(&clerk, "/cases", papers.clone()).await.ok();
    let case = format!("/cases/{}", case["id"].as_str().unwrap());
    let taken = city.post(&clerk, "/cases", papers).await;
    assert_eq!(taken.code(), (409, "file.unknown".to_owned()), "once");
    assert_eq!(city.get(&clerk, &format!("/files/{first}")).await.ok()["state"], "bound");
    assert_eq!(remove(&city, &clerk, &first).await.status, 404, "a case has it");
    let scan = json!({"paper": "p2", "files": [second]});
    city.post(&clerk, &format!("{case}/files"), scan).await.ok();
    let page = city.get(&clerk, &case).await;
    assert!(!page.text.contains("张三"), "a name is not on the page");
    let files = page.json()["files"].clone();
    let lines: Vec<_> = files.as_array().unwrap().iter().map(|file| (&file["id"], &file["paper"])).collect();
    assert_eq!(lines, [(&json!(first), &json!("p1")), (&json!(second), &json!("p2"))]);

    // Nobody sees a byte before a look is on record, and then the one who looked.
    let reviewer = city.session("reviewer").await;
    let path = format!("{case}/files/{first}");
    let unlooked = city.get(&reviewer, &format!("{path}?ticket=AAAA")).await;
    assert_eq!(unlooked.code(), (403, "access.look".to_owned()));
    let reveal = |secret: &str| {
        let secret = secret.to_owned();
        let path = format!("{path}/reveal");
        let city = &city;
        async move { city.post(&secret, &path, json!({"purpose": "审查申请材料"})).await }
    };
    let shown = reveal(&reviewer).await.ok();
    assert_eq!((&shown["name"], &shown["size"]), (&json!(NAME), &json!(bytes.len())));
    let ticket = shown["ticket"].as_str().unwrap();
    let served = city.get(&reviewer, &format!("{path}?ticket={ticket}")).await;
    assert_eq!((served.status.as_u16(), &served.bytes), (200, &bytes));
    for (name, value) in
        [("content-type", "application/pdf"), ("content-length", bytes.len().to_string().as_str())]
    {
        assert_eq!(served.headers[name], value, "{name}");
    }
    let policy = served.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(
        served.headers["content-disposition"].to_str().unwrap().starts_with("inline; filename=\"file.pdf\"")
    );
    // Somebody else's ticket, another file's, one of before.
    let other = format!("{case}/files/{second}?ticket={ticket}");
    for (secret, path) in [(&clerk, format!("{path}?ticket={ticket}")), (&reviewer, other)] {
        assert_eq!(city.get(secret, &path).await.code(), (403, "access.look".to_owned()), "{path}");
    }
    city.clock.turn(11 * 60);
    let late = city.get(&reviewer, &format!("{path}?ticket={ticket}")).await;
    assert_eq!(late.code(), (403, "access.look".to_owned()));
    // Who may not reveal sees none of it: reading cases alone is not enough.
    let manager = city.session("manager").await;
    assert_eq!(reveal(&manager).await.status, 403);
    let token = city.token("clerk").await;
    assert_eq!(reveal(&token).await.code(), (403, "access.person".to_owned()));

    // The log holds the file: a part that is exchanged is no longer served.
    let store = city.app.store().clone();
    let text = format!(
        "UPDATE file_part SET sealed = (SELECT sealed FROM file_part AS o WHERE o.number = 1) WHERE file = '{first}' AND number = 0"
    );
    tokio::task::spawn_blocking(move || alter_events(&store, text)).await.unwrap();
    let shown = reveal(&reviewer).await.ok();
    let ticket = shown["ticket"].as_str().unwrap();
    let damaged = city.get(&reviewer, &format!("{path}?ticket={ticket}")).await;
    assert_eq!(damaged.status.as_u16(), 500, "{}", damaged.text);
}

async fn nothing_of_a_refused_act_keeps_a_file(city: City) {
    let clerk = city.session("clerk").await;
    let file = sent(&city, &clerk, &pdf(100)).await;
    let case = format!("/cases/{}", city.received(&clerk).await);
    let scan = |paper: &str| json!({"paper": paper, "files": [file]});
    let refused = city.post(&clerk, &format!("{case}/files"), scan("p9")).await;
    assert_eq!(refused.code(), (409, "case.scan.paper".to_owned()));
    assert_eq!(city.get(&clerk, &format!("/files/{file}")).await.ok()["state"], "complete");
    let key = [("Idempotency-Key", "scan-1")];
    for _ in 0..2 {
        let path = format!("{case}/files");
        city.post_with(&clerk, &path, scan("p1"), &key).await.ok();
    }
    assert_eq!(city.get(&clerk, &case).await.ok()["files"].as_array().unwrap().len(), 1);
}

async fn originals_go_back_and_signed_papers_come_back(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let case = format!("/cases/{}", city.received(&clerk).await);
    let back = json!({"papers": ["p1"], "recipient": "张三"});
    let path = format!("{case}/originals-return");
    city.post(&clerk, &path, back.clone()).await.ok();
    assert_eq!(city.post(&clerk, &path, back).await.code(), (409, "case.originals.none_held".to_owned()));
    let papers = city.get(&clerk, &case).await.ok()["papers"].clone();
    let first = &papers[0];
    assert_eq!((&first["held"], &first["returned_on"]), (&json!(false), &json!("2017-10-24")));
    assert_eq!((&papers[1]["held"], &papers[1]["returned_on"]), (&json!(true), &Value::Null));

    let accepted = city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await.ok();
    let mut documents = accepted["documents"].as_array().unwrap().iter();
    let notice = documents.rfind(|document| document["kind"] == "acceptance_notice").unwrap();
    let notice = format!("{case}/documents/{}", notice["id"].as_str().unwrap());
    let file = sent(&city, &chief, &pdf(80)).await;
    let scan = json!({"file": file});
    let early = city.post(&chief, &format!("{notice}/signed-scan"), scan.clone()).await;
    assert_eq!(early.code(), (409, "case.scan.document".to_owned()));
    let seal = json!({"seal": "approval", "copies": 2, "pages": 1});
    city.post(&chief, &format!("{notice}/seal"), seal).await.ok();
    city.post(&chief, &format!("{notice}/signed-scan"), scan).await.ok();
    let files = city.get(&clerk, &case).await.ok()["files"].clone();
    assert!(files[0]["document"].is_string() && files[0]["paper"].is_null(), "{files}");
}

/// An application on no list is its matter; beyond the list of an item, the receipt says what it is that came.
async fn what_is_on_no_list_has_files_too(city: City) {
    let clerk = city.session("clerk").await;
    let (first, second) = (sent(&city, &clerk, &pdf(100)).await, sent(&city, &clerk, &pdf(90)).await);
    let (third, fourth) = (sent(&city, &clerk, &pdf(80)).await, sent(&city, &clerk, &pdf(70)).await);
    let off = json!({"matter": "办理清单以外的一件事", "channel": "window", "unlisted_files": [first],
        "parties": city.papers(city.item)["parties"]});
    let case = city.post(&clerk, "/cases", off).await.ok();
    let case = format!("/cases/{}", case["id"].as_str().unwrap());
    city.post(&clerk, &format!("{case}/files"), json!({"files": [second]})).await.ok();
    let files = city.get(&clerk, &case).await.ok()["files"].clone();
    for (place, id) in [&first, &second].into_iter().enumerate() {
        let seen = (&files[place]["id"], &files[place]["paper"], &files[place]["document"]);
        assert_eq!(seen, (&json!(id), &Value::Null, &Value::Null));
    }
    let shown = json!({"purpose": "审查申请材料"});
    assert_eq!(city.post(&clerk, &format!("{case}/files/{first}/reveal"), shown).await.ok()["name"], NAME);

    let listed = |unlisted: &str, beyond: Value, of_line: Value| {
        let mut papers = city.papers(city.item);
        papers["unlisted_papers"] = json!(unlisted);
        papers["unlisted_files"] = beyond;
        papers["papers"][0]["files"] = of_line;
        papers
    };
    let unnamed = city.post(&clerk, "/cases", listed("", json!([third]), json!([]))).await;
    assert_eq!(unnamed.code(), (409, "case.scan.unnamed".to_owned()));
    // One file is of one paper.
    let twice = city.post(&clerk, "/cases", listed("房屋租赁合同", json!([third]), json!([third]))).await;
    assert_eq!(twice.code(), (409, "file.unknown".to_owned()));
    let named = city.post(&clerk, "/cases", listed("房屋租赁合同", json!([third]), json!([]))).await.ok();
    let named = format!("/cases/{}", named["id"].as_str().unwrap());
    assert_eq!(city.get(&clerk, &named).await.ok()["files"][0]["id"], json!(third));
    // Nothing came beyond the list of this one.
    let plain = format!("/cases/{}/files", city.received(&clerk).await);
    let late = city.post(&clerk, &plain, json!({"files": [fourth]})).await;
    assert_eq!(late.code(), (409, "case.scan.unnamed".to_owned()));
    city.unchanged_by_a_rebuild().await;
}

async fn one_s_own_files_are_listed_page_by_page(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    // Ids of one millisecond have no order.
    let first = sent(&city, &clerk, &pdf(100)).await;
    city.clock.turn(1);
    let second = sent(&city, &clerk, &pdf(90)).await;
    city.clock.turn(1);
    let begun = begin(&city, &clerk, "半途.pdf", "application/pdf", 500).await.ok();
    sent(&city, &chief, &pdf(60)).await;
    let page = city.get(&clerk, "/files?limit=2").await.ok();
    let ids: Vec<_> = page["rows"].as_array().unwrap().iter().map(|file| file["id"].clone()).collect();
    assert_eq!(ids, [json!(first), json!(second)], "the oldest first, and nobody else's");
    let row = &page["rows"][0];
    assert_eq!((&row["name"], &row["created_at"]), (&json!(NAME), &json!("2017-10-24T02:00:00Z")));
    assert_eq!(row["expires_at"], "2017-10-31T02:00:00Z");
    let cursor = page["next"].as_str().unwrap();
    let rest = city.get(&clerk, &format!("/files?limit=2&cursor={cursor}")).await.ok();
    assert_eq!((&rest["rows"][0]["id"], &rest["next"]), (&begun["id"], &Value::Null));
    assert_eq!(city.get(&clerk, "/files?cursor=6g").await.status, 400);
    // What a case took over, and what was deleted, is attached or gone.
    let mut papers = city.papers(city.item);
    papers["papers"][0]["files"] = json!([first]);
    city.post(&clerk, "/cases", papers).await.ok();
    remove(&city, &clerk, &second).await;
    let left = city.get(&clerk, "/files").await.ok();
    assert_eq!((left["rows"].as_array().unwrap().len(), &left["rows"][0]["id"]), (1, &begun["id"]));
}

async fn what_nobody_hands_in_goes(city: City) {
    let clerk = city.session("clerk").await;
    let (kept, lost) = (sent(&city, &clerk, &pdf(100)).await, sent(&city, &clerk, &pdf(100)).await);
    let mut papers = city.papers(city.item);
    papers["papers"][0]["files"] = json!([kept]);
    city.post(&clerk, "/cases", papers).await.ok();
    let purge = |city: &City| {
        let worker = Worker::new(city.app.clone(), "one".to_owned(), None);
        tokio::task::spawn_blocking(move || worker.step(Step::Purge).unwrap())
    };
    assert_eq!(purge(&city).await.unwrap(), 0);
    city.clock.turn(7 * 24 * 3_600 + 1);
    purge(&city).await.unwrap();
    let clerk = city.session("clerk").await;
    assert_eq!(city.get(&clerk, &format!("/files/{lost}")).await.status, 404);
    assert_eq!(city.get(&clerk, &format!("/files/{kept}")).await.ok()["state"], "bound");
}
