//! The rules of rating.

use daowei_calendar::Calendar;
use jiff::civil::Date;

use super::{Event, FollowUp, FollowedUp, Given, Rate, Rating, Visit, rules};
use crate::record::Staff;
use crate::rule::{Refusal, ensure};
use crate::setting::Settings;

/// Entries of what was done about one rating at most.
pub(crate) const MOST: usize = 20;

/// Whether it is the applicant who is asked: nobody who shows a session of staff.
///
/// # Errors
/// `rating.by_staff`.
pub fn by_applicant(by_staff: bool) -> Result<(), Refusal> {
    ensure(!by_staff, || Refusal::by(&rules::BY_STAFF))
}

/// 一次一评: whether nobody has rated that visit.
///
/// # Errors
/// `rating.twice`.
pub fn unrated(visit: &Visit, rated: bool) -> Result<(), Refusal> {
    ensure(!rated, || Refusal::by(&rules::TWICE).with("on", visit.on))
}

/// 评价. A bad one is due to be followed up within the working days of the setting.
///
/// # Errors
/// The rules `rating.…`.
pub fn rate(
    rate: Rate,
    settings: &Settings,
    calendar: &Calendar,
    today: Date,
) -> Result<Vec<Event>, Refusal> {
    by_applicant(rate.by_staff)?;
    let visit = rate.visit.ok_or_else(|| Refusal::by(&rules::NOT_ASKED))?;
    unrated(&visit, rate.rated)?;
    let words = rate.words.filter(|words| words.weight() > 0).map(|words| words.reference());
    // Beyond all calendars it is due at once: better asked about too early than never.
    let due = || calendar.add_working_days(today, settings.rating_days).map_or(today, |due| due.date);
    let due = rate.level.is_bad().then(due);
    Ok(vec![Box::new(Given { rating: rate.rating, visit, level: rate.level, words, due }).into()])
}

/// 整改: what was found and done about a bad one, by somebody else than whoever was rated.
///
/// # Errors
/// The rules `rating.follow_up.…`.
pub fn follow_up(
    rating: &Rating,
    command: FollowUp,
    staff: &Staff,
    settings: &Settings,
    today: Date,
) -> Result<Vec<Event>, Refusal> {
    ensure(rating.level.is_bad(), || Refusal::by(&rules::NOT_BAD))?;
    ensure(rating.visit.served_by != staff.person, || Refusal::by(&rules::ONESELF))?;
    ensure(rating.followed_up.len() < MOST, || Refusal::by(&rules::OFTEN).with("most", MOST))?;
    let least = settings.reason_characters;
    ensure(command.what.weight() >= usize::try_from(least).unwrap_or(usize::MAX), || {
        Refusal::by(&rules::SHORT).with("least", least)
    })?;
    Ok(vec![FollowedUp { on: today, by: staff.person, what: command.what.reference() }.into()])
}
