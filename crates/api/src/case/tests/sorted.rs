//! Lists of items, people, letters and licenses in the order that is asked for, page by page.

use serde_json::{Value, json};

use super::city::City;

daowei_store::on_both! {
    City:
    every_order_is_whole_page_by_page_and_turned_it_is_the_same_backwards,
    people_and_letters_come_by_what_stands_in_their_columns,
    each_list_leaves_in_the_order_of_the_screen,
    licenses_are_found_by_words_and_leave_as_found,
    an_order_or_a_place_that_is_none_is_refused,
}

fn told(page: &Value, field: &str) -> Vec<String> {
    page["rows"].as_array().unwrap().iter().map(|row| row[field].as_str().unwrap_or("~").to_owned()).collect()
}

/// The whole list, two rows at a time.
async fn whole(city: &City, by: &str, list: &str, sort: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = city.get(by, &format!("/{list}?limit=2&sort={sort}{cursor}")).await.ok();
        ids.extend(told(&page, "id"));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return ids,
        }
    }
}

async fn every_order_is_whole_page_by_page_and_turned_it_is_the_same_backwards(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    granted(&city, &clerk, &chief).await;
    for (list, sorts) in LISTS {
        let mut all = told(&city.get(&clerk, &format!("/{list}?limit=100")).await.ok(), "id");
        all.sort();
        assert!(list == "letters" || all.len() > 1, "{list}: {all:?}");
        for sort in sorts {
            let onward = whole(&city, &clerk, list, sort).await;
            let mut sorted = onward.clone();
            sorted.sort();
            assert_eq!(sorted, all, "{list} by {sort}");
            let mut back = whole(&city, &clerk, list, &format!("-{sort}")).await;
            back.reverse();
            assert_eq!(back, onward, "{list} by {sort}");
        }
    }
}

const LISTS: [(&str, &[&str]); 4] = [
    ("items", &["name", "code", "department"]),
    ("people", &["staff_number", "name", "department"]),
    ("letters", &["number", "holder", "department", "to"]),
    ("licenses", &["valid_from", "valid_until", "number"]),
];

/// Three licenses.
async fn granted(city: &City, clerk: &str, chief: &str) {
    let mut papers = city.papers(city.instant);
    papers["papers"] = json!([]);
    for _ in 0..3 {
        let case = city.post(clerk, "/cases", papers.clone()).await.ok();
        let path = format!("/cases/{}/on-the-spot-decision", case["id"].as_str().unwrap());
        let decision = json!({"outcome": "grant", "reasons": "符合法定条件和标准，准予"});
        city.post(chief, &path, decision).await.ok();
    }
}

async fn each_list_leaves_in_the_order_of_the_screen(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    granted(&city, &clerk, &chief).await;
    for (list, sorts) in LISTS {
        let field = if ["letters", "licenses"].contains(&list) { "number" } else { "name" };
        for sort in sorts.iter().flat_map(|sort| [(*sort).to_owned(), format!("-{sort}")]) {
            let shown = told(&city.get(&chief, &format!("/{list}?limit=100&sort={sort}")).await.ok(), field);
            let asked = json!({"format": "csv", "purpose": "核对清单的次序", "sort": sort});
            let file = city.post(&chief, &format!("/{list}/export"), asked).await;
            let first = |line: &str| line.split(',').next().unwrap_or_default().trim_matches('"').to_owned();
            let lines: Vec<String> = file.text.lines().skip(2).map(first).collect();
            assert_eq!(lines, shown, "{list} by {sort}: {}", file.text);
        }
        let foul = json!({"format": "csv", "purpose": "核对清单的次序", "sort": "id"});
        assert_eq!(city.post(&chief, &format!("/{list}/export"), foul).await.status, 400, "{list}");
    }
    let head = async |language: &str| {
        let asked = json!({"format": "csv", "purpose": "核对清单的次序"});
        city.post_with(&chief, "/items/export", asked, &[("accept-language", language)]).await.text
    };
    let (chinese, english) = (head("zh-CN").await, head("en").await);
    assert!(chinese.lines().nth(1).unwrap().starts_with("事项,事项类型,部门,"), "{chinese}");
    assert!(english.lines().nth(1).unwrap().starts_with("Item,Kind of power,Department,"), "{english}");
    let said = |file: &str| -> std::collections::BTreeSet<String> {
        file.lines().skip(2).filter_map(|line| line.rsplit(',').next()).map(str::to_owned).collect()
    };
    assert!(said(&chinese).iter().all(|word| ["是", "否"].contains(&word.as_str())), "{chinese}");
    assert!(said(&english).iter().all(|word| ["yes", "no"].contains(&word.as_str())), "{english}");
}

async fn licenses_are_found_by_words_and_leave_as_found(city: City) {
    let (clerk, chief) = (city.session("clerk").await, city.session("chief").await);
    granted(&city, &clerk, &chief).await;
    let all = told(&city.get(&clerk, "/licenses?limit=100").await.ok(), "number");
    let name = city.get(&clerk, "/licenses").await.ok()["rows"][0]["name"].as_str().unwrap().to_owned();
    let encoded = |words: &str| words.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
    let two: String = name.chars().take(2).collect();
    let found = async |words: &str| {
        told(&city.get(&clerk, &format!("/licenses?limit=100&q={}", encoded(words))).await.ok(), "number")
    };
    assert_eq!((all.len(), found(&two).await), (3, all.clone()), "{name}");
    assert_eq!(found("无此证照").await, [""; 0]);
    assert_eq!(found("欧阳").await, [""; 0], "nobody is found by a name that is not public");
    let page = city.get(&clerk, &format!("/licenses?limit=2&q={}", encoded(&two))).await.ok();
    let next = page["next"].as_str().unwrap();
    let rest = city.get(&clerk, &format!("/licenses?limit=2&q={}&cursor={next}", encoded(&two))).await.ok();
    assert_eq!([told(&page, "number"), told(&rest, "number")].concat(), all);
    let long = city.get(&clerk, &format!("/licenses?q={}", "a".repeat(101))).await;
    assert_eq!((long.status.as_u16(), &long.json()["invalidParams"][0]["name"]), (422, &json!("q")));
    for (words, count) in [(two.as_str(), 3), ("无此证照", 0)] {
        let asked = json!({"format": "csv", "purpose": "核对已发的证照", "q": words});
        let file = city.post(&chief, "/licenses/export", asked).await;
        assert_eq!(file.text.lines().count(), 2 + count, "{words}: {}", file.text);
    }
    city.unchanged_by_a_rebuild().await;
}

async fn people_and_letters_come_by_what_stands_in_their_columns(city: City) {
    let (manager, leader) = (city.session("manager").await, city.session("leader").await);
    for (staff_number, name) in [("900", "安某"), ("1000", "左某"), ("0950", "包某")] {
        let person = json!({"staff_number": staff_number, "name": name, "department": city.department,
            "employment": {"kind": "regular", "validity": {"from": "2017-10-24"}}});
        city.post(&manager, "/people", person).await.ok();
    }
    let found = async |sort: &str, field: &str| {
        told(&city.get(&manager, &format!("/people?limit=100&sort={sort}")).await.ok(), field)
    };
    let is = |told: Vec<String>, those: [&str; 3]| {
        told.into_iter().filter(|text| those.contains(&text.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(
        is(found("name", "name").await, ["左某", "安某", "包某"]),
        ["安某", "包某", "左某"],
        "by pinyin"
    );
    assert_eq!(
        is(found("staff_number", "staff_number").await, ["900", "1000", "0950"]),
        ["900", "0950", "1000"]
    );

    let sign = async |to: Value| {
        let letter = json!({"department": city.department, "holder": city.person("chief"), "grants": [{"power": "decide"}],
            "from": "2017-10-24", "to": to});
        city.post(&leader, "/letters", letter).await.ok()["number"].as_str().unwrap().to_owned()
    };
    let numbers = [sign(json!("2019-01-01")).await, sign(Value::Null).await, sign(json!("2018-01-01")).await];
    let letters = city.get(&leader, "/letters?limit=100&sort=to").await.ok();
    let ends = told(&letters, "to");
    assert!(ends.is_sorted() && ends.last().unwrap() == "~", "{ends:?}");
    let by_number = told(&city.get(&leader, "/letters?limit=100&sort=-number").await.ok(), "number");
    let mine: Vec<&String> = by_number.iter().filter(|number| numbers.contains(number)).collect();
    assert_eq!(mine, numbers.iter().rev().collect::<Vec<_>>());
}

async fn an_order_or_a_place_that_is_none_is_refused(city: City) {
    let clerk = city.session("clerk").await;
    let nowhere = "0190b5a0-0000-7000-8000-000000000000";
    let cursor: String = nowhere.bytes().map(|byte| format!("{byte:02x}")).collect();
    for list in ["items", "people", "letters", "licenses"] {
        for sort in ["id", "--number", ""] {
            let answer = city.get(&clerk, &format!("/{list}?sort={sort}")).await;
            assert_eq!(
                (answer.status.as_u16(), &answer.json()["invalidParams"][0]["name"]),
                (400, &json!("sort")),
                "{list}"
            );
        }
        let answer = city.get(&clerk, &format!("/{list}?cursor={cursor}")).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["invalidParams"][0]["name"]),
            (422, &json!("cursor")),
            "{list}"
        );
    }
}
