//! 机构与人员: departments with their lines, predecessors and successors; windows; people and their posts.
//!
//! Three kinds of streams: a department (with its sections and leaders), a window, a person (with employment and posts).
//! Nothing is renamed in place: an organ that is succeeded stays readable under the name it had on the day.

pub mod department;
pub mod person;
pub mod rules;
pub mod window;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use department::{Department, Leadership, Managed, Section};
pub use person::{Absence, Employment, EmploymentKind, Person, Post};
pub use window::{Window, WindowKind};

use crate::name::Name;
use crate::rule::{Refusal, ensure};

/// A period of days: from the first day on, up to but without the day it ends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// First day.
    pub from: Date,
    /// The day from which it no longer holds; open where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl Validity {
    /// From a day on, without end.
    #[must_use]
    pub fn since(from: Date) -> Self {
        Self { from, to: None }
    }

    /// Whether it holds on that day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|end| day < end)
    }

    /// Whether some day lies in both.
    #[must_use]
    pub fn overlaps(&self, other: Self) -> bool {
        self.to.is_none_or(|end| other.from < end) && other.to.is_none_or(|end| self.from < end)
    }

    /// Whether the end, where there is one, comes after the beginning.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        self.to.is_none_or(|end| self.from < end)
    }

    /// Refuses a period that ends before it begins.
    ///
    /// # Errors
    /// `organization.period.reversed`.
    pub fn ordered(&self) -> Result<(), Refusal> {
        ensure(self.is_ordered(), || {
            Refusal::by(&rules::PERIOD_REVERSED)
                .with("from", self.from)
                .with("to", self.to.map_or_else(String::new, |day| day.to_string()))
        })
    }

    /// The same period, ended on that day unless it ended before.
    #[must_use]
    pub fn ended(self, on: Date) -> Self {
        Self { to: Some(self.to.map_or(on, |end| end.min(on))), ..self }
    }
}

/// What a post is for. A session acts in one post, and so with one duty at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// 窗口工作人员
    Clerk,
    /// 窗口辅助人员: receives, scans, types, prints, hands out, under a named responsible person.
    Assistant,
    /// 首席代表
    ChiefRepresentative,
    /// 审查人员 of the approval section
    Reviewer,
    /// 部门负责人
    DepartmentLeader,
    /// 政务服务中心管理人员
    CenterManager,
    /// 编办（审改办）审核岗
    StaffingOffice,
    /// 法制办 / 司法局 审核岗
    LegalOffice,
    /// 市政府办公室: the government's own acts (list approval, extension by 15 working days)
    GovernmentOffice,
    /// 效能监督
    Supervisor,
    /// 系统管理员
    SystemAdministrator,
    /// 安全管理员
    SecurityAdministrator,
    /// 安全审计员
    AuditAdministrator,
}

impl Duty {
    /// Every duty, in the order of the list of roles.
    pub const ALL: [Duty; 13] = [
        Duty::Clerk,
        Duty::Assistant,
        Duty::ChiefRepresentative,
        Duty::Reviewer,
        Duty::DepartmentLeader,
        Duty::CenterManager,
        Duty::StaffingOffice,
        Duty::LegalOffice,
        Duty::GovernmentOffice,
        Duty::Supervisor,
        Duty::SystemAdministrator,
        Duty::SecurityAdministrator,
        Duty::AuditAdministrator,
    ];

    /// The identifier used in the API and in the golden matrix.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Duty::Clerk => "clerk",
            Duty::Assistant => "assistant",
            Duty::ChiefRepresentative => "chief_representative",
            Duty::Reviewer => "reviewer",
            Duty::DepartmentLeader => "department_leader",
            Duty::CenterManager => "center_manager",
            Duty::StaffingOffice => "staffing_office",
            Duty::LegalOffice => "legal_office",
            Duty::GovernmentOffice => "government_office",
            Duty::Supervisor => "supervisor",
            Duty::SystemAdministrator => "system_administrator",
            Duty::SecurityAdministrator => "security_administrator",
            Duty::AuditAdministrator => "audit_administrator",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            Duty::Clerk => Name::new("窗口工作人员", "window clerk"),
            Duty::Assistant => Name::new("窗口辅助人员", "window assistant"),
            Duty::ChiefRepresentative => Name::new("首席代表", "chief representative"),
            Duty::Reviewer => Name::new("审查人员", "reviewer"),
            Duty::DepartmentLeader => Name::new("部门负责人", "department leader"),
            Duty::CenterManager => Name::new("中心管理人员", "center manager"),
            Duty::StaffingOffice => Name::new("编办（审改办）审核岗", "staffing office"),
            Duty::LegalOffice => Name::new("法制审核岗", "legal office"),
            Duty::GovernmentOffice => Name::new("政府办公室", "government office"),
            Duty::Supervisor => Name::new("效能监督员", "supervisor"),
            Duty::SystemAdministrator => Name::new("系统管理员", "system administrator"),
            Duty::SecurityAdministrator => Name::new("安全管理员", "security administrator"),
            Duty::AuditAdministrator => Name::new("安全审计员", "audit administrator"),
        }
    }

    /// The Chinese name, as printed.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.name().zh
    }

    /// Whether it is a duty of a department's own staff, for whom its leader answers.
    #[must_use]
    pub fn is_of_department(self) -> bool {
        matches!(self, Duty::Clerk | Duty::Assistant | Duty::ChiefRepresentative | Duty::Reviewer)
    }

    /// Whether one hand alone must not take it from somebody: who administers, who proposes posts, who watches.
    #[must_use]
    pub fn is_guarded(self) -> bool {
        self.is_administrator() || matches!(self, Duty::CenterManager | Duty::Supervisor)
    }

    /// Whether it is one of the three administrators: whoever is one holds no other duty (GB/T 22239, DB-2d).
    #[must_use]
    pub fn is_administrator(self) -> bool {
        matches!(self, Duty::SystemAdministrator | Duty::SecurityAdministrator | Duty::AuditAdministrator)
    }
}

#[cfg(test)]
mod tests;
