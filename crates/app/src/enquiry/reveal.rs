//! 打印告知单: its text in clear, for a purpose, recorded before anything is shown.

use daowei_domain::Text;
use daowei_domain::authority::{Act, Question, Subject, may};
use daowei_domain::look::EnquiryShown;
use daowei_domain::organization::Duty;
use daowei_ident::EnquiryId;
use daowei_store::vault;

use super::open;
use crate::case::marked::clear;
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
}

fn reveal(unit: &mut Unit<'_, '_>, id: EnquiryId, purpose: &Text, texts: &Texts) -> Result<String> {
    // As with every look: somebody who is there, and says what for.
    if unit.scopes.is_some() {
        return Err(Error::Forbidden { what: "person" });
    }
    purpose::stated(purpose.weight())?;
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
    let look = EnquiryShown { enquiry: id, purpose: purpose.reference() };
    look::record(unit, &stream::name("look", id), grant, look.into(), texts)?;
    let gone = || Error::NotFound { what: "document" };
    let sheet = enquiry.sheet.ok_or_else(gone)?;
    let kept = vault::get(unit.tx, unit.inner.keys.vault(), &sheet.text.id.to_string())?;
    Ok(clear(&String::from_utf8_lossy(&kept.ok_or_else(gone)?.plain)))
}
