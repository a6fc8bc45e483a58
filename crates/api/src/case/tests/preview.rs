//! `Prefer: preview`: what an act would put on paper, with nothing done.

use serde_json::{Value, json};

use super::city::{City, NAME};

daowei_store::on_both! {
    City:
    a_preview_shows_the_paper_and_does_nothing,
    a_preview_is_judged_like_the_act,
    nothing_but_an_act_on_a_case_is_previewed,
}

const PREVIEW: &[(&str, &str)] = &[("prefer", "preview")];

async fn a_preview_shows_the_paper_and_does_nothing(city: City) {
    let clerk = city.session("clerk").await;
    let id = city.received(&clerk).await;
    let case = format!("/cases/{id}");
    let before = city.get(&clerk, &case).await.ok();
    let reasons = "申请事项依法不属于本机关办理，理由如所附说明。";
    for (path, body, title, kind) in [
        ("acceptance", Value::Null, "受理通知书", "acceptance_notice"),
        ("non-acceptance", json!({"reasons": reasons}), "不予受理", "non_acceptance"),
    ] {
        let answer = city.post_with(&clerk, &format!("{case}/{path}"), body, PREVIEW).await;
        assert_eq!(answer.headers["preference-applied"], "preview");
        assert_eq!(answer.headers["content-type"], "application/vnd.daowei.previews+json");
        let documents = answer.ok()["documents"].clone();
        let shown = documents.as_array().unwrap().iter().find(|shown| shown["kind"] == kind).unwrap();
        let text = shown["text"].as_str().unwrap();
        assert!(text.contains(title), "{text}");
        // A person's name is the vault's; one's own words are one's own.
        assert!(!text.contains(NAME), "{text}");
        assert_eq!(text.contains(reasons.trim_end_matches('。')), kind == "non_acceptance", "{text}");
        assert!(!text.contains('\u{1}') && !text.contains('\u{2}'), "{text}");
    }
    assert_eq!(city.get(&clerk, &case).await.ok(), before, "nothing was done");
    // No number was used up by looking.
    let accepted = city.post(&clerk, &format!("{case}/acceptance"), Value::Null).await.ok();
    let number = accepted["documents"].as_array().unwrap().iter().find_map(|document| {
        (document["kind"] == "acceptance_notice").then(|| document["number"].as_str().unwrap().to_owned())
    });
    assert!(number.unwrap().ends_with("〕1号"));
}

async fn a_preview_is_judged_like_the_act(city: City) {
    let clerk = city.session("clerk").await;
    let case = format!("/cases/{}", city.received(&clerk).await);
    let accept = format!("{case}/acceptance");
    let preview = async |secret: &str, path: &str, body: Value| {
        let answer = city.post_with(secret, path, body, PREVIEW).await;
        (answer.status.as_u16(), answer.json()["rule"]["id"].clone())
    };
    let assistant = city.session("assistant").await;
    assert_eq!(preview(&assistant, &accept, Value::Null).await.0, 403);
    let foreign = city.session("foreign").await;
    assert_eq!(preview(&foreign, &accept, Value::Null).await.0, 404);
    let token = city.token("clerk").await;
    assert_eq!(preview(&token, &accept, Value::Null).await.0, 403);
    let short = preview(&clerk, &format!("{case}/non-acceptance"), json!({"reasons": "不"})).await;
    assert_eq!(short.0, 409, "{short:?}");
    // A confirmation may be old; the act itself then wants a new one.
    city.clock.turn(6 * 60);
    assert_eq!(preview(&clerk, &accept, Value::Null).await.0, 200);
    assert_eq!(city.post(&clerk, &accept, Value::Null).await.status, 403);
}

async fn nothing_but_an_act_on_a_case_is_previewed(city: City) {
    let clerk = city.session("clerk").await;
    for (path, body) in [("/cases", city.papers(city.item)), ("/windows", json!({}))] {
        let answer = city.post_with(&clerk, path, body, PREVIEW).await;
        assert_eq!(answer.code(), (400, "input.preference".to_owned()), "{path}");
    }
    assert_eq!(city.get(&clerk, "/cases").await.ok()["rows"], json!([]), "nothing was received");
}
