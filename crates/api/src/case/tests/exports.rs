//! Lists of items, people, letters and licenses in a file: as lists of cases leave.

use serde_json::{Value, json};

use super::city::City;
use super::lists::recorded;

daowei_store::on_both! {
    City:
    each_list_leaves_with_a_purpose_a_watermark_and_a_record,
    whoever_exports_no_cases_exports_no_list,
}

const PURPOSE: &str = "核对窗口人员和授权";
const LISTS: [(&str, &str); 4] =
    [("items", "事项"), ("people", "姓名"), ("letters", "授权书编号"), ("licenses", "证照编号")];

fn asked(more: &Value) -> Value {
    let mut body = json!({"format": "csv", "purpose": PURPOSE});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

async fn each_list_leaves_with_a_purpose_a_watermark_and_a_record(city: City) {
    let chief = city.session("chief").await;
    let department = json!({"department": city.department});
    for (list, heading) in LISTS {
        let path = format!("/{list}/export");
        let short = city.post(&chief, &path, json!({"format": "csv", "purpose": "看"})).await;
        assert_eq!(short.status, 422, "{list}");
        assert_eq!(short.json()["invalidParams"][0]["code"], "input.too_short");
        let file = city.post(&chief, &path, asked(&department)).await;
        assert_eq!(file.status, 200, "{}", file.text);
        let name = format!("attachment; filename=\"{list}-2017-10-24.csv\"");
        assert_eq!(file.headers["content-disposition"], name.as_str());
        let mut lines = file.text.lines();
        let (mark, heads) = (lines.next().unwrap(), lines.next().unwrap());
        assert!(mark.contains(PURPOSE) && mark.contains("chief某"), "{mark}");
        assert!(heads.starts_with(heading), "{heads}");
        let shown = city.get(&chief, &format!("/{list}?limit=100&department={}", city.department)).await.ok();
        let rows = shown["rows"].as_array().unwrap();
        assert_eq!(lines.count(), rows.len(), "{list}: what the list shows");
        let book = city.post(&chief, &path, json!({"format": "xlsx", "purpose": PURPOSE})).await;
        assert!(book.bytes.starts_with(b"PK"), "{list}");
    }
    let events = recorded(&city, &format!("look-export-{}", city.person("chief")));
    assert_eq!(events.len(), 8);
    let said: Vec<&Value> = events.iter().map(|event| &event["event"]["data"]["list"]).collect();
    assert_eq!(said, ["items", "items", "people", "people", "letters", "letters", "licenses", "licenses"]);
    assert!(!events[0].to_string().contains(PURPOSE), "the purpose lies in the vault");
    let found = city.post(&chief, "/items/export", asked(&json!({"q": "食品经营"}))).await;
    assert!(found.text.contains("食品经营许可") && found.status == 200);
    let none = city.post(&chief, "/items/export", asked(&json!({"q": "没有这一项"}))).await;
    assert_eq!(none.text.lines().count(), 2, "{}", none.text);
}

async fn whoever_exports_no_cases_exports_no_list(city: City) {
    for login in ["assistant", "system"] {
        let session = city.session(login).await;
        for (list, _) in LISTS {
            let answer = city.post(&session, &format!("/{list}/export"), asked(&json!({}))).await;
            assert_eq!(answer.status, 403, "{login} {list}");
        }
    }
    city.session("chief").await;
    let token = city.token("chief").await;
    for (list, _) in LISTS {
        assert_eq!(
            city.post(&token, &format!("/{list}/export"), asked(&json!({}))).await.status,
            403,
            "{list}"
        );
    }
    let foreign = city.session("foreign").await;
    let theirs = asked(&json!({"department": city.department}));
    assert_eq!(city.post(&foreign, "/licenses/export", theirs).await.status, 404);
}
