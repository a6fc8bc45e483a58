//! What has happened to a department.

use daowei_ident::{CreditCode, DepartmentId, DivisionCode, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Leadership, Managed, Section};
use crate::organization::Validity;
use crate::record::events;

/// 设立, or first entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Established {
    /// Its id.
    pub department: DepartmentId,
    /// Three-digit unit code.
    pub unit: u16,
    /// Full name.
    pub name: String,
    /// 机关代字
    pub short_name: String,
    /// 统一社会信用代码
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<CreditCode>,
    /// Division.
    pub division: DivisionCode,
    /// 条线
    pub line: String,
    /// How it is managed.
    pub managed: Managed,
    /// 行政复议机关
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_organ: Option<String>,
    /// Court of first instance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<String>,
    /// 咨询电话: told where the item has none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consult_phone: Option<String>,
    /// 监督投诉电话: told where the item has none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complaint_phone: Option<String>,
    /// When it exists.
    pub validity: Validity,
    /// Organs whose functions it took over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<DepartmentId>,
    /// Where the entry comes from: row and source, as imported.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// 机构变更: what is said of the organ from now on. Its unit code, division and short name stand in numbers that were given
/// out, and stay; decisions of before keep the name that they bear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Full name.
    pub name: String,
    /// 统一社会信用代码
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<CreditCode>,
    /// 条线
    pub line: String,
    /// How it is managed.
    pub managed: Managed,
    /// 行政复议机关
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_organ: Option<String>,
    /// Court of first instance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<String>,
    /// 咨询电话: told where the item has none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consult_phone: Option<String>,
    /// 监督投诉电话: told where the item has none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complaint_phone: Option<String>,
    /// When it exists.
    pub validity: Validity,
    /// Organs whose functions it took over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<DepartmentId>,
    /// The document that the change rests on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// Where the change comes from: row and source, as imported.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// A section was set up or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionArranged {
    /// The section as it now stands.
    pub section: Section,
}

/// A leader took office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaderAppointed {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub leadership: Leadership,
    /// When.
    pub validity: Validity,
}

/// Another organ took over its functions, or a part of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succeeded {
    /// A successor.
    pub by: DepartmentId,
    /// The first day without this organ.
    pub on: Date,
    /// The document that the succession rests on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
}

events! {
    /// Events of a department's stream.
    Event {
        /// First entry.
        Established(Established) = "department.established",
        /// Described anew.
        Changed(Changed) = "department.changed",
        /// A section.
        SectionArranged(SectionArranged) = "department.section_arranged",
        /// A leader.
        LeaderAppointed(LeaderAppointed) = "department.leader_appointed",
        /// The end.
        Succeeded(Succeeded) = "department.succeeded",
    }
}
