//! What the page of a case and the desk's lists show beyond the case itself: printed copies, related cases.

use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both! {
    City:
    every_copy_behind_the_first_is_a_reprint_on_record,
    two_who_print_at_once_print_two_copies,
    other_cases_of_the_applicant_and_his_address_are_found_on_record,
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
