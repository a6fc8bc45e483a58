//! Who applies: legal persons with names as people give them, and codes whose check digits are right.

use daowei_ident::CreditCode;

use crate::error::{Result, words};

/// What names are made from: two of these,
const CHARACTERS: &str = "鑫旺达盛源泰恒丰华瑞祥宏顺康安福兴隆裕益通联创信诚德仁义和美嘉佳锦绣金玉龙凤天地星辰云海江河山川林木春秋东西南北中正大同";
/// a trade,
const TRADES: [&str; 20] = [
    "餐饮", "建材", "物流", "商贸", "农业", "药房", "食品", "科技", "运输", "服饰", "家具", "电器", "印务",
    "养殖", "旅馆", "超市", "装饰", "机械", "化工", "文化",
];
/// and what it is.
const FORMS: [&str; 4] = ["有限公司", "有限责任公司", "经营部", "商行"];

/// A legal person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Firm {
    /// Its name.
    pub(super) name: String,
    /// Its unified social credit code.
    pub(super) credit_code: String,
}

impl Firm {
    /// The one with that number: up to a hundred thousand have names of their own.
    pub(super) fn numbered(number: usize) -> Result<Self> {
        let characters: Vec<char> = CHARACTERS.chars().collect();
        let pairs = characters.len() * characters.len();
        let character = |at: usize| characters.get(at % characters.len()).copied().unwrap_or_default();
        let brand: String = [character(number / characters.len()), character(number)].iter().collect();
        let trade = TRADES.get((number / pairs + number) % TRADES.len()).copied().unwrap_or_default();
        let form = FORMS.get(number / pairs / TRADES.len() % FORMS.len()).copied().unwrap_or_default();
        Ok(Self { name: format!("资阳市{brand}{trade}{form}"), credit_code: credit_code(number)? })
    }
}

/// The code that begins so and that the product takes.
fn credit_code(number: usize) -> Result<String> {
    let begun = format!("91512000MA{:06}", number % 1_000_000);
    let checks = "0123456789X"
        .chars()
        .flat_map(|body| "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().map(move |whole| [body, whole]));
    let mut codes = checks.map(|checks| begun.chars().chain(checks).collect::<String>());
    codes.find(|code| code.parse::<CreditCode>().is_ok()).ok_or_else(|| words("no such credit code"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn firms_differ_in_name_and_code() {
        let firms: Vec<Firm> =
            (0..2_000).chain(70_000..72_000).map(|number| Firm::numbered(number).unwrap()).collect();
        let names: BTreeSet<&str> = firms.iter().map(|firm| firm.name.as_str()).collect();
        let codes: BTreeSet<&str> = firms.iter().map(|firm| firm.credit_code.as_str()).collect();
        assert_eq!((names.len(), codes.len()), (4_000, 4_000));
    }
}
