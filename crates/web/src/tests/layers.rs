use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::response::Response;

use super::{Still, ask, house, json, request, routes, text};
use crate::Options;
use crate::health::Condition;
use crate::layers::{House, Peer, around, starting};
use crate::stage::Stage;

const ALWAYS: [&str; 7] = [
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "permissions-policy",
    "x-request-id",
];

fn is_dressed(response: &Response) -> bool {
    let headers = response.headers();
    let policy = headers["content-security-policy"].to_str().unwrap();
    let parts = ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];
    ALWAYS.iter().all(|name| headers.contains_key(*name))
        && parts.iter().all(|part| policy.contains(part))
        && headers["x-content-type-options"] == "nosniff"
        && headers["cache-control"] == "no-store"
        && !headers.contains_key("server")
}

#[tokio::test]
async fn every_answer_is_dressed_errors_too() {
    let (router, _) = house(Options::default());
    for (method, path, status) in [
        ("GET", "/livez", 200),
        ("GET", "/readyz", 503),
        ("GET", "/api/v1/whence", 200),
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/nothing", 404),
        ("PUT", "/api/v1/whence", 405),
        ("TRACE", "/api/v1/whence", 405),
        ("POST", "/livez", 405),
        ("PUT", "/readyz", 405),
        ("GET", "/api/v1/panic", 500),
    ] {
        let response = ask(&router, request(method, path)).await;
        assert_eq!(response.status(), status, "{method} {path}");
        assert!(is_dressed(&response), "{method} {path} {response:?}");
        assert!(!response.headers().contains_key("strict-transport-security"));
        if status == 405 {
            assert!(response.headers().contains_key("allow"), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn behind_tls_browsers_are_told_to_stay_there() {
    let (router, _) = house(Options { behind_tls: true, ..Options::default() });
    for path in ["/livez", "/nothing"] {
        let response = ask(&router, request("GET", path)).await;
        assert_eq!(response.headers()["strict-transport-security"], "max-age=31536000");
    }
}

#[tokio::test]
async fn a_panic_shows_its_number_and_nothing_else() {
    let (router, _) = house(Options::default());
    let response = ask(&router, request("GET", "/api/v1/panic")).await;
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let problem = json(response).await;
    assert_eq!((problem["status"].as_u64(), &problem["code"]), (Some(500), &"internal".into()));
    assert_eq!(problem["request_id"], id);
    assert!(!problem.to_string().contains("李某某"));
}

#[tokio::test]
async fn a_request_has_one_name_everywhere() {
    let options = Options { trusted_proxies: vec!["127.0.0.1".parse().unwrap()], ..Options::default() };
    let (router, _) = house(options);
    let named = async |peer: &str, id: &str| {
        let mut request = request("GET", "/nothing");
        request.extensions_mut().insert(Peer(peer.parse().unwrap()));
        request.headers_mut().insert("x-request-id", id.parse().unwrap());
        let response = ask(&router, request).await;
        let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
        assert_eq!(json(response).await["request_id"], id);
        id
    };
    assert_eq!(named("127.0.0.1", "proxy-1.a_b").await, "proxy-1.a_b");
    for (peer, id) in [
        ("203.0.113.9", "forged"),
        ("127.0.0.1", "with blank"),
        ("127.0.0.1", ""),
        ("127.0.0.1", &"x".repeat(65)),
    ] {
        let given = named(peer, id).await;
        assert_eq!(given.len(), 16, "{id}");
        assert!(given.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}

#[tokio::test]
async fn handlers_know_the_client() {
    let options = Options { trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()], ..Options::default() };
    let (router, _) = house(options);
    for (peer, expected) in [("10.0.0.1", "198.51.100.1"), ("203.0.113.9", "203.0.113.9")] {
        let mut request = request("GET", "/api/v1/whence");
        request.extensions_mut().insert(Peer(peer.parse::<IpAddr>().unwrap()));
        request.headers_mut().insert("x-forwarded-for", "1.1.1.1, 198.51.100.1".parse().unwrap());
        assert_eq!(text(ask(&router, request).await).await, expected);
    }
}

#[tokio::test]
async fn the_light_is_green_only_where_work_can_be_done() {
    let (router, house) = house(Options::default());
    let still = Still::new();
    for (condition, status, words) in [
        (Condition::Starting, 503, "starting"),
        (Condition::Ready, 200, "ready"),
        (Condition::ReadOnly, 503, "read-only"),
        (Condition::Full, 503, "no space"),
        (Condition::Unreachable, 503, "reached"),
        (Condition::Ready, 200, "ready"),
    ] {
        *still.condition.lock().unwrap() = condition;
        house.health.look(&still).await;
        let response = ask(&router, request("GET", "/readyz")).await;
        assert_eq!(response.status(), status, "{condition:?}");
        assert!(text(response).await.contains(words), "{condition:?}");
        assert_eq!(text(ask(&router, request("GET", "/livez")).await).await, "ok\n");
        assert_eq!(text(ask(&router, request("GET", "/healthz")).await).await, "ok\n");
    }
    house.stages.reach(Stage::RedLight);
    let response = ask(&router, request("GET", "/readyz")).await;
    assert_eq!(response.status(), 503);
    assert!(!response.headers().contains_key("connection"), "the light first, the door later");
    house.stages.reach(Stage::Closing);
    assert_eq!(ask(&router, request("GET", "/livez")).await.headers()["connection"], "close");
    house.stages.reach(Stage::Open);
    assert_eq!(house.stages.now(), Stage::Closing, "there is no way back");
}

#[test]
fn the_codes_of_the_store_are_conditions() {
    for (code, condition) in [
        ("store.read_only", Condition::ReadOnly),
        ("store.full", Condition::Full),
        ("store.busy", Condition::Unreachable),
        ("internal", Condition::Unreachable),
    ] {
        assert_eq!(Condition::of(code), condition);
    }
}

#[tokio::test]
async fn before_the_store_is_open_callers_are_told_to_wait() {
    let house = Arc::new(House::new(Options::default()));
    let router = around(starting(), &house);
    let response = ask(&router, request("POST", "/api/v1/session")).await;
    assert_eq!(response.status(), 503);
    assert_eq!(response.headers()["retry-after"], "2");
    assert!(is_dressed(&response));
    assert_eq!(json(response).await["request_id"], "early-0");
    assert_eq!(ask(&router, request("GET", "/livez")).await.status(), 200);
    assert_eq!(ask(&router, request("GET", "/readyz")).await.status(), 503);
}

#[tokio::test]
async fn refusals_speak_the_readers_language() {
    let (router, _) = house(Options::default());
    let mut request = request("POST", "/api/v1/echo");
    request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    request.headers_mut().insert(ACCEPT_LANGUAGE, "en".parse().unwrap());
    assert_eq!(json(ask(&router, request).await).await["detail"], "Requests from other sites are refused.");
}

#[tokio::test]
async fn before_the_store_is_open_readers_of_pages_are_told_in_words() {
    let house = Arc::new(House::new(Options::default()));
    let router = around(starting(), &house);
    for (path, words) in [("/", "暂时无法办理"), ("/en/guides", "Not available at the moment")] {
        let mut request = request("GET", path);
        request.headers_mut().insert("accept", "text/html".parse().unwrap());
        let response = ask(&router, request).await;
        assert_eq!(
            (response.status(), &response.headers()["retry-after"]),
            (StatusCode::SERVICE_UNAVAILABLE, &"2".parse().unwrap())
        );
        assert!(is_dressed(&response), "{response:?}");
        assert!(text(response).await.contains(words), "{path}");
    }
}

#[tokio::test]
async fn streams_end_when_the_door_closes() {
    use axum::body::{Body, Bytes};
    use axum::http::header::CONTENT_TYPE;
    use futures_util::stream;
    let house = Arc::new(House::new(Options::default()));
    house.open(Arc::new(Still::new()));
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&sent);
    let events = move || async move {
        let endless = stream::unfold((), move |()| {
            let counted = Arc::clone(&counted);
            async move {
                tokio::task::yield_now().await;
                counted.fetch_add(1, Ordering::Relaxed);
                Some((Ok::<_, std::io::Error>(Bytes::from_static(b"data: 1\n\n")), ()))
            }
        });
        ([(CONTENT_TYPE, "text/event-stream")], Body::from_stream(endless))
    };
    let router = around(routes().route("/api/v1/events", axum::routing::get(events)), &house);
    let response = ask(&router, request("GET", "/api/v1/events")).await;
    let reading = tokio::spawn(axum::body::to_bytes(response.into_body(), usize::MAX));
    while sent.load(Ordering::Relaxed) < 3 {
        tokio::task::yield_now().await;
    }
    assert!(!reading.is_finished());
    house.stages.reach(Stage::Closing);
    assert!(reading.await.unwrap().unwrap().starts_with(b"data: 1"));
}

#[tokio::test]
async fn the_desk_brings_its_own_policy_and_finds_its_own_pages() {
    let (router, _) = house(Options::default());
    let entrance = ask(&router, request("GET", "/desk")).await;
    assert_eq!(
        (entrance.status(), &entrance.headers()["location"]),
        (StatusCode::PERMANENT_REDIRECT, &"/desk/".parse().unwrap())
    );
    let page = ask(&router, request("GET", "/desk/")).await;
    let deep = ask(&router, request("GET", "/desk/cases/1")).await;
    assert_eq!(page.status(), deep.status());
    // It may not have been built.
    if page.status() == StatusCode::OK {
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
        assert!(
            policy.ends_with("connect-src 'self' http://127.0.0.1:18620"),
            "the bridge of this house: {policy}"
        );
        assert!(text(deep).await.contains("<div id=\"app\">"));
    } else {
        assert!(text(deep).await.contains("cargo xtask ui"));
    }
    // Clerks photograph papers; the screen in front of an applicant, and every other page, may use no camera.
    let camera = async |path: &str| {
        let answer = ask(&router, request("GET", path)).await;
        let devices = answer.headers()["permissions-policy"].to_str().unwrap().to_owned();
        assert!(devices.contains("microphone=(), geolocation=()"), "{path} {devices}");
        devices.contains("camera=(self)")
    };
    assert!(camera("/desk/").await && camera("/desk/intake").await);
    for path in ["/desk/screen", "/desk/assets/old-1a2b.js", "/livez", "/nothing"] {
        assert!(!camera(path).await, "{path}");
    }
    assert_eq!(
        ask(&router, request("GET", "/desk/assets/old-1a2b.js")).await.status(),
        StatusCode::NOT_FOUND
    );
    let other = ask(&router, request("GET", "/livez")).await;
    assert!(!other.headers()["content-security-policy"].to_str().unwrap().contains("script-src"));
}
