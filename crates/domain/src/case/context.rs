//! What a decision on a case is held against: nothing else is known to it.

use std::collections::BTreeMap;

use daowei_calendar::{Calendar, legal_date};
use daowei_ident::{CaseNumber, DepartmentId, FileId, ItemId};
use jiff::Timestamp;
use jiff::civil::Date;

use super::Case;
use crate::authority::{Act, Facts, Question, Subject, may};
use crate::catalog::{Content, Item, Version};
use crate::file::FileRef;
use crate::organization::Department;
use crate::record::{Grant, Ids, Staff};
use crate::rule::{Refusal, ensure};
use crate::setting::Settings;
use crate::text::Text;

use super::rules;

/// Another case that is named as the same application: what stands on record of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twin {
    /// Its number.
    pub number: CaseNumber,
    /// Whose case it is.
    pub department: DepartmentId,
    /// Its item, where it has one.
    pub item: Option<ItemId>,
    /// When it was received.
    pub received_at: Timestamp,
    /// When it was answered or ended, where it was.
    pub over_at: Option<Timestamp>,
    /// Whether its applicant bears the same number as the applicant here.
    pub same_applicant: bool,
    /// Whether it was itself ended as entered in error.
    pub in_error: bool,
}

/// The arguments of a decision.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now.
    pub now: Timestamp,
    /// The calendar in use.
    pub calendar: &'a Calendar,
    /// The settings in force.
    pub settings: &'a Settings,
    /// Organization and letters.
    pub facts: &'a Facts,
    /// The item applied for, where the list has one.
    pub item: Option<&'a Item>,
    /// The cases that a termination names as the same application, those that its actor may see.
    pub twins: &'a [Twin],
    /// The files that the command names: those that its actor has sent, complete, and of no case yet.
    pub files: &'a BTreeMap<FileId, FileRef>,
    /// Who acts.
    pub staff: &'a Staff,
    /// Fresh ids.
    pub ids: &'a Ids,
}

impl<'a> Context<'a> {
    /// The legal date.
    #[must_use]
    pub fn today(&self) -> Date {
        legal_date(self.now)
    }

    /// The version of the item that a case is bound to.
    ///
    /// # Errors
    /// `case.item.missing`.
    pub(super) fn version(&self, case: &Case) -> Result<&'a Version, Refusal> {
        self.item
            .zip(case.item_version)
            .and_then(|(item, number)| item.version(number))
            .ok_or_else(|| Refusal::by(&rules::ITEM_MISSING))
    }

    /// What that version says.
    pub(super) fn content(&self, case: &Case) -> Result<&'a Content, Refusal> {
        self.version(case).map(|version| &version.content)
    }

    /// The department whose case it is today: the organ that received it, or the one that took its functions over.
    pub(super) fn department(&self, case: &Case) -> Result<&'a Department, Refusal> {
        self.answering(case.department)
    }

    /// Who answers today for what is that organ's.
    pub(super) fn answering(&self, organ: DepartmentId) -> Result<&'a Department, Refusal> {
        self.facts
            .answering(organ, self.today())
            .or_else(|| self.facts.departments.get(&organ))
            .ok_or_else(|| Refusal::by(&rules::DEPARTMENT_MISSING))
    }

    /// Asks the one function.
    pub(super) fn may(&self, act: Act, case: &Case) -> Result<Grant, Refusal> {
        self.ask(act, case.subject(&case.performed_before(act)))
    }

    /// Asks the one function about another subject.
    pub(super) fn ask(&self, act: Act, subject: Subject<'_>) -> Result<Grant, Refusal> {
        may(
            self.facts,
            &Question {
                staff: self.staff,
                act,
                subject,
                now: self.now,
                confirmation_minutes: self.settings.confirmation_minutes,
            },
        )
    }

    /// How long a reason or an opinion is at least: the house's measure; that refusals have reasons at all is the law's.
    pub(super) fn reasoned(&self, reasons: &Text) -> Result<(), Refusal> {
        let least = usize::try_from(self.settings.reason_characters).unwrap_or(usize::MAX);
        ensure(reasons.weight() >= least, || self.unreasoned())
    }

    /// No reason, or one too short.
    pub(super) fn unreasoned(&self) -> Refusal {
        Refusal::by(&rules::REASONS_SHORT).with("least", self.settings.reason_characters)
    }
}
