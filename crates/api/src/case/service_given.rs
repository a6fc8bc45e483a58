//! 送达地址确认, as callers give it.

use daowei_app::text::Texts;
use daowei_app::{Error, Problem};
use daowei_domain::case::{ConfirmService, Destination, Service};
use daowei_ident::{IdentError, PartyId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::words;

/// How documents are to reach somebody, as he confirms it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ServiceInput {
    /// How: `direct`, `by_agent`, `mail` or `electronic`.
    #[schema(value_type = words::Service)]
    way: Service,
    /// Where to; needed for `mail` and `electronic`, and kept for these only.
    #[serde(default)]
    to: Option<DestinationInput>,
}

/// A destination in clear, on its way into the vault.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DestinationInput {
    /// 收件人
    #[schema(min_length = 1, max_length = 200)]
    recipient: String,
    /// 联系电话
    #[schema(min_length = 1, max_length = 40)]
    phone: String,
    /// 邮寄地址; needed for `mail`.
    #[serde(default)]
    #[schema(max_length = 500)]
    address: Option<String>,
    /// 邮政编码, six digits.
    #[serde(default)]
    #[schema(max_length = 6)]
    postcode: Option<String>,
    /// 电子送达地址, such as a mailbox or a mobile number; needed for `electronic`.
    #[serde(default)]
    #[schema(max_length = 200)]
    electronic_address: Option<String>,
}

impl ServiceInput {
    /// What it says, kept nowhere.
    pub(crate) fn read(self) -> Result<(Service, Option<Destination>), Error> {
        let to = self.to.filter(|_| self.way.needs_destination());
        Ok((self.way, to.map(|to| to.read()).transpose()?))
    }

    /// Takes the destination into the vault's collection. What was typed is never repeated in an error.
    pub(crate) fn take(
        self,
        party: PartyId,
        reasons: Option<daowei_domain::Text>,
        texts: &mut Texts,
    ) -> Result<ConfirmService, Error> {
        let (service, destination) = self.read()?;
        let destination = destination.map(|clear| texts.destination(clear)).transpose()?;
        Ok(ConfirmService { party, service, destination, reasons })
    }
}

impl DestinationInput {
    fn read(&self) -> Result<Destination, Error> {
        let wrong = |name: &str| {
            let field = format!("service.to.{name}");
            move |error: IdentError| Error::input(field, Problem::Ident(error))
        };
        let parsed = self.electronic_address.as_deref().map(str::parse).transpose();
        Ok(Destination {
            recipient: self.recipient.parse().map_err(wrong("recipient"))?,
            phone: self.phone.parse().map_err(wrong("phone"))?,
            address: self.address.as_deref().map(str::parse).transpose().map_err(wrong("address"))?,
            postcode: self.postcode.as_deref().map(str::parse).transpose().map_err(wrong("postcode"))?,
            electronic: parsed.map_err(wrong("electronic_address"))?,
        })
    }
}
