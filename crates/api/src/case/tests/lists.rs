//! Lists of cases: found by words, in each order, and taken away in a file.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use serde_json::{Value, json};

use super::city::{City, NAME};

daowei_store::on_both! {
    City:
    cases_are_found_by_words_and_come_in_the_order_asked,
    words_that_say_too_little_or_too_much_are_told_so,
    a_list_leaves_with_a_purpose_and_on_record,
    what_leaves_is_what_the_list_shows_and_computes_nothing,
    who_may_not_take_a_list_away_is_told_why,
    a_search_for_a_party_keeps_what_it_was_for,
    who_looked_is_seen_by_those_who_supervise,
}

const FIRM: &str = "资阳市鑫旺餐饮有限公司";
const PURPOSE: &str = "核对本窗口在办件";

/// Papers of a firm for that item.
fn of_firm(city: &City, item: daowei_ident::ItemId) -> Value {
    let mut papers = city.papers(item);
    if item == city.instant {
        papers["papers"] = json!([]);
    }
    papers["parties"][0] = json!({"role": "applicant", "kind": "organization", "name": FIRM, "id_kind": "001",
        "id_number": "91350100M000100Y43"});
    papers
}

fn ids(page: &Value) -> Vec<String> {
    page["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

async fn case(city: &City, clerk: &str, papers: Value) -> String {
    city.post(clerk, "/cases", papers).await.ok()["id"].as_str().unwrap().to_owned()
}

/// Text as it stands in a query.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn cases_are_found_by_words_and_come_in_the_order_asked(city: City) {
    let clerk = city.session("clerk").await;
    let first = case(&city, &clerk, city.papers(city.item)).await;
    city.clock.turn(3 * 86_400);
    let clerk = city.session("clerk").await;
    let second = case(&city, &clerk, of_firm(&city, city.item)).await;
    let instant = case(&city, &clerk, of_firm(&city, city.instant)).await;
    let found = async |query: &str| ids(&city.get(&clerk, &format!("/cases?{query}")).await.ok());
    let both = vec![first.clone(), second.clone()];
    assert_eq!(found(&format!("q={}", encoded("食品经营"))).await, both, "by two characters and more");
    assert_eq!(found("q=spjy").await, both, "by initials");
    let firm = format!("q={}", encoded("鑫旺"));
    let mut of_the_firm = vec![second.clone(), instant.clone()];
    let mut firms = found(&firm).await;
    of_the_firm.sort();
    firms.sort();
    assert_eq!(firms, of_the_firm);
    assert_eq!(found(&format!("q={}", encoded(NAME))).await, [""; 0], "natural persons are not found");
    assert_eq!(found(&format!("{firm}&stage=delivered")).await, [""; 0]);
    // Newest first, a page at a time.
    let query = "sort=-received_on&limit=2";
    let page = city.get(&clerk, &format!("/cases?{query}")).await.ok();
    let next = page["next"].as_str().unwrap();
    let mut newest = ids(&page);
    newest.extend(found(&format!("{query}&cursor={next}")).await);
    assert_eq!((newest.len(), newest.last()), (3, Some(&first)));
    assert_eq!(found("sort=received_on").await.first(), Some(&first));
    let mut late: Vec<String> = found("sort=-due").await;
    late.reverse();
    assert_eq!(late, found("sort=due").await);
    assert_eq!(city.get(&clerk, "/cases?sort=number").await.status, 400);
    // Only within one's scope.
    let foreign = city.session("foreign").await;
    assert_eq!(ids(&city.get(&foreign, &format!("/cases?{firm}")).await.ok()), [""; 0]);
    let manager = city.session("manager").await;
    assert_eq!(ids(&city.get(&manager, &format!("/cases?{firm}")).await.ok()).len(), 2);
    assert_eq!(ids(&city.get(&manager, "/cases?sort=-received_on").await.ok()).len(), 3);
    let mine = found(&format!("{firm}&mine=true")).await;
    assert_eq!(mine, found("mine=true").await.into_iter().filter(|id| mine.contains(id)).collect::<Vec<_>>());
}

async fn words_that_say_too_little_or_too_much_are_told_so(city: City) {
    let clerk = city.session("clerk").await;
    case(&city, &clerk, of_firm(&city, city.item)).await;
    let one = city.get(&clerk, &format!("/cases?q={}", encoded("食"))).await.ok();
    assert_eq!(ids(&one), [""; 0]);
    let long = city.get(&clerk, &format!("/cases?q={}", "a".repeat(101))).await;
    assert_eq!((long.status.as_u16(), &long.json()["invalidParams"][0]["name"]), (422, &json!("q")));
    let names = |tx: &mut daowei_store::Tx<'_>| {
        let add = |number| daowei_store::view::legal_person::add(tx, &format!("资阳市第{number}公司"));
        (0..=256).try_for_each(add).map_err(daowei_store::Abort::<daowei_store::Error>::Store)
    };
    city.app.store().write(names).map_err(daowei_store::Abort::into_store).unwrap();
    let broad = city.get(&clerk, &format!("/cases?q={}", encoded("公司"))).await;
    let code = broad.json()["invalidParams"][0]["code"].clone();
    assert_eq!((broad.status.as_u16(), code), (422, json!("input.too_broad")));
}

fn exports(city: &City, login: &str) -> Vec<Value> {
    recorded(city, &format!("look-export-{}", city.person(login)))
}

/// The events of a stream.
pub(super) fn recorded(city: &City, stream: &str) -> Vec<Value> {
    let stream = stream.to_owned();
    let keys = std::sync::Arc::clone(city.app.keys());
    let load = move |tx: &mut daowei_store::Tx<'_>| {
        let found = daowei_store::event::load(tx, keys.evidence(), &stream);
        found.map_err(daowei_store::Abort::<daowei_store::Error>::Store)
    };
    let events = city.app.store().read(load).map_err(daowei_store::Abort::into_store).unwrap();
    events.iter().map(|event| serde_json::from_slice(&event.body).unwrap()).collect()
}

async fn a_list_leaves_with_a_purpose_and_on_record(city: City) {
    let clerk = city.session("clerk").await;
    case(&city, &clerk, city.papers(city.item)).await;
    case(&city, &clerk, of_firm(&city, city.instant)).await;
    for foul in [
        json!({"format": "csv"}),
        json!({"format": "pdf", "purpose": PURPOSE}),
        json!({"format": "csv", "purpose": PURPOSE, "limit": 5}),
    ] {
        assert_eq!(city.post(&clerk, "/cases/export", foul).await.status, 400);
    }
    let empty = city.post(&clerk, "/cases/export", json!({"format": "csv", "purpose": "。 。"})).await;
    assert_eq!((empty.status.as_u16(), &empty.json()["invalidParams"][0]["name"]), (422, &json!("purpose")));
    assert_eq!(empty.json()["invalidParams"][0]["code"], "input.too_short");
    assert!(exports(&city, "clerk").is_empty(), "nothing left, so nothing is on record");

    let asked = json!({"format": "csv", "purpose": PURPOSE, "q": "鑫旺", "stage": ["received"],
        "department": city.department, "sort": "-received_on"});
    let file = city.post(&clerk, "/cases/export", asked).await;
    assert_eq!(file.status, 200, "{}", file.text);
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"cases-2017-10-24.csv\"");
    assert_eq!(file.headers["cache-control"], "no-store");
    let events = exports(&city, "clerk");
    assert_eq!(events.len(), 1);
    let event = &events[0]["event"]["data"];
    assert_eq!((&event["cases"], &event["format"]), (&json!(1), &json!("csv")));
    assert_eq!(event["stages"], json!(["received"]));
    let told = events[0].to_string();
    assert!(!told.contains("鑫旺") && !told.contains(PURPOSE), "words go into the vault: {told}");
    let unit = events[0]["unit"].as_str().unwrap();
    let line = file.text.lines().next().unwrap();
    for said in
        [unit, "clerk某", "窗口工作人员", "资阳市市场监督管理局", "2017-10-24 10:00", PURPOSE, "共 1 件"]
    {
        assert!(line.contains(said), "{said}: {line}");
    }
}

async fn what_leaves_is_what_the_list_shows_and_computes_nothing(city: City) {
    let clerk = city.session("clerk").await;
    let person = case(&city, &clerk, city.papers(city.item)).await;
    let mut papers = of_firm(&city, city.instant);
    papers["parties"][0]["name"] = json!("=HYPERLINK(\"http://127.0.0.1\")公司");
    case(&city, &clerk, papers).await;
    let file = city.post(&clerk, "/cases/export", json!({"format": "csv", "purpose": PURPOSE})).await;
    assert!(file.text.starts_with('\u{feff}'), "Excel knows UTF-8 by its mark");
    for held in [NAME, super::city::ID_NUMBER, "13800001234"] {
        assert!(!file.text.contains(held), "{}", file.text);
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file.text.as_bytes());
    let lines: Vec<Vec<String>> =
        reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(lines.len(), 4, "the file about itself, headings, two cases");
    let column = |name: &str| lines[1].iter().position(|heading| heading == name).unwrap();
    let number = city.get(&clerk, &format!("/cases/{person}")).await.ok()["number"].clone();
    let own = lines.iter().find(|line| line[0] == number.as_str().unwrap()).unwrap();
    assert_eq!(own[column("申请人")], "自然人");
    assert_eq!(own[column("状态")], "已收件");
    assert_eq!(own[column("收件日期")], "2017-10-24");
    assert_eq!(own[column("剩余工作日")], "5");
    let mut guarded = lines.iter().flatten().filter(|cell| cell.starts_with("'="));
    assert!(guarded.next().is_some(), "{}", file.text);
    for cell in lines.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    let asked = json!({"format": "xlsx", "purpose": PURPOSE});
    let book = city.post_with(&clerk, "/cases/export", asked, &[("accept-language", "en")]).await;
    assert!(book.headers["content-type"].to_str().unwrap().contains("spreadsheetml"));
    let parts = unzipped(&book.bytes);
    let (strings, sheet) = (&parts["xl/sharedStrings.xml"], &parts["xl/worksheets/sheet1.xml"]);
    assert!(strings.contains("=HYPERLINK") && strings.contains("Case number"), "{strings}");
    assert!(strings.contains("purpose: "), "{strings}");
    assert!(!sheet.contains("<f>"), "no cell is a formula");
    assert!(sheet.contains("oddFooter") && !strings.contains(NAME));
}

fn unzipped(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

async fn who_may_not_take_a_list_away_is_told_why(city: City) {
    let clerk = city.session("clerk").await;
    let id = case(&city, &clerk, city.papers(city.item)).await;
    let asked = json!({"format": "csv", "purpose": PURPOSE});
    for (secret, code) in [
        (city.session("assistant").await, "authority.duty"),
        (city.session("audit").await, "authority.duty"),
        (city.session("system").await, "authority.duty"),
        (city.token("clerk").await, "authority.token"),
    ] {
        let refused = city.post(&secret, "/cases/export", asked.clone()).await;
        assert_eq!(refused.code(), (403, code.to_owned()));
    }
    let number = city.get(&clerk, &format!("/cases/{id}")).await.ok()["number"].as_str().unwrap().to_owned();
    for (login, seen) in [("clerk", true), ("reviewer", true), ("manager", true), ("foreign", false)] {
        let secret = city.session(login).await;
        let file = city.post(&secret, "/cases/export", asked.clone()).await;
        assert_eq!((file.status.as_u16(), file.text.contains(&number)), (200, seen), "{login}");
        let mut other = asked.clone();
        other["department"] = json!(city.department);
        let file = city.post(&secret, "/cases/export", other).await;
        assert_eq!((file.status.as_u16(), file.text.contains(&number)), (200, seen), "{login}");
    }
}

async fn a_search_for_a_party_keeps_what_it_was_for(city: City) {
    let clerk = city.session("clerk").await;
    let id = case(&city, &clerk, city.papers(city.item)).await;
    let mut sought = json!({"field": "name", "value": NAME, "purpose": "。"});
    let empty = city.post(&clerk, "/parties/search", sought.clone()).await;
    assert_eq!((empty.status.as_u16(), &empty.json()["invalidParams"][0]["name"]), (422, &json!("purpose")));
    sought["purpose"] = json!("申请人到窗口查询办件");
    let found = city.post(&clerk, "/parties/search", sought).await.ok();
    assert_eq!(found["cases"][0]["id"], json!(id));
    let looks = recorded(&city, &format!("look-search-{}", city.person("clerk")));
    assert_eq!(looks.len(), 1);
    assert!(looks[0]["event"]["data"]["purpose"]["commitment"].is_string(), "{}", looks[0]);
    assert!(!looks[0].to_string().contains("窗口查询"), "the words lie in the vault");
}

async fn who_looked_is_seen_by_those_who_supervise(city: City) {
    let clerk = city.session("clerk").await;
    let id = case(&city, &clerk, city.papers(city.item)).await;
    let party = city.get(&clerk, &format!("/cases/{id}")).await.ok()["parties"][0]["id"].clone();
    let party = party.as_str().unwrap();
    city.post(&clerk, &format!("/cases/{id}/parties/{party}/reveal"), json!({"purpose": PURPOSE})).await.ok();
    city.clock.turn(60);
    let sought = json!({"field": "name", "value": NAME, "purpose": "申请人到窗口查询办件"});
    city.post(&clerk, "/parties/search", sought).await.ok();
    city.clock.turn(60);
    city.post(&clerk, "/cases/export", json!({"format": "csv", "purpose": "每周核对清单"})).await;
    let auditor = city.session("audit").await;
    let looks = async |query: &str| city.get(&auditor, &format!("/looks?{query}")).await.ok();
    let all = looks("").await;
    let told = |page: &Value, name: &str| -> Vec<Value> {
        page["rows"].as_array().unwrap().iter().map(|row| row[name].clone()).collect()
    };
    assert_eq!(told(&all, "kind"), ["look.exported", "look.searched", "look.revealed"]);
    assert_eq!(told(&all, "purpose"), ["每周核对清单", "申请人到窗口查询办件", PURPOSE]);
    assert_eq!(told(&all, "cases"), [1, 1, 1]);
    assert_eq!(all["rows"][2]["case"], json!(id));
    assert!(all["rows"][2]["number"].as_str().is_some_and(|number| number.starts_with("512000")), "{all}");
    // Page by page, of one case, of one person, of some days.
    let first = looks("limit=2").await;
    let next = looks(&format!("limit=2&cursor={}", first["next"].as_str().unwrap())).await;
    assert_eq!((told(&first, "kind").len(), told(&next, "kind")), (2, vec![json!("look.revealed")]));
    assert_eq!(told(&looks(&format!("case={id}")).await, "kind"), ["look.revealed"]);
    let person = city.person("clerk");
    assert_eq!(told(&looks(&format!("person={person}")).await, "kind").len(), 3);
    let reviewer = city.person("reviewer");
    assert_eq!(told(&looks(&format!("person={reviewer}")).await, "kind").len(), 0);
    let day = &all["rows"][0]["at"].as_str().unwrap()[..10];
    assert_eq!(told(&looks(&format!("from={day}&until={day}")).await, "kind").len(), 3);
    assert_eq!(told(&looks("until=2017-01-01").await, "kind").len(), 0);
    assert_eq!(told(&looks("from=2999-01-01").await, "kind").len(), 0);
    for foul in ["cursor=00", "from=x", &format!("case={id}&person={person}"), "other=1"] {
        assert_eq!(city.get(&auditor, &format!("/looks?{foul}")).await.status, 400, "{foul}");
    }
    for login in ["clerk", "chief", "manager", "system"] {
        let session = city.session(login).await;
        assert_eq!(city.get(&session, "/looks").await.status, 403, "{login}");
    }
}
