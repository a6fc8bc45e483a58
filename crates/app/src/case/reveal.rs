//! 查看完整个人信息: a look with a purpose, recorded before anything is shown, refused where it cannot be recorded.

use std::collections::{BTreeMap, BTreeSet};

use daowei_calendar::legal_date;
use daowei_domain::authority::{Act, Question, Scope, Subject, may};
use daowei_domain::case::Event;
use daowei_domain::look::{self as looks, DocumentShown, Revealed, TextsShown};
use daowei_domain::organization::Duty;
use daowei_domain::{Grant, Recorded, Text};
use daowei_ident::{CaseId, DocumentId, IdKind, PartyId, TextId};
use daowei_store::vault;

use super::read::{self, DocumentText};
use super::{Open, marked, open};
use crate::App;
use crate::error::{Error, Result};
use crate::look;
use crate::purpose;
use crate::stream;
use crate::text::{self, Texts};
use crate::unit::{Caller, Unit};

/// What is asked to be shown, and what for.
#[derive(Clone)]
pub struct Reveal<T> {
    /// The case.
    pub case: CaseId,
    /// What of it.
    pub what: T,
    /// What for.
    pub purpose: Text,
}

/// A party in clear.
#[derive(Clone)]
pub struct PartyClear {
    /// Name.
    pub name: String,
    /// Kind of identity document.
    pub id_kind: IdKind,
    /// Its number.
    pub id_number: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Address.
    pub address: Option<String>,
}

/// The kinds of texts that are shown together.
const WORDS: [&str; 22] = [
    "reason",
    "opinion",
    "demand",
    "matter",
    "unlisted",
    "subject",
    "place",
    "organ",
    "number",
    "file",
    "call",
    "callee",
    "phone",
    "put_right",
    "proof",
    "form",
    "evidence",
    "person",
    "recipient",
    "mandate",
    "shown",
    "objection",
];

impl App {
    /// Shows a party in clear, and records that.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`]; [`Error::Input`] without a purpose; what befell the store.
    pub async fn reveal(&self, caller: Caller, reveal: Reveal<PartyId>, texts: Texts) -> Result<PartyClear> {
        self.write(caller, move |unit| party(unit, &reveal, &texts)).await
    }

    /// Shows a document as it is printed, and records that.
    ///
    /// # Errors
    /// As [`App::reveal`].
    pub async fn reveal_document(
        &self,
        caller: Caller,
        reveal: Reveal<DocumentId>,
        texts: Texts,
    ) -> Result<DocumentText> {
        self.write(caller, move |unit| document(unit, &reveal, &texts)).await
    }

    /// Shows the reasons, opinions and demands of a case, by the ids that its timeline names, and records that.
    ///
    /// # Errors
    /// As [`App::reveal`].
    pub async fn reveal_texts(
        &self,
        caller: Caller,
        reveal: Reveal<()>,
        texts: Texts,
    ) -> Result<BTreeMap<TextId, String>> {
        self.write(caller, move |unit| words(unit, &reveal, &texts)).await
    }
}

fn party(unit: &mut Unit<'_, '_>, reveal: &Reveal<PartyId>, texts: &Texts) -> Result<PartyClear> {
    let (opened, grant) = admitted(unit, reveal, Act::Reveal)?;
    let case = opened.case;
    let party =
        case.parties.iter().find(|party| party.id == reveal.what).ok_or(Error::NotFound { what: "party" })?;
    let purpose = reveal.purpose.reference();
    let look = Revealed { case: case.id, party: party.id, version: party.version, purpose };
    record(unit, case.id, grant, look.into(), texts)?;
    let kept = vault::get(unit.tx, unit.inner.keys.vault(), &party.record.id.to_string())?
        .ok_or(Error::NotFound { what: "party" })?;
    let clear = text::party_record(&kept.plain)?;
    Ok(PartyClear {
        name: clear.name.reveal().to_owned(),
        id_kind: clear.id_kind,
        id_number: clear.id_number.reveal().to_owned(),
        phone: clear.phone.map(|phone| phone.reveal().to_owned()),
        address: clear.address.map(|address| address.reveal().to_owned()),
    })
}

fn document(unit: &mut Unit<'_, '_>, reveal: &Reveal<DocumentId>, texts: &Texts) -> Result<DocumentText> {
    let act = of_document(unit)?;
    let (opened, grant) = admitted(unit, reveal, act)?;
    let case = opened.case;
    if !case.documents.contains_key(&reveal.what) {
        return Err(Error::NotFound { what: "document" });
    }
    let purpose = reveal.purpose.reference();
    let look = DocumentShown { case: case.id, document: reveal.what, purpose };
    record(unit, case.id, grant, look.into(), texts)?;
    read::shown(unit, &case, reveal.what, marked::clear)
}

/// Those at the window print, contract staff under the one who answers for them; others look at what they work on.
pub(super) fn of_document(unit: &Unit<'_, '_>) -> Result<Act> {
    let printing = matches!(unit.staff()?.duty, Duty::Clerk | Duty::Assistant | Duty::ChiefRepresentative);
    Ok(if printing { Act::PrintDocument } else { Act::Reveal })
}

fn words(unit: &mut Unit<'_, '_>, reveal: &Reveal<()>, texts: &Texts) -> Result<BTreeMap<TextId, String>> {
    let (opened, grant) = admitted(unit, reveal, Act::Reveal)?;
    let case = opened.case.id;
    let named = named(&opened.records)?;
    let look = TextsShown { case, purpose: reveal.purpose.reference() };
    record(unit, case, grant, look.into(), texts)?;
    let kept = vault::named_in(unit.tx, unit.inner.keys.vault(), &super::stream_of(case), &WORDS, &named)?;
    let named = kept.into_iter().filter_map(|record| {
        let id = record.id.parse().ok()?;
        Some((id, String::from_utf8_lossy(&record.plain).into_owned()))
    });
    Ok(named.collect())
}

/// The records of the vault that the events of a case refer to: no other is opened for it.
fn named(records: &[Recorded<Event>]) -> Result<BTreeSet<String>> {
    let mut named = BTreeSet::new();
    for record in records {
        let event = serde_json::to_value(&record.event)
            .map_err(|_| Error::Store(daowei_store::Error::Damaged { what: "event" }))?;
        vault::references(&event, &mut |text| {
            named.insert(text.id.to_string());
        });
    }
    Ok(named)
}

/// Somebody who is there, says what for, and may look into this case. A case that is not there and one that is not the
/// caller's to see give the same answer by the same statements.
pub(super) fn admitted<T>(unit: &mut Unit<'_, '_>, reveal: &Reveal<T>, act: Act) -> Result<(Open, Grant)> {
    person(unit)?;
    purpose::stated(reveal.purpose.weight())?;
    within(unit, reveal.case, act)
}

/// A program has no purpose of its own: whoever looks is there, signed in (个人信息保护法 art. 6, 51).
pub(super) fn person(unit: &Unit<'_, '_>) -> Result<()> {
    if unit.scopes.is_some() { Err(Error::Forbidden { what: "person" }) } else { Ok(()) }
}

/// Somebody signed in who may do that in this case, as [`admitted`].
pub(super) fn within(unit: &mut Unit<'_, '_>, case: CaseId, act: Act) -> Result<(Open, Grant)> {
    let staff = unit.staff()?.clone();
    let world = unit.world.clone();
    let (now, confirmation_minutes) = (unit.now, unit.settings.confirmation_minutes);
    let asked =
        |subject| may(&world.facts, &Question { staff: &staff, act, subject, now, confirmation_minutes });
    asked(Subject::Nothing)?;
    let opened = open(unit, case)?;
    let department = opened.case.department;
    if !Scope::of(&world.facts, &staff, legal_date(now)).reaches(department) {
        return Err(Error::NotFound { what: "case" });
    }
    let grant = asked(Subject::Department(department))?;
    Ok((opened, grant))
}

/// Before anything is shown, and nothing is where this fails.
pub(super) fn record(
    unit: &mut Unit<'_, '_>,
    case: CaseId,
    grant: Grant,
    look: looks::Event,
    texts: &Texts,
) -> Result<()> {
    look::record(unit, &stream::name("look", case), grant, look, texts)
}
