//! Applicants: people and firms that do not exist, with numbers whose check digits are right.

use daowei_app::text::PartyRecord;
use daowei_domain::case::PartyKind;
use daowei_ident::{CreditCode, IdKind, IdentError, ResidentId};

use super::chance::Chance;
use super::phrases::Phrases;
use crate::trouble::Trouble;

/// Divisions of Ziyang in which the made-up people were registered.
const DIVISIONS: [&str; 3] = ["512002", "512021", "512022"];

fn unmade(error: IdentError) -> Trouble {
    Trouble::refused(format!("demo applicant: {}", error.en()))
}

/// A number whose last character is whichever makes it right.
fn completed<T>(body: &str, last: &str, make: impl Fn(&str) -> Option<T>) -> Option<T> {
    last.chars().find_map(|check| make(&format!("{body}{check}")))
}

fn resident_id(chance: &mut Chance) -> Result<ResidentId, Trouble> {
    let division = chance.pick(&DIVISIONS).copied().unwrap_or("512002");
    let (year, month) = (chance.within(1960, 2003), chance.within(1, 12));
    let (day, sequence) = (chance.within(1, 28), chance.within(1, 999));
    let body = format!("{division}{year}{month:02}{day:02}{sequence:03}");
    let found = completed(&body, "0123456789X", |number| number.parse().ok());
    found.ok_or_else(|| unmade(IdentError::ResidentIdCheckDigit))
}

fn credit_code(chance: &mut Chance, division: &str) -> Result<CreditCode, Trouble> {
    let head = format!("91{division}{:08}", chance.within(10_000_000, 99_999_999));
    let found = "0123456789X".chars().find_map(|check| {
        let body = format!("{head}{check}");
        completed(&body, "0123456789ABCDEFGHJKLMNPQRTUWXY", |code| code.parse().ok())
    });
    found.ok_or_else(|| unmade(IdentError::CreditCodeCheckDigit))
}

/// Fictional: the third digit and all after it are chance.
fn phone(chance: &mut Chance) -> String {
    format!("1{}{:09}", chance.within(3, 9), chance.within(0, 999_999_999))
}

fn address(phrases: &Phrases, chance: &mut Chance, division: &str) -> String {
    let street = phrases.streets.get(division).and_then(|streets| chance.pick(streets));
    let place = if division == "512022" { "资阳市乐至县" } else { "资阳市雁江区" };
    format!("{place}{}{}号", street.map_or("广场路", String::as_str), chance.within(1, 299))
}

/// Somebody.
pub(super) fn person(phrases: &Phrases, chance: &mut Chance, division: &str) -> Result<PartyRecord, Trouble> {
    Ok(PartyRecord {
        kind: PartyKind::Person,
        name: phrases.name(chance).parse().map_err(unmade)?,
        id_kind: IdKind::ResidentCard,
        id_number: resident_id(chance)?.into(),
        phone: Some(phone(chance).parse().map_err(unmade)?),
        address: Some(address(phrases, chance, division).parse().map_err(unmade)?),
    })
}

/// A firm.
pub(super) fn firm(phrases: &Phrases, chance: &mut Chance, division: &str) -> Result<PartyRecord, Trouble> {
    let prefix = phrases.firm.prefix.get(division).map_or("资阳", String::as_str);
    let stem = chance.pick(&phrases.firm.stems).map_or("沱润", String::as_str);
    let (trade, suffix) = chance
        .pick(&phrases.firm.trades)
        .map_or(("商贸", "有限公司"), |trade| (&trade.text, &trade.suffix));
    let name = format!("{prefix}{stem}{trade}{suffix}");
    let code = credit_code(chance, division)?;
    Ok(PartyRecord {
        kind: PartyKind::Organization,
        name: name.parse().map_err(unmade)?,
        id_kind: IdKind::CreditCode,
        id_number: code.as_str().parse().map_err(unmade)?,
        phone: Some(phone(chance).parse().map_err(unmade)?),
        address: Some(address(phrases, chance, division).parse().map_err(unmade)?),
    })
}
