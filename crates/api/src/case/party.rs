//! Parties, masked.

use daowei_app::case::PartyMasked;
use daowei_domain::case::{PartyKind, PartyRole, PartySource};
use daowei_ident::{IdKind, PartyId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::words;

/// A party with its data masked; `POST …/reveal` shows it in clear, with a purpose.
#[derive(Serialize, ToSchema)]
pub(super) struct Party {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: PartyId,
    /// Version of the record: a changed address never alters an old decision.
    version: u32,
    /// What it is to the case.
    #[schema(value_type = words::PartyRole)]
    role: PartyRole,
    /// Natural or legal person.
    #[schema(value_type = words::PartyKind)]
    kind: PartyKind,
    /// Name: masked for a natural person.
    name: String,
    /// Kind of identity document.
    #[schema(value_type = Option<words::IdKind>)]
    id_kind: Option<IdKind>,
    /// Masked number.
    id_number: String,
    /// Masked telephone.
    phone: Option<String>,
    /// Masked address.
    address: Option<String>,
    /// Whether it was read from a card.
    #[schema(value_type = words::PartySource)]
    source: PartySource,
}

impl From<PartyMasked> for Party {
    fn from(party: PartyMasked) -> Self {
        Self {
            id: party.id,
            version: party.version,
            role: party.role,
            kind: party.kind,
            name: party.name,
            id_kind: party.id_kind,
            id_number: party.id_number,
            phone: party.phone,
            address: party.address,
            source: party.source,
        }
    }
}
