//! For whom a page acts, and what it only watches: two headers of every operation with a session.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use daowei_store::testing::intrude;
use serde_json::{Value, json};

use super::Answer;
use crate::testing::{Member, PASSWORD, Served};
use crate::{COOKIE, openapi};

daowei_store::on_both! {
    Served:
    a_page_acts_for_nobody_but_whom_it_believes_in,
    a_screen_that_keeps_itself_up_to_date_keeps_no_session,
    whoever_signs_out_has_no_secret_left_whatever_the_store_says,
}

/// A browser: one cookie for all its pages.
struct Browser<'s> {
    served: &'s Served,
    cookie: String,
}

impl<'s> Browser<'s> {
    async fn signed_in(served: &'s Served, member: Member) -> Self {
        let body = json!({"login": member.login, "password": PASSWORD});
        let answer = served.call(Method::POST, "/session", "", body).await;
        Self { served, cookie: cookie(&answer.headers) }
    }

    async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Value) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.served.ask(request.body(Body::from(body.to_string())).unwrap()).await
    }

    async fn acting(&self) -> String {
        let me = self.ask(Method::GET, "/session", &[], Value::Null).await.body;
        let parts = ["session", "post", "responsible"].map(|part| me[part].as_str().map(str::to_owned));
        parts.into_iter().flatten().collect::<Vec<_>>().join("/")
    }
}

fn cookie(headers: &HeaderMap) -> String {
    let set = headers[header::SET_COOKIE].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}

async fn a_page_acts_for_nobody_but_whom_it_believes_in(served: Served) {
    let clerk = Browser::signed_in(&served, served.center.clerk).await;
    let acting = clerk.acting().await;
    let draft = json!({"content": {"name": "张三"}});
    let kept = clerk.ask(Method::POST, "/drafts/intake", &[("Daowei-Session", &acting)], draft.clone()).await;
    assert_eq!(kept.status, StatusCode::OK);
    let guard = Browser::signed_in(&served, served.center.guard).await;
    for (method, path, body) in [
        (Method::POST, "/drafts/intake", draft),
        (Method::GET, "/drafts/intake", Value::Null),
        (Method::GET, "/session", Value::Null),
        (Method::POST, "/session/confirmation", json!({"password": PASSWORD})),
        (Method::DELETE, "/session", Value::Null),
    ] {
        let answer = guard.ask(method.clone(), path, &[("Daowei-Session", &acting)], body).await;
        let said = (answer.status, answer.body["code"].as_str().unwrap());
        assert_eq!(said, (StatusCode::CONFLICT, "access.other_session"), "{method} {path}");
        assert!(answer.headers.get(header::SET_COOKIE).is_none(), "the other one stays signed in");
    }
    let own = guard.acting().await;
    let found = guard.ask(Method::GET, "/drafts/intake", &[("Daowei-Session", &own)], Value::Null).await;
    assert_eq!(found.status, StatusCode::NOT_FOUND, "nothing became another's");
    for foul in ["", "x", "0190b5a0", &format!("{own}/{own}"), &format!("{own}/")] {
        let answer = guard.ask(Method::GET, "/session", &[("Daowei-Session", foul)], Value::Null).await;
        assert_eq!(answer.body["code"], "input.header", "{foul}");
    }
    let twice = [("Daowei-Session", own.as_str()), ("Daowei-Session", acting.as_str())];
    assert_eq!(guard.ask(Method::GET, "/session", &twice, Value::Null).await.status, StatusCode::BAD_REQUEST);
}

async fn a_screen_that_keeps_itself_up_to_date_keeps_no_session(served: Served) {
    let browser = Browser::signed_in(&served, served.center.clerk).await;
    let watching = [("Daowei-Use", "watching")];
    for _ in 0..14 {
        served.center.clock.turn(60);
        for path in ["/session", "/sessions", "/departments"] {
            assert_eq!(browser.ask(Method::GET, path, &watching, Value::Null).await.status, StatusCode::OK);
        }
    }
    served.center.clock.turn(60);
    let late = browser.ask(Method::GET, "/session", &[], Value::Null).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    // What changes something is a use whatever it says, and nothing else can be said.
    let browser = Browser::signed_in(&served, served.center.clerk).await;
    let draft = json!({"content": {}});
    for _ in 0..16 {
        served.center.clock.turn(60);
        let kept = browser.ask(Method::POST, "/drafts/intake", &watching, draft.clone()).await;
        assert_eq!(kept.status, StatusCode::OK);
    }
    let foul = browser.ask(Method::GET, "/session", &[("Daowei-Use", "working")], Value::Null).await;
    assert_eq!(foul.body["code"], "input.header");
}

async fn whoever_signs_out_has_no_secret_left_whatever_the_store_says(served: Served) {
    let forgotten = |answer: &Answer| {
        let set = answer.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
        assert!(set.starts_with(&format!("{COOKIE}=;")) && set.contains("Max-Age=0"), "{set}");
    };
    let browser = Browser::signed_in(&served, served.center.clerk).await;
    let stays = Browser::signed_in(&served, served.center.clerk).await;
    let gone = browser.ask(Method::DELETE, "/session", &[], Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(
        gone.headers["clear-site-data"], "\"cache\", \"cookies\"",
        "looks and views are there tomorrow"
    );
    forgotten(&gone);
    let again = browser.ask(Method::DELETE, "/session", &[], Value::Null).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED);
    forgotten(&again);
    intrude(served.center.app.store(), "ALTER TABLE event RENAME TO away".to_owned());
    let refused = stays.ask(Method::DELETE, "/session", &[], Value::Null).await;
    assert_eq!(refused.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(refused.body["code"], "internal");
    forgotten(&refused);
}

/// Operations with a session name both headers, or the one where something is changed; those that are open to all name none.
#[test]
fn every_operation_with_a_session_describes_them() {
    let description: Value = serde_json::from_str(&openapi()).unwrap();
    let mut seen = [0, 0];
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let names = |wanted: &str| {
                let parameters = operation["parameters"].as_array();
                parameters.into_iter().flatten().filter(|one| one["name"] == wanted).count()
            };
            let open = operation["security"] == json!([{}]);
            let wanted = if open { (0, 0) } else { (1, usize::from(method == "get")) };
            assert_eq!((names("Daowei-Session"), names("Daowei-Use")), wanted, "{method} {path}");
            seen[usize::from(open)] += 1;
        }
    }
    assert!(seen[0] > 100 && seen[1] > 5, "{seen:?}");
}
