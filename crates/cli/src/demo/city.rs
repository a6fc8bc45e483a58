//! The city: organs, items, settings, people, letters, as on the first day.

use std::collections::BTreeMap;
use std::sync::Arc;

use daowei_app::catalog::ItemQuery;
use daowei_app::import::{self, Options, Report};
use daowei_app::{App, Caller, setting};
use daowei_domain::catalog::Content;
use daowei_domain::organization::Department;
use daowei_domain::setting::{Command, Key};
use daowei_ident::{ItemId, LetterId};
use jiff::civil::Date;
use tokio::runtime::Runtime;

use super::chance::Chance;
use super::letters;
use super::phrases::Phrases;
use super::staff::{Hiring, Staff};
use crate::trouble::Trouble;

const DEPARTMENTS: &[u8] = include_bytes!("../../../../data/demo/departments.csv");
const CITY_ITEMS: &[u8] = include_bytes!("../../../../data/demo/items-city.csv");
const COUNTY_ITEMS: &[u8] = include_bytes!("../../../../data/demo/items-county.csv");
const DETAILED_ITEMS: &[u8] = include_bytes!("../../../../data/demo/items-detailed.json");

/// The one item of the narrow letter.
const NARROW: &str = "特种设备使用登记";

/// What can be applied for at a desk.
#[derive(Clone)]
pub(super) struct Offer {
    pub(super) item: ItemId,
    pub(super) content: Arc<Content>,
}

/// The city on its first day.
pub(super) struct City {
    pub(super) staff: Staff,
    /// Items of each desk, in the order of the desks.
    pub(super) offers: Vec<Vec<Offer>>,
    /// The letter that will be revoked.
    pub(super) to_revoke: Option<LetterId>,
    pub(super) departments: usize,
    pub(super) items: u64,
}

pub(super) fn found(
    app: &App,
    runtime: &Runtime,
    phrases: &Arc<Phrases>,
    seed: u64,
    days: (Date, Date),
) -> Result<City, Trouble> {
    let options = Options::default();
    taken(import::departments(app, DEPARTMENTS, &options)?)?;
    let detailed = taken(import::items_detailed(app, DETAILED_ITEMS, &options)?)?;
    let city = taken(import::items(app, CITY_ITEMS, &options)?)?;
    let county = taken(import::items(app, COUNTY_ITEMS, &options)?)?;
    let left_out = |report: &Report| report.warnings.iter().filter(|w| w.code == "item.detailed").count();
    let left_out = u64::try_from(left_out(&city).saturating_add(left_out(&county))).unwrap_or(0);
    let items = detailed.rows.saturating_add(city.rows).saturating_add(county.rows).saturating_sub(left_out);
    app.write_blocking(Caller::Host, move |unit| {
        for (key, value) in [(Key::WarningDays, 1), (Key::DormantDays, 30), (Key::ReasonCharacters, 10)] {
            let document = "演示：系统设置（非真实文件）".to_owned();
            setting::change(unit, Command::Change { key, value, from: days.0, document })?;
        }
        Ok(())
    })?;
    let organs = organs(app)?;
    let departments = organs.len();
    let hiring = Arc::clone(phrases);
    let by_short_name = organs.clone();
    let staff = app.write_blocking(Caller::Host, move |unit| {
        Hiring::new(unit, &hiring, Chance::part(seed, 2), days).hall(&by_short_name)
    })?;
    let mut offers = Vec::new();
    for desk in &staff.desks {
        offers.push(on_offer(app, runtime, &desk.department)?);
    }
    let first: &[Offer] = offers.first().map_or(&[], Vec::as_slice);
    let narrow = first.iter().find(|offer| offer.content.name == NARROW).or(first.first());
    let narrow = narrow.map(|offer| offer.item);
    let narrow = narrow.ok_or_else(|| Trouble::refused("demo: the first office has no item in force"))?;
    let signing = staff.clone();
    let to_revoke =
        app.write_blocking(Caller::Host, move |unit| letters::sign_all(unit, &signing, narrow, days))?;
    Ok(City { staff, offers, to_revoke, departments, items })
}

/// The demo's own files must be taken whole.
fn taken(report: Report) -> Result<Report, Trouble> {
    match report.refused.first() {
        None => Ok(report),
        Some(finding) => Err(Trouble::refused(format!("demo data, line {}: {}", finding.line, finding.en))),
    }
}

/// Today's organs by short name.
fn organs(app: &App) -> Result<BTreeMap<String, Department>, Trouble> {
    let all = app.read_blocking(Caller::Host, |unit| Ok(unit.world.facts.departments.clone()))?;
    Ok(all.into_values().map(|organ| (organ.short_name.clone(), organ)).collect())
}

/// What a department accepts, those with papers first.
fn on_offer(app: &App, runtime: &Runtime, department: &Department) -> Result<Vec<Offer>, Trouble> {
    let mut offers = Vec::new();
    let mut after = None;
    loop {
        let query = ItemQuery { department: Some(department.id), after, limit: 100, ..ItemQuery::default() };
        let (rows, more) = runtime.block_on(app.items(Caller::Host, query))?;
        after = rows.last().and_then(|row| row.id.parse().ok());
        for row in rows.iter().filter(|row| row.acceptable && row.valid_to.is_none()) {
            let id: ItemId = row.id.parse().map_err(|_| Trouble::refused("demo: an item without an id"))?;
            let item = runtime.block_on(app.item(Caller::Host, id))?;
            if let Some(version) = item.newest() {
                offers.push(Offer { item: id, content: Arc::new(version.content.clone()) });
            }
        }
        if !more {
            break;
        }
    }
    offers.sort_by_key(|offer| offer.content.papers.is_empty());
    Ok(offers)
}
