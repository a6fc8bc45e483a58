//! 找事项: two characters are enough, and so are the initials of the pinyin.

use serde_json::Value;

use super::cast::Cast;
use super::client::{field, list};
use super::teller::{Broken, Teller};

/// What the applicant came for: 食品经营许可, by two characters and by initials.
const WORDS: (&str, &str) = ("食品", "spjyxk");

/// The item of the story.
pub(super) struct Item {
    pub(super) id: String,
    pub(super) name: String,
    /// Papers that must come with the application.
    pub(super) papers: Vec<String>,
}

pub(super) fn find(cast: &Cast, teller: &mut Teller) -> Result<Item, Broken> {
    teller.chapter("一、找事项", "Finding the item")?;
    let (characters, initials) = WORDS;
    let found = search(cast, &encoded(characters))?;
    let content = |row: &Value| item(cast, field(row, "id"));
    let mut candidates = Vec::new();
    for row in list(&found, "rows") {
        if field(row, "department") == cast.department && row.get("acceptable") == Some(&Value::Bool(true)) {
            let content = content(row)?;
            if field(&content, "power") == "license" && field(&content, "case_kind") == "promised" {
                candidates.push((row.clone(), content));
            }
        }
    }
    let (row, content) = candidates
        .into_iter()
        .next()
        .ok_or_else(|| Broken::claim(format!("“{characters}”查到一项本部门的许可"), found.to_string()))?;
    let (id, name) = (field(&row, "id").to_owned(), field(&row, "name").to_owned());
    let count = list(&found, "rows").len();
    teller.held_that(
        format!("输入两个字“{characters}”，查到{count}项，其中有“{name}”"),
        "Two Chinese characters find the license",
    )?;
    let again = search(cast, initials)?;
    let there = list(&again, "rows").iter().any(|row| field(row, "id") == id);
    if !there {
        return Err(Broken::claim(format!("拼音首字母“{initials}”也查到“{name}”"), again.to_string()));
    }
    teller.held_that(format!("拼音首字母“{initials}”也查到它"), "So do the initials of its pinyin")?;
    let papers: Vec<String> = list(&content, "papers")
        .iter()
        .filter(|paper| field(paper, "need") != "conditional")
        .map(|paper| field(paper, "id").to_owned())
        .collect();
    for paper in list(&content, "papers") {
        teller.show(format_args!("材料 paper：{}", field(paper, "name")))?;
    }
    if papers.len() < 2 {
        return Err(Broken::claim("至少两份必要材料 two papers at least", content.to_string()));
    }
    Ok(Item { id, name, papers })
}

fn search(cast: &Cast, words: &str) -> Result<Value, Broken> {
    cast.clerk.get(&format!("/api/v1/items?q={words}&department={}&limit=100", cast.department))?.done()
}

/// What the newest version of an item says.
fn item(cast: &Cast, id: &str) -> Result<Value, Broken> {
    let item = cast.clerk.get(&format!("/api/v1/items/{id}"))?.done()?;
    Ok(list(&item, "versions").last().and_then(|version| version.get("content")).cloned().unwrap_or_default())
}

/// Percent-encoding, byte by byte.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
