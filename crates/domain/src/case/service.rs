//! 送达: how documents are to reach somebody, as he confirmed it (送达地址确认书), and how one did.
//!
//! Each party confirms for himself; a later confirmation takes the place of the one before, and both stay in the stream. Where a
//! document went, is in the vault; events and state know the way only.

use daowei_ident::{Address, DocumentId, ElectronicAddress, FileId, PartyId, PersonName, Phone, Postcode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Case, Document, DocumentKind, Event, FileOf, PartyRole};
use crate::file::FileRef;
use crate::name::Name;
use crate::record::Recorded;
use crate::text::{Text, TextRef};

/// 送达方式 (practice.md §3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// 直接送达
    Direct,
    /// 委托代领
    ByAgent,
    /// 邮寄送达
    Mail,
    /// 电子送达, with consent
    Electronic,
    /// 留置送达
    LeftAtPlace,
    /// 公告送达
    PublicNotice,
}

impl Service {
    /// Whether a recipient who chooses it says where to; of whoever does not, no place is kept.
    #[must_use]
    pub fn needs_destination(self) -> bool {
        matches!(self, Service::Mail | Service::Electronic)
    }

    /// What a recipient calls it.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            Service::Direct => Name::new("窗口领取", "collection at the window"),
            Service::ByAgent => Name::new("委托代理人代收", "an agent takes it"),
            Service::Mail => Name::new("邮寄送达", "by mail"),
            Service::Electronic => Name::new("电子送达", "electronically"),
            Service::LeftAtPlace => Name::new("留置送达", "left at the place"),
            Service::PublicNotice => Name::new("公告送达", "public notice"),
        }
    }
}

/// 送达地址: who takes documents in, and where. It masks itself wherever it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// 收件人
    pub recipient: PersonName,
    /// 联系电话
    pub phone: Phone,
    /// 邮寄地址
    pub address: Option<Address>,
    /// 邮政编码
    pub postcode: Option<Postcode>,
    /// 电子送达地址
    pub electronic: Option<ElectronicAddress>,
}

/// A destination as given: its record is in the vault already.
#[derive(Clone, Debug, PartialEq)]
pub struct DestinationGiven {
    /// In clear, for the rules.
    pub clear: Destination,
    /// The record.
    pub record: TextRef,
}

/// 送达地址确认, as given.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfirmService {
    /// Whom documents are to reach.
    pub party: PartyId,
    /// How.
    pub service: Service,
    /// Where, for mail and electronic service.
    pub destination: Option<DestinationGiven>,
    /// Why another confirmation takes the place of the one that stands.
    pub reasons: Option<Text>,
}

/// 送达地址确认, as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedService {
    /// How.
    pub service: Service,
    /// Where, in the vault.
    pub destination: Option<TextRef>,
    /// 送达地址确认书; none for what is collected at the window.
    pub document: Option<DocumentId>,
    /// Since when.
    pub on: Date,
    /// When and by which party it was signed.
    pub signed: Option<(Date, PartyId)>,
}

/// How something was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceGiven {
    /// How.
    pub service: Service,
    /// When.
    pub on: Date,
    /// Who took it, where somebody did.
    pub recipient: Option<Text>,
    /// 委托代领: the agent's authority.
    pub authority: Option<Text>,
    /// 送达回证
    pub proof: Text,
    /// Where to, if not where the recipient confirmed.
    pub elsewhere: Option<Text>,
    /// Why not in the way, or not where, the recipient confirmed.
    pub otherwise: Option<Text>,
    /// 送达回证扫描件: the slip as it was signed, sent before.
    pub files: Vec<FileId>,
}

impl Case {
    /// When and how a document went out, with the slip that proves it.
    pub(super) fn handed_over(
        &mut self,
        id: DocumentId,
        how: (Date, Service),
        files: &[FileRef],
        record: &Recorded<Event>,
    ) {
        self.keep(files, &FileOf::Service(id), record);
        if let Some(document) = self.documents.get_mut(&id) {
            document.served = Some(how);
        }
    }

    /// Whom a document is meant to reach: an interested party its own notice, the applicant every other.
    #[must_use]
    pub fn recipient(&self, document: &Document) -> Option<PartyId> {
        if document.kind == DocumentKind::InterestedNotice {
            let told = self.heard.iter().find(|(_, heard)| heard.notice == document.id);
            return told.map(|(party, _)| *party);
        }
        self.applicant().map(|party| party.id)
    }

    /// 经受送达人同意: a signed confirmation of electronic service that stands, or, where nothing was confirmed
    /// since, the consent that older records keep of the receipt.
    #[must_use]
    pub fn agreed_to_electronic(&self, recipient: PartyId) -> bool {
        let stands = |id: &DocumentId| self.documents.get(id).is_some_and(|document| !document.voided);
        let Some(confirmed) = self.services.get(&recipient) else {
            return self.electronic.is_some() && self.applicant().is_some_and(|party| party.id == recipient);
        };
        confirmed.service == Service::Electronic
            && confirmed.signed.is_some()
            && confirmed.document.as_ref().is_some_and(stands)
    }
}

/// 委托代理人、经办人
pub(super) fn acts_for_another(role: PartyRole) -> bool {
    matches!(role, PartyRole::Agent | PartyRole::Representative)
}
