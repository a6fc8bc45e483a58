//! What the page of a case tells of its course: steps and their days, what an extension comes to, what bars an act, the grounds of a
//! decision, and the words that people wrote, once they are asked for.

use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both! {
    City:
    steps_are_told_with_their_days_and_opinions_in_words_once_asked_for,
    what_the_state_or_the_law_bars_is_told_with_its_rule_and_what_an_extension_comes_to,
    a_decision_names_its_grounds_of_the_items_version,
}

const OPINION: &str = "申请材料齐全，经营场所符合法定条件，同意";

fn barring<'a>(page: &'a Value, act: &str) -> &'a Value {
    let acts = page["allowed"].as_array().unwrap();
    &acts.iter().find(|known| known["act"] == act).unwrap()["forbidden_by"]["rule"]
}

async fn accepted(city: &City) -> String {
    let clerk = city.session("clerk").await;
    let case = city.received(&clerk).await;
    city.post(&clerk, &format!("/cases/{case}/acceptance"), Value::Null).await.ok();
    format!("/cases/{case}")
}

async fn examine(city: &City, case: &str, step: &str) {
    let reviewer = city.session("reviewer").await;
    let opinion = json!({"step": step, "verdict": "favor", "opinion": OPINION});
    city.post(&reviewer, &format!("{case}/examinations"), opinion).await.ok();
}

async fn steps_are_told_with_their_days_and_opinions_in_words_once_asked_for(city: City) {
    let case = accepted(&city).await;
    // From Tuesday to Thursday: two working days.
    city.clock.turn(2 * 86_400);
    examine(&city, &case, "examine").await;
    city.clock.turn(86_400);
    let chief = city.session("chief").await;
    let page = city.get(&chief, &case).await.ok();
    let step = &page["steps"][0];
    assert_eq!((&step["step"], &step["days"], &page["step_days"]), (&json!("examine"), &json!(2), &json!(1)));
    let chart = &page["chart"];
    let steps: Vec<_> = chart["steps"].as_array().unwrap().iter().map(|step| &step["id"]).collect();
    assert_eq!(
        (steps, &chart["version"]),
        (vec![&json!("examine"), &json!("verify"), &json!("check")], &json!(1))
    );
    assert!(!page.to_string().contains(OPINION));
    let named = page["timeline"].as_array().unwrap();
    let named = named.iter().find(|entry| entry["kind"] == "case.step_completed").unwrap();
    let id = named["data"]["opinion"]["id"].as_str().unwrap();
    let shown =
        city.post(&chief, &format!("{case}/reveal"), json!({"purpose": "作出决定前阅看审查意见"})).await.ok();
    assert_eq!(shown["texts"][id], json!(OPINION));
}

async fn what_the_state_or_the_law_bars_is_told_with_its_rule_and_what_an_extension_comes_to(city: City) {
    let clerk = city.session("clerk").await;
    let case = format!("/cases/{}", city.received(&clerk).await);
    assert_eq!(city.get(&clerk, &case).await.ok()["extensible"], Value::Null, "nothing is accepted");
    city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await.ok();
    let chief = city.session("chief").await;
    let leader = city.session("leader").await;
    let page = city.get(&leader, &case).await.ok();
    assert_eq!(barring(&page, "end_pause"), "limits.pause.unknown");
    assert_eq!(barring(&page, "extend"), &Value::Null);
    let ends = page["extensible"]["ends"].as_array().unwrap();
    assert_eq!((ends.len(), &page["extensible"]["by_government"]), (10, &json!(false)));
    let then = ends[4]["due"].clone();
    let reasons = "需要专家进一步论证，不能在期限内作出决定";
    let extension = json!({"days": 5, "reasons": reasons});
    city.post(&leader, &format!("{case}/extension"), extension).await.ok();
    let page = city.get(&leader, &case).await.ok();
    let extended = page["timeline"].as_array().unwrap();
    let extended = extended.iter().find(|entry| entry["kind"] == "case.extended").unwrap();
    assert_eq!(extended["data"]["reckoning"]["due"], then, "as the page told before");
    assert_eq!(
        (barring(&page, "extend"), &page["extensible"]),
        (&json!("limits.extension.second"), &Value::Null)
    );
    let mut papers = city.papers(city.instant);
    papers["papers"] = json!([]);
    let instant = city.post(&clerk, "/cases", papers).await.ok();
    let page = city.get(&chief, &format!("/cases/{}", instant["id"].as_str().unwrap())).await.ok();
    assert_eq!(page["chart"], Value::Null);
}

async fn a_decision_names_its_grounds_of_the_items_version(city: City) {
    let case = accepted(&city).await;
    for step in ["examine", "verify", "check"] {
        examine(&city, &case, step).await;
    }
    let chief = city.session("chief").await;
    let decide = |grounds: Value| json!({"outcome": "refuse", "reasons": "经营场所不符合食品安全法规定的条件，不予许可", "grounds": grounds});
    let path = format!("{case}/decision");
    let unlisted = city.post(&chief, &path, decide(json!([{"kind": "basis", "line": 9}]))).await;
    assert_eq!(unlisted.code().1, "case.decide.ground");
    let crowd: Vec<_> = (0..21).map(|_| json!({"kind": "basis", "line": 1})).collect();
    assert_eq!(city.post(&chief, &path, decide(json!(crowd))).await.status, 422);
    let chosen =
        json!([{"kind": "paper", "paper": "p1"}, {"kind": "basis", "line": 1}, {"kind": "basis", "line": 1}]);
    city.post(&chief, &path, decide(chosen)).await.ok();
    let page = city.get(&chief, &case).await.ok();
    let decision = &page["decisions"][0];
    let kinds: Vec<_> =
        decision["grounds"].as_array().unwrap().iter().map(|ground| &ground["kind"]).collect();
    assert_eq!(kinds, [&json!("paper"), &json!("basis")], "once each");
    let paper = format!("{case}/documents/{}", decision["document"].as_str().unwrap());
    let purpose = json!({"purpose": "打印文书送达当事人"});
    let paper = city.post(&chief, &format!("{paper}/reveal"), purpose).await.ok();
    let text = paper["text"].as_str().unwrap();
    assert!(text.contains("所依据的规定：") && text.contains("所依据的材料："), "{text}");
    city.unchanged_by_a_rebuild().await;
}
