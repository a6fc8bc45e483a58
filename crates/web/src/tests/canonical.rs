//! What search engines are told: one address for each page, and where all of them are.

use axum::http::StatusCode;

use super::portal::{City, VIEWS};
use super::{ask, request};
use crate::Options;

#[tokio::test(flavor = "multi_thread")]
async fn a_canonical_address_has_the_filters_that_hold_and_nothing_else() {
    let city = City::new().await;
    city.item(|content| content.topics = vec!["水 利".to_owned()]).await;
    let department = city.center.department;
    for (asked, canonical) in [
        ("/?utm=1", "/"),
        ("/help?number=1&query_code=ABCDEFGH", "/help"),
        ("/guides?q=&department=", "/guides"),
        ("/guides?utm_source=x&for=&topic=", "/guides"),
        ("/guides?for=&topic=%E6%B0%B4+%E5%88%A9&utm=1", "/guides?topic=%E6%B0%B4%20%E5%88%A9"),
        (
            &format!("/guides?topic=%e6%b0%b4%20%e5%88%a9&department={department}"),
            &format!("/guides?department={department}&amp;topic=%E6%B0%B4%20%E5%88%A9"),
        ),
    ] {
        let page = city.page(asked).await;
        assert!(
            page.contains(&format!("<link rel=\"canonical\" href=\"http://city.example{canonical}\">")),
            "{asked}"
        );
        for (language, prefix) in [("zh-CN", ""), ("en", "/en"), ("x-default", "")] {
            let alternate =
                format!("hreflang=\"{language}\" href=\"http://city.example{prefix}{canonical}\"");
            assert!(page.contains(&alternate), "{asked}: {language}");
        }
        assert!(page.contains(&format!("<a href=\"/elder{canonical}\"")), "{asked}");
        assert!(!page.contains("utm") && !page.contains("ABCDEFGH"), "{asked}");
    }
    // A search and what is found nowhere are kept by the switches, and stand in no search engine.
    for (asked, other) in [
        ("/guides?q=%E9%A3%9F%E5%93%81&x=1", "/en/guides?q=%E9%A3%9F%E5%93%81"),
        ("/guides?topic=none", "/en/guides?topic=none"),
    ] {
        let page = city.page(asked).await;
        assert!(page.contains(&format!("<a href=\"{other}\"")), "{asked}");
        assert!(page.contains("noindex") && !page.contains("canonical"), "{asked}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_way_to_write_an_address_leads_to_the_page() {
    let city = City::new().await;
    let item = city.item(|_| {}).await;
    let mut written = Vec::new();
    for view in VIEWS {
        if !view.is_empty() {
            written.push((view.to_owned(), format!("{view}/")));
            written.push((format!("{view}?utm=1"), format!("{view}/?utm=1")));
        }
        for path in ["/guides", &format!("/guides/{item}"), "/progress", "/contact", "/help"] {
            written.push((format!("{view}{path}/"), format!("{view}{path}")));
        }
    }
    written.push(("/guides/?for=natural".to_owned(), "/guides?for=natural".to_owned()));
    for (asked, address) in written {
        let response = ask(&city.router, request("GET", &asked)).await;
        assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT, "{asked}");
        assert_eq!(response.headers()["location"], address, "{asked}");
        city.page(&address).await;
    }
    // What is no page stays none, and no slash leads away from here.
    for nothing in ["/en//", "/england", "//elsewhere.example/", "/guides///", "/elder/en"] {
        assert_eq!(city.get(nothing).await.0, StatusCode::NOT_FOUND, "{nothing}");
    }
    let response = ask(&city.router, request("POST", "/en/help/")).await;
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test(flavor = "multi_thread")]
async fn robots_find_every_guide_in_both_languages() {
    let options = Options {
        behind_tls: true,
        trusted_proxies: vec!["10.0.0.1".parse().unwrap()],
        ..Options::default()
    };
    let city = City::with(options).await;
    let item = city.item(|_| {}).await;
    let robots = city.get("/robots.txt").await.1;
    assert!(
        robots.contains("Disallow: /desk/") && robots.contains("Sitemap: https://city.example/sitemap.xml")
    );
    let index = city.get("/sitemap.xml").await.1;
    let parts: Vec<&str> =
        index.split("<loc>https://city.example").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(parts, ["/sitemap/pages".to_owned(), format!("/sitemap/{}", city.center.department)]);
    let mut told = String::new();
    for part in parts {
        let (status, text) = city.get(part).await;
        assert_eq!(status, StatusCode::OK);
        told.push_str(&text);
    }
    for path in [format!("/guides/{item}"), "/progress".to_owned()] {
        for address in [
            format!("<loc>https://city.example{path}</loc>"),
            format!("<loc>https://city.example/en{path}</loc>"),
        ] {
            assert!(told.contains(&address), "{address}");
        }
    }
    assert_eq!(city.get("/sitemap/x").await.0, StatusCode::NOT_FOUND);
}
