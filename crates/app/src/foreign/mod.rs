//! 专网办件: registered, amended, listed, read, exported, imported.

mod export;
mod import;
mod read;
mod register;
mod reveal;

pub use daowei_store::view::foreign::ForeignRow;
pub use export::ForeignExport;
pub use read::{ForeignDetail, ForeignListed, ForeignQuery, ForeignStep};
pub use register::Given;

use daowei_domain::Recorded;
use daowei_domain::authority::Act;
use daowei_domain::foreign::{Event, ForeignCase};
use daowei_ident::ForeignCaseId;
use daowei_store::event::Head;
use daowei_store::vault;
use unicode_normalization::UnicodeNormalization;

use crate::error::{Error, Result};
use crate::stream;
use crate::unit::Unit;

/// The noun of the streams.
pub(crate) const NOUN: &str = "foreign";

/// A case within the caller's scope, with its events and their end. One that is not there and one that is not the caller's to
/// see give the same answer by the same statements.
fn open(unit: &mut Unit<'_, '_>, id: ForeignCaseId) -> Result<(ForeignCase, Vec<Recorded<Event>>, Head)> {
    unit.in_scope("case:read")?;
    let scope = crate::case::scope(unit, Act::ReadCase)?;
    let loaded = stream::load::<Event>(unit.inner, unit.tx, &stream::name(NOUN, id))?;
    let case = loaded.records.iter().fold(None, |state, record| ForeignCase::apply(state, &record.event));
    let case = case.filter(|case| scope.reaches(case.department));
    Ok((case.ok_or(Error::NotFound { what: "foreign case" })?, loaded.records, loaded.head))
}

/// Who applied, in clear; nothing where nobody said, or the law had it deleted.
fn applicant(unit: &mut Unit<'_, '_>, case: &ForeignCase) -> Result<Option<String>> {
    let Some(text) = &case.applicant else { return Ok(None) };
    let kept = vault::get(unit.tx, unit.inner.keys.vault(), &text.id.to_string())?;
    Ok(kept.map(|kept| String::from_utf8_lossy(&kept.plain).into_owned()))
}

/// The form in which names of systems and numbers there are kept and compared: in one width, without blanks.
#[must_use]
pub fn name(text: &str) -> String {
    text.nfkc().filter(|character| !character.is_whitespace()).collect()
}
