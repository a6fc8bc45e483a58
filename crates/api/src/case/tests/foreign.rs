//! 专网办件: what is handled in systems of the state and the province.

use axum::body::Body;
use axum::http::{Request, header};
use daowei_app::import::{self, Options, Report};
use serde_json::{Value, json};

use super::city::{Answer, City};
use super::lists::recorded;

daowei_store::on_both! {
    City:
    a_foreign_case_is_registered_once_amended_and_shown_with_its_history,
    what_cannot_be_so_is_not_registered,
    foreign_cases_are_found_by_system_number_item_result_and_day,
    what_was_registered_by_hand_is_held_against_a_file,
    an_applicant_is_shown_for_a_purpose,
    a_list_leaves_with_its_filters_on_record,
    a_file_is_tried_and_then_imported_by_whoever_answers_for_the_organ,
    rows_of_another_organ_are_refused_and_what_it_registered_is_not_told,
}

pub(super) fn given(city: &City, number: &str, received: &str) -> Value {
    json!({"system": "省 市场监管专网", "number": number, "item": city.item, "applicant": "欧阳某",
        "progress": {"received_at": received}})
}

pub(super) async fn registered(city: &City, clerk: &str, body: Value) -> String {
    city.post(clerk, "/foreign-cases", body).await.ok()["id"].as_str().unwrap().to_owned()
}

async fn a_foreign_case_is_registered_once_amended_and_shown_with_its_history(city: City) {
    let clerk = city.session("clerk").await;
    let id = registered(&city, &clerk, given(&city, "SC1", "2017-10-23T02:00:00Z")).await;
    let twice = city.post(&clerk, "/foreign-cases", given(&city, " ＳＣ1", "2017-10-23T02:00:00Z")).await;
    assert_eq!(twice.code(), (409, "foreign.number_taken".to_owned()));
    let path = format!("/foreign-cases/{id}");
    let progress = json!({"received_at": "2017-10-23T02:00:00Z", "decided_at": "2017-10-23T03:00:00Z",
        "result": "granted", "document": "JY1"});
    let after = json!({"reason": "progressed", "progress": progress});
    let amend = format!("{path}/amendments");
    city.post(&clerk, &amend, after.clone()).await.ok();
    assert_eq!(city.post(&clerk, &amend, after.clone()).await.code(), (409, "foreign.unchanged".to_owned()));
    let mut altered = after.clone();
    altered["progress"]["document"] = json!("JY2");
    let refused = city.post(&clerk, &amend, altered).await;
    assert_eq!(refused.code(), (409, "foreign.progress_alters".to_owned()));
    assert_eq!(city.post(&clerk, &amend, json!({"progress": progress})).await.status, 400);
    let page = city.get(&clerk, &path).await.ok();
    assert_eq!((&page["system"], &page["applicant"]), (&json!("省市场监管专网"), &json!("欧**")));
    assert_eq!((&page["progress"]["result"], &page["confirmed"]), (&json!("granted"), &json!(false)));
    let history = page["history"].as_array().unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!((&history[0]["by"], &history[0]["progress"]["result"]), (&json!("clerk某"), &Value::Null));
    assert_eq!((&history[0]["reason"], &history[1]["reason"]), (&Value::Null, &json!("progressed")));
    let foreign = city.session("foreign").await;
    assert_eq!(city.get(&foreign, &path).await.status, 404);
    assert_eq!(city.post(&foreign, &amend, after).await.status, 404);
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
    assert_eq!(said, [(0, "foreign.missing"), (2, "foreign.confirmed"), (3, "foreign.amended")]);
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

async fn an_applicant_is_shown_for_a_purpose(city: City) {
    let clerk = city.session("clerk").await;
    let id = registered(&city, &clerk, given(&city, "SC1", "2017-10-23T02:00:00Z")).await;
    let path = format!("/foreign-cases/{id}/reveal");
    let looks = || recorded(&city, &format!("look-{id}"));
    let asked = json!({"purpose": "电话核对申请人"});
    for (login, status) in [("foreign", 404), ("assistant", 403), ("system", 403)] {
        let secret = city.session(login).await;
        assert_eq!(city.post(&secret, &path, asked.clone()).await.status, status, "{login}");
    }
    assert_eq!(city.post(&city.token("clerk").await, &path, asked.clone()).await.status, 403);
    assert_eq!(city.post(&clerk, &path, json!({"purpose": "。 。"})).await.status, 422);
    assert!(looks().is_empty());
    let shown = city.post(&clerk, &path, asked).await.ok();
    assert_eq!(shown["applicant"], "欧阳某");
    let looks = looks();
    assert_eq!((looks.len(), &looks[0]["event"]["data"]["foreign"]), (1, &json!(id)));
    assert!(!looks[0].to_string().contains("核对"), "the words lie in the vault");
    city.unchanged_by_a_rebuild().await;
}

async fn a_list_leaves_with_its_filters_on_record(city: City) {
    let clerk = city.session("clerk").await;
    registered(&city, &clerk, given(&city, "SC1", "2017-10-22T02:00:00Z")).await;
    let mut other = given(&city, "=2", "2017-10-23T02:00:00Z");
    other["progress"]["decided_at"] = json!("2017-10-23T02:00:00Z");
    other["progress"]["result"] = json!("refused");
    registered(&city, &clerk, other).await;
    let asked = json!({"format": "csv", "purpose": "上报专网办件月报", "system": "省市场监管专网",
        "standing": "refused", "from": "2017-10-23"});
    for (login, code) in [("assistant", "authority.duty"), ("audit", "authority.duty")] {
        let refused = city.post(&city.session(login).await, "/foreign-cases/export", asked.clone()).await;
        assert_eq!(refused.code(), (403, code.to_owned()), "{login}");
    }
    let housing = city.session("foreign").await;
    let mut of_other = asked.clone();
    of_other["department"] = json!(city.department);
    assert_eq!(city.post(&housing, "/foreign-cases/export", of_other).await.status, 404);
    let mut foul = asked.clone();
    foul["standing"] = json!("maybe");
    assert_eq!(city.post(&clerk, "/foreign-cases/export", foul).await.status, 422);
    let file = city.post(&clerk, "/foreign-cases/export", asked).await;
    assert_eq!(file.status, 200, "{}", file.text);
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"foreign-cases-2017-10-24.csv\"");
    let lines: Vec<&str> = file.text.lines().collect();
    assert!(lines[0].contains("上报专网办件月报") && lines[0].contains("共 1 件"), "{}", lines[0]);
    assert!(lines[2].starts_with("省市场监管专网,'=2,") && lines[2].contains(",不予,"), "{}", lines[2]);
    assert!(lines.len() == 3 && !file.text.contains("欧阳"), "{}", file.text);
    let looks = recorded(&city, &format!("look-export-{}", city.person("clerk")));
    let look = &looks[0]["event"]["data"];
    assert_eq!((looks.len(), &look["cases"], &look["result"]), (1, &json!(1), &json!("refused")));
    assert_eq!((&look["from"], &look["open"]), (&json!("2017-10-23"), &json!(false)));
    let book = json!({"format": "xlsx", "purpose": "上报专网办件月报"});
    assert_eq!(city.post(&clerk, "/foreign-cases/export", book).await.status, 200);
}

async fn sent(city: &City, secret: &str, how: &str, file: Vec<u8>, kind: &str) -> Answer {
    let request = Request::post(format!("/api/v1/foreign-cases/imports{how}"))
        .header(header::AUTHORIZATION, format!("Bearer {secret}"))
        .header(header::CONTENT_TYPE, kind);
    city.ask(request.body(Body::from(file)).unwrap()).await
}

const HEAD: &str = "system,number,department,item,received_at,decided_at,result\n";

async fn a_file_is_tried_and_then_imported_by_whoever_answers_for_the_organ(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let first = registered(&city, &clerk, given(&city, "SC1", "2017-10-22T02:00:00Z")).await;
    registered(&city, &clerk, given(&city, "SC2", "2017-10-22T03:00:00Z")).await;
    let name = city.get(&clerk, &format!("/foreign-cases/{first}")).await.ok()["item_name"].clone();
    let organ = format!("资阳市市场监督管理局,{}", name.as_str().unwrap());
    let good = format!(
        "{HEAD}省市场监管专网,SC1,{organ},2017-10-22 10:00,,\n省市场监管专网,SC3,{organ},2017-10-23 10:00,,\n"
    );
    let bad = format!("{good}省市场监管专网,SC4,{organ},2017-10-23,,\n");
    // Whoever types does not confirm what was typed; nobody learns anything by a file that he made up.
    for (login, code) in [
        ("clerk", "authority.duty"),
        ("assistant", "authority.contract_staff"),
        ("reviewer", "authority.duty"),
        ("manager", "authority.duty"),
        ("system", "authority.duty"),
    ] {
        let secret = city.session(login).await;
        let refused = sent(&city, &secret, "?dry_run=true", good.clone().into(), "text/csv").await;
        assert_eq!(refused.code(), (403, code.to_owned()), "{login}");
    }
    let token = sent(&city, &city.token("chief").await, "", good.clone().into(), "text/csv").await;
    assert_eq!(token.status, 403);
    let tried = sent(&city, &chief, "?dry_run=true", bad.clone().into(), "text/csv").await.ok();
    let codes = |report: &Value, of: &str| -> Vec<(u64, String)> {
        let findings = report[of].as_array().unwrap().iter();
        findings
            .map(|one| (one["line"].as_u64().unwrap(), one["code"].as_str().unwrap().to_owned()))
            .collect()
    };
    assert_eq!((&tried["rows"], &tried["accepted"]), (&json!(3), &json!(0)));
    assert_eq!(codes(&tried, "refused"), [(4, "field.value".to_owned())]);
    assert_eq!(tried["registered"], json!([3]));
    let warned = [(0, "foreign.missing".to_owned()), (2, "foreign.confirmed".to_owned())];
    assert_eq!(codes(&tried, "warnings"), warned);
    let count = async || city.get(&clerk, "/foreign-cases").await.ok()["rows"].as_array().unwrap().len();
    assert_eq!(count().await, 2, "tried, not done");
    sent(&city, &chief, "", bad.clone().into(), "text/csv").await.ok();
    assert_eq!(count().await, 2, "all rows or none");
    let taken = sent(&city, &chief, "?partial=true", bad.into(), "text/csv; charset=utf-8").await.ok();
    assert_eq!((&taken["accepted"], count().await), (&json!(2), 3));
    let history = city.get(&clerk, &format!("/foreign-cases/{first}")).await.ok()["history"].clone();
    assert_eq!((&history[1]["by"], &history[1]["origin"]), (&json!("chief某"), &json!("import")));
    let again = sent(&city, &chief, "", good.clone().into(), "text/csv").await.ok();
    let unchanged: Vec<(u64, String)> = [2, 3].map(|line| (line, "row.unchanged".to_owned())).into();
    assert_eq!(codes(&again, "warnings")[1..], unchanged);
    let named = sent(&city, &chief, "", good.clone().into(), "application/json").await;
    assert_eq!(named.code(), (415, "input.csv".to_owned()));
    assert_eq!(sent(&city, &chief, "?dry=true", good.into(), "text/csv").await.status, 400);
    let large = sent(&city, &chief, "", vec![b'a'; (256 << 10) + 1], "text/csv").await;
    assert_eq!(large.code(), (413, "input.too_large".to_owned()));
    let gbk = [HEAD.as_bytes(), b"\xca\xa1\xcd\xf8,1,,,,,\n"].concat();
    let refused = sent(&city, &chief, "", gbk, "text/csv").await.ok();
    assert_eq!(codes(&refused, "refused"), [(2, "file.not_utf8".to_owned())]);
    city.unchanged_by_a_rebuild().await;
}

async fn rows_of_another_organ_are_refused_and_what_it_registered_is_not_told(city: City) {
    let (chief, housing) = (city.session("chief").await, city.session("foreign").await);
    let off = json!({"system": "省市场监管专网", "number": "ZJ1", "unlisted": true, "item_name": "某项备案",
        "progress": {"received_at": "2017-10-23T02:00:00Z"}});
    registered(&city, &housing, off.clone()).await;
    let mut second = off;
    second["number"] = json!("ZJ2");
    let second = registered(&city, &housing, second).await;
    // The first is claimed for one's own organ, the second is in the file of nobody.
    let rows = format!(
        "{HEAD}省市场监管专网,ZJ1,资阳市市场监督管理局,某项备案,2017-10-23 10:00,2017-10-23 11:00,准予\n\
         省市场监管专网,ZJ3,资阳市住房和城乡建设局,某项备案,2017-10-23 10:00,,\n"
    );
    let report = sent(&city, &chief, "?partial=true", rows.into(), "text/csv").await.ok();
    let refused: Vec<&Value> = report["refused"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert_eq!(refused, ["authority.other_department", "authority.other_department"]);
    assert_eq!((&report["accepted"], &report["warnings"]), (&json!(0), &json!([])));
    let rows = city.get(&housing, "/foreign-cases").await.ok()["rows"].clone();
    let standing: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["standing"]).collect();
    assert_eq!(standing, ["open", "open"]);
    assert_eq!(city.get(&housing, &format!("/foreign-cases/{second}")).await.ok()["confirmed"], json!(false));
}
