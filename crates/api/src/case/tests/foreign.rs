//! 专网办件: what is handled in systems of the state and the province.

use daowei_app::import::{self, Options, Report};
use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both! {
    City:
    a_foreign_case_is_registered_once_amended_and_shown_with_its_history,
    what_cannot_be_so_is_not_registered,
    foreign_cases_are_found_by_system_number_item_result_and_day,
    what_was_registered_by_hand_is_held_against_a_file,
}

fn given(city: &City, number: &str, received: &str) -> Value {
    json!({"system": "省 市场监管专网", "number": number, "item": city.item, "applicant": "欧阳某",
        "progress": {"received_at": received}})
}

async fn registered(city: &City, clerk: &str, body: Value) -> String {
    city.post(clerk, "/foreign-cases", body).await.ok()["id"].as_str().unwrap().to_owned()
}

async fn a_foreign_case_is_registered_once_amended_and_shown_with_its_history(city: City) {
    let clerk = city.session("clerk").await;
    let id = registered(&city, &clerk, given(&city, "SC1", "2017-10-23T02:00:00Z")).await;
    let twice = city.post(&clerk, "/foreign-cases", given(&city, " ＳＣ1", "2017-10-23T02:00:00Z")).await;
    assert_eq!(twice.code(), (409, "foreign.number_taken".to_owned()));
    let path = format!("/foreign-cases/{id}");
    let after = json!({"received_at": "2017-10-23T02:00:00Z", "decided_at": "2017-10-23T03:00:00Z",
        "result": "granted", "document": "JY1"});
    let amend = format!("{path}/amendments");
    city.post(&clerk, &amend, after.clone()).await.ok();
    assert_eq!(city.post(&clerk, &amend, after).await.code(), (409, "foreign.unchanged".to_owned()));
    let page = city.get(&clerk, &path).await.ok();
    assert_eq!((&page["system"], &page["applicant"]), (&json!("省市场监管专网"), &json!("欧**")));
    assert_eq!((&page["progress"]["result"], &page["confirmed"]), (&json!("granted"), &json!(false)));
    let history = page["history"].as_array().unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!((&history[0]["by"], &history[0]["progress"]["result"]), (&json!("clerk某"), &Value::Null));
    let foreign = city.session("foreign").await;
    assert_eq!(city.get(&foreign, &path).await.status, 404);
    assert_eq!(city.post(&foreign, &amend, json!({"received_at": "2017-10-23T02:00:00Z"})).await.status, 404);
    let reviewer = city.session("reviewer").await;
    let refused = city.post(&reviewer, "/foreign-cases", given(&city, "SC2", "2017-10-23T02:00:00Z")).await;
    assert_eq!(refused.code().1, "authority.duty");
    let assistant = city.session("assistant").await;
    let alone = city.post(&assistant, "/foreign-cases", given(&city, "SC2", "2017-10-23T02:00:00Z")).await;
    assert_eq!(alone.code().1, "authority.responsible.missing");
}

async fn what_cannot_be_so_is_not_registered(city: City) {
    let clerk = city.session("clerk").await;
    let at = "2017-10-23T02:00:00Z";
    for (change, status, code) in [
        (json!({"item": null, "item_name": "食品生产许可"}), 409, "foreign.item_unlisted"),
        (json!({"progress": {"received_at": "2030-01-01T00:00:00Z"}}), 409, "foreign.time_future"),
        (
            json!({"progress": {"received_at": at, "accepted_at": "2017-10-22T02:00:00Z"}}),
            409,
            "foreign.time_order",
        ),
        (json!({"progress": {"received_at": at, "result": "granted"}}), 409, "foreign.result_incomplete"),
        (json!({"item": null, "unlisted": true}), 422, "input.field"),
        (json!({"unlisted": true, "item_name": "食品生产许可"}), 422, "input.field"),
        (json!({"system": " "}), 422, "input.field"),
        (json!({"number": "1".repeat(65)}), 422, "input.field"),
    ] {
        let mut body = given(&city, "SC1", at);
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = city.post(&clerk, "/foreign-cases", body).await;
        assert_eq!(answer.status, status, "{change}");
        if status == 409 {
            assert_eq!(answer.code().1, code, "{change}");
        }
    }
    let off = json!({"item": null, "unlisted": true, "item_name": "食品生产许可"});
    let mut body = given(&city, "SC1", at);
    body.as_object_mut().unwrap().extend(off.as_object().unwrap().clone());
    let id = registered(&city, &clerk, body).await;
    let page = city.get(&clerk, &format!("/foreign-cases/{id}")).await.ok();
    assert_eq!((&page["item"], &page["item_name"]), (&Value::Null, &json!("食品生产许可")));
}

async fn foreign_cases_are_found_by_system_number_item_result_and_day(city: City) {
    let clerk = city.session("clerk").await;
    let first = registered(&city, &clerk, given(&city, "SC1", "2017-10-22T02:00:00Z")).await;
    let mut body = given(&city, "SC2", "2017-10-23T02:00:00Z");
    body["progress"]["decided_at"] = json!("2017-10-23T02:00:00Z");
    body["progress"]["result"] = json!("refused");
    body["system"] = json!("国家平台");
    let second = registered(&city, &clerk, body).await;
    for (query, ids) in [
        ("", vec![&second, &first]),
        ("system=国家平台", vec![&second]),
        ("number=SC1", vec![&first]),
        ("number=SC1&system=国家平台", vec![]),
        ("standing=open", vec![&first]),
        ("standing=refused", vec![&second]),
        ("until=2017-10-22", vec![&first]),
        ("from=2017-10-23", vec![&second]),
        (&format!("item={}&standing=open", city.item), vec![&first]),
        (&format!("item={}", city.instant), vec![]),
        ("limit=1", vec![&second]),
    ] {
        let encoded = query.bytes().fold(String::new(), |text, byte| {
            if byte.is_ascii() {
                text + char::from(byte).encode_utf8(&mut [0; 4])
            } else {
                format!("{text}%{byte:02X}")
            }
        });
        let page = city.get(&clerk, &format!("/foreign-cases?{encoded}")).await.ok();
        let found: Vec<&str> =
            page["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
        assert_eq!(found, ids, "{query}");
    }
    let next = city.get(&clerk, "/foreign-cases?limit=1").await.ok()["next"].as_str().unwrap().to_owned();
    let page = city.get(&clerk, &format!("/foreign-cases?limit=1&cursor={next}")).await.ok();
    assert_eq!(page["rows"][0]["id"], json!(first));
    assert_eq!(city.get(&clerk, "/foreign-cases?standing=maybe").await.status, 400);
    city.unchanged_by_a_rebuild().await;
}

async fn imported(city: &City, rows: &str) -> Report {
    let app = city.app.clone();
    let file = format!("system,number,department,item,received_at,decided_at,result\n{rows}");
    let import = move || import::foreign(&app, file.as_bytes(), &Options::default()).unwrap();
    tokio::task::spawn_blocking(import).await.unwrap()
}

async fn what_was_registered_by_hand_is_held_against_a_file(city: City) {
    let clerk = city.session("clerk").await;
    let mut ids = Vec::new();
    for (number, received) in [
        ("SC1", "2017-10-22T02:00:00Z"),
        ("SC2", "2017-10-22T03:00:00Z"),
        ("SC3", "2017-10-23T02:00:00Z"),
        ("SC4", "2017-10-24T01:00:00Z"),
    ] {
        ids.push(registered(&city, &clerk, given(&city, number, received)).await);
    }
    let name = city.get(&clerk, &format!("/foreign-cases/{}", ids[0])).await.ok()["item_name"].clone();
    let organ = format!("资阳市市场监督管理局,{}", name.as_str().unwrap());
    let rows = format!(
        "省市场监管专网,SC1,{organ},2017-10-22 10:00,,\n\
         省市场监管专网,SC3,{organ},2017-10-23 10:00,2017-10-23 11:00,不予\n\
         省市场监管专网,SC5,{organ},2017-10-23 12:00,,\n"
    );
    let report = imported(&city, &rows).await;
    assert_eq!((report.accepted, &report.refused), (3, &vec![]));
    let said: Vec<_> = report.warnings.iter().map(|finding| (finding.line, finding.code)).collect();
    // SC4 was received behind the last day of the file.
    assert_eq!(said, [(0, "foreign.missing"), (3, "foreign.amended")]);
    assert!(report.warnings[0].zh.contains("SC2（2017-10-22收件）"), "{}", report.warnings[0].zh);
    let mut standing = Vec::new();
    for id in &ids {
        let case = city.get(&clerk, &format!("/foreign-cases/{id}")).await.ok();
        standing.push((case["confirmed"].clone(), case["progress"]["result"].clone()));
    }
    let (yes, no) = (json!(true), json!(false));
    assert_eq!(
        standing,
        [(yes.clone(), Value::Null), (no.clone(), Value::Null), (yes, json!("refused")), (no, Value::Null)]
    );
    let history = city.get(&clerk, &format!("/foreign-cases/{}", ids[2])).await.ok()["history"].clone();
    assert_eq!((&history[0]["origin"], &history[1]["origin"]), (&json!("desk"), &json!("import")));
    assert_eq!(history[1]["by"], Value::Null);
    let rows = city.get(&clerk, "/foreign-cases?number=SC5").await.ok()["rows"].clone();
    assert_eq!((&rows[0]["registrar"], &rows[0]["confirmed"]), (&json!(""), &json!(true)));
    city.unchanged_by_a_rebuild().await;
}
