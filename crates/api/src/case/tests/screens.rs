//! 第二屏 and 好差评: paired by a code, masked, confirmed, rated once and by nobody of the staff, followed up.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use super::city::{Answer, City};

daowei_store::on_both! {
    City:
    what_the_applicant_confirmed_is_on_record_with_the_very_same_data_only,
    a_signature_is_for_the_very_data_that_were_shown_and_is_nobodys_else,
    what_is_wrong_is_told_to_the_desk_until_something_else_is_shown,
    a_visit_is_rated_once_and_never_with_a_session,
    whether_a_visit_can_be_rated_is_known_before_it_is_asked,
    a_code_pairs_one_screen_once,
    a_screen_goes_blank_with_the_session_that_showed_it,
    what_was_signed_counts_for_the_same_person_after_he_has_signed_in_anew,
    a_mandate_is_part_of_what_is_signed,
    a_secret_that_opens_nothing_any_more_is_no_staffs,
    bad_ratings_are_listed_read_on_record_and_followed_up_by_somebody_else,
}

/// A screen that is paired with somebody's desk.
pub(super) struct Screen {
    id: String,
    secret: String,
}

impl Screen {
    pub(super) async fn beside(city: &City, secret: &str) -> Self {
        Self::opened(city, secret, "/screens", json!({})).await
    }

    /// A screen that is opened there, and paired.
    pub(super) async fn opened(city: &City, secret: &str, path: &str, body: Value) -> Self {
        let opened = city.post(secret, path, body).await.ok();
        let code = json!({"code": opened["code"]});
        let paired = send(city, "/screens/pairing", &[], code).await.ok();
        assert_eq!(paired["screen"], opened["id"]);
        let text = |name: &str| paired[name].as_str().unwrap().to_owned();
        Self { id: text("screen"), secret: text("secret") }
    }

    pub(super) async fn post(&self, city: &City, what: &str, cookie: Option<&str>, body: Value) -> Answer {
        let path = format!("/screens/{}/{what}", self.id);
        let authorization = format!("Screen {}", self.secret);
        let mut headers = vec![("authorization", authorization.as_str())];
        headers.extend(cookie.map(|cookie| ("cookie", cookie)));
        send(city, &path, &headers, body).await
    }

    /// What it shows now.
    pub(super) async fn sees(&self, city: &City) -> (u16, Value) {
        let request = Request::builder()
            .uri(format!("/api/v1/screens/{}/sight", self.id))
            .header("authorization", format!("Screen {}", self.secret))
            .body(Body::empty());
        city.first_of_stream(request.unwrap()).await
    }
}

async fn send(city: &City, path: &str, headers: &[(&str, &str)], body: Value) -> Answer {
    let mut request = Request::builder()
        .method("POST")
        .uri(format!("/api/v1{path}"))
        .header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    city.ask(request.body(Body::from(body.to_string())).unwrap()).await
}

/// A bad rating of an enquiry of that clerk's; its id.
pub(super) async fn bad_rating(city: &City, clerk: &str) -> String {
    let screen = Screen::beside(city, clerk).await;
    let asked = json!({"item": city.item, "papers": ["p1", "p2"]});
    let told = city.post(clerk, "/enquiries", asked).await.ok();
    assert_eq!(city.post(clerk, "/screens/rating", json!({"enquiry": told["id"]})).await.status, 204);
    let given = json!({"level": "dissatisfied", "words": "等了四十分钟，没有人告诉我要带什么"});
    let rated = screen.post(city, "rating", None, given).await;
    assert_eq!(rated.status, 201, "{}", rated.text);
    rated.json()["id"].as_str().unwrap().to_owned()
}

async fn what_the_applicant_confirmed_is_on_record_with_the_very_same_data_only(city: City) {
    let clerk = city.session("clerk").await;
    let mut papers = city.papers(city.item);
    papers["service"] = json!({"way": "mail", "to": {"recipient": "司马某", "phone": "13800005678",
        "address": "四川省成都市青羊区无名巷3号"}});
    let data =
        json!({"item_name": "食品经营许可", "parties": papers["parties"], "service": papers["service"]});
    let shown_again = data.clone();
    assert_eq!(city.post(&clerk, "/screens/data", data.clone()).await.status, 404, "no screen yet");
    let screen = Screen::beside(&city, &clerk).await;
    let shown = city.post(&clerk, "/screens/data", data.clone()).await.ok()["digest"].clone();
    let beside = city.get(&clerk, "/screens").await.ok();
    assert_eq!((&beside["digest"], &beside["subject"]), (&shown, &data["item_name"]));
    let mut another = data.clone();
    another["parties"][0]["phone"] = json!("13800009999");
    assert_ne!(city.post(&clerk, "/screens/data", another).await.ok()["digest"], shown);
    assert_eq!(city.post(&clerk, "/screens/data", data).await.ok()["digest"], shown, "of the very same data");
    let (status, seen) = screen.sees(&city).await;
    assert_eq!((status, &seen["shows"]), (200, &json!("data")));
    let whole = seen.to_string();
    let party = &papers["parties"][0];
    for personal in ["name", "id_number", "phone", "address"] {
        let clear = party[personal].as_str().unwrap();
        assert!(!whole.contains(clear), "{personal} is masked: {whole}");
        assert!(seen["parties"][0][personal].is_string());
    }
    assert_eq!(seen["service"]["way"], "mail");
    for personal in ["recipient", "phone", "address"] {
        let clear = papers["service"]["to"][personal].as_str().unwrap();
        assert!(!whole.contains(clear) && seen["service"][personal].is_string(), "{personal}: {whole}");
    }
    let confirmed_at = async |body: &Value| {
        let id = city.post(&clerk, "/cases", body.clone()).await.ok()["id"].as_str().unwrap().to_owned();
        let trail = city.get(&clerk, &format!("/cases/{id}/audit-trail?limit=1")).await.ok();
        trail["rows"][0]["data"]["confirmed_at"].clone()
    };
    assert_eq!(confirmed_at(&papers).await, Value::Null, "nobody has confirmed yet");
    assert_eq!(screen.sees(&city).await.1["shows"], "nothing", "what was received is shown no more");
    city.post(&clerk, "/screens/data", shown_again).await.ok();
    let seen = screen.sees(&city).await.1;
    let revision = json!({"revision": seen["revision"]});
    let stale = json!({"revision": seen["revision"].as_i64().unwrap() - 1});
    assert_eq!(screen.post(&city, "confirmation", None, stale).await.status, 404);
    let cookie = format!("__Host-daowei={clerk}");
    let by_staff = screen.post(&city, "confirmation", Some(&cookie), revision.clone()).await;
    assert_eq!(by_staff.code(), (409, "rating.by_staff".to_owned()));
    assert_eq!(screen.post(&city, "confirmation", None, revision).await.status, 204);
    assert!(city.get(&clerk, "/screens").await.ok()["confirmed"].is_string());
    let mut other = papers.clone();
    other["parties"][0]["phone"] = json!("13800009999");
    assert_eq!(confirmed_at(&other).await, Value::Null, "other data than were confirmed");
    let mut moved = papers.clone();
    moved["service"]["to"]["address"] = json!("四川省成都市青羊区无名巷4号");
    assert_eq!(confirmed_at(&moved).await, Value::Null, "another address than was confirmed");
    let mut sent = papers.clone();
    sent["channel"] = json!("courier");
    assert_eq!(
        confirmed_at(&sent).await,
        Value::Null,
        "what came by courier nobody stood at the window with"
    );
    assert!(confirmed_at(&papers).await.is_string());
    let foreign = city.session("foreign").await;
    assert_eq!(city.get(&foreign, "/screens").await.ok()["open"], false, "each has a screen of his own");
    let manager = city.session("manager").await;
    assert_eq!(city.post(&manager, "/screens", json!({})).await.code().1, "authority.duty");
}

/// Strokes on an empty ground, that many dots of them, with a remark.
fn strokes(ink: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 720, 240);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.add_text_chunk("Comment".to_owned(), "a remark".to_owned()).unwrap();
    let mut dots = vec![0; 720 * 240 * 4];
    dots.chunks_exact_mut(4).take(ink).for_each(|dot| dot.copy_from_slice(&[17, 17, 17, 255]));
    encoder.write_header().unwrap().write_image_data(&dots).unwrap();
    bytes
}

async fn a_signature_is_for_the_very_data_that_were_shown_and_is_nobodys_else(city: City) {
    use base64ct::{Base64, Encoding as _};
    let clerk = city.session("clerk").await;
    let papers = city.papers(city.item);
    let screen = Screen::beside(&city, &clerk).await;
    let data = json!({"item_name": "食品经营许可", "parties": papers["parties"]});
    city.post(&clerk, "/screens/data", data.clone()).await.ok();
    let revision = screen.sees(&city).await.1["revision"].clone();
    let picture = strokes(900);
    let sign = |bytes: &[u8], signer: u8| json!({"revision": revision, "signature": {"signer": signer, "png": Base64::encode_string(bytes)}});
    // Nothing but a picture, of a party that was shown, of some thousand bytes, and never by staff.
    let confirm = async |body: Value| screen.post(&city, "confirmation", None, body).await;
    assert_eq!(confirm(sign(b"MZ and something else", 0)).await.code(), (409, "file.media".to_owned()));
    assert_eq!(confirm(sign(&picture, 1)).await.status, 422);
    assert_eq!(confirm(sign(&vec![0; (64 << 10) + 1], 0)).await.status, 422);
    assert_eq!(confirm(sign(&picture[..400], 0)).await.code().1, "file.media", "only the beginning of one");
    assert_eq!(confirm(sign(&strokes(0), 0)).await.code(), (409, "file.signature.empty".to_owned()));
    let scrawled = json!({"revision": revision, "signature": {"signer": 0, "png": "不是编码"}});
    assert_eq!(confirm(scrawled).await.status, 422);
    let cookie = format!("__Host-daowei={clerk}");
    let by_staff = screen.post(&city, "confirmation", Some(&cookie), sign(&picture, 0)).await;
    assert_eq!(by_staff.code().1, "rating.by_staff");
    assert_eq!(city.get(&clerk, "/screens").await.ok()["signed"], false);
    assert_eq!(confirm(sign(&picture, 0)).await.status, 204);
    assert_eq!(screen.sees(&city).await.1["signed"], true);
    assert_eq!(city.get(&clerk, "/screens").await.ok()["signed"], true);
    // Signed once more, the picture before is gone with it.
    let waiting = async || city.files_of(&screen.id).await;
    let [first] = <[String; 1]>::try_from(waiting().await).unwrap();
    assert_eq!(confirm(sign(&strokes(1_200), 0)).await.status, 204);
    let [second] = <[String; 1]>::try_from(waiting().await).unwrap();
    assert_ne!(first, second);
    assert_eq!(confirm(sign(&picture, 0)).await.status, 204);
    // It waits under the name of the screen: the clerk sees none of it and can name it nowhere.
    assert_eq!(city.get(&clerk, "/files").await.ok()["rows"], json!([]));
    let receive = async |body: &Value| {
        let id = city.post(&clerk, "/cases", body.clone()).await.ok()["id"].as_str().unwrap().to_owned();
        let case = format!("/cases/{id}");
        let trail = city.get(&clerk, &format!("{case}/audit-trail?limit=1")).await.ok();
        (case, trail["rows"][0]["data"]["signature"].clone())
    };
    let mut other = papers.clone();
    other["parties"][0]["phone"] = json!("13800009999");
    assert_eq!(receive(&other).await.1, Value::Null, "other data than were signed for");
    let mut elsewhere = papers.clone();
    elsewhere["item"] = json!(city.instant);
    elsewhere["papers"] = json!([]);
    assert_eq!(receive(&elsewhere).await.1, Value::Null, "another item than was signed for");
    let (case, signature) = receive(&papers).await;
    let page = city.get(&clerk, &case).await.ok();
    let file = &page["files"][0];
    assert_eq!((&file["kind"], &file["party"]), (&json!("signature"), &page["parties"][0]["id"]));
    assert_eq!((&signature["by"], &signature["file"]["file"]), (&file["party"], &file["id"]));
    // What was shown is bound by its commitment, and stands in the vault as it was shown: masked.
    assert!(signature["shown"]["commitment"].is_string() && signature["at"].is_string());
    let texts =
        city.post(&clerk, &format!("{case}/reveal"), json!({"purpose": "核对签名时所见内容"})).await.ok();
    let shown = texts.to_string();
    assert!(shown.contains("事项：食品经营许可") && shown.contains("138****1234"), "{shown}");
    // The picture opens after a look that is on record.
    let path = format!("{case}/files/{}", file["id"].as_str().unwrap());
    assert_eq!(city.get(&clerk, &format!("{path}?ticket=AAAA")).await.code().1, "access.look");
    let look = city.post(&clerk, &format!("{path}/reveal"), json!({"purpose": "核对申请人签名"})).await.ok();
    let served = city.get(&clerk, &format!("{path}?ticket={}", look["ticket"].as_str().unwrap())).await;
    assert!(served.bytes.starts_with(b"\x89PNG") && served.bytes != picture, "written anew");
    assert!(!served.bytes.windows(8).any(|part| part == b"a remark"), "the dots, and nothing beside them");
    assert_eq!(
        receive(&papers).await.1,
        Value::Null,
        "one signature is for one receipt, as the confirmation is"
    );
    city.unchanged_by_a_rebuild().await;
}

async fn what_is_wrong_is_told_to_the_desk_until_something_else_is_shown(city: City) {
    let clerk = city.session("clerk").await;
    let papers = city.papers(city.item);
    let screen = Screen::beside(&city, &clerk).await;
    let data = json!({"item_name": "食品经营许可", "parties": papers["parties"]});
    city.post(&clerk, "/screens/data", data.clone()).await.ok();
    let revision = screen.sees(&city).await.1["revision"].as_i64().unwrap();
    let says = |revision: i64, words: &str| json!({"revision": revision, "words": words});
    let object = async |body: Value| screen.post(&city, "objection", None, body).await.status;
    assert_eq!(object(says(revision - 1, "电话不对")).await, 404, "something else is shown by now");
    assert_eq!(object(says(revision, &"错".repeat(201))).await, 422);
    assert_eq!(object(says(revision, "电话\u{202e}不对")).await, 422);
    let cookie = format!("__Host-daowei={clerk}");
    let by_staff = screen.post(&city, "objection", Some(&cookie), says(revision, "电话不对")).await;
    assert_eq!(by_staff.code(), (409, "rating.by_staff".to_owned()));
    assert_eq!(city.get(&clerk, "/screens").await.ok()["objection"], Value::Null);
    // What was confirmed a moment before is not, once something of it is wrong.
    assert_eq!(screen.post(&city, "confirmation", None, json!({"revision": revision})).await.status, 204);
    assert_eq!(object(says(revision, " 电话应为 13800009999 ")).await, 204);
    let beside = city.get(&clerk, "/screens").await.ok();
    assert_eq!(beside["objection"]["words"], "电话应为 13800009999");
    assert_eq!((&beside["confirmed"], &beside["shows"]), (&Value::Null, &json!("data")));
    let seen = screen.sees(&city).await.1;
    assert_eq!(seen["objected"], true);
    let again = json!({"revision": seen["revision"]});
    assert_eq!(screen.post(&city, "confirmation", None, again).await.status, 404, "until it is shown anew");
    city.post(&clerk, "/screens/data", data).await.ok();
    assert_eq!(city.get(&clerk, "/screens").await.ok()["objection"], Value::Null);
    assert_eq!(screen.sees(&city).await.1["objected"], false);
}

async fn whether_a_visit_can_be_rated_is_known_before_it_is_asked(city: City) {
    let clerk = city.session("clerk").await;
    let case = city.received(&clerk).await;
    let path = format!("/screens/rating?case={case}");
    let may = async |secret: &str| city.get(secret, &path).await;
    // Without a screen, too: what is asked is only whether there is a visit to be rated.
    assert_eq!(may(&clerk).await.ok(), json!({"allowed": true, "forbidden_by": null}));
    let foreign = city.session("foreign").await;
    assert_eq!(may(&foreign).await.status, 404, "not for whom the case is not");
    assert_eq!(city.get(&clerk, "/screens/rating").await.status, 422);
    assert_eq!(city.get(&clerk, &format!("{path}&enquiry={case}")).await.status, 422);
    let screen = Screen::beside(&city, &clerk).await;
    assert_eq!(city.post(&clerk, "/screens/rating", json!({"case": case})).await.status, 204);
    assert_eq!(screen.post(&city, "rating", None, json!({"level": "satisfied"})).await.status, 201);
    let rated = may(&clerk).await.ok();
    assert_eq!((&rated["allowed"], &rated["forbidden_by"]["rule"]), (&json!(false), &json!("rating.twice")));
    city.clock.turn(86_400);
    let clerk = city.session("clerk").await;
    assert_eq!(may(&clerk).await.ok()["forbidden_by"]["rule"], "rating.not_visited");
}

async fn a_visit_is_rated_once_and_never_with_a_session(city: City) {
    let clerk = city.session("clerk").await;
    let screen = Screen::beside(&city, &clerk).await;
    let given = json!({"level": "very_satisfied"});
    let unasked = screen.post(&city, "rating", None, given.clone()).await;
    assert_eq!(unasked.code(), (409, "rating.not_asked".to_owned()));
    let case = city.received(&clerk).await;
    let ask = json!({"case": case});
    assert_eq!(city.post(&clerk, "/screens/rating", ask.clone()).await.status, 204);
    assert_eq!(screen.sees(&city).await.1["shows"], "rating");
    // By cookie beside the secret of the screen, and by the clerk's own bearer.
    let cookie = format!("__Host-daowei={clerk}");
    let by_cookie = screen.post(&city, "rating", Some(&cookie), given.clone()).await;
    assert_eq!(by_cookie.code(), (409, "rating.by_staff".to_owned()));
    let path = format!("/screens/{}/rating", screen.id);
    assert_eq!(city.post(&clerk, &path, given.clone()).await.code().1, "rating.by_staff");
    assert_eq!(send(&city, &path, &[], given.clone()).await.status, 401, "nobody without the secret");
    let wrong = [("authorization", "Screen dwv_wrong")];
    assert_eq!(send(&city, &path, &wrong, given.clone()).await.status, 401);
    let long = json!({"level": "satisfied", "words": "长".repeat(501)});
    assert_eq!(screen.post(&city, "rating", None, long).await.status, 422);
    assert_eq!(screen.post(&city, "rating", None, given.clone()).await.status, 201);
    assert_eq!(screen.sees(&city).await.1["shows"], "thanks");
    let twice = city.post(&clerk, "/screens/rating", ask).await;
    assert_eq!(twice.code(), (409, "rating.twice".to_owned()));
    assert_eq!(screen.sees(&city).await.1["shows"], "thanks", "nobody is asked again");
    assert_eq!(screen.post(&city, "rating", None, given).await.code().1, "rating.not_asked");
    // Of an old case nobody is asked on a later day, until somebody comes to the window for it again.
    city.clock.turn(86_400);
    let clerk = city.session("clerk").await;
    let screen = Screen::beside(&city, &clerk).await;
    let later = city.post(&clerk, "/screens/rating", json!({"case": case})).await;
    assert_eq!(later.code(), (409, "rating.not_visited".to_owned()));
    assert_eq!(screen.sees(&city).await.1["shows"], "nothing");
    let foreign = city.session("foreign").await;
    let theirs = Screen::beside(&city, &foreign).await;
    assert_eq!(city.post(&foreign, "/screens/rating", json!({"case": case})).await.status, 404);
    assert_eq!(theirs.sees(&city).await.1["shows"], "nothing");
    // Taken away, it opens nothing more.
    city.post(&clerk, "/screens", json!({})).await.ok();
    assert_eq!(screen.sees(&city).await.0, 401);
}

async fn a_code_pairs_one_screen_once(city: City) {
    let clerk = city.session("clerk").await;
    let opened = city.post(&clerk, "/screens", json!({})).await.ok();
    let code = json!({"code": opened["code"]});
    assert_eq!(city.get(&clerk, "/screens").await.ok()["paired"], false);
    assert_eq!(send(&city, "/screens/pairing", &[], json!({"code": "x"})).await.status, 404);
    let cookie = format!("__Host-daowei={clerk}");
    let beside = send(&city, "/screens/pairing", &[("cookie", &cookie)], code.clone()).await;
    assert_eq!(beside.code(), (409, "rating.by_staff".to_owned()), "in the clerk's own browser");
    assert_eq!(send(&city, "/screens/pairing", &[], code.clone()).await.status, 200);
    assert_eq!(send(&city, "/screens/pairing", &[], code).await.status, 404);
    assert_eq!(city.get(&clerk, "/screens").await.ok()["paired"], true);
}

/// What the screen shows once that has happened to a session that shows somebody's data.
async fn after(city: &City, login: &str, happens: impl AsyncFnOnce(&str)) -> Value {
    let clerk = city.session(login).await;
    let screen = Screen::beside(city, &clerk).await;
    let data = json!({"item_name": "食品经营许可", "parties": city.papers(city.item)["parties"]});
    assert_eq!(city.post(&clerk, "/screens/data", data).await.status, 200);
    let shown = screen.sees(city).await.1;
    assert_eq!(shown["shows"], "data");
    happens(&clerk).await;
    let (status, seen) = screen.sees(city).await;
    assert_eq!(status, 200, "the pairing stays");
    let revision = json!({"revision": shown["revision"]});
    if seen["shows"] == "nothing" {
        assert_eq!(screen.post(city, "confirmation", None, revision).await.status, 404);
    }
    seen
}

async fn a_screen_goes_blank_with_the_session_that_showed_it(city: City) {
    let security = city.session("security").await;
    let account = |login: &'static str| {
        let (city, security) = (&city, security.clone());
        async move {
            let found = city.get(&security, &format!("/accounts?q={login}")).await.ok();
            found["rows"][0]["id"].as_str().unwrap().to_owned()
        }
    };
    let is_blank = |seen: Value| {
        assert_eq!(
            (&seen["shows"], &seen["parties"], &seen["item_name"]),
            (&json!("nothing"), &json!([]), &Value::Null)
        );
    };
    let untouched = after(&city, "clerk", async |_: &str| {}).await;
    assert_eq!(untouched["shows"], "data");
    is_blank(
        after(&city, "clerk", async |clerk: &str| {
            assert_eq!(city.send("DELETE", clerk, "/session").await.status, 204);
        })
        .await,
    );
    is_blank(
        after(&city, "clerk", async |clerk: &str| {
            let me = city.get(clerk, "/session").await.ok();
            let other = city.session("clerk").await;
            let path = format!("/sessions/{}", me["session"].as_str().unwrap());
            assert_eq!(
                city.send("DELETE", &other, &path).await.status,
                204,
                "ended from another session of his own"
            );
        })
        .await,
    );
    is_blank(
        after(&city, "clerk", async |_: &str| {
            let path = format!("/accounts/{}/end-sessions", account("clerk").await);
            city.post(&security, &path, json!({"reason": "left_open"})).await.ok();
        })
        .await,
    );
    is_blank(after(&city, "clerk", async |_: &str| city.clock.turn(15 * 60)).await);
    let security = city.session("security").await;
    is_blank(
        after(&city, "clerk", async |_: &str| {
            let found = city.get(&security, "/accounts?q=clerk").await.ok();
            let path = format!("/accounts/{}/password-reset", found["rows"][0]["id"].as_str().unwrap());
            city.post(&security, &path, Value::Null).await.ok();
        })
        .await,
    );
    is_blank(
        after(&city, "foreign", async |_: &str| {
            let found = city.get(&security, "/accounts?q=foreign").await.ok();
            let path = format!("/accounts/{}/disable", found["rows"][0]["id"].as_str().unwrap());
            assert_eq!(city.post(&security, &path, Value::Null).await.status, 204);
        })
        .await,
    );
}

async fn what_was_signed_counts_for_the_same_person_after_he_has_signed_in_anew(city: City) {
    use base64ct::{Base64, Encoding as _};
    let clerk = city.session("clerk").await;
    let papers = city.papers(city.item);
    let screen = Screen::beside(&city, &clerk).await;
    let data = json!({"item_name": "食品经营许可", "parties": papers["parties"]});
    assert_eq!(city.post(&clerk, "/screens/data", data).await.status, 200);
    let revision = screen.sees(&city).await.1["revision"].clone();
    let signed = json!({"revision": revision, "signature": {"signer": 0, "png": Base64::encode_string(&strokes(900))}});
    assert_eq!(screen.post(&city, "confirmation", None, signed).await.status, 204);
    city.clock.turn(15 * 60);
    let seen = screen.sees(&city).await.1;
    assert_eq!(
        (&seen["shows"], &seen["confirmed"], &seen["signed"]),
        (&json!("nothing"), &json!(false), &json!(false))
    );
    let clerk = city.session("clerk").await;
    let beside = city.get(&clerk, "/screens").await.ok();
    assert_eq!((&beside["signed"], beside["confirmed"].is_string()), (&json!(true), true));
    let id = city.post(&clerk, "/cases", papers).await.ok()["id"].as_str().unwrap().to_owned();
    let trail = city.get(&clerk, &format!("/cases/{id}/audit-trail?limit=1")).await.ok();
    assert!(trail["rows"][0]["data"]["signature"]["file"].is_object());
}

async fn a_mandate_is_part_of_what_is_signed(city: City) {
    use base64ct::{Base64, Encoding as _};
    let clerk = city.session("clerk").await;
    let mut papers = city.papers(city.item);
    papers["parties"].as_array_mut().unwrap().push(json!({"role": "agent", "kind": "person", "name": "司马某",
        "id_kind": "414", "id_number": "E12345678",
        "mandate": {"scope": "代为提交申请材料、签收文书", "from": "2017-10-01", "to": null, "paper": "授权委托书原件一份"}}));
    let screen = Screen::beside(&city, &clerk).await;
    let data = json!({"item_name": "食品经营许可", "parties": papers["parties"]});
    assert_eq!(city.post(&clerk, "/screens/data", data).await.status, 200);
    let seen = screen.sees(&city).await.1;
    assert_eq!(seen["parties"][0]["mandate"], Value::Null);
    let told = json!({"scope": "代为提交申请材料、签收文书", "from": "2017-10-01", "to": null, "paper": "授权委托书原件一份"});
    assert_eq!(seen["parties"][1]["mandate"], told);
    let signed = json!({"revision": seen["revision"],
        "signature": {"signer": 1, "png": Base64::encode_string(&strokes(900))}});
    assert_eq!(screen.post(&city, "confirmation", None, signed).await.status, 204);
    let receive = async |body: &Value| {
        let id = city.post(&clerk, "/cases", body.clone()).await.ok()["id"].as_str().unwrap().to_owned();
        let trail = city.get(&clerk, &format!("/cases/{id}/audit-trail?limit=1")).await.ok();
        (id, trail["rows"][0]["data"]["signature"].clone())
    };
    for (field, other) in [
        ("scope", json!("代为提交申请材料")),
        ("from", json!("2017-10-02")),
        ("to", json!("2017-12-31")),
        ("paper", json!("授权委托书复印件")),
    ] {
        let mut altered = papers.clone();
        altered["parties"][1]["mandate"][field] = other;
        assert_eq!(receive(&altered).await.1, Value::Null, "another mandate than was signed for: {field}");
    }
    let (id, signature) = receive(&papers).await;
    assert!(signature["shown"]["commitment"].is_string());
    // Two mandates that read alike in one line are two.
    let mut known = Vec::new();
    for (scope, from, to, paper) in [
        ("代为申请", "2017-01-01", json!("2017-12-01"), "委托书（自2017-09-01，未定期限，凭委托书"),
        ("代为申请（自2017-01-01至2017-12-01，凭委托书", "2017-09-01", Value::Null, "委托书"),
    ] {
        let mut other = papers.clone();
        other["parties"][1]["mandate"] = json!({"scope": scope, "from": from, "to": to, "paper": paper});
        let data = json!({"item_name": "食品经营许可", "parties": other["parties"]});
        known.push(city.post(&clerk, "/screens/data", data).await.ok()["digest"].clone());
    }
    assert_ne!(known[0], known[1]);
    // Whose mandate is over, or has not begun, signs nothing; the applicant does.
    for (from, to) in [("2017-01-01", json!("2017-06-30")), ("2018-01-01", Value::Null)] {
        let mut over = papers.clone();
        over["parties"][1]["mandate"]["from"] = json!(from);
        over["parties"][1]["mandate"]["to"] = to;
        let data = json!({"item_name": "食品经营许可", "parties": over["parties"]});
        city.post(&clerk, "/screens/data", data).await.ok();
        let revision = screen.sees(&city).await.1["revision"].clone();
        let by = |signer| json!({"revision": revision, "signature": {"signer": signer, "png": Base64::encode_string(&strokes(900))}});
        let refused = screen.post(&city, "confirmation", None, by(1)).await;
        assert_eq!(refused.code(), (409, "case.party.mandate_over".to_owned()), "{from}");
        assert_eq!(screen.post(&city, "confirmation", None, by(0)).await.status, 204, "{from}");
    }
    // With the screen goes the picture that no case has taken over.
    assert_eq!(city.files_of(&screen.id).await.len(), 1);
    assert_eq!(city.send("DELETE", &clerk, "/screens").await.status, 204);
    assert_eq!(city.files_of(&screen.id).await, Vec::<String>::new());
    let purpose = json!({"purpose": "核对签名时所见内容"});
    let shown = city.post(&clerk, &format!("/cases/{id}/reveal"), purpose).await.ok().to_string();
    assert!(
        shown
            .contains("授权委托：代为提交申请材料、签收文书（自2017-10-01，未定期限，凭授权委托书原件一份）"),
        "{shown}"
    );
}

async fn a_secret_that_opens_nothing_any_more_is_no_staffs(city: City) {
    let (gone, clerk) = (city.session("clerk").await, city.session("clerk").await);
    assert_eq!(city.send("DELETE", &gone, "/session").await.status, 204);
    let code = json!({"code": city.post(&clerk, "/screens", json!({})).await.ok()["code"]});
    let both = [
        format!("__Host-daowei={gone}; __Host-daowei={clerk}"),
        format!("__Host-daowei={clerk}; __Host-daowei={gone}"),
    ];
    for cookies in &both {
        let hidden = send(&city, "/screens/pairing", &[("cookie", cookies)], code.clone()).await;
        assert_eq!(hidden.code().1, "rating.by_staff", "of several none is overlooked");
    }
    let left_behind = format!("__Host-daowei={gone}");
    let paired = send(&city, "/screens/pairing", &[("cookie", &left_behind)], code).await;
    assert_eq!(paired.status, 200, "what an ended session left at a tablet keeps no applicant out");
}

async fn bad_ratings_are_listed_read_on_record_and_followed_up_by_somebody_else(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let rating = bad_rating(&city, &clerk).await;
    let row = city.get(&chief, "/ratings?open=true").await.ok()["rows"][0].clone();
    assert_eq!((&row["id"], &row["level"]), (&json!(rating), &json!("dissatisfied")));
    assert_eq!((&row["served_by"], &row["overdue"]), (&json!("clerk某"), &json!(false)));
    assert!(row["due"].is_string());
    let manager = city.session("manager").await;
    assert_eq!(city.get(&manager, "/ratings").await.ok()["rows"].as_array().unwrap().len(), 1);
    assert_eq!(city.get(&clerk, "/ratings").await.code().1, "authority.duty");
    let reveal = format!("/ratings/{rating}/reveal");
    assert_eq!(city.post(&chief, &reveal, json!({"purpose": "看"})).await.status, 422);
    let (shown, units) =
        city.statements(city.post(&chief, &reveal, json!({"purpose": "核实差评情况"}))).await;
    assert!(units.iter().flatten().any(|name| *name == "event.append"), "the look is on record");
    assert!(shown.ok()["texts"][0].as_str().unwrap().contains("四十分钟"));
    let path = format!("/ratings/{rating}/follow-up");
    let what = json!({"what": "已电话核实并向办事人致歉，增设咨询引导岗"});
    assert_eq!(city.post(&clerk, &path, what.clone()).await.code().1, "authority.duty");
    assert_eq!(city.post(&chief, &path, json!({"what": "已办"})).await.code().1, "rating.follow_up.short");
    assert_eq!(city.post(&chief, &path, what).await.status, 200);
    assert_eq!(city.get(&chief, "/ratings?open=true").await.ok()["rows"], json!([]));
    let row = city.get(&chief, "/ratings").await.ok()["rows"][0].clone();
    assert!(row["followed_on"].is_string());
    city.unchanged_by_a_rebuild().await;
}
