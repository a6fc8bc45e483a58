//! What has happened in a person's record.

use daowei_ident::{DepartmentId, PersonId, PostId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Employment, Post};
use crate::organization::Validity;
use crate::record::events;
use crate::text::TextRef;

/// First entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Its id.
    pub person: PersonId,
    /// 工号
    pub staff_number: String,
    /// The name, in the vault.
    pub name: TextRef,
    /// Department of employment.
    pub department: DepartmentId,
    /// Employment.
    pub employment: Employment,
}

/// Appointed to a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointed {
    /// The post.
    pub post: Post,
}

/// A post was proposed; nobody holds it yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostProposed {
    /// The post.
    pub post: Post,
    /// Who proposed it.
    pub by: PersonId,
}

/// A post ended, or a proposal was dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostEnded {
    /// Which.
    pub post: PostId,
    /// The first day without it.
    pub on: Date,
}

/// The end of a post was proposed; it is still held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndProposed {
    /// Which.
    pub post: PostId,
    /// The first day without it.
    pub on: Date,
    /// Who proposed it.
    pub by: PersonId,
}

/// A change of employment was proposed; the old one still stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmploymentProposed {
    /// As it is to stand.
    pub employment: Employment,
    /// Who proposed it.
    pub by: PersonId,
}

/// Employment changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmploymentChanged {
    /// As it now stands.
    pub employment: Employment,
}

/// An absence was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceRecorded {
    /// When.
    pub validity: Validity,
    /// Why it was recorded only when it had begun, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<TextRef>,
}

events! {
    /// Events of a person's stream.
    Event {
        /// First entry.
        Registered(Registered) = "person.registered",
        /// A post begins.
        Appointed(Appointed) = "person.appointed",
        /// A post waits for a second hand.
        PostProposed(PostProposed) = "person.post_proposed",
        /// The end of a post waits for a second hand.
        EndProposed(EndProposed) = "person.post_end_proposed",
        /// A post ends.
        PostEnded(PostEnded) = "person.post_ended",
        /// A change of employment waits for a second hand.
        EmploymentProposed(EmploymentProposed) = "person.employment_proposed",
        /// Employment.
        EmploymentChanged(EmploymentChanged) = "person.employment_changed",
        /// An absence.
        AbsenceRecorded(AbsenceRecorded) = "person.absence_recorded",
    }
}
