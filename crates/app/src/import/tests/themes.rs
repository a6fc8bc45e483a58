//! The themes of the demo's items are reckoned again from the table that they rest on.

use std::collections::BTreeSet;

use serde_json::Value;

const THEMES: &str = include_str!("../../../../../data/demo/themes.csv");
const LISTS: [&str; 2] = [
    include_str!("../../../../../data/demo/items-city.csv"),
    include_str!("../../../../../data/demo/items-county.csv"),
];
const DETAILED: &str = include_str!("../../../../../data/demo/items-detailed.json");

/// The rows of a table, and the place of a column in them.
fn rows(text: &str) -> (Vec<csv::StringRecord>, impl Fn(&str) -> usize) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let rows = reader.records().map(Result::unwrap).collect();
    (rows, move |column: &str| head.iter().position(|name| name == column).unwrap())
}

fn reckoned(name: &str) -> Vec<String> {
    let (rows, at) = rows(THEMES);
    let (theme, words) = (at("theme"), at("words"));
    let told = rows.iter().filter(|row| row[words].split(';').any(|word| name.contains(word)));
    told.map(|row| row[theme].to_owned()).collect()
}

#[test]
fn every_theme_is_in_the_table_once_and_for_somebody() {
    let (rows, at) = rows(THEMES);
    let themes: BTreeSet<&str> = rows.iter().map(|row| &row[at("theme")]).collect();
    assert_eq!(themes.len(), rows.len());
    for row in &rows {
        assert!(["natural", "legal", "both"].contains(&&row[at("for")]), "{row:?}");
        assert!(row[at("words")].split(';').all(|word| !word.is_empty()), "{row:?}");
    }
}

#[test]
fn items_of_the_demo_have_the_themes_that_their_names_give_marked_as_inferred() {
    for list in LISTS {
        let (rows, at) = rows(list);
        for row in &rows {
            let themes = reckoned(&row[at("name")]);
            assert_eq!(row[at("topics")], themes.join(";"), "{}", &row[at("row_id")]);
            assert_eq!(row[at("inferred")].ends_with("topics"), !themes.is_empty(), "{}", &row[at("row_id")]);
            let founded = &row[at("list_status")] != "imported_only";
            assert!(!founded || !themes.is_empty(), "{} is found under no theme", &row[at("name")]);
        }
    }
    let file: Value = serde_json::from_str(DETAILED).unwrap();
    for item in file["items"].as_array().unwrap() {
        let themes = reckoned(item["name"].as_str().unwrap());
        assert_eq!(item["topics"], serde_json::json!(themes), "{}", item["id"]);
        assert!(item["inferred"].as_array().unwrap().contains(&"/topics".into()), "{}", item["id"]);
    }
}
