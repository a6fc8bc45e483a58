//! What the page of a case and the desk's lists show beyond the case itself: printed copies, related cases, what was passed on, documents.

use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both! {
    City:
    every_copy_behind_the_first_is_a_reprint_on_record,
    two_who_print_at_once_print_two_copies,
    other_cases_of_the_applicant_and_his_address_are_found_on_record,
    what_somebody_passed_on_is_listed_with_where_it_stands,
    documents_are_listed_by_kind_day_item_and_number,
}

/// Contract staff, with somebody who answers for them.
async fn assisting(city: &City) -> String {
    let assistant = city.session("assistant").await;
    let post = city.get(&assistant, "/session").await.ok()["posts"][0]["id"].clone();
    let answering = json!({"post": post, "responsible": city.person("clerk")});
    let moved = city.post(&assistant, "/session/post", answering).await.ok();
    moved["secret"].as_str().unwrap().to_owned()
}

/// A case, and where its receipt lies.
async fn receipt(city: &City, clerk: &str) -> (String, String) {
    let case = city.received(clerk).await;
    let page = city.get(clerk, &format!("/cases/{case}")).await.ok();
    let document = page["documents"][0]["id"].as_str().unwrap();
    (case.clone(), format!("/cases/{case}/documents/{document}"))
}

async fn every_copy_behind_the_first_is_a_reprint_on_record(city: City) {
    let clerk = city.session("clerk").await;
    let (case, document) = receipt(&city, &clerk).await;
    let prints = format!("{document}/prints");
    let seen = async || {
        let page = city.get(&clerk, &format!("/cases/{case}")).await.ok();
        (page["documents"][0]["printed"].clone(), page["revision"].clone())
    };
    let (none, revision) = seen().await;
    assert_eq!(none, json!([]));
    let (first, units) = city.statements(city.post(&clerk, &prints, json!({"sheet": "slip"}))).await;
    assert!(units.iter().flatten().any(|name| *name == "event.append"));
    let first = first.ok();
    assert_eq!((&first["copy"], &first["person_name"]), (&json!(1), &json!("clerk某")));
    city.clock.turn(600);
    let assistant = assisting(&city).await;
    let again = json!({"sheet": "a4", "purpose": "申请人遗失收件凭证"});
    let again = city.post(&assistant, &prints, again).await.ok();
    assert_eq!((&again["copy"], &again["at"]), (&json!(2), &json!("2017-10-24T02:10:00Z")));
    // The page says how often and by whom; nobody's act on the case is stale for it.
    let (printed, unmoved) = seen().await;
    let told: Vec<_> =
        printed.as_array().unwrap().iter().map(|copy| (&copy["copy"], &copy["person_name"])).collect();
    assert_eq!(told, [(&json!(2), &json!("assistant某")), (&json!(1), &json!("clerk某"))]);
    assert_eq!(printed[0]["responsible_name"], json!("clerk某"));
    assert_eq!(unmoved, revision);
    let shown =
        city.post(&clerk, &format!("{document}/reveal"), json!({"purpose": "打印文书送达当事人"})).await.ok();
    assert_eq!(shown["copies"], json!(2));
    // Whoever supervises reads what it was for; the log itself holds no words.
    let auditor = city.session("audit").await;
    let looks = city.get(&auditor, "/looks").await.ok();
    let printings: Vec<&Value> = looks["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["kind"] == "look.document_printed")
        .collect();
    assert_eq!(
        printings.iter().map(|row| &row["purpose"]).collect::<Vec<_>>(),
        [&json!("申请人遗失收件凭证"), &Value::Null]
    );
    // As who may see it in clear: no program, no other organ's window, nothing that is not there.
    let foreign = city.session("foreign").await;
    assert_eq!(city.post(&foreign, &prints, json!({"sheet": "a4"})).await.status, 404);
    let missing = format!("/cases/{case}/documents/00000000-0000-7000-8000-000000000000/prints");
    assert_eq!(city.post(&clerk, &missing, json!({"sheet": "a4"})).await.status, 404);
    let token = city.token("clerk").await;
    assert_eq!(city.post(&token, &prints, json!({"sheet": "a4"})).await.code().1, "access.person");
    let manager = city.session("manager").await;
    assert_eq!(city.post(&manager, &prints, json!({"sheet": "a4"})).await.status, 403);
    assert_eq!(city.post(&clerk, &prints, json!({"sheet": "a5"})).await.status, 400);
    assert_eq!(seen().await.0.as_array().unwrap().len(), 2);
    for _ in 0..12 {
        city.post(&clerk, &prints, json!({"sheet": "a4"})).await.ok();
    }
    let (printed, _) = seen().await;
    assert_eq!((printed.as_array().unwrap().len(), &printed[0]["copy"]), (10, &json!(14)));
    city.unchanged_by_a_rebuild().await;
}

async fn two_who_print_at_once_print_two_copies(city: City) {
    let clerk = city.session("clerk").await;
    let (_, document) = receipt(&city, &clerk).await;
    let prints = format!("{document}/prints");
    let print = || city.post(&clerk, &prints, json!({"sheet": "a4"}));
    let (one, two, three) = tokio::join!(print(), print(), print());
    let mut copies: Vec<_> = [one, two, three].map(|answer| answer.ok()["copy"].as_u64().unwrap()).into();
    copies.sort_unstable();
    assert_eq!(copies, [1, 2, 3]);
}

async fn other_cases_of_the_applicant_and_his_address_are_found_on_record(city: City) {
    let clerk = city.session("clerk").await;
    let receive = async |change: Value| {
        let mut papers = city.papers(city.item);
        papers["parties"][0].as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let received = city.post(&clerk, "/cases", papers).await.ok();
        city.clock.turn(1);
        received["id"].as_str().unwrap().to_owned()
    };
    let other = json!({"name": "诸葛无名", "id_number": "51200019900101001X"});
    let first = receive(json!({})).await;
    // Without an address; the same door, written otherwise; neither.
    let again = receive(json!({"address": null})).await;
    let mut next_door = other.clone();
    next_door["address"] = json!("四川省资阳市　雁江区无名路７号");
    let neighbour = receive(next_door).await;
    let mut stranger = other.clone();
    stranger["address"] = json!("四川省资阳市安岳县别处1号");
    receive(stranger).await;
    let purpose = json!({"purpose": "核对同一申请人的其他办件"});
    let related = async |secret: &str, case: &str| {
        city.statements(city.post(secret, &format!("/cases/{case}/related"), purpose.clone())).await
    };
    let ids = |found: &Value| -> Vec<String> {
        let cases = found["cases"].as_array().unwrap();
        cases.iter().map(|case| case["id"].as_str().unwrap().to_owned()).collect()
    };
    let (found, few) = related(&clerk, &first).await;
    assert!(few.iter().flatten().any(|name| *name == "event.append"));
    let found = found.ok();
    assert_eq!(
        (ids(&found["applicant"]), ids(&found["address"])),
        (vec![again.clone()], vec![neighbour.clone()])
    );
    assert_eq!((&found["applicant"]["more"], &found["address"]["more"]), (&json!(false), &json!(false)));
    let told = found.to_string();
    for personal in ["诸葛", "欧阳", "无名路", "51200019900101001X"] {
        assert!(!told.contains(personal), "{personal}");
    }
    // The page offers it, and the parties in clear, to whoever may reveal.
    let page = city.get(&clerk, &format!("/cases/{first}")).await.ok();
    let acts = page["allowed"].as_array().unwrap();
    assert!(acts.iter().any(|act| act["act"] == "reveal" && act["allowed"] == true), "{acts:?}");
    let (none, _) = related(&clerk, &again).await;
    let none = none.ok();
    assert_eq!((ids(&none["applicant"]), &none["address"]), (vec![first.clone()], &Value::Null));
    // However many there are, it costs the same statements.
    for _ in 0..5 {
        receive(json!({})).await;
    }
    let (found, many) = related(&clerk, &first).await;
    assert_eq!(ids(&found.ok()["applicant"]).len(), 6);
    let count = |units: &[Vec<&str>]| units.iter().flatten().count();
    assert_eq!(count(&many), count(&few));
    // Whoever may not reveal, and whoever is no person, finds nobody; another organ's window finds no case.
    let empty = city.post(&clerk, &format!("/cases/{first}/related"), json!({"purpose": "看"})).await;
    assert_eq!(empty.status, 422);
    let (token, foreign, manager) =
        (city.token("clerk").await, city.session("foreign").await, city.session("manager").await);
    assert_eq!(related(&token, &first).await.0.code().1, "access.person");
    assert_eq!(related(&foreign, &first).await.0.status, 404);
    assert_eq!(related(&manager, &first).await.0.status, 403);
    let auditor = city.session("audit").await;
    let looks = city.get(&auditor, &format!("/looks?case={first}")).await.ok();
    let sought: Vec<_> =
        looks["rows"].as_array().unwrap().iter().map(|row| (&row["kind"], &row["cases"])).collect();
    assert_eq!(
        sought,
        [(&json!("look.related_sought"), &json!(7)), (&json!("look.related_sought"), &json!(2))]
    );
    // It is counted with the other searches.
    for _ in 0..27 {
        related(&clerk, &first).await.0.ok();
    }
    assert_eq!(related(&clerk, &first).await.0.status, 429);
    city.unchanged_by_a_rebuild().await;
}

async fn what_somebody_passed_on_is_listed_with_where_it_stands(city: City) {
    let (clerk, reviewer, chief) =
        (city.session("clerk").await, city.session("reviewer").await, city.session("chief").await);
    let sent =
        async |secret: &str, query: &str| city.get(secret, &format!("/cases/sent-on?{query}")).await.ok();
    assert_eq!(sent(&clerk, "").await, json!({"rows": [], "next": null, "count": 0}));
    let mut cases = Vec::new();
    for _ in 0..3 {
        let case = city.received(&clerk).await;
        city.post(&clerk, &format!("/cases/{case}/acceptance"), Value::Null).await.ok();
        cases.push(case);
        city.clock.turn(60);
    }
    let examine = async |step: &str| {
        let body = json!({"step": step, "verdict": "favor", "opinion": "经审查，申请材料齐全，符合法定条件，同意。"});
        city.post(&reviewer, &format!("/cases/{}/examinations", cases[0]), body).await.ok();
        city.clock.turn(60);
    };
    examine("examine").await;
    // The clerk's case went on since: it stands at the next step now, and was sent by him to the first.
    let page = sent(&clerk, "").await;
    let rows = page["rows"].as_array().unwrap();
    let ids: Vec<_> = rows.iter().map(|row| row["case"]["id"].as_str().unwrap()).collect();
    assert_eq!((ids, &page["count"]), (cases.iter().rev().map(String::as_str).collect(), &json!(3)));
    let last = &rows[2];
    assert_eq!((&last["way"], &last["to_step"]["zh"]), (&json!("accepted"), &json!("审查")));
    assert_eq!(last["case"]["step"], json!("verify"));
    let of_reviewer = sent(&reviewer, "").await["rows"][0].clone();
    assert_eq!((&of_reviewer["way"], &of_reviewer["to_step"]["zh"]), (&json!("examined"), &json!("复核")));
    // One line for each case, as it was passed on last: to the decision, which is no step.
    examine("verify").await;
    examine("check").await;
    let page = sent(&reviewer, "").await;
    assert_eq!((page["rows"].as_array().unwrap().len(), &page["rows"][0]["to_step"]), (1, &Value::Null));
    assert_eq!(page["rows"][0]["case"]["stage"], json!("awaiting_decision"));
    // To a person, by name; what somebody gives to himself he did not pass on.
    let assign = json!({"to": city.person("second"), "reasons": "分派审查人员承办，请及时办理"});
    city.post(&chief, &format!("/cases/{}/assignment", cases[1]), assign).await.ok();
    city.clock.turn(60);
    let own = json!({"to": city.person("chief"), "reasons": "由首席代表本人承办，不再转办"});
    city.post(&chief, &format!("/cases/{}/assignment", cases[2]), own).await.ok();
    let page = sent(&chief, "").await;
    assert_eq!((page["rows"].as_array().unwrap().len(), &page["count"]), (1, &json!(1)));
    let row = &page["rows"][0];
    assert_eq!(
        (&row["way"], &row["to_name"], &row["case"]["holder_name"]),
        (&json!("reassigned"), &json!("second某"), &json!("second某"))
    );
    // Page by page, and by days.
    let first = sent(&clerk, "limit=2").await;
    let next = sent(&clerk, &format!("limit=2&cursor={}", first["next"].as_str().unwrap())).await;
    assert_eq!((first["rows"].as_array().unwrap().len(), next["rows"].as_array().unwrap().len()), (2, 1));
    assert_eq!(next["next"], Value::Null);
    assert_eq!(sent(&clerk, "from=2017-10-24&until=2017-10-24").await["count"], json!(3));
    for empty in ["from=2017-10-25", "until=2017-10-23"] {
        let page = sent(&clerk, empty).await;
        assert_eq!((&page["rows"], &page["count"]), (&json!([]), &json!(0)), "{empty}");
    }
    assert_eq!(city.get(&clerk, "/cases/sent-on?person=x").await.status, 400);
    city.unchanged_by_a_rebuild().await;
}

async fn documents_are_listed_by_kind_day_item_and_number(city: City) {
    let clerk = city.session("clerk").await;
    let ids = |page: &Value| -> Vec<String> {
        page["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    let (first, document) = receipt(&city, &clerk).await;
    city.post(&clerk, &format!("/cases/{first}/acceptance"), Value::Null).await.ok();
    city.post(&clerk, &format!("{document}/prints"), json!({"sheet": "a4"})).await.ok();
    city.post(&clerk, &format!("{document}/prints"), json!({"sheet": "slip"})).await.ok();
    city.clock.turn(24 * 3_600);
    let clerk = city.session("clerk").await;
    let list = async |query: &str| city.get(&clerk, &format!("/documents?{query}")).await.ok();
    let (second, _) = receipt(&city, &clerk).await;
    let receipts = list("kind=receipt").await;
    let cases: Vec<_> =
        receipts["rows"].as_array().unwrap().iter().map(|row| row["case"].as_str().unwrap()).collect();
    assert_eq!(cases, [second.as_str(), first.as_str()]);
    let row = &receipts["rows"][1];
    assert_eq!(
        (&row["copies"], &row["issuer_name"], &row["issued_on"]),
        (&json!(2), &json!("clerk某"), &json!("2017-10-24"))
    );
    assert_eq!(
        (&row["item_name"], &row["number"], &row["served_on"]),
        (&json!("食品经营许可"), &Value::Null, &Value::Null)
    );
    assert_eq!(receipts["rows"][0]["copies"], json!(0));
    // Every kind together, page by page, the other way round.
    let all = ids(&list("sort=issued_on").await);
    assert_eq!(all.len(), 3);
    let page = list("sort=issued_on&limit=2").await;
    let next = list(&format!("sort=issued_on&limit=2&cursor={}", page["next"].as_str().unwrap())).await;
    assert_eq!((ids(&page), ids(&next), &next["next"]), (all[..2].to_vec(), all[2..].to_vec(), &Value::Null));
    let mut back = ids(&list("").await);
    back.reverse();
    assert_eq!(back, all);
    // By two characters of the item, by days, by number.
    assert_eq!(ids(&list("q=%E9%A3%9F%E5%93%81").await).len(), 3);
    assert_eq!(ids(&list("q=%E9%A3%9F%E5%93%81&kind=acceptance_notice").await).len(), 1);
    assert_eq!(ids(&list("q=%E6%B6%88%E9%98%B2").await).len(), 0);
    assert_eq!(ids(&list("until=2017-10-24").await).len(), 2);
    assert_eq!(ids(&list("from=2017-10-25&q=%E9%A3%9F%E5%93%81").await).len(), 1);
    let number = row["case_number"].as_str().unwrap();
    assert_eq!(ids(&list(&format!("number={number}")).await).len(), 2);
    let notice = list("kind=acceptance_notice").await["rows"][0].clone();
    let encoded = notice["number"]
        .as_str()
        .unwrap()
        .bytes()
        .fold(String::new(), |text, byte| format!("{text}%{byte:02X}"));
    let numbered = list(&format!("number={encoded}")).await;
    assert_eq!(ids(&numbered), [notice["id"].as_str().unwrap()]);
    for foul in ["kind=letter", "sort=number", "from=x", "other=1"] {
        assert_eq!(city.get(&clerk, &format!("/documents?{foul}")).await.status, 400, "{foul}");
    }
    // Served: how and when.
    let serving =
        json!({"service": "direct", "on": "2017-10-25", "recipient": "欧阳无名", "proof": "送达回证"});
    let id = notice["id"].as_str().unwrap();
    let chief = city.session("chief").await;
    city.post(
        &chief,
        &format!("/cases/{first}/documents/{id}/seal"),
        json!({"seal": "approval", "copies": 2, "pages": 1}),
    )
    .await
    .ok();
    city.post(&clerk, &format!("/cases/{first}/documents/{id}/service"), serving).await.ok();
    let served = list("kind=acceptance_notice").await["rows"][0].clone();
    assert_eq!((&served["service"], &served["served_on"]), (&json!("direct"), &json!("2017-10-25")));
    // Another organ's window sees none of it, by number neither.
    let foreign = city.session("foreign").await;
    assert_eq!(city.get(&foreign, &format!("/documents?department={}", city.department)).await.status, 404);
    assert_eq!(city.get(&foreign, &format!("/documents?number={number}")).await.ok()["rows"], json!([]));
    assert_eq!(city.get(&foreign, "/documents").await.ok()["rows"], json!([]));
    // In a file: what the list shows, with who took it and what for; never for a program or contract staff.
    let wish = json!({"format": "csv", "purpose": "月度文书核对", "kind": "receipt", "sort": "issued_on"});
    let file = city.post(&clerk, "/documents/export", wish.clone()).await;
    let lines: Vec<&str> = file.text.lines().collect();
    assert!(lines[0].contains("月度文书核对") && lines[0].contains("共 2 份"), "{}", file.text);
    assert!(lines[1].starts_with("出具日期,文书种类,文号,办件编号"), "{}", file.text);
    assert_eq!(
        lines[2],
        format!("2017-10-24,收件凭证,,{number},食品经营许可,资阳市市场监督管理局,clerk某,,,,2")
    );
    assert_eq!(lines.len(), 4);
    let disposition = file.headers["content-disposition"].to_str().unwrap();
    assert_eq!(disposition, "attachment; filename=\"documents-2017-10-25.csv\"");
    let mut book = wish.clone();
    book["format"] = json!("xlsx");
    assert!(city.post(&clerk, "/documents/export", book).await.bytes.starts_with(b"PK"));
    let auditor = city.session("audit").await;
    let looks = city.get(&auditor, "/looks").await.ok();
    let left = &looks["rows"][0];
    assert_eq!(
        (&left["kind"], &left["cases"], &left["purpose"]),
        (&json!("look.documents_exported"), &json!(2), &json!("月度文书核对"))
    );
    for (secret, status) in [(city.token("clerk").await, 403), (assisting(&city).await, 403)] {
        assert_eq!(city.post(&secret, "/documents/export", wish.clone()).await.status, status);
    }
    let mut others = wish.clone();
    others["department"] = json!(city.department);
    assert_eq!(city.post(&foreign, "/documents/export", others).await.status, 404);
    // However many there are, a page costs the same statements.
    let count = |units: &[Vec<&str>]| units.iter().flatten().count();
    let (_, few) = city.statements(city.get(&clerk, "/documents?limit=2")).await;
    let (_, many) = city.statements(city.get(&clerk, "/documents?limit=100")).await;
    assert_eq!(count(&few), count(&many));
    city.unchanged_by_a_rebuild().await;
}
