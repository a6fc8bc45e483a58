//! What holds for all routes together, and the endpoints of this room on a small center.

mod acting;
mod source;

use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode, header};
use daowei_store::{Abort, Error as StoreError, Tx, draft};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::testing::{PASSWORD, Served};
use crate::{COOKIE, openapi};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");

struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    body: Value,
}

async fn read(response: Response<Body>) -> Answer {
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
    Answer { status: parts.status, headers: parts.headers, body }
}

impl Served {
    async fn ask(&self, request: Request<Body>) -> Answer {
        read(self.router.clone().oneshot(request).await.unwrap()).await
    }

    /// Gives the password once more in that session.
    async fn confirm(&self, secret: &str) {
        let body = json!({"password": PASSWORD});
        let done = self.call(Method::POST, "/session/confirmation", secret, body).await;
        assert_eq!(done.status, StatusCode::OK);
    }

    async fn call(&self, method: Method, path: &str, secret: &str, body: Value) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {secret}"))
            .header(header::CONTENT_TYPE, "application/json");
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.ask(request.body(body).unwrap()).await
    }
}

#[test]
fn the_description_is_the_committed_one() {
    let text = openapi();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(GOLDEN, &text).unwrap();
    }
    let golden = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    assert!(
        golden == text,
        "openapi.json differs: run the test once with UPDATE_GOLDEN=1 and look at the change"
    );
    let description: Value = serde_json::from_str(&text).unwrap();
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
}

daowei_store::on_both! {
    Served:
    what_is_described_is_served_and_nothing_else_is,
    a_browser_gets_a_cookie_and_a_program_a_secret,
    a_problem_speaks_the_readers_language,
    bodies_are_json_bounded_and_without_surprises,
    a_wrong_field_is_named_and_what_stands_in_it_is_not,
    the_security_administrator_manages_accounts_and_tokens,
    sessions_are_listed_and_ended,
    the_registry_of_rules_is_public,
    a_draft_is_its_writers_alone,
    an_administrator_ends_a_session_and_whoever_sat_there_is_told_why,
    a_wrong_password_says_how_many_tries_are_left,
    the_store_says_whether_it_would_take_a_command,
}

async fn what_is_described_is_served_and_nothing_else_is(served: Served) {
    let description: Value = serde_json::from_str(&openapi()).unwrap();
    let mut ids = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        let uri: String = path
            .split('/')
            .map(|part| if part.starts_with('{') { "0190b5a0-0000-7000-8000-000000000000" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        let described: Vec<String> = item.as_object().unwrap().keys().map(|key| key.to_uppercase()).collect();
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"] {
            let request = Request::builder().method(method).uri(&uri).body(Body::empty()).unwrap();
            let answer = served.ask(request).await;
            if described.iter().any(|known| known == method) {
                let operation = &item[method.to_lowercase()];
                ids.push(operation["operationId"].as_str().unwrap().to_owned());
                assert!(
                    operation["responses"].get(answer.status.as_str()).is_some(),
                    "{method} {path} {}",
                    answer.status
                );
                assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            } else {
                assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
                let allow = answer.headers[header::ALLOW].to_str().unwrap();
                assert!(described.iter().all(|known| allow.contains(known.as_str())), "{allow}");
                assert_eq!(answer.body["code"], "request.method");
            }
        }
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for path in ["/api/v1", "/api/v1/nothing", "/x", "/api/v2/session"] {
        let answer = served.ask(Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status, &answer.body["code"]), (StatusCode::NOT_FOUND, &json!("not_found")));
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
    }
}

async fn a_draft_is_its_writers_alone(served: Served) {
    let center = &served.center;
    let mut secrets = Vec::new();
    for login in [center.clerk.login, center.guard.login] {
        secrets.push(center.app.sign_in(login, PASSWORD, None, None).await.unwrap().secret.to_string());
    }
    let [clerk, guard] = secrets.as_slice() else { panic!("two") };
    let get = async |secret: &str| served.call(Method::GET, "/drafts/intake", secret, Value::Null).await;
    let keep = async |secret: &str, content: Value| {
        served.call(Method::POST, "/drafts/intake", secret, json!({ "content": content })).await.status
    };
    let seeing = async |method: Method, seen: u64, content: Value| {
        let body = if method == Method::DELETE {
            Body::empty()
        } else {
            Body::from(json!({ "content": content }).to_string())
        };
        let request = Request::builder().method(method).uri("/api/v1/drafts/intake");
        let request = request
            .header("authorization", format!("Bearer {clerk}"))
            .header("if-match", format!("\"{seen}\""));
        served.ask(request.header("content-type", "application/json").body(body).unwrap()).await
    };
    assert_eq!(get(clerk).await.status, StatusCode::NOT_FOUND);
    assert_eq!(keep(clerk, json!({"name": "张三"})).await, StatusCode::OK);
    assert_eq!(keep(clerk, json!({"name": "张三丰"})).await, StatusCode::OK);
    let found = get(clerk).await;
    assert_eq!((found.status, &found.body["content"]), (StatusCode::OK, &json!({"name": "张三丰"})));
    // Foreign, missing and unknown alike.
    for (path, secret) in [
        ("/drafts/intake", guard),
        ("/drafts/other", clerk),
        ("/drafts/act.", clerk),
        ("/drafts/act.X", clerk),
        ("/drafts/act.a.b.c.d", clerk),
    ] {
        assert_eq!(served.call(Method::GET, path, secret, Value::Null).await.status, StatusCode::NOT_FOUND);
    }
    let person = center.clerk.person.to_string();
    let read = move |tx: &mut Tx<'_>| Ok::<_, Abort<StoreError>>(draft::get(tx, &person, "intake")?);
    let (sealed, _) = center.app.store().read(read).unwrap().unwrap();
    assert!(!sealed.windows(3).any(|bytes| bytes == "张".as_bytes()), "it lies there in clear");
    // Too much of it, and what is no object.
    assert_eq!(keep(clerk, json!({"name": "张".repeat(30_000)})).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(keep(clerk, json!("text")).await, StatusCode::BAD_REQUEST);
    let stands = get(clerk).await.body;
    assert_eq!(stands["content"], json!({"name": "张三丰"}));
    // A window that has not seen what stands there overwrites and forgets nothing of it; one that has, does.
    let revision = stands["revision"].as_u64().unwrap();
    for (method, seen) in [(Method::POST, 0), (Method::POST, revision - 1), (Method::DELETE, revision - 1)] {
        let late = seeing(method, seen, json!({})).await;
        assert_eq!((late.status, &late.body["code"]), (StatusCode::PRECONDITION_FAILED, &json!("stale")));
        assert_eq!(late.body["revision"], json!(revision));
    }
    let next = seeing(Method::POST, revision, json!({"name": "李四"})).await;
    assert_eq!(next.status, StatusCode::OK);
    assert!(next.body["revision"].as_u64() > Some(revision));
    assert_eq!(get(clerk).await.body["revision"], next.body["revision"]);
    let gone = served.call(Method::DELETE, "/drafts/intake", clerk, Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(get(clerk).await.status, StatusCode::NOT_FOUND);
    // None is left: who still believes in one is told so, and who knows it begins anew.
    assert_eq!(seeing(Method::POST, revision, json!({})).await.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(seeing(Method::POST, 0, json!({"name": "王五"})).await.status, StatusCode::OK);
    // Each act of each case has its own.
    let act = "/drafts/act.0190a000-0000-7000-8000-000000000001.not_accept";
    let reasons = json!({ "content": { "reasons": "材料" } });
    assert_eq!(served.call(Method::POST, act, clerk, reasons).await.status, StatusCode::OK);
    let own = served.call(Method::GET, act, clerk, Value::Null).await;
    assert_eq!(own.body["content"], json!({ "reasons": "材料" }));
    assert_eq!(served.call(Method::GET, act, guard, Value::Null).await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(clerk).await.body["content"], json!({"name": "王五"}));
}

async fn a_browser_gets_a_cookie_and_a_program_a_secret(served: Served) {
    let login = served.center.chief.login;
    let body = json!({"login": login, "password": PASSWORD});
    let answer = served.call(Method::POST, "/session", "", body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert!(answer.body.get("secret").is_none());
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
    for part in [COOKIE, "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let pair = cookie.split(';').next().unwrap().to_owned();
    let choose = |pair: &str| {
        Request::post("/api/v1/session/post")
            .header(header::COOKIE, pair)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(json!({"post": served.center.chief.posts[0]}).to_string()))
            .unwrap()
    };
    let moved = served.ask(choose(&pair)).await;
    assert_eq!(moved.status, StatusCode::OK);
    assert!(moved.body.get("secret").is_none());
    assert_eq!(served.ask(choose(&pair)).await.status, StatusCode::UNAUTHORIZED);
    let both = format!("{pair}; {pair}");
    assert_eq!(served.ask(choose(&both)).await.status, StatusCode::UNAUTHORIZED);

    let body = json!({"login": login, "password": PASSWORD, "transport": "bearer"});
    let answer = served.call(Method::POST, "/session", "", body).await;
    assert!(answer.headers.get(header::SET_COOKIE).is_none());
    let secret = answer.body["secret"].as_str().unwrap();
    let me = served.call(Method::GET, "/session", secret, Value::Null).await;
    assert_eq!(me.body["posts"].as_array().unwrap().len(), 2);
    assert_eq!(me.headers[header::CACHE_CONTROL], "no-store");
    let gone = served.call(Method::DELETE, "/session", secret, Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    let after = served.call(Method::GET, "/session", secret, Value::Null).await;
    assert_eq!(after.status, StatusCode::UNAUTHORIZED);
    assert!(after.headers.contains_key(header::WWW_AUTHENTICATE));
}

async fn a_problem_speaks_the_readers_language(served: Served) {
    for (wish, detail) in [("zh", "请先登录。"), ("en", "Sign in first.")] {
        let request = Request::get("/api/v1/session").header(header::ACCEPT_LANGUAGE, wish);
        let answer = served.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status, &answer.body["detail"]), (StatusCode::UNAUTHORIZED, &json!(detail)));
        assert_eq!(answer.headers["x-request-id"].to_str().unwrap(), answer.body["request_id"]);
    }
}

async fn bodies_are_json_bounded_and_without_surprises(served: Served) {
    let post = async |kind: &str, body: Vec<u8>| {
        let request = Request::post("/api/v1/session").header(header::CONTENT_TYPE, kind);
        let answer = served.ask(request.body(Body::from(body)).unwrap()).await;
        (answer.status.as_u16(), answer.body["code"].as_str().unwrap().to_owned())
    };
    let json = "application/json";
    let good = json!({"login": "x1", "password": "y"}).to_string();
    assert_eq!(post(json, good.clone().into()).await, (401, "access.sign_in".into()));
    assert_eq!(post("application/json; charset=utf-8", good.clone().into()).await.0, 401);
    assert_eq!(post("text/plain", good.into()).await, (415, "input.media_type".into()));
    for foul in [
        "",
        "{",
        "[]",
        r#"{"login":"a","password":"b","role":"admin"}"#,
        r#"{"login":1,"password":"b"}"#,
        r#"{"login":"\ud800","password":"b"}"#,
    ] {
        assert_eq!(post(json, foul.into()).await, (400, "input.json".into()), "{foul}");
    }
    assert_eq!(post(json, b"\xff\xfe".to_vec()).await.0, 400);
    assert_eq!(post(json, "[".repeat(100_000).into()).await.0, 400);
    assert_eq!(post(json, vec![b' '; (256 << 10) + 1]).await, (413, "input.too_large".into()));
    let long = json!({"login": "\u{0}", "password": "x".repeat(129)}).to_string();
    assert_eq!(post(json, long.into()).await, (422, "input.too_long".into()));
}

async fn a_wrong_field_is_named_and_what_stands_in_it_is_not(served: Served) {
    let (guard, clerk) = (served.sign_in(served.center.guard).await, served.center.clerk);
    let token = |change: Value| {
        let mut token = json!({"name": "省平台", "person": clerk.person, "post": clerk.posts[0],
            "scopes": ["case:read"], "expires_at": "2018-01-01T00:00:00Z"});
        token.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        token
    };
    let mut short = token(json!({}));
    short.as_object_mut().unwrap().remove("post");
    for (body, name, code) in [
        (token(json!({"person": "张三丰"})), "person", "input.field.form"),
        (token(json!({"scopes": [7]})), "scopes[0]", "input.field.form"),
        (token(json!({"psot": "x"})), "psot", "input.field.unknown"),
        (short, "post", "input.field.missing"),
    ] {
        let answer = served.call(Method::POST, "/tokens", &guard, body).await;
        assert_eq!((answer.status.as_u16(), &answer.body["code"]), (400, &json!("input.json")), "{name}");
        let wrong = &answer.body["invalidParams"][0];
        assert_eq!((&wrong["name"], &wrong["code"]), (&json!(name), &json!(code)));
        assert!(!answer.body.to_string().contains("张三丰"), "{}", answer.body);
    }
    // A name that is none is not repeated.
    let answer = served.call(Method::POST, "/tokens", &guard, token(json!({"张三丰": 1}))).await;
    assert!(answer.body["invalidParams"].is_null() && !answer.body.to_string().contains("张三丰"));
    for (query, name, code) in [
        ("limit=0", "limit", "input.field.form"),
        ("limit=1&limit=2", "limit", "input.field.twice"),
        ("cursor=zz", "cursor", "input.field.form"),
        ("limti=1", "limti", "input.field.unknown"),
    ] {
        let answer = served.call(Method::GET, &format!("/accounts?{query}"), &guard, Value::Null).await;
        assert_eq!((answer.status.as_u16(), &answer.body["code"]), (400, &json!("input.query")), "{query}");
        let wrong = &answer.body["invalidParams"][0];
        assert_eq!((&wrong["name"], &wrong["code"]), (&json!(name), &json!(code)), "{query}");
    }
}

async fn the_security_administrator_manages_accounts_and_tokens(served: Served) {
    let (guard, clerk) =
        (served.sign_in(served.center.guard).await, served.sign_in(served.center.clerk).await);
    let refused = served.call(Method::GET, "/accounts", &clerk, Value::Null).await;
    assert_eq!((refused.status, &refused.body["code"]), (StatusCode::FORBIDDEN, &json!("authority.duty")));
    assert!(refused.body["citation"].as_str().is_some());
    let page = served.call(Method::GET, "/accounts?limit=3", &guard, Value::Null).await;
    assert_eq!(page.body["rows"].as_array().unwrap().len(), 3);
    let next = format!("/accounts?limit=3&cursor={}", page.body["next"].as_str().unwrap());
    assert_eq!(
        served.call(Method::GET, &next, &guard, Value::Null).await.body["rows"][0]["login"],
        "zhaolei"
    );
    for foul in [
        "/accounts?limit=0",
        "/accounts?limit=101",
        "/accounts?limit=x",
        "/accounts?cursor=zz",
        "/accounts?a=b",
    ] {
        assert_eq!(
            served.call(Method::GET, foul, &guard, Value::Null).await.status,
            StatusCode::BAD_REQUEST,
            "{foul}"
        );
    }
    let taken = json!({"person": served.center.clerk.person, "login": "lina"});
    let stale = served.call(Method::POST, "/accounts", &guard, taken.clone()).await;
    assert_eq!(
        (stale.status, &stale.body["code"]),
        (StatusCode::FORBIDDEN, &json!("authority.confirmation.stale"))
    );
    served.confirm(&guard).await;
    let taken = served.call(Method::POST, "/accounts", &guard, taken).await;
    assert_eq!((taken.status, &taken.body["code"]), (StatusCode::CONFLICT, &json!("account.login.taken")));
    for missing in ["/accounts/0190b5a0-0000-7000-8000-000000000000/disable", "/accounts/x/disable"] {
        assert_eq!(
            served.call(Method::POST, missing, &guard, Value::Null).await.status,
            StatusCode::NOT_FOUND
        );
    }
    let me = served.call(Method::GET, "/session", &clerk, Value::Null).await;
    let account = me.body["account"].as_str().unwrap();
    let path = format!("/accounts/{account}/password-reset");
    let other = served.sign_in(served.center.guard).await;
    let stale = served.call(Method::POST, &path, &other, Value::Null).await;
    assert_eq!(stale.body["code"], "authority.confirmation.stale");
    let reset = served.call(Method::POST, &path, &guard, Value::Null).await;
    let password = reset.body["one_time_password"].as_str().unwrap();
    assert_eq!(password.len(), 17);
    let signed = json!({"login": "wangfang", "password": password, "transport": "bearer"});
    let signed = served.call(Method::POST, "/session", "", signed).await;
    assert_eq!(signed.body["must_change_password"], true);
    let secret = signed.body["secret"].as_str().unwrap();
    let change = json!({"old_password": password, "new_password": "三个和尚没水喝了吗"});
    let changed = served.call(Method::POST, "/session/password", secret, change).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    let confirmed = json!({"password": "三个和尚没水喝了吗"});
    let confirmed = served.call(Method::POST, "/session/confirmation", secret, confirmed).await;
    assert_eq!(confirmed.body["confirmed_until"], "2017-10-24T02:05:00Z");

    let token = json!({"name": "省平台", "person": served.center.clerk.person, "post": served.center.clerk.posts[0],
        "scopes": ["case:read"], "expires_at": "2018-01-01T00:00:00Z"});
    let stale = served.call(Method::POST, "/tokens", &other, token.clone()).await;
    assert_eq!(stale.body["code"], "authority.confirmation.stale");
    let issued = served.call(Method::POST, "/tokens", &guard, token).await;
    assert_eq!(issued.status, StatusCode::CREATED);
    let bearer = issued.body["secret"].as_str().unwrap();
    let closed = served.call(Method::GET, "/accounts", bearer, Value::Null).await;
    assert_eq!(closed.status, StatusCode::UNAUTHORIZED);
    let own = served.call(Method::GET, "/tokens", secret, Value::Null).await;
    assert_eq!(own.body["rows"][0]["state"], "awaiting_confirmation");
    let path = format!("/tokens/{}/confirmation", issued.body["id"].as_str().unwrap());
    let stale = served.sign_in(served.center.guard).await;
    assert_eq!(served.call(Method::POST, &path, &stale, Value::Null).await.status, StatusCode::FORBIDDEN);
    assert_eq!(served.call(Method::POST, &path, &guard, Value::Null).await.status, StatusCode::NOT_FOUND);
    assert_eq!(served.call(Method::POST, &path, secret, Value::Null).await.status, StatusCode::NO_CONTENT);
    let reached = served.call(Method::GET, "/accounts", bearer, Value::Null).await;
    assert_eq!((reached.status, &reached.body["code"]), (StatusCode::FORBIDDEN, &json!("access.session")));
    let list = served.call(Method::GET, "/tokens", &guard, Value::Null).await;
    assert_eq!(list.body["rows"][0]["id"], issued.body["id"]);
    let revoke = format!("/tokens/{}", issued.body["id"].as_str().unwrap());
    assert_eq!(
        served.call(Method::DELETE, &revoke, &guard, Value::Null).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        served.call(Method::GET, "/accounts", bearer, Value::Null).await.status,
        StatusCode::UNAUTHORIZED
    );
}

async fn sessions_are_listed_and_ended(served: Served) {
    let (here, there) =
        (served.sign_in(served.center.clerk).await, served.sign_in(served.center.clerk).await);
    let list = served.call(Method::GET, "/sessions", &here, Value::Null).await;
    let other = list.body["rows"].as_array().unwrap().iter().find(|row| row["current"] == false).unwrap();
    let path = format!("/sessions/{}", other["id"].as_str().unwrap());
    assert_eq!(served.call(Method::DELETE, &path, &here, Value::Null).await.status, StatusCode::NO_CONTENT);
    assert_eq!(served.call(Method::DELETE, &path, &here, Value::Null).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        served.call(Method::GET, "/session", &there, Value::Null).await.status,
        StatusCode::UNAUTHORIZED
    );
}

async fn an_administrator_ends_a_session_and_whoever_sat_there_is_told_why(served: Served) {
    let (guard, clerk) =
        (served.sign_in(served.center.guard).await, served.sign_in(served.center.clerk).await);
    let found = served.call(Method::GET, "/accounts?q=wangfang", &guard, Value::Null).await;
    assert_eq!(found.body["rows"].as_array().unwrap().len(), 1);
    let account = found.body["rows"][0]["id"].as_str().unwrap().to_owned();
    let list = format!("/accounts/{account}/sessions");
    let sessions = served.call(Method::GET, &list, &guard, Value::Null).await;
    let session = &sessions.body["rows"][0];
    assert_eq!((&session["current"], &session["device"]), (&json!(false), &Value::Null));
    let end = format!("/accounts/{account}/end-sessions");
    for (body, code) in [(json!({}), "input.json"), (json!({"reason": "因为"}), "input.json")] {
        let answer = served.call(Method::POST, &end, &guard, body).await;
        assert_eq!((answer.status, &answer.body["code"]), (StatusCode::BAD_REQUEST, &json!(code)));
    }
    let body = json!({"session": session["id"], "reason": "suspected"});
    assert_eq!(served.call(Method::POST, &end, &clerk, body.clone()).await.status, StatusCode::FORBIDDEN);
    let stale = served.call(Method::POST, &end, &guard, body.clone()).await;
    assert_eq!(stale.body["code"], "authority.confirmation.stale");
    served.confirm(&guard).await;
    let ended = served.call(Method::POST, &end, &guard, body).await;
    assert_eq!((ended.status, &ended.body["ended"]), (StatusCode::OK, &json!(1)));
    let told = served.call(Method::GET, "/session", &clerk, Value::Null).await;
    assert_eq!((told.status, &told.body["code"]), (StatusCode::UNAUTHORIZED, &json!("access.session_ended")));
    assert_eq!(told.body["params"]["reason"], "suspected");
    assert!(told.body["detail"].as_str().unwrap().contains("疑似他人使用"), "{}", told.body);
}

async fn a_wrong_password_says_how_many_tries_are_left(served: Served) {
    let mut answers = Vec::new();
    for login in ["wangfang", "nobody.there"] {
        let mut told = Vec::new();
        for _ in 0..6 {
            let body = json!({"login": login, "password": "not the password"}).to_string();
            let request = Request::post("/api/v1/session")
                .header(header::CONTENT_TYPE, "application/json")
                .extension(crate::ClientAddress([10, 1, 2, 3].into()));
            let answer = served.ask(request.body(Body::from(body)).unwrap()).await;
            let Value::Object(mut body) = answer.body else { panic!() };
            body.remove("request_id");
            told.push((answer.status.as_u16(), body));
        }
        let left: Vec<_> =
            told.iter().map(|(status, body)| (*status, &body["code"], &body["params"]["left"])).collect();
        let (wrong, locked) = (json!("access.sign_in"), json!("access.sign_in_locked"));
        assert_eq!(left[0], (401, &wrong, &json!("4")));
        assert_eq!(left[3], (401, &wrong, &json!("1")));
        assert_eq!(left[4], (401, &locked, &json!("0")));
        assert_eq!((left[5].0, left[5].1), (429, &json!("access.locked")));
        for (_, body) in told.iter().skip(4) {
            assert!(
                body["params"]["until"].as_str().is_some() && !body["detail"].as_str().unwrap().contains('{')
            );
        }
        answers.push(told);
    }
    assert_eq!(answers[0], answers[1], "word for word the same for a login that nobody has");
}

async fn the_registry_of_rules_is_public(served: Served) {
    let rules = served.call(Method::GET, "/rules", "", Value::Null).await;
    let rows = rules.body["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["id"] == "authority.letter.expired"));
    assert!(rows.iter().any(|row| row["id"] == "account.login.taken"));
}

async fn the_store_says_whether_it_would_take_a_command(served: Served) {
    crate::ready(&served.center.app).await.unwrap();
    crate::ready(&served.center.app).await.unwrap();
}

#[test]
fn every_operation_is_described() {
    let description: Value = serde_json::from_str(&openapi()).unwrap();
    let mut operations = 0;
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let at = format!("{method} {path}");
            operations += 1;
            for name in ["operationId", "summary"] {
                assert!(operation[name].as_str().is_some_and(|text| !text.is_empty()), "{at}: {name}");
            }
            assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{at}: tags");
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.keys().any(|status| status.starts_with('2')), "{at}: success");
            assert!(responses.keys().any(|status| status.starts_with('4')), "{at}: refusal");
            let none = Vec::new();
            let parameters = operation["parameters"].as_array().unwrap_or(&none);
            let named: Vec<&str> =
                path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
            let described: Vec<&str> = parameters
                .iter()
                .filter(|parameter| parameter["in"] == "path")
                .map(|parameter| parameter["name"].as_str().unwrap())
                .collect();
            assert_eq!(named, described, "{at}: path");
        }
    }
    assert!(operations > 80, "{operations}");
    let text = description.to_string();
    for reference in text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(description["components"]["schemas"].get(reference).is_some(), "{reference}");
    }
}
