//! Division codes out of what sources write: `四川省广安市广安区(511602)`, `湖北省`, `全国(法律法规条文)`.

use daowei_ident::DivisionCode;

/// Provinces by the first two characters of their names (GB/T 2260).
const PROVINCES: [(&str, &str); 31] = [
    ("北京", "110000"),
    ("天津", "120000"),
    ("河北", "130000"),
    ("山西", "140000"),
    ("内蒙", "150000"),
    ("辽宁", "210000"),
    ("吉林", "220000"),
    ("黑龙", "230000"),
    ("上海", "310000"),
    ("江苏", "320000"),
    ("浙江", "330000"),
    ("安徽", "340000"),
    ("福建", "350000"),
    ("江西", "360000"),
    ("山东", "370000"),
    ("河南", "410000"),
    ("湖北", "420000"),
    ("湖南", "430000"),
    ("广东", "440000"),
    ("广西", "450000"),
    ("海南", "460000"),
    ("重庆", "500000"),
    ("四川", "510000"),
    ("贵州", "520000"),
    ("云南", "530000"),
    ("西藏", "540000"),
    ("陕西", "610000"),
    ("甘肃", "620000"),
    ("青海", "630000"),
    ("宁夏", "640000"),
    ("新疆", "650000"),
];
/// The whole country, where a source names no place.
const COUNTRY: &str = "100000";

/// The division that a text names, and whether its code was written there.
pub(super) fn division(written: &str) -> Option<(DivisionCode, bool)> {
    let inside = written.split(['(', '（']).nth(1).and_then(|rest| rest.split([')', '）']).next());
    if let Some(code) = inside.and_then(|code| code.parse().ok()) {
        return Some((code, true));
    }
    let province = PROVINCES.iter().find(|(name, _)| written.starts_with(name)).map(|(_, code)| *code);
    province.unwrap_or(COUNTRY).parse().ok().map(|code| (code, false))
}
