use axum::http::header::{CONNECTION, HeaderName};

use super::{ask, house, json, request};
use crate::Options;

async fn status(method: &str, headers: &[(&'static str, &str)]) -> u16 {
    let (router, _) = house(Options::default());
    let path = if method == "POST" { "/api/v1/echo" } else { "/api/v1/whence" };
    let mut request = request(method, path);
    for (name, value) in headers {
        request.headers_mut().append(HeaderName::from_static(name), value.parse().unwrap());
    }
    ask(&router, request).await.status().as_u16()
}

#[tokio::test]
async fn a_change_comes_from_our_pages_or_from_no_browser() {
    for (headers, expected) in [
        (&[][..], 200),
        (&[("cookie", "__Host-daowei=dws_x")], 403),
        (&[("cookie", "a=b; __Host-daowei=dws_x")], 403),
        (&[("cookie", "__Host-daowei=dws_x"), ("sec-fetch-site", "")], 403),
        (&[("cookie", "__Host-daowei=dws_x"), ("authorization", "Bearer dws_x")], 200),
        (&[("cookie", "__Host-daowei=dws_x"), ("origin", "https://city.example")], 200),
        (&[("cookie", "__Host-daowei=dws_x"), ("sec-fetch-site", "same-origin")], 200),
        (&[("cookie", "theme=dark")], 200),
        (&[("sec-fetch-site", "same-origin")], 200),
        (&[("sec-fetch-site", "none")], 200),
        (&[("sec-fetch-site", "same-origin"), ("origin", "https://proxied.example")], 200),
        (&[("sec-fetch-site", "cross-site")], 403),
        (&[("sec-fetch-site", "same-site")], 403),
        (&[("sec-fetch-site", "Same-Origin")], 403),
        (&[("sec-fetch-site", "cross-site"), ("origin", "https://city.example")], 403),
        (&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")], 403),
        (&[("origin", "https://city.example")], 200),
        (&[("origin", "http://city.example")], 200),
        (&[("origin", "https://city.example:444")], 403),
        (&[("origin", "https://city.example.evil.example")], 403),
        (&[("origin", "https://evil.example")], 403),
        (&[("origin", "city.example")], 403),
        (&[("origin", "null")], 403),
        (&[("origin", "")], 403),
        (&[("origin", "https://city.example"), ("origin", "https://evil.example")], 403),
    ] {
        assert_eq!(status("POST", headers).await, expected, "{headers:?}");
    }
}

#[tokio::test]
async fn a_request_has_one_host() {
    let (router, _) = house(Options::default());
    for (hosts, expected) in [(0, 400), (1, 200), (2, 400)] {
        let mut request = request("GET", "/api/v1/whence");
        request.headers_mut().remove("host");
        for _ in 0..hosts {
            request.headers_mut().append("host", "city.example".parse().unwrap());
        }
        assert_eq!(ask(&router, request).await.status().as_u16(), expected, "{hosts}");
    }
}

#[tokio::test]
async fn reading_changes_nothing_and_comes_from_anywhere() {
    assert_eq!(
        status("GET", &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")]).await,
        200
    );
}

#[tokio::test]
async fn the_refusal_says_so_and_ends_the_connection() {
    let (router, _) = house(Options::default());
    let mut request = request("POST", "/api/v1/echo");
    request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    let response = ask(&router, request).await;
    assert_eq!(response.headers()[CONNECTION], "close");
    let problem = json(response).await;
    assert_eq!(problem["code"], "access.cross_site");
    assert_eq!(problem["detail"], "拒绝来自其他网站的请求。");
}
