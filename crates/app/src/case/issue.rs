//! Documents in their legal form: number, text and commitment, last in the unit of work.

use std::collections::BTreeMap;

use daowei_domain::case::{Case, DocumentKind, Event, Parties, PartyRole, Print, drafts, issue, print};
use daowei_domain::catalog::Content;
use daowei_domain::{Actor, Recorded};
use daowei_ident::TextId;
use daowei_store::vault;

use super::stream_of;
use crate::error::Result;
use crate::text::{self, PartyRecord, Texts};
use crate::unit::Unit;
use crate::{numbers, world};

/// The events that complete what `records` owe on paper.
pub(super) fn documents(
    unit: &mut Unit<'_, '_>,
    case: &Case,
    records: &[Recorded<Event>],
    texts: &Texts,
    query_code: Option<&str>,
) -> Result<Vec<Recorded<Event>>> {
    let mut issued = Vec::new();
    let mut parties: Option<Parties> = None;
    let matter = match &case.matter {
        Some(matter) => Some(words(unit, matter.id, texts.words())?),
        None => None,
    };
    for record in records {
        for draft in drafts(std::slice::from_ref(&record.event)) {
            let facts = unit.world.clone();
            let department = facts.organ(case.department, daowei_calendar::legal_date(unit.now))?;
            let item = match case.item {
                Some(id) => world::item(unit.tx, &facts, id)?,
                None => None,
            };
            let content: Option<&Content> = item
                .as_deref()
                .zip(case.item_version)
                .and_then(|(item, number)| item.version(number))
                .map(|version| &version.content);
            let known = match parties.take() {
                Some(known) => known,
                None => names(unit, case, texts)?,
            };
            let on = daowei_calendar::legal_date(unit.now);
            let number = match draft.kind.series() {
                Some(series) => Some(numbers::document(unit.tx, department, series, on)?),
                None => None,
            };
            let words = print(&Print {
                draft,
                number: number.as_ref(),
                on,
                event: &record.event,
                case,
                content,
                department,
                matter: matter.as_deref(),
                parties: &known,
                words: texts.words(),
                query_code: query_code.filter(|_| draft.kind == DocumentKind::Receipt),
                letter: record.grant.as_ref().and_then(|grant| grant.letter_number.as_deref()),
                officer: officer(record, &facts),
            });
            parties = Some(known);
            let id = unit.ids.next(TextId::from_parts);
            let reference =
                text::put(unit.inner, unit.tx, &stream_of(case.id), "document", id, words.as_bytes())?;
            let office_seal = content.map_or(&[][..], |content| content.office_seal.as_slice());
            let event = issue(draft, number, on, reference, office_seal);
            issued.push(Recorded { event, ..record.clone() });
        }
    }
    Ok(issued)
}

/// Who is named on the paper: the one who acts, or who answers for the one who assists.
fn officer<'a>(record: &Recorded<Event>, world: &'a world::World) -> &'a str {
    match &record.by {
        Actor::Staff(staff) => world.name(staff.responsible.unwrap_or(staff.person)),
        Actor::Law { .. } | Actor::Host => "",
    }
}

/// The parties' clear names: those that came with the command, else out of the vault.
fn names(unit: &mut Unit<'_, '_>, case: &Case, texts: &Texts) -> Result<Parties> {
    let mut parties = Parties::default();
    for party in &case.parties {
        let name = name(unit, party.record.id, texts.words())?;
        match party.role {
            PartyRole::Applicant => parties.applicant = name,
            PartyRole::Agent | PartyRole::Representative => parties.agent = Some(name),
            PartyRole::Interested => {}
        }
    }
    Ok(parties)
}

/// What the applicant calls it: as it came with the command, else out of the vault.
fn words(unit: &mut Unit<'_, '_>, text: TextId, known: &BTreeMap<TextId, String>) -> Result<String> {
    if let Some(words) = known.get(&text) {
        return Ok(words.clone());
    }
    let kept = vault::get(unit.tx, unit.inner.keys.vault(), &text.to_string())?;
    Ok(kept.map_or_else(deleted, |kept| String::from_utf8_lossy(&kept.plain).into_owned()))
}

/// What the law ordered deleted prints as such.
fn deleted() -> String {
    "（已依法删除）".to_owned()
}

fn name(unit: &mut Unit<'_, '_>, record: TextId, words: &BTreeMap<TextId, String>) -> Result<String> {
    if let Some(name) = words.get(&record) {
        return Ok(name.clone());
    }
    let kept = vault::get(unit.tx, unit.inner.keys.vault(), &record.to_string())?;
    kept.map_or_else(
        || Ok(deleted()),
        |kept| PartyRecord::read(&kept.plain).map(|party| party.name.reveal().to_owned()),
    )
}
