//! What callers give, held against its bounds before a unit of work begins.

use daowei_app::text::{PartyRecord, Texts};
use daowei_app::{Error, Problem};
use daowei_domain::case::{PaperForm, PaperIn, PartyGiven, PartyKind, PartyRole};
use daowei_ident::{IdKind, IdentError, PartyId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::bounds::{crowd, short};
use crate::words;

/// A paper that came in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperGiven {
    /// The line of the item's list.
    #[schema(min_length = 1, max_length = 64)]
    paper: String,
    /// In which form.
    #[schema(value_type = words::PaperForm)]
    form: PaperForm,
    /// How many.
    copies: u8,
}

impl PaperGiven {
    /// All papers of a list.
    pub(super) fn all(field: &str, papers: Vec<Self>) -> Result<Vec<PaperIn>, Error> {
        crowd(field, &papers, 200)?;
        let take = |(given, place): (Self, usize)| {
            let paper = short(&format!("{field}[{place}].paper"), given.paper, 64)?;
            Ok(PaperIn { paper, form: given.form, copies: given.copies })
        };
        papers.into_iter().zip(0..).map(take).collect()
    }
}

/// A party in clear, on its way into the vault.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PartyInput {
    /// What it is to the case.
    #[schema(value_type = words::PartyRole)]
    role: PartyRole,
    /// Natural or legal person.
    #[schema(value_type = words::PartyKind)]
    kind: PartyKind,
    /// 姓名或者名称
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Kind of identity document, by its code of three digits.
    #[schema(value_type = words::IdKind)]
    id_kind: String,
    /// Its number; check digits are checked.
    #[schema(min_length = 1, max_length = 50)]
    id_number: String,
    /// Telephone.
    #[serde(default)]
    #[schema(max_length = 40)]
    phone: Option<String>,
    /// Address for service.
    #[serde(default)]
    #[schema(max_length = 500)]
    address: Option<String>,
}

impl PartyInput {
    /// Takes the record into the vault's collection. What was typed is never repeated in an error.
    pub(super) fn take(&self, field: &str, id: PartyId, texts: &mut Texts) -> Result<PartyGiven, Error> {
        texts.party(id, self.role, &self.record(field)?)
    }

    /// What it is to the case.
    pub(super) fn role(&self) -> PartyRole {
        self.role
    }

    /// The record itself.
    pub(super) fn record(&self, field: &str) -> Result<PartyRecord, Error> {
        let wrong = |name: &str| {
            let field = format!("{field}.{name}");
            move |error: IdentError| Error::input(field, Problem::Ident(error))
        };
        let id_kind: IdKind = self.id_kind.parse().map_err(wrong("id_kind"))?;
        Ok(PartyRecord {
            kind: self.kind,
            name: self.name.parse().map_err(wrong("name"))?,
            id_kind,
            id_number: id_kind.read(&self.id_number).map_err(wrong("id_number"))?,
            phone: self.phone.as_deref().map(str::parse).transpose().map_err(wrong("phone"))?,
            address: self.address.as_deref().map(str::parse).transpose().map_err(wrong("address"))?,
        })
    }
}
