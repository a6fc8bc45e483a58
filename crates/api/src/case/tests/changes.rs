//! Changes of the lists, from the proposal to the day on which they hold.

use daowei_domain::fixture::{Matter, complete};
use daowei_domain::organization::Duty;
use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both! {
    City:
    a_change_passes_every_hand_and_holds_from_its_day,
    what_is_suspended_takes_no_acceptance_until_it_comes_back,
    a_change_that_is_returned_comes_again_and_one_that_is_taken_back_is_over,
    a_new_service_is_looked_at_before_and_entered_after,
    changes_are_their_divisions_and_their_departments,
    each_hand_acts_once_and_for_itself,
    a_change_costs_the_same_however_many_there_are,
}

const REASON: &str = "食品安全法修订，许可条件和材料相应调整";

/// What the item is to say: everything that the public must be told, under that name.
fn content(city: &City, name: &str) -> Value {
    let mut content = serde_json::to_value(complete(Matter::License.content())).unwrap();
    content["name"] = name.into();
    content["department"] = json!({"known": city.department});
    content
}

fn given(plan: &Value) -> Value {
    json!({
        "trigger": "law_changed", "occurred_on": "2017-10-20", "basis": ["食品安全法 第三十五条"], "reason": REASON,
        "wanted_from": "2017-11-01", "plan": plan,
    })
}

fn base(city: &City, version: u32) -> Value {
    json!({"item": city.item, "version": version})
}

pub(super) fn amendment(city: &City, name: &str) -> Value {
    given(&json!({"change": {"of": base(city, 1), "content": content(city, name)}}))
}

pub(super) async fn proposed(city: &City, by: &str, body: Value) -> String {
    let answer = city.post(by, "/list-changes", body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    format!("/list-changes/{}", answer.json()["id"].as_str().unwrap())
}

async fn agreed(city: &City, change: &str) {
    for office in ["staffing", "legal"] {
        let secret = city.session(office).await;
        let body = json!({"office": office, "words": "依据充分，要素齐全，同意调整"});
        city.post(&secret, &format!("{change}/opinions"), body).await.ok();
    }
}

async fn approved(city: &City, change: &str) {
    agreed(city, change).await;
    let government = city.session("government").await;
    city.post(&government, &format!("{change}/approval"), json!({"document": "资府函〔2017〕18号"}))
        .await
        .ok();
}

async fn published(city: &City, change: &str, effective: &str) {
    approved(city, change).await;
    let staffing = city.session("staffing").await;
    city.post(&staffing, &format!("{change}/publication"), json!({"effective": effective})).await.ok();
}

async fn listed(city: &City, secret: &str, query: &str) -> Vec<(String, i64)> {
    let rows = city.get(secret, &format!("/items?{query}")).await.ok();
    let rows = rows["rows"].as_array().unwrap().iter();
    rows.map(|row| (row["name"].as_str().unwrap().to_owned(), row["version"].as_i64().unwrap())).collect()
}

async fn a_change_passes_every_hand_and_holds_from_its_day(mut city: City) {
    city.joined("legal", Duty::LegalOffice);
    let chief = city.session("chief").await;
    let change = proposed(&city, &chief, amendment(&city, "食品售卖许可")).await;
    let page = city.get(&chief, &change).await.ok();
    assert_eq!(
        (&page["stage"], &page["due"], &page["revision"]),
        (&json!("staffing"), &json!("2017-11-14"), &json!(1))
    );
    assert_eq!(page["proposal_due"], "2017-11-03");
    assert_eq!(page["turn"]["act"], "review_change");
    assert_eq!(page["turn"]["forbidden_by"]["rule"], "authority.duty");
    let fields = page["entries"][0]["difference"]["fields"].as_array().unwrap();
    assert!(fields.iter().any(|field| field["field"] == "name" && field["before"] == "食品经营许可"));
    published(&city, &change, "2017-11-01").await;
    let page = city.get(&chief, &change).await.ok();
    let deeds: Vec<&str> =
        page["steps"].as_array().unwrap().iter().map(|step| step["deed"].as_str().unwrap()).collect();
    assert_eq!(deeds, ["proposed", "agreed", "agreed", "approved", "published"]);
    assert_eq!(
        (&page["stage"], &page["turn"], &page["due"]),
        (&json!("published"), &Value::Null, &Value::Null)
    );
    assert_eq!(page["steps"][1]["words"], "依据充分，要素齐全，同意调整");
    // Both are there: the one in force today, and the one to come.
    let of_today = listed(&city, &chief, "in_force=true&q=%E9%A3%9F%E5%93%81").await;
    assert_eq!(of_today, [("食品经营许可".to_owned(), 1)]);
    for query in ["q=%E9%A3%9F%E5%93%81", "q=%E5%94%AE%E5%8D%96"] {
        assert_eq!(
            listed(&city, &chief, query).await,
            [("食品经营许可".to_owned(), 1)],
            "found by either name"
        );
    }
    let (onward, back) =
        (listed(&city, &chief, "sort=name").await, listed(&city, &chief, "sort=-name").await);
    assert_eq!((onward.len(), back.len()), (2, 2), "each item once");
    assert!(onward.contains(&("食品经营许可".to_owned(), 1)));
    assert!(listed(&city, &chief, "in_force=true").await.contains(&("食品经营许可".to_owned(), 1)));
    city.clock.turn(9 * 24 * 3_600);
    let chief = city.session("chief").await;
    let of_then = listed(&city, &chief, "in_force=true&q=%E9%A3%9F%E5%93%81").await;
    assert_eq!(of_then, [("食品售卖许可".to_owned(), 2)]);
    let of_item = city.get(&chief, &format!("/items/{}/changes", city.item)).await.ok();
    assert_eq!(of_item[0]["document"], "资府函〔2017〕18号");
    let compared =
        city.get(&chief, &format!("/items/{}/versions/2/difference?against=1", city.item)).await.ok();
    assert!(
        compared["difference"]["fields"].as_array().unwrap().iter().any(|field| field["field"] == "visits")
    );
    let whole = city.get(&chief, &format!("/items/{}/versions/1/difference", city.item)).await.ok();
    assert_eq!(
        (&whole["before"], whole["difference"]["papers"].as_array().unwrap().len()),
        (&Value::Null, 4)
    );
    let nothing = city.get(&chief, &format!("/items/{}/versions/9/difference", city.item)).await;
    assert_eq!(nothing.status, 404);
    city.unchanged_by_a_rebuild().await;
}

async fn what_is_suspended_takes_no_acceptance_until_it_comes_back(mut city: City) {
    city.joined("legal", Duty::LegalOffice);
    let (leader, clerk) = (city.session("leader").await, city.session("clerk").await);
    let suspend = given(&json!({"suspend": {"of": base(&city, 1), "until": "2018-01-01"}}));
    let change = proposed(&city, &leader, suspend).await;
    assert_eq!(city.get(&leader, &change).await.ok()["until"], "2018-01-01");
    published(&city, &change, "2017-10-24").await;
    let case = city.received(&clerk).await;
    let refused = city.post(&clerk, &format!("/cases/{case}/acceptance"), Value::Null).await;
    assert_eq!(refused.code(), (409, "catalog.item.suspended".to_owned()));
    let item = city.get(&clerk, &format!("/items/{}", city.item)).await.ok();
    assert_eq!(item["versions"][0]["ended"], "suspended");
    let change = proposed(&city, &leader, given(&json!({"resume": {"of": base(&city, 1)}}))).await;
    published(&city, &change, "2017-10-25").await;
    city.clock.turn(24 * 3_600);
    let clerk = city.session("clerk").await;
    city.post(&clerk, &format!("/cases/{case}/acceptance"), Value::Null).await.ok();
    city.unchanged_by_a_rebuild().await;
}

async fn a_change_that_is_returned_comes_again_and_one_that_is_taken_back_is_over(mut city: City) {
    city.joined("legal", Duty::LegalOffice);
    let (chief, leader) = (city.session("chief").await, city.session("leader").await);
    let (staffing, legal) = (city.session("staffing").await, city.session("legal").await);
    let change = proposed(&city, &chief, amendment(&city, "食品经营许可（新）")).await;
    let second = city.post(&leader, "/list-changes", amendment(&city, "另一名称")).await;
    assert_eq!(second.code().1, "change.open_already");
    city.post(
        &staffing,
        &format!("{change}/opinions"),
        json!({"office": "staffing", "words": "依据充分，同意调整该事项"}),
    )
    .await
    .ok();
    city.post(&legal, &format!("{change}/return"), json!({"reason": "第三十五条未设定该条件，请补充依据"}))
        .await
        .ok();
    let page = city.get(&chief, &change).await.ok();
    assert_eq!((&page["stage"], &page["turn"]["allowed"]), (&json!("returned"), &json!(true)));
    assert_eq!(page["steps"][2]["words"], "第三十五条未设定该条件，请补充依据");
    let other = given(&json!({"cancel": {"of": base(&city, 1)}}));
    let answer = city.post(&chief, &format!("{change}/revisions"), other.clone()).await;
    assert_eq!(answer.code().1, "change.kind_changed");
    // A look ahead knows which change it is to revise: that one is not in its own way.
    let anew = format!("/list-changes/check?change={}", page["id"].as_str().unwrap());
    let as_new = amendment(&city, "食品经营许可（改）");
    assert_eq!(city.post(&chief, &anew, as_new.clone()).await.ok()["refused"], Value::Null);
    let beside = city.post(&chief, "/list-changes/check", as_new).await.ok();
    assert_eq!(beside["refused"]["rule"], "change.open_already");
    assert_eq!(city.post(&chief, &anew, other).await.ok()["refused"]["rule"], "change.kind_changed");
    let gone = "/list-changes/check?change=00000000-0000-7000-8000-000000000000";
    assert_eq!(city.post(&chief, gone, amendment(&city, "另一名称")).await.status, 404);
    city.post(&chief, &format!("{change}/revisions"), amendment(&city, "食品经营许可（改）")).await.ok();
    let page = city.get(&chief, &change).await.ok();
    assert_eq!(
        (&page["revision"], &page["stage"], &page["title"]),
        (&json!(2), &json!("staffing"), &json!("食品经营许可（改）"))
    );
    let reason = json!({"reason": "国务院拟取消该项许可，暂不调整"});
    assert_eq!(city.post(&staffing, &format!("{change}/withdrawal"), reason.clone()).await.status, 403);
    city.post(&leader, &format!("{change}/withdrawal"), reason).await.ok();
    let gone = city
        .post(&staffing, &format!("{change}/return"), json!({"reason": "请补充依据和论证材料后提出"}))
        .await;
    assert_eq!(gone.code().1, "change.stage");
    // Nothing is open any more: another can be proposed.
    proposed(&city, &leader, amendment(&city, "另一名称")).await;
    city.unchanged_by_a_rebuild().await;
}

async fn a_new_service_is_looked_at_before_and_entered_after(mut city: City) {
    city.joined("legal", Duty::LegalOffice);
    let leader = city.session("leader").await;
    let mut service = content(&city, "户外活动审核");
    service["power"] = json!("public_service");
    service["result_name"] = json!("场所平面图");
    service["hours"] = json!("");
    let plan = |content: &Value| json!({"new": {"content": content}});
    let seen = city.post(&leader, "/list-changes/check", given(&plan(&service))).await.ok();
    let entry = &seen["entries"][0];
    assert_eq!((&entry["missing"][0]["element"], seen["refused"].is_null()), (&json!("hours"), true));
    let signals: Vec<&str> =
        entry["signals"].as_array().unwrap().iter().map(|s| s["signal"].as_str().unwrap()).collect();
    assert_eq!(signals, ["permits", "precondition"]);
    assert_eq!(entry["asking"][0], "食品经营许可");
    let change = proposed(&city, &leader, given(&plan(&service))).await;
    let staffing = city.session("staffing").await;
    let opinion = json!({"office": "staffing", "words": "依据充分，同意新增该事项", "cleared": ["permits", "precondition"]});
    let incomplete = city.post(&staffing, &format!("{change}/opinions"), opinion.clone()).await;
    assert_eq!(incomplete.code().1, "change.incomplete");
    city.post(&staffing, &format!("{change}/return"), json!({"reason": "请补充办理时间后重新提出"}))
        .await
        .ok();
    service["hours"] = json!("工作日 9:00—17:00");
    city.post(&leader, &format!("{change}/revisions"), given(&plan(&service))).await.ok();
    let unsaid = json!({"office": "staffing", "words": "依据充分，同意新增该事项"});
    assert_eq!(
        city.post(&staffing, &format!("{change}/opinions"), unsaid).await.code().1,
        "change.disguised"
    );
    city.post(&staffing, &format!("{change}/opinions"), opinion).await.ok();
    let legal = city.session("legal").await;
    let opinion = json!({"office": "legal", "words": "不属于变相审批，同意新增", "cleared": ["permits", "precondition"]});
    city.post(&legal, &format!("{change}/opinions"), opinion).await.ok();
    let government = city.session("government").await;
    city.post(&government, &format!("{change}/approval"), json!({"document": "资府函〔2017〕20号"}))
        .await
        .ok();
    let staffing = city.session("staffing").await;
    let early =
        city.post(&staffing, &format!("{change}/publication"), json!({"effective": "2017-10-23"})).await;
    assert_eq!(early.code().1, "change.effective");
    city.post(&staffing, &format!("{change}/publication"), json!({"effective": "2017-10-24"})).await.ok();
    let page = city.get(&leader, &change).await.ok();
    let item = page["published"][0].as_str().unwrap();
    let item = city.get(&leader, &format!("/items/{item}")).await.ok();
    assert_eq!((&item["name"], &item["versions"][0]["origin"]), (&json!("户外活动审核"), &json!("change")));
    assert_eq!(item["versions"][0]["source"], "资府函〔2017〕20号");
    city.unchanged_by_a_rebuild().await;
}

async fn changes_are_their_divisions_and_their_departments(mut city: City) {
    city.joined("legal", Duty::LegalOffice);
    let (leader, foreign, clerk) =
        (city.session("leader").await, city.session("foreign").await, city.session("clerk").await);
    let change = proposed(&city, &leader, amendment(&city, "食品经营许可（新）")).await;
    assert_eq!(city.get(&foreign, &change).await.status, 403);
    assert_eq!(city.get(&clerk, "/list-changes").await.code().1, "authority.duty");
    let staffing = city.session("staffing").await;
    let rows = |page: Value| page["rows"].as_array().unwrap().len();
    assert_eq!(rows(city.get(&staffing, "/list-changes?stage=staffing").await.ok()), 1);
    assert_eq!(rows(city.get(&staffing, "/list-changes?stage=legal").await.ok()), 0);
    assert_eq!(rows(city.get(&leader, "/list-changes").await.ok()), 1);
    let own = format!(
        "/list-changes?department={}&from=2017-10-24&until=2017-10-24&sort=proposed_on",
        city.department
    );
    assert_eq!(rows(city.get(&staffing, &own).await.ok()), 1);
    for garbage in ["stage=nonsense", "stage=legal&stage=staffing", "cursor=00", "from=x", "sort=zzz"] {
        let status = city.get(&staffing, &format!("/list-changes?{garbage}")).await.status.as_u16();
        assert!((400..423).contains(&status), "{garbage}: {status}");
    }
    let mut unknown = amendment(&city, "食品经营许可（新）");
    unknown["plan"]["change"]["content"]["secret"] = json!(1);
    assert_eq!(city.post(&leader, "/list-changes", unknown).await.status, 400);
    let someone_elses = given(&json!({"cancel": {"of": {"item": city.item, "version": 1}}}));
    let foreign_leader = city.post(&foreign, "/list-changes", someone_elses).await;
    assert_eq!(foreign_leader.status, 403);
}

async fn each_hand_acts_once_and_for_itself(mut city: City) {
    city.joined("legal", Duty::LegalOffice);
    let (chief, staffing) = (city.session("chief").await, city.session("staffing").await);
    let change = proposed(&city, &chief, amendment(&city, "食品经营许可（新）")).await;
    let opinion = json!({"office": "legal", "words": "依据充分，要素齐全，同意调整"});
    let refused = city.post(&staffing, &format!("{change}/opinions"), opinion).await;
    assert_eq!(refused.code().1, "authority.duty");
    let opinion = json!({"office": "staffing", "words": "依据充分，要素齐全，同意调整"});
    let key: &[(&str, &str)] = &[("idempotency-key", "k-0000000000000001")];
    let path = format!("{change}/opinions");
    let (one, other) = tokio::join!(
        city.post_with(&staffing, &path, opinion.clone(), key),
        city.post_with(&staffing, &path, opinion.clone(), key)
    );
    one.ok();
    other.ok();
    assert_eq!(city.post(&staffing, &path, opinion).await.code().1, "change.stage");
    let page = city.get(&chief, &change).await.ok();
    assert_eq!(page["steps"].as_array().unwrap().len(), 2);
    let government = city.session("government").await;
    let early = city
        .post(&government, &format!("{change}/approval"), json!({"document": "资府函〔2017〕18号"}))
        .await;
    assert_eq!(early.code().1, "change.stage");
    // A token reads and does nothing else.
    city.session("legal").await;
    let token = city.token("legal").await;
    city.get(&token, &change).await.ok();
    let opinion = json!({"office": "legal", "words": "依据充分，要素齐全，同意调整"});
    assert_eq!(city.post(&token, &path, opinion).await.status, 403);
}

async fn a_change_costs_the_same_however_many_there_are(mut city: City) {
    city.joined("legal", Duty::LegalOffice);
    let (leader, staffing) = (city.session("leader").await, city.session("staffing").await);
    let new = |name: &str| given(&json!({"new": {"content": content(&city, name)}}));
    proposed(&city, &leader, new("事项甲")).await;
    let cost = || async {
        let (answer, statements) = city.statements(city.get(&staffing, "/list-changes?limit=50")).await;
        answer.ok();
        statements
    };
    let one = cost().await;
    for name in ["事项乙", "事项丙", "事项丁"] {
        proposed(&city, &leader, new(name)).await;
    }
    assert_eq!(cost().await, one);
    let first = city.get(&staffing, "/list-changes?limit=3").await.ok();
    let next = first["next"].as_str().unwrap();
    let second = city.get(&staffing, &format!("/list-changes?limit=3&cursor={next}")).await.ok();
    assert_eq!((second["rows"].as_array().unwrap().len(), &second["next"]), (1, &Value::Null));
}
