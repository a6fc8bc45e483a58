//! What a receipt takes over of the screen beside the desk: what was confirmed of the very same data, who signed for it, what was said
//! to be wrong. It takes it once: the screen shows nothing any more, in the same unit of work.

use daowei_domain::case::ScreenObjection;
use daowei_store::screen::{self as rows, Screen};
use jiff::Timestamp;

use super::object::{self, Raised};
use super::sign::{Confirmed, in_words};
use super::{Sight, damaged, forget_signature, kept};
use crate::error::Result;
use crate::unit::Unit;

/// What is being received, as a screen knows it.
pub(crate) struct Received<'a> {
    /// By what the data are known.
    pub(crate) known_by: &'a str,
    /// By what the applicant is.
    pub(crate) applicant: &'a str,
    /// By what names that is known which is applied for.
    pub(crate) called: &'a [&'a str],
}

/// What stands at the screen of whoever receives.
pub(crate) struct AtScreen {
    screen: Screen,
    /// What was confirmed; nothing where it shows other data, or was not confirmed.
    pub(crate) confirmed: Option<Confirmed>,
    raised: Vec<Raised>,
    others: Vec<Raised>,
    /// Whether it shows what is being received.
    same: bool,
}

/// The screen beside the caller's desk, as far as it has to do with what is being received; nothing where there is none.
pub(crate) fn at_receipt(unit: &mut Unit<'_, '_>, received: &Received<'_>) -> Result<Option<AtScreen>> {
    let person = unit.staff()?.person.to_string();
    let found = rows::of_person(unit.tx, &person)?;
    let Some(screen) = found.filter(|screen| screen.until > unit.now.as_microsecond()) else {
        return Ok(None);
    };
    let shown = kept(unit, &screen)?;
    let (raised, others) = object::parted(unit, &screen, shown.as_ref(), received.applicant)?;
    let (mut same, mut confirmed) = (false, None);
    if let Some(Sight::Data { item_name, parties, service, known_by, signature, .. }) = shown {
        same = known_by == received.known_by && received.called.contains(&item_name.as_str());
        if let Some(at) = screen.confirmed.filter(|_| same) {
            let at = Timestamp::from_microsecond(at).map_err(|_| damaged())?;
            let way = service.map(|service| service.in_words());
            let words = || in_words(&item_name, &parties, way.as_deref());
            let signed = signature.map(|signature| (screen.id.clone(), signature, words()));
            confirmed = Some(Confirmed { at, signed });
        }
    }
    Ok(Some(AtScreen { screen, confirmed, raised, others, same }))
}

impl AtScreen {
    /// What was said to be wrong, with what became of it; the words lie in the vault under that stream.
    pub(crate) fn objections(&self, unit: &mut Unit<'_, '_>, stream: &str) -> Result<Vec<ScreenObjection>> {
        object::on_record(unit, &self.screen, &self.raised, stream, self.confirmed.is_some())
    }

    /// The receipt has it: what it took is no other's, and what was received is shown no more. Of two receipts that find the same, the
    /// second is run again and finds nothing. After the files have been bound: a signature that no case took goes with it.
    pub(crate) fn taken(&self, unit: &mut Unit<'_, '_>) -> Result<()> {
        if !self.same && self.raised.is_empty() {
            return Ok(());
        }
        forget_signature(unit, &self.screen)?;
        let left = object::sealed(unit, &self.screen, &self.others)?;
        Ok(rows::take(unit.tx, (&self.screen.id, self.screen.revision), left.as_deref())?)
    }
}
