//! What the portal sends, as it is sent: packed where everybody may read it, and light.

use std::io::Read;

use axum::body::to_bytes;
use axum::http::StatusCode;
use flate2::read::GzDecoder;

use super::portal::{City, VIEWS};
use super::{ask, request, text};

/// Bytes of a page with its style and its icon, as sent (the budget of the portal).
const BUDGET: usize = 60 << 10;

async fn sent(city: &City, path: &str) -> (Vec<u8>, String) {
    let mut asked = request("GET", path);
    asked.headers_mut().insert("accept-encoding", "gzip, deflate, br".parse().unwrap());
    let response = ask(&city.router, asked).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header("vary").as_deref(), Some("accept-encoding"), "{path}");
    assert!(header("etag").is_none_or(|tag| tag.starts_with("W/")), "{path}: two forms, one strong tag");
    let packed = header("content-encoding");
    let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec();
    let Some(encoding) = packed else {
        return (bytes.clone(), String::from_utf8(bytes).unwrap());
    };
    assert_eq!(encoding, "gzip");
    let mut plain = String::new();
    GzDecoder::new(&*bytes).read_to_string(&mut plain).unwrap();
    (bytes, plain)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_packed_means_the_same_and_is_light() {
    let city = City::new().await;
    let item = city.item(|_| {}).await;
    let (icon, _) = sent(&city, "/portal/icon.svg").await;
    for view in VIEWS {
        for page in ["/", "/guides", &format!("/guides/{item}"), "/progress", "/contact", "/help"] {
            let path = format!("{view}{page}");
            let (bytes, plain) = sent(&city, &path).await;
            assert_eq!(plain, text(ask(&city.router, request("GET", &path)).await).await, "{path}");
            assert!(bytes.len() * 2 < plain.len(), "{path}: {} of {}", bytes.len(), plain.len());
            let style = plain.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap();
            let (style, _) = sent(&city, style).await;
            let all = bytes.len() + style.len() + icon.len();
            assert!(all <= BUDGET, "{path}: {all} bytes");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_packed_page_is_not_sent_again_to_whoever_has_it() {
    let city = City::new().await;
    let mut first = request("GET", "/help");
    first.headers_mut().insert("accept-encoding", "gzip".parse().unwrap());
    let first = ask(&city.router, first).await;
    let mut again = request("GET", "/help");
    again.headers_mut().insert("accept-encoding", "gzip".parse().unwrap());
    again.headers_mut().insert("if-none-match", first.headers()["etag"].clone());
    let response = ask(&city.router, again).await;
    assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(response.headers()["etag"], first.headers()["etag"]);
    assert!(!response.headers().contains_key("content-encoding"));
    let mut head = request("HEAD", "/help");
    head.headers_mut().insert("accept-encoding", "gzip".parse().unwrap());
    let head = ask(&city.router, head).await;
    assert_eq!((head.status(), &head.headers()["etag"]), (StatusCode::OK, &first.headers()["etag"]));
    let length = to_bytes(first.into_body(), 1 << 20).await.unwrap().len();
    assert_eq!(head.headers()["content-length"], *length.to_string(), "of this form, not of the other");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_reader_alone_may_see_keeps_its_length() {
    let city = City::new().await;
    let item = city.item(|_| {}).await;
    let (number, code) = city.received(item).await;
    let response = city.post("/progress", &format!("number={number}&query_code={code}")).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(!response.headers().contains_key("content-encoding"));
    assert!(!response.headers().contains_key("vary"));
    let mut asked = request("GET", "/guides");
    asked.headers_mut().insert("accept-encoding", "gzip;q=0, br".parse().unwrap());
    let response = ask(&city.router, asked).await;
    assert!(!response.headers().contains_key("content-encoding"), "refused, or not ours");
}
