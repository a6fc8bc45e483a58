//! The page of progress: whom it answers, in which view, and what stands in no address.

use axum::http::StatusCode;

use super::portal::{City, VIEWS, sound};
use super::text;

#[tokio::test(flavor = "multi_thread")]
async fn progress_is_told_to_whoever_holds_the_receipt() {
    let city = City::new().await;
    let item = city.item(|_| {}).await;
    let (number, code) = city.received(item).await;
    let spaced = format!("{}+{}", number.split_at(6).0, number.split_at(6).1);
    for (view, told) in [("", "已收件"), ("/en", ">Received</p>"), ("/elder", "已收件")] {
        let form = format!("number={spaced}&query_code={}", code.to_lowercase());
        let response = city.post(&format!("{view}/progress"), &form).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(
            response.headers()["cache-control"],
            "private, no-cache",
            "the back button has it, nobody else"
        );
        assert!(!response.headers().contains_key("etag"));
        let page = text(response).await;
        sound(&format!("{view}/progress"), &page);
        let limit = if view == "/en" {
            "Time to accept or to ask for corrections"
        } else {
            "受理或者告知补正的时限"
        };
        assert!(
            page.contains(&format!("{limit}{}", if view == "/en" { ": ends on" } else { "到期日" })),
            "{page}"
        );
        // The same answer in any other view is one button away; number and code stand in no address.
        for other in VIEWS.iter().filter(|other| **other != view) {
            let near = other.starts_with("/en") == view.starts_with("/en")
                || other.trim_start_matches("/en") == view.trim_start_matches("/en");
            assert_eq!(
                page.contains(&format!("<button formaction=\"{other}/progress\"")),
                near,
                "{view} {other}"
            );
        }
        assert!(page.contains(&format!("<input type=\"hidden\" name=\"number\" value=\"{number}\">")));
        for attribute in ["href", "action", "formaction"] {
            for address in
                page.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next())
            {
                let lower = address.to_lowercase();
                assert!(!lower.contains(&code.to_lowercase()) && !lower.contains(&number), "{address}");
            }
        }
        let page = page.replace(
            &format!("<input type=\"hidden\" name=\"query_code\" value=\"{}\">", code.to_lowercase()),
            "",
        );
        for words in [told, &number, "食品经营许可", "name=\"robots\" content=\"noindex\""] {
            assert!(page.contains(words), "{words}: {page}");
        }
        for personal in ["欧阳", "13800001234", "11010519491231002X", &code] {
            assert!(!page.contains(personal), "{personal}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_fields_are_named_and_a_wrong_pair_is_not_told_apart() {
    let city = City::new().await;
    let item = city.item(|_| {}).await;
    let (number, code) = city.received(item).await;
    let asked = async |form: &str| {
        let response = city.post("/progress", form).await;
        let status = response.status();
        let page = text(response).await;
        sound("/progress", &page);
        (status, page)
    };
    for (form, links) in [
        ("", &["#number", "#query_code"][..]),
        ("number=12&query_code=ABCDEFGH", &["#number"]),
        (&format!("number={number}&query_code=O0"), &["#query_code"]),
    ] {
        let (status, page) = asked(form).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(page.contains("<title>错误：") && page.contains("role=\"alert\""), "{page}");
        let summary = page.split("class=\"errors\"").nth(1).unwrap().split("</div>").next().unwrap();
        for link in ["#number", "#query_code"] {
            assert_eq!(summary.contains(&format!("href=\"{link}\"")), links.contains(&link), "{form} {link}");
        }
        assert_eq!(page.matches("aria-invalid").count(), links.len());
        // What was typed is there again, but for the code, which only the switches hold.
        let held = "<input type=\"hidden\" name=\"query_code\" value=\"ABCDEFGH\">";
        assert!(!page.replace(held, "").contains("ABCDEFGH"));
    }
    let (wrong_code, of_code) = asked(&format!("number={number}&query_code=ABCDEFGHJK")).await;
    let other = format!("{}9", &number[..20]);
    let (wrong_number, of_number) = asked(&format!("number={other}&query_code={code}")).await;
    assert_eq!((wrong_code, wrong_number), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    // But for what was typed, which the switches send again.
    let (of_code, of_number) = (of_code.replace("ABCDEFGHJK", ""), of_number.replace(&code, ""));
    assert_eq!(of_code.replace(&number, ""), of_number.replace(&other, ""));
    for _ in 0..10 {
        asked(&format!("number={number}&query_code=ABCDEFGHJK")).await;
    }
    // Whoever has to wait is told so in the view that he reads, and can change it.
    for view in VIEWS {
        let path = format!("{view}/progress");
        let response = city.post(&path, &format!("number={number}&query_code={code}")).await;
        assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS, "{view}");
        assert!(response.headers().contains_key("retry-after"));
        let page = text(response).await;
        sound(&path, &page);
        let (words, title) = if view.starts_with("/en") {
            ("Too many attempts", "<title>Error: ")
        } else {
            ("查询次数过多", "<title>错误：")
        };
        assert!(page.contains(words) && page.contains(title), "{view}");
        assert_eq!(page.matches("<button formaction=").count(), 3, "{view}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_may_say_the_number_and_nothing_more() {
    let city = City::new().await;
    let item = city.item(|_| {}).await;
    let (number, code) = city.received(item).await;
    let page = city.page(&format!("/progress?number={number}&query_code={code}&utm=1")).await;
    assert!(page.contains(&format!("value=\"{number}\"")), "the number fills the form in: {page}");
    assert!(page.contains(&format!("href=\"/en/progress?number={number}\"")));
    assert!(page.contains("name=\"robots\" content=\"noindex\"") && !page.contains("rel=\"canonical\""));
    for dropped in [format!("query_code={code}"), "utm=".to_owned(), format!("value=\"{code}\"")] {
        assert!(!page.contains(&dropped), "{dropped}: {page}");
    }
    for other in ["?number=12", "?number=%3Cb%3E", "?number=1&number=2", "?query_code=ABCDEFGH", "?utm=1"] {
        let page = city.page(&format!("/en/progress{other}")).await;
        assert!(
            page.contains("name=\"number\" type=\"text\"") && page.contains("value=\"\""),
            "{other}: {page}"
        );
        let canonical = "<link rel=\"canonical\" href=\"http://city.example/en/progress\">";
        assert!(page.contains(canonical) && !page.contains("ABCDEFGH"), "{other}");
    }
}
