//! 送达地址确认书: confirmed with the receipt, printed, signed, changed, and held against how documents were served.

use serde_json::{Value, json};

use super::city::{City, NAME};
use super::files::{pdf, sent};

daowei_store::on_both! {
    City:
    what_was_confirmed_is_masked_printed_signed_and_served_by,
    electronic_service_waits_for_the_signature,
    a_signed_confirmation_is_scanned,
    the_signed_slip_and_the_signed_form_come_with_their_acts,
    a_slip_that_comes_back_later_joins_its_service,
    what_cannot_be_read_is_told_by_its_field,
}

const TODAY: &str = "2017-10-24";

fn mail() -> Value {
    json!({"way": "mail", "to": {"recipient": "司马某", "phone": "13800005678", "address": "四川省成都市青羊区无名巷3号",
        "postcode": "610031"}})
}

fn standing(case: &Value) -> &Value {
    &case["services"][0]
}

/// Received with that confirmation; its path.
async fn received(city: &City, clerk: &str, service: Value) -> String {
    let mut papers = city.papers(city.instant);
    papers["papers"] = json!([]);
    papers["service"] = service;
    let brief = city.post(clerk, "/cases", papers).await.ok();
    format!("/cases/{}", brief["id"].as_str().unwrap())
}

/// Decided on the spot and sealed.
async fn decided(city: &City, case: &str) {
    let chief = city.session("chief").await;
    let granted = json!({"outcome": "grant", "reasons": "申请材料齐全，符合法定条件"});
    let brief = city.post(&chief, &format!("{case}/on-the-spot-decision"), granted).await.ok();
    let paper = brief["documents"].as_array().unwrap().iter().find(|d| d["kind"] == "on_the_spot_decision");
    let seal = json!({"seal": "approval", "copies": 2, "pages": 1});
    let paper = paper.unwrap()["id"].as_str().unwrap();
    city.post(&chief, &format!("{case}/documents/{paper}/seal"), seal).await.ok();
}

async fn sign(city: &City, clerk: &str, case: &str) -> Value {
    let seen = city.get(clerk, case).await.ok();
    let document = standing(&seen)["document"].as_str().unwrap().to_owned();
    let path = format!("{case}/documents/{document}/signature");
    city.post(clerk, &path, json!({"by": standing(&seen)["party"]})).await.ok();
    city.get(clerk, case).await.ok()
}

async fn what_was_confirmed_is_masked_printed_signed_and_served_by(city: City) {
    let clerk = city.session("clerk").await;
    let case = received(&city, &clerk, mail()).await;
    let seen = city.get(&clerk, &case).await.ok();
    let service = &standing(&seen)["service"];
    assert_eq!((&service["way"], &service["recipient"]), (&json!("mail"), &json!("司**")));
    assert_eq!((&service["phone"], &standing(&seen)["signed_on"]), (&json!("138****5678"), &Value::Null));
    let document = standing(&seen)["document"].as_str().unwrap().to_owned();
    let paper = format!("{case}/documents/{document}");
    let masked = city.get(&clerk, &paper).await.ok();
    let trail = city.get(&clerk, &format!("{case}/audit-trail")).await.ok();
    for personal in ["司马某", "13800005678", "青羊区", "610031"] {
        for shown in [&seen, &masked, &trail] {
            assert!(!shown.to_string().contains(personal), "{personal}: {shown}");
        }
    }
    let purpose = json!({"purpose": "打印送达地址确认书交申请人签字"});
    let clear = city.post(&clerk, &format!("{paper}/reveal"), purpose).await.ok();
    for said in ["送达地址确认书", NAME, "司马某", "13800005678", "青羊区无名巷3号", "610031", "邮寄送达"]
    {
        assert!(clear["text"].as_str().unwrap().contains(said), "{said}: {}", clear["text"]);
    }
    let receipt = seen["documents"].as_array().unwrap().iter().find(|d| d["kind"] == "receipt").unwrap();
    let receipt =
        city.get(&clerk, &format!("{case}/documents/{}", receipt["id"].as_str().unwrap())).await.ok();
    assert!(receipt["text"].as_str().unwrap().contains("确认的送达方式：邮寄送达"), "{}", receipt["text"]);
    let signed = sign(&city, &clerk, &case).await;
    assert_eq!(standing(&signed)["signed_on"], TODAY);
    let again =
        city.post(&clerk, &format!("{paper}/signature"), json!({"by": standing(&seen)["party"]})).await;
    assert_eq!(again.code(), (409, "case.confirm_service.signed_twice".to_owned()));
    decided(&city, &case).await;
    let mut served = json!({"service": "direct", "on": TODAY, "recipient": "司马某", "proof": "当面签收"});
    let refused = city.post(&clerk, &format!("{case}/delivery"), served.clone()).await;
    assert_eq!(refused.code(), (409, "case.serve.otherwise_unexplained".to_owned()));
    assert!(refused.text.contains("邮寄送达"), "{}", refused.text);
    served["otherwise"] = json!("申请人到窗口自取");
    city.post(&clerk, &format!("{case}/delivery"), served).await.ok();
    city.unchanged_by_a_rebuild().await;
}

async fn a_signed_confirmation_is_scanned(city: City) {
    let clerk = city.session("clerk").await;
    let case = received(&city, &clerk, mail()).await;
    let document = standing(&city.get(&clerk, &case).await.ok())["document"].as_str().unwrap().to_owned();
    let path = format!("{case}/documents/{document}/confirmation-scan");
    let (first, second) = (sent(&city, &clerk, &pdf(100)).await, sent(&city, &clerk, &pdf(90)).await);
    let early = city.post(&clerk, &path, json!({"file": first})).await;
    assert_eq!(early.code(), (409, "case.scan.confirmation".to_owned()), "nobody has signed it yet");
    sign(&city, &clerk, &case).await;
    city.post(&clerk, &path, json!({"file": first})).await.ok();
    let seen = city.get(&clerk, &case).await.ok();
    assert_eq!((&seen["files"][0]["document"], &seen["files"][0]["id"]), (&json!(document), &json!(first)));
    let trail = city.get(&clerk, &format!("{case}/audit-trail")).await.ok();
    assert!(trail.to_string().contains("case.signed_scanned") && !trail.to_string().contains("张三"));
    // What another confirmation took the place of stands no more.
    let change = json!({"party": standing(&seen)["party"], "service": {"way": "direct"}, "reasons": "申请人要求改为窗口领取，当面提出"});
    city.post(&clerk, &format!("{case}/service-confirmations"), change).await.ok();
    let late = city.post(&clerk, &path, json!({"file": second})).await;
    assert_eq!(late.code(), (409, "case.scan.confirmation".to_owned()));
    city.unchanged_by_a_rebuild().await;
}

async fn the_signed_slip_and_the_signed_form_come_with_their_acts(city: City) {
    let clerk = city.session("clerk").await;
    let case = received(&city, &clerk, json!({"way": "direct"})).await;
    decided(&city, &case).await;
    let (slip, form) = (sent(&city, &clerk, &pdf(100)).await, sent(&city, &clerk, &pdf(90)).await);
    let deliver = |files: Value| json!({"service": "direct", "on": TODAY, "recipient": "司马某", "proof": "回证第9号", "files": files});
    let path = format!("{case}/delivery");
    let chief = city.session("chief").await;
    let theirs = sent(&city, &chief, &pdf(80)).await;
    let foreign = city.post(&clerk, &path, deliver(json!([theirs]))).await;
    assert_eq!(foreign.code(), (409, "file.unknown".to_owned()), "another's file is not there");
    city.post(&clerk, &path, deliver(json!([slip]))).await.ok();
    let seen = city.get(&clerk, &case).await.ok();
    let decision = &seen["decisions"][0]["document"];
    let file = &seen["files"][0];
    assert_eq!(file["kind"], "service_proof", "and no signed scan of the decision");
    assert_eq!((&file["id"], &file["document"]), (&json!(slip), decision));
    let look = format!("{case}/files/{slip}/reveal");
    city.post(&clerk, &look, json!({"purpose": "核对送达回证"})).await.ok();

    let case = format!("/cases/{}", city.received(&clerk).await);
    let withdrawn = json!({"form": "撤回申请书（2017-10-24）", "files": [form]});
    city.post(&clerk, &format!("{case}/withdrawal"), withdrawn).await.ok();
    let file = city.get(&clerk, &case).await.ok()["files"][0].clone();
    assert_eq!((&file["id"], &file["kind"]), (&json!(form), &json!("withdrawal_form")));
    city.unchanged_by_a_rebuild().await;
}

async fn a_slip_that_comes_back_later_joins_its_service(city: City) {
    let clerk = city.session("clerk").await;
    let case = received(&city, &clerk, json!({"way": "direct"})).await;
    decided(&city, &case).await;
    let document = city.get(&clerk, &case).await.ok()["decisions"][0]["document"].clone();
    let path = format!("{case}/documents/{}/proof-scan", document.as_str().unwrap());
    let (slip, again) = (sent(&city, &clerk, &pdf(100)).await, sent(&city, &clerk, &pdf(90)).await);
    let scan = |file: &str, reasons: Option<&str>| json!({"files": [file], "reasons": reasons});
    let early = city.post(&clerk, &path, scan(&slip, None)).await;
    assert_eq!(early.code(), (409, "case.scan.unserved".to_owned()));
    let served = json!({"service": "direct", "on": TODAY, "recipient": "司马某", "proof": "回证第9号"});
    city.post(&clerk, &format!("{case}/delivery"), served).await.ok();
    let reviewer = city.session("reviewer").await;
    assert_eq!(city.post(&reviewer, &path, scan(&slip, None)).await.code().1, "authority.duty");
    city.post(&clerk, &path, scan(&slip, None)).await.ok();
    let twice = city.post(&clerk, &path, scan(&again, None)).await;
    assert_eq!(twice.code(), (409, "case.scan.there".to_owned()));
    city.post(&clerk, &path, scan(&again, Some("原扫描件缺第二页，另附全件"))).await.ok();
    let seen = city.get(&clerk, &case).await.ok();
    let files = seen["files"].as_array().unwrap();
    let kinds: Vec<_> = files.iter().map(|file| (&file["kind"], &file["document"])).collect();
    assert_eq!(kinds, [(&json!("service_proof"), &document); 2], "both stand with the paper");
    let kept =
        seen["timeline"].as_array().unwrap().iter().filter(|entry| entry["kind"] == "case.proof_scanned");
    assert!(
        kept.clone().count() == 2 && kept.clone().all(|entry| entry["at"].is_string()),
        "with who and when"
    );
    let trail = city.get(&clerk, &format!("{case}/audit-trail")).await.ok();
    assert!(!trail.to_string().contains("缺第二页"), "why lies in the vault");
    city.unchanged_by_a_rebuild().await;
}

async fn electronic_service_waits_for_the_signature(city: City) {
    let clerk = city.session("clerk").await;
    let case = received(&city, &clerk, json!({"way": "direct", "to": mail()["to"]})).await;
    let seen = city.get(&clerk, &case).await.ok();
    assert_eq!(standing(&seen)["service"]["way"], "direct");
    assert_eq!(standing(&seen)["service"]["recipient"], Value::Null, "a place that nobody needs is not kept");
    assert_eq!(standing(&seen)["document"], Value::Null, "there is nothing to sign");
    let electronic = json!({"way": "electronic", "to": {"recipient": "司马某", "phone": "13800005678",
        "electronic_address": "sima@example.cn"}});
    let path = format!("{case}/service-confirmations");
    let mut given = json!({"party": standing(&seen)["party"], "service": electronic});
    let refused = city.post(&clerk, &path, given.clone()).await;
    assert_eq!(refused.code(), (409, "case.reasons.short".to_owned()), "{}", refused.text);
    given["reasons"] = json!("申请人来电要求改为电子送达");
    city.post(&clerk, &path, given).await.ok();
    let changed = city.get(&clerk, &case).await.ok();
    assert_eq!(standing(&changed)["service"]["electronic_address"], "s***@example.cn");
    let kinds = changed["timeline"].as_array().unwrap().iter().map(|entry| &entry["kind"]);
    assert_eq!(kinds.filter(|kind| *kind == "case.service_confirmed").count(), 2, "both stay in the trail");
    decided(&city, &case).await;
    let served = json!({"service": "electronic", "on": TODAY, "proof": "系统送达回执"});
    let refused = city.post(&clerk, &format!("{case}/delivery"), served.clone()).await;
    assert_eq!(refused.code(), (409, "case.serve.consent_missing".to_owned()));
    sign(&city, &clerk, &case).await;
    city.post(&clerk, &format!("{case}/delivery"), served).await.ok();
}

async fn what_cannot_be_read_is_told_by_its_field(city: City) {
    let clerk = city.session("clerk").await;
    let mut papers = city.papers(city.item);
    papers["service"] = mail();
    papers["service"]["to"]["postcode"] = json!("61003");
    let refused = city.post(&clerk, "/cases", papers.clone()).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert!(refused.text.contains("service.to.postcode"), "{}", refused.text);
    assert!(!refused.text.contains("61003"), "what was typed is not repeated");
    papers["service"] = json!({"way": "mail"});
    let refused = city.post(&clerk, "/cases", papers).await;
    assert_eq!(refused.code(), (409, "case.confirm_service.address_missing".to_owned()));
}
