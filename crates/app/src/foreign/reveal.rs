//! 查看申请人: his name in clear, for a purpose, recorded before it is shown.

use daowei_domain::Text;
use daowei_domain::authority::Act;
use daowei_domain::look::ForeignShown;
use daowei_ident::ForeignCaseId;

use super::{applicant, open};
use crate::authority::grant;
use crate::error::{Error, Result};
use crate::purpose;
use crate::text::Texts;
use crate::unit::{Caller, Unit};
use crate::{App, look, stream};

impl App {
    /// The applicant's name; the look is recorded. Nothing where nobody said who applied.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`]; [`Error::Forbidden`] for a token; [`Error::Input`] without a purpose.
    pub async fn reveal_foreign(
        &self,
        caller: Caller,
        id: ForeignCaseId,
        purpose: Text,
        texts: Texts,
    ) -> Result<Option<String>> {
        self.write(caller, move |unit| reveal(unit, id, &purpose, &texts)).await
    }
}

fn reveal(
    unit: &mut Unit<'_, '_>,
    id: ForeignCaseId,
    purpose: &Text,
    texts: &Texts,
) -> Result<Option<String>> {
    // As with every look: somebody who is there, and says what for.
    if unit.scopes.is_some() {
        return Err(Error::Forbidden { what: "person" });
    }
    purpose::stated(purpose.weight())?;
    grant(unit, Act::Reveal, None)?;
    let (case, ..) = open(unit, id)?;
    let grant = grant(unit, Act::Reveal, Some(case.department))?;
    let look = ForeignShown { foreign: id, purpose: purpose.reference() };
    look::record(unit, &stream::name("look", id), grant, look.into(), texts)?;
    applicant(unit, &case)
}
