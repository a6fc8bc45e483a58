//! 部门: an organ of the city or of a county, its line, its sections, its leaders, whom it follows and who follows it.

mod command;
mod decide;
mod event;
mod state;

use std::collections::BTreeMap;

use daowei_ident::{CreditCode, DepartmentId, DivisionCode, PersonId, SectionId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use command::Command;
pub use decide::{decide, establish};
pub use event::{Changed, Established, Event, LeaderAppointed, SectionArranged, Succeeded};

use super::Validity;

/// How an organ is managed (N-2.2): vertical organs, party organs and utilities come in by invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Managed {
    /// 同级政府管理
    Municipal,
    /// 垂直管理
    Vertical,
    /// 党委机构
    Party,
    /// 公用企事业单位
    Utility,
}

/// 单独设立 or 挂牌 (N-3.2.1); other sections are neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionMode {
    /// An approval section of its own.
    Standalone,
    /// A plate hung on an existing section.
    Plaque,
    /// An ordinary section.
    Ordinary,
}

/// 内设机构
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its id.
    pub id: SectionId,
    /// Its name, such as 行政审批科.
    pub name: String,
    /// Whether it is the approval section, and of which kind.
    pub mode: SectionMode,
    /// The document of 编办 that set it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

/// 主要负责人 or 分管负责人.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leadership {
    /// 主要负责人: signs letters of authorization.
    Principal,
    /// 分管负责人: deputy in charge.
    DeputyInCharge,
}

/// A leader's time in charge: on record with dates, answering for the results (N-4.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leader {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub leadership: Leadership,
    /// When.
    pub validity: Validity,
}

/// 部门, as its stream has made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Its id.
    pub id: DepartmentId,
    /// Three-digit unit code of case numbers.
    pub unit: u16,
    /// Full name.
    pub name: String,
    /// 机关代字 of document numbers, such as 资市监.
    pub short_name: String,
    /// 统一社会信用代码, where known.
    pub credit_code: Option<CreditCode>,
    /// Division.
    pub division: DivisionCode,
    /// 条线: the line it belongs to, the same word at city and county.
    pub line: String,
    /// How it is managed.
    pub managed: Managed,
    /// 行政复议机关, where recorded.
    pub review_organ: Option<String>,
    /// Court of first instance for suits, where recorded.
    pub court: Option<String>,
    /// 咨询电话: told where the item has none of its own.
    pub consult_phone: Option<String>,
    /// 监督投诉电话: told where the item has none of its own.
    pub complaint_phone: Option<String>,
    /// When it exists.
    pub validity: Validity,
    /// Organs whose functions it took over.
    pub predecessors: Vec<DepartmentId>,
    /// Organs that took over its functions: several where they were split.
    pub successors: Vec<DepartmentId>,
    /// Its sections.
    pub sections: BTreeMap<SectionId, Section>,
    /// Its leaders, past and present.
    pub leaders: Vec<Leader>,
}

impl Department {
    /// Whether that person is the principal leader on that day.
    #[must_use]
    pub fn is_principal(&self, person: PersonId, day: Date) -> bool {
        self.leaders.iter().any(|leader| {
            leader.person == person
                && leader.leadership == Leadership::Principal
                && leader.validity.holds_on(day)
        })
    }

    /// Whether that person leads the organ on that day, as principal or as deputy in charge (practice.md §2: who approves extensions).
    #[must_use]
    pub fn is_leader(&self, person: PersonId, day: Date) -> bool {
        self.leaders.iter().any(|leader| leader.person == person && leader.validity.holds_on(day))
    }
}
