//! Tests of the registry.

use std::collections::BTreeSet;

use super::cited::CITED;
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
const DATA: [&str; 12] = [
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
    "system",
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

/// The requirements of the notice, all of them.
const REQUIREMENTS: [&str; 29] = [
    "N-2.1", "N-2.2", "N-3.1.1", "N-3.1.2", "N-3.1.3", "N-3.1.4", "N-3.1.5", "N-3.2.1", "N-3.2.2", "N-3.2.3",
    "N-3.2.4", "N-3.3.1", "N-3.3.2", "N-3.4.1", "N-3.4.2", "N-3.4.3", "N-3.5.1", "N-3.5.2", "N-3.5.3",
    "N-3.5.4", "N-3.5.5", "N-3.5.6", "N-3.5.7", "N-3.5.8", "N-4.1", "N-4.2", "N-4.3", "N-4.4", "N-4.5",
];

/// The sources that a rule may cite, and how high each stands. What is ours says so.
const SOURCES: [(&str, Rank); 14] = [
    ("行政许可法 第", Rank::Law),
    ("行政复议法 第", Rank::Law),
    ("行政诉讼法 第", Rank::Law),
    ("公务员法 第", Rank::Law),
    ("民法典 第", Rank::Law),
    ("优化营商环境条例 第", Rank::Regulation),
    ("全国年节及纪念日放假办法 第", Rank::Regulation),
    ("资府办函〔2017〕210号 ", Rank::CityDocument),
    ("GB/T ", Rank::Setting),
    ("DA/T ", Rank::Setting),
    ("事项要素", Rank::Setting),
    ("系统设置：", Rank::Setting),
    ("系统规则：", Rank::Setting),
    ("记录条件", Rank::Setting),
];

fn rank_of(source: &str) -> Option<Rank> {
    SOURCES.iter().find(|(known, _)| source.starts_with(known)).map(|(_, rank)| *rank)
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
            assert!(REQUIREMENTS.contains(requirement), "{} names {requirement}", rule.id);
        }
        let sources: Vec<Option<Rank>> = rule.citation.split('；').map(rank_of).collect();
        assert!(sources.iter().all(Option::is_some), "{} cites {}", rule.id, rule.citation);
        assert_eq!(
            sources.first().copied().flatten(),
            Some(rule.rank),
            "{} cites {}",
            rule.id,
            rule.citation
        );
    }
}

#[test]
fn every_source_has_its_english_beside_it_and_names_the_same_articles() {
    for rule in registry() {
        assert!(!rule.citation_en.is_empty(), "{} cites {} in no English", rule.id, rule.citation);
    }
    for (zh, en) in CITED {
        assert!(en.is_ascii(), "{en}");
        let once = CITED.iter().filter(|(other, _)| other == zh).count();
        assert_eq!(once, 1, "{zh}");
        assert_eq!(figures(zh), digits(en), "{zh}: {en}");
    }
}

/// The numbers in a text, in their order.
fn digits(text: &str) -> Vec<u32> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.parse().unwrap()).collect()
}

/// The numbers of a citation, those of articles, paragraphs and items among them, which Chinese spells.
fn figures(citation: &str) -> Vec<u32> {
    const ONES: &str = "零一二三四五六七八九";
    let spelled = citation.starts_with("资府办函");
    let (mut text, mut whole, mut ones, mut inside) = (String::new(), 0, 0, false);
    for letter in citation.chars().chain(['。']) {
        let value = ONES.chars().position(|one| one == letter).and_then(|value| u32::try_from(value).ok());
        inside |= letter == '第' || spelled;
        match (letter, value) {
            (_, Some(value)) if inside => ones = value,
            ('百', _) if inside => (whole, ones) = (whole + 100 * ones, 0),
            ('十', _) if inside => (whole, ones) = (whole + 10 * ones.max(1), 0),
            _ => {
                if whole + ones > 0 {
                    text.push_str(&format!(" {} ", whole + ones));
                }
                (whole, ones, inside) = (0, 0, matches!(letter, '第' | '（' | '）'));
                text.push(letter);
            }
        }
    }
    digits(&text)
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
fn days_are_told_as_the_reader_writes_them_and_kept_as_programs_do() {
    let on = jiff::civil::date(2026, 10, 23);
    let refusal = Refusal::by(&crate::authority::rules::LETTER_EXPIRED).with("letter", "授1").with("to", on);
    assert_eq!(refusal.text(Language::Chinese), "授权书授1的有效期已于2026年10月23日届满。");
    assert_eq!(refusal.text(Language::English), "The letter 授1 expired on 23 Oct 2026.");
    assert_eq!(refusal.facts["to"], "2026-10-23");
}

#[test]
fn a_refusal_prints_its_rule_and_its_facts() {
    let refusal = Refusal::by(&crate::limits::rules::EXTENSION_TOO_LONG).with("most", 10);
    assert_eq!(refusal.to_string(), "[limits.extension.too_long] 最多可延长10个工作日。");
    assert_eq!(refusal.text(Language::English), "At most 10 working days can be added.");
}
