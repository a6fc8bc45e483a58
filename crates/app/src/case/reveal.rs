//! 查看完整个人信息: a look with a purpose, recorded before anything is shown, refused where it cannot be recorded.

use daowei_calendar::legal_date;
use daowei_domain::authority::{Act, Question, Scope, Subject, may};
use daowei_domain::{Actor, Recorded, Text, TextRef};
use daowei_ident::{CaseId, IdKind, PartyId};
use daowei_store::{event, vault};
use serde::{Deserialize, Serialize};

use super::open;
use crate::App;
use crate::error::{Error, Problem, Result};
use crate::stream;
use crate::text::{self, Texts};
use crate::unit::{Caller, Unit};

/// What is asked to be shown, and what for.
#[derive(Clone)]
pub struct Reveal {
    /// The case.
    pub case: CaseId,
    /// The party.
    pub party: PartyId,
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

/// Who looked at whose data, and what for: a stream of its own beside the case's, so that a look never gets in the way of
/// an act.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
pub(crate) enum Look {
    /// A party's record was shown in clear.
    #[serde(rename = "look.revealed")]
    Revealed {
        /// The case.
        case: CaseId,
        /// The party.
        party: PartyId,
        /// Version of the record.
        version: u32,
        /// What for, in the vault.
        purpose: TextRef,
    },
}

impl App {
    /// Shows a party in clear, and records that.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`]; [`Error::Input`] without a purpose; what befell the store.
    pub async fn reveal(&self, caller: Caller, reveal: Reveal, texts: Texts) -> Result<PartyClear> {
        self.write(caller, move |unit| show(unit, &reveal, &texts)).await
    }
}

fn show(unit: &mut Unit<'_, '_>, reveal: &Reveal, texts: &Texts) -> Result<PartyClear> {
    // A program has no purpose of its own: whoever looks is there, signed in (个人信息保护法 art. 6, 51).
    if unit.scopes.is_some() {
        return Err(Error::Forbidden { what: "person" });
    }
    if reveal.purpose.weight() < 4 {
        return Err(Error::input("purpose", Problem::Empty));
    }
    let staff = unit.staff()?.clone();
    let case = open(unit, reveal.case)?.case;
    // Foreign and missing cases look alike.
    let scope = Scope::of(&unit.world.facts, &staff, legal_date(unit.now));
    if !scope.reaches(case.department) {
        return Err(Error::NotFound { what: "case" });
    }
    let grant = may(
        &unit.world.facts,
        &Question {
            staff: &staff,
            act: Act::Reveal,
            subject: Subject::Department(case.department),
            now: unit.now,
            confirmation_minutes: unit.settings.confirmation_minutes,
        },
    )?;
    let party = case
        .parties
        .iter()
        .find(|party| party.id == reveal.party)
        .ok_or(Error::NotFound { what: "party" })?;
    let look = Look::Revealed {
        case: case.id,
        party: party.id,
        version: party.version,
        purpose: reveal.purpose.reference(),
    };
    let record =
        Recorded { at: unit.now, unit: unit.id, by: Actor::Staff(staff), grant: Some(grant), event: look };
    let name = stream::name("look", case.id);
    let head = event::head(unit.tx, &name)?;
    stream::append(unit.inner, unit.tx, &name, head, &[record], |_| "look.revealed")?;
    texts.save(unit.tx, &name)?;
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
