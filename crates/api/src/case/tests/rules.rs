//! What holds for every request about a case: scope, preconditions, keys, bounds, purposes.

use serde_json::{Value, json};

use super::city::{City, ID_NUMBER, NAME};

const PURPOSE: &str = "核对申请人在办的件";
const MISSING: &str = "0190b5a0-0000-7000-8000-000000000000";

fn without_request_id(mut problem: Value) -> Value {
    problem.as_object_mut().unwrap().remove("request_id");
    problem
}

daowei_store::on_both! {
    City:
    foreign_and_missing_cases_are_the_same,
    a_wrong_code_and_a_wrong_number_are_the_same,
    an_old_picture_is_refused_and_a_key_answers_again,
    what_is_given_keeps_its_bounds,
    cases_are_listed_page_by_page,
    a_list_says_how_many_days_are_left_or_over,
    a_look_has_a_purpose_and_a_record,
    records_moved_into_ones_own_case_open_nothing,
    a_search_for_somebody_is_a_look_and_has_an_end,
    a_search_goes_on_within_scope_and_says_where_it_is_cut,
    a_double_entry_is_looked_up,
    nobody_applies_before_he_is_born,
    refusals_name_their_rule,
}

async fn foreign_and_missing_cases_are_the_same(city: City) {
    let (clerk, foreign) = (city.session("clerk").await, city.session("foreign").await);
    let case = city.received(&clerk).await;
    let number = city.get(&clerk, &format!("/cases/{case}")).await.ok()["number"].clone();
    let paths = |case: &str, number: &str| {
        [
            format!("/cases/{case}"),
            format!("/cases/{case}/clocks"),
            format!("/cases/{case}/audit-trail"),
            format!("/cases/{case}/documents"),
            format!("/cases/{case}/documents/{MISSING}"),
            format!("/cases/by-number/{number}"),
        ]
    };
    let there = paths(&case, number.as_str().unwrap());
    for (there, missing) in there.iter().zip(&paths(MISSING, "512000026171024999999")) {
        let (one, first) = city.statements(city.get(&foreign, there)).await;
        let (other, second) = city.statements(city.get(&foreign, missing)).await;
        assert_eq!(one.status, 404, "{there}");
        assert_eq!(without_request_id(one.json()), without_request_id(other.json()), "{there}");
        assert_eq!(first, second, "{there}");
    }
    for (verb, body) in [
        ("acceptance", Value::Null),
        ("decision", json!({"outcome": "grant", "reasons": "符合法定条件和标准"})),
        ("withdrawal", json!({"form": "申请书"})),
        (&format!("parties/{MISSING}/reveal"), json!({"purpose": "电话核实联系方式"})),
    ] {
        let to = |case: &str| format!("/cases/{case}/{verb}");
        let (one, first) = city.statements(city.post(&foreign, &to(&case), body.clone())).await;
        let (other, second) = city.statements(city.post(&foreign, &to(MISSING), body.clone())).await;
        assert_eq!(
            (one.status.as_u16(), without_request_id(one.json())),
            (404, without_request_id(other.json()))
        );
        assert_eq!(first, second, "{verb}");
    }
    let list = city.get(&foreign, "/cases").await.ok();
    assert_eq!(list["rows"], json!([]));
}

async fn a_wrong_code_and_a_wrong_number_are_the_same(city: City) {
    let clerk = city.session("clerk").await;
    let brief = city.post(&clerk, "/cases", city.papers(city.item)).await.ok();
    let wrong_code = json!({"number": brief["number"], "query_code": "AAAAAAAAAA"});
    let wrong_number = json!({"number": "512000026171024999999", "query_code": brief["query_code"]});
    let (one, first) = city.statements(city.post("", "/progress", wrong_code)).await;
    let (other, second) = city.statements(city.post("", "/progress", wrong_number)).await;
    assert_eq!(
        (one.status.as_u16(), without_request_id(one.json())),
        (404, without_request_id(other.json()))
    );
    assert_eq!(first, second);
    for foul in ["", "x", "512000", "５１２０００"] {
        let body = json!({"number": foul, "query_code": brief["query_code"]});
        assert_eq!(city.post("", "/progress", body).await.status, 404, "{foul}");
    }
}

async fn an_old_picture_is_refused_and_a_key_answers_again(city: City) {
    let clerk = city.session("clerk").await;
    let seen = city.post_with(&clerk, "/cases", city.papers(city.item), &[("Idempotency-Key", "k-1")]).await;
    let again = city.post_with(&clerk, "/cases", city.papers(city.item), &[("Idempotency-Key", "k-1")]).await;
    assert_eq!((seen.status.as_u16(), &seen.text), (201, &again.text));
    assert!(seen.headers.get("idempotent-replayed").is_none());
    assert_eq!(again.headers["idempotent-replayed"], "true");
    let other =
        city.post_with(&clerk, "/cases", city.papers(city.instant), &[("Idempotency-Key", "k-1")]).await;
    assert_eq!(other.code(), (422, "key_reused".to_owned()));

    let brief = seen.json();
    let path = format!("/cases/{}/acceptance", brief["id"].as_str().unwrap());
    let tag = seen.headers["etag"].to_str().unwrap();
    let headers = [("If-Match", tag), ("Idempotency-Key", "k-2")];
    let accepted = city.post_with(&clerk, &path, Value::Null, &headers).await;
    assert_eq!(accepted.status, 200, "{}", accepted.text);
    let replayed = city.post_with(&clerk, &path, Value::Null, &headers).await;
    assert_eq!((&replayed.text, &replayed.headers["etag"]), (&accepted.text, &accepted.headers["etag"]));
    let stale = city.post_with(&clerk, &path, Value::Null, &[("If-Match", tag)]).await;
    assert_eq!(stale.code(), (412, "stale".to_owned()));
    assert_eq!(stale.json()["revision"], accepted.json()["revision"]);
    for foul in ["7", "\"x\"", "W/\"1\""] {
        assert_eq!(
            city.post_with(&clerk, &path, Value::Null, &[("If-Match", foul)]).await.status,
            400,
            "{foul}"
        );
    }
}

async fn what_is_given_keeps_its_bounds(city: City) {
    let clerk = city.session("clerk").await;
    let case = format!("/cases/{}", city.received(&clerk).await);
    let reasons = format!("{case}/non-acceptance");
    for (body, status) in [
        (json!({}), 400),
        (json!({"reasons": 7}), 400),
        (json!({"reasons": "符合", "more": 1}), 400),
        (json!({"reasons": "理".repeat(4_001)}), 422),
        (json!({"reasons": "理由\u{0}充分得很呀很呀很呀"}), 422),
    ] {
        assert_eq!(city.post(&clerk, &reasons, body.clone()).await.status, status, "{body}");
    }
    assert_eq!(city.post(&clerk, &format!("{case}/acceptance"), json!({"a": 1})).await.status, 400);
    let with = |field: &str, value: Value| {
        let mut papers = city.papers(city.item);
        *papers.pointer_mut(field).unwrap() = value;
        papers
    };
    for (body, at) in [
        (with("/parties/0/id_number", json!("110105194912310021")), "parties[0].id_number"),
        (with("/parties/0/id_kind", json!("999")), "parties[0].id_kind"),
        (with("/parties/0/name", json!("")), "parties[0].name"),
        (with("/parties/0/address", json!("址".repeat(501))), "parties[0].address"),
        (with("/papers/0/paper", json!("p".repeat(65))), "papers[0].paper"),
        (with("/parties", json!([])), ""),
    ] {
        let answer = city.post(&clerk, "/cases", body).await;
        let problem = answer.json();
        if at.is_empty() {
            assert_eq!(answer.code(), (409, "case.receive.applicant_missing".to_owned()));
        } else {
            assert_eq!(
                (answer.status.as_u16(), &problem["invalidParams"][0]["name"]),
                (422, &json!(at)),
                "{problem}"
            );
        }
        assert!(!answer.text.contains(NAME) && !answer.text.contains("1101051949"), "{}", answer.text);
    }
    let many = with("/papers", Value::Array(vec![json!({"paper": "p1", "form": "copy", "copies": 1}); 201]));
    assert_eq!(city.post(&clerk, "/cases", many).await.code(), (422, "input.too_long".to_owned()));
    let unknown = with("/item", json!(MISSING));
    assert_eq!(city.post(&clerk, "/cases", unknown).await.code(), (422, "input.unknown".to_owned()));
    for query in [
        "?stage=lost",
        "?limit=0",
        "?limit=x",
        "?cursor=zz",
        "?mine=perhaps",
        "?deparment=1",
        "?department=x",
    ] {
        assert_eq!(city.get(&clerk, &format!("/cases{query}")).await.status, 400, "{query}");
    }
    for path in ["/cases/x", "/cases/x/clocks", "/cases/by-number/7", "/licenses/x", "/items/x"] {
        assert_eq!(city.get(&clerk, path).await.status, 404, "{path}");
    }
}

async fn cases_are_listed_page_by_page(city: City) {
    let clerk = city.session("clerk").await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(city.received(&clerk).await);
    }
    city.post(&clerk, &format!("/cases/{}/acceptance", made[0]), Value::Null).await.ok();
    let mut found = Vec::new();
    let mut path = "/cases?stage=received&stage=under_review&limit=2".to_owned();
    loop {
        let page = city.get(&clerk, &path).await.ok();
        found.extend(
            page["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/cases?stage=received&stage=under_review&limit=2&cursor={next}");
    }
    found.sort();
    made.sort();
    assert_eq!(found, made);
    let open = city.get(&clerk, "/cases?stage=under_review").await.ok();
    assert_eq!(open["rows"].as_array().unwrap().len(), 1);
    assert!(!open.to_string().contains(NAME));
    let mine = city.get(&clerk, "/cases?mine=true").await.ok();
    assert!(mine["rows"].as_array().unwrap().len() <= 5);
}

async fn a_list_says_how_many_days_are_left_or_over(city: City) {
    let clerk = city.session("clerk").await;
    let case = city.received(&clerk).await;
    city.post(&clerk, &format!("/cases/{case}/acceptance"), Value::Null).await.ok();
    let page = city.get(&clerk, &format!("/cases/{case}")).await.ok();
    let clocks = page["clocks"].as_array().unwrap();
    let row = city.get(&clerk, "/cases?stage=under_review").await.ok()["rows"][0].clone();
    let leading = clocks.iter().find(|clock| clock["kind"] == row["clock"]).unwrap();
    assert!(row["remaining"].as_i64().unwrap() > 0, "{row}");
    assert_eq!((&row["remaining"], &row["due"]), (&leading["remaining"], &leading["due"]));
    assert_eq!(row["department_name"], page["department_name"]);
    assert_eq!(row["step_name"]["en"], "Examination");

    city.clock.turn(60 * 24 * 3600);
    let clerk = city.session("clerk").await;
    let row = city.get(&clerk, "/cases?stage=under_review").await.ok()["rows"][0].clone();
    let page = city.get(&clerk, &format!("/cases/{case}")).await.ok();
    let leading = page["clocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|clock| clock["kind"] == row["clock"])
        .unwrap()
        .clone();
    assert_eq!(row["remaining"].as_i64().unwrap(), -leading["over"].as_i64().unwrap(), "{row} {leading}");
    assert!(row["remaining"].as_i64().unwrap() < 0);
}

async fn a_look_has_a_purpose_and_a_record(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let case = city.received(&clerk).await;
    let detail = city.get(&clerk, &format!("/cases/{case}")).await.ok();
    let party = detail["parties"][0]["id"].as_str().unwrap();
    let reveal = format!("/cases/{case}/parties/{party}/reveal");
    assert_eq!(city.post(&clerk, &reveal, json!({"purpose": "看"})).await.status, 422);
    let clear = city.post(&clerk, &reveal, json!({"purpose": "核对申请人身份"})).await.ok();
    assert_eq!((&clear["name"], &clear["id_number"]), (&json!(NAME), &json!(ID_NUMBER)));
    let unknown = format!("/cases/{case}/parties/{MISSING}/reveal");
    assert_eq!(city.post(&clerk, &unknown, json!({"purpose": "核对申请人身份"})).await.status, 404);

    let token = city.token("clerk").await;
    assert_eq!(city.get(&token, &format!("/cases/{case}")).await.status, 200);
    let (refused, units) =
        city.statements(city.post(&token, &reveal, json!({"purpose": "核对申请人身份"}))).await;
    assert_eq!(refused.code(), (403, "access.person".to_owned()));
    assert!(refused.json()["detail"].as_str().unwrap().contains("令牌不能查看"));
    assert!(
        !units.iter().flatten().any(|name| name.starts_with("vault.") || *name == "event.append"),
        "{units:?}"
    );

    let sought = |field: &str, value: &str| json!({"field": field, "value": value, "purpose": PURPOSE});
    for (field, value) in
        [("id_number", "11010519491231002x"), ("name", NAME), ("address", "四川省资阳市雁江区 无名路7号")]
    {
        let found = city.post(&chief, "/parties/search", sought(field, value)).await.ok();
        assert_eq!(found["cases"][0]["id"], json!(case), "{field}");
        assert!(!found.to_string().contains(NAME));
    }
    let part = city.post(&chief, "/parties/search", sought("name", "欧阳")).await.ok();
    assert_eq!((&part["cases"], &part["more"]), (&json!([]), &json!(false)));
    let foreign = city.session("foreign").await;
    let theirs = city.post(&foreign, "/parties/search", sought("name", NAME)).await.ok();
    assert_eq!(theirs["cases"], json!([]));
    let stream = format!("look-search-{}", city.person("chief"));
    let keys = std::sync::Arc::clone(city.app.keys());
    let recorded = city.app.store().read(move |tx| {
        let looks = daowei_store::event::load(tx, keys.evidence(), &stream)?;
        Ok::<_, daowei_store::Abort<daowei_store::Error>>(looks)
    });
    let recorded = recorded.unwrap();
    assert_eq!(recorded.len(), 4);
    assert!(recorded.iter().all(|event| !String::from_utf8_lossy(&event.body).contains(NAME)));
    assert!(recorded.iter().all(|event| String::from_utf8_lossy(&event.body).contains("\"purpose\"")));
}

/// Each search tells whether a guess was right: with enough of them a masked number is a number in clear.
async fn a_search_for_somebody_is_a_look_and_has_an_end(city: City) {
    let clerk = city.session("clerk").await;
    city.received(&clerk).await;
    let sought = json!({"field": "name", "value": NAME, "purpose": PURPOSE});
    // Who may not see the data in clear does not guess it either, nor does a program.
    for login in ["assistant", "manager"] {
        let refused = city.post(&city.session(login).await, "/parties/search", sought.clone()).await;
        assert_eq!(refused.code(), (403, "authority.duty".to_owned()), "{login}");
    }
    let token = city.token("clerk").await;
    let refused = city.post(&token, "/parties/search", sought.clone()).await;
    assert_eq!(refused.code(), (403, "access.person".to_owned()));
    let without = city.post(&clerk, "/parties/search", json!({"field": "name", "value": NAME})).await;
    assert_eq!(without.status, 400);
    let idle = json!({"field": "name", "value": NAME, "purpose": "看"});
    assert_eq!(city.post(&clerk, "/parties/search", idle).await.status, 422);
    for _ in 0..30 {
        city.post(&clerk, "/parties/search", sought.clone()).await.ok();
    }
    let refused = city.post(&clerk, "/parties/search", sought.clone()).await;
    assert_eq!(refused.code(), (429, "access.too_many".to_owned()));
    // Another person has a count of his own, and a minute forgives one.
    city.post(&city.session("chief").await, "/parties/search", sought.clone()).await.ok();
    city.clock.turn(60);
    city.post(&clerk, "/parties/search", sought.clone()).await.ok();
    assert_eq!(city.post(&clerk, "/parties/search", sought).await.status, 429);
}

/// What others have received under the same name takes no place in the answer, and an answer that is cut says so.
async fn a_search_goes_on_within_scope_and_says_where_it_is_cut(city: City) {
    let (clerk, foreign) = (city.session("clerk").await, city.session("foreign").await);
    let someone = |role: &str, number: usize| {
        json!({"role": role, "kind": "person", "name": NAME, "id_kind": "414",
            "id_number": format!("E{number:08}"), "phone": "13800001234", "address": "四川省资阳市"})
    };
    let crowd = |case: usize| {
        let parties =
            (0..20).map(|n| someone(if n == 0 { "applicant" } else { "interested" }, case * 20 + n));
        json!({"matter": "办理清单以外的一件事", "channel": "window", "unlisted_papers": "书面申请一份",
            "parties": parties.collect::<Vec<_>>()})
    };
    for case in 0..11 {
        city.post(&foreign, "/cases", crowd(case)).await.ok();
    }
    let case = city.received(&clerk).await;
    let sought = json!({"field": "name", "value": NAME, "purpose": PURPOSE});
    let found = city.post(&clerk, "/parties/search", sought.clone()).await.ok();
    let ids = |found: &Value| found["cases"].as_array().unwrap().len();
    assert_eq!((ids(&found), &found["cases"][0]["id"]), (1, &json!(case)));
    assert_eq!(found["more"], false);
    for _ in 0..100 {
        city.received(&clerk).await;
    }
    let found = city.post(&clerk, "/parties/search", sought).await.ok();
    assert_eq!((ids(&found), &found["more"]), (100, &json!(true)));
}

/// An application that nobody has answered is not ended for a number that nobody has, nor for one that came later.
async fn a_double_entry_is_looked_up(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    let number = async |case: &str| {
        city.get(&clerk, &format!("/cases/{case}")).await.ok()["number"].as_str().unwrap().to_owned()
    };
    let end = async |case: &str, number: &str| {
        let body =
            json!({"ground": "entered_in_error", "reasons": format!("重复登记，另一办件为{number}号。")});
        city.post(&chief, &format!("/cases/{case}/termination"), body).await
    };
    let mut other = city.papers(city.item);
    other["parties"][0]["id_number"] = json!("110101199003071233");
    let stranger = city.post(&clerk, "/cases", other).await.ok()["id"].as_str().unwrap().to_owned();
    city.clock.turn(1);
    let first = city.received(&clerk).await;
    city.clock.turn(1);
    let second = city.received(&clerk).await;
    let unlike = (409, "case.terminate.twin_unlike".to_owned());
    assert_eq!(end(&second, "512000999990101000001").await.code(), unlike);
    assert_eq!(end(&second, &number(&stranger).await).await.code(), unlike);
    let later = (409, "case.terminate.twin_later".to_owned());
    assert_eq!(end(&first, &number(&second).await).await.code(), later);
    end(&second, &number(&first).await).await.ok();
    // What was itself ended as entered in error is no other case any more.
    city.clock.turn(1);
    let third = city.received(&clerk).await;
    assert_eq!(end(&third, &number(&second).await).await.code(), unlike);
    let detail = city.get(&clerk, &format!("/cases/{third}")).await.ok();
    assert_eq!(detail["stage"], "received");
}

async fn nobody_applies_before_he_is_born(city: City) {
    let clerk = city.session("clerk").await;
    let mut papers = city.papers(city.item);
    for (number, status) in [("512002201710241235", 201), ("512002201710251230", 422)] {
        papers["parties"][0]["id_number"] = json!(number);
        let answer = city.post(&clerk, "/cases", papers.clone()).await;
        assert_eq!(answer.status, status, "{}", answer.text);
        if status == 422 {
            assert_eq!(answer.json()["invalidParams"][0]["name"], "parties[0].id_number");
        }
    }
}

async fn records_moved_into_ones_own_case_open_nothing(city: City) {
    let clerk = city.session("clerk").await;
    let (mine, other) = (city.received(&clerk).await, city.received(&clerk).await);
    let moved =
        format!("UPDATE vault SET stream = 'case-{mine}', kind = 'reason' WHERE stream = 'case-{other}'");
    daowei_store::testing::intrude(city.app.store(), moved);
    let purpose = json!({"purpose": "核对申请材料内容"});
    let shown = city.post(&clerk, &format!("/cases/{mine}/reveal"), purpose.clone()).await.ok();
    assert!(!shown.to_string().contains(NAME), "{shown}");
    // Whose they were finds them gone astray, and not in somebody else's words.
    let page = city.get(&clerk, &format!("/cases/{other}")).await;
    assert_eq!(page.status, 500);
}

async fn refusals_name_their_rule(city: City) {
    let (clerk, reviewer, assistant) =
        (city.session("clerk").await, city.session("reviewer").await, city.session("assistant").await);
    let case = format!("/cases/{}", city.received(&clerk).await);
    let decision = json!({"outcome": "grant", "reasons": "符合法定条件和标准，准予许可"});
    for (secret, verb, body, status, code) in [
        (&clerk, "decision", decision.clone(), 409, "case.decide.before_acceptance"),
        (&reviewer, "acceptance", Value::Null, 403, "authority.duty"),
        (&assistant, "acceptance", Value::Null, 403, "authority.contract_staff"),
        (
            &clerk,
            "delivery",
            json!({"service": "direct", "on": "2017-10-24", "recipient": "申请人", "proof": "签收"}),
            409,
            "case.deliver.not_decided",
        ),
        (&clerk, "archive", json!({"file": "1", "pages": 1}), 409, "case.archive.open"),
    ] {
        let answer = city.post(secret, &format!("{case}/{verb}"), body).await;
        assert_eq!(answer.code(), (status, code.to_owned()), "{verb}: {}", answer.text);
        let problem = answer.json();
        assert!(problem["citation"].is_string() && problem["rank"].is_string());
        assert_eq!(answer.headers["content-type"], "application/problem+json");
    }
    city.clock.turn(6 * 60);
    let stale = city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await;
    assert_eq!(stale.status, 403);
    assert!(stale.code().1.starts_with("authority.confirmation"), "{}", stale.text);
    let detail = city.get(&clerk, &case).await.ok();
    let allowed = |act: &str| {
        detail["allowed"].as_array().unwrap().iter().find(|row| row["act"] == act).unwrap().clone()
    };
    assert_eq!(allowed("accept")["allowed"], true);
    assert_eq!(allowed("decide")["forbidden_by"]["rule"], "case.decide.before_acceptance");
    assert_eq!(city.get("", &case).await.status, 401);
}
