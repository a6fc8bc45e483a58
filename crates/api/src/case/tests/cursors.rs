//! A cursor that is none is refused, at every list that has one.

use serde_json::Value;

use super::city::City;
use crate::openapi;

daowei_store::on_both! {
    City:
    a_cursor_that_is_none_is_refused_by_every_list,
}

/// Hexadecimal, as cursors go out.
fn sealed(key: &str) -> String {
    key.bytes().map(|byte| format!("{byte:02x}")).collect()
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
        let garbage = [
            "zz".to_owned(),
            sealed("x"),
            sealed("x/y"),
            sealed("x/y/z"),
            sealed("2017-10-24/x"),
            sealed("//"),
        ];
        for cursor in garbage {
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
}
