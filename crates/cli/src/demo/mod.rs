//! 演示城市: Ziyang and its county Lezhi with a year of cases and a hall full of people, all made by the product's own use cases under a
//! turned clock. Everything but keys and passwords follows from the seed, the anchor day and the moment of opening.

mod accounts;
mod applicant;
mod chance;
mod city;
mod fingerprint;
mod hall;
mod letters;
mod machine;
mod open_cases;
mod phrases;
mod play;
mod roster;
mod script;
mod staff;
#[cfg(test)]
mod tests;
mod timeline;
mod year;

use std::path::PathBuf;
use std::sync::Arc;

use daowei_app::{App, Clock};
use daowei_calendar::{Calendar, CalendarData, LocalOverlay, OpeningHours};
use daowei_crypto::Keys;
use daowei_domain::case::Case;
use daowei_store::Store;
use jiff::civil::{Date, date, time};
use jiff::{Span, Timestamp};

pub(crate) use accounts::{DemoAccount, beside as accounts_beside};
pub(crate) use fingerprint::fingerprint;

use crate::trouble::Trouble;

/// Cases of the year, beside those that stand open on the anchor day.
pub(crate) const CASES: usize = 330;
/// The demo's items are in force from 2024 on; the year before the anchor day must fall into that.
const EARLIEST: Date = date(2025, 3, 1);
/// Case numbers have two digits for the year.
const LATEST: Date = date(2099, 12, 31);
/// Days between the founding of the city and the anchor day.
const BEFORE: i64 = 400;

/// What city to make.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    /// The day on which the city opens its doors; everything but the hall of that day lies before it.
    pub(crate) anchor: Date,
    /// The moment at which it does.
    pub(crate) now: Timestamp,
    /// What everything follows from.
    pub(crate) seed: u64,
    /// Cases of the year; [`CASES`] unless a test asks for fewer.
    pub(crate) cases: usize,
    /// Where the accounts are written; nowhere: no accounts.
    pub(crate) accounts: Option<PathBuf>,
}

/// What was made.
#[derive(Debug)]
pub(crate) struct Summary {
    /// The anchor day.
    pub(crate) anchor: Date,
    /// Organs.
    pub(crate) departments: usize,
    /// Items.
    pub(crate) items: u64,
    /// Members of staff.
    pub(crate) people: usize,
    /// Cases as they stand on the anchor day.
    pub(crate) cases: Vec<Case>,
}

/// The anchor day that is asked for; else the machine's day. Years without a published calendar are counted provisionally.
///
/// # Errors
/// A day that the demo's lists do not reach, or that is still to come: nobody of the city would be in office yet.
pub(crate) fn anchor(asked: Option<Date>, today: Date) -> Result<Date, Trouble> {
    let last = today.clamp(EARLIEST, LATEST);
    match asked {
        None => Ok(last),
        Some(day) if (EARLIEST..=last).contains(&day) => Ok(day),
        Some(_) => Err(Trouble::misuse(
            &format!("演示日期须在{EARLIEST}至{last}（今天）之间"),
            &format!("the anchor day must lie between {EARLIEST} and {last}, which is today"),
        )),
    }
}

fn calendar() -> Result<Calendar, Trouble> {
    Calendar::new(&CalendarData::national(), &LocalOverlay::default(), OpeningHours::default())
        .map_err(Trouble::refused)
}

/// Makes the city in an empty, migrated store.
///
/// # Errors
/// What befell the store.
pub(crate) fn make(store: Store, keys: Keys, wish: &Wish) -> Result<Summary, Trouble> {
    let calendar = calendar()?;
    let since = wish.anchor.checked_sub(Span::new().days(BEFORE)).map_err(Trouble::refused)?;
    let clock = machine::TurnedClock::at(timeline::instant(since, time(8, 0, 0, 0)));
    let random = machine::SeededRandom::new(wish.seed);
    let app = App::new(store, keys, Box::new(clock.clone()), Box::new(random));
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let phrases = Arc::new(phrases::Phrases::load()?);
    let city = city::found(&app, &runtime, &phrases, wish.seed, (since, wish.anchor))?;
    let hands = play::Stagehand { app: &app, runtime: &runtime, phrases: &phrases, staff: &city.staff };
    let year = year::Year {
        hands,
        city: &city,
        clock: &clock,
        calendar: &calendar,
        seed: wish.seed,
        anchor: wish.anchor,
    };
    let mut ids = year.play(wish.cases)?;
    let hall = hall::Hall {
        hands: &year.hands,
        city: &city,
        clock: &clock,
        seed: wish.seed,
        anchor: wish.anchor,
        until: hall::until(wish.anchor, wish.now),
    };
    ids.extend(hall.play()?);
    let cases: Vec<Case> = ids.into_iter().map(|id| play::state(&app, id)).collect::<Result<_, _>>()?;
    clock.turn_to(hall.until);
    if let Some(file) = &wish.accounts {
        accounts::make(&app, &city.staff.logins, file)?;
    }
    daowei_app::evidence::checkpoint(app.store(), app.keys(), clock.now().as_microsecond())
        .map_err(Trouble::refused)?;
    let fingerprint = fingerprint(&cases);
    tracing::info!(fingerprint, "demo city made");
    Ok(Summary {
        anchor: wish.anchor,
        departments: city.departments,
        items: city.items,
        people: city.staff.logins.len(),
        cases,
    })
}
