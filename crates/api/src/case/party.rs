//! Parties, masked.

use daowei_app::case::PartyMasked;
use daowei_domain::case::{PartyKind, PartyRole, PartySource};
use daowei_ident::{IdKind, PartyId, TextId};
use jiff::civil::Date;
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
    /// 授权委托, of whoever acts for the applicant.
    mandate: Option<Mandate>,
}

/// What an agent may do, since when and until when.
#[derive(Serialize, ToSchema)]
pub(super) struct Mandate {
    /// 代理事项、权限: a text of `revealTexts`.
    #[schema(value_type = String, format = Uuid)]
    scope: TextId,
    /// From this day on.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last day; nothing where none was set.
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// The paper that proves it: a text of `revealTexts`.
    #[schema(value_type = String, format = Uuid)]
    paper: TextId,
    /// Whether it holds today.
    holds: bool,
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
            mandate: party.mandate.map(|(mandate, holds)| Mandate {
                scope: mandate.scope.id,
                from: mandate.from,
                to: mandate.to,
                paper: mandate.paper.id,
                holds,
            }),
        }
    }
}
