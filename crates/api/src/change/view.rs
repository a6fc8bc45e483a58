//! Changes as they are shown.

use daowei_app::change::{ChangeDetail, ChangeListed, Entry, Step};
use daowei_domain::catalog::{Content, Item, Paper};
use daowei_domain::change::{
    self, Difference, Element, Event, Kind, Office, Plan, Side, Signal, Stage, Trigger,
};
use daowei_ident::{DepartmentId, ItemId, ListChangeId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::authority::{ActName, name_of};
use crate::case::Forbidden;
use crate::catalog::{ItemContent, ListedPaper};
use crate::words;

/// A change of a list.
#[derive(Serialize, ToSchema)]
#[schema(as = ListChangeRow)]
pub(super) struct ChangeRow {
    /// Id.
    #[schema(format = Uuid)]
    id: String,
    /// The department that proposed it.
    #[schema(format = Uuid)]
    department: String,
    /// Its name.
    department_name: String,
    /// The division whose lists it alters.
    division: String,
    /// 调整类型
    #[schema(value_type = words::ChangeKind)]
    kind: String,
    /// The names of the entries, as they are to be, or as they were.
    title: String,
    /// In whose hand it is.
    #[schema(value_type = words::ChangeStage)]
    stage: String,
    /// The day of proposing.
    #[schema(format = Date)]
    proposed_on: String,
    /// Until when that hand has time.
    #[schema(format = Date)]
    due: Option<String>,
    /// Whether that has passed.
    late: bool,
    /// The day from which it holds.
    #[schema(format = Date)]
    effective: Option<String>,
    /// 批准文号
    document: Option<String>,
}

impl From<ChangeListed> for ChangeRow {
    fn from(listed: ChangeListed) -> Self {
        let row = listed.row;
        Self {
            id: row.id,
            department: row.department,
            department_name: listed.department,
            division: row.division,
            kind: row.kind,
            title: row.title,
            stage: row.stage,
            proposed_on: row.proposed_on,
            due: row.due,
            late: listed.late,
            effective: row.effective,
            document: row.document,
        }
    }
}

/// Which change it was that something was done to.
#[derive(Serialize, ToSchema)]
#[schema(as = ListChangeDone)]
pub(super) struct ChangeDone {
    /// The change.
    #[schema(value_type = String, format = Uuid)]
    id: ListChangeId,
}

impl From<ListChangeId> for ChangeDone {
    fn from(id: ListChangeId) -> Self {
        Self { id }
    }
}

/// An element that an entry does not say yet.
#[derive(Serialize, ToSchema)]
pub(super) struct ElementMissing {
    /// Which.
    #[schema(value_type = words::ChangeElement)]
    element: Element,
    /// What it is called, in Chinese.
    zh: &'static str,
    /// In English.
    en: &'static str,
}

impl From<Element> for ElementMissing {
    fn from(element: Element) -> Self {
        let name = element.name();
        Self { element, zh: name.zh, en: name.en }
    }
}

/// A sign of an approval in disguise.
#[derive(Serialize, ToSchema)]
pub(super) struct SignalShown {
    /// Which.
    #[schema(value_type = words::ChangeSignal)]
    signal: Signal,
    /// What it is called, in Chinese.
    zh: &'static str,
    /// In English.
    en: &'static str,
}

impl From<Signal> for SignalShown {
    fn from(signal: Signal) -> Self {
        let name = signal.name();
        Self { signal, zh: name.zh, en: name.en }
    }
}

/// One element that is said otherwise.
#[derive(Serialize, ToSchema)]
pub(super) struct FieldDifference {
    /// The element, as `ItemContent` names it.
    field: String,
    /// What stood there; nothing where it was silent.
    #[schema(value_type = Option<Value>)]
    before: Option<Value>,
    /// What stands there; nothing where it is silent.
    #[schema(value_type = Option<Value>)]
    after: Option<Value>,
}

/// One paper that is said otherwise.
#[derive(Serialize, ToSchema)]
pub(super) struct PaperDifference {
    /// Its id within the item.
    paper: String,
    /// As it stood; nothing where it came.
    #[schema(value_type = Option<ListedPaper>)]
    before: Option<Paper>,
    /// As it stands; nothing where it went.
    #[schema(value_type = Option<ListedPaper>)]
    after: Option<Paper>,
    /// What of it differs.
    fields: Vec<String>,
}

/// How two versions differ.
#[derive(Serialize, ToSchema)]
pub(super) struct VersionDifference {
    /// Every element but the papers.
    fields: Vec<FieldDifference>,
    /// The papers.
    papers: Vec<PaperDifference>,
    /// Whether papers stand in another order.
    reordered: bool,
}

impl From<Difference> for VersionDifference {
    fn from(difference: Difference) -> Self {
        let field = |Side { field, before, after }| FieldDifference { field, before, after };
        let paper = |row: change::PaperDifference| PaperDifference {
            paper: row.paper,
            before: row.before,
            after: row.after,
            fields: row.fields,
        };
        Self {
            fields: difference.fields.into_iter().map(field).collect(),
            papers: difference.papers.into_iter().map(paper).collect(),
            reordered: difference.reordered,
        }
    }
}

/// An item that a change touches.
#[derive(Serialize, ToSchema)]
pub(super) struct ItemTouched {
    /// The item.
    #[schema(value_type = String, format = Uuid)]
    item: ItemId,
    /// Its newest name.
    name: String,
    /// Ordinal of the version that the change was proposed on; nothing for what it began.
    version: Option<u32>,
    /// Ordinal of the newest version.
    newest: u32,
}

/// An entry as it is to be.
#[derive(Serialize, ToSchema)]
pub(super) struct ChangeEntry {
    /// What it is to say.
    #[schema(value_type = ItemContent)]
    content: Content,
    /// What the public would not be told yet.
    missing: Vec<ElementMissing>,
    /// Signs of an approval in disguise.
    signals: Vec<SignalShown>,
    /// Items that ask for its result as a paper, the first few.
    asking: Vec<String>,
    /// How it differs from what it takes the place of.
    difference: VersionDifference,
}

impl From<Entry> for ChangeEntry {
    fn from(entry: Entry) -> Self {
        Self {
            content: entry.content,
            missing: entry.missing.into_iter().map(ElementMissing::from).collect(),
            signals: entry.signals.into_iter().map(SignalShown::from).collect(),
            asking: entry.asking,
            difference: entry.difference.into(),
        }
    }
}

/// What was done.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ChangeDeed {
    /// 提出
    Proposed,
    /// 修改后重新提出
    Revised,
    /// 审核同意
    Agreed,
    /// 退回
    Returned,
    /// 批准
    Approved,
    /// 不予批准
    Refused,
    /// 公布
    Published,
    /// 撤回
    Withdrawn,
}

/// One thing that was done.
#[derive(Serialize, ToSchema)]
pub(super) struct ChangeStep {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who.
    by: String,
    /// What.
    deed: ChangeDeed,
    /// As which office, where it was one of the two.
    #[schema(value_type = Option<words::ChangeOffice>)]
    office: Option<Office>,
    /// The words; nothing where the law had them deleted.
    words: Option<String>,
    /// Signs of an approval in disguise that it found not to be one.
    cleared: Vec<SignalShown>,
    /// The document.
    document: Option<String>,
    /// Until when the next hand has time.
    #[schema(value_type = Option<String>, format = Date)]
    due: Option<Date>,
}

impl From<Step> for ChangeStep {
    fn from(step: Step) -> Self {
        let due = match &step.event {
            Event::Proposed(e) => Some(e.hand.due),
            Event::Revised(e) => Some(e.hand.due),
            Event::OpinionGiven(e) => Some(e.hand.due),
            Event::Returned(e) => Some(e.hand.due),
            Event::Approved(e) => Some(e.hand.due),
            Event::Refused(_) | Event::Published(_) | Event::Withdrawn(_) => None,
        };
        let (deed, office, document) = match &step.event {
            Event::Proposed(_) => (ChangeDeed::Proposed, None, None),
            Event::Revised(_) => (ChangeDeed::Revised, None, None),
            Event::OpinionGiven(e) => (ChangeDeed::Agreed, Some(e.office), None),
            Event::Returned(e) => (ChangeDeed::Returned, e.office, None),
            Event::Approved(e) => (ChangeDeed::Approved, None, Some(e.document.clone())),
            Event::Refused(_) => (ChangeDeed::Refused, None, None),
            Event::Published(e) => (ChangeDeed::Published, None, Some(e.document.clone())),
            Event::Withdrawn(_) => (ChangeDeed::Withdrawn, None, None),
        };
        let cleared = match step.event {
            Event::OpinionGiven(e) => e.cleared.into_iter().map(SignalShown::from).collect(),
            _ => Vec::new(),
        };
        Self { at: step.at, by: step.by, deed, office, words: step.words, cleared, document, due }
    }
}

/// What whoever has it does, and whether that is the caller.
#[derive(Serialize, ToSchema)]
pub(super) struct ChangeTurn {
    /// The act.
    #[schema(value_type = ActName)]
    act: String,
    /// Whether the caller may.
    allowed: bool,
    /// The rule that forbids, if one does.
    forbidden_by: Option<Forbidden>,
}

/// One change.
#[derive(Serialize, ToSchema)]
pub(super) struct ListChange {
    /// Id.
    #[schema(value_type = String, format = Uuid)]
    id: ListChangeId,
    /// The department that proposed it.
    #[schema(value_type = String, format = Uuid)]
    department: DepartmentId,
    /// Its name.
    department_name: String,
    /// The division whose lists it alters.
    division: String,
    /// 调整类型
    #[schema(value_type = words::ChangeKind)]
    kind: Kind,
    /// The names of the entries, as they are to be, or as they were.
    title: String,
    /// In whose hand it is.
    #[schema(value_type = words::ChangeStage)]
    stage: Stage,
    /// Until when that hand has time.
    #[schema(value_type = Option<String>, format = Date)]
    due: Option<Date>,
    /// Whether that has passed.
    late: bool,
    /// The day of proposing.
    #[schema(value_type = String, format = Date)]
    proposed_on: Date,
    /// From 1; each return begins another.
    revision: u32,
    /// 调整事由
    #[schema(value_type = words::ChangeTrigger)]
    trigger: Trigger,
    /// The day on which it came about.
    #[schema(value_type = String, format = Date)]
    occurred_on: Date,
    /// Until when the department had to propose.
    #[schema(value_type = String, format = Date)]
    proposal_due: Date,
    /// 依据
    basis: Vec<String>,
    /// 理由; nothing where the law had it deleted.
    reason: Option<String>,
    /// 拟生效日期
    #[schema(value_type = Option<String>, format = Date)]
    wanted_from: Option<Date>,
    /// 暂停至, where that is known.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    /// The items that it touches.
    items: Vec<ItemTouched>,
    /// The entries as they are to be.
    entries: Vec<ChangeEntry>,
    /// What was done, in its order.
    steps: Vec<ChangeStep>,
    /// 批准文号
    document: Option<String>,
    /// The day from which it holds.
    #[schema(value_type = Option<String>, format = Date)]
    effective: Option<Date>,
    /// The items that it altered or began, once it is published.
    #[schema(value_type = Vec<String>)]
    published: Vec<ItemId>,
    /// Whose turn it is; nothing once it has ended.
    turn: Option<ChangeTurn>,
}

impl From<ChangeDetail> for ListChange {
    fn from(detail: ChangeDetail) -> Self {
        let change = detail.change;
        let plan = &change.proposal.plan;
        let touched = |item: &Item| ItemTouched {
            item: item.id,
            name: item.name().to_owned(),
            version: plan.bases().iter().find(|base| base.item == item.id).map(|base| base.version),
            newest: item.newest().map_or(0, |version| version.number),
        };
        let turn = detail.turn.map(|(act, refusal)| ChangeTurn {
            act: name_of(act),
            allowed: refusal.is_none(),
            forbidden_by: refusal.as_ref().map(Forbidden::by),
        });
        Self {
            id: change.id,
            department: change.department,
            department_name: detail.department,
            division: change.division.to_string(),
            kind: plan.kind(),
            title: change.proposal.title.clone(),
            stage: change.stage,
            due: change.hand.map(|hand| hand.due),
            late: detail.late,
            proposed_on: change.on,
            revision: change.revision,
            trigger: change.proposal.trigger,
            occurred_on: change.proposal.occurred_on,
            proposal_due: change.proposal.due,
            basis: change.proposal.basis.clone(),
            reason: detail.reason,
            wanted_from: change.proposal.wanted_from,
            until: match plan {
                Plan::Suspend { until, .. } => *until,
                _ => None,
            },
            items: detail.items.iter().map(touched).collect(),
            entries: detail.entries.into_iter().map(ChangeEntry::from).collect(),
            steps: detail.steps.into_iter().map(ChangeStep::from).collect(),
            document: change.document,
            effective: change.effective,
            published: change.outcomes.iter().map(|outcome| outcome.item).collect(),
            turn,
        }
    }
}

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeReason {
    /// 理由
    #[schema(min_length = 1, max_length = 4000)]
    pub(super) reason: String,
}
