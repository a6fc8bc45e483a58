//! By which channel an act may come, and in whose hands it must not be: confirmation, tokens, absence, one's own posts.

use daowei_app::account::NewToken;
use daowei_app::{Acting, Caller};
use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both!(City: taking_papers_in_binds_and_wants_a_confirmation_as_everything_after_it_does, a_token_reads_and_does_nothing_whoever_answers_for_it, whoever_is_away_reads_and_leaves_the_rest_to_others, nobody_gives_himself_a_post, the_government_office_reads_what_it_is_asked_to_extend);

const OPINION: &str = "申请材料齐全，符合法定条件和标准";

async fn token(city: &City, login: &str) -> String {
    let session = city.session(login).await;
    let me = city.app.me(city.app.caller(&session, Acting::default()).unwrap()).await.unwrap();
    let new = NewToken {
        name: "某系统".to_owned(),
        person: city.person(login),
        post: me.posts[0].id,
        scopes: daowei_app::account::SCOPES.iter().map(|scope| scope.id.to_owned()).collect(),
        expires_at: "2018-01-01T00:00:00Z".parse().unwrap(),
    };
    let issued = city.app.issue_token(Caller::Host, new).await.unwrap();
    city.app.confirm_token(city.app.caller(&session, Acting::default()).unwrap(), issued.id).await.unwrap();
    issued.secret.to_string()
}

async fn taking_papers_in_binds_and_wants_a_confirmation_as_everything_after_it_does(city: City) {
    let clerk = city.session("clerk").await;
    let case = city.received(&clerk).await;
    city.clock.turn(301);
    let stale = (403, "authority.confirmation.stale".to_owned());
    assert_eq!(city.post(&clerk, "/cases", city.papers(city.item)).await.code(), stale);
    for (path, body) in [
        ("acceptance", Value::Null),
        ("papers", json!({"papers": [{"paper": "p1", "form": "copy", "copies": 1}]})),
    ] {
        assert_eq!(city.post(&clerk, &format!("/cases/{case}/{path}"), body).await.code(), stale, "{path}");
    }
}

async fn a_token_reads_and_does_nothing_whoever_answers_for_it(city: City) {
    let clerk = city.session("clerk").await;
    let case = city.received(&clerk).await;
    city.post(&clerk, &format!("/cases/{case}/acceptance"), Value::Null).await.ok();
    let machine = token(&city, "chief").await;
    assert_eq!(city.get(&machine, &format!("/cases/{case}")).await.status, 200);
    let refused = (403, "authority.token".to_owned());
    assert_eq!(city.post(&machine, "/cases", city.papers(city.item)).await.code(), refused);
    let page = city.get(&clerk, &format!("/cases/{case}")).await.ok();
    let notice = page["documents"].as_array().unwrap().last().unwrap()["id"].as_str().unwrap().to_owned();
    let proof = json!({"service": "direct", "on": "2017-10-24", "proof": "送达回证，申请人签收"});
    for (path, body) in [
        ("examinations", json!({"step": "examine", "verdict": "favor", "opinion": OPINION})),
        (
            "irregular-facts",
            json!({"what": "handled_elsewhere", "place": "局机关三楼", "person": "王某", "on": "2017-10-24",
            "evidence": "现场照片三张"}),
        ),
        (&format!("documents/{notice}/service"), proof),
        ("assignment", json!({"to": city.person("reviewer"), "reasons": OPINION})),
    ] {
        let answer = city.post(&machine, &format!("/cases/{case}/{path}"), body).await;
        assert_eq!(answer.code(), refused, "{path}");
    }
    let after = city.get(&clerk, &format!("/cases/{case}")).await.ok();
    assert_eq!(after["revision"], page["revision"]);
}

async fn whoever_is_away_reads_and_leaves_the_rest_to_others(city: City) {
    let (clerk, manager) = (city.session("clerk").await, city.session("manager").await);
    let case = city.received(&clerk).await;
    let absences = format!("/people/{}/absences", city.person("clerk"));
    let away = |to: &str| json!({"validity": {"from": "2017-10-24", "to": to}});
    city.post(&manager, &absences, away("2017-10-28")).await.ok();
    let accept = format!("/cases/{case}/acceptance");
    let refused = city.post(&clerk, &accept, Value::Null).await;
    assert_eq!(refused.code(), (403, "authority.absent".to_owned()));
    assert_eq!(city.get(&clerk, &format!("/cases/{case}")).await.status, 200);
    // It did not come about.
    city.post(&manager, &absences, away("2017-10-24")).await.ok();
    city.post(&clerk, &accept, Value::Null).await.ok();
}

async fn nobody_gives_himself_a_post(city: City) {
    for login in ["system", "manager"] {
        let hand = city.session(login).await;
        let me = city.person(login);
        let post = json!({"duty": "chief_representative", "department": city.department,
            "validity": {"from": "2017-10-24"}});
        let own = city.post(&hand, &format!("/people/{me}/posts"), post.clone()).await;
        assert_eq!(own.code(), (403, "authority.oneself".to_owned()), "{login}");
        let other = format!("/people/{}/posts", city.person("clerk"));
        city.post(&hand, &other, post).await.ok();
    }
}

async fn the_government_office_reads_what_it_is_asked_to_extend(city: City) {
    let (clerk, government) = (city.session("clerk").await, city.session("government").await);
    let case = city.received(&clerk).await;
    assert_eq!(city.get(&government, &format!("/cases/{case}")).await.ok()["id"], json!(case));
    assert_eq!(city.get(&government, "/cases").await.ok()["rows"][0]["id"], json!(case));
    let refused = city.post(&government, &format!("/cases/{case}/acceptance"), Value::Null).await;
    assert_eq!(refused.code(), (403, "authority.duty".to_owned()));
    // Whoever reads no cases hears whose task it is that was wanted, not who may look.
    let staffing = city.session("staffing").await;
    let refused = city.post(&staffing, &format!("/cases/{case}/acceptance"), Value::Null).await;
    assert_eq!(refused.code(), (403, "authority.duty".to_owned()));
    assert_eq!(refused.json()["params"]["needed"], "窗口工作人员、首席代表");
}
