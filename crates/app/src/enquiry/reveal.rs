//! 打印告知单: its text in clear, for a purpose, recorded before anything is shown; each copy numbered before it is printed.

use daowei_domain::authority::{Act, Question, Subject, may};
use daowei_domain::enquiry::Enquiry;
use daowei_domain::look::{EnquiryPrinted, EnquiryShown, Event, Sheet};
use daowei_domain::organization::Duty;
use daowei_domain::{Grant, Text};
use daowei_ident::EnquiryId;
use daowei_store::vault;

use super::open;
use crate::case::marked::clear;
use crate::case::{Printed, copies};
use crate::error::{Error, Result};
use crate::purpose;
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{App, look, stream};

impl App {
    /// The sheet as it is printed; the look is recorded.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`]; [`Error::Forbidden`] for a token; [`Error::Input`] without a purpose.
    pub async fn reveal_enquiry(
        &self,
        caller: Caller,
        id: EnquiryId,
        purpose: Text,
        texts: Texts,
    ) -> Result<String> {
        self.write(caller, move |unit| reveal(unit, id, &purpose, &texts)).await
    }

    /// Records that the sheet is printed, and numbers the copy. Nothing may be printed where this fails.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`]; [`Error::Forbidden`] for a token.
    pub async fn print_enquiry(
        &self,
        caller: Caller,
        id: EnquiryId,
        sheet: Sheet,
        purpose: Option<Text>,
        texts: Texts,
    ) -> Result<Printed> {
        self.write(caller, move |unit| printed(unit, id, sheet, purpose.as_ref(), &texts)).await
    }
}

fn printed(
    unit: &mut Unit<'_, '_>,
    id: EnquiryId,
    sheet: Sheet,
    purpose: Option<&Text>,
    texts: &Texts,
) -> Result<Printed> {
    let (_, grant) = within(unit, id)?;
    // The number on a paper is told by the log and not by a row.
    let name = stream::name("look", id);
    let loaded = stream::load::<Event>(unit.inner, unit.tx, &name)?;
    let copy = copies(&loaded.records, &id.to_string()) + 1;
    let look = EnquiryPrinted { enquiry: id, copy, sheet, purpose: purpose.map(Text::reference) };
    look::follow(unit, &name, loaded.head, grant, look.into(), texts)?;
    Printed::now(unit, copy)
}

fn reveal(unit: &mut Unit<'_, '_>, id: EnquiryId, purpose: &Text, texts: &Texts) -> Result<String> {
    purpose::stated(purpose.weight())?;
    let (enquiry, grant) = within(unit, id)?;
    let look = EnquiryShown { enquiry: id, purpose: purpose.reference() };
    look::record(unit, &stream::name("look", id), grant, look.into(), texts)?;
    let gone = || Error::NotFound { what: "document" };
    let sheet = enquiry.sheet.ok_or_else(gone)?;
    let kept = vault::get(unit.tx, unit.inner.keys.vault(), &sheet.text.id.to_string())?;
    Ok(clear(&String::from_utf8_lossy(&kept.ok_or_else(gone)?.plain)))
}

/// An enquiry whose sheet the caller may see in clear, and by what right.
fn within(unit: &mut Unit<'_, '_>, id: EnquiryId) -> Result<(Enquiry, Grant)> {
    // As with every look: somebody who is there.
    if unit.scopes.is_some() {
        return Err(Error::Forbidden { what: "person" });
    }
    let staff = unit.staff()?.clone();
    // Those at the window print, contract staff under the one who answers for them; others look at what they work on.
    let printing = matches!(staff.duty, Duty::Clerk | Duty::Assistant | Duty::ChiefRepresentative);
    let act = if printing { Act::PrintDocument } else { Act::Reveal };
    let world = unit.world.clone();
    let (now, confirmation_minutes) = (unit.now, unit.settings.confirmation_minutes);
    let asked =
        |subject| may(&world.facts, &Question { staff: &staff, act, subject, now, confirmation_minutes });
    asked(Subject::Nothing)?;
    let (enquiry, _) = open(unit, id)?;
    let grant = asked(Subject::Department(enquiry.department))?;
    Ok((enquiry, grant))
}
