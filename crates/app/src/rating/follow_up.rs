//! 整改: what was found and done about a bad rating.

use daowei_domain::Text;
use daowei_domain::authority::Act;
use daowei_domain::rating::{self, Event, FollowUp, Rating};
use daowei_ident::RatingId;
use daowei_store::view;

use super::{NOUN, RatingRow, open};
use crate::authority::grant;
use crate::error::{Error, Result};
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once, stream};

impl App {
    /// 整改, once for each key.
    ///
    /// # Errors
    /// `authority.…`, `rating.follow_up.…`; [`Error::NotFound`], [`Error::KeyReused`].
    pub async fn follow_up_rating(
        &self,
        caller: Caller,
        id: RatingId,
        what: Text,
        texts: Texts,
        once: Option<Once>,
    ) -> Result<Answer<RatingId>> {
        self.write_once(caller, once, move |unit| follow_up(unit, id, &what, &texts)).await
    }
}

fn follow_up(unit: &mut Unit<'_, '_>, id: RatingId, what: &Text, texts: &Texts) -> Result<RatingId> {
    grant(unit, Act::FollowUpRating, None)?;
    let scope = crate::case::scope(unit, Act::FollowUpRating)?;
    let (rating, head) = open(unit, id)?;
    if !scope.reaches(rating.visit.department) {
        return Err(Error::NotFound { what: "rating" });
    }
    let grant = grant(unit, Act::FollowUpRating, Some(rating.visit.department))?;
    let (staff, today) = (unit.staff()?.clone(), daowei_calendar::legal_date(unit.now));
    let command = FollowUp { what: what.clone() };
    let events = rating::follow_up(&rating, command, &staff, &unit.settings, today)?;
    let stream = stream::name(NOUN, id);
    texts.save(unit.tx, &stream)?;
    let after = events.iter().fold(Some(rating), Rating::apply).ok_or(Error::NotFound { what: "rating" })?;
    let records: Vec<_> = events.into_iter().map(|event| unit.record(Some(grant.clone()), event)).collect();
    stream::append(unit.inner, unit.tx, &stream, head, &records, Event::kind)?;
    view::rating::followed(unit.tx, &RatingRow::of(&after))?;
    Ok(id)
}
