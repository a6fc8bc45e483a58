//! What a receipt takes over of the second screen: a confirmation once, and what was said to be wrong, with what became of it.

use serde_json::{Value, json};

use super::city::City;
use super::screens::Screen;

daowei_store::on_both! {
    City:
    one_confirmation_is_for_one_receipt,
    of_two_receipts_at_once_one_was_confirmed,
    what_was_said_to_be_wrong_keeps_a_receipt_until_it_is_settled,
    what_was_shown_anew_and_confirmed_is_on_record_with_what_was_wrong_before,
    what_was_said_to_be_wrong_outlives_what_is_shown_and_is_its_own_applicants,
    nobody_is_his_own_agent,
    a_case_has_as_many_parties_later_as_at_receipt,
}

fn data(papers: &Value) -> Value {
    json!({"item_name": "食品经营许可", "parties": papers["parties"]})
}

/// What the receipt of that case says.
async fn received(city: &City, clerk: &str, case: &Value) -> Value {
    let path = format!("/cases/{}/audit-trail?limit=1", case["id"].as_str().unwrap());
    city.get(clerk, &path).await.ok()["rows"][0]["data"].clone()
}

/// Shows data, which the applicant confirms.
async fn confirmed(city: &City, clerk: &str, screen: &Screen, papers: &Value) {
    city.post(clerk, "/screens/data", data(papers)).await.ok();
    let revision = json!({"revision": screen.sees(city).await.1["revision"]});
    assert_eq!(screen.post(city, "confirmation", None, revision).await.status, 204);
}

/// Shows data, which the applicant says are wrong.
async fn disputed(city: &City, clerk: &str, screen: &Screen, papers: &Value, words: &str) {
    city.post(clerk, "/screens/data", data(papers)).await.ok();
    let said = json!({"revision": screen.sees(city).await.1["revision"], "words": words});
    assert_eq!(screen.post(city, "objection", None, said).await.status, 204);
}

async fn one_confirmation_is_for_one_receipt(city: City) {
    let clerk = city.session("clerk").await;
    let papers = city.papers(city.item);
    let screen = Screen::beside(&city, &clerk).await;
    confirmed(&city, &clerk, &screen, &papers).await;
    let revision = json!({"revision": screen.sees(&city).await.1["revision"]});
    let first = city.post(&clerk, "/cases", papers.clone()).await.ok();
    assert!(received(&city, &clerk, &first).await["confirmed_at"].is_string());
    assert_eq!(screen.sees(&city).await.1["shows"], "nothing", "blank with the receipt itself");
    assert_eq!(city.get(&clerk, "/screens").await.ok()["confirmed"], Value::Null);
    assert_eq!(screen.post(&city, "confirmation", None, revision).await.status, 404);
    let second = city.post(&clerk, "/cases", papers).await.ok();
    assert_eq!(received(&city, &clerk, &second).await["confirmed_at"], Value::Null, "used up");
}

async fn of_two_receipts_at_once_one_was_confirmed(city: City) {
    let clerk = city.session("clerk").await;
    let papers = city.papers(city.item);
    let screen = Screen::beside(&city, &clerk).await;
    for _ in 0..4 {
        confirmed(&city, &clerk, &screen, &papers).await;
        let receive = || city.post(&clerk, "/cases", papers.clone());
        let (one, other, third) = futures_util::future::join3(receive(), receive(), receive()).await;
        let mut borne = 0;
        for case in [one.ok(), other.ok(), third.ok()] {
            borne += usize::from(received(&city, &clerk, &case).await["confirmed_at"].is_string());
        }
        assert_eq!(borne, 1, "one of the three bears the confirmation");
    }
}

async fn what_was_said_to_be_wrong_keeps_a_receipt_until_it_is_settled(city: City) {
    let clerk = city.session("clerk").await;
    let papers = city.papers(city.item);
    let screen = Screen::beside(&city, &clerk).await;
    disputed(&city, &clerk, &screen, &papers, "电话应为 13800009999").await;
    let refused = city.post(&clerk, "/cases", papers.clone()).await;
    assert_eq!(refused.code(), (409, "case.receive.objected".to_owned()));
    // Neither other data nor an empty screen make it undone.
    let mut other = papers.clone();
    other["parties"][0]["phone"] = json!("13800009999");
    assert_eq!(city.post(&clerk, "/cases", other).await.code().1, "case.receive.objected");
    assert_eq!(city.post(&clerk, "/screens/blank", json!({})).await.status, 204);
    assert_eq!(city.post(&clerk, "/cases", papers.clone()).await.code().1, "case.receive.objected");
    // What came by courier is not from whoever stands before the screen.
    let mut sent = papers.clone();
    sent["channel"] = json!("courier");
    let sent = city.post(&clerk, "/cases", sent).await.ok();
    assert_eq!(received(&city, &clerk, &sent).await["objections"], Value::Null);
    let mut despite = papers.clone();
    despite["despite_objection"] = json!(true);
    let case = city.post(&clerk, "/cases", despite).await.ok();
    let told = received(&city, &clerk, &case).await;
    let said = &told["objections"][0];
    assert_eq!((&said["outcome"], &told["confirmed_at"]), (&json!("despite"), &Value::Null));
    assert!(said["at"].is_string() && said["screen"].is_string() && said["words"]["commitment"].is_string());
    assert!(!told.to_string().contains("13800009999"), "the words lie in the vault");
    // Whoever reads the case sees it, and the words after a look that is on record.
    let path = format!("/cases/{}", case["id"].as_str().unwrap());
    let page = city.get(&clerk, &path).await.ok();
    assert_eq!(page["timeline"][0]["data"]["objections"], told["objections"]);
    let purpose = json!({"purpose": "核对办事人所提异议"});
    let shown = city.post(&clerk, &format!("{path}/reveal"), purpose).await.ok();
    assert_eq!(shown["texts"][said["words"]["id"].as_str().unwrap()], "电话应为 13800009999");
    // It is that receipt's and no other's.
    let next = city.post(&clerk, "/cases", papers).await.ok();
    assert_eq!(received(&city, &clerk, &next).await["objections"], Value::Null);
    city.unchanged_by_a_rebuild().await;
}

async fn what_was_shown_anew_and_confirmed_is_on_record_with_what_was_wrong_before(city: City) {
    let clerk = city.session("clerk").await;
    let papers = city.papers(city.item);
    let screen = Screen::beside(&city, &clerk).await;
    disputed(&city, &clerk, &screen, &papers, "").await;
    // What was wrong was the number itself: it is the same applicant's all the same.
    let mut right = papers.clone();
    right["parties"][0]["id_kind"] = json!("414");
    right["parties"][0]["id_number"] = json!("E12345678");
    disputed(&city, &clerk, &screen, &right, "地址不对").await;
    confirmed(&city, &clerk, &screen, &right).await;
    let case = city.post(&clerk, "/cases", right.clone()).await.ok();
    let told = received(&city, &clerk, &case).await;
    assert!(told["confirmed_at"].is_string());
    let outcomes: Vec<&Value> =
        told["objections"].as_array().unwrap().iter().map(|said| &said["outcome"]).collect();
    assert_eq!(outcomes, [&json!("confirmed"), &json!("confirmed")]);
    assert_eq!(told["objections"][0]["words"], Value::Null, "told across the counter");
    // Shown anew, and received before he has said anything.
    disputed(&city, &clerk, &screen, &right, "地址不对").await;
    city.post(&clerk, "/screens/data", data(&right)).await.ok();
    let case = city.post(&clerk, "/cases", right).await.ok();
    assert_eq!(received(&city, &clerk, &case).await["objections"][0]["outcome"], "shown_anew");
}

async fn what_was_said_to_be_wrong_outlives_what_is_shown_and_is_its_own_applicants(city: City) {
    let clerk = city.session("clerk").await;
    let papers = city.papers(city.item);
    let screen = Screen::beside(&city, &clerk).await;
    disputed(&city, &clerk, &screen, &papers, "电话不对").await;
    assert_eq!(city.post(&clerk, "/screens/blank", json!({})).await.status, 204);
    // He went away. The next one has nothing to do with it.
    let mut next = papers.clone();
    next["parties"][0]["id_kind"] = json!("414");
    next["parties"][0]["id_number"] = json!("E12345678");
    confirmed(&city, &clerk, &screen, &next).await;
    let case = city.post(&clerk, "/cases", next).await.ok();
    let told = received(&city, &clerk, &case).await;
    assert!(told["confirmed_at"].is_string());
    assert_eq!(told["objections"], Value::Null);
    // He comes back: it is asked about still.
    assert_eq!(city.post(&clerk, "/cases", papers.clone()).await.code().1, "case.receive.objected");
    confirmed(&city, &clerk, &screen, &papers).await;
    let case = city.post(&clerk, "/cases", papers).await.ok();
    assert_eq!(received(&city, &clerk, &case).await["objections"][0]["outcome"], "confirmed");
}

fn acting(role: &str, of: &Value) -> Value {
    json!({"role": role, "kind": "person", "name": "诸葛某", "id_kind": of["id_kind"], "id_number": of["id_number"],
        "phone": "13800007777"})
}

async fn nobody_is_his_own_agent(city: City) {
    let clerk = city.session("clerk").await;
    let papers = city.papers(city.item);
    let applicant = papers["parties"][0].clone();
    let other = json!({"id_kind": "414", "id_number": "E12345678"});
    let receive = async |more: &[Value]| {
        let mut papers = papers.clone();
        papers["parties"].as_array_mut().unwrap().extend(more.iter().cloned());
        city.post(&clerk, "/cases", papers).await
    };
    for role in ["agent", "representative"] {
        let refused = receive(&[acting(role, &applicant)]).await;
        assert_eq!(refused.code(), (409, "case.receive.agent_is_party".to_owned()), "{role}");
    }
    let twice = [acting("interested", &other), acting("agent", &other)];
    assert_eq!(receive(&twice).await.code().1, "case.receive.agent_is_party");
    let twice = [acting("agent", &other), acting("agent", &other)];
    assert_eq!(receive(&twice).await.code().1, "case.receive.agent_is_party");
    receive(&[acting("agent", &other)]).await.ok();
    // Who acts for nobody may be two things to a case.
    receive(&[acting("interested", &applicant)]).await.ok();
}

async fn a_case_has_as_many_parties_later_as_at_receipt(city: City) {
    let clerk = city.session("clerk").await;
    let mut papers = city.papers(city.item);
    let one = |number: usize| json!({"id_kind": "414", "id_number": format!("E{:08}", 10_000_000 + number)});
    let parties = papers["parties"].as_array_mut().unwrap();
    parties.extend((1..21).map(|number| acting("interested", &one(number))));
    assert_eq!(city.post(&clerk, "/cases", papers.clone()).await.status, 422, "twenty-one at once");
    assert_eq!(city.post(&clerk, "/screens/data", data(&papers)).await.status, 422);
    papers["parties"].as_array_mut().unwrap().truncate(19);
    let case = city.post(&clerk, "/cases", papers).await.ok();
    let agents = format!("/cases/{}/agents", case["id"].as_str().unwrap());
    let add = async |number| {
        let mut agent = acting("agent", &one(number));
        agent["mandate"] =
            json!({"scope": "代为领取文书", "from": "2017-10-01", "paper": "授权委托书原件一份"});
        city.post(&clerk, &agents, json!({"agent": agent})).await
    };
    add(31).await.ok();
    assert_eq!(add(32).await.code(), (409, "case.party.too_many".to_owned()));
    // The description of the API says the same bound.
    let described: Value = serde_json::from_str(include_str!("../../../openapi.json")).unwrap();
    for body in ["Receipt", "DataShown"] {
        let most = &described["components"]["schemas"][body]["properties"]["parties"]["maxItems"];
        assert_eq!(most, &json!(daowei_domain::case::MOST_PARTIES), "{body}");
    }
}
