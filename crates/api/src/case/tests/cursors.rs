//! A cursor that is none is refused, at every list that has one.

use serde_json::{Value, json};

use super::city::City;
use crate::openapi;

daowei_store::on_both! {
    City:
    a_cursor_that_is_none_is_refused_by_every_list,
    words_that_nobody_types_are_refused_by_every_search,
}

/// Hexadecimal, as cursors go out.
fn sealed(key: &str) -> String {
    key.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// What no list gave out: of no form, or of one that some list has, but padded, with a sign, an hour, zeros, capitals or more parts.
fn garbage() -> Vec<String> {
    let id = "0190b5a0-0000-7000-8000-00000000000a";
    let keys = [
        "x".to_owned(),
        "x/y".to_owned(),
        "x/y/z".to_owned(),
        "2017-10-24/x".to_owned(),
        "//".to_owned(),
        " ".to_owned(),
        format!(" {id}"),
        format!("{id} "),
        format!("{id}/"),
        id.to_uppercase(),
        id.replace('-', ""),
        format!(" 2017-10-24/{id}"),
        format!("2017-10-24 /{id}"),
        format!("+002017-10-24/{id}"),
        format!("2017-10-24T09:00/{id}"),
        format!("2017-10-24/{}", id.to_uppercase()),
        format!("2017-10-24/{id} "),
        "+7".to_owned(),
        "007".to_owned(),
        " 7".to_owned(),
        format!("+1/{id}"),
        format!("01/{id}"),
        format!("1/{id} "),
        format!("1/{id}/+1"),
        format!("1/{id}/01"),
        format!("1/ {id}/1"),
        format!("+1/1/case-{id}"),
        format!("1/01/case-{id}"),
        format!("1/1/case-{id} "),
        format!("1/1/ case-{id}"),
        format!("1/1/{id}"),
        "2017-10-24/A/x".to_owned(),
        "2017-10-24/A/ ".to_owned(),
        "2017-10-24/a/".to_owned(),
        "2017-10-24/AA/".to_owned(),
        "2017-10-24//".to_owned(),
        "2017-10-24 /A/".to_owned(),
        "20171024/A/".to_owned(),
        format!("2017-10-24/A/{id} "),
        format!("2017-10-24/A/{id}/x"),
    ];
    let mut cursors: Vec<String> = keys.iter().map(|key| sealed(key)).collect();
    cursors.extend([
        "zz".to_owned(),
        "6".to_owned(),
        String::new(),
        "%20".to_owned() + &sealed(id),
        sealed("\u{0}"),
    ]);
    cursors
}

async fn a_cursor_that_is_none_is_refused_by_every_list(city: City) {
    let logins = ["clerk", "chief", "leader", "manager", "security", "system", "audit"];
    let mut sessions = Vec::new();
    for login in logins {
        sessions.push(city.session(login).await);
    }
    let case = city.received(&sessions[0]).await;
    let description: Value = serde_json::from_str(&openapi()).unwrap();
    let mut lists = 0;
    for (path, methods) in description["paths"].as_object().unwrap() {
        let parameters = methods["get"]["parameters"].as_array();
        let names = parameters.into_iter().flatten().map(|parameter| parameter["name"].as_str().unwrap());
        if !names.clone().any(|name| name == "cursor") {
            continue;
        }
        lists += 1;
        let path = path.strip_prefix("/api/v1").unwrap_or(path).replace("{case}", &case);
        for cursor in garbage() {
            // Whoever may read that list: the others are refused for who they are.
            let mut refused = false;
            for session in &sessions {
                let answer = city.get(session, &format!("{path}?cursor={cursor}")).await;
                if answer.status == 403 {
                    continue;
                }
                let (status, code) = answer.code();
                let typed = (status, code.as_str()) == (400, "input.query") || status == 422;
                assert!(typed && answer.text.contains("cursor"), "{path} {cursor}: {status} {}", answer.text);
                refused = true;
            }
            assert!(refused, "{path}: nobody may read it");
        }
    }
    assert!(lists >= 23, "{lists}");
    // The one that is asked for by a body.
    for cursor in garbage() {
        let cursor = cursor.replace("%20", " ");
        let answer =
            city.post(&city.session("manager").await, "/calendar/foresight", json!({"cursor": cursor})).await;
        assert_eq!(answer.code(), (400, "input.query".to_owned()), "{cursor}");
    }
}

/// `q` reads alike wherever it stands: one line of at most a hundred characters, in which something can be seen.
async fn words_that_nobody_types_are_refused_by_every_search(city: City) {
    let mut sessions = Vec::new();
    for login in ["clerk", "security"] {
        sessions.push(city.session(login).await);
    }
    let description: Value = serde_json::from_str(&openapi()).unwrap();
    let mut searches = 0;
    for (path, methods) in description["paths"].as_object().unwrap() {
        let parameters = methods["get"]["parameters"].as_array();
        let mut names = parameters.into_iter().flatten().map(|parameter| parameter["name"].as_str().unwrap());
        if !names.any(|name| name == "q") {
            continue;
        }
        searches += 1;
        let path = path.strip_prefix("/api/v1").unwrap_or(path);
        let long = "a".repeat(101);
        for words in ["%00", "a%00b", "a%0Ab", "a%09b", "%E2%80%AEab", "%20", "%E2%80%8B", long.as_str()] {
            let mut answers = Vec::new();
            for session in &sessions {
                answers.push(city.get(session, &format!("{path}?q={words}")).await);
            }
            let read: Vec<_> = answers.iter().filter(|answer| answer.status != 403).collect();
            assert!(!read.is_empty(), "{path}: nobody may search it");
            for answer in read {
                let told = (answer.status.as_u16(), &answer.json()["invalidParams"][0]["name"]);
                assert_eq!(told, (422, &json!("q")), "{path} {words}: {}", answer.text);
            }
        }
    }
    assert!(searches >= 7, "{searches}");
}
