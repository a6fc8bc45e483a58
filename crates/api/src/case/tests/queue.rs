//! 叫号: drawn, called by one of two windows, skipped, recalled, passed on, linked with a case, shown in the hall, counted; and nothing of it
//! where nobody queues.

use serde_json::{Value, json};

use super::city::{Answer, City};
use super::screens::Screen;

daowei_store::on_both! {
    City:
    where_nothing_is_arranged_nothing_is_shown_and_nothing_asked,
    a_visit_goes_from_the_slip_to_the_case,
    two_windows_that_call_in_one_moment_never_get_the_same_number,
    the_hall_sees_numbers_and_windows_and_visitors_draw_there,
    figures_are_for_those_who_answer_for_the_hall,
}

/// A: every window; B: none of the windows of the clerks.
async fn arranged(city: &City) {
    let manager = city.session("manager").await;
    let kinds = json!({"kinds": [{"letter": "A", "name": "综合"}, {"letter": "B", "name": "企业开办"}]});
    city.post(&manager, "/queue/kinds", kinds).await.ok();
}

async fn drawn(city: &City, secret: &str, kind: &str) -> Value {
    city.post(secret, "/queue/tickets", json!({"kind": kind})).await.ok()
}

async fn act(city: &City, secret: &str, ticket: &Value, what: &str, body: Value) -> Answer {
    let id = ticket["id"].as_str().unwrap();
    city.post(secret, &format!("/queue/tickets/{id}/{what}"), body).await
}

async fn next(city: &City, secret: &str) -> Answer {
    city.post(secret, "/queue/calls", json!({})).await
}

async fn where_nothing_is_arranged_nothing_is_shown_and_nothing_asked(city: City) {
    let clerk = city.session("clerk").await;
    assert_eq!(city.get(&clerk, "/session").await.ok()["queues"], false);
    assert_eq!(city.get(&clerk, "/queue").await.ok()["kinds"], json!([]));
    assert_eq!(
        city.post(&clerk, "/queue/tickets", json!({"kind": "A"})).await.code(),
        (409, "queue.kind_unknown".to_owned())
    );
    let (received, units) = city.statements(city.post(&clerk, "/cases", city.papers(city.item))).await;
    let received = received.ok();
    assert_eq!(received["ticket"], Value::Null);
    let (case, read) =
        city.statements(city.get(&clerk, &format!("/cases/{}", received["id"].as_str().unwrap()))).await;
    assert_eq!(case.ok()["ticket"], Value::Null);
    let asked = units.iter().chain(&read).flatten().any(|name| name.starts_with("queue_"));
    assert!(!asked, "{units:?} {read:?}");
}

async fn a_visit_goes_from_the_slip_to_the_case(city: City) {
    arranged(&city).await;
    let clerk = city.session("clerk").await;
    assert_eq!(city.get(&clerk, "/session").await.ok()["queues"], true);
    let first = drawn(&city, &clerk, "A").await;
    let second = drawn(&city, &clerk, "A").await;
    assert_eq!((&first["number"], &first["ahead"]), (&json!("A001"), &json!(0)));
    assert_eq!((&second["number"], &second["ahead"]), (&json!("A002"), &json!(1)));
    assert_eq!(drawn(&city, &clerk, "B").await["number"], "B001");
    assert_eq!(next(&city, &clerk).await.ok()["number"], "A001");
    assert_eq!(next(&city, &clerk).await.code(), (409, "queue.serving".to_owned()));
    act(&city, &clerk, &first, "skip", json!({})).await.ok();
    assert_eq!(next(&city, &clerk).await.ok()["number"], "A002");
    let desk = city.get(&clerk, "/queue").await.ok();
    assert_eq!(desk["skipped"][0]["number"], "A001");
    assert_eq!(desk["waiting"], 1);
    let other = &desk["others"][0]["id"];
    let passed = act(&city, &clerk, &second, "transfer", json!({"window": other})).await;
    assert_eq!(passed.ok()["number"], "A002");
    assert_eq!(
        act(&city, &clerk, &second, "call", json!({})).await.code(),
        (409, "queue.elsewhere".to_owned())
    );
    // A002 came before B001, but waits for the other window.
    act(&city, &clerk, &first, "call", json!({})).await.ok();

    let received = city.post(&clerk, "/cases", city.papers(city.item)).await.ok();
    assert_eq!(received["ticket"], "A001");
    let mut posted = city.papers(city.item);
    posted["channel"] = json!("courier");
    assert_eq!(city.post(&clerk, "/cases", posted).await.ok()["ticket"], Value::Null, "it came by post");
    let case = city.get(&clerk, &format!("/cases/{}", received["id"].as_str().unwrap())).await.ok();
    assert_eq!(case["ticket"]["number"], "A001");
    assert_eq!(case["ticket"]["calls"], 2);
    let serving = city.get(&clerk, "/queue").await.ok()["serving"].clone();
    assert_eq!(serving["cases"], json!([{"case": received["id"], "number": received["number"]}]));
    act(&city, &clerk, &first, "completion", json!({})).await.ok();
    assert_eq!(city.get(&clerk, "/queue").await.ok()["serving"], Value::Null);
    let ticket = city.get(&clerk, &format!("/queue/tickets/{}", first["id"].as_str().unwrap())).await.ok();
    let steps: Vec<&str> =
        ticket["steps"].as_array().unwrap().iter().map(|step| step["deed"].as_str().unwrap()).collect();
    assert_eq!(steps, ["drawn", "called", "skipped", "recalled", "finished"]);
    assert_eq!(
        act(&city, &clerk, &first, "call", json!({})).await.code(),
        (409, "queue.elsewhere".to_owned())
    );
    let reviewer = city.session("reviewer").await;
    assert_eq!(next(&city, &reviewer).await.code().0, 403);
}

async fn two_windows_that_call_in_one_moment_never_get_the_same_number(city: City) {
    arranged(&city).await;
    let (clerk, other) = (city.session("clerk").await, city.session("foreign").await);
    for _ in 0..6 {
        drawn(&city, &clerk, "A").await;
    }
    let mut called = Vec::new();
    for _ in 0..3 {
        let (one, two) = tokio::join!(next(&city, &clerk), next(&city, &other));
        for (secret, answer) in [(&clerk, one), (&other, two)] {
            let ticket = answer.ok();
            called.push(ticket["number"].as_str().unwrap().to_owned());
            act(&city, secret, &ticket, "completion", json!({})).await.ok();
        }
    }
    called.sort();
    assert_eq!(called, ["A001", "A002", "A003", "A004", "A005", "A006"]);
    assert_eq!(next(&city, &clerk).await.code(), (409, "queue.none_waiting".to_owned()));
}

async fn the_hall_sees_numbers_and_windows_and_visitors_draw_there(city: City) {
    arranged(&city).await;
    let (manager, clerk) = (city.session("manager").await, city.session("clerk").await);
    assert_eq!(city.post(&clerk, "/queue/screens", json!({"draws": true})).await.code().0, 403);
    let kiosk = Screen::opened(&city, &manager, "/queue/screens", json!({"draws": true})).await;
    let display = Screen::opened(&city, &manager, "/queue/screens", json!({"draws": false})).await;
    assert_eq!(city.get(&manager, "/queue/screens").await.ok()["paired"], 2);
    let ticket = kiosk.post(&city, "tickets", None, json!({"kind": "B"})).await;
    assert_eq!((ticket.status.as_u16(), &ticket.json()["number"]), (201, &json!("B001")));
    let refused = display.post(&city, "tickets", None, json!({"kind": "B"})).await;
    assert_eq!(refused.code().0, 404, "it only shows");
    next(&city, &clerk).await.ok();
    let (status, seen) = display.sees(&city).await;
    assert_eq!((status, &seen["shows"]), (200, &json!("hall")));
    assert_eq!(seen["board"]["called"], json!([{"number": "B001", "window": "A01", "calls": 1}]));
    assert_eq!(seen["board"]["kinds"][1]["waiting"], 0);
    // The clerk's own screen is another.
    Screen::beside(&city, &clerk).await;
    assert_eq!(display.sees(&city).await.0, 200);
    city.ask(
        axum::http::Request::builder()
            .method("DELETE")
            .uri("/api/v1/queue/screens")
            .header("authorization", format!("Bearer {manager}"))
            .body(axum::body::Body::empty())
            .unwrap(),
    )
    .await;
    assert_eq!(display.sees(&city).await.0, 401);
}

async fn figures_are_for_those_who_answer_for_the_hall(city: City) {
    arranged(&city).await;
    let (manager, clerk) = (city.session("manager").await, city.session("clerk").await);
    drawn(&city, &clerk, "A").await;
    drawn(&city, &clerk, "B").await;
    next(&city, &clerk).await.ok();
    assert_eq!(city.get(&clerk, "/queue/waits").await.code().0, 403);
    assert_eq!(city.get(&clerk, "/queue").await.ok()["today"], Value::Null);
    let page = city.get(&manager, "/queue/waits?limit=1").await.ok();
    assert_eq!(page["rows"][0]["letter"], "B");
    assert_eq!(page["rows"][0]["waiting"], 1);
    let path = format!("/queue/waits?limit=1&cursor={}", page["next"].as_str().unwrap());
    for padded in ["2017-10-24/B/x", "2017-10-24/BB/", "20171024/B/", "+002017-10-24/B/"] {
        let cursor: String = padded.bytes().map(|byte| format!("{byte:02x}")).collect();
        let answer = city.get(&manager, &format!("/queue/waits?cursor={cursor}")).await;
        assert_eq!(answer.code(), (400, "input.query".to_owned()), "{padded}");
    }
    let rest = city.get(&manager, &path).await.ok();
    assert_eq!((&rest["rows"][0]["letter"], &rest["next"]), (&json!("A"), &Value::Null));
    assert_eq!((&rest["rows"][0]["window"], &rest["rows"][0]["called"]), (&json!("A01"), &json!(1)));
    assert!(rest["rows"][0]["average"].is_i64());
    let today = city.get(&manager, "/queue").await.ok()["today"].clone();
    assert_eq!((&today["drawn"], &today["waiting"]), (&json!(2), &json!(1)));
    assert_eq!(city.get(&manager, "/queue/waits?until=2017-01-01").await.ok()["rows"], json!([]));
}
