//! 第二屏: the applicant's screen beside a desk (UX-23). It has no session: a code that the desk shows pairs it, and from then on a secret
//! of its own, for a day's work at most, opens what the desk shows it and nothing else. What it shows is masked before it is kept.

mod applicant;
mod desk;
mod object;
mod receipt;
mod sign;
mod strokes;

pub(crate) use applicant::shown_at;
pub use applicant::{Key, Paired, Seen};
pub use desk::{Beside, Opened};
pub use object::{LONGEST_OBJECTION, Objection};
pub(crate) use receipt::{Received, at_receipt};
pub use sign::{Signature, Signed};
pub use strokes::LARGEST_SIGNATURE;

use daowei_domain::case::{Destination, PartyKind, PartyRole, Service};
use daowei_domain::rating::Visit;
use daowei_ident::{Address, ElectronicAddress, IdKind, PersonId, Phone};
use daowei_store::screen::{self as rows, Screen};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::ServiceShown;
use crate::error::{Error, Result};
use crate::text::PartyRecord;
use crate::unit::Unit;
use crate::{Inner, account};

/// Minutes for which a code waits.
const CODE_MINUTES: i64 = 5;
/// Hours for which a pairing holds: a long day at the window.
const PAIRED_HOURS: i64 = 12;
/// Hours for which that of a screen of the hall holds, which stands there by itself: a month.
const HALL_HOURS: i64 = 31 * 24;

/// A party as the applicant sees it on the screen: enough to know whether it is right, too little for whoever passes by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyShown {
    /// What it is to the case.
    pub role: PartyRole,
    /// Natural or legal person.
    pub kind: PartyKind,
    /// Masked name.
    pub name: String,
    /// Kind of identity document.
    pub id_kind: IdKind,
    /// Masked number.
    pub id_number: String,
    /// Masked telephone.
    pub phone: Option<String>,
    /// Masked address.
    pub address: Option<String>,
    /// 授权委托: what he may do for the applicant, where that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<MandateTold>,
}

/// A party as it is registered, in clear.
#[derive(Clone)]
pub struct PartyTold {
    /// What it is to the case.
    pub role: PartyRole,
    /// Its record.
    pub record: PartyRecord,
    /// 授权委托, where that was told.
    pub mandate: Option<MandateTold>,
}

/// 授权委托 in words: what somebody may do for the applicant, since when and until when, and the paper that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MandateTold {
    /// 代理事项、权限
    pub scope: String,
    /// From this day on.
    pub from: Date,
    /// The last day; nothing where none was set.
    pub to: Option<Date>,
    /// The paper that proves it.
    pub paper: String,
}

impl MandateTold {
    /// Each part by itself, with its length: no two mandates have the same.
    fn parts(&self) -> String {
        let Self { scope, from, to, paper } = self;
        let to = to.map_or_else(String::new, |to| to.to_string());
        format!("{}\n{scope}\n{from}\n{to}\n{}\n{paper}", scope.len(), paper.len())
    }

    /// Whether it holds on that day.
    fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// As one reads it.
    fn in_words(&self) -> String {
        let Self { scope, from, to, paper } = self;
        let to = to.map_or_else(|| "，未定期限".to_owned(), |to| format!("至{to}"));
        format!("{scope}（自{from}{to}，凭{paper}）")
    }
}

/// What a screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Sight {
    /// Data that are being registered, to be confirmed.
    Data {
        /// The item's name.
        item_name: String,
        /// The parties.
        parties: Vec<PartyShown>,
        /// How the result is to reach the applicant, where that is asked.
        #[serde(default)]
        service: Option<ServiceShown>,
        /// What they are known by, unmasked.
        known_by: String,
        /// By what the applicant is known.
        #[serde(default)]
        applicant: String,
        /// 屏上签名, once the applicant has signed for them.
        #[serde(default)]
        signature: Option<Signature>,
        /// 信息有误, where the applicant says that something of it is wrong.
        #[serde(default)]
        objection: Option<Objection>,
    },
    /// A visit, to be rated.
    Rating {
        /// Which.
        visit: Visit,
    },
    /// The visit was rated.
    Thanks,
    /// A screen of the hall: who is called where.
    Hall {
        /// Whether numbers are drawn at it.
        draws: bool,
    },
}

/// What the data of parties with their mandates, and where documents are to go, are known by: whoever receives others than were confirmed
/// has no confirmation.
pub(crate) fn known_by(
    inner: &Inner,
    parties: &[PartyTold],
    service: Option<(Service, Option<&Destination>)>,
) -> String {
    let line = |PartyTold { role, record, mandate }: &PartyTold| {
        let mandate = mandate.as_ref().map(MandateTold::parts).unwrap_or_default();
        let phone = record.phone.as_ref().map_or("", Phone::reveal);
        let address = record.address.as_ref().map_or("", Address::reveal);
        let (name, number) = (record.name.reveal(), record.id_number.reveal());
        let (kind, id_kind) = (record.kind, record.id_kind);
        format!("{role:?}\n{kind:?}\n{name}\n{id_kind}\n{number}\n{phone}\n{address}\n{mandate}\n")
    };
    let text: String = parties.iter().map(line).chain(service.map(going)).collect();
    keyed(inner, &text)
}

/// By what the applicant is known at a screen: his document.
pub(crate) fn applicant(inner: &Inner, parties: &[PartyTold]) -> String {
    let applicant = parties.iter().find(|party| party.role == PartyRole::Applicant);
    let document = |PartyTold { record, .. }: &PartyTold| {
        format!("applicant\n{}\n{}", record.id_kind, record.id_number.reveal())
    };
    keyed(inner, &applicant.map(document).unwrap_or_default())
}

fn keyed(inner: &Inner, text: &str) -> String {
    inner.keys.blind().index("screen", text).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn going((service, place): (Service, Option<&Destination>)) -> String {
    let Some(place) = place else { return format!("{service:?}\n") };
    let address = place.address.as_ref().map_or("", Address::reveal);
    let electronic = place.electronic.as_ref().map_or("", ElectronicAddress::reveal);
    let postcode = place.postcode.as_ref().map(ToString::to_string).unwrap_or_default();
    let (recipient, phone) = (place.recipient.reveal(), place.phone.reveal());
    format!("{service:?}\n{recipient}\n{phone}\n{address}\n{postcode}\n{electronic}\n")
}

/// What a screen shows, opened. What somebody of the staff shows is there for as long as the session is in which he did.
fn sight(unit: &Unit<'_, '_>, screen: &Screen) -> Result<Option<Sight>> {
    if screen.stands_in_hall() || is_attended(unit, screen)? { kept(unit, screen) } else { Ok(None) }
}

/// Whether the session lasts in which a screen beside a desk was told what to show.
fn is_attended(unit: &Unit<'_, '_>, screen: &Screen) -> Result<bool> {
    let lasts = |held| account::lasts(&unit.settings, unit.now.as_microsecond(), held);
    if !screen.held.is_some_and(lasts) {
        return Ok(false);
    }
    let person: PersonId = screen.person.parse().map_err(|_| damaged())?;
    let today = daowei_calendar::legal_date(unit.now);
    Ok(unit.world.facts.people.get(&person).is_some_and(|person| person.is_employed(today)))
}

/// What a screen was told to show, opened, whatever has become of whoever told it.
fn kept(unit: &Unit<'_, '_>, screen: &Screen) -> Result<Option<Sight>> {
    let Some(sealed) = &screen.sight else { return Ok(None) };
    let plain = unit.inner.keys.vault().open(&context(&screen.id), sealed).map_err(|_| damaged())?;
    serde_json::from_slice(&plain).map(Some).map_err(|_| damaged())
}

/// Shows something else, in the caller's session; the applicant in that of whoever attends to him. A signature that no case has taken
/// over goes with what it was for.
fn show(unit: &mut Unit<'_, '_>, screen: &Screen, sight: Option<&Sight>) -> Result<()> {
    forget_signature(unit, screen)?;
    let sealed = sight.map(|sight| sealed(unit, screen, sight)).transpose()?;
    let session = unit.session.map(|session| session.to_string()).or_else(|| screen.session.clone());
    Ok(rows::show(unit.tx, (&screen.id, screen.revision), sealed.as_deref(), session.as_deref())?)
}

/// Deletes the picture of the signature for what a screen was told to show, unless a case has it.
fn forget_signature(unit: &mut Unit<'_, '_>, screen: &Screen) -> Result<()> {
    if let Some(Sight::Data { signature: Some(Signature { file, .. }), .. }) = kept(unit, screen)? {
        daowei_store::file::delete(unit.tx, &file.to_string())?;
    }
    Ok(())
}

fn sealed(unit: &Unit<'_, '_>, screen: &Screen, sight: &Sight) -> Result<Vec<u8>> {
    let plain = serde_json::to_vec(sight).map_err(|_| damaged())?;
    let nonce = unit.inner.random();
    unit.inner.keys.vault().seal(nonce, &context(&screen.id), &plain).map_err(|_| damaged())
}

fn context(id: &str) -> String {
    format!("screen/1/{id}")
}

fn damaged() -> Error {
    Error::Store(daowei_store::Error::Damaged { what: "screen" })
}

/// Microseconds of so many minutes.
fn minutes(count: i64) -> i64 {
    count.saturating_mul(60_000_000)
}
