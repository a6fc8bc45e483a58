//! How far a request goes: one line where one line is printed, and so many looks in an hour.

use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both! {
    City:
    what_is_printed_in_one_line_is_one_line_and_can_be_seen,
    many_lines_stay_and_stand_deeper_than_labels,
    looks_have_an_end_within_the_hour_and_that_is_on_record,
}

const FORGED: &str = "经营活动备案\n受理日期：2020-01-01";

async fn what_is_printed_in_one_line_is_one_line_and_can_be_seen(city: City) {
    let clerk = city.session("clerk").await;
    let unlisted = |matter: &str| {
        let mut papers = city.papers(city.item);
        papers["item"] = Value::Null;
        papers["papers"] = json!([]);
        papers["matter"] = json!(matter);
        papers
    };
    let foul =
        [FORGED, "备案\t2020", "备案\r2020", "备案\u{2028}2020", "备案\u{2029}2020", "\u{3164}", "\u{200b}"];
    for matter in foul {
        let answer = city.post(&clerk, "/cases", unlisted(matter)).await;
        assert_eq!(answer.code(), (422, "input.characters".to_owned()), "{matter:?}");
    }
    city.post(&clerk, "/cases", unlisted("清单以外的经营活动备案")).await.ok();
    for name in ["\u{200b}", "\u{3164}", "\u{3164}\u{3164}", "申请书\n.pdf"] {
        let file = json!({"name": name, "media_type": "application/pdf", "size": 100});
        assert_eq!(city.post(&clerk, "/files", file).await.status, 422, "{name:?}");
    }
    let case = city.received(&clerk).await;
    let party = city.get(&clerk, &format!("/cases/{case}")).await.ok()["parties"][0]["id"].clone();
    let reveal = format!("/cases/{case}/parties/{}/reveal", party.as_str().unwrap());
    let purpose = "核对申请人身份\n导出人：别人";
    assert_eq!(city.post(&clerk, &reveal, json!({"purpose": purpose})).await.status, 422);
    for (path, body) in [
        ("/cases/export", json!({"format": "csv", "purpose": purpose})),
        ("/documents/export", json!({"format": "csv", "department": city.department, "purpose": purpose})),
    ] {
        assert_eq!(city.post(&clerk, path, body).await.status, 422, "{path}");
    }
}

async fn many_lines_stay_and_stand_deeper_than_labels(city: City) {
    let clerk = city.session("clerk").await;
    let mut papers = city.papers(city.item);
    papers["unlisted_papers"] = json!(FORGED);
    let brief = city.post(&clerk, "/cases", papers).await.ok();
    let (case, document) = (brief["id"].as_str().unwrap(), brief["documents"][0]["id"].as_str().unwrap());
    let reveal = format!("/cases/{case}/documents/{document}/reveal");
    let text = city.post(&clerk, &reveal, json!({"purpose": "核对收件凭证"})).await.ok()["text"].clone();
    let text = text.as_str().unwrap();
    assert!(text.contains("\n　　　　受理日期：2020-01-01"), "{text}");
    assert!(!text.contains("\n　　受理日期") && !text.contains("\n受理日期"), "{text}");
}

async fn looks_have_an_end_within_the_hour_and_that_is_on_record(city: City) {
    let (clerk, system) = (city.session("clerk").await, city.session("system").await);
    let set =
        json!({"key": "hour_looks", "value": 20, "from": "2017-10-24", "document": "资政务〔2017〕1号"});
    city.post(&system, "/settings", set).await.ok();
    let case = city.received(&clerk).await;
    let party = city.get(&clerk, &format!("/cases/{case}")).await.ok()["parties"][0]["id"].clone();
    let reveal = format!("/cases/{case}/parties/{}/reveal", party.as_str().unwrap());
    let texts = format!("/cases/{case}/reveal");
    let purpose = json!({"purpose": "核对申请人身份"});
    for look in 0..20 {
        let path = if look % 2 == 0 { &reveal } else { &texts };
        city.post(&clerk, path, purpose.clone()).await.ok();
    }
    let refused = city.post(&clerk, &reveal, purpose.clone()).await;
    assert_eq!(refused.code(), (409, "look.too_many".to_owned()));
    assert_eq!(refused.json()["params"]["most"], "20");
    assert_eq!(city.post(&clerk, &texts, purpose.clone()).await.code().1, "look.too_many");
    // Of each person on his own; and what is no look goes on.
    let chief = city.session("chief").await;
    city.post(&chief, &reveal, purpose.clone()).await.ok();
    city.received(&clerk).await;
    let auditor = city.session("audit").await;
    let looks = city.get(&auditor, &format!("/looks?person={}&limit=100", city.person("clerk"))).await.ok();
    let rows = looks["rows"].as_array().unwrap();
    let reached: Vec<&Value> = rows.iter().filter(|row| row["kind"] == "look.limit_reached").collect();
    assert_eq!((rows.len(), reached.len()), (21, 1), "{looks}");
    assert_eq!(reached[0]["person_name"], "clerk某");
    city.clock.turn(3_600);
    let clerk = city.session("clerk").await;
    city.post(&clerk, &reveal, purpose).await.ok();
    city.unchanged_by_a_rebuild().await;
}
