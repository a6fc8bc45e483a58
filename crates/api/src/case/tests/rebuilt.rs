//! What is made of the log alone comes back from the log alone, table by table.

use daowei_app::evidence;
use daowei_store::testing::intrude;
use daowei_store::view::rebuild::{DERIVED, Mode, Rebuilt};
use serde_json::{Value, json};

use super::city::City;
use super::{changes, foreign, hall, screens};

daowei_store::on_both! {
    City:
    every_derived_table_is_written_anew_from_the_log,
}

async fn rebuild(city: &City, mode: Mode) -> Rebuilt {
    let app = city.app.clone();
    let work = move || evidence::rebuild(app.store(), app.keys(), mode, &mut |_| ()).unwrap();
    tokio::task::spawn_blocking(work).await.unwrap()
}

async fn intruded(city: &City, text: String) {
    let app = city.app.clone();
    tokio::task::spawn_blocking(move || intrude(app.store(), text)).await.unwrap();
}

/// A day on which each table gets its rows.
async fn day(city: &City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let mut papers = city.papers(city.item);
    papers["parties"] = json!([{"role": "applicant", "kind": "organization", "name": "资阳市鑫旺餐饮有限公司",
        "id_kind": "001", "id_number": "91350100M000100Y43", "phone": "13800001234"}]);
    let firm = city.post(&clerk, "/cases", papers).await.ok()["id"].as_str().unwrap().to_owned();
    city.post(&clerk, &format!("/cases/{firm}/calls"), hall::call("acceptance")).await.ok();
    hall::proposed(city, &clerk).await;
    foreign::registered(city, &clerk, foreign::given(city, "SC1", "2017-10-23T02:00:00Z")).await;
    screens::bad_rating(city, &clerk).await;
    let case = format!("/cases/{firm}");
    city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await.ok();
    for (login, step) in [("reviewer", "examine"), ("second", "verify"), ("leader", "check")] {
        let opinion =
            json!({"step": step, "verdict": "favor", "opinion": "申请材料齐全，符合法定条件，拟同意"});
        city.post(&city.session(login).await, &format!("{case}/examinations"), opinion).await.ok();
    }
    let decision = json!({"outcome": "grant", "reasons": "申请材料齐全，符合法定条件，准予许可"});
    city.post(&chief, &format!("{case}/decision"), decision).await.ok();
    let leader = city.session("leader").await;
    changes::proposed(city, &leader, changes::amendment(city, "食品经营许可（新）")).await;
    let (enquiry, _) = hall::told(city, &clerk).await;
    city.post(&clerk, &format!("/enquiries/{enquiry}/reveal"), json!({"purpose": "打印告知单交咨询人"}))
        .await
        .ok();
}

async fn every_derived_table_is_written_anew_from_the_log(city: City) {
    day(&city).await;
    assert_eq!(rebuild(&city, Mode::Check).await.differences, []);
    for table in DERIVED {
        intruded(&city, format!("DELETE FROM {table}")).await;
        let found = rebuild(&city, Mode::Check).await;
        assert!(found.found > 0, "{table} had no rows");
        assert!(found.differences.iter().all(|one| one.table == table), "{table}: {:?}", found.differences);
        assert_eq!(rebuild(&city, Mode::Write).await.found, found.found, "{table}");
        assert_eq!(rebuild(&city, Mode::Check).await.differences, [], "{table}");
    }
    // What nobody named, and what is found by other words than its own.
    for (planted, table, found) in [
        ("INSERT INTO legal_person (name) VALUES ('资阳市某某公司')", "legal_person", 1),
        (
            "INSERT INTO search_token (kind, token, document) VALUES ('legal_person', '某某', '资阳市某某公司')",
            "legal_person",
            1,
        ),
        (
            "INSERT INTO search_token (kind, token, document) VALUES ('item', '某某', 'zzz')",
            "search_token",
            1,
        ),
        ("UPDATE search_token SET token = '某某' WHERE kind = 'guide' AND token = '食品'", "search_token", 1),
    ] {
        intruded(&city, planted.to_owned()).await;
        let differences = rebuild(&city, Mode::Write).await.differences;
        assert_eq!(differences.len(), found, "{planted}: {differences:?}");
        assert_eq!(differences[0].table, table, "{planted}");
        assert_eq!(rebuild(&city, Mode::Check).await.differences, [], "{planted}");
    }
    let clerk = city.session("clerk").await;
    let found = city.get(&clerk, "/items?q=%E9%A3%9F%E5%93%81").await.ok();
    assert_eq!(found["rows"][0]["name"], "食品经营许可");
}
