//! 好差评: given at the screen, listed for those who answer, followed up.

mod follow_up;
mod read;

pub use daowei_store::view::rating::RatingRow;
pub use read::{RatingListed, RatingQuery};

use daowei_domain::Text;
use daowei_domain::rating::{self, Event, Level, Rate, Rating, Subject, Visit};
use daowei_ident::RatingId;
use daowei_store::event::Head;
use daowei_store::view;

use crate::error::{Error, Result};
use crate::stream;
use crate::text::Texts;
use crate::unit::Unit;

/// The noun of the streams.
const NOUN: &str = "rating";

/// A rating that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated {
    /// The rating.
    pub id: RatingId,
    /// How it was.
    pub level: Level,
}

/// 评价, inside the unit of work of the screen that asks about the visit.
pub(crate) fn rate(
    unit: &mut Unit<'_, '_>,
    visit: Option<Visit>,
    level: Level,
    words: Option<Text>,
    texts: &Texts,
) -> Result<Rated> {
    let id = unit.ids.next(RatingId::from_parts);
    let rated = match &visit {
        Some(visit) => is_rated(unit, visit)?,
        None => false,
    };
    // Whoever shows a session was turned away before the screen was looked at.
    let command = Rate { rating: id, visit, rated, by_staff: false, level, words };
    let world = unit.world.clone();
    let today = daowei_calendar::legal_date(unit.now);
    let events = rating::rate(command, &unit.settings, &world.calendar, today)?;
    let state = events.iter().fold(None, Rating::apply).ok_or(Error::NotFound { what: "rating" })?;
    let stream = stream::name(NOUN, id);
    if state.words.is_some() {
        texts.save(unit.tx, &stream)?;
    }
    let records: Vec<_> = events.into_iter().map(|event| unit.record(None, event)).collect();
    stream::append(unit.inner, unit.tx, &stream, Head::NEW, &records, Event::kind)?;
    // Two at the same instant: the second is decided anew, and finds the first.
    view::rating::insert(unit.tx, &[&RatingRow::of(&state)]).map_err(|error| match error {
        daowei_store::Error::Duplicate { .. } => daowei_store::Error::Conflict,
        other => other,
    })?;
    Ok(Rated { id, level })
}

fn is_rated(unit: &mut Unit<'_, '_>, visit: &Visit) -> Result<bool> {
    Ok(view::rating::is_rated(unit.tx, &subject(visit), &visit.on.to_string())?)
}

/// Whether that visit can still be rated.
///
/// # Errors
/// `rating.twice`.
pub(crate) fn unrated(unit: &mut Unit<'_, '_>, visit: &Visit) -> Result<()> {
    let rated = is_rated(unit, visit)?;
    Ok(rating::unrated(visit, rated)?)
}

fn subject(visit: &Visit) -> String {
    match visit.subject {
        Subject::Case(case) => case.to_string(),
        Subject::Enquiry(enquiry) => enquiry.to_string(),
    }
}

/// Loads a rating.
fn open(unit: &mut Unit<'_, '_>, id: RatingId) -> Result<(Rating, Head)> {
    let loaded = stream::load::<Event>(unit.inner, unit.tx, &stream::name(NOUN, id))?;
    let state = loaded.records.iter().fold(None, |state, record| Rating::apply(state, &record.event));
    Ok((state.ok_or(Error::NotFound { what: "rating" })?, loaded.head))
}
