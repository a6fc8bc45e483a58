//! 人员: employment, posts, absences. A name lies in the vault; the stream carries a reference to it.

mod command;
mod decide;
mod event;
mod state;

use std::collections::BTreeMap;

use daowei_ident::{DepartmentId, PersonId, PostId, SectionId, WindowId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use command::{Command, Hand};
pub use decide::{decide, register};
pub use event::{
    AbsenceRecorded, Appointed, EmploymentChanged, EmploymentProposed, EndProposed, Event, PostEnded,
    PostProposed, Registered,
};

use super::{Duty, Validity};
use crate::text::TextRef;

/// 编制身份 (N-3.3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmploymentKind {
    /// 正式职工
    Regular,
    /// 抽调: formal staff of a subordinate unit, with recorded approval
    Seconded,
    /// 聘用人员: assists only
    Contract,
}

impl EmploymentKind {
    /// Whether such a person may be responsible for an act of approval.
    #[must_use]
    pub fn is_formal(self) -> bool {
        !matches!(self, EmploymentKind::Contract)
    }
}

/// Employment as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employment {
    /// Kind.
    pub kind: EmploymentKind,
    /// The approval of a secondment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<String>,
    /// When.
    pub validity: Validity,
}

/// 岗位: one duty, in one department, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// What it is for.
    pub duty: Duty,
    /// Department.
    pub department: DepartmentId,
    /// Section, where it belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionId>,
    /// Window duty, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowId>,
    /// When.
    pub validity: Validity,
}

/// A post that waits for a second hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The post.
    pub post: Post,
    /// Who proposed it.
    pub by: PersonId,
}

/// The end of a post that waits for a second hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// The first day without it.
    pub on: Date,
    /// Who proposed it.
    pub by: PersonId,
}

/// A change of employment that waits for a second hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changing {
    /// As it is to stand.
    pub employment: Employment,
    /// Who proposed it.
    pub by: PersonId,
}

/// 请假、外出: the deputy's letter lives only during it (practice.md §3.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// When.
    pub validity: Validity,
}

/// 人员, as the stream has made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// 工号, public.
    pub staff_number: String,
    /// The name, in the vault.
    pub name: TextRef,
    /// Department of employment.
    pub department: DepartmentId,
    /// Employment as it stands.
    pub employment: Employment,
    /// Posts, past and present.
    pub posts: BTreeMap<PostId, Post>,
    /// Posts that wait for a second hand: they give no right.
    #[serde(default)]
    pub proposed: BTreeMap<PostId, Proposal>,
    /// Posts whose end waits for a second hand: they are held until then.
    #[serde(default)]
    pub ending: BTreeMap<PostId, Ending>,
    /// A change of employment that waits for a second hand.
    #[serde(default)]
    pub changing: Option<Changing>,
    /// Absences, past and coming.
    pub absences: Vec<Absence>,
}

impl Person {
    /// Whether employed on that day.
    #[must_use]
    pub fn is_employed(&self, day: Date) -> bool {
        self.employment.validity.holds_on(day)
    }

    /// Whether recorded as absent on that day.
    #[must_use]
    pub fn is_absent(&self, day: Date) -> bool {
        self.absences.iter().any(|absence| absence.validity.holds_on(day))
    }

    /// A duty, held on that day or later, that one hand alone must not take away.
    #[must_use]
    pub fn guarded(&self, day: Date) -> Option<Duty> {
        let mut open = self.posts.values().filter(|post| post.validity.to.is_none_or(|end| day < end));
        open.find(|post| post.duty.is_guarded()).map(|post| post.duty)
    }

    /// Whether something waits for a second hand.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.proposed.is_empty() || !self.ending.is_empty() || self.changing.is_some()
    }

    /// The posts held on that day.
    pub fn posts_on(&self, day: Date) -> impl Iterator<Item = &Post> {
        self.posts.values().filter(move |post| post.validity.holds_on(day))
    }
}
