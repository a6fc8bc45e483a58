//! 服务对象: whom an item is for, as a reader asks: people, or legal persons and other organizations. Sources write it in many
//! words; what says neither is left open.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::name::Name;

/// Whom an item is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// 自然人
    Natural,
    /// 法人和其他组织（含个体工商户）
    Legal,
}

/// Words for people.
const NATURAL: [&str; 6] = ["自然人", "个人", "公民", "居民", "村民", "natural_person"];
/// Words for what is no natural person, wherever they stand in what is written.
const LEGAL: [&str; 10] =
    ["法人", "组织", "单位", "企业", "机构", "机关", "团体", "个体", "legal_person", "individual_business"];

impl Audience {
    /// Both.
    pub const ALL: [Audience; 2] = [Audience::Natural, Audience::Legal];

    /// For programs.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Audience::Natural => "natural",
            Audience::Legal => "legal",
        }
    }

    /// Reads an id.
    #[must_use]
    pub fn read(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.id() == id)
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            Audience::Natural => Name::new("个人", "people"),
            Audience::Legal => Name::new(
                "法人和其他组织（含个体工商户）",
                "firms and other organizations (sole traders too)",
            ),
        }
    }

    /// Whom those words of an item name.
    #[must_use]
    pub fn of(objects: &[String]) -> BTreeSet<Self> {
        let says =
            |words: &[&str]| objects.iter().any(|object| words.iter().any(|word| object.contains(word)));
        let other = objects
            .iter()
            .any(|object| matches!(object.as_str(), "public_institution" | "other_organization"));
        let mut audiences = BTreeSet::new();
        if says(&NATURAL) {
            audiences.insert(Audience::Natural);
        }
        if says(&LEGAL) || other {
            audiences.insert(Audience::Legal);
        }
        audiences
    }
}

/// What a word of 服务对象 is called; nothing for one that a source wrote in words of its own.
#[must_use]
pub fn object_name(object: &str) -> Option<Name> {
    Some(match object {
        "natural_person" => Name::new("自然人", "natural persons"),
        "legal_person" => Name::new("法人", "legal persons"),
        "individual_business" => Name::new("个体工商户", "sole traders"),
        "public_institution" => Name::new("事业单位", "public institutions"),
        "other_organization" => Name::new("其他组织", "other organizations"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_sources_say_whom_an_item_is_for() {
        let both = [Audience::Natural, Audience::Legal];
        for (words, expected) in [
            (&["自然人"][..], &both[..1]),
            (&["natural_person", "individual_business"], &both),
            (&["法人", "自然人"], &both),
            (&["企业法人", "社会组织法人"], &both[1..]),
            (&["other_organization"], &both[1..]),
            (&["个体"], &both[1..]),
            (&["经营者"], &[]),
            (&[], &[]),
        ] {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(Audience::of(&words).into_iter().collect::<Vec<_>>(), expected, "{words:?}");
        }
        assert!(Audience::ALL.into_iter().all(|audience| Audience::read(audience.id()) == Some(audience)));
    }
}
