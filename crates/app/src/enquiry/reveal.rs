//! 打印告知单: its text in clear, for a purpose, recorded before anything is shown.

use daowei_domain::authority::{Act, Question, Subject, may};
use daowei_domain::organization::Duty;
use daowei_domain::{Text, TextRef};
use daowei_ident::EnquiryId;
use daowei_store::{event, vault};
use serde::{Deserialize, Serialize};

use super::open;
use crate::App;
use crate::case::marked::clear;
use crate::error::{Error, Problem, Result};
use crate::stream;
use crate::text::Texts;
use crate::unit::{Caller, Unit};

/// Who looked at a sheet: a stream of its own beside the enquiry's.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
enum Look {
    /// A sheet was shown or printed in clear.
    #[serde(rename = "look.enquiry_shown")]
    EnquiryShown {
        /// The enquiry.
        enquiry: EnquiryId,
        /// What for, in the vault.
        purpose: TextRef,
    },
}

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
    if purpose.weight() < 4 {
        return Err(Error::input("purpose", Problem::Empty));
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
    let look = Look::EnquiryShown { enquiry: id, purpose: purpose.reference() };
    let record = unit.record(Some(grant), look);
    let name = stream::name("look", id);
    let head = event::head(unit.tx, &name)?;
    stream::append(unit.inner, unit.tx, &name, head, &[record], |_| "look.enquiry_shown")?;
    texts.save(unit.tx, &name)?;
    let gone = || Error::NotFound { what: "document" };
    let sheet = enquiry.sheet.ok_or_else(gone)?;
    let kept = vault::get(unit.tx, unit.inner.keys.vault(), &sheet.text.id.to_string())?;
    Ok(clear(&String::from_utf8_lossy(&kept.ok_or_else(gone)?.plain)))
}
