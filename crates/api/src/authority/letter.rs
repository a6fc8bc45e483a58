//! A letter as it is shown.

use std::collections::BTreeMap;

use daowei_app::authority;
use daowei_domain::authority::Power;
use daowei_domain::authority::letter::{self, Items, Standing};
use daowei_ident::{DepartmentId, ItemId, LetterId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::words;

/// A letter of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfLetter {
    /// The letter.
    #[param(value_type = String, format = Uuid)]
    pub(super) letter: LetterId,
}

/// 授权书
#[derive(Serialize, ToSchema)]
pub(super) struct Letter {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: LetterId,
    /// Its number.
    number: String,
    /// The department in whose name its holder acts.
    #[schema(value_type = String, format = Uuid)]
    department: DepartmentId,
    /// The principal leader who signed.
    #[schema(value_type = String, format = Uuid)]
    signer: PersonId,
    /// Who holds it.
    #[schema(value_type = String, format = Uuid)]
    holder: PersonId,
    /// Powers and items.
    grants: Vec<PowerGranted>,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The first day without it.
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// The day of signing.
    #[schema(value_type = String, format = Date)]
    signed_on: Date,
    /// B 岗: it lives only during the recorded absence of that person.
    #[schema(value_type = Option<String>, format = Uuid)]
    deputy_of: Option<PersonId>,
    /// When it was revoked.
    #[schema(value_type = Option<String>, format = DateTime)]
    revoked_at: Option<Timestamp>,
}

/// 授权书, with the names that stand in it
#[derive(Serialize, ToSchema)]
pub(super) struct LetterView {
    #[serde(flatten)]
    letter: Letter,
    /// How it stands today.
    #[schema(value_type = words::LetterStanding)]
    standing: Standing,
    /// The department's name.
    department_name: String,
    /// Who signed.
    signer_name: String,
    /// Who holds it.
    holder_name: String,
    /// B 岗: whose deputy.
    deputy_of_name: Option<String>,
    /// The items that its powers name, by id; of one letter only.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    item_names: BTreeMap<String, String>,
}

impl LetterView {
    pub(super) fn of(view: authority::LetterView, items: BTreeMap<ItemId, String>) -> Self {
        Self {
            standing: view.standing,
            department_name: view.department,
            signer_name: view.signer,
            holder_name: view.holder,
            deputy_of_name: view.deputy_of,
            item_names: items.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            letter: view.letter.into(),
        }
    }
}

/// One power, for some items or for all.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PowerGranted {
    /// The power.
    #[schema(value_type = words::Power)]
    pub(super) power: Power,
    /// The items; all of the department's where nothing is said.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>, max_items = 2000)]
    pub(super) items: Option<Vec<ItemId>>,
}

impl From<letter::Granted> for PowerGranted {
    fn from(granted: letter::Granted) -> Self {
        let items = match granted.items {
            Items::All => None,
            Items::Only(items) => Some(items.into_iter().collect()),
        };
        Self { power: granted.power, items }
    }
}

impl From<PowerGranted> for letter::Granted {
    fn from(granted: PowerGranted) -> Self {
        let items = granted.items.map_or(Items::All, |items| Items::Only(items.into_iter().collect()));
        Self { power: granted.power, items }
    }
}

impl From<letter::Letter> for Letter {
    fn from(letter: letter::Letter) -> Self {
        Self {
            id: letter.id,
            number: letter.number,
            department: letter.department,
            signer: letter.signer,
            holder: letter.holder,
            grants: letter.grants.into_iter().map(PowerGranted::from).collect(),
            from: letter.validity.from,
            to: letter.validity.to,
            signed_on: letter.signed_on,
            deputy_of: letter.deputy_of,
            revoked_at: letter.revoked.map(|revocation| revocation.at),
        }
    }
}
