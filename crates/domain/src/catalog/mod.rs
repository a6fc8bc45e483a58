//! 事项: the list of powers, version by version. No power outside the list (N-3.1).
//!
//! Versions come only from [`Event::VersionRecorded`] with an [`Origin`]. An import without a founding document is
//! readable and takes no acceptance. Every version stays readable for ever.

mod audience;
mod command;
mod content;
mod decide;
mod event;
pub mod rules;
mod state;

use daowei_ident::{ItemId, ListChangeId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use audience::{Audience, object_name};
pub use command::Command;
pub use content::{
    CaseDuty, CaseKind, Content, CorrectionLapse, DecisionLevel, DepartmentOf, ExtensionRule, Fees, Paper,
    PaperNeed, PowerType, Procedure, ProcedureGround, Separation, Supports,
};
pub(crate) use decide::promises_longer;
pub use decide::{decide, enter};
pub use event::{Event, StoppedByLaw, VersionEnded, VersionRecorded};

use crate::name::Name;
use crate::organization::Validity;
use crate::rule::Refusal;

/// Where a version comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A founding list (N-3.1.1) or an approval (N-3.1.5).
    Founding {
        /// Its document number or title.
        document: String,
    },
    /// The law itself: a statutory license that the list forgot is accepted with an alert (practice.md §1.2).
    Statute {
        /// The article that founds it.
        citation: String,
    },
    /// The list procedure (N-3.1.2).
    Change {
        /// The change.
        id: ListChangeId,
        /// The approval document.
        document: String,
    },
    /// An import without founding document: readable, takes no acceptance.
    Import {
        /// Row and source.
        source: String,
    },
}

impl Origin {
    /// The document that founds the version, if any does.
    #[must_use]
    pub fn document(&self) -> Option<&str> {
        match self {
            Origin::Founding { document } | Origin::Change { document, .. } => Some(document),
            Origin::Statute { citation } => Some(citation),
            Origin::Import { .. } => None,
        }
    }
}

/// Why a version ended without another in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// 取消
    #[default]
    Canceled,
    /// 暂停
    Suspended,
    /// 拆分为其他事项
    Split,
    /// 并入其他事项
    Merged,
    /// 下放
    DelegatedDown,
}

impl EndReason {
    /// What an event leaves unsaid.
    #[must_use]
    pub fn is_canceled(&self) -> bool {
        *self == EndReason::Canceled
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            EndReason::Canceled => Name::new("取消", "canceled"),
            EndReason::Suspended => Name::new("暂停实施", "suspended"),
            EndReason::Split => Name::new("拆分", "split"),
            EndReason::Merged => Name::new("合并", "merged"),
            EndReason::DelegatedDown => Name::new("下放", "delegated down"),
        }
    }
}

/// One version of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Ordinal, from 1.
    pub number: u32,
    /// Where it comes from.
    pub origin: Origin,
    /// When it is in force.
    pub validity: Validity,
    /// What it says.
    pub content: Content,
    /// Why it ended, where nothing took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<EndReason>,
}

/// 事项, as its stream has made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// All versions, oldest first.
    pub versions: Vec<Version>,
    /// The day from which the law itself stops it, whatever the list says.
    pub stopped: Option<StoppedByLaw>,
}

impl Item {
    /// The version in force on that day, or the rule that says why there is none.
    ///
    /// # Errors
    /// `catalog.item.not_in_force`, `catalog.item.suspended`, `catalog.item.stopped_by_law`.
    pub fn in_force(&self, day: Date) -> Result<&Version, Refusal> {
        self.stands(day)?;
        self.versions.iter().rev().find(|version| version.validity.holds_on(day)).ok_or_else(|| {
            let suspended =
                self.known_on(day).is_some_and(|version| version.ended == Some(EndReason::Suspended));
            let rule = if suspended { &rules::SUSPENDED } else { &rules::NOT_IN_FORCE };
            Refusal::by(rule).with("item", self.name()).with("on", day)
        })
    }

    /// Whether the law still knows it on that day, whatever the list says.
    ///
    /// # Errors
    /// `catalog.item.stopped_by_law`.
    pub fn stands(&self, day: Date) -> Result<(), Refusal> {
        match self.stopped.as_ref().filter(|stop| stop.on <= day) {
            None => Ok(()),
            Some(stop) => Err(Refusal::by(&rules::STOPPED_BY_LAW)
                .with("on", stop.on)
                .with("document", &stop.document)
                .with("item", self.name())),
        }
    }

    /// The version that held on that day by the list, whatever a stop by law says; where none did, the last that had begun.
    #[must_use]
    pub fn known_on(&self, day: Date) -> Option<&Version> {
        let begun = || self.versions.iter().rev().filter(|version| version.validity.from <= day);
        begun().find(|version| version.validity.holds_on(day)).or_else(|| begun().next())
    }

    /// A version by its ordinal.
    #[must_use]
    pub fn version(&self, number: u32) -> Option<&Version> {
        self.versions.iter().find(|version| version.number == number)
    }

    /// The newest version.
    #[must_use]
    pub fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// Its newest name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.newest().map_or("", |version| version.content.name.as_str())
    }
}

#[cfg(test)]
mod tests;
