//! The citizen's pages over a real store: each in both languages and all sizes, sound in structure, honest about what is missing.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use daowei_api::ClientAddress;
use daowei_api::testing::{Center, Served};
use daowei_app::{Acting, Caller};
use daowei_domain::catalog::{Content, DepartmentOf, Origin};
use daowei_domain::fixture::Matter;
use daowei_domain::organization::Validity;
use daowei_ident::ItemId;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::{ask, request, text};
use crate::layers::{House, around};
use crate::portal::{Site, routes};
use crate::{Notice, Options};

pub(super) const VIEWS: [&str; 6] = ["", "/elder", "/largest", "/en", "/en/elder", "/en/largest"];
const HOSTILE: &str = "<script>alert('x')</script>\"&许可";

pub(super) struct City {
    pub(super) center: Center,
    pub(super) router: Router,
}

impl City {
    pub(super) async fn new() -> Self {
        Self::with(Options::default()).await
    }

    pub(super) async fn with(options: Options) -> Self {
        let Served { center, router } = tokio::task::spawn_blocking(Served::sqlite).await.unwrap();
        let pages = routes(center.app.clone(), Site::of(&options));
        let house = Arc::new(House::new(options));
        house.open(Arc::new(center.app.clone()));
        let router = around(router.merge(pages), &house);
        Self { center, router }
    }

    /// Enters an item of the city's department.
    pub(super) async fn item(&self, change: impl FnOnce(&mut Content)) -> ItemId {
        self.item_of(
            Origin::Founding { document: "清单〔2017〕1号".to_owned() },
            date(2017, 1, 1),
            None,
            change,
        )
        .await
    }

    async fn item_of(
        &self,
        origin: Origin,
        from: Date,
        to: Option<Date>,
        change: impl FnOnce(&mut Content),
    ) -> ItemId {
        let mut content = Matter::License.content();
        content.department = DepartmentOf::Known(self.center.department);
        change(&mut content);
        let validity = Validity { from, to };
        let entered = self.center.app.enter_item(Caller::Host, origin, validity, Box::new(content)).await;
        entered.unwrap().id
    }

    pub(super) async fn get(&self, path: &str) -> (StatusCode, String) {
        let mut request = request("GET", path);
        request.headers_mut().insert("accept", "text/html,*/*".parse().unwrap());
        let response = ask(&self.router, request).await;
        (response.status(), text(response).await)
    }

    pub(super) async fn page(&self, path: &str) -> String {
        let (status, page) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {page}");
        sound(path, &page);
        page
    }

    pub(super) async fn post(&self, path: &str, form: &str) -> Response {
        let mut request = Request::builder()
            .method("POST")
            .uri(path)
            .header("host", "city.example")
            .header("accept", "text/html")
            .header("accept-encoding", "gzip")
            .header("origin", "http://city.example")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .unwrap();
        request.extensions_mut().insert(ClientAddress([203, 0, 113, 9].into()));
        request.extensions_mut().insert(crate::layers::Peer([203, 0, 113, 9].into()));
        ask(&self.router, request).await
    }

    /// A case of that item: its number and query code.
    pub(super) async fn received(&self, item: ItemId) -> (String, String) {
        let signed = self
            .center
            .app
            .sign_in(self.center.clerk.login, daowei_api::testing::PASSWORD, None, None)
            .await
            .unwrap();
        let secret = signed.secret.to_string();
        let caller = self.center.app.caller(&secret, Acting::default()).unwrap();
        self.center.app.confirm(caller, daowei_api::testing::PASSWORD).await.unwrap();
        let papers: Vec<Value> = ["p1", "p2", "p3", "p4"]
            .map(|id| json!({"paper": id, "form": "original_taken", "copies": 1}))
            .to_vec();
        let body = json!({
            "item": item, "channel": "window", "papers": papers,
            "parties": [{"role": "applicant", "kind": "person", "name": "欧阳无名", "id_kind": "111",
                "id_number": "11010519491231002X", "phone": "13800001234"}],
        });
        let request = Request::builder()
            .method("POST")
            .uri("/api/v1/cases")
            .header("host", "city.example")
            .header("authorization", format!("Bearer {secret}"))
            .header("content-type", "application/json")
            .header("idempotency-key", "slip-1")
            .body(Body::from(body.to_string()))
            .unwrap();
        let response = ask(&self.router, request).await;
        assert_eq!(response.status(), StatusCode::CREATED);
        let received: Value = serde_json::from_str(&text(response).await).unwrap();
        let word = |name: &str| received[name].as_str().unwrap().to_owned();
        (word("number"), word("query_code"))
    }
}

/// What is true of every page.
pub(super) fn sound(path: &str, page: &str) {
    let count = |what: &str| page.matches(what).count();
    assert!(page.starts_with("<!doctype html>"), "{path}");
    for one in ["<h1", "<main", "<title>", "class=\"skip\"", "<header", "<footer", "name=\"viewport\""] {
        assert_eq!(count(one), 1, "{path}: {one}");
    }
    let english = path == "/en" || path.starts_with("/en/") || path.starts_with("/en?");
    assert!(page.contains(if english { "<html lang=\"en\"" } else { "<html lang=\"zh-CN\"" }), "{path}");
    for foul in ["<script", "<style", " style=\"", "javascript:", " onclick"] {
        assert!(!page.contains(foul), "{path}: {foul}");
    }
    let values = |attribute: &str| -> Vec<String> {
        let mark = format!(" {attribute}=\"");
        page.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let ids = values("id");
    let different: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(different.len(), ids.len(), "{path}: an id stands twice");
    for named in ["for", "aria-labelledby", "aria-describedby"] {
        for id in values(named).iter().flat_map(|names| names.split_whitespace()) {
            assert!(different.iter().any(|known| *known == id), "{path}: {named} {id}");
        }
    }
    let labels = values("for");
    for field in ["<input ", "<select "] {
        // What is hidden needs no label.
        for rest in page.split(field).skip(1).filter(|rest| !rest.starts_with("type=\"hidden\"")) {
            let id = rest.split("id=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
            assert!(labels.iter().any(|label| label == id), "{path}: {id} has no label");
        }
    }
    for address in values("href").iter().chain(&values("src")).chain(&values("action")) {
        let own = ["/", "#", "tel:", "http://city.example/"].iter().any(|own| address.starts_with(own));
        assert!(own && !address.starts_with("//"), "{path}: {address}");
    }
    assert!(page.len() < 60 << 10, "{path}: {} bytes", page.len());
    if english {
        assert_eq!(unmarked(page), None, "{path}: Chinese that is not marked");
    }
}

/// The first Chinese text of an English page's body that no element marks as Chinese (WCAG 3.1.2).
fn unmarked(page: &str) -> Option<String> {
    const VOID: [&str; 5] = ["input", "br", "link", "meta", "img"];
    let mut open: Vec<(String, bool)> = Vec::new();
    for part in page.split("<body>").nth(1)?.split('<').skip(1) {
        let (tag, text) = part.split_once('>')?;
        let name = tag.split_whitespace().next()?;
        if name.starts_with('/') {
            open.pop();
        } else if !VOID.contains(&name) {
            let above = open.last().is_some_and(|(_, chinese)| *chinese);
            open.push((name.to_owned(), above || tag.contains("lang=\"zh-CN\"")));
        }
        let chinese = text.chars().any(|letter| ('\u{4E00}'..='\u{9FFF}').contains(&letter));
        if chinese && !open.last().is_some_and(|(_, marked)| *marked) {
            return Some(text.trim().to_owned());
        }
    }
    None
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_there_in_both_languages_and_all_sizes() {
    let city = City::new().await;
    let item = city.item(|_| {}).await;
    for view in VIEWS {
        for path in ["/", "/guides", &format!("/guides/{item}"), "/progress", "/contact", "/help"] {
            let page = city.page(&format!("{view}{path}")).await;
            let edition = match view.trim_start_matches("/en") {
                "" => "standard",
                other => other.trim_start_matches('/'),
            };
            assert!(page.contains(&format!("class=\"{edition}\"")), "{view}{path}");
            // The same page is one link away in the other language and in the other sizes.
            for other in VIEWS {
                let switch = format!("href=\"{other}{path}\"");
                let neighbor = other != view
                    && (other.starts_with("/en") == view.starts_with("/en")
                        || other.trim_start_matches("/en") == view.trim_start_matches("/en"));
                assert!(!neighbor || page.contains(&switch), "{view}{path} lacks {other}");
            }
            let language = if view.starts_with("/en") { "/en" } else { "" };
            let canonical = format!("<link rel=\"canonical\" href=\"http://city.example{language}{path}\">");
            assert!(page.contains(&canonical), "{view}{path}");
            assert!(page.contains(&format!("hreflang=\"en\" href=\"http://city.example/en{path}\"")));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_tells_what_its_version_holds_and_says_what_it_does_not() {
    let city = City::new().await;
    let item = city
        .item(|content| {
            content.implementation_code = "11512000MB1234567X400013100000".to_owned();
            content.conditions = vec!["有固定的经营场所".to_owned()];
            content.objects = vec!["natural_person".to_owned(), "法人".to_owned()];
            content.topics = vec!["开办企业".to_owned()];
            content.questions = vec![("要多久？".to_owned(), "十个工作日。".to_owned())];
            content.place = "二楼综合窗口".to_owned();
            content.visits = Some(1);
        })
        .await;
    let page = city.page(&format!("/guides/{item}")).await;
    for told in [
        "食品经营许可",
        "行政许可",
        "11512000MB1234567X400013100000",
        "食品安全法 第三十五条",
        "清单〔2017〕1号",
        "有固定的经营场所",
        "自然人、法人",
        "申请书",
        "原件 1 份，复印件 1 份",
        "可以容缺后补",
        "可以通过数据共享取得，不用您提交",
        "20 个工作日，自受理之日起算",
        "10 个工作日，自受理之日起算",
        "依法需要专家评审的，所需时间不计入法定时限",
        "承诺时限不包括：专家评审、现场勘察",
        "最多可以延长 10 个工作日",
        "收件，受理，审查，复核，审核，决定，用印，送达",
        "A01",
        "市政务服务中心一楼",
        "09:00—12:00，13:00—17:00",
        "028-26110000",
        "食品经营许可证",
        "60 个月",
        "要多久？",
        "二楼综合窗口",
        "第 1 版，自 2017年1月1日 起有效",
        "https://schema.org/GovernmentService",
        "itemprop=\"servicePhone\"",
    ] {
        assert!(page.contains(told), "{told} is not told");
    }
    // This city has recorded neither reviewing organ nor court; the version no quantity limit.
    let missing = page.matches("本版本没有记载").count();
    assert!(missing >= 6, "{missing}");
    assert!(page.contains("复议机关和管辖法院：<span class=\"missing\">"));
    let english = city.page(&format!("/en/guides/{item}")).await;
    for told in [
        "<span lang=\"zh-CN\">申请书</span>",
        "May follow before the decision",
        "20 working days from acceptance",
        "not on record in this version",
        "1 January 2017",
        "Receipt, Acceptance, Examination, Verification, Final check, Decision, Sealing, Delivery",
        "1 original, 1 copy",
        "Visits needed</dt><dd>1 visit<",
        "<nav class=\"crumbs\" aria-label=\"You are here\">\n<ol>",
    ] {
        assert!(english.contains(told), "{told} is not told");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_force_or_not_founded_is_no_guide() {
    let city = City::new().await;
    let founding = || Origin::Founding { document: "清单".to_owned() };
    let begun =
        city.item_of(founding(), date(2017, 10, 24), None, |content| content.name = "今天开始".into()).await;
    let coming =
        city.item_of(founding(), date(2017, 10, 25), None, |content| content.name = "明天开始".into()).await;
    let ended = city
        .item_of(founding(), date(2017, 1, 1), Some(date(2017, 10, 24)), |content| {
            content.name = "昨天结束".into();
        })
        .await;
    let unfounded = city
        .item_of(Origin::Import { source: "某清单".to_owned() }, date(2017, 1, 1), None, |content| {
            content.name = "没有依据".into();
        })
        .await;
    let list = city.page("/guides").await;
    assert!(list.contains("今天开始"));
    for name in ["明天开始", "昨天结束", "没有依据"] {
        assert!(!list.contains(name), "{name}");
    }
    assert_eq!(city.get(&format!("/guides/{begun}")).await.0, StatusCode::OK);
    for item in [coming, ended, unfounded] {
        let (status, page) = city.get(&format!("/guides/{item}")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        sound("/", &page);
    }
    // A day later one more has begun, and a search finds it.
    city.center.clock.turn(24 * 60 * 60);
    assert!(city.page("/guides?q=明天").await.contains("明天开始"));
}

#[tokio::test(flavor = "multi_thread")]
async fn guides_are_found_by_words_initials_department_theme_and_reader() {
    let city = City::new().await;
    let named = async |name: &str, objects: &[&str], topics: &[&str]| {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let (name, objects, topics) = (name.to_owned(), words(objects), words(topics));
        city.item(move |content| {
            (content.name, content.objects, content.topics) = (name, objects, topics);
        })
        .await;
    };
    named("取水许可审批", &["法人"], &["水利"]).await;
    named("食品经营许可", &["自然人", "法人"], &["开办企业"]).await;
    named("残疾人证办理", &["自然人"], &["社会保障", "开办企业"]).await;
    let department = city.center.department;
    let all = ["取水许可审批", "食品经营许可", "残疾人证办理"];
    for (query, expected) in [
        ("", &all[..]),
        ("?q=取水", &all[..1]),
        ("?q=许可", &all[..2]),
        ("?q=qsxk", &all[..1]),
        ("?q=取", &[]),
        ("?q=没有这样的事", &[]),
        ("?for=natural", &all[1..]),
        ("?for=legal", &all[..2]),
        ("?topic=开办企业", &all[1..]),
        ("?topic=开办企业&for=legal", &all[1..2]),
        ("?q=许可&for=natural", &all[1..2]),
        (&format!("?department={department}&topic=水利&for=legal"), &all[..1]),
        ("?topic=水利&for=natural", &[]),
        ("?department=0190b5a0-0000-7000-8000-000000000000", &[]),
    ] {
        let encoded: String = query
            .bytes()
            .map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
            .collect();
        let page = city.page(&format!("/guides{encoded}")).await;
        let results = page.split("id=\"results\"").nth(1).unwrap();
        for name in all {
            assert_eq!(
                results.contains(&format!(">{name}</a>")),
                expected.contains(&name),
                "{query}: {name}"
            );
        }
        assert_eq!(results.contains("没有找到相符的事项"), expected.is_empty(), "{query}");
    }
    let home = city.page("/").await;
    assert!(home.contains("?for=natural") && home.contains("?topic=%E6%B0%B4%E5%88%A9"), "{home}");
    assert!(home.contains(&format!("?department={department}")));
    for wrong in ["?for=nobody", "?department=x", "?after=x", "?after=0190b5a0-0000-7000-8000-000000000000"] {
        let (status, page) = city.get(&format!("/guides{wrong}")).await;
        assert!(status.is_client_error(), "{wrong}");
        sound("/", &page);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_goes_on_from_page_to_page() {
    let city = City::new().await;
    for number in 10..55 {
        city.item(|content| content.name = format!("事项{number}号")).await;
    }
    let (mut address, mut seen, mut pages) = ("/en/guides?for=&topic=".to_owned(), BTreeSet::new(), 0);
    loop {
        let page = city.page(&address).await;
        pages += 1;
        for name in page.split("<span lang=\"zh-CN\">事项").skip(1).filter_map(|rest| rest.split('<').next())
        {
            assert!(seen.insert(name.to_owned()), "{name} twice");
        }
        let Some(next) = page.split("rel=\"next\" href=\"").nth(1) else { break };
        address = next.split('"').next().unwrap().replace("&amp;", "&");
    }
    assert_eq!((seen.len(), pages), (45, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_names_stay_words() {
    let notice = Notice { zh: "演示 <b>".to_owned(), en: "Demo & \"more\"".to_owned() };
    let city = City::with(Options { notice: Some(notice), ..Options::default() }).await;
    let item = city
        .item(|content| {
            content.name = HOSTILE.to_owned();
            content.topics = vec![HOSTILE.to_owned()];
            content.objects = vec![HOSTILE.to_owned()];
            content.conditions = vec![HOSTILE.to_owned()];
            content.consult_phone = "\"><script>".to_owned();
            content.online_address = "javascript:alert(1)\"<b>".to_owned();
            content.papers[0].name = HOSTILE.to_owned();
            content.questions = vec![(HOSTILE.to_owned(), HOSTILE.to_owned())];
        })
        .await;
    for path in ["/", "/guides", "/en/guides", &format!("/guides/{item}"), &format!("/en/guides/{item}")] {
        let (status, page) = city.get(path).await;
        assert_eq!(status, StatusCode::OK);
        // What an item says of its address is text, and no link.
        sound(path, &page.replace("javascript:alert(1)&quot;&lt;b&gt;", ""));
        assert!(page.contains("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&quot;&amp;许可"), "{path}");
        let notice = if path.starts_with("/en") { "Demo &amp; &quot;more&quot;" } else { "演示 &lt;b&gt;" };
        // Beside the header, which paper does not have.
        let behind = page.split("</header>").nth(1).unwrap();
        assert!(behind.contains(notice), "{path}");
    }
    let page = city.page("/guides?q=%22%3E%3Cscript%3E%3C/script%3E").await;
    assert!(page.contains("value=\"&quot;&gt;&lt;script&gt;"), "{page}");
    let mut foreign = request("GET", "/");
    foreign.headers_mut().insert("host", "a\"><b>".parse().unwrap());
    assert!(!text(ask(&city.router, foreign).await).await.contains("<b>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_has_no_note_of_an_import() {
    let city = City::new().await;
    let item = city
        .item(|content| {
            content.note =
                "分离岗位：survey+decide\n来源：LawRefBook/Laws (GitHub, commit 2f4c5c2)".to_owned();
            (content.fees.charged, content.fees.basis) = (false, "否".to_owned());
            content.inferred = vec!["演示:topics".to_owned()];
            content.papers[0].shared = false;
            content.papers[0].issuer = "市公安局".to_owned();
        })
        .await;
    for view in ["", "/en"] {
        let page = city.page(&format!("{view}/guides/{item}")).await;
        for jargon in ["分离岗位", "survey+decide", "commit", "来源备注", "说明：", "演示:"] {
            assert!(!page.contains(jargon), "{view}: {jargon}");
        }
        assert!(page.contains(if view.is_empty() { "没有登记收费" } else { "No fee is on record" }));
        assert!(page.contains(if view.is_empty() {
            "处内容是整理数据时推定的"
        } else {
            "came by inference"
        }));
    }
    let english = city.page(&format!("/en/guides/{item}")).await;
    assert!(english.contains("issued by <span lang=\"zh-CN\">市公安局</span>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_another_site_is_refused_in_words() {
    let city = City::new().await;
    let foreign = Request::builder()
        .method("POST")
        .uri("/en/progress")
        .header("host", "city.example")
        .header("accept", "text/html")
        .header("origin", "http://other.example")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("number=1"))
        .unwrap();
    let response = ask(&city.router, foreign).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let page = text(response).await;
    sound("/en/progress", &page);
    assert!(page.contains("Requests from other sites are refused."));
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_is_a_page_for_readers_and_a_document_for_programs() {
    let city = City::new().await;
    for (path, words) in [
        ("/nothing", "没有找到这个页面"),
        ("/en/nothing", "This page was not found"),
        ("/guides/x", "没有找到这个页面"),
        ("/en/guides/0190b5a0-0000-7000-8000-000000000000", "This page was not found"),
        ("/elder/guides/x/y", "没有找到这个页面"),
    ] {
        let (status, page) = city.get(path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        sound(path, &page);
        assert!(page.contains(words), "{path}");
        let plain = ask(&city.router, request("GET", path)).await;
        assert_eq!(plain.headers()["content-type"], "application/problem+json", "{path}");
    }
    let mut api = request("GET", "/api/v1/nothing");
    api.headers_mut().insert("accept", "text/html".parse().unwrap());
    assert_eq!(ask(&city.router, api).await.headers()["content-type"], "application/problem+json");
    let mut put = request("PUT", "/help");
    put.headers_mut().insert("accept", "text/html".parse().unwrap());
    let response = ask(&city.router, put).await;
    assert_eq!(
        (response.status(), &response.headers()["allow"]),
        (StatusCode::METHOD_NOT_ALLOWED, &"GET,HEAD".parse().unwrap())
    );
    sound("/help", &text(response).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_kept_and_asked_for_again() {
    let city = City::new().await;
    let item = city.item(|_| {}).await;
    for path in ["/", "/guides", &format!("/guides/{item}"), "/contact", "/help", "/progress"] {
        let first = ask(&city.router, request("GET", path)).await;
        assert_eq!(first.headers()["cache-control"], "no-cache", "{path}");
        assert_eq!(first.headers()["referrer-policy"], "same-origin", "{path}");
        let policy = first.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{policy}");
        assert!(!first.headers().contains_key("set-cookie"));
        let tag = first.headers()["etag"].clone();
        let mut again = request("GET", path);
        again.headers_mut().insert("if-none-match", tag.clone());
        let response = ask(&city.router, again).await;
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!(response.headers()["etag"], tag);
        assert_eq!(text(response).await, "");
        let head = ask(&city.router, request("HEAD", path)).await;
        assert_eq!((head.status(), &head.headers()["etag"]), (StatusCode::OK, &tag));
        assert_eq!(text(head).await, "");
    }
    let page = city.page("/").await;
    let style =
        page.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let response = ask(&city.router, request("GET", &style)).await;
    assert!(response.headers()["cache-control"].to_str().unwrap().contains("immutable"));
    assert_eq!(response.headers()["content-type"], "text/css; charset=utf-8");
    let other = ask(&city.router, request("GET", "/portal/style.css?v=old")).await;
    assert_eq!(other.headers()["cache-control"], "no-cache");
}
