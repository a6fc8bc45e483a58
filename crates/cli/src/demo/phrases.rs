//! Words for made-up cases: names, firms, streets, opinions (data/demo/phrases.json). They name nobody.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::chance::Chance;
use crate::trouble::Trouble;

/// The file.
#[derive(Deserialize)]
pub(super) struct Phrases {
    pub(super) surnames: Vec<String>,
    pub(super) given_name_characters: Vec<String>,
    pub(super) firm: Firm,
    pub(super) streets: BTreeMap<String, Vec<String>>,
    phrases: BTreeMap<String, Vec<String>>,
    corrections: Vec<Correction>,
}

/// How firms are called.
#[derive(Deserialize)]
pub(super) struct Firm {
    pub(super) prefix: BTreeMap<String, String>,
    pub(super) stems: Vec<String>,
    pub(super) trades: Vec<Trade>,
}

/// What a firm does.
#[derive(Deserialize)]
pub(super) struct Trade {
    pub(super) text: String,
    pub(super) suffix: String,
}

#[derive(Deserialize)]
struct Correction {
    text: String,
    paper_ids: Vec<String>,
}

impl Phrases {
    pub(super) fn load() -> Result<Self, Trouble> {
        serde_json::from_str(include_str!("../../../../data/demo/phrases.json")).map_err(Trouble::refused)
    }

    /// Words of that kind.
    pub(super) fn say(&self, chance: &mut Chance, kind: &str) -> String {
        let words = self.phrases.get(kind).and_then(|words| chance.pick(words));
        words.map_or_else(|| "按照有关规定办理，特此说明。".to_owned(), Clone::clone)
    }

    /// What is to be put right in a paper.
    pub(super) fn demand(&self, chance: &mut Chance, paper: &str, name: &str) -> String {
        let fits = |paper_ids: &[String]| paper_ids.iter().any(|id| id == paper);
        let own: Vec<&Correction> = self.corrections.iter().filter(|c| fits(&c.paper_ids)).collect();
        let general: Vec<&Correction> = self.corrections.iter().filter(|c| c.paper_ids.is_empty()).collect();
        let chosen = chance.pick(&own).or_else(|| chance.pick(&general));
        chosen.map_or_else(|| format!("请补充提交《{name}》"), |c| c.text.replace("{paper}", name))
    }

    /// A name that nobody was asked for.
    pub(super) fn name(&self, chance: &mut Chance) -> String {
        let mut name = chance.pick(&self.surnames).cloned().unwrap_or_else(|| "王".to_owned());
        for _ in 0..chance.within(1, 2) {
            name.push_str(chance.pick(&self.given_name_characters).map_or("安", String::as_str));
        }
        name
    }
}
