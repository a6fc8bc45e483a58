//! Items that are called like what somebody wants: a listed license is not to be received as if no list had it.

use std::collections::BTreeMap;

use daowei_ident::ItemId;
use daowei_store::view;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::text::normal;
use crate::unit::Unit;

/// Characters that an item is first looked for by.
const WINDOW: usize = 4;
/// Characters of what is wanted that are looked at.
const READ: usize = 40;
/// Items of one look.
const LOOKED_AT: u32 = 50;
/// Items that are named.
const NAMED: usize = 5;

/// An item, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The item.
    pub item: ItemId,
    /// Its name.
    pub name: String,
}

/// The items in whose name the words lie, or whose name lies in the words; the longest names first.
pub(crate) fn called_like(unit: &mut Unit<'_, '_>, words: &str) -> Result<Vec<Listed>> {
    let wanted = core(words);
    let today = daowei_calendar::legal_date(unit.now).to_string();
    let read: Vec<char> = wanted.chars().take(READ).collect();
    let mut found = BTreeMap::new();
    for window in read.windows(WINDOW) {
        let window: String = window.iter().collect();
        for row in view::item::find(unit.tx, &window, &today, LOOKED_AT)?.0 {
            let name = core(&row.name);
            let alike = name.chars().nth(WINDOW - 1).is_some()
                && (wanted.contains(&name) || normal(&row.name).contains(&wanted));
            if let (true, Ok(item)) = (alike, row.id.parse()) {
                found.insert(
                    (std::cmp::Reverse(name.chars().count()), row.id),
                    Listed { item, name: row.name },
                );
            }
        }
    }
    Ok(found.into_values().take(NAMED).collect())
}

/// A name without what it says in brackets.
fn core(name: &str) -> String {
    let name = normal(name);
    let mut depth = 0_u32;
    let outside = name.chars().filter(|character| match character {
        '(' | '〔' | '[' | '【' | '「' => {
            depth = depth.saturating_add(1);
            false
        }
        ')' | '〕' | ']' | '】' | '」' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    outside.filter(|character| character.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::core;

    #[test]
    fn what_stands_in_brackets_is_no_part_of_the_name() {
        for (name, expected) in [
            ("食品经营许可（新办）", "食品经营许可"),
            ("食品经营许可(新办/延续)", "食品经营许可"),
            ("我要办 “食品经营许可”", "我要办食品经营许可"),
            ("（新办）", ""),
        ] {
            assert_eq!(core(name), expected);
        }
    }
}
