//! 咨询: told at the window, listed, read, printed.

mod read;
mod reveal;
mod tell;

pub use daowei_store::view::enquiry::EnquiryRow;
pub use read::{EnquiryDetail, EnquiryListed, EnquiryQuery};
pub use tell::{Asked, Told};

use daowei_domain::Recorded;
use daowei_domain::authority::Act;
use daowei_domain::enquiry::{Enquiry, Event};
use daowei_ident::EnquiryId;

use crate::error::{Error, Result};
use crate::stream;
use crate::unit::Unit;

/// The noun of the streams.
const NOUN: &str = "enquiry";

/// An enquiry within the caller's scope, with its events. One that is not there and one that is not the caller's to see
/// give the same answer by the same statements.
pub(crate) fn open(unit: &mut Unit<'_, '_>, id: EnquiryId) -> Result<(Enquiry, Vec<Recorded<Event>>)> {
    unit.in_scope("case:read")?;
    let scope = crate::case::scope(unit, Act::ReadCase)?;
    let records = stream::load::<Event>(unit.inner, unit.tx, &stream::name(NOUN, id))?.records;
    let enquiry = records.iter().fold(None, |state, record| Enquiry::apply(state, &record.event));
    let enquiry = enquiry.filter(|enquiry| scope.reaches(enquiry.department));
    Ok((enquiry.ok_or(Error::NotFound { what: "enquiry" })?, records))
}
