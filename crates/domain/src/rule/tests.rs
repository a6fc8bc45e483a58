//! Tests of the registry.

use std::collections::BTreeSet;

use super::{Language, Rank, Refusal, registry};
use crate::breaking::examples;

#[test]
fn every_rule_has_an_example_and_every_example_a_rule() {
    let rules: Vec<&str> = registry().iter().map(|rule| rule.id).collect();
    let mut shown: Vec<&str> = examples().iter().map(|(rule, _)| rule.id).collect();
    shown.sort_unstable();
    assert_eq!(shown, rules);
}

/// Facts that are written as the city writes them, whatever the reader's language.
const DATA: [&str; 11] = [
    "item",
    "paper",
    "papers",
    "document",
    "letter",
    "organ",
    "successor",
    "department",
    "other",
    "written",
    "short_name",
];

#[test]
fn every_example_breaks_exactly_its_rule_and_is_told_in_full() {
    for (rule, example) in examples() {
        let refusal = match example() {
            Ok(()) => panic!("nothing forbids the example of {}", rule.id),
            Err(refusal) => refusal,
        };
        assert_eq!(refusal.rule.id, rule.id, "{refusal:?}");
        for language in [Language::Chinese, Language::English] {
            let text = refusal.text(language);
            assert!(!text.contains(['{', '}']), "{} leaves a gap: {text}", rule.id);
        }
        // What has a name of ours has it in English too; names of items, papers and organs are data.
        for (name, value) in refusal.facts_in(Language::English) {
            let data = DATA.contains(&name) || value.is_ascii();
            assert!(data, "{} says {name} “{value}” in an English text", rule.id);
        }
        for (name, value) in &refusal.facts {
            assert!(!value.trim().is_empty(), "{} has an empty {name}", rule.id);
            for personal in ["张某", "王某", "028-2611000", "示例餐饮"] {
                assert!(!value.contains(personal), "{} tells personal data in {name}", rule.id);
            }
        }
    }
}

#[test]
fn ids_are_unique_and_dotted_lower_case() {
    let rules = registry();
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules.len());
    for rule in rules {
        let parts: Vec<&str> = rule.id.split('.').collect();
        assert!(parts.len() >= 2, "{} has no room", rule.id);
        let plain =
            |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        assert!(parts.iter().all(plain), "{} is not dotted lower case", rule.id);
    }
}

#[test]
fn every_rule_cites_its_source_and_speaks_both_languages() {
    for rule in registry() {
        assert!(!rule.citation.trim().is_empty(), "{} cites nothing", rule.id);
        assert!(rule.zh.ends_with('。'), "{}: {}", rule.id, rule.zh);
        assert!(rule.en.ends_with('.'), "{}: {}", rule.id, rule.en);
        assert!(
            rule.en.chars().filter(|c| !matches!(c, '“' | '”' | '’')).all(|c| c.is_ascii()),
            "{}",
            rule.id
        );
        for requirement in rule.requirements {
            let digits = requirement.strip_prefix("N-").unwrap_or_default();
            assert!(digits.split('.').count() >= 2, "{} names {requirement}", rule.id);
        }
        let law = rule.rank == Rank::Law;
        let quotes_law = rule.citation.contains('法') || rule.citation.contains("条例");
        assert!(!law || quotes_law, "{} is called law and cites {}", rule.id, rule.citation);
    }
}

#[test]
fn the_same_gaps_are_left_in_both_languages() {
    let gaps = |text: &str| -> BTreeSet<String> {
        text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect()
    };
    for rule in registry() {
        assert_eq!(gaps(rule.zh), gaps(rule.en), "{}", rule.id);
    }
}

#[test]
fn a_refusal_prints_its_rule_and_its_facts() {
    let refusal = Refusal::by(&crate::limits::rules::EXTENSION_TOO_LONG).with("most", 10);
    assert_eq!(refusal.to_string(), "[limits.extension.too_long] 最多可延长10个工作日。");
    assert_eq!(refusal.text(Language::English), "At most 10 working days can be added.");
}
