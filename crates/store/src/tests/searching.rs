//! Search: two Chinese characters, prefixes, pinyin initials.

use proptest::prelude::*;

use super::fixture::Fixture;
use crate::search::{holds, index, is_exact, matches, remove, tokens};

on_both!(texts_are_found, replaced_and_removed_texts_are_not_found);

fn texts_are_found(fixture: &Fixture) {
    fixture
        .write(|tx| {
            index(tx, "item", "1", "取水许可审批")?;
            index(tx, "item", "2", "建筑工程施工许可证核发（房屋建筑）")?;
            index(tx, "item", "3", "GB/T 39046 权责清单 Ziyang2017号")?;
            index(tx, "item", "4", "重庆市")?;
            index(tx, "license", "5", "取水许可证")
        })
        .unwrap();
    let cases: [(&str, &[&str]); 19] = [
        ("取水", &["1"]),
        ("取水许可", &["1"]),
        ("许可", &["1", "2"]),
        ("建筑工程施工许可", &["2"]),
        ("水取", &[]),
        ("取", &[]),
        ("", &[]),
        ("39046", &["3"]),
        ("390", &["3"]),
        ("9046", &[]),
        ("ziyang", &["3"]),
        ("ＺＩＹＡＮＧ", &["3"]),
        ("权责 390", &["3"]),
        ("权责 391", &[]),
        ("qsxk", &["1"]),
        ("sgxk", &["2"]),
        ("cq", &["4"]),
        ("'; DROP TABLE search_token; --", &[]),
        ("%", &[]),
    ];
    for (query, expected) in cases {
        let found = fixture.read(move |tx| matches(tx, "item", query, 10)).unwrap();
        assert_eq!(found, expected, "{query}");
    }
    assert_eq!(fixture.read(|tx| matches(tx, "item", "许可", 1)).unwrap(), ["1"]);
}

fn replaced_and_removed_texts_are_not_found(fixture: &Fixture) {
    fixture.write(|tx| index(tx, "item", "1", "取水许可")).unwrap();
    fixture.write(|tx| index(tx, "item", "1", "采矿许可")).unwrap();
    assert_eq!(fixture.read(|tx| matches(tx, "item", "取水", 9)).unwrap(), [""; 0]);
    assert_eq!(fixture.read(|tx| matches(tx, "item", "采矿", 9)).unwrap(), ["1"]);
    fixture.write(|tx| remove(tx, "item", "1")).unwrap();
    assert_eq!(fixture.read(|tx| matches(tx, "item", "采矿", 9)).unwrap(), [""; 0]);
}

#[test]
fn what_is_found_holds_the_query_in_its_order() {
    for (text, query, held) in [
        ("资质证书", "zzzz", false),
        ("政治主张征集", "zzzzzj", true),
        ("在职职工中专招生", "zzzg", true),
        ("取水许可审批", "qsxk", true),
        ("取水许可审批", "qkxs", false),
        ("重庆市", "cqs", true),
        ("重庆市", "zqs", true),
        ("申请办理申办请柬", "申请柬", false),
        ("申请办理申办请柬", "申办请", true),
        ("取水许可 Ziyang2017号", "许可 ziy", true),
        ("取水许可 Ziyang2017号", "许可 iyang", false),
        ("取水许可", "ＱＳ", true),
        ("取水许可", "", true),
    ] {
        assert_eq!(holds(text, query), held, "{query} in {text}");
    }
}

#[test]
fn rare_characters_have_tokens() {
    assert!(tokens("𠮷㛃").contains("𠮷㛃"));
    assert_eq!(tokens("取"), [].into());
    assert_eq!(tokens("a"), ["a".to_owned()].into());
    assert_eq!(tokens("取水").len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn tokens_are_total_and_bounded(text in any::<String>()) {
        let tokens = tokens(&text);
        prop_assert!(tokens.len() <= 14 * text.chars().count());
        prop_assert!(tokens.iter().all(|token| !token.is_empty() && !token.contains('\0')));
    }

    #[test]
    fn every_part_of_a_text_is_held_by_it(text in "[取水许可审批建筑工程]{4,20}", start in 0_usize..3) {
        let part: String = text.chars().skip(start).collect();
        let around = format!("前面的{text} 12");
        prop_assert!(holds(&text, &part) && holds(&around, &part));
        let two: String = text.chars().take(2).collect();
        prop_assert!(is_exact(&two) && (!is_exact(&part) || part.chars().count() < 3));
    }

    #[test]
    fn every_part_of_a_chinese_text_asks_only_for_its_tokens(text in "[取水许可审批建筑工程]{4,20}", start in 0_usize..3) {
        let part: String = text.chars().skip(start).collect();
        prop_assert!(tokens(&part).is_subset(&tokens(&text)));
    }
}
