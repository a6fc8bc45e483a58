//! 授权书: power × item × period, signed by the principal leader, held by one person (N-3.5.4).

mod command;
mod decide;
mod event;
pub mod rules;
mod state;

use std::collections::BTreeSet;

use daowei_calendar::legal_date;
use daowei_ident::{DepartmentId, ItemId, LetterId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use command::Command;
pub use decide::{decide, sign};
pub use event::{Event, Revoked, Signed};

use crate::name::Name;
use crate::organization::Validity;
use crate::text::TextRef;

/// The four powers of the notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Power {
    /// 审批决定权
    Decide,
    /// 审核上报权
    ReviewAndReport,
    /// 组织协调权
    Coordinate,
    /// 行政审批专用章使用权
    UseSeal,
}

impl Power {
    /// The four, in the notice's order.
    pub const ALL: [Power; 4] = [Power::Decide, Power::ReviewAndReport, Power::Coordinate, Power::UseSeal];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            Power::Decide => Name::new("审批决定权", "the power to decide"),
            Power::ReviewAndReport => Name::new("审核上报权", "the power to review and report up"),
            Power::Coordinate => Name::new("组织协调权", "the power to coordinate"),
            Power::UseSeal => Name::new("行政审批专用章使用权", "the power to use the approval seal"),
        }
    }

    /// The Chinese name, as printed.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.name().zh
    }
}

/// Which items a power is given for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Items {
    /// Every item of the department.
    All,
    /// These.
    Only(BTreeSet<ItemId>),
}

impl Items {
    /// Whether the item is among them.
    #[must_use]
    pub fn covers(&self, item: ItemId) -> bool {
        match self {
            Items::All => true,
            Items::Only(items) => items.contains(&item),
        }
    }
}

/// One power for some items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The power.
    pub power: Power,
    /// The items.
    pub items: Items,
}

/// How a letter ended before its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// The instant.
    pub at: Timestamp,
    /// Why, in the vault.
    pub reason: TextRef,
}

/// 授权书, as its stream has made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// Its number.
    pub number: String,
    /// The department in whose name its holder acts.
    pub department: DepartmentId,
    /// The principal leader who signed.
    pub signer: PersonId,
    /// Who holds it.
    pub holder: PersonId,
    /// Powers and items.
    pub grants: Vec<Granted>,
    /// From–to.
    pub validity: Validity,
    /// The day of signing.
    pub signed_on: Date,
    /// B 岗: it lives only during the recorded absence of that person (practice.md §3.9).
    pub deputy_of: Option<PersonId>,
    /// Revocation.
    pub revoked: Option<Revocation>,
}

/// How a letter stands on a day, whatever power and item it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 未生效
    NotYet,
    /// 有效
    InForce,
    /// B岗待命: it sleeps while the one deputized for is there.
    Standby,
    /// 已届满
    Expired,
    /// 已撤回
    Revoked,
}

impl Letter {
    /// How it stands on that day. `called`: whether the one deputized for is on record as absent.
    #[must_use]
    pub fn standing(&self, day: Date, called: bool) -> Standing {
        if self.revoked.as_ref().is_some_and(|revoked| legal_date(revoked.at) <= day) {
            return Standing::Revoked;
        }
        if day < self.validity.from {
            return Standing::NotYet;
        }
        if self.validity.to.is_some_and(|to| day >= to) {
            return Standing::Expired;
        }
        if self.deputy_of.is_some() && !called { Standing::Standby } else { Standing::InForce }
    }
}

#[cfg(test)]
mod tests;
