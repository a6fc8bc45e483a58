//! What a calendar would make of limits that run: computed, and written nowhere.

use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both! {
    City:
    what_a_decree_would_move_is_seen_before_it_is_published,
    what_was_published_is_seen_until_it_is_computed_again,
    what_rests_on_an_unpublished_year_is_seen,
    cases_are_read_together,
    where_the_calendar_comes_from_is_told,
}

const FORESIGHT: &str = "/calendar/foresight";

fn decree(authority: &str) -> Value {
    json!({"local": {"days": [
        {"date": "2017-10-30", "kind": "rest_day", "name": "防汛", "authority": authority}]}})
}

async fn accepted(city: &City, clerk: &str) -> String {
    let case = city.received(clerk).await;
    city.post(clerk, &format!("/cases/{case}/acceptance"), Value::Null).await.ok();
    case
}

async fn what_a_decree_would_move_is_seen_before_it_is_published(city: City) {
    let (clerk, system) = (city.session("clerk").await, city.session("system").await);
    let case = accepted(&city, &clerk).await;
    let before = city.get(&clerk, &format!("/cases/{case}")).await.ok();
    let trial = decree("资府办函〔2017〕9号");
    let seen = city.post(&system, FORESIGHT, json!({"trial": trial})).await.ok();
    assert_eq!((&seen["looked_at"], &seen["next"]), (&json!(1), &Value::Null));
    let rows = seen["rows"].as_array().unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        assert_eq!((&row["case"], &row["moves"]), (&json!(case), &json!(true)), "{row}");
        assert!(row["then"]["due"].as_str().unwrap() > row["now"]["due"].as_str().unwrap(), "{row}");
        assert!(row.get("applicant").is_none());
    }
    // Nothing has become of it, and it is refused as the decree would be.
    assert_eq!(city.get(&clerk, &format!("/cases/{case}")).await.ok()["revision"], before["revision"]);
    assert_eq!(city.post(&system, FORESIGHT, json!({})).await.ok()["rows"], json!([]));
    let foul = city.post(&system, FORESIGHT, json!({"trial": decree("x")})).await;
    assert_eq!(foul.code(), (409, "calendar.local_authority".to_owned()));
    assert_eq!(city.post(&clerk, FORESIGHT, json!({})).await.code(), (403, "authority.duty".to_owned()));
    assert_eq!(city.post(&system, FORESIGHT, json!({"limit": 101})).await.status, 400);
    assert_eq!(city.post(&system, FORESIGHT, json!({"cursor": "x"})).await.status, 400);
}

async fn what_was_published_is_seen_until_it_is_computed_again(city: City) {
    let (clerk, system, manager) =
        (city.session("clerk").await, city.session("system").await, city.session("manager").await);
    let case = accepted(&city, &clerk).await;
    city.post(&system, "/calendar", decree("资府办函〔2017〕9号")).await.ok();
    let seen = city.post(&manager, FORESIGHT, json!({})).await.ok();
    assert!(seen["rows"].as_array().unwrap().iter().all(|row| row["moves"] == true));
    assert!(!seen["rows"].as_array().unwrap().is_empty());
    let refused = city.post(&system, &format!("/cases/{case}/recomputation"), Value::Null).await;
    assert_ne!(refused.status, 200, "who publishes does not compute");
    city.post(&manager, &format!("/cases/{case}/recomputation"), Value::Null).await.ok();
    let seen = city.post(&manager, FORESIGHT, json!({})).await.ok();
    assert_eq!((&seen["rows"], &seen["looked_at"]), (&json!([]), &json!(1)));
}

async fn what_rests_on_an_unpublished_year_is_seen(city: City) {
    // From 2017-10-24 to 2026-12-22: the shipped days end with 2026.
    city.clock.turn(3_346 * 86_400);
    let (clerk, manager) = (city.session("clerk").await, city.session("manager").await);
    let case = accepted(&city, &clerk).await;
    let seen = city.post(&manager, FORESIGHT, json!({})).await.ok();
    let rows = seen["rows"].as_array().unwrap();
    let long = rows.iter().find(|row| row["now"]["provisional"] == true).unwrap();
    assert_eq!((&long["case"], &long["moves"]), (&json!(case), &json!(false)));
}

async fn cases_are_read_together(city: City) {
    let (clerk, manager) = (city.session("clerk").await, city.session("manager").await);
    accepted(&city, &clerk).await;
    let ask = |body: Value| city.statements(city.post(&manager, FORESIGHT, body));
    let (_, one) = ask(json!({})).await;
    accepted(&city, &clerk).await;
    accepted(&city, &clerk).await;
    let (answer, three) = ask(json!({})).await;
    assert_eq!(answer.ok()["looked_at"], 3);
    assert_eq!(one, three, "as many statements for three cases as for one");
    // Page by page it is the same.
    let first = city.post(&manager, FORESIGHT, json!({"limit": 2})).await.ok();
    let rest = city.post(&manager, FORESIGHT, json!({"limit": 2, "cursor": first["next"]})).await.ok();
    assert_eq!(
        (&first["looked_at"], &rest["looked_at"], &rest["next"]),
        (&json!(2), &json!(1), &Value::Null)
    );
}

async fn where_the_calendar_comes_from_is_told(city: City) {
    let (clerk, system) = (city.session("clerk").await, city.session("system").await);
    let shipped = city.get(&clerk, "/calendar").await.ok();
    assert_eq!((&shipped["publications"], &shipped["local"]), (&json!([]), &json!([])));
    city.post(&system, "/calendar", decree("资府办函〔2017〕9号")).await.ok();
    let now = city.get(&clerk, "/calendar").await.ok();
    assert_eq!(now["local"][0]["authority"], "资府办函〔2017〕9号");
    assert_eq!(
        (&now["publications"][0]["version"], &now["publications"][0]["by"]),
        (&json!("local.1"), &json!("system某"))
    );
    let year = city.get(&clerk, "/calendar/2017").await.ok();
    let day =
        |date: &str| year["days"].as_array().unwrap().iter().find(|day| day["date"] == date).unwrap().clone();
    let kinds = ["2017-10-30", "2017-10-01", "2017-09-30", "2017-10-24", "2017-10-28"]
        .map(|date| day(date)["kind"].clone());
    assert_eq!(kinds, ["local_rest_day", "holiday", "makeup", "weekday", "weekend"].map(|kind| json!(kind)));
    assert_eq!(day("2017-10-30")["authority"], "资府办函〔2017〕9号");
    assert_eq!(day("2017-10-01")["provisional"], false);
}
