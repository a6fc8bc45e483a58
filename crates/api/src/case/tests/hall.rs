//! The daily papers of the hall: what is told at the window before there is a case.

use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both! {
    City:
    an_enquiry_is_answered_with_a_numbered_sheet_listed_and_printed_on_record,
    what_may_not_be_told_takes_no_number,
    contract_staff_tell_under_the_name_of_the_one_who_answers,
    enquiries_are_paged_by_day_and_item,
    a_call_stands_in_the_timeline_and_moves_nothing,
    calls_are_listed_by_day,
    what_is_not_issued_or_served_waits_in_a_queue,
    cases_change_hands_when_the_taker_confirms,
    a_hand_over_goes_back_or_is_taken_back_and_nothing_changes_hands,
}

const SITUATION: &str = "个体工商户，经营面积不足五十平方米";

/// An enquiry of somebody who leaves name and telephone.
fn asked(city: &City) -> Value {
    json!({"item": city.item, "papers": ["p1", "p2"], "situation": SITUATION, "advice": "现场核查由本机关安排",
        "asker": "欧阳某", "phone": "13800001234"})
}

pub(super) async fn told(city: &City, clerk: &str) -> (String, String) {
    let told = city.post(clerk, "/enquiries", asked(city)).await.ok();
    (told["id"].as_str().unwrap().to_owned(), told["number"].as_str().unwrap().to_owned())
}

async fn an_enquiry_is_answered_with_a_numbered_sheet_listed_and_printed_on_record(city: City) {
    let clerk = city.session("clerk").await;
    let (id, number) = told(&city, &clerk).await;
    assert_eq!(number, "资市监咨告〔2017〕1号");
    let page = city.get(&clerk, &format!("/enquiries/{id}")).await.ok();
    assert_eq!(
        (&page["item_name"], &page["papers"]),
        (&json!("食品经营许可"), &json!(["申请书", "场所平面图"]))
    );
    assert_eq!((&page["asker"], &page["teller"]), (&json!("欧**"), &json!("clerk某")));
    let masked = page.to_string();
    for personal in ["欧阳某", "13800001234", SITUATION] {
        assert!(!masked.contains(personal), "{personal}");
    }
    let row = city.get(&clerk, "/enquiries").await.ok()["rows"][0].clone();
    assert_eq!((&row["id"], &row["number"]), (&json!(id), &json!(number)));
    let by_number = format!(
        "/enquiries/by-number/{}",
        "资市监咨告〔2017〕1号".bytes().fold(String::new(), |text, byte| format!("{text}%{byte:02X}"))
    );
    assert_eq!(city.get(&clerk, &by_number).await.ok()["id"], json!(id));
    // Printing is a look with a purpose.
    let reveal = format!("/enquiries/{id}/reveal");
    assert_eq!(city.post(&clerk, &reveal, json!({"purpose": "打"})).await.status, 422);
    let (printed, units) =
        city.statements(city.post(&clerk, &reveal, json!({"purpose": "打印告知单交咨询人"}))).await;
    assert!(units.iter().flatten().any(|name| *name == "event.append"));
    let text = printed.ok()["text"].as_str().unwrap().to_owned();
    for said in ["欧阳某：", SITUATION, "1. 申请书", "A01（一楼）", "20个工作日", "不是收件凭证"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    // Another organ's window sees nothing of it, as if it were not there.
    let foreign = city.session("foreign").await;
    let missing = "/enquiries/00000000-0000-7000-8000-000000000000";
    for path in [&format!("/enquiries/{id}"), missing, &by_number] {
        assert_eq!(city.get(&foreign, path).await.status, 404, "{path}");
    }
    assert_eq!(city.get(&foreign, &format!("/enquiries?department={}", city.department)).await.status, 404);
    assert_eq!(city.post(&foreign, &reveal, json!({"purpose": "打印告知单"})).await.status, 404);
    let reviewer = city.session("reviewer").await;
    assert_eq!(city.post(&reviewer, "/enquiries", asked(&city)).await.code().1, "authority.duty");
    let machine = city.token("clerk").await;
    assert_eq!(city.get(&machine, &format!("/enquiries/{id}")).await.status, 200);
    assert_eq!(city.post(&machine, &reveal, json!({"purpose": "打印告知单"})).await.status, 403);
    assert_eq!(city.post(&machine, "/enquiries", asked(&city)).await.status, 403);
}

async fn what_may_not_be_told_takes_no_number(city: City) {
    let clerk = city.session("clerk").await;
    for (change, code) in [
        (json!({"papers": ["p2"]}), "enquiry.papers_incomplete"),
        (json!({"papers": ["p1", "p9"]}), "enquiry.paper_unlisted"),
        (json!({"item": city.instant, "papers": [], "advice": null}), "enquiry.nothing_told"),
    ] {
        let mut body = asked(&city);
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(city.post(&clerk, "/enquiries", body).await.code(), (409, code.to_owned()));
    }
    for (field, value) in [
        ("asker", json!("张\u{200b}某")),
        ("phone", json!("1".repeat(41))),
        ("situation", json!("长".repeat(501))),
    ] {
        let mut body = asked(&city);
        body[field] = value;
        assert_eq!(city.post(&clerk, "/enquiries", body).await.status, 422, "{field}");
    }
    let mut body = asked(&city);
    body["papers"] = json!(vec!["p1"; 201]);
    assert_eq!(city.post(&clerk, "/enquiries", body).await.status, 422);
    let foreign = city.session("foreign").await;
    assert_eq!(city.post(&foreign, "/enquiries", asked(&city)).await.code().1, "authority.window");
    assert_eq!(told(&city, &clerk).await.1, "资市监咨告〔2017〕1号");
}

async fn contract_staff_tell_under_the_name_of_the_one_who_answers(city: City) {
    let assistant = city.session("assistant").await;
    let alone = city.post(&assistant, "/enquiries", asked(&city)).await;
    assert_eq!(alone.code().1, "authority.responsible.missing");
    let post = city.get(&assistant, "/session").await.ok()["posts"][0]["id"].clone();
    let answering = json!({"post": post, "responsible": city.person("clerk")});
    let moved = city.post(&assistant, "/session/post", answering).await.ok();
    let assistant = moved["secret"].as_str().unwrap().to_owned();
    let (id, _) = told(&city, &assistant).await;
    let page = city.get(&assistant, &format!("/enquiries/{id}")).await.ok();
    assert_eq!((&page["teller"], &page["responsible"]), (&json!("assistant某"), &json!("clerk某")));
    let purpose = json!({"purpose": "打印告知单交咨询人"});
    let text = city.post(&assistant, &format!("/enquiries/{id}/reveal"), purpose).await.ok();
    assert!(text["text"].as_str().unwrap().contains("经办人：assistant某（责任人：clerk某）"));
}

async fn enquiries_are_paged_by_day_and_item(city: City) {
    let clerk = city.session("clerk").await;
    let (first, _) = told(&city, &clerk).await;
    city.clock.turn(86_400);
    let clerk = city.session("clerk").await;
    let (second, _) = told(&city, &clerk).await;
    city.clock.turn(1);
    let other = json!({"item": city.instant, "papers": [], "advice": "当场办理，即来即办"});
    let other = city.post(&clerk, "/enquiries", other).await.ok()["id"].as_str().unwrap().to_owned();
    let ids = async |query: &str| -> Vec<String> {
        let page = city.get(&clerk, &format!("/enquiries?{query}")).await.ok();
        page["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("").await, [other.clone(), second.clone(), first.clone()]);
    assert_eq!(ids(&format!("item={}", city.item)).await, [second.clone(), first.clone()]);
    assert_eq!(ids("until=2017-10-24").await, std::slice::from_ref(&first));
    assert_eq!(ids("from=2017-10-25").await, [other.clone(), second.clone()]);
    let page = city.get(&clerk, "/enquiries?limit=2").await.ok();
    let next = page["next"].as_str().unwrap();
    assert_eq!(ids(&format!("limit=2&cursor={next}")).await, std::slice::from_ref(&first));
    assert_eq!(ids(&format!("until=2017-10-24&cursor={next}")).await, std::slice::from_ref(&first));
    let oldest = [first.clone(), second.clone(), other.clone()];
    assert_eq!(ids("sort=told_on").await, oldest);
    assert_eq!(ids("sort=told_on&from=2017-10-25").await, oldest[1..]);
    assert_eq!(ids("sort=told_on&until=2017-10-24").await, oldest[..1]);
    assert_eq!(ids(&format!("sort=told_on&item={}", city.item)).await, oldest[..2]);
    let page = city.get(&clerk, "/enquiries?limit=2&sort=told_on").await.ok();
    let next = page["next"].as_str().unwrap();
    assert_eq!(ids(&format!("limit=2&sort=told_on&cursor={next}")).await, oldest[2..]);
    assert_eq!(ids(&format!("sort=told_on&until=2017-10-24&cursor={next}")).await, [""; 0]);
    assert_eq!(city.get(&clerk, "/enquiries?sort=number").await.status, 400);
    assert_eq!(city.get(&clerk, "/enquiries?from=heute").await.status, 400);
    city.unchanged_by_a_rebuild().await;
}

pub(super) fn call(topic: &str) -> Value {
    json!({"way": "outgoing", "with": "欧阳某", "phone": "13800001234", "topic": topic,
        "said": "告知申请书未签名，请来窗口补签", "outcome": "spoken"})
}

async fn a_call_stands_in_the_timeline_and_moves_nothing(city: City) {
    let clerk = city.session("clerk").await;
    let case = city.received(&clerk).await;
    let path = format!("/cases/{case}");
    let before = city.get(&clerk, &path).await.ok();
    city.post(&clerk, &format!("{path}/calls"), call("corrections")).await.ok();
    let after = city.get(&clerk, &path).await.ok();
    for unmoved in ["stage", "clocks", "documents", "corrections", "owed", "holder"] {
        assert_eq!(after[unmoved], before[unmoved], "{unmoved}");
    }
    let entry = after["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!((&entry["kind"], &entry["data"]["topic"]), (&json!("case.telephoned"), &json!("corrections")));
    for personal in ["欧阳某", "13800001234", "补签"] {
        assert!(!after.to_string().contains(personal), "{personal}");
    }
    let shown = city.post(&clerk, &format!("{path}/reveal"), json!({"purpose": "核对通话内容"})).await.ok();
    let said = entry["data"]["said"]["id"].as_str().unwrap();
    assert_eq!(shown["texts"][said], "告知申请书未签名，请来窗口补签");
    let mut future = call("result");
    future["at"] = json!("2017-10-25T02:00:00Z");
    assert_eq!(city.post(&clerk, &format!("{path}/calls"), future).await.code().1, "case.call.time");
    let mut empty = call("result");
    empty["said"] = json!("……");
    assert_eq!(city.post(&clerk, &format!("{path}/calls"), empty).await.code().1, "case.call.empty");
    let mut wrong = call("result");
    wrong["phone"] = json!("1".repeat(41));
    assert_eq!(city.post(&clerk, &format!("{path}/calls"), wrong).await.status, 422);
    let foreign = city.session("foreign").await;
    assert_eq!(city.post(&foreign, &format!("{path}/calls"), call("result")).await.status, 404);
    let machine = city.token("clerk").await;
    assert_eq!(
        city.post(&machine, &format!("{path}/calls"), call("result")).await.code().1,
        "authority.token"
    );
}

async fn calls_are_listed_by_day(city: City) {
    let clerk = city.session("clerk").await;
    let case = city.received(&clerk).await;
    let path = format!("/cases/{case}/calls");
    city.post(&clerk, &path, call("corrections")).await.ok();
    city.clock.turn(86_400);
    let clerk = city.session("clerk").await;
    city.post(&clerk, &path, call("result")).await.ok();
    // Entered a day later than it was.
    let mut earlier = call("progress");
    earlier["at"] = json!("2017-10-24T03:00:00Z");
    city.post(&clerk, &path, earlier).await.ok();
    let topics = async |query: &str| -> Vec<String> {
        let page = city.get(&clerk, &format!("/calls?{query}")).await.ok();
        page["rows"].as_array().unwrap().iter().map(|row| row["topic"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(topics("").await, ["result", "progress", "corrections"]);
    assert_eq!(topics("until=2017-10-24").await, ["progress", "corrections"]);
    assert_eq!(topics("from=2017-10-25&until=2017-10-25").await, ["result"]);
    let page = city.get(&clerk, "/calls?limit=2").await.ok();
    assert_eq!((&page["rows"][0]["case"], &page["rows"][0]["teller"]), (&json!(case), &json!("clerk某")));
    assert_eq!(topics(&format!("limit=2&cursor={}", page["next"].as_str().unwrap())).await, ["corrections"]);
    let foreign = city.session("foreign").await;
    assert_eq!(city.get(&foreign, "/calls").await.ok()["rows"], json!([]));
    assert_eq!(city.get(&foreign, &format!("/calls?department={}", city.department)).await.status, 404);
    city.unchanged_by_a_rebuild().await;
}

async fn what_is_not_issued_or_served_waits_in_a_queue(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let case = city.received(&clerk).await;
    let waiting = async || {
        let unserved = city.get(&clerk, "/notices/unserved").await.ok()["rows"].clone();
        let counts = city.get(&clerk, "/notices").await.ok();
        assert_eq!(counts["unserved"], json!(unserved.as_array().unwrap().len()));
        unserved
    };
    assert_eq!(waiting().await, json!([]), "the receipt is handed over when papers come");
    city.post(&clerk, &format!("/cases/{case}/acceptance"), Value::Null).await.ok();
    let notice = waiting().await[0].clone();
    assert_eq!(
        (&notice["case"], &notice["kind"], &notice["next_act"]),
        (&json!(case), &json!("acceptance_notice"), &json!("seal"))
    );
    let document = format!("/cases/{case}/documents/{}", notice["id"].as_str().unwrap());
    let seal = json!({"seal": "approval", "copies": 2, "pages": 1});
    city.post(&chief, &format!("{document}/seal"), seal).await.ok();
    assert_eq!(waiting().await[0]["next_act"], "serve");
    let proof =
        json!({"service": "direct", "on": "2017-10-24", "recipient": "欧阳无名", "proof": "送达回证"});
    city.post(&clerk, &format!("{document}/service"), proof).await.ok();
    assert_eq!(waiting().await, json!([]));
    // What silence has accepted owes its notice.
    let late = city.received(&clerk).await;
    city.clock.turn(12 * 86_400);
    let clerk = city.session("clerk").await;
    city.post(&clerk, &format!("/cases/{late}/calls"), call("acceptance")).await.ok();
    let owed = city.get(&clerk, "/notices/owed").await.ok();
    assert_eq!((owed["rows"].as_array().unwrap().len(), &owed["rows"][0]["id"]), (1, &json!(late)));
    assert_eq!(city.get(&clerk, "/notices").await.ok(), json!({"owed": 1, "unserved": 0}));
    city.post(&clerk, &format!("/cases/{late}/acceptance"), Value::Null).await.ok();
    assert_eq!(city.get(&clerk, "/notices").await.ok(), json!({"owed": 0, "unserved": 1}));
    let foreign = city.session("foreign").await;
    for path in ["/notices", "/notices/owed", "/notices/unserved"] {
        let others = format!("{path}?department={}", city.department);
        assert_eq!(city.get(&foreign, &others).await.status, 404, "{path}");
        assert_eq!(city.get(&foreign, path).await.status, 200, "{path}");
    }
    city.unchanged_by_a_rebuild().await;
}

const REMARKS: &str = "三号柜存原件四份，申请人下午来取";

/// A case that the clerk holds.
async fn held(city: &City, clerk: &str, chief: &str) -> String {
    let case = city.received(clerk).await;
    let given = json!({"to": city.person("clerk"), "reasons": "分派窗口人员承办，请及时办理"});
    city.post(chief, &format!("/cases/{case}/assignment"), given).await.ok();
    case
}

pub(super) async fn proposed(city: &City, clerk: &str) -> String {
    let stock = json!([{"stock": "receipts", "count": 48}, {"stock": "approval_seal", "count": 1}]);
    let given = json!({"taker": city.person("chief"), "stock": stock, "remarks": REMARKS});
    city.post(clerk, "/handovers", given).await.ok()["id"].as_str().unwrap().to_owned()
}

async fn cases_change_hands_when_the_taker_confirms(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let case = held(&city, &clerk, &chief).await;
    let id = proposed(&city, &clerk).await;
    let path = format!("/handovers/{id}");
    let seen = city.get(&chief, &path).await.ok();
    assert_eq!((&seen["giver_name"], &seen["taker_name"]), (&json!("clerk某"), &json!("chief某")));
    assert_eq!(
        (&seen["window"], &seen["standing"], &seen["remarks"]),
        (&json!("A01"), &json!("proposed"), &json!(REMARKS))
    );
    let over = &seen["cases"][0];
    assert_eq!(
        (&over["case"], &over["group"], &over["originals"]),
        (&json!(case), &json!("not_accepted"), &json!(4))
    );
    let holder = async || city.get(&clerk, "/cases?mine=true").await.ok()["rows"].as_array().unwrap().len();
    assert_eq!(holder().await, 1, "nothing changes hands before the taker confirms");
    let waiting = city.get(&chief, "/handovers?mine=true").await.ok();
    assert_eq!((&waiting["rows"][0]["id"], &waiting["rows"][0]["cases"]), (&json!(id), &json!(1)));
    let confirm = format!("{path}/confirmation");
    assert_eq!(city.post(&clerk, &confirm, Value::Null).await.code().1, "handover.not_taker");
    city.post(&chief, &confirm, Value::Null).await.ok();
    assert_eq!(holder().await, 0);
    assert_eq!(city.get(&chief, "/cases?mine=true").await.ok()["rows"][0]["id"], json!(case));
    let page = city.get(&chief, &format!("/cases/{case}")).await.ok();
    let last = page["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["kind"], &last["data"]["handed_over"]), (&json!("case.reassigned"), &json!(true)));
    assert_eq!(last["by"]["name"], "clerk某", "the holder handed it over");
    assert_eq!(city.get(&chief, "/handovers?mine=true").await.ok()["rows"], json!([]));
    let listed = city.get(&chief, "/handovers").await.ok();
    assert_eq!(listed["rows"][0]["standing"], "confirmed");
    assert_eq!(city.post(&chief, &confirm, Value::Null).await.code().1, "handover.closed");
    // Others of the department see what went over, not what the two wrote.
    let leader = city.session("leader").await;
    let seen = city.get(&leader, &path).await.ok();
    assert_eq!((&seen["remarks"], seen["cases"].as_array().unwrap().len()), (&Value::Null, 1));
    let foreign = city.session("foreign").await;
    for there in [&path, "/handovers/00000000-0000-7000-8000-000000000000"] {
        assert_eq!(city.get(&foreign, there).await.status, 404);
        assert_eq!(city.post(&foreign, &format!("{there}/confirmation"), Value::Null).await.status, 404);
    }
    city.unchanged_by_a_rebuild().await;
}

async fn a_hand_over_goes_back_or_is_taken_back_and_nothing_changes_hands(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    held(&city, &clerk, &chief).await;
    let id = proposed(&city, &clerk).await;
    // Another case came into the giver's hands meanwhile: what was shown is not what would go over.
    held(&city, &clerk, &chief).await;
    let path = format!("/handovers/{id}");
    let changed = city.post(&chief, &format!("{path}/confirmation"), Value::Null).await;
    assert_eq!(changed.code(), (409, "handover.changed".to_owned()));
    let short = city.post(&chief, &format!("{path}/return"), json!({"reason": "不对"})).await;
    assert_eq!(short.code().1, "handover.remarks_short");
    city.post(&chief, &format!("{path}/return"), json!({"reason": "办件有增加，请重新提出交接"})).await.ok();
    let seen = city.get(&clerk, &path).await.ok();
    assert_eq!(
        (&seen["standing"], &seen["reason"]),
        (&json!("returned"), &json!("办件有增加，请重新提出交接"))
    );
    city.clock.turn(1);
    let id = proposed(&city, &clerk).await;
    let withdraw = format!("/handovers/{id}/withdrawal");
    assert_eq!(city.post(&chief, &withdraw, Value::Null).await.code().1, "handover.not_giver");
    city.post(&clerk, &withdraw, Value::Null).await.ok();
    assert_eq!(city.get(&clerk, "/cases?mine=true").await.ok()["rows"].as_array().unwrap().len(), 2);
    let page = city.get(&clerk, "/handovers?limit=1").await.ok();
    assert_eq!(page["rows"][0]["standing"], "withdrawn");
    let next =
        city.get(&clerk, &format!("/handovers?limit=1&cursor={}", page["next"].as_str().unwrap())).await.ok();
    assert_eq!(next["rows"][0]["standing"], "returned");
    let standings = async |query: &str| -> Vec<Value> {
        let page = city.get(&clerk, &format!("/handovers?{query}")).await.ok();
        page["rows"].as_array().unwrap().iter().map(|row| row["standing"].clone()).collect()
    };
    assert_eq!(standings("sort=proposed_on").await, ["returned", "withdrawn"], "the oldest first");
    let page = city.get(&clerk, "/handovers?limit=1&sort=proposed_on").await.ok();
    let next = format!("limit=1&sort=proposed_on&cursor={}", page["next"].as_str().unwrap());
    assert_eq!(standings(&next).await, ["withdrawn"]);
    assert_eq!(standings("from=2999-01-01").await, [""; 0]);
    assert_eq!(standings("sort=proposed_on&until=2001-01-01").await, [""; 0]);
    for (taker, rule) in [
        ("clerk", "handover.oneself"),
        ("assistant", "case.reassign.unfit"),
        ("foreign", "case.reassign.unfit"),
    ] {
        let given = json!({"taker": city.person(taker), "remarks": REMARKS});
        assert_eq!(city.post(&clerk, "/handovers", given).await.code().1, rule, "{taker}");
    }
    let manager = city.session("manager").await;
    let given = json!({"taker": city.person("chief"), "remarks": REMARKS});
    assert_eq!(city.post(&manager, "/handovers", given).await.status, 403);
    city.unchanged_by_a_rebuild().await;
}
