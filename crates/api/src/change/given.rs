//! What a department proposes, as it comes in.

use daowei_app::App;
use daowei_app::change::Given;
use daowei_app::text::{LONGEST, Texts, bounded};
use daowei_domain::change::{self, Trigger};
use daowei_ident::ItemId;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::bounds::{crowd, short};
use crate::catalog::ItemContent;
use crate::problem::Failure;
use crate::words;

/// What a department proposes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeGiven {
    /// 调整事由
    #[schema(value_type = words::ChangeTrigger)]
    trigger: Trigger,
    /// The day on which it came about.
    #[schema(value_type = String, format = Date)]
    occurred_on: Date,
    /// 依据: articles of law, documents by number or title.
    #[schema(max_items = 20)]
    basis: Vec<String>,
    /// 理由
    #[schema(min_length = 1, max_length = 4000)]
    reason: String,
    /// 拟生效日期
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    wanted_from: Option<Date>,
    /// 调整内容
    #[schema(value_type = ChangePlan)]
    plan: change::Plan,
}

/// An item as it stands when the change is proposed.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a value that the domain reads")]
pub(super) struct ChangeBase {
    /// The item.
    #[schema(value_type = String, format = Uuid)]
    item: ItemId,
    /// Ordinal of its newest version.
    version: u32,
}

/// 调整内容: what is to become of the list. Each kind carries what it needs and nothing else.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes a value that the domain reads")]
pub(super) enum ChangePlan {
    /// 新增
    New {
        /// What it says.
        content: ItemContent,
    },
    /// 变更
    Change {
        /// The item.
        of: ChangeBase,
        /// What it is to say.
        content: ItemContent,
    },
    /// 拆分
    Split {
        /// The item that ends.
        of: ChangeBase,
        /// What takes its place, two at least.
        into: Vec<ItemContent>,
    },
    /// 合并
    Merge {
        /// The items that end, two at least.
        of: Vec<ChangeBase>,
        /// What takes their place.
        into: ItemContent,
    },
    /// 暂停
    Suspend {
        /// The item.
        of: ChangeBase,
        /// Until when, where that is known.
        #[schema(value_type = Option<String>, format = Date)]
        until: Option<Date>,
    },
    /// 恢复
    Resume {
        /// The suspended item.
        of: ChangeBase,
    },
    /// 取消
    Cancel {
        /// The item.
        of: ChangeBase,
    },
    /// 下放
    DelegateDown {
        /// The item that ends here.
        of: ChangeBase,
        /// What it says at each department below.
        to: Vec<ItemContent>,
    },
}

impl ChangeGiven {
    /// Takes it in, with the words on their way into the vault.
    pub(super) fn take(self, app: &App) -> Result<(Given, Texts), Failure> {
        crowd("basis", &self.basis, 20)?;
        let basis =
            self.basis.into_iter().map(|basis| short("basis", basis, 500)).collect::<Result<_, _>>()?;
        let plan = serde_json::to_value(&self.plan).unwrap_or(Value::Null);
        each_text("plan", &plan)?;
        let mut texts = Texts::new(app);
        let reason = texts.take("reason", "reason", self.reason)?;
        let Self { trigger, occurred_on, wanted_from, plan, .. } = self;
        Ok((Given { trigger, occurred_on, basis, reason, wanted_from, plan }, texts))
    }
}

/// Every text of an entry keeps its bound and holds what texts hold.
fn each_text(path: &str, value: &Value) -> Result<(), Failure> {
    match value {
        Value::String(text) => Ok(bounded(path, text, LONGEST)?),
        Value::Array(list) => {
            list.iter().enumerate().try_for_each(|(at, value)| each_text(&format!("{path}.{at}"), value))
        }
        Value::Object(fields) => {
            fields.iter().try_for_each(|(name, value)| each_text(&format!("{path}.{name}"), value))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}
