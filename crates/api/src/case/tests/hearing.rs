//! 利害关系人, over HTTP: told under seal, served, heard, and only then decided.

use serde_json::{Value, json};

use super::city::City;

const OPINION: &str = "经审查，申请材料齐全，符合法定条件";
const TODAY: &str = "2017-10-24";

daowei_store::on_both! {
    City:
    whoever_is_concerned_is_told_and_heard,
}

async fn whoever_is_concerned_is_told_and_heard(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let mut papers = city.papers(city.item);
    papers["parties"].as_array_mut().unwrap().push(json!({
        "role": "interested", "kind": "person", "name": "诸葛邻居", "id_kind": "990", "id_number": "邻0001"
    }));
    let received = city.post(&clerk, "/cases", papers).await.ok();
    let case = format!("/cases/{}", received["id"].as_str().unwrap());
    city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await.ok();
    for (login, step) in [("reviewer", "examine"), ("second", "verify"), ("leader", "check")] {
        let body = json!({"step": step, "verdict": "favor", "opinion": OPINION});
        city.post(&city.session(login).await, &format!("{case}/examinations"), body).await.ok();
    }
    let decision = json!({"outcome": "grant", "reasons": OPINION});
    let unheard = city.post(&chief, &format!("{case}/decision"), decision.clone()).await;
    assert_eq!(unheard.code(), (409, "case.decide.interested_unheard".to_owned()));

    let page = city.get(&chief, &case).await.ok();
    let party = |role: &str| {
        let parties = page["parties"].as_array().unwrap();
        parties.iter().find(|party| party["role"] == role).unwrap()["id"].clone()
    };
    let told = json!({"party": party("applicant"), "what": OPINION});
    let wrong = city.post(&chief, &format!("{case}/interested-notice"), told).await;
    assert_eq!(wrong.code(), (409, "case.interested.role".to_owned()));
    let told = json!({"party": party("interested"), "what": "申请人拟在你单位同一通道设置经营场所"});
    let told = city.post(&chief, &format!("{case}/interested-notice"), told).await.ok();
    let documents = told["documents"].as_array().unwrap();
    let notice = documents.iter().find(|paper| paper["kind"] == "interested_notice").unwrap();
    let notice = format!("{case}/documents/{}", notice["id"].as_str().unwrap());
    let said = json!({"party": party("interested"), "statement": "不同意"});
    let early = city.post(&chief, &format!("{case}/statements"), said.clone()).await;
    assert_eq!(early.code(), (409, "case.interested.untold".to_owned()));
    city.post(&chief, &format!("{notice}/seal"), json!({"seal": "approval", "copies": 2, "pages": 1}))
        .await
        .ok();
    let handed = json!({"service": "direct", "on": TODAY, "recipient": "诸葛邻居", "proof": "送达回证1号"});
    city.post(&clerk, &format!("{notice}/service"), handed).await.ok();
    let paper =
        city.post(&chief, &format!("{notice}/reveal"), json!({"purpose": "核对告知书收件人"})).await.ok();
    assert!(paper["text"].as_str().unwrap().contains("诸葛邻居："), "{paper}");
    let text = paper["text"].as_str().unwrap();
    assert!(text.contains("5个工作日内") && text.contains("听证"), "{text}");
    let silent = json!({"party": party("interested"), "outcome": "silent"});
    let early = city.post(&chief, &format!("{case}/statements"), silent).await;
    assert_eq!(early.code(), (409, "case.statement.period".to_owned()));
    let empty = json!({"party": party("interested"), "outcome": "waived"});
    assert_eq!(city.post(&chief, &format!("{case}/statements"), empty).await.status, 422);
    let own = json!({"party": party("applicant"), "statement": "请求尽快办理"});
    city.post(&chief, &format!("{case}/statements"), own).await.ok();
    city.post(&chief, &format!("{case}/statements"), said).await.ok();
    city.post(&chief, &format!("{case}/decision"), decision).await.ok();
}
