//! What every act on a case writes, at one instant: events, vault, rows, licenses.

use std::collections::BTreeMap;
use std::sync::Arc;

use daowei_domain::Recorded;
use daowei_domain::case::{Case, Corrected, Decided, Event, LicenseDraft, PartyRole};
use daowei_domain::license::{self, License};
use daowei_ident::{DocumentId, DocumentNumber, LicenseId};
use daowei_store::event::Head;
use daowei_store::view;

use super::{issue, stream_of};
use crate::error::{Error, Result};
use crate::stream;
use crate::text::Texts;
use crate::unit::Unit;

/// Completes the documents that the events owe, writes everything, and gives the case as it then stands. `before` is nothing for a new case.
pub(super) fn save(
    unit: &mut Unit<'_, '_>,
    before: Option<&Case>,
    head: Head,
    mut records: Vec<Recorded<Event>>,
    texts: &Texts,
    query_code: Option<&str>,
) -> Result<Arc<Case>> {
    let fold = |state, records: &[Recorded<Event>]| records.iter().fold(state, Case::apply);
    let acted = fold(before.cloned(), &records).ok_or(Error::NotFound { what: "case" })?;
    let certificates = certificates(unit, &acted, &records)?;
    let (issued, pages) = issue::documents(unit, &acted, &records, texts, query_code, &certificates)?;
    let after = fold(Some(acted), &issued).ok_or(Error::NotFound { what: "case" })?;
    records.extend(issued);
    let name = stream_of(after.id);
    let end = stream::append(unit.inner, unit.tx, &name, head, &records, Event::kind)?;
    texts.save_with(unit.tx, &name, &pages)?;
    let at = records.last().map_or(unit.now, |record| record.at).as_microsecond();
    let settings = unit.settings.clone();
    view::case::save(unit.tx, &view::case::CaseRow::of(&after, &settings, at), before)?;
    view::document::save(unit.tx, before, &after)?;
    view::call::insert(unit.tx, &view::call::CallRow::of(before, head.sequence, &records))?;
    view::sent::save(unit.tx, before, &view::sent::SentRow::of(before, &records))?;
    licenses(unit, before, &after, &records, &certificates)?;
    let after = Arc::new(after);
    unit.inner.recent.keep(&after, end);
    Ok(after)
}

/// The number of each certificate that is issued: the decision names it.
fn certificates(
    unit: &mut Unit<'_, '_>,
    case: &Case,
    records: &[Recorded<Event>],
) -> Result<BTreeMap<LicenseId, DocumentNumber>> {
    let world = unit.world.clone();
    let mut numbers = BTreeMap::new();
    for record in records {
        let Event::Decided(decided) = &record.event else { continue };
        let Some(draft) = &decided.license else { continue };
        let department = world.organ(case.department, daowei_calendar::legal_date(unit.now))?;
        let number = crate::numbers::document(unit.tx, department, "证", draft.valid_from)?;
        numbers.insert(draft.license, number);
    }
    Ok(numbers)
}

/// A grant issues its license; a second decision ends the first one's; a corrected applicant is its corrected holder.
fn licenses(
    unit: &mut Unit<'_, '_>,
    before: Option<&Case>,
    after: &Case,
    records: &[Recorded<Event>],
    certificates: &BTreeMap<LicenseId, DocumentNumber>,
) -> Result<()> {
    for record in records {
        if let Event::Corrected(corrected) = &record.event {
            follow(unit, after, corrected, record)?;
        }
        let Event::Decided(decided) = &record.event else { continue };
        if let Some(old) = before.and_then(Case::decision).and_then(|decision| decision.license) {
            end(unit, old, decided, record)?;
        }
        if let Some(draft) = &decided.license {
            let number = certificates.get(&draft.license).ok_or(Error::NotFound { what: "license" })?;
            grant(unit, after, (decided.document, number), draft, record)?;
        }
    }
    Ok(())
}

fn grant(
    unit: &mut Unit<'_, '_>,
    case: &Case,
    (document, number): (DocumentId, &DocumentNumber),
    draft: &LicenseDraft,
    record: &Recorded<Event>,
) -> Result<()> {
    let world = unit.world.clone();
    let department = world.organ(case.department, daowei_calendar::legal_date(unit.now))?;
    let holder = case.applicant().cloned().ok_or(Error::NotFound { what: "applicant" })?;
    let issued = license::Issued {
        license: draft.license,
        number: number.clone(),
        name: draft.name.clone(),
        case: case.id,
        document,
        item: case.item,
        department: department.id,
        holder,
        valid_from: draft.valid_from,
        valid_until: draft.valid_until,
    };
    let event = license::Event::Issued(Box::new(issued));
    let state = License::apply(None, &event).ok_or(Error::NotFound { what: "license" })?;
    let records = [alongside(record, event)];
    let name = stream::name("license", draft.license);
    stream::append(unit.inner, unit.tx, &name, Head::NEW, &records, license::Event::kind)?;
    view::license::save(unit.tx, &view::license::LicenseRow::of(&state), true)?;
    Ok(())
}

/// A corrected applicant is found by the corrected name, and a license follows the record of its holder.
fn follow(
    unit: &mut Unit<'_, '_>,
    case: &Case,
    corrected: &Corrected,
    record: &Recorded<Event>,
) -> Result<()> {
    let holder = corrected.party.as_ref().filter(|party| party.role == PartyRole::Applicant);
    if let Some(name) = holder.and_then(|party| party.public_name.as_deref()) {
        view::legal_person::add(unit.tx, name)?;
    }
    let license = case.decision().and_then(|decision| decision.license);
    let (Some(holder), Some(license)) = (holder, license) else { return Ok(()) };
    let (holder, document, on) = (holder.clone(), corrected.document, corrected.on);
    change(unit, license, record, Box::new(license::HolderCorrected { holder, document, on }).into())
}

/// 撤销 where the later decision takes back what was granted; else it takes the place of the earlier one.
fn end(unit: &mut Unit<'_, '_>, old: LicenseId, later: &Decided, record: &Recorded<Event>) -> Result<()> {
    let (document, on) = (later.document, later.on);
    let event = match later.revokes {
        Some(_) => license::Revoked { document, on }.into(),
        None => license::Superseded { document, on }.into(),
    };
    change(unit, old, record, event)
}

/// One more event in the stream of a license.
fn change(
    unit: &mut Unit<'_, '_>,
    license: LicenseId,
    record: &Recorded<Event>,
    event: license::Event,
) -> Result<()> {
    let name = stream::name("license", license);
    let loaded = stream::load::<license::Event>(unit.inner, unit.tx, &name)?;
    let state = loaded.records.iter().fold(None, |state, record| License::apply(state, &record.event));
    let Some(after) = License::apply(state, &event) else { return Ok(()) };
    let records = [alongside(record, event)];
    stream::append(unit.inner, unit.tx, &name, loaded.head, &records, license::Event::kind)?;
    view::license::save(unit.tx, &view::license::LicenseRow::of(&after), false)?;
    Ok(())
}

/// The same who, when and by what right, for an event in another stream.
fn alongside<E>(record: &Recorded<Event>, event: E) -> Recorded<E> {
    Recorded { at: record.at, unit: record.unit, by: record.by.clone(), grant: record.grant.clone(), event }
}
