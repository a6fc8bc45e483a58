//! What can be asked of a change.

use std::collections::{BTreeMap, BTreeSet};

use daowei_calendar::Calendar;
use daowei_ident::{ItemId, ListChangeId, PersonId};
use jiff::civil::Date;

use super::{Office, Plan, Signal, Trigger};
use crate::authority::Facts;
use crate::catalog::{Content, Item};
use crate::record::Staff;
use crate::setting::Settings;
use crate::text::Text;

/// What a department proposes.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// 调整事由
    pub trigger: Trigger,
    /// The day on which it came about.
    pub occurred_on: Date,
    /// 依据
    pub basis: Vec<String>,
    /// 理由
    pub reason: Text,
    /// 拟生效日期
    pub wanted_from: Option<Date>,
    /// 调整内容
    pub plan: Plan,
}

/// 提出调整
#[derive(Clone, Debug, PartialEq)]
pub struct Propose {
    /// Its id.
    pub change: ListChangeId,
    /// What is proposed.
    pub given: Given,
}

/// A command to a change that is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// 修改后重新提出
    Revise {
        /// What is proposed now.
        given: Given,
    },
    /// 审核意见: agreed
    Agree {
        /// The office.
        office: Office,
        /// Its opinion.
        words: Text,
        /// Signs of an approval in disguise that it finds not to be one.
        cleared: BTreeSet<Signal>,
    },
    /// 退回: by whoever has it
    Return {
        /// Why.
        reason: Text,
    },
    /// 批准
    Approve {
        /// 批准文号
        document: String,
    },
    /// 不予批准
    Refuse {
        /// Why.
        reason: Text,
    },
    /// 撤回, by the department
    Withdraw {
        /// Why.
        reason: Text,
    },
}

/// What a change is decided from.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Who asks.
    pub staff: &'a Staff,
    /// Organization.
    pub facts: &'a Facts,
    /// The items that it touches, as they stand.
    pub items: &'a BTreeMap<ItemId, Item>,
    /// Other open changes of the same items.
    pub others: &'a [ListChangeId],
    /// By the name of a result: the items that ask for it as a paper.
    pub asking: &'a BTreeMap<String, Vec<String>>,
    /// The calendar in use.
    pub calendar: &'a Calendar,
    /// The settings in force.
    pub settings: &'a Settings,
    /// The day.
    pub today: Date,
}

impl Context<'_> {
    /// The items that ask for the result of that entry.
    #[must_use]
    pub fn asking(&self, content: &Content) -> &[String] {
        self.asking.get(&content.result_name).map_or(&[], Vec::as_slice)
    }

    /// Who asks.
    pub(super) fn person(&self) -> PersonId {
        self.staff.person
    }
}
