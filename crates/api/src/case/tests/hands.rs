//! In whose hands a case is, from its receipt on; papers compared with their originals; and what was entered late.

use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both! {
    City:
    whoever_receives_has_it_among_his_tasks_and_what_is_nobodys_is_taken_up,
    what_was_received_goes_over_with_the_shift,
    a_paper_says_who_compared_it_and_whose_original_is_held,
    a_new_mandate_takes_the_place_of_one_that_is_over,
    somebody_new_acts_for_the_applicant_and_is_nobody_who_is_there,
    a_late_entry_says_when_why_and_under_which_slip,
    a_sheet_that_is_printed_again_is_a_reprint,
}

async fn mine(city: &City, secret: &str) -> Vec<Value> {
    let page = city.get(secret, "/cases?mine=true").await.ok();
    page["rows"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect()
}

fn allowed(page: &Value, act: &str) -> bool {
    let acts = page["allowed"].as_array().unwrap();
    acts.iter().any(|known| known["act"] == act && known["allowed"] == true)
}

async fn whoever_receives_has_it_among_his_tasks_and_what_is_nobodys_is_taken_up(city: City) {
    let (clerk, reviewer) = (city.session("clerk").await, city.session("reviewer").await);
    let case = city.received(&clerk).await;
    let path = format!("/cases/{case}");
    assert_eq!(mine(&city, &clerk).await, [json!(case)]);
    let page = city.get(&clerk, &path).await.ok();
    assert_eq!(page["holder"]["person_name"], "clerk某");
    assert!(allowed(&page, "hand_over") && !allowed(&page, "take_over"));
    city.post(&clerk, &format!("{path}/acceptance"), Value::Null).await.ok();
    // Review is another duty's: it is nobody's until somebody of that duty takes it up.
    assert!(mine(&city, &clerk).await.is_empty());
    let page = city.get(&clerk, &path).await.ok();
    assert!(!allowed(&page, "hand_over") && !allowed(&page, "take_over"));
    let take = format!("{path}/take-over");
    assert_eq!(city.post(&clerk, &take, Value::Null).await.code().1, "authority.duty");
    let page = city.get(&reviewer, &path).await.ok();
    assert_eq!((&page["holder"]["person"], allowed(&page, "take_over")), (&Value::Null, true));
    city.post(&reviewer, &take, Value::Null).await.ok();
    assert_eq!(mine(&city, &reviewer).await, [json!(case)]);
    assert_eq!(city.post(&reviewer, &take, Value::Null).await.code().1, "case.take_over.held");
    let second = city.session("second").await;
    assert_eq!(city.post(&second, &take, Value::Null).await.code().1, "case.assigned.to_another");
    let page = city.get(&reviewer, &path).await.ok();
    let last = page["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["kind"], &last["data"]["from"]), (&json!("case.taken_over"), &Value::Null));
    city.unchanged_by_a_rebuild().await;
}

async fn what_was_received_goes_over_with_the_shift(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let case = city.received(&clerk).await;
    let given =
        json!({"taker": city.person("chief"), "stock": [], "remarks": "下午由首席代表在窗口接办，请接收"});
    let over = city.post(&clerk, "/handovers", given).await.ok();
    let path = format!("/handovers/{}", over["id"].as_str().unwrap());
    let seen = city.get(&chief, &path).await.ok();
    assert_eq!(
        (&seen["cases"][0]["case"], &seen["cases"][0]["group"], &seen["cases"][0]["originals"]),
        (&json!(case), &json!("not_accepted"), &json!(4))
    );
    city.post(&chief, &format!("{path}/confirmation"), Value::Null).await.ok();
    assert_eq!((mine(&city, &clerk).await.len(), mine(&city, &chief).await), (0, vec![json!(case)]));
    city.unchanged_by_a_rebuild().await;
}

async fn a_paper_says_who_compared_it_and_whose_original_is_held(city: City) {
    let clerk = city.session("clerk").await;
    let mut papers = city.papers(city.item);
    papers["papers"] = json!([
        {"paper": "p1", "form": "original_seen", "copies": 1},
        {"paper": "p2", "form": "copy", "copies": 1,
            "verified": {"by": city.person("chief"), "on": "2017-10-23"}},
        {"paper": "p3", "form": "copy", "copies": 1},
        {"paper": "p4", "form": "original_taken", "copies": 2},
    ]);
    let case = city.post(&clerk, "/cases", papers.clone()).await.ok()["id"].as_str().unwrap().to_owned();
    let path = format!("/cases/{case}");
    let page = city.get(&clerk, &path).await.ok();
    let verified = |place: usize| page["papers"][place]["verified"].clone();
    assert_eq!(verified(0), json!({"by": city.person("clerk"), "by_name": "clerk某", "on": "2017-10-24"}));
    assert_eq!(verified(1), json!({"by": city.person("chief"), "by_name": "chief某", "on": "2017-10-23"}));
    assert_eq!((verified(2), verified(3)), (Value::Null, Value::Null));
    let receipt = page["documents"][0]["id"].as_str().unwrap();
    let text = city.get(&clerk, &format!("{path}/documents/{receipt}")).await.ok()["text"].clone();
    let text = text.as_str().unwrap();
    assert!(text.contains("与原件核对无误（clerk某 2017年10月24日）"), "{text}");
    assert!(
        text.contains("与原件核对无误（chief某 2017年10月23日）") && text.contains("咨询电话："),
        "{text}"
    );
    // What is held is seen in the lists, until somebody signs for it.
    let held = |marks: &Value| marks.as_array().unwrap().contains(&json!("originals_held"));
    let row = city.get(&clerk, "/cases?mine=true").await.ok()["rows"][0].clone();
    assert!(held(&page["marks"]) && held(&row["marks"]));
    let back = json!({"papers": ["p4"], "recipient": "欧阳无名"});
    city.post(&clerk, &format!("{path}/originals-return"), back).await.ok();
    let page = city.get(&clerk, &path).await.ok();
    assert!(!held(&page["marks"]));
    let signed = page["papers"][3]["returned_to"].as_str().unwrap();
    let shown =
        city.post(&clerk, &format!("{path}/reveal"), json!({"purpose": "核对原件由谁签收"})).await.ok();
    assert_eq!(shown["texts"][signed], "欧阳无名");
    papers["papers"][1]["verified"] = json!({"by": city.person("assistant")});
    assert_eq!(city.post(&clerk, "/cases", papers).await.code().1, "case.paper.verified");
    city.unchanged_by_a_rebuild().await;
}

async fn a_late_entry_says_when_why_and_under_which_slip(city: City) {
    let clerk = city.session("clerk").await;
    let mut papers = city.papers(city.item);
    papers["received_at"] = json!("2017-10-24T09:05:00+08:00");
    papers["late"] = json!({"reason": "系统停机，先出具应急收件单", "slip": "应急〔2017〕7号"});
    let case = city.post(&clerk, "/cases", papers).await.ok()["id"].as_str().unwrap().to_owned();
    let page = city.get(&clerk, &format!("/cases/{case}")).await.ok();
    let late = &page["entered_late"];
    assert_eq!((&late["mark"], &late["slip"]), (&json!("outage_entry"), &json!("应急〔2017〕7号")));
    assert_eq!(page["received_at"], "2017-10-24T01:05:00Z");
    let purpose = json!({"purpose": "核对补录的原因"});
    let shown = city.post(&clerk, &format!("/cases/{case}/reveal"), purpose).await.ok();
    assert_eq!(shown["texts"][late["reason"].as_str().unwrap()], "系统停机，先出具应急收件单");
    let usual = city.received(&clerk).await;
    assert_eq!(city.get(&clerk, &format!("/cases/{usual}")).await.ok()["entered_late"], Value::Null);
}

async fn a_sheet_that_is_printed_again_is_a_reprint(city: City) {
    let clerk = city.session("clerk").await;
    let asked = json!({"item": city.item, "papers": ["p1", "p2"], "asker": "欧阳某", "phone": "13800001234"});
    let told = city.post(&clerk, "/enquiries", asked).await.ok();
    let path = format!("/enquiries/{}", told["id"].as_str().unwrap());
    let prints = format!("{path}/prints");
    assert_eq!(city.post(&clerk, &prints, json!({"sheet": "narrow_slip"})).await.ok()["copy"], 1);
    let again = json!({"sheet": "a4", "purpose": "咨询人遗失告知单"});
    assert_eq!(city.post(&clerk, &prints, again).await.ok()["copy"], 2);
    let seen = city.get(&clerk, &path).await.ok();
    let copies: Vec<_> =
        seen["printed"].as_array().unwrap().iter().map(|copy| copy["copy"].clone()).collect();
    assert_eq!(copies, [json!(2), json!(1)]);
    let auditor = city.session("audit").await;
    let looks = city.get(&auditor, "/looks").await.ok();
    assert_eq!(looks["rows"][0]["kind"], "look.enquiry_printed");
    let foreign = city.session("foreign").await;
    assert_eq!(city.post(&foreign, &prints, json!({"sheet": "a4"})).await.status, 404);
    let token = city.token("clerk").await;
    assert_eq!(city.post(&token, &prints, json!({"sheet": "a4"})).await.code().1, "access.person");
    city.unchanged_by_a_rebuild().await;
}

async fn a_new_mandate_takes_the_place_of_one_that_is_over(city: City) {
    let clerk = city.session("clerk").await;
    let mandate = |from: &str, to: &str| json!({"scope": "代为提交申请材料", "from": from, "to": to, "paper": "授权委托书原件一份"});
    let mut papers = city.papers(city.item);
    let agent = json!({"role": "agent", "kind": "person", "name": "司马某", "id_kind": "414", "id_number": "E12345678",
        "mandate": mandate("2017-01-01", "2017-06-30")});
    papers["parties"].as_array_mut().unwrap().push(agent);
    let case = city.post(&clerk, "/cases", papers).await.ok();
    let case = format!("/cases/{}", case["id"].as_str().unwrap());
    let page = city.get(&clerk, &case).await.ok();
    assert!(page["marks"].as_array().unwrap().contains(&json!("mandate_over")));
    let agent = page["parties"][1]["id"].clone();
    let right = json!({"what": "申请书第二页漏填的联系电话", "by": agent});
    let path = format!("{case}/on-the-spot-corrections");
    assert_eq!(city.post(&clerk, &path, right.clone()).await.code().1, "case.party.mandate_over");
    let record = |given: Value| json!({"party": agent, "mandate": given});
    let mandates = format!("{case}/mandates");
    let over = city.post(&clerk, &mandates, record(mandate("2017-01-01", "2017-10-23"))).await;
    assert_eq!(over.code(), (409, "case.party.mandate_over".to_owned()));
    let reviewer = city.session("reviewer").await;
    let theirs = city.post(&reviewer, &mandates, record(mandate("2017-10-24", "2017-12-31"))).await;
    assert_eq!(theirs.code().1, "authority.duty");
    city.post(&clerk, &mandates, record(mandate("2017-10-24", "2017-12-31"))).await.ok();
    let page = city.get(&clerk, &case).await;
    assert!(!page.text.contains("代为提交申请材料"), "its words lie in the vault");
    let page = page.json();
    assert_eq!(
        (&page["parties"][1]["mandate"]["to"], &page["parties"][1]["mandate"]["holds"]),
        (&json!("2017-12-31"), &json!(true))
    );
    assert!(!page["marks"].as_array().unwrap().contains(&json!("mandate_over")));
    city.post(&clerk, &path, right).await.ok();
    // The new one holds: another takes its place only for a reason, which stands in the timeline and in the vault.
    let wider = mandate("2017-10-24", "2017-11-30");
    let holds = city.post(&clerk, &mandates, record(wider.clone())).await;
    assert_eq!(holds.code(), (409, "case.party.mandate_holds".to_owned()));
    let why = "申请人取消原委托，另行委托签收文书";
    // The very same again takes no place, whatever reason is given; neither does one of another age.
    let mut same = mandate("2017-10-24", "2017-12-31");
    same["paper"] = json!(" 授权委托书原件一份");
    let same = city.post(&clerk, &mandates, json!({"party": agent, "mandate": same, "reasons": why})).await;
    assert_eq!(same.code(), (409, "case.party.mandate_same".to_owned()));
    for from in ["-009999-01-01", "1907-01-01"] {
        let far = json!({"party": agent, "mandate": mandate(from, "2017-12-31"), "reasons": why});
        let far = city.post(&clerk, &mandates, far).await;
        assert_eq!(far.code(), (409, "case.party.mandate_days".to_owned()), "{from}");
    }
    let given = json!({"party": agent, "mandate": wider, "reasons": why});
    city.post(&clerk, &mandates, given).await.ok();
    let page = city.get(&clerk, &case).await.ok();
    assert_eq!(page["parties"][1]["mandate"]["to"], "2017-11-30");
    let told: Vec<&Value> = page["timeline"].as_array().unwrap().iter().collect();
    let told = told.into_iter().rfind(|entry| entry["kind"] == "case.mandate_recorded").unwrap();
    assert!(told["data"]["reasons"]["commitment"].is_string(), "{told}");
    let texts =
        city.post(&clerk, &format!("{case}/reveal"), json!({"purpose": "核对更换授权的原因"})).await.ok();
    assert!(texts.to_string().contains(why));
    city.unchanged_by_a_rebuild().await;
}

async fn somebody_new_acts_for_the_applicant_and_is_nobody_who_is_there(city: City) {
    let clerk = city.session("clerk").await;
    let case = format!("/cases/{}", city.received(&clerk).await);
    let agent = |number: &str, to: &str| {
        json!({"agent": {"role": "agent", "kind": "person", "name": "诸葛某", "id_kind": "414", "id_number": number,
            "phone": "13800007777", "mandate": {"scope": "代为领取文书", "from": "2017-10-01", "to": to, "paper": "授权委托书原件一份"}}})
    };
    let agents = format!("{case}/agents");
    let add = async |body: Value| city.post(&clerk, &agents, body).await;
    let mut mistyped = agent("51200019900101001Y", "2017-12-31");
    mistyped["agent"]["id_kind"] = json!("111");
    let wrong = add(mistyped).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("agent.id_number"), "{}", wrong.text);
    assert_eq!(add(agent("E87654321", "2017-10-02")).await.code().1, "case.party.mandate_over");
    let mut bare = agent("E87654321", "2017-12-31");
    bare["agent"]["mandate"] = Value::Null;
    assert_eq!(add(bare).await.code().1, "case.party.mandate");
    let reviewer = city.session("reviewer").await;
    let theirs = city.post(&reviewer, &agents, agent("E87654321", "2017-12-31")).await;
    assert_eq!(theirs.code().1, "authority.duty");
    add(agent("E87654321", "2017-12-31")).await.ok();
    assert_eq!(add(agent("E87654321", "2017-12-31")).await.code().1, "case.party.agent_known");
    let page = city.get(&clerk, &case).await;
    assert!(!page.text.contains("E87654321") && !page.text.contains("诸葛某"), "masked: {}", page.text);
    let page = page.json();
    let known = page["parties"].as_array().unwrap().last().unwrap();
    assert_eq!((&known["role"], &known["mandate"]["holds"]), (&json!("agent"), &json!(true)));
    let trail = city.get(&clerk, &format!("{case}/audit-trail")).await.ok();
    assert!(trail.to_string().contains("case.agent_added") && !trail.to_string().contains("诸葛"));
    // The applicant himself is no agent of his own.
    let applicant = city.papers(city.item)["parties"][0].clone();
    let mut own = agent("", "2017-12-31");
    for name in ["id_kind", "id_number", "name"] {
        own["agent"][name] = applicant[name].clone();
    }
    assert_eq!(add(own).await.code().1, "case.party.agent_known");
    let right = json!({"what": "申请书第二页漏填的联系电话", "by": known["id"]});
    city.post(&clerk, &format!("{case}/on-the-spot-corrections"), right).await.ok();
    city.unchanged_by_a_rebuild().await;
}
