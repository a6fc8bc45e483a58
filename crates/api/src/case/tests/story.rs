//! Whole stories over HTTP: from the window to the delivered decision, and the ways that end otherwise.

use serde_json::{Value, json};

use super::city::{City, ID_NUMBER, NAME};

const OPINION: &str = "经审查，申请材料齐全，符合法定条件";
const TODAY: &str = "2017-10-24";

fn document(brief: &Value, kind: &str) -> String {
    let documents = brief["documents"].as_array().unwrap();
    let found = documents.iter().rfind(|document| document["kind"] == kind);
    found.unwrap_or_else(|| panic!("{kind}: {brief}"))["id"].as_str().unwrap().to_owned()
}

/// The document of that kind that is not that one: ids of one instant have no order.
fn other(brief: &Value, kind: &str, than: &str) -> String {
    let mut documents = brief["documents"].as_array().unwrap().iter();
    let found = documents.find(|document| document["kind"] == kind && document["id"] != than);
    found.unwrap_or_else(|| panic!("{kind}: {brief}"))["id"].as_str().unwrap().to_owned()
}

/// Seals a notice and serves it today.
async fn handed_over(city: &City, (chief, clerk): (&str, &str), notice: &str) {
    let seal = json!({"seal": "approval", "copies": 2, "pages": 1});
    city.post(chief, &format!("{notice}/seal"), seal).await.ok();
    let service = json!({"service": "direct", "on": TODAY, "recipient": "申请人", "proof": "申请人当面签收"});
    city.post(clerk, &format!("{notice}/service"), service).await.ok();
}

/// Receives, accepts and examines; gives the path of the case.
async fn examined(city: &City) -> String {
    let clerk = city.session("clerk").await;
    let case = format!("/cases/{}", city.received(&clerk).await);
    city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await.ok();
    for (login, step) in [("reviewer", "examine"), ("second", "verify"), ("leader", "check")] {
        let body = json!({"step": step, "verdict": "favor", "opinion": OPINION});
        let secret = city.session(login).await;
        city.post(&secret, &format!("{case}/examinations"), body).await.ok();
    }
    case
}

daowei_store::on_both! {
    City:
    documents_and_words_are_shown_in_clear_only_for_a_purpose_that_is_recorded,
    foreign_and_missing_cases_look_alike_to_those_who_reveal_and_act,
    a_persons_document_makes_no_organization_and_the_other_way_round,
    a_license_is_received_accepted_decided_and_delivered,
    a_document_is_given_as_plain_text_too,
    corrections_are_asked_for_once_and_answered,
    a_shorter_sleep_holds_for_what_waits_already,
    what_is_asked_for_again_goes_by_its_id_and_is_printed_in_its_old_words,
    what_was_received_off_the_list_is_told_its_item_and_gets_it,
    what_cannot_be_accepted_is_answered_in_writing,
    an_instant_item_is_decided_on_the_spot,
    time_is_stopped_and_extended_by_the_law_only,
    errors_are_put_right_and_facts_recorded,
    a_decided_case_is_decided_again_by_instrument_only,
}

async fn a_license_is_received_accepted_decided_and_delivered(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let received = city.post(&clerk, "/cases", city.papers(city.item)).await;
    assert_eq!(received.status, 201);
    let brief = received.json();
    let case = format!("/cases/{}", brief["id"].as_str().unwrap());
    assert_eq!(received.headers["location"], format!("/api/v1{case}"));
    assert_eq!(received.headers["etag"], format!("\"{}\"", brief["revision"]));
    assert_eq!(brief["stage"], "received");

    let receipt = json!({"number": brief["number"], "query_code": brief["query_code"]});
    let progress = city.post("", "/progress", receipt).await.ok();
    assert_eq!((&progress["stage"], &progress["item_name"]), (&json!("received"), &json!("食品经营许可")));

    let accepted = city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await.ok();
    assert_eq!((&accepted["stage"], &accepted["step"]), (&json!("under_review"), &json!("examine")));
    let notice = document(&accepted, "acceptance_notice");
    let served = json!({"service": "direct", "on": TODAY, "recipient": "申请人", "proof": "当面签收"});
    let service = format!("{case}/documents/{notice}/service");
    let bare = city.post(&clerk, &service, served.clone()).await;
    assert_eq!((bare.status.as_u16(), &bare.json()["code"]), (409, &json!("case.serve.unsealed")));
    let seal = json!({"seal": "approval", "copies": 2, "pages": 1});
    city.post(&chief, &format!("{case}/documents/{notice}/seal"), seal).await.ok();
    city.post(&clerk, &service, served).await.ok();
    for (login, step) in [("reviewer", "examine"), ("second", "verify"), ("leader", "check")] {
        let body = json!({"step": step, "verdict": "favor", "opinion": OPINION});
        let secret = city.session(login).await;
        city.post(&secret, &format!("{case}/examinations"), body).await.ok();
    }
    let decided = json!({"outcome": "grant", "reasons": OPINION});
    let decided = city.post(&chief, &format!("{case}/decision"), decided).await.ok();
    assert_eq!(decided["stage"], "decided");
    let decision = document(&decided, "grant_decision");
    let seal = json!({"seal": "approval", "copies": 1, "pages": 2});
    city.post(&chief, &format!("{case}/documents/{decision}/seal"), seal).await.ok();
    let delivered = json!({"service": "direct", "on": TODAY, "recipient": "申请人", "proof": "当面签收"});
    let delivered = city.post(&clerk, &format!("{case}/delivery"), delivered).await.ok();
    assert_eq!(delivered["stage"], "delivered");

    let detail = city.get(&chief, &case).await.ok();
    assert_eq!(detail["revision"], delivered["revision"]);
    assert_eq!(detail["decisions"][0]["outcome"], "grant");
    assert_eq!(detail["steps"].as_array().unwrap().len(), 3);
    assert_eq!(detail["parties"][0]["name"], "欧**");
    assert_eq!(detail["parties"][0]["id_number"], "1101************2X");
    assert!(
        detail["clocks"]
            .as_array()
            .unwrap()
            .iter()
            .all(|clock| !clock["days"].as_array().unwrap().is_empty())
    );
    let text = detail.to_string();
    assert!(!text.contains(NAME) && !text.contains(ID_NUMBER), "personal data in clear");
    let by_number =
        city.get(&chief, &format!("/cases/by-number/{}", detail["number"].as_str().unwrap())).await;
    assert_eq!(by_number.ok(), detail);

    assert_eq!(detail["license"]["holder"], detail["parties"][0]["name"]);
    assert!(detail["license"]["number"].is_string() && !detail.to_string().contains(NAME));
    let license = detail["decisions"][0]["license"].as_str().unwrap();
    let license = city.get(&clerk, &format!("/licenses/{license}")).await.ok();
    assert_eq!((&license["holder"], &license["state"]), (&json!("欧**"), &json!("valid")));
    let listed = city.get(&clerk, "/licenses?limit=1").await.ok();
    assert_eq!(listed["rows"][0], license);

    let document = city.get(&clerk, &format!("{case}/documents/{decision}")).await.ok();
    let text = document["text"].as_str().unwrap();
    assert!(text.contains("准予行政许可") && text.contains("欧**"));
    assert!(!text.contains(NAME) && !text.contains(OPINION), "{text}");
    assert_eq!(document["sealed"], "approval");
}

async fn a_document_is_given_as_plain_text_too(city: City) {
    let clerk = city.session("clerk").await;
    let brief = city.post(&clerk, "/cases", city.papers(city.item)).await.ok();
    let code = brief["query_code"].as_str().unwrap();
    let path =
        format!("/api/v1/cases/{}/documents/{}", brief["id"].as_str().unwrap(), document(&brief, "receipt"));
    let request = axum::http::Request::get(&path)
        .header("authorization", format!("Bearer {clerk}"))
        .header("accept", "text/plain");
    let answer = city.ask(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(answer.headers["content-type"], "text/plain; charset=utf-8");
    assert!(answer.text.contains("收件凭证") && !answer.text.contains(code) && !answer.text.contains(NAME));
    let request = axum::http::Request::post(format!("{path}/reveal"))
        .header("authorization", format!("Bearer {clerk}"))
        .header("content-type", "application/json")
        .header("accept", "text/plain");
    let body = json!({"purpose": "打印收件凭证交申请人"}).to_string();
    let answer = city.ask(request.body(axum::body::Body::from(body)).unwrap()).await;
    assert_eq!(answer.headers["content-type"], "text/plain; charset=utf-8");
    assert!(answer.text.contains(code) && answer.text.contains(NAME), "{}", answer.text);
    assert!(!answer.text.chars().any(|character| matches!(character, '\u{1}'..='\u{3}')));
}

async fn documents_and_words_are_shown_in_clear_only_for_a_purpose_that_is_recorded(city: City) {
    let clerk = city.session("clerk").await;
    let brief = city.post(&clerk, "/cases", city.papers(city.item)).await.ok();
    let case = format!("/cases/{}", brief["id"].as_str().unwrap());
    let demands =
        json!({"demands": [{"paper": "p1", "what": "请欧阳某补签姓名，身份证号440524188001010014"}]});
    let asked = city.post(&clerk, &format!("{case}/corrections"), demands).await.ok();
    let stream = format!("look-{}", brief["id"].as_str().unwrap());
    let looks = || {
        let stream = stream.clone();
        let head = move |tx: &mut daowei_store::Tx<'_>| {
            Ok::<_, daowei_store::Abort<daowei_store::Error>>(
                daowei_store::event::head(tx, &stream)?.sequence,
            )
        };
        city.app.store().read(head).unwrap()
    };
    let before = looks();
    let code = brief["query_code"].as_str().unwrap();
    for login in ["clerk", "assistant", "chief", "reviewer", "leader", "manager", "audit"] {
        let secret = city.session(login).await;
        let page = city.get(&secret, &case).await.ok().to_string();
        assert!(!page.contains("440524188001010014") && !page.contains("补签姓名"), "{login}");
        for kind in ["receipt", "correction_notice"] {
            let path = format!("{case}/documents/{}", document(&asked, kind));
            let text = city.get(&secret, &path).await.ok()["text"].as_str().unwrap().to_owned();
            for held in [NAME, code, "440524188001010014", "补签姓名"] {
                assert!(!text.contains(held), "{login} {kind}: {text}");
            }
        }
    }
    assert_eq!(looks(), before, "what is masked is no look");
    let receipt = format!("{case}/documents/{}/reveal", document(&asked, "receipt"));
    let purpose = json!({"purpose": "申请人遗失凭证，重新打印"});
    assert_eq!(city.post(&clerk, &receipt, json!({"purpose": " "})).await.status, 422);
    let assistant = city.session("assistant").await;
    for (secret, code) in [
        (assistant, "authority.responsible.missing"),
        (city.session("manager").await, "authority.duty"),
        (city.session("audit").await, "authority.duty"),
    ] {
        assert_eq!(city.post(&secret, &receipt, purpose.clone()).await.code(), (403, code.to_owned()));
    }
    let token = city.token("clerk").await;
    assert_eq!(city.post(&token, &receipt, purpose.clone()).await.code(), (403, "access.person".to_owned()));
    assert_eq!(looks(), before);
    let shown = city.post(&clerk, &receipt, purpose.clone()).await.ok();
    assert!(shown["text"].as_str().unwrap().contains(code));
    assert_eq!(looks(), before + 1);
    let texts = city.post(&clerk, &format!("{case}/reveal"), purpose).await.ok();
    assert!(texts["texts"].to_string().contains("补签姓名"));
    assert_eq!(looks(), before + 2);
}

async fn foreign_and_missing_cases_look_alike_to_those_who_reveal_and_act(city: City) {
    let clerk = city.session("clerk").await;
    let brief = city.post(&clerk, "/cases", city.papers(city.item)).await.ok();
    let (case, receipt) = (brief["id"].as_str().unwrap(), document(&brief, "receipt"));
    let party = city.get(&clerk, &format!("/cases/{case}")).await.ok()["parties"][0]["id"].clone();
    let party = party.as_str().unwrap();
    let missing = "0190b5a0-0000-7000-8000-000000000000";
    let purpose = json!({"purpose": "测试用途说明"});
    let acts = [
        ("acceptance", Value::Null),
        ("decision", json!({"outcome": "grant", "reasons": OPINION})),
        ("recomputation", Value::Null),
    ];
    for login in ["foreign", "staffing", "system", "security", "audit", "manager"] {
        let secret = city.session(login).await;
        let mut asked: Vec<(String, Value)> = vec![
            (format!("parties/{party}/reveal"), purpose.clone()),
            (format!("documents/{receipt}/reveal"), purpose.clone()),
            ("reveal".to_owned(), purpose.clone()),
        ];
        // Center managers and auditors may read this case, so its state is no secret to them.
        if !matches!(login, "audit" | "manager") {
            asked.extend(acts.iter().map(|(verb, body)| ((*verb).to_owned(), body.clone())));
        }
        for (verb, body) in asked {
            if login == "system" && verb == "recomputation" {
                continue;
            }
            let path = |case: &str| format!("/cases/{case}/{verb}");
            let (foreign, trace) = city.statements(city.post(&secret, &path(case), body.clone())).await;
            let (none, same) = city.statements(city.post(&secret, &path(missing), body)).await;
            assert_eq!((foreign.code(), trace), (none.code(), same), "{login} {verb}");
        }
    }
}

async fn corrections_are_asked_for_once_and_answered(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let case = format!("/cases/{}", city.received(&clerk).await);
    let by = city.get(&clerk, &case).await.ok()["parties"][0]["id"].clone();
    let right = json!({"what": "申请书经营面积由30改为36平方米", "by": by, "paper": "p1"});
    city.post(&clerk, &format!("{case}/on-the-spot-corrections"), right).await.ok();
    let foreign = json!({"demands": [{"paper": "p9", "what": "请补交并不在清单上的材料"}]});
    let refused = city.post(&clerk, &format!("{case}/corrections"), foreign).await;
    assert_eq!(refused.code(), (409, "case.correction.unlisted_paper".to_owned()));
    let demands = json!({"demands": [{"paper": "p1", "what": "申请书未签名，请签名"}]});
    let asked = city.post(&clerk, &format!("{case}/corrections"), demands).await.ok();
    assert_eq!(asked["stage"], "correction_requested");
    let again = json!({"demands": [{"paper": "p2", "what": "又想起来还缺一份平面图"}]});
    let refused = city.post(&clerk, &format!("{case}/corrections"), again).await;
    assert_eq!(refused.code(), (409, "case.correction.new_demand".to_owned()));
    let notice = document(&asked, "correction_notice");
    handed_over(&city, (&chief, &clerk), &format!("{case}/documents/{notice}")).await;
    assert_eq!(city.get(&clerk, &case).await.ok()["corrections"][0]["told_on"], TODAY);
    let answer =
        json!({"met": asked["demands"], "papers": [{"paper": "p1", "form": "original_taken", "copies": 1}]});
    let handed_in = city.post(&clerk, &format!("{case}/corrections/answer"), answer).await.ok();
    assert_eq!((&handed_in["stage"], &handed_in["demands"]), (&json!("resubmitted"), &json!([])));
}

async fn a_shorter_sleep_holds_for_what_waits_already(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let system = city.session("system").await;
    let id = city.received(&clerk).await;
    let case = format!("/cases/{id}");
    let demands = json!({"demands": [{"paper": "p1", "what": "申请书未签名，请签名"}]});
    let asked = city.post(&clerk, &format!("{case}/corrections"), demands).await.ok();
    let notice = document(&asked, "correction_notice");
    handed_over(&city, (&chief, &clerk), &format!("{case}/documents/{notice}")).await;
    let told: jiff::civil::Date = TODAY.parse().unwrap();
    let looked_at = async |days: i8| {
        let (store, id) = (city.app.store().clone(), id.clone());
        let row = move |tx: &mut daowei_store::Tx<'_>| {
            Ok::<_, daowei_store::Abort<daowei_store::Error>>(daowei_store::view::case::by_id(tx, &id)?)
        };
        let row = tokio::task::spawn_blocking(move || store.read(row)).await.unwrap();
        let day = told.checked_add(jiff::Span::new().days(days)).unwrap();
        let expected = daowei_calendar::start_of_day(day).as_microsecond();
        assert_eq!(row.unwrap().unwrap().lapse_at, Some(expected), "{days} days on");
    };
    looked_at(30).await;
    // From the day after tomorrow on: then the worker looks, and by that day's setting.
    let set = |value, from| json!({"key": "dormant_days", "value": value, "from": from, "document": "资政务〔2017〕1号"});
    city.post(&system, "/settings", set(20, "2017-10-26")).await.ok();
    looked_at(2).await;
    city.unchanged_by_a_rebuild().await;
    // From today on, behind what was written today.
    city.post(&system, "/settings", set(10, TODAY)).await.ok();
    city.unchanged_by_a_rebuild().await;
    let app = city.app.clone();
    tokio::task::spawn_blocking(move || app.lapse_due(10)).await.unwrap().unwrap();
    looked_at(10).await;
    city.unchanged_by_a_rebuild().await;
}

async fn what_is_asked_for_again_goes_by_its_id_and_is_printed_in_its_old_words(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let case = format!("/cases/{}", city.received(&clerk).await);
    let demands = json!({"demands": [{"paper": "p1", "what": "申请书未签名，请签名"}]});
    let asked = city.post(&clerk, &format!("{case}/corrections"), demands).await.ok();
    let notice = document(&asked, "correction_notice");
    handed_over(&city, (&chief, &clerk), &format!("{case}/documents/{notice}")).await;
    city.post(&clerk, &format!("{case}/corrections/answer"), json!({"met": []})).await.ok();
    let path = format!("{case}/corrections");
    let disguised = json!({"demands": [{"paper": "p2", "what": "全新要求", "repeats": asked["demands"][0]}]});
    assert_eq!(city.post(&clerk, &path, disguised).await.status, 400);
    let again = city.post(&clerk, &path, json!({"repeats": asked["demands"]})).await.ok();
    let second = other(&again, "correction_notice", &notice);
    let purpose = json!({"purpose": "打印补正告知书"});
    let shown = city.post(&clerk, &format!("{case}/documents/{second}/reveal"), purpose).await.ok();
    assert!(shown["text"].as_str().unwrap().contains("申请书未签名，请签名"), "{shown}");
}

async fn what_was_received_off_the_list_is_told_its_item_and_gets_it(city: City) {
    let clerk = city.session("clerk").await;
    let mut papers = city.papers(city.item);
    papers["item"] = Value::Null;
    papers["papers"] = json!([]);
    papers["matter"] = json!("食品经营许可（新办）");
    let received = city.post(&clerk, "/cases", papers).await.ok();
    assert_eq!((&received["due"], &received["listed"][0]["item"]), (&Value::Null, &json!(city.item)));
    let right = json!({"item": city.item, "papers": [{"paper": "p1", "form": "original_taken", "copies": 1}],
        "reasons": "申请的就是清单内的食品经营许可"});
    let path = format!("/cases/{}/item", received["id"].as_str().unwrap());
    let mut missing = right.clone();
    missing["item"] = json!("01890000-0000-7000-8000-000000000000");
    assert_eq!(city.post(&clerk, &path, missing).await.status, 422);
    let set = city.post(&clerk, &path, right).await.ok();
    assert_eq!((&set["stage"], &set["due"]), (&json!("received"), &json!("2017-10-31")));
}

async fn what_cannot_be_accepted_is_answered_in_writing(city: City) {
    let clerk = city.session("clerk").await;
    for (verb, body, stage, kind) in [
        ("not-required", json!({"reasons": OPINION}), "not_required", "not_required_notice"),
        (
            "not-competent",
            json!({"organ": "资阳市生态环境局", "reasons": OPINION}),
            "not_competent",
            "not_competent_notice",
        ),
        ("non-acceptance", json!({"reasons": OPINION}), "not_accepted", "non_acceptance"),
        ("withdrawal", json!({"form": "撤回申请书，申请人签名"}), "withdrawn", "withdrawal_notice"),
    ] {
        let case = format!("/cases/{}", city.received(&clerk).await);
        let answered = city.post(&clerk, &format!("{case}/{verb}"), body).await.ok();
        assert_eq!(answered["stage"], stage, "{verb}");
        document(&answered, kind);
        let late = city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await;
        assert_eq!(late.status, 409, "{verb}");
    }
    let case = format!("/cases/{}", city.received(&clerk).await);
    let silent = city.post(&clerk, &format!("{case}/non-acceptance"), json!({"reasons": "不行"})).await;
    assert_eq!(silent.code(), (409, "case.reasons.short".to_owned()));
}

async fn an_instant_item_is_decided_on_the_spot(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let mut papers = city.papers(city.instant);
    papers["papers"] = json!([]);
    let brief = city.post(&clerk, "/cases", papers).await.ok();
    let path = format!("/cases/{}/on-the-spot-decision", brief["id"].as_str().unwrap());
    let body = json!({"outcome": "grant", "reasons": OPINION});
    let done = city.post(&chief, &path, body.clone()).await.ok();
    assert_eq!(done["stage"], "decided");
    document(&done, "on_the_spot_decision");
    let twice = city.post(&chief, &path, body).await;
    assert_eq!(twice.code(), (409, "case.decide.twice".to_owned()));
    // The one who lost learns which decision stands.
    assert_eq!(twice.json()["params"]["decision"], document(&done, "on_the_spot_decision"));
}

async fn time_is_stopped_and_extended_by_the_law_only(city: City) {
    let (clerk, chief, leader) =
        (city.session("clerk").await, city.session("chief").await, city.session("leader").await);
    let case = format!("/cases/{}", city.received(&clerk).await);
    city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await.ok();
    let pause = json!({"ground": "expert_review", "needed_days": 5, "on": TODAY});
    let paused = city.post(&chief, &format!("{case}/pauses"), pause).await.ok();
    let end = format!("{case}/pauses/{}/end", paused["pause"].as_str().unwrap());
    let unserved = city.post(&chief, &end, json!({"on": TODAY, "deduct": true})).await;
    assert_eq!(unserved.status, 409, "{}", unserved.text);
    let ended = city.post(&chief, &end, json!({"on": TODAY, "deduct": false})).await.ok();
    assert_eq!(ended["pause"], Value::Null);
    let extension = json!({"days": 5, "reasons": OPINION});
    let by_clerk = city.post(&clerk, &format!("{case}/extension"), extension.clone()).await;
    assert_eq!(by_clerk.code(), (403, "authority.leader.extension".to_owned()));
    city.post(&leader, &format!("{case}/extension"), extension.clone()).await.ok();
    let twice = city.post(&leader, &format!("{case}/extension"), extension).await;
    assert_eq!(twice.status, 409, "{}", twice.text);
    let clocks = city.get(&clerk, &format!("{case}/clocks")).await.ok();
    assert!(clocks["clocks"].as_array().unwrap().iter().any(|clock| clock["kind"] == "statutory"));
}

async fn errors_are_put_right_and_facts_recorded(city: City) {
    let case = examined(&city).await;
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let detail = city.get(&chief, &case).await.ok();
    let party = &detail["parties"][0]["id"];
    let mut record = city.papers(city.item)["parties"][0].clone();
    record["phone"] = json!("13900005678");
    let both = json!({"document": party, "party": party, "record": record, "subject": "电话", "old": "旧", "new": "新",
        "reasons": OPINION});
    let refused = city.post(&chief, &format!("{case}/clerical-corrections"), both).await;
    assert_eq!(refused.status, 422);
    let body = json!({"party": party, "record": record, "subject": "申请人电话", "old": "13800001234",
        "new": "13900005678", "reasons": "申请人到窗口更正联系电话"});
    city.post(&chief, &format!("{case}/clerical-corrections"), body).await.ok();
    let detail = city.get(&chief, &case).await.ok();
    let channel = |old: &str| {
        json!({"datum": "channel", "subject": "收件渠道", "old": old, "new": "网上",
        "reasons": "登记时选错了收件渠道"})
    };
    let untrue = city.post(&chief, &format!("{case}/clerical-corrections"), channel("邮寄")).await;
    assert_eq!(untrue.code(), (409, "case.correct.differs".to_owned()));
    assert_eq!(detail["channel"], "window");
    city.post(&chief, &format!("{case}/clerical-corrections"), channel("窗口")).await.ok();
    assert_eq!(city.get(&chief, &case).await.ok()["channel"], "web");
    let fact = json!({"what": "handled_elsewhere", "place": "机关三楼", "person": "某科长", "on": TODAY,
        "evidence": "会议纪要一份"});
    city.post(&clerk, &format!("{case}/irregular-facts"), fact).await.ok();
    let to = city.person("second");
    let assigned = json!({"to": to, "reasons": "原承办人外出，转由他人办理"});
    let assigned = city.post(&chief, &format!("{case}/assignment"), assigned).await;
    assert!(assigned.status.is_success() || assigned.status == 409, "{}", assigned.text);
    let notice = document(&detail, "acceptance_notice");
    let voided = json!({"reasons": "文书打印错误，另行制发"});
    city.post(&chief, &format!("{case}/documents/{notice}/void"), voided.clone()).await.ok();
    let owed = city.get(&chief, &case).await.ok()["owed"].clone();
    assert_eq!(owed, json!(["correction_deed", "correction_deed", "voided_document"]));
    let anew = city.post(&clerk, &format!("{case}/documents/{notice}/reissue"), Value::Null).await.ok();
    let anew = other(&anew, "acceptance_notice", &notice);
    let old = city.get(&chief, &format!("{case}/documents/{notice}")).await.ok();
    let paper = city.get(&chief, &format!("{case}/documents/{anew}")).await.ok();
    assert_ne!(old["number"], paper["number"]);
    let body = |paper: &Value| {
        paper["text"].as_str().unwrap().lines().skip(3).map(str::to_owned).collect::<Vec<_>>()
    };
    let (was, is) = (body(&old), body(&paper));
    assert_eq!(was.first(), is.first(), "the same words under a new number");
    let replaced = format!("本文书替代已作废的{}。", old["number"].as_str().unwrap());
    assert!(paper["text"].as_str().unwrap().contains(&replaced), "{}", paper["text"]);
    let owed = city.get(&chief, &case).await.ok()["owed"].clone();
    assert_eq!(owed, json!(["correction_deed", "correction_deed"]));
    let after = city.get(&chief, &case).await.ok();
    assert_eq!(after["parties"][0]["version"], 2);
    assert_eq!(after["parties"][0]["phone"], "139****5678");
    assert!(after["marks"].as_array().unwrap().contains(&json!("irregular")));
    let ended = json!({"ground": "applicant_gone", "reasons": "申请人依法终止，无法继续办理"});
    let ended = city.post(&chief, &format!("{case}/termination"), ended).await.ok();
    let archived = json!({"file": "2017-1-1", "pages": 12, "retention_years": 10});
    let untold = city.post(&clerk, &format!("{case}/archive"), archived.clone()).await;
    assert_eq!(untold.code(), (409, "case.archive.unserved".to_owned()));
    let wrong = document(&ended, "termination_notice");
    let slip = |old: &str, new: &str| {
        json!({"document": wrong, "subject": "理由", "old": old, "new": new,
        "reasons": "打字错误，依申请人的登记更正"})
    };
    let correct = format!("{case}/clerical-corrections");
    let other_reason = city.post(&chief, &correct, slip("无法继续办理", "可以继续办理")).await;
    assert_eq!(other_reason.code(), (409, "case.correct.turns".to_owned()));
    let other_reason = city.post(&chief, &correct, slip("申请人依法终止", "若干材料陈旧终止")).await;
    assert_eq!(other_reason.code(), (409, "case.correct.rewrites".to_owned()));
    // The full stop is the paper's; the second deed reads the text as the first has it.
    city.post(&chief, &correct, slip("申请人依法终止，无法继续办理。", "申请单位依法终止，无法继续办理"))
        .await
        .ok();
    let gone = city.post(&chief, &correct, slip("申请人依法", "申请方依法")).await;
    assert_eq!(gone.code(), (409, "case.correct.not_written".to_owned()));
    city.post(&chief, &correct, slip("申请单位依法", "申请企业依法")).await.ok();
    city.post(&chief, &format!("{case}/documents/{wrong}/void"), voided).await.ok();
    let anew = city.post(&clerk, &format!("{case}/documents/{wrong}/reissue"), Value::Null).await.ok();
    let notice = format!("{case}/documents/{}", other(&anew, "termination_notice", &wrong));
    let purpose = json!({"purpose": "打印重新制发的文书，交申请人"});
    let shown = city.post(&clerk, &format!("{notice}/reveal"), purpose).await.ok();
    let shown = shown["text"].as_str().unwrap();
    assert!(shown.contains("理由：申请企业依法终止，无法继续办理"), "printed as put right: {shown}");
    assert!(shown.contains("由“申请单位依法”更正为“申请企业依法”"), "{shown}");
    let seal = json!({"seal": "office", "copies": 2, "pages": 1});
    city.post(&city.session("leader").await, &format!("{notice}/seal"), seal).await.ok();
    let left =
        json!({"service": "left_at_place", "on": TODAY, "proof": "申请人已终止，留置于其住所，社区见证"});
    city.post(&clerk, &format!("{notice}/service"), left).await.ok();
    let untold = city.post(&clerk, &format!("{case}/archive"), archived.clone()).await;
    assert_eq!(untold.code(), (409, "case.archive.unserved".to_owned()));
    let page = city.get(&chief, &case).await.ok();
    let stands = |paper: &&Value| paper["kind"] == "acceptance_notice" && paper["voided"] == false;
    let anew = page["documents"].as_array().unwrap().iter().find(stands).unwrap();
    let notice = format!("{case}/documents/{}", anew["id"].as_str().unwrap());
    let seal = json!({"seal": "approval", "copies": 2, "pages": 1});
    city.post(&chief, &format!("{notice}/seal"), seal).await.ok();
    let handed =
        json!({"service": "left_at_place", "on": TODAY, "proof": "申请人已终止，留置于其住所，社区见证"});
    city.post(&clerk, &format!("{notice}/service"), handed).await.ok();
    let unserved = city.post(&clerk, &format!("{case}/archive"), archived.clone()).await;
    assert_eq!(unserved.code(), (409, "case.archive.unserved".to_owned()), "deeds of correction lie here");
    let page = city.get(&chief, &case).await.ok();
    let papers = page["documents"].as_array().unwrap();
    for deed in papers.iter().filter(|paper| paper["kind"] == "correction_deed") {
        let deed = format!("{case}/documents/{}", deed["id"].as_str().unwrap());
        city.post(&chief, &format!("{deed}/seal"), json!({"seal": "approval", "copies": 2, "pages": 1}))
            .await
            .ok();
        let left =
            json!({"service": "left_at_place", "on": TODAY, "proof": "申请人已终止，留置于其住所，社区见证"});
        city.post(&clerk, &format!("{deed}/service"), left).await.ok();
    }
    let archived = city.post(&clerk, &format!("{case}/archive"), archived).await.ok();
    assert_eq!(archived["stage"], "archived");
    let trail = city.get(&chief, &format!("{case}/audit-trail?limit=2")).await.ok();
    assert_eq!(trail["rows"].as_array().unwrap().len(), 2);
    let next = format!("{case}/audit-trail?limit=100&cursor={}", trail["next"].as_str().unwrap());
    let rest = city.get(&chief, &next).await.ok();
    assert_eq!(rest["rows"][0]["sequence"], 3);
    assert_eq!(rest["next"], Value::Null);
    assert_eq!(
        rest["rows"].as_array().unwrap().len() + 2,
        usize::try_from(archived["revision"].as_u64().unwrap()).unwrap()
    );
}

async fn a_decided_case_is_decided_again_by_instrument_only(city: City) {
    let case = examined(&city).await;
    let chief = city.session("chief").await;
    let body = json!({"outcome": "refuse", "reasons": OPINION});
    let decided = city.post(&chief, &format!("{case}/decision"), body.clone()).await.ok();
    document(&decided, "refusal_decision");
    let twice = city.post(&chief, &format!("{case}/decision"), body).await;
    assert_eq!(twice.code(), (409, "case.decide.twice".to_owned()));
    let instrument = json!({"kind": "judgment", "organ": "资阳市雁江区人民法院", "number": "（2017）川2002行初1号",
        "on": TODAY});
    let again = json!({"instrument": instrument, "outcome": "grant", "reasons": OPINION});
    let leader = city.session("leader").await;
    let alone = city.post(&chief, &format!("{case}/redecision"), again.clone()).await;
    assert_eq!(alone.code(), (403, "authority.leader.redecision".to_owned()));
    let again = city.post(&leader, &format!("{case}/redecision"), again).await.ok();
    assert!(again["license"].is_string());
    let detail = city.get(&chief, &case).await.ok();
    assert_eq!(detail["decisions"][0]["superseded"], true);
    let license = format!("/licenses/{}", again["license"].as_str().unwrap());
    assert_eq!(city.get(&chief, &license).await.ok()["state"], "valid");
    let mut record = city.papers(city.item)["parties"][0].clone();
    let name = record["name"].as_str().unwrap().to_owned();
    // One character was typed wrong.
    let mut characters: Vec<char> = name.chars().collect();
    *characters.last_mut().unwrap() = '锋';
    record["name"] = json!(characters.into_iter().collect::<String>());
    let correction = json!({"party": detail["parties"][0]["id"], "record": record, "subject": "申请人姓名",
        "old": name, "new": record["name"], "reasons": "登记姓名时录入了错别字"});
    let corrected = city.post(&chief, &format!("{case}/clerical-corrections"), correction).await;
    assert_eq!(corrected.status, 200, "{}", corrected.text);
    let holder = city.get(&chief, &license).await.ok()["holder"].clone();
    assert_eq!(
        holder,
        city.get(&chief, &case).await.ok()["parties"][0]["name"],
        "the license follows its holder"
    );
    let order = json!({"kind": "superior_order", "organ": "四川省市场监督管理局", "number": "川市监令〔2017〕3号",
        "on": TODAY});
    let revoke = json!({"instrument": order, "outcome": "refuse", "reasons": OPINION});
    let same_day = city.post(&leader, &format!("{case}/redecision"), revoke).await;
    assert_eq!(same_day.code(), (409, "case.redecide.instrument_used".to_owned()));
    assert!(detail["decisions"][0]["remedies"]["court"].is_string());
}

async fn a_persons_document_makes_no_organization_and_the_other_way_round(city: City) {
    let clerk = city.session("clerk").await;
    let receive = async |kind: &str, id_kind: &str, id_number: &str| {
        let mut papers = city.papers(city.item);
        let party = &mut papers["parties"][0];
        (party["kind"], party["id_kind"], party["id_number"]) =
            (json!(kind), json!(id_kind), json!(id_number));
        city.post(&clerk, "/cases", papers).await
    };
    for (kind, id_kind, number) in
        [("organization", "111", ID_NUMBER), ("person", "001", "91350100M000100Y43")]
    {
        let refused = receive(kind, id_kind, number).await;
        assert_eq!(refused.code(), (422, "input.unfit".to_owned()), "{kind} {id_kind}");
        assert_eq!(refused.json()["invalidParams"][0]["name"], "parties[0].id_kind");
    }
    let name = async |kind, id_kind, number| {
        let brief = receive(kind, id_kind, number).await.ok();
        city.get(&clerk, &format!("/cases/{}", brief["id"].as_str().unwrap())).await.ok()["parties"][0]["name"].clone()
    };
    assert_eq!(name("organization", "001", "91350100M000100Y43").await, NAME);
    // What is in no register of legal persons is not shown in clear.
    assert_eq!(name("organization", "990", "境外登记12345").await, "欧**");
}
