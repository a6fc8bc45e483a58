//! The registry of rules: everything that Daowei refuses, it refuses by one of these.
//!
//! A rule has one dotted id, which is also the `code` of the API's problem documents. Its rank says how high the source
//! stands, so that nobody quotes a setting as law (practice.md §1.4).

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use crate::name::Name;

mod cited;

/// How high the source of a rule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// 法律: an act of the National People's Congress or its standing committee.
    Law,
    /// 法规: administrative or local regulations.
    Regulation,
    /// 规章: rules of a ministry or a local government.
    DepartmentRule,
    /// 市文件: a document of the city, the notice of 2017 among them.
    CityDocument,
    /// 系统设置: a setting of this installation, an element of the item, a standard, practice that no source at hand
    /// orders, or a condition of the record itself.
    Setting,
}

/// The reader's language. Chinese is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// 中文
    #[default]
    Chinese,
    /// English
    English,
}

/// One rule: what it is called, where it stands, and what it says to the reader.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Dotted id, for ever the same: `authority.letter.expired`.
    pub id: &'static str,
    /// The source, as a jurist would cite it; for the lowest rank, what of the house it is.
    pub citation: &'static str,
    /// What that source is called in English, to stand beside the citation.
    pub citation_en: &'static str,
    /// How high the source stands.
    pub rank: Rank,
    /// Requirement ids of the notice (N-…) that it serves; may be empty.
    pub requirements: &'static [&'static str],
    /// What is refused and what to do instead, in Chinese; `{name}` is replaced by the fact of that name.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

/// The English of a citation; empty where none is on record.
#[must_use]
pub const fn in_english(citation: &str) -> &'static str {
    cited::in_english(citation)
}

/// Declares the rules of one room as statics and collects them in `RULES`.
macro_rules! rules {
    ($($name:ident = $id:literal, $rank:ident, $citation:literal, [$($requirement:literal),*], $zh:literal, $en:literal;)+) => {
        $(
            #[doc = concat!("`", $id, "`: ", $en)]
            pub static $name: $crate::rule::Rule = $crate::rule::Rule {
                id: $id,
                citation: $citation,
                citation_en: $crate::rule::in_english($citation),
                rank: $crate::rule::Rank::$rank,
                requirements: &[$($requirement),*],
                zh: $zh,
                en: $en,
            };
        )+
        /// Every rule of this room.
        pub static RULES: &[&$crate::rule::Rule] = &[$(&$name),+];
    };
}
pub(crate) use rules;

/// A typed refusal: the rule that forbids, and the facts that it was held against. Nothing has changed.
#[derive(Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The rule that forbids.
    pub rule: &'static Rule,
    /// What the rule was held against, by name. Never personal data.
    pub facts: BTreeMap<&'static str, String>,
    /// Those facts that are called otherwise in English.
    pub english: BTreeMap<&'static str, String>,
}

impl Refusal {
    /// A refusal by this rule, without facts yet.
    #[must_use]
    pub fn by(rule: &'static Rule) -> Self {
        Self { rule, facts: BTreeMap::new(), english: BTreeMap::new() }
    }

    /// Adds one fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.facts.insert(name, value.to_string());
        self
    }

    /// Adds one fact that has a name in both languages.
    #[must_use]
    pub fn named(self, name: &'static str, value: Name) -> Self {
        self.named_all(name, [value])
    }

    /// Adds a list of such names.
    #[must_use]
    pub fn named_all(mut self, name: &'static str, values: impl IntoIterator<Item = Name>) -> Self {
        let (zh, en): (Vec<_>, Vec<_>) = values.into_iter().map(|value| (value.zh, value.en)).unzip();
        self.english.insert(name, en.join(", "));
        self.with(name, zh.join("、"))
    }

    /// What the rule was held against, in the reader's language.
    pub fn facts_in(&self, language: Language) -> impl Iterator<Item = (&'static str, &str)> {
        self.facts.iter().map(move |(name, fact)| {
            let english = self.english.get(name).filter(|_| language == Language::English);
            (*name, english.unwrap_or(fact).as_str())
        })
    }

    /// What to tell the reader; days are written as the reader writes them.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let template = match language {
            Language::Chinese => self.rule.zh,
            Language::English => self.rule.en,
        };
        self.facts_in(language).fold(template.to_owned(), |text, (name, value)| {
            let told = day(value, language);
            text.replace(&format!("{{{name}}}"), told.as_deref().unwrap_or(value))
        })
    }
}

/// A fact that is a day, as the reader writes it: 2026年10月23日, 23 Oct 2026.
fn day(fact: &str, language: Language) -> Option<String> {
    let day: Date = fact.parse().ok().filter(|day: &Date| day.to_string() == fact)?;
    Some(match language {
        Language::Chinese => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Language::English => day.strftime("%-d %b %Y").to_string(),
    })
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.rule.id, self.facts)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.rule.id, self.text(Language::Chinese))
    }
}

impl std::error::Error for Refusal {}

/// `Err(refusal)` unless the condition holds.
pub(crate) fn ensure(holds: bool, refusal: impl FnOnce() -> Refusal) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(refusal()) }
}

/// Every rule of the product, in the order of their ids.
#[must_use]
pub fn registry() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = [
        crate::authority::rules::RULES,
        crate::authority::letter::rules::RULES,
        crate::case::rules::RULES,
        crate::catalog::rules::RULES,
        crate::file::rules::RULES,
        crate::organization::rules::RULES,
        crate::enquiry::rules::RULES,
        crate::foreign::rules::RULES,
        crate::handover::rules::RULES,
        crate::queue::rules::RULES,
        crate::rating::rules::RULES,
        crate::look::rules::RULES,
        crate::limits::rules::RULES,
        crate::change::rules::RULES,
        crate::setting::rules::RULES,
        crate::calendar::rules::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
    .collect();
    rules.sort_by_key(|rule| rule.id);
    rules
}

#[cfg(test)]
mod tests;
