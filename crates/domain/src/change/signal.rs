//! 变相审批疑点: signs that what is called a service permits something all the same (N-3.1.5). A sign is no finding: 审改办 and
//! 法制办 conclude, on record.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::catalog::{Content, DecisionLevel, PowerType};
use crate::name::Name;

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// 办理结果准许从事某项活动
    Permits,
    /// 可以裁量不予办理
    Discretion,
    /// 是其他事项的前置条件
    Precondition,
    /// 收费
    Charges,
}

impl Signal {
    /// Every one.
    pub const ALL: [Signal; 4] = [Signal::Permits, Signal::Discretion, Signal::Precondition, Signal::Charges];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            Signal::Permits => {
                Name::new("名称或者结果含有准许从事活动的内容", "its name or result permits an activity")
            }
            Signal::Discretion => {
                Name::new("设有审查、批准环节，可以裁量不予办理", "it can end in a refusal on discretion")
            }
            Signal::Precondition => {
                Name::new("其结果是其他事项的申请材料", "its result is a paper of another item")
            }
            Signal::Charges => Name::new("向申请人收费", "it charges"),
        }
    }
}

/// Words that permit.
const PERMITS: [&str; 10] =
    ["许可", "审批", "核准", "批准", "准予", "同意", "资格认定", "审核", "年检", "准入"];
/// Words of a step at which somebody weighs.
const WEIGHS: [&str; 5] = ["审批", "审核", "审查", "批准", "评审"];

/// The signs that a public service shows. `preconditions`: the names of items that ask for its result as a paper. What the lists
/// call a power is none in disguise.
#[must_use]
pub fn signals(content: &Content, preconditions: &[String]) -> BTreeSet<Signal> {
    let mut found = BTreeSet::new();
    if content.power != PowerType::PublicService {
        return found;
    }
    let says = |texts: &[&str], words: &[&str]| {
        texts.iter().any(|text| words.iter().any(|word| text.contains(word)))
    };
    if says(&[&content.name, &content.result_name], &PERMITS) {
        found.insert(Signal::Permits);
    }
    let steps: Vec<&str> = content.flow.iter().map(String::as_str).collect();
    if content.decision_level != DecisionLevel::ThisOrgan || says(&steps, &WEIGHS) {
        found.insert(Signal::Discretion);
    }
    if !preconditions.is_empty() {
        found.insert(Signal::Precondition);
    }
    if content.fees.charged {
        found.insert(Signal::Charges);
    }
    found
}
