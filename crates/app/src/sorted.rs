//! Pages of facts in an order: people and letters, which are folded into memory once for each epoch.

use std::collections::BTreeMap;

use daowei_store::search;

use crate::account::Page;
use crate::error::{Error, Problem};

/// Which page of facts, and how they are ordered: by a key, and by id where that is the same.
pub(crate) struct Part<K, F> {
    /// The key of a fact.
    pub(crate) key: F,
    /// From the end.
    pub(crate) back: bool,
    /// Behind the fact of this key and id.
    pub(crate) after: Option<(String, K)>,
    /// Rows at most, up to 200.
    pub(crate) limit: u32,
}

/// A page of what fits. What lies behind it is looked at, and only the page itself is put in order.
pub(crate) fn page<K, V>(
    all: &BTreeMap<K, V>,
    part: Part<K, impl Fn(&V) -> String>,
    fits: impl Fn(&V) -> bool,
) -> Page<V>
where
    K: Ord + Copy + std::fmt::Display,
    V: Clone,
{
    let size = usize::try_from(part.limit.clamp(1, 200)).unwrap_or(usize::MAX);
    let turned = |order: std::cmp::Ordering| if part.back { order.reverse() } else { order };
    let keyed = all.iter().filter(|(_, value)| fits(value)).map(|(id, value)| ((part.key)(value), *id));
    let behind =
        |place: &(String, K)| part.after.as_ref().is_none_or(|after| turned(place.cmp(after)).is_gt());
    let mut places: Vec<(String, K)> = keyed.filter(behind).collect();
    let more = places.len() > size;
    if more {
        places.select_nth_unstable_by(size, |one, other| turned(one.cmp(other)));
        places.truncate(size);
    }
    places.sort_unstable_by(|one, other| turned(one.cmp(other)));
    let next = places.last().filter(|_| more).map(|(_, id)| id.to_string());
    Page { rows: places.iter().filter_map(|(_, id)| all.get(id)).cloned().collect(), next }
}

/// A page that begins behind nothing that there is.
pub(crate) fn nowhere() -> Error {
    Error::input("cursor", Problem::Unknown)
}

/// Whether something with this number and these names is found by words: they are in one of them as they stand or, as in a search
/// of names, as words or initials of their pinyin. A number is not searched: its year alone is in many others.
pub(crate) fn found_by(words: &str, number: &str, names: &[&str]) -> bool {
    number.contains(words) || names.iter().any(|name| name.contains(words) || search::finds(name, words))
}

/// A number in the form in which numbers are ordered: each of its serials in as many digits, so that the ninth comes before the tenth.
pub(crate) fn numbered(number: &str) -> String {
    const DIGITS: usize = 12;
    let mut text = String::new();
    for run in number.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = run.trim_end_matches(|c: char| !c.is_ascii_digit());
        if !digits.is_empty() {
            text.extend(std::iter::repeat_n('0', DIGITS.saturating_sub(digits.len())));
        }
        text.push_str(run);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(by: fn(&&str) -> String, back: bool, limit: u32) -> Vec<String> {
        let all: BTreeMap<u8, &str> = (1..).zip(["丙9", "甲10", "甲2", "乙", "甲10", "丁"]).collect();
        let mut told = Vec::new();
        let mut after = None;
        loop {
            let found = page(&all, Part { key: by, back, after, limit }, |name| *name != "丁");
            told.extend(found.rows.iter().map(|name| (*name).to_owned()));
            let Some(next) = found.next else { return told };
            let id: u8 = next.parse().unwrap();
            after = Some((by(&all[&id]), id));
        }
    }

    #[test]
    fn pages_of_every_size_are_the_whole_list_in_its_order() {
        let sorted = ["丙9", "乙", "甲2", "甲10", "甲10"];
        for limit in 1..=6 {
            assert_eq!(pages(|name| numbered(name), false, limit), sorted, "{limit}");
            let mut back = pages(|name| numbered(name), true, limit);
            back.reverse();
            assert_eq!(back, sorted, "{limit}");
            assert_eq!(pages(|_| String::new(), false, limit), ["丙9", "甲10", "甲2", "乙", "甲10"], "by id");
        }
    }

    #[test]
    fn names_are_found_as_they_stand_and_by_their_initials() {
        for words in ["", "建", "张建", "zjg", "jg", "ZJ", "0950"] {
            assert!(found_by(words, "0950", &["张建国"]), "{words}");
        }
        for words in ["z", "zg", "国建", "zjgx", "950 1"] {
            assert!(!found_by(words, "0950", &["张建国"]), "{words}");
        }
        assert!(!found_by("甲授〔2026〕1号", "甲授〔2026〕2号", &["张建国"]), "another number of that year");
    }

    #[test]
    fn serials_are_ordered_as_numbers() {
        let mut numbers = ["甲〔2026〕10号", "甲〔2026〕9号", "甲〔2025〕11号", "甲"];
        numbers.sort_by_key(|number| numbered(number));
        assert_eq!(numbers, ["甲", "甲〔2025〕11号", "甲〔2026〕9号", "甲〔2026〕10号"]);
        assert_eq!(numbered("7"), "000000000007");
    }
}
