//! The other nouns, on the same city.

use serde_json::{Value, json};
use tower::ServiceExt;

use super::city::City;

daowei_store::on_both! {
    City:
    one_administrator_alone_makes_nobody_into_anything,
    nobody_leads_or_authorizes_himself,
    the_catalog_is_found_read_and_stopped_by_law,
    guides_are_told_to_everybody_and_are_what_cases_run_by,
    a_guide_costs_the_same_however_many_there_are,
    the_organization_is_read_and_arranged,
    a_revocation_a_moment_before_wins,
    settings_calendar_and_deadlines,
    acts_and_evidence_are_told,
    events_are_followed_within_scope_and_resumed,
}

async fn the_catalog_is_found_read_and_stopped_by_law(city: City) {
    let (clerk, staffing) = (city.session("clerk").await, city.session("staffing").await);
    let all = city.get(&clerk, "/items?limit=1").await.ok();
    let next =
        city.get(&clerk, &format!("/items?limit=1&cursor={}", all["next"].as_str().unwrap())).await.ok();
    assert_ne!(all["rows"][0]["id"], next["rows"][0]["id"]);
    assert_eq!(next["next"], Value::Null);
    let found = city.get(&clerk, "/items?q=%E9%A3%9F%E5%93%81").await.ok();
    assert_eq!(found["rows"][0]["name"], "食品经营许可");
    let row = || async { city.get(&clerk, "/items?q=%E9%A3%9F%E5%93%81").await.ok()["rows"][0].clone() };
    let first = row().await;
    assert_eq!((&first["power"], &first["acceptable"]), (&json!("license"), &json!(true)));
    assert_eq!(first["department_name"], "资阳市市场监督管理局");
    assert_eq!(found["rows"][0]["department_name"], "资阳市市场监督管理局");
    let long = city.get(&clerk, &format!("/items?q={}", "a".repeat(101))).await.json();
    assert_eq!(long["invalidParams"][0]["name"], "q");
    let foul = city.get(&clerk, "/items?q=%00").await;
    assert_eq!((foul.status.as_u16(), &foul.json()["invalidParams"][0]["name"]), (422, &json!("q")));
    let item = format!("/items/{}", city.item);
    let detail = city.get(&clerk, &item).await.ok();
    assert_eq!(detail["versions"][0]["content"]["papers"][0]["id"], "p1");
    let stop = json!({"on": "2017-10-24", "document": "国发〔2017〕46号"});
    assert_eq!(city.post(&clerk, &format!("{item}/stop"), stop.clone()).await.status, 403);
    let stopped = city.post(&staffing, &format!("{item}/stop"), stop).await.ok();
    assert_eq!(stopped["stopped_on"], "2017-10-24");
    assert_eq!(row().await["acceptable"], false, "what has ended takes no acceptance");
    for query in ["in_force=true", "in_force=true&q=%E9%A3%9F%E5%93%81", "in_force=false"] {
        let listed = city.get(&clerk, &format!("/items?{query}")).await.ok()["rows"].to_string();
        assert_eq!(listed.contains(&city.item.to_string()), query == "in_force=false", "{query}");
    }
    let own = format!("/items?in_force=true&department={}", city.department);
    assert_eq!(city.get(&clerk, &own).await.ok()["rows"][0]["id"], city.instant.to_string());
    let case = city.received(&clerk).await;
    let refused = city.post(&clerk, &format!("/cases/{case}/acceptance"), Value::Null).await;
    assert_eq!(refused.code(), (409, "catalog.item.stopped_by_law".to_owned()));
}

async fn guides_are_told_to_everybody_and_are_what_cases_run_by(city: City) {
    let nobody = "";
    let all = city.get(nobody, "/guides?limit=1").await.ok();
    let behind = format!("/guides?limit=1&cursor={}", all["next"].as_str().unwrap());
    let next = city.get(nobody, &behind).await.ok();
    assert_ne!(all["rows"][0]["item"], next["rows"][0]["item"]);
    assert_eq!(next["next"], Value::Null);
    let of_department = format!("/guides?department={}&q=spjy", city.department);
    let found = city.get(nobody, &of_department).await.ok();
    assert_eq!(found["rows"].as_array().unwrap().len(), 1);
    let row = &found["rows"][0];
    assert_eq!((&row["name"], &row["power"]), (&json!("食品经营许可"), &json!("license")));
    assert_eq!(row["department_name"], "资阳市市场监督管理局");
    assert_eq!(city.get(nobody, "/guides?audience=natural").await.ok()["rows"], json!([]));
    assert_eq!(city.get(nobody, "/guides?audience=x").await.status, 400);
    for query in ["topic=%00", "q=%00%00"] {
        let foul = city.get(nobody, &format!("/guides?{query}")).await;
        assert_eq!(foul.code(), (422, "input.characters".to_owned()), "{query}");
    }
    let long = city.get(nobody, &format!("/guides?q={}", "a".repeat(101))).await.json();
    assert_eq!(long["invalidParams"][0]["name"], "q");

    let guide = city.get(nobody, &format!("/guides/{}", city.item)).await.ok();
    assert_eq!(guide["content"]["papers"][0]["id"], "p1");
    assert_eq!(guide["founding"], "资府发〔2015〕37号");
    assert_eq!(guide["organ"]["name"], "资阳市市场监督管理局");
    assert_eq!(guide["windows"], json!([{"number": "A01", "kind": "department", "place": "一楼"}]));
    assert_eq!(guide["hours"][0], json!({"opens": "09:00", "closes": "12:00"}));
    assert_eq!(guide["remedies"]["review_organ"], "资阳市人民政府");
    let missing = city.get(nobody, "/guides/0190b5a0-0000-7000-8000-000000000000").await;
    assert_eq!(missing.code(), (404, "not_found".to_owned()));

    // The version and the steps are those of a case of today.
    let clerk = city.session("clerk").await;
    let case = city.received(&clerk).await;
    city.post(&clerk, &format!("/cases/{case}/acceptance"), Value::Null).await.ok();
    let detail = city.get(&clerk, &format!("/cases/{case}")).await.ok();
    assert_eq!(detail["item_version"], guide["version"]);
    assert_eq!(detail["step"], guide["steps"][0]["id"]);
    let instant = city.get(nobody, &format!("/guides/{}", city.instant)).await.ok();
    assert_eq!(instant["steps"], json!([]));

    let directory = city.get(nobody, "/directory").await.ok();
    assert_eq!(directory["guides"], 2);
    let organ = &directory["organs"][0];
    assert_eq!((&organ["name"], &organ["guides"]), (&json!("资阳市市场监督管理局"), &json!(2)));
    assert_eq!(directory["organs"].as_array().unwrap().len(), 3);

    // What the law stops is told no longer, and counted no longer.
    let staffing = city.session("staffing").await;
    let stop = json!({"on": "2017-10-24", "document": "国发〔2017〕46号"});
    city.post(&staffing, &format!("/items/{}/stop", city.item), stop).await.ok();
    assert_eq!(city.get(nobody, &format!("/guides/{}", city.item)).await.status, 404);
    assert_eq!(city.get(nobody, &of_department).await.ok()["rows"], json!([]));
    assert_eq!(city.get(nobody, "/directory").await.ok()["guides"], 1);
}

async fn a_guide_costs_the_same_however_many_there_are(city: City) {
    let measured = async || {
        let mut measured = Vec::new();
        for path in ["/guides?limit=50", "/guides?q=spjy", &format!("/guides/{}", city.item), "/directory"] {
            city.get("", path).await.ok();
            let (answer, mut statements) = city.statements(city.get("", path)).await;
            assert_eq!(answer.status, 200);
            assert!(statements.len() == 1 && statements[0].len() <= 12, "{path}: {statements:?}");
            // Rows for many ids come in a few lots, of which none is larger than the store allows.
            statements[0].dedup();
            measured.push(statements);
        }
        measured
    };
    let few = measured().await;
    for number in 0..30 {
        city.entered(&format!("食品经营许可{number}")).await;
    }
    assert_eq!(measured().await, few);
}

async fn the_organization_is_read_and_arranged(city: City) {
    let (clerk, staffing, manager) =
        (city.session("clerk").await, city.session("staffing").await, city.session("manager").await);
    let departments = city.get(&clerk, "/departments").await.ok();
    assert_eq!(departments["rows"].as_array().unwrap().len(), 3);
    let organ = json!({"unit": 40, "name": "资阳市数据局", "short_name": "资数", "division": "512000", "line": "data",
        "managed": "municipal", "validity": {"from": "2017-10-24"}});
    assert_eq!(
        city.post(&clerk, "/departments", organ.clone()).await.code(),
        (403, "authority.duty".to_owned())
    );
    let made = city.post(&staffing, "/departments", organ).await;
    assert_eq!(made.status, 201);
    let made = made.json();
    let path = format!("/departments/{}", made["id"].as_str().unwrap());
    let section = json!({"name": "行政审批科", "mode": "standalone", "document": "资编发〔2017〕1号"});
    let arranged = city.post(&staffing, &format!("{path}/sections"), section).await.ok();
    assert_eq!(arranged["sections"][0]["name"], "行政审批科");
    let window = json!({"number": "C03", "kind": "department", "serves": [made["id"]], "place": "二楼",
        "division": "512000", "validity": {"from": "2017-10-24"}});
    let window = city.post(&manager, "/windows", window).await.ok();
    let closed = format!("/windows/{}/closure", window["id"].as_str().unwrap());
    let closed = city.post(&manager, &closed, json!({"on": "2017-12-01"})).await.ok();
    assert_eq!(closed["validity"]["to"], "2017-12-01");
    let person = json!({"staff_number": "0099", "name": "某新人", "department": made["id"],
        "employment": {"kind": "regular", "validity": {"from": "2017-10-24"}}});
    let person = city.post(&manager, "/people", person).await.ok();
    let path = format!("/people/{}", person["id"].as_str().unwrap());
    let post = json!({"duty": "reviewer", "department": made["id"], "validity": {"from": "2017-10-24"}});
    let posted = city.post(&manager, &format!("{path}/posts"), post).await.ok();
    assert_eq!(posted["posts"], json!([]));
    let post = posted["proposed"][0]["post"]["id"].as_str().unwrap();
    let confirm = format!("{path}/posts/{post}/confirmation");
    let own = city.post(&manager, &confirm, Value::Null).await;
    assert_eq!(own.code(), (403, "authority.duty".to_owned()));
    let waiting = city.get(&clerk, "/people?proposed=true").await.ok();
    assert_eq!(waiting["rows"].as_array().unwrap().len(), 1);
    let security = city.session("security").await;
    let posted = city.post(&security, &confirm, Value::Null).await.ok();
    assert_eq!(posted["posts"][0]["id"], post);
    city.post(&manager, &format!("{path}/posts/{post}/end"), json!({"on": "2017-12-01"})).await.ok();
    let absence = json!({"validity": {"from": "2017-11-01", "to": "2017-11-03"}});
    city.post(&manager, &format!("{path}/absences"), absence).await.ok();
    let read = city.get(&clerk, &path).await.ok();
    assert_eq!(
        (&read["name"], &read["posts"][0]["validity"]["to"]),
        (&json!("某新人"), &json!("2017-12-01"))
    );
    assert_eq!(city.get(&clerk, "/people/0190b5a0-0000-7000-8000-000000000000").await.status, 404);
}

async fn a_revocation_a_moment_before_wins(city: City) {
    let (clerk, chief, leader) =
        (city.session("clerk").await, city.session("chief").await, city.session("leader").await);
    let mut papers = city.papers(city.instant);
    papers["papers"] = json!([]);
    let brief = city.post(&clerk, "/cases", papers).await.ok();
    let letters = city.get(&chief, "/letters").await.ok();
    let letter = format!("/letters/{}", letters["rows"][0]["id"].as_str().unwrap());
    let shown = city.get(&clerk, &letter).await.ok();
    assert_eq!((&shown["holder_name"], &shown["signer_name"]), (&json!("chief某"), &json!("leader某")));
    assert_eq!(
        (&shown["standing"], &shown["department_name"]),
        (&json!("in_force"), &json!("资阳市市场监督管理局"))
    );
    let reason = json!({"reason": "人员调整，撤回授权"});
    assert_eq!(city.post(&chief, &format!("{letter}/revocation"), reason.clone()).await.status, 403);
    let revoked = city.post(&leader, &format!("{letter}/revocation"), reason.clone()).await.ok();
    assert!(revoked["revoked_at"].is_string());
    assert_eq!(city.get(&clerk, &letter).await.ok()["standing"], "revoked");
    let twice = city.post(&leader, &format!("{letter}/revocation"), reason).await;
    assert_eq!(twice.code(), (409, "authority.letter.revoked_twice".to_owned()));
    let path = format!("/cases/{}/on-the-spot-decision", brief["id"].as_str().unwrap());
    let decided =
        city.post(&chief, &path, json!({"outcome": "grant", "reasons": "符合法定条件和标准，准予"})).await;
    assert_eq!(decided.code(), (403, "authority.letter.revoked".to_owned()));
    let new = json!({"department": city.department, "holder": city.person("chief"), "grants": [{"power": "decide"}],
        "from": "2017-10-24"});
    let signed = city.post(&leader, "/letters", new).await;
    assert_eq!(signed.status, 201, "{}", signed.text);
    let decided =
        city.post(&chief, &path, json!({"outcome": "grant", "reasons": "符合法定条件和标准，准予"})).await;
    assert_eq!(decided.status, 200, "{}", decided.text);
}

async fn settings_calendar_and_deadlines(city: City) {
    let (clerk, system) = (city.session("clerk").await, city.session("system").await);
    let change =
        json!({"key": "idle_minutes", "value": 30, "from": "2017-10-25", "document": "资政务〔2017〕1号"});
    assert_eq!(city.post(&clerk, "/settings", change.clone()).await.status, 403);
    let changed = city.post(&system, "/settings", change).await.ok();
    assert_eq!(changed["changes"][0]["value"], 30);
    let out = json!({"key": "confirmation_minutes", "value": 60, "from": "2017-10-25", "document": "某文件"});
    assert_eq!(city.post(&system, "/settings", out).await.status, 409);
    assert_eq!(city.get(&clerk, "/settings").await.ok(), changed);

    let year = city.get(&clerk, "/calendar/2017").await.ok();
    assert_eq!((year["days"].as_array().unwrap().len(), &year["published"]), (365, &json!(true)));
    assert_eq!(city.get(&clerk, "/calendar/1999").await.status, 422);
    let due = city.get(&clerk, "/deadline?from=2017-09-29&length=20&unit=working_days").await.ok();
    assert_eq!(due["due"], "2017-11-02");
    assert!(due["explanation"].as_array().unwrap().iter().any(|day| day["counted"] == 20));
    for foul in [
        "",
        "?from=x&length=1&unit=working_days",
        "?from=2017-09-29&length=1&unit=years",
        "?from=2017-09-29&length=-1&unit=months",
    ] {
        assert_eq!(city.get(&clerk, &format!("/deadline{foul}")).await.status, 400, "{foul}");
    }
    assert_eq!(city.get(&clerk, "/deadline?from=2017-09-29&length=10001&unit=months").await.status, 422);
    let local = json!({"local": {"days": [
        {"date": "2017-10-30", "kind": "rest_day", "name": "防汛", "authority": "资府办函〔2017〕9号"}]}});
    let with = |date, authority| json!({"local": {"days": [{"date": date, "kind": "rest_day", "name": "停电", "authority": authority}]}});
    let hall = city.post(&system, "/calendar", with("2017-10-30", "x")).await;
    assert_eq!(hall.code(), (409, "calendar.local_authority".to_owned()));
    let past = city.post(&system, "/calendar", with("2017-10-09", "资府办函〔2017〕9号")).await;
    assert_eq!(past.code(), (409, "calendar.past".to_owned()));
    city.post(&system, "/calendar", local).await.ok();
    let due = city.get(&clerk, "/deadline?from=2017-09-29&length=20&unit=working_days").await.ok();
    assert_eq!(due["due"], "2017-11-03");
    assert_eq!(city.post(&system, "/calendar", json!({})).await.status, 422);
}

async fn acts_and_evidence_are_told(city: City) {
    let (clerk, audit) = (city.session("clerk").await, city.session("audit").await);
    let acts = city.get(&clerk, "/acts").await.ok();
    let decide = acts.as_array().unwrap().iter().find(|act| act["act"] == "decide").unwrap();
    assert_eq!((&decide["power"], &decide["legal"]), (&json!("decide"), &json!(true)));
    assert_eq!(city.get(&clerk, "/evidence").await.code(), (403, "authority.duty".to_owned()));
    let evidence = city.get(&audit, "/evidence").await.ok();
    assert_eq!((&evidence["covered"], &evidence["checkpoint"]), (&json!(0), &Value::Null));
    assert_eq!(city.get("", "/acts").await.status, 401);
    assert_eq!(city.get(&clerk, "/about").await.ok(), json!({"version": "1.2.3", "commit": "0123456789ab"}));
    assert_eq!(city.get("", "/about").await.status, 401);
}

async fn events_are_followed_within_scope_and_resumed(city: City) {
    let (clerk, foreign) = (city.session("clerk").await, city.session("foreign").await);
    let case = city.received(&clerk).await;
    let suite = city.app.keys().suite();
    let indexed = city.app.store().write(move |tx| {
        Ok::<_, daowei_store::Abort<daowei_store::Error>>(daowei_store::leaf::index_pending(
            tx, suite, 10_000,
        )?)
    });
    assert!(indexed.unwrap() > 0);
    let first = city.first_event(&clerk, "0").await;
    assert!(first.contains("event: case.received"), "{first}");
    assert!(first.contains(&case) && !first.contains("parties"), "{first}");
    let id = first.lines().find_map(|line| line.strip_prefix("id: ")).unwrap();
    let second = city.first_event(&clerk, id).await;
    assert!(second.contains("event: case.document_issued"), "{second}");
    assert!(city.told(&clerk, 0).await >= 2);
    assert_eq!(city.told(&foreign, 0).await, 0);
    // Who reads no cases hears of none, and has a stream that ends with his session.
    let security = city.session("security").await;
    let request =
        axum::http::Request::get("/api/v1/events").header("authorization", format!("Bearer {security}"));
    let stream = city.router.clone().oneshot(request.body(axum::body::Body::empty()).unwrap()).await.unwrap();
    assert_eq!(stream.status(), 200);
    assert_eq!(city.told(&security, 0).await, 0);
    for foul in ["x", "-1", "1.5"] {
        let request = axum::http::Request::get("/api/v1/events")
            .header("authorization", format!("Bearer {clerk}"))
            .header("last-event-id", foul);
        assert_eq!(city.ask(request.body(axum::body::Body::empty()).unwrap()).await.status, 400, "{foul}");
    }
}

async fn one_administrator_alone_makes_nobody_into_anything(city: City) {
    let (system, security) = (city.session("system").await, city.session("security").await);
    let duties = [
        "clerk",
        "chief_representative",
        "reviewer",
        "department_leader",
        "supervisor",
        "government_office",
        "staffing_office",
        "legal_office",
        "center_manager",
        "security_administrator",
    ];
    let posts = |login: &str| format!("/people/{}/posts", city.person(login));
    let since = json!({"from": "2017-10-24"});
    for duty in duties {
        let post = json!({"duty": duty, "department": city.department, "validity": since});
        let own = city.post(&system, &posts("system"), post.clone()).await;
        assert_eq!(own.code(), (403, "authority.oneself".to_owned()), "{duty}");
        // Somebody else's hand does not make an administrator a decider either.
        let proposed = city.post(&system, &posts("audit"), post).await;
        assert_eq!(proposed.code(), (409, "organization.post.administrators_apart".to_owned()), "{duty}");
    }
    // What one proposed takes somebody else to confirm; the security administrator proposes nothing.
    let post = json!({"duty": "chief_representative", "department": city.department, "validity": since});
    let proposed = city.post(&system, &posts("reviewer"), post.clone()).await.ok();
    let waiting = proposed["proposed"][0]["post"]["id"].as_str().unwrap();
    let confirm = format!("{}/{waiting}/confirmation", posts("reviewer"));
    assert_eq!(city.post(&system, &confirm, Value::Null).await.code(), (403, "authority.duty".to_owned()));
    assert_eq!(
        city.post(&security, &posts("reviewer"), post).await.code(),
        (403, "authority.duty".to_owned())
    );
    let reviewer = city.session("reviewer").await;
    assert_eq!(city.post(&reviewer, &confirm, Value::Null).await.status, 403);
    // An unconfirmed session proposes nothing.
    let stale = city
        .app
        .sign_in("system", daowei_app::account::testing::PASSWORD, None, None)
        .await
        .unwrap()
        .secret
        .to_string();
    let post = json!({"duty": "reviewer", "department": city.department, "validity": since});
    let refused = city.post(&stale, &posts("clerk"), post).await;
    assert_eq!(refused.code(), (403, "authority.confirmation.stale".to_owned()));
    // The department's leader confirms its own staff; then it is held.
    let leader = city.session("leader").await;
    let held = city.post(&leader, &confirm, Value::Null).await.ok();
    assert!(held["posts"].as_array().unwrap().iter().any(|post| post["id"] == waiting));
}

async fn nobody_leads_or_authorizes_himself(city: City) {
    let (staffing, leader) = (city.session("staffing").await, city.session("leader").await);
    let lead = json!({"person": city.person("staffing"), "leadership": "principal", "validity": {"from": "2017-10-24"}});
    let own = city.post(&staffing, &format!("/departments/{}/leaders", city.department), lead).await;
    assert_eq!(own.code(), (403, "authority.oneself".to_owned()));
    let letter = json!({"department": city.department, "holder": city.person("leader"),
        "grants": [{"power": "decide"}], "from": "2017-10-24"});
    let own = city.post(&leader, "/letters", letter).await;
    assert_eq!(own.code(), (403, "authority.oneself".to_owned()));
}
