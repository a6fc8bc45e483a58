//! 办件, as its stream has made it.

use std::collections::{BTreeMap, BTreeSet};

use daowei_ident::{
    CaseId, CaseNumber, DemandId, DepartmentId, DivisionCode, DocumentId, DocumentNumber, ItemId, LicenseId,
    PartyId, PauseId, PersonId, WindowId,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    ConfirmedService, DecisionGround, DocumentKind, FileKept, FileOf, Instrument, Mandate, Outcome,
    PaperForm, PaperIn, Recourse, Remedies, SealKind, Service, Stage, StatementKind,
};
use crate::catalog::{CaseDuty, DecisionLevel, ProcedureGround};
use crate::limits::{Clock, ClockKind, Reckoning};
use crate::text::TextRef;

/// What an application for something that the list has not is called; the applicant's own words lie in the vault.
pub const UNLISTED: &str = "清单以外的申请";

/// 申请方式 (GB/T 39046 A.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 窗口
    Window,
    /// 网上
    Web,
    /// 移动端
    Mobile,
    /// 邮寄
    Courier,
    /// 其他
    Other,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Channel; 5] =
        [Channel::Window, Channel::Web, Channel::Mobile, Channel::Courier, Channel::Other];

    /// The Chinese name.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Channel::Window => "窗口",
            Channel::Web => "网上",
            Channel::Mobile => "移动端",
            Channel::Courier => "邮寄",
            Channel::Other => "其他",
        }
    }
}

/// What somebody is to the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// 申请人
    Applicant,
    /// 委托代理人, of a person
    Agent,
    /// 经办人, of an organization
    Representative,
    /// 利害关系人
    Interested,
}

/// 自然人 or 法人.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// 自然人
    Person,
    /// 法人或者其他组织
    Organization,
}

/// How the data of a party came to the record (UX-17). It is what the desk says: corrected by hand, they count as typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartySource {
    /// 手工录入
    #[default]
    Typed,
    /// 读卡
    Card,
}

impl PartySource {
    /// What is not said: most parties are typed, and all of older records were.
    pub(crate) fn is_typed(&self) -> bool {
        *self == Self::Typed
    }
}

/// A party, as the event shows it: who it is lies in the vault, one immutable record per version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Its id.
    pub id: PartyId,
    /// Version of the record.
    pub version: u32,
    /// What it is to the case.
    pub role: PartyRole,
    /// Kind.
    pub kind: PartyKind,
    /// The record in the vault.
    pub record: TextRef,
    /// The name of a legal person, which is public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_name: Option<String>,
    /// Whether it was read from a card.
    #[serde(default, skip_serializing_if = "PartySource::is_typed")]
    pub source: PartySource,
    /// 授权委托, of whoever acts for another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<Mandate>,
}

/// One line of what must be put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// Its id.
    pub id: DemandId,
    /// The paper concerned.
    pub paper: String,
    /// What to put right, in the vault.
    pub what: TextRef,
    /// The unmet demand that it repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<DemandId>,
    /// Whether it was met, itself or by what repeats it.
    #[serde(default)]
    pub met: bool,
    /// A later notice asks for it again: what is open is open there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeated: bool,
}

/// 补正告知, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionRound {
    /// The notice.
    pub document: DocumentId,
    /// Date of the notice.
    pub on: Date,
    /// When the applicant was told: the notice was served and stands.
    pub told_on: Option<Date>,
    /// When that stood on record.
    pub told_on_record: Option<Date>,
    /// What must be put right, line by line.
    pub demands: Vec<Demand>,
    /// When something was handed in.
    pub handed_in: Option<Date>,
    /// Nothing came for long: the case sleeps until something does, or until the item's own rule ends it.
    pub dormant: bool,
}

/// 受理
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// The date that limits run from.
    pub on: Date,
    /// Deemed accepted by art. 32(1)④.
    pub deemed: bool,
}

/// A step of review that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// The step.
    pub step: String,
    /// By whom.
    pub person: PersonId,
    /// How it came out.
    pub verdict: super::Verdict,
    /// When.
    pub at: Timestamp,
}

/// 特别程序
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Its id.
    pub id: PauseId,
    /// Why.
    pub ground: ProcedureGround,
    /// Since when.
    pub started_on: Date,
    /// How long the applicant was told it takes, in days.
    pub needed_days: u32,
    /// The clocks that it stops.
    pub clocks: Vec<ClockKind>,
    /// The notice of how long it takes.
    pub document: DocumentId,
    /// The last day that is left out by what the applicant was told; nothing while he was not.
    pub told_until: Option<Date>,
    /// Whether that rests on days that no published calendar covers.
    pub provisional: bool,
    /// When each clock ends if all those days are left out.
    pub latest: Vec<(ClockKind, Reckoning)>,
    /// Until when.
    pub ended_on: Option<Date>,
}

/// 延长期限
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionGiven {
    /// The notice.
    pub document: DocumentId,
    /// Working days.
    pub days: u32,
    /// Whether it took effect: served before the limit ended (C12).
    pub effective: Option<bool>,
}

/// 上报
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upward {
    /// To whom, in the vault.
    pub to: TextRef,
    /// The same, where it is one of ours.
    pub organ: Option<DepartmentId>,
    /// When.
    pub on: Date,
    /// What came back.
    pub reply: Option<Reply>,
}

/// 批复 of the government or of the superior organ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What it says.
    pub outcome: Outcome,
    /// Its number, in the vault.
    pub number: TextRef,
    /// Its date.
    pub on: Date,
    /// Where one turns against it, if its organ is none of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recourse: Option<Recourse>,
}

/// 决定
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The document.
    pub document: DocumentId,
    /// Grant or refuse.
    pub outcome: Outcome,
    /// Legal date.
    pub on: Date,
    /// By whom.
    pub by: Option<PersonId>,
    /// What of the item's version it rests on.
    pub grounds: Vec<DecisionGround>,
    /// The license that it issues.
    pub license: Option<LicenseId>,
    /// Remedies told.
    pub remedies: Option<Remedies>,
    /// The instrument that it rests on, where it is not the first.
    pub instrument: Option<Instrument>,
    /// A later decision took its place.
    pub superseded: bool,
}

/// 线下作出的决定: a fact on record. It issues nothing and ends no clock; the decision under number and seal follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedElsewhere {
    /// Grant or refuse.
    pub outcome: Outcome,
    /// When.
    pub on: Date,
    /// By whom.
    pub by: PersonId,
}

/// A document of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// Kind.
    pub kind: DocumentKind,
    /// Its number; a case's receipt carries the case number instead.
    pub number: Option<DocumentNumber>,
    /// Date of issue.
    pub on: Date,
    /// Whose act issued it; nothing where the law did.
    pub by: Option<PersonId>,
    /// The text, in the vault.
    pub text: TextRef,
    /// The seal that is due on it.
    pub seal_due: Option<SealKind>,
    /// The seal that it bears.
    pub sealed: Option<SealKind>,
    /// Since when.
    pub sealed_on: Option<Date>,
    /// When and how it was served.
    pub served: Option<(Date, Service)>,
    /// 作废
    pub voided: bool,
    /// The document that was issued in its place, after it was voided.
    pub replaced_by: Option<DocumentId>,
    /// 更正书 that correct it.
    pub corrected_by: Vec<DocumentId>,
}

/// What the case owes and somebody must still do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owed {
    /// 视为受理: the written notice of acceptance is still to be issued (C8).
    AcceptanceNotice,
    /// 更正书: a deed of correction is still to be sealed and served.
    CorrectionDeed,
    /// 作废: a document that the law or the applicant waits for is void, and still to be issued anew.
    VoidedDocument,
}

/// What should be seen at a glance by those who supervise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// 视为受理
    DeemedAccepted,
    /// 超承诺时限
    PromiseOverrun,
    /// 超法定时限
    StatutoryOverrun,
    /// 告知超期
    NotificationOverrun,
    /// 送达超期
    DeliveryOverrun,
    /// 上报超期
    UpwardOverrun,
    /// 应急补录
    OutageEntry,
    /// 事后补录
    LateEntry,
    /// 不规范情形
    Irregular,
    /// 文书日期早于系统形成时间
    Backdated,
    /// 清单遗漏的法定许可
    ListForgot,
    /// 补正逾期未交
    DormantCorrection,
    /// 延期未生效
    ExtensionVoid,
    /// 特别程序未送达，未扣除
    PauseNotDeducted,
    /// 临近期限撤回
    WithdrawnNearEnd,
    /// 决定与全部审查意见相反
    AgainstReview,
    /// 授权委托不在有效期内, when the papers came
    MandateOver,
    /// 留存原件: originals are still held. Never set: seen by [`Case::at_a_glance`] for as long as it is so.
    OriginalsHeld,
}

/// Who is on the clock: at every moment somebody named is (N-3.5.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// An office, and the person in it where one is named.
    Office {
        /// The office.
        department: DepartmentId,
        /// The person.
        person: Option<PersonId>,
    },
    /// The applicant: a correction is awaited.
    Applicant,
    /// Nobody: the case has ended.
    Nobody,
}

/// Where a running chart stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartAt {
    /// Chart.
    pub chart: String,
    /// Version.
    pub version: u32,
    /// The step that waits.
    pub step: Option<String>,
}

/// 利害关系人: how far he was heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// The notice that told him.
    pub notice: DocumentId,
    /// Working days, from the service, in which to be heard.
    pub days: u32,
    /// What came of it.
    pub outcome: Option<StatementKind>,
    /// How many decisions had been taken when he was told: before a later one he is told anew.
    pub decisions: usize,
}

/// 办件
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Who has passed it on so far, by [`super::SentOn`].
    pub senders: BTreeSet<PersonId>,
    /// Its id.
    pub id: CaseId,
    /// Its number, for ever.
    pub number: CaseNumber,
    /// The item applied for, where the list has one.
    pub item: Option<ItemId>,
    /// The version of the item: the one in force at receipt, then the one pinned by acceptance.
    pub item_version: Option<u32>,
    /// The item's name on the day; [`UNLISTED`] where the list has none.
    pub item_name: String,
    /// What the applicant calls it, where the list has none; in the vault.
    pub matter: Option<TextRef>,
    /// What came beyond the item's list, not demanded; in the vault.
    pub unlisted: Option<TextRef>,
    /// Whose case it is.
    pub department: DepartmentId,
    /// Division code of the day.
    pub division: DivisionCode,
    /// The window that received it.
    pub window: Option<WindowId>,
    /// How it came.
    pub channel: Channel,
    /// State.
    pub stage: Stage,
    /// True time of receipt.
    pub received_at: Timestamp,
    /// The working date on which it counts as received.
    pub received_on: Date,
    /// Duties that the item's version keeps apart.
    pub separated: Vec<(CaseDuty, CaseDuty)>,
    /// Who may decide at all, as the version pinned says.
    pub level: DecisionLevel,
    /// Parties, the newest version of each.
    pub parties: Vec<Party>,
    /// Interested parties that were told of the application.
    pub heard: BTreeMap<PartyId, Heard>,
    /// Their records as they were at the receipt of papers.
    pub first_records: BTreeMap<PartyId, TextRef>,
    /// Papers, by line of the item's list.
    pub papers: BTreeMap<String, PaperIn>,
    /// Files, in the order in which they joined the case.
    pub files: Vec<FileKept>,
    /// 已退还原件: when the original of a line went back.
    pub returned: BTreeMap<String, Date>,
    /// 送达地址确认, of each party that did.
    pub services: BTreeMap<PartyId, ConfirmedService>,
    /// The applicant's consent to electronic service, in the vault, as receipts kept it before there was a confirmation.
    pub electronic: Option<TextRef>,
    /// Corrections asked for.
    pub corrections: Vec<CorrectionRound>,
    /// 受理
    pub acceptance: Option<Acceptance>,
    /// The chart pinned by acceptance.
    pub chart: Option<ChartAt>,
    /// Steps done.
    pub steps: Vec<StepDone>,
    /// 特别程序
    pub pauses: Vec<Pause>,
    /// 延长
    pub extension: Option<ExtensionGiven>,
    /// 上报
    pub upward: Option<Upward>,
    /// Clocks, by kind.
    pub clocks: BTreeMap<ClockKind, Clock>,
    /// What somebody entitled decided elsewhere, as last recorded.
    pub elsewhere: Option<DecidedElsewhere>,
    /// 案卷号, in the vault, once it is archived.
    pub file: Option<TextRef>,
    /// Decisions, the last one standing.
    pub decisions: Vec<Decision>,
    /// Documents.
    pub documents: BTreeMap<DocumentId, Document>,
    /// What is still owed.
    pub owed: Vec<Owed>,
    /// Who performed which duty.
    pub performed: Vec<(CaseDuty, PersonId)>,
    /// Who is on the clock.
    pub holder: Holder,
    /// Whether it was given to that person, or taken over; what somebody merely began, his colleagues may go on with.
    pub assigned: bool,
    /// Marks.
    pub marks: Vec<Mark>,
    /// The number of events folded.
    pub revision: u64,
}

impl Document {
    /// Since when it has been what can be served: issued, and under its seal where it bears one.
    #[must_use]
    pub fn complete_on(&self) -> Date {
        self.sealed_on.map_or(self.on, |sealed| sealed.max(self.on))
    }
}

impl Case {
    /// 待送达: a document that goes to somebody, stands, and was not served yet. What is given at the window is there, a report
    /// goes to the level above, and a decision that another took the place of is told by that one.
    #[must_use]
    pub fn owes_service(&self, document: &Document) -> bool {
        let superseded = |decision: &Decision| decision.superseded && decision.document == document.id;
        !document.kind.is_given_at_once()
            && document.kind != DocumentKind::UpwardReport
            && document.served.is_none()
            && !document.voided
            && !self.decisions.iter().any(superseded)
    }

    /// The decision that stands.
    #[must_use]
    pub fn decision(&self) -> Option<&Decision> {
        self.decisions.iter().rev().find(|decision| !decision.superseded)
    }

    /// What came back from above.
    #[must_use]
    pub fn reply(&self) -> Option<&Reply> {
        self.upward.as_ref().and_then(|upward| upward.reply.as_ref())
    }

    /// The special procedure that is open.
    #[must_use]
    pub fn open_pause(&self) -> Option<&Pause> {
        self.pauses.iter().find(|pause| pause.ended_on.is_none())
    }

    /// The lines whose originals are held: taken in, and not given back since.
    pub fn held_originals(&self) -> impl Iterator<Item = &str> {
        self.papers
            .values()
            .filter(|paper| {
                paper.form == PaperForm::OriginalTaken && !self.returned.contains_key(&paper.paper)
            })
            .map(|paper| paper.paper.as_str())
    }

    /// How many files there are of that.
    #[must_use]
    pub fn files_of(&self, of: &FileOf) -> usize {
        self.files.iter().filter(|kept| kept.of == *of).count()
    }

    /// Whether anything came beyond the list: named on the receipt, or because there is no list.
    #[must_use]
    pub fn has_unlisted(&self) -> bool {
        self.unlisted.is_some() || self.item.is_none()
    }

    /// Demands of all rounds that were never met, the last asking of each.
    pub fn unmet(&self) -> impl Iterator<Item = &Demand> {
        self.corrections
            .last()
            .into_iter()
            .flat_map(|round| round.demands.iter().filter(|demand| !demand.met))
    }

    /// The day on which the papers really came: what documents and lists say. Periods are counted from [`Case::received_on`], which is
    /// the next working day for what came after hours.
    #[must_use]
    pub fn came_on(&self) -> Date {
        daowei_calendar::legal_date(self.received_at)
    }

    /// The applicant.
    #[must_use]
    pub fn applicant(&self) -> Option<&Party> {
        self.parties.iter().find(|party| party.role == PartyRole::Applicant)
    }

    /// The clock that is shown first: the promise where there is one, else the law's.
    #[must_use]
    pub fn leading_clock(&self) -> Option<&Clock> {
        let running = |kind| {
            self.clocks.get(&kind).filter(|clock| !matches!(clock.state, crate::limits::State::Ended { .. }))
        };
        running(ClockKind::Delivery)
            .or_else(|| running(ClockKind::Upward))
            .or_else(|| running(ClockKind::Promised))
            .or_else(|| running(ClockKind::Statutory))
            .or_else(|| running(ClockKind::Notification))
    }
}
