//! What has happened in a case, as its page shows it: corrections, steps, pauses, submission, decisions.

use std::collections::BTreeMap;

use daowei_domain::TextRef;
use daowei_domain::case::{self, Outcome, Verdict};
use daowei_domain::catalog::ProcedureGround;
use daowei_domain::limits::{ClockKind, Reckoning};
use daowei_ident::{DemandId, DocumentId, LicenseId, PauseId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words;

/// 补正告知, and what came of it.
#[derive(Serialize, ToSchema)]
pub(super) struct CorrectionRound {
    /// The notice, where everything is written out.
    #[schema(value_type = String, format = Uuid)]
    document: DocumentId,
    /// Date of the notice.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// When the applicant was told: the notice was served and stands.
    #[schema(value_type = Option<String>, format = Date)]
    told_on: Option<Date>,
    /// Line by line.
    demands: Vec<Demand>,
    /// When something was handed in.
    #[schema(value_type = Option<String>, format = Date)]
    handed_in: Option<Date>,
    /// Nothing came for long.
    dormant: bool,
}

/// One line of a correction notice.
#[derive(Serialize, ToSchema)]
pub(super) struct Demand {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: DemandId,
    /// The paper concerned.
    paper: String,
    /// The unmet demand that it repeats.
    #[schema(value_type = Option<String>, format = Uuid)]
    repeats: Option<DemandId>,
    /// Whether it was met, itself or by what repeats it.
    met: bool,
    /// A later notice asks for it again: what is open is open there.
    repeated: bool,
}

/// A step of review that was done.
#[derive(Serialize, ToSchema)]
pub(super) struct StepDone {
    /// The step.
    step: String,
    /// By whom.
    #[schema(value_type = String, format = Uuid)]
    person: PersonId,
    /// The name.
    name: String,
    /// How it came out.
    #[schema(value_type = words::Verdict)]
    verdict: Verdict,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Working days that it took, from the acceptance or from the step before it.
    days: u32,
}

/// 特别程序
#[derive(Serialize, ToSchema)]
#[schema(as = PauseRecord)]
pub(super) struct Pause {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: PauseId,
    /// Which.
    #[schema(value_type = words::ProcedureGround)]
    ground: ProcedureGround,
    /// Since when.
    #[schema(value_type = String, format = Date)]
    started_on: Date,
    /// How long the applicant was told it takes, in days.
    needed_days: u32,
    /// The clocks that it stops.
    #[schema(value_type = Vec<words::ClockKind>)]
    clocks: Vec<ClockKind>,
    /// The notice.
    #[schema(value_type = String, format = Uuid)]
    document: DocumentId,
    /// The last day that is left out by what the applicant was told; nothing while the notice was not served.
    #[schema(value_type = Option<String>, format = Date)]
    told_until: Option<Date>,
    /// Whether that day rests on days that no published calendar covers.
    provisional: bool,
    /// Until when.
    #[schema(value_type = Option<String>, format = Date)]
    ended_on: Option<Date>,
}

/// 延长期限
#[derive(Serialize, ToSchema)]
#[schema(as = ExtensionRecord)]
pub(super) struct Extension {
    /// The notice.
    #[schema(value_type = String, format = Uuid)]
    document: DocumentId,
    /// Working days.
    days: u32,
    /// Whether it took effect: served before the limit ended; nothing while that is open.
    effective: Option<bool>,
}

/// 上报, and the reply
#[derive(Serialize, ToSchema)]
pub(super) struct Upward {
    /// To whom: in the vault.
    to: String,
    /// When.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// What came back.
    reply: Option<UpwardReply>,
}

/// 批复
#[derive(Serialize, ToSchema)]
pub(super) struct UpwardReply {
    /// What it says.
    #[schema(value_type = words::Outcome)]
    outcome: Outcome,
    /// Its number: in the vault.
    number: String,
    /// Its date.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// 线下作出的决定: a fact on record, which the decision under number and seal follows
#[derive(Serialize, ToSchema)]
pub(super) struct DecidedElsewhere {
    /// Grant or refuse.
    #[schema(value_type = words::Outcome)]
    outcome: Outcome,
    /// When.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// By whom.
    #[schema(value_type = String, format = Uuid)]
    by: PersonId,
}

impl From<case::DecidedElsewhere> for DecidedElsewhere {
    fn from(elsewhere: case::DecidedElsewhere) -> Self {
        let case::DecidedElsewhere { outcome, on, by } = elsewhere;
        Self { outcome, on, by }
    }
}

/// 决定
#[derive(Serialize, ToSchema)]
#[schema(as = DecisionRecord)]
pub(super) struct Decision {
    /// The document, where the reasons are written out.
    #[schema(value_type = String, format = Uuid)]
    document: DocumentId,
    /// Grant or refuse.
    #[schema(value_type = words::Outcome)]
    outcome: Outcome,
    /// Legal date.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// By whom.
    #[schema(value_type = Option<String>, format = Uuid)]
    by: Option<PersonId>,
    /// The name.
    by_name: Option<String>,
    /// On what of the item's version it rests.
    grounds: Vec<DecisionGround>,
    /// The license that it issues.
    #[schema(value_type = Option<String>, format = Uuid)]
    license: Option<LicenseId>,
    /// What the applicant can do about it.
    remedies: Option<Remedies>,
    /// A later decision took its place.
    superseded: bool,
}

/// 决定依据, in the words of the version
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum DecisionGround {
    /// 设定依据
    Basis {
        /// The article.
        words: String,
    },
    /// 许可条件
    Condition {
        /// The condition.
        words: String,
    },
    /// 申请材料
    Paper {
        /// Its line of the list.
        paper: String,
        /// Its name.
        words: String,
    },
}

impl From<case::DecisionGround> for DecisionGround {
    fn from(ground: case::DecisionGround) -> Self {
        match ground {
            case::DecisionGround::Basis { words } => Self::Basis { words },
            case::DecisionGround::Condition { words } => Self::Condition { words },
            case::DecisionGround::Paper { paper, words } => Self::Paper { paper, words },
        }
    }
}

/// What an extension would come to
#[derive(Serialize, ToSchema)]
pub(super) struct Extensible {
    /// Whether the government extends, not the organ.
    by_government: bool,
    /// When the limit of the law then ends, for each number of working days that can be added, the first for one.
    ends: Vec<ExtendedEnd>,
}

/// When an extended limit ends.
#[derive(Serialize, ToSchema)]
pub(super) struct ExtendedEnd {
    /// The last day.
    #[schema(value_type = String, format = Date)]
    due: Date,
    /// Whether it rests on days that no published calendar covers.
    provisional: bool,
}

impl From<case::Extensible> for Extensible {
    fn from(extensible: case::Extensible) -> Self {
        let end = |end: Reckoning| ExtendedEnd { due: end.due, provisional: end.provisional };
        Self { by_government: extensible.by_government, ends: extensible.ends.into_iter().map(end).collect() }
    }
}

/// 救济途径
#[derive(Serialize, ToSchema)]
pub(super) struct Remedies {
    /// 行政复议机关
    review_organ: String,
    /// Days to apply for reconsideration.
    review_days: u32,
    /// Court of first instance.
    court: String,
    /// Months to sue.
    suit_months: u32,
    /// Where that is written.
    basis: String,
}

impl From<case::CorrectionRound> for CorrectionRound {
    fn from(round: case::CorrectionRound) -> Self {
        let line = |demand: case::Demand| Demand {
            id: demand.id,
            paper: demand.paper,
            repeats: demand.repeats,
            met: demand.met,
            repeated: demand.repeated,
        };
        Self {
            document: round.document,
            on: round.on,
            told_on: round.told_on,
            demands: round.demands.into_iter().map(line).collect(),
            handed_in: round.handed_in,
            dormant: round.dormant,
        }
    }
}

impl StepDone {
    pub(super) fn of(step: case::StepDone, days: u32, names: &BTreeMap<PersonId, String>) -> Self {
        let name = names.get(&step.person).cloned().unwrap_or_default();
        Self { step: step.step, person: step.person, name, verdict: step.verdict, at: step.at, days }
    }
}

impl From<case::Pause> for Pause {
    fn from(pause: case::Pause) -> Self {
        Self {
            id: pause.id,
            ground: pause.ground,
            started_on: pause.started_on,
            needed_days: pause.needed_days,
            clocks: pause.clocks,
            document: pause.document,
            told_until: pause.told_until,
            provisional: pause.provisional,
            ended_on: pause.ended_on,
        }
    }
}

impl From<case::ExtensionGiven> for Extension {
    fn from(extension: case::ExtensionGiven) -> Self {
        Self { document: extension.document, days: extension.days, effective: extension.effective }
    }
}

impl From<case::Upward> for Upward {
    fn from(upward: case::Upward) -> Self {
        let reply = upward.reply.map(|reply| UpwardReply {
            outcome: reply.outcome,
            number: held(&reply.number),
            on: reply.on,
        });
        Self { to: held(&upward.to), on: upward.on, reply }
    }
}

/// What people wrote is not on a page: that it is kept, and how long it is.
pub(super) fn held(text: &TextRef) -> String {
    format!("（文字已密存，共 {} 字）", text.length)
}

impl Decision {
    pub(super) fn of(decision: case::Decision, names: &BTreeMap<PersonId, String>) -> Self {
        let remedies = |remedies: case::Remedies| Remedies {
            review_organ: remedies.review_organ,
            review_days: remedies.review_days,
            court: remedies.court,
            suit_months: remedies.suit_months,
            basis: remedies.basis,
        };
        Self {
            document: decision.document,
            outcome: decision.outcome,
            on: decision.on,
            by: decision.by,
            by_name: decision.by.and_then(|by| names.get(&by).cloned()),
            grounds: decision.grounds.into_iter().map(DecisionGround::from).collect(),
            license: decision.license,
            remedies: decision.remedies.map(remedies),
            superseded: decision.superseded,
        }
    }
}
