//! 送达地址确认, masked: how and where documents are to reach each party.

use daowei_domain::case::{Case, Destination, Service};
use daowei_ident::{Address, DocumentId, ElectronicAddress, PartyId};
use daowei_store::vault;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::text;
use crate::unit::Unit;

/// 送达地址, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DestinationMasked {
    /// 收件人
    pub recipient: String,
    /// 联系电话
    pub phone: String,
    /// 邮寄地址
    pub address: Option<String>,
    /// 电子送达地址
    pub electronic: Option<String>,
}

impl DestinationMasked {
    /// What may be seen of a destination.
    #[must_use]
    pub fn of(place: &Destination) -> Self {
        Self {
            recipient: place.recipient.masked(),
            phone: place.phone.masked(),
            address: place.address.as_ref().map(Address::masked),
            electronic: place.electronic.as_ref().map(ElectronicAddress::masked),
        }
    }
}

/// How documents are to reach somebody, as a screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceShown {
    /// How.
    pub service: Service,
    /// Where, masked.
    pub destination: Option<DestinationMasked>,
}

impl ServiceShown {
    /// What may be seen of what is being confirmed.
    pub(crate) fn of(service: Service, place: Option<&Destination>) -> Self {
        Self { service, destination: place.map(DestinationMasked::of) }
    }

    /// The way, and where to, in Chinese.
    pub(crate) fn in_words(&self) -> String {
        let to = self.destination.iter().flat_map(|to| {
            let sure = [Some(&to.recipient), Some(&to.phone), to.address.as_ref(), to.electronic.as_ref()];
            sure.into_iter().flatten().cloned()
        });
        std::iter::once(self.service.name().zh.to_owned()).chain(to).collect::<Vec<_>>().join("，")
    }
}

/// What a party has confirmed.
#[derive(Clone, Debug)]
pub struct ServiceConfirmed {
    /// Whom documents are to reach.
    pub party: PartyId,
    /// How and where, masked; without the place where the law had it deleted.
    pub shown: ServiceShown,
    /// 送达地址确认书
    pub document: Option<DocumentId>,
    /// Since when.
    pub on: Date,
    /// When and by which party it was signed.
    pub signed: Option<(Date, PartyId)>,
}

/// What stands of each party, by one statement.
pub(super) fn of(unit: &mut Unit<'_, '_>, case: &Case) -> Result<Vec<ServiceConfirmed>> {
    let ids = case.services.values().filter_map(|confirmed| confirmed.destination.as_ref());
    let ids: Vec<String> = ids.map(|record| record.id.to_string()).collect();
    let kept = if ids.is_empty() {
        Vec::new()
    } else {
        vault::get_many(unit.tx, unit.inner.keys.vault(), ids.iter().map(String::as_str))?
    };
    let mut confirmed = Vec::with_capacity(case.services.len());
    for (party, stands) in &case.services {
        let record = stands.destination.as_ref().map(|record| record.id.to_string());
        let place = kept.iter().find(|kept| Some(&kept.id) == record.as_ref());
        let place = place.map(|kept| text::destination(&kept.plain)).transpose()?;
        confirmed.push(ServiceConfirmed {
            party: *party,
            shown: ServiceShown::of(stands.service, place.as_ref()),
            document: stands.document,
            on: stands.on,
            signed: stands.signed,
        });
    }
    Ok(confirmed)
}
