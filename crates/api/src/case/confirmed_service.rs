//! How documents are to reach each party, masked.

use daowei_app::case::{self, ServiceShown};
use daowei_domain::case::Service;
use daowei_ident::{DocumentId, PartyId};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words;

/// Where documents are to go, masked.
#[derive(Serialize, ToSchema)]
pub(crate) struct DestinationSeen {
    /// How.
    #[schema(value_type = words::Service)]
    way: Service,
    /// 收件人
    recipient: Option<String>,
    /// 联系电话
    phone: Option<String>,
    /// 邮寄地址
    address: Option<String>,
    /// 电子送达地址
    electronic_address: Option<String>,
}

impl From<ServiceShown> for DestinationSeen {
    fn from(shown: ServiceShown) -> Self {
        let way = shown.service;
        match shown.destination {
            None => Self { way, recipient: None, phone: None, address: None, electronic_address: None },
            Some(place) => Self {
                way,
                recipient: Some(place.recipient),
                phone: Some(place.phone),
                address: place.address,
                electronic_address: place.electronic,
            },
        }
    }
}

/// 送达地址确认, as it stands. In clear it is on the confirmation that was printed: see `revealDocument`.
#[derive(Serialize, ToSchema)]
pub(super) struct ConfirmedService {
    /// Whom documents are to reach.
    #[schema(value_type = String, format = Uuid)]
    party: PartyId,
    /// How and where.
    service: DestinationSeen,
    /// 送达地址确认书; none for what is collected at the window.
    #[schema(value_type = Option<String>, format = Uuid)]
    document: Option<DocumentId>,
    /// Since when.
    #[schema(value_type = String, format = Date)]
    confirmed_on: Date,
    /// When it was signed.
    #[schema(value_type = Option<String>, format = Date)]
    signed_on: Option<Date>,
    /// By which party.
    #[schema(value_type = Option<String>, format = Uuid)]
    signed_by: Option<PartyId>,
}

impl From<case::ServiceConfirmed> for ConfirmedService {
    fn from(confirmed: case::ServiceConfirmed) -> Self {
        Self {
            party: confirmed.party,
            service: confirmed.shown.into(),
            document: confirmed.document,
            confirmed_on: confirmed.on,
            signed_on: confirmed.signed.map(|(on, _)| on),
            signed_by: confirmed.signed.map(|(_, by)| by),
        }
    }
}
