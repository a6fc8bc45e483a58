//! 关联办件: whatever else belongs to the applicant of a case, or to his address. It tells what the reader of a case could not see in
//! it, and so is a search for somebody: with the right to reveal, a purpose, on record, and not without end.

use daowei_domain::authority::{Act, Scope};
use daowei_domain::case::PartyRole;
use daowei_domain::look::{Field, RelatedSought};
use daowei_ident::{CaseId, DepartmentId};
use daowei_store::view::case::CaseRow;
use daowei_store::{vault, view};

use super::listed::{CaseListed, listed};
use super::reveal::{self, Reveal};
use super::scope;
use crate::App;
use crate::error::Result;
use crate::text::{self, Texts, normal};
use crate::unit::{Caller, Unit};

/// Records of one value that are looked at, the newest in front: what lies behind is said to be there.
const NEWEST: u32 = 200;

/// Cases that have something in common with one, the newest in front.
#[derive(Clone, Debug, Default)]
pub struct Same {
    /// Cases within the reader's scope.
    pub cases: Vec<CaseListed>,
    /// Whether there may be earlier ones that were not looked at.
    pub more: bool,
}

/// What belongs together with a case.
#[derive(Clone, Debug)]
pub struct Related {
    /// Cases in which the applicant of this one is a party: by the number of his identity document.
    pub applicant: Same,
    /// Cases with a party at the applicant's address, without those above; nothing where he gave none.
    pub address: Option<Same>,
}

impl App {
    /// Other cases of the applicant of a case and of his address, within the caller's scope; records that they were looked for.
    ///
    /// # Errors
    /// As [`App::reveal`]; [`crate::Error::TooMany`] for somebody who searches without end.
    pub async fn related_cases(&self, caller: Caller, reveal: Reveal<()>, texts: Texts) -> Result<Related> {
        let mut counted = false;
        self.write(caller, move |unit| related(unit, &reveal, &texts, &mut counted)).await
    }
}

/// `counted`: whether this search is counted already; a unit of work may be run again.
fn related(
    unit: &mut Unit<'_, '_>,
    reveal: &Reveal<()>,
    texts: &Texts,
    counted: &mut bool,
) -> Result<Related> {
    let (opened, grant) = reveal::admitted(unit, reveal, Act::Reveal)?;
    let case = opened.case;
    let scope = scope(unit, Act::ReadCase)?;
    if !*counted {
        let person = unit.staff()?.person;
        unit.inner.door.searching().count(person, unit.now.as_microsecond())?;
        *counted = true;
    }
    let record = case.parties.iter().find(|party| party.role == PartyRole::Applicant);
    let record = record.map(|party| party.record.id.to_string());
    let kept = record.map(|id| vault::get(unit.tx, unit.inner.keys.vault(), &id)).transpose()?.flatten();
    let party = kept.map(|kept| text::party_record(&kept.plain)).transpose()?;
    let number = party.as_ref().map(|party| party.id_number.reveal().to_owned());
    let address = party.as_ref().and_then(|party| party.address.as_ref());
    let address = address.map(|address| normal(address.reveal()));
    let (mut of_applicant, more) = same(unit, &scope, Field::IdNumber, number.as_deref())?;
    let (mut of_address, more_there) = same(unit, &scope, Field::Address, address.as_deref())?;
    let this = case.id.to_string();
    of_applicant.retain(|row| row.id != this);
    of_address.retain(|row| row.id != this && !of_applicant.contains(row));
    let found: Vec<CaseId> =
        of_applicant.iter().chain(&of_address).filter_map(|row| row.id.parse().ok()).collect();
    let look = RelatedSought { case: case.id, found, purpose: reveal.purpose.reference() };
    reveal::record(unit, case.id, grant, look.into(), texts)?;
    let applicant = Same { cases: listed(unit, of_applicant), more };
    let of_address = Same { cases: listed(unit, of_address), more: more_there };
    Ok(Related { applicant, address: address.map(|_| of_address) })
}

/// The newest cases within scope with a party of that value, and whether there may be earlier ones. What is asked costs the same
/// statements, whatever is found.
fn same(
    unit: &mut Unit<'_, '_>,
    scope: &Scope,
    field: Field,
    value: Option<&str>,
) -> Result<(Vec<CaseRow>, bool)> {
    let Some(value) = value else { return Ok((Vec::new(), false)) };
    let records = vault::newest(unit.tx, unit.inner.keys.blind(), field.id(), value, NEWEST)?;
    let more = u32::try_from(records.len()).is_ok_and(|count| count == NEWEST);
    let streams = vault::streams_of(unit.tx, &records)?;
    let cases = streams.iter().filter_map(|stream| stream.strip_prefix("case-"));
    let mut rows = view::case::by_ids(unit.tx, cases)?;
    rows.retain(|row| row.department.parse::<DepartmentId>().is_ok_and(|id| scope.reaches(id)));
    rows.sort_unstable_by(|one, other| other.id.cmp(&one.id));
    Ok((rows, more))
}
