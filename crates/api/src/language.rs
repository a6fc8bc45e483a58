//! The reader's language: Chinese unless the reader prefers English.

use axum::http::{HeaderMap, header};
use daowei_domain::Language;

/// What `Accept-Language` (RFC 9110 §12.5.4) comes to.
#[must_use]
pub fn reader(headers: &HeaderMap) -> Language {
    let Some(wish) = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()) else {
        return Language::Chinese;
    };
    let (mut chinese, mut english) = (0_u16, 0_u16);
    for range in wish.split(',').take(20) {
        let (tag, weight) = range.split_once(";q=").unwrap_or((range, "1"));
        let weight = thousandths(weight.trim());
        match tag.trim().split('-').next().unwrap_or("").to_ascii_lowercase().as_str() {
            "zh" | "*" => chinese = chinese.max(weight),
            "en" => english = english.max(weight),
            _ => {}
        }
    }
    if english > chinese { Language::English } else { Language::Chinese }
}

fn thousandths(weight: &str) -> u16 {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    if whole == "1" {
        return 1000;
    }
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_comes_first() {
        for (wish, language) in [
            ("", Language::Chinese),
            ("fr", Language::Chinese),
            ("en", Language::English),
            ("en-US,zh-CN;q=0.9", Language::English),
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::Chinese),
            ("en;q=0.5,*;q=0.7", Language::Chinese),
            ("en;q=x,zh;q=0", Language::Chinese),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, wish.parse().unwrap());
            assert_eq!(reader(&headers), language, "{wish}");
        }
        assert_eq!(reader(&HeaderMap::new()), Language::Chinese);
    }
}
