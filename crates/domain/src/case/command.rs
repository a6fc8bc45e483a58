//! What can be asked of a case.

use daowei_ident::{CaseId, CaseNumber, DemandId, DocumentId, FileId, ItemId, PartyId, PauseId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    CallGiven, Channel, ConfirmService, Correction, GroundGiven, MandateGiven, PaperGiven, PartyKind,
    PartyRole, PartySource, ScreenObjection, ScreenSignature, SealKind, ServiceGiven, StatementGiven,
};
use crate::catalog::ProcedureGround;
use crate::text::{Text, TextRef};

/// Grant or refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 准予
    Grant,
    /// 不予
    Refuse,
}

/// How a step of review comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 同意
    Favor,
    /// 不同意: the case goes on, with the opinion
    Oppose,
    /// 退回上一环节
    Return,
}

/// The instrument that a second decision rests on (practice.md §1.6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// Of what kind.
    pub kind: InstrumentKind,
    /// Who issued it, in the vault.
    pub organ: TextRef,
    /// Its number, in the vault.
    pub number: TextRef,
    /// Its date.
    pub on: Date,
}

/// An instrument as given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentGiven {
    /// Of what kind.
    pub kind: InstrumentKind,
    /// Who issued it.
    pub organ: Text,
    /// Its number.
    pub number: Text,
    /// Its date.
    pub on: Date,
}

/// 批复 on a second decision, as given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyGiven {
    /// What it says.
    pub outcome: Outcome,
    /// Its number.
    pub number: Text,
    /// Its date.
    pub on: Date,
    /// Where one turns against it, if it refuses and its organ is none of ours.
    pub recourse: Option<Recourse>,
}

/// 对批复机关不服的救济: who reviews what an organ above has decided, and which court hears it. Names of organs, no personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recourse {
    /// 行政复议机关
    pub review_organ: String,
    /// Court of first instance.
    pub court: String,
}

/// Kinds of instruments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstrumentKind {
    /// 行政复议决定
    Reconsideration,
    /// 法院判决、裁定
    Judgment,
    /// 自行纠正 (行政许可法 art. 69)
    SelfCorrection,
    /// 上级机关的决定 (行政许可法 art. 69)
    SuperiorOrder,
}

/// Why a case ends without a decision. 退件 is no legal result (practice.md §3.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TerminationGround {
    /// 补正逾期未交, by the item's own rule
    CorrectionNeverCame,
    /// 申请人死亡、丧失行为能力或者终止
    ApplicantGone,
    /// 法律修改，不再需要许可
    LawChanged,
    /// 重复登记等技术性错误
    EnteredInError,
    /// 其他法定情形
    OtherByLaw,
}

impl TerminationGround {
    /// The Chinese name.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            TerminationGround::CorrectionNeverCame => "逾期未补正",
            TerminationGround::ApplicantGone => "申请人死亡、丧失行为能力或者终止",
            TerminationGround::LawChanged => "法律、法规修改，不再需要取得行政许可",
            TerminationGround::EnteredInError => "重复登记等技术性错误",
            TerminationGround::OtherByLaw => "法律、法规规定的其他情形",
        }
    }
}

/// What happened late or elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IrregularKind {
    /// Somebody entitled decided to grant, outside the system.
    GrantedElsewhere,
    /// Somebody entitled decided to refuse, outside the system.
    RefusedElsewhere,
    /// The limit was extended too late.
    LateExtension,
    /// The result was handed out late, or outside the center.
    DeliveredElsewhere,
    /// Review took place before acceptance or outside the center.
    HandledElsewhere,
}

impl IrregularKind {
    /// The decision that it tells of, where it does.
    #[must_use]
    pub fn decision(self) -> Option<Outcome> {
        match self {
            IrregularKind::GrantedElsewhere => Some(Outcome::Grant),
            IrregularKind::RefusedElsewhere => Some(Outcome::Refuse),
            _ => None,
        }
    }
}

/// What happened late or elsewhere, as told.
#[derive(Clone, Debug, PartialEq)]
pub struct Irregular {
    /// What.
    pub what: IrregularKind,
    /// Where.
    pub place: Text,
    /// By whom.
    pub person: Text,
    /// Of a decision: who took it, as the staff register knows him.
    pub decider: Option<PersonId>,
    /// Of a result: who took it home.
    pub recipient: Option<Text>,
    /// When.
    pub on: Date,
    /// Evidence.
    pub evidence: Text,
}

/// A party as given: its record is in the vault already.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyGiven {
    /// Its id.
    pub id: PartyId,
    /// What it is to the case.
    pub role: PartyRole,
    /// Kind.
    pub kind: PartyKind,
    /// The record.
    pub record: Text,
    /// The name of a legal person.
    pub public_name: Option<String>,
    /// Whether it was read from a card.
    pub source: PartySource,
    /// 授权委托, of whoever acts for another.
    pub mandate: Option<MandateGiven>,
}

/// 收件: what opens a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Receive {
    /// Its id.
    pub case: CaseId,
    /// Its number, allocated in this unit of work.
    pub number: CaseNumber,
    /// The item, where the list has one.
    pub item: Option<ItemId>,
    /// What the applicant calls it, where the list has none.
    pub matter: Option<Text>,
    /// How it came.
    pub channel: Channel,
    /// When it really came; now, unless entered from a paper slip.
    pub received_at: Timestamp,
    /// Why it is entered later than it came.
    pub late: Option<Late>,
    /// Parties.
    pub parties: Vec<PartyGiven>,
    /// Papers.
    pub papers: Vec<PaperGiven>,
    /// What came beyond the item's list, in words: taken in and recorded as not demanded (行政许可法 art. 31).
    pub unlisted: Option<Text>,
    /// Files of that, sent before.
    pub unlisted_files: Vec<FileId>,
    /// 送达地址确认: how the result is to reach the applicant, where that was asked; the party is the applicant.
    pub service: Option<ConfirmService>,
    /// When the applicant confirmed these very data at the second screen.
    pub confirmed_at: Option<Timestamp>,
    /// 屏上签名, where he signed for them there.
    pub signature: Option<ScreenSignature>,
    /// 信息有误: what he said there is wrong, `despite` where that was not shown anew.
    pub objections: Vec<ScreenObjection>,
    /// Whether who receives it goes on although something was said to be wrong and not shown anew.
    pub despite_objection: bool,
    /// Whether somebody who acts for the applicant has the same document as another party.
    pub agent_is_party: bool,
}

/// Entered later than it happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Late {
    /// 停机应急: the number of the paper slip (practice.md §3.14).
    pub slip: Option<Text>,
    /// Why.
    pub reason: Text,
}

/// One line of what must be put right.
#[derive(Clone, Debug, PartialEq)]
pub enum Demanded {
    /// Something that is told for the first time.
    New {
        /// The paper concerned.
        paper: String,
        /// What to put right.
        what: Text,
    },
    /// An old demand that is unmet, in its own words: nothing can be added to it.
    Again(DemandId),
}

/// A command to an existing case.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Papers that came later
    RecordPapers(Vec<PaperGiven>),
    /// 扫描、补传: files of a paper that is on record
    ScanPaper {
        /// The line of the list; none for what came beyond it.
        paper: Option<String>,
        /// The files.
        files: Vec<FileId>,
    },
    /// 退还原件, against signature
    ReturnOriginals {
        /// The papers whose originals go back.
        papers: Vec<String>,
        /// Who signs for them.
        recipient: Text,
    },
    /// 更正事项: the item that was really applied for, of a case received under another one or under none
    SetItem {
        /// The item.
        item: ItemId,
        /// What came in, by the lines of its list.
        papers: Vec<PaperGiven>,
        /// Why.
        reasons: Text,
    },
    /// 当场更正, by the applicant or who acts for him
    PutRight {
        /// What was put right.
        what: Text,
        /// By which party.
        by: PartyId,
        /// The paper concerned, where it is not the application itself.
        paper: Option<String>,
    },
    /// 一次性告知补正
    RequestCorrection(Vec<Demanded>),
    /// 补正材料已交
    HandInCorrections {
        /// Demands that are met.
        met: Vec<DemandId>,
        /// Papers.
        papers: Vec<PaperGiven>,
    },
    /// 依法不需要取得行政许可
    NotRequired {
        /// Why.
        reasons: Text,
    },
    /// 不属于本机关职权范围
    NotCompetent {
        /// The right organ.
        organ: Text,
        /// Why.
        reasons: Text,
    },
    /// 不予受理
    NotAccept {
        /// Why.
        reasons: Text,
    },
    /// 受理; for a case deemed accepted, the notice owed
    Accept,
    /// 当场办结: one paper for receipt and decision
    DecideOnTheSpot {
        /// Grant or refuse.
        outcome: Outcome,
        /// Why.
        reasons: Text,
        /// On what of the item's version.
        grounds: Vec<GroundGiven>,
    },
    /// 审查
    Examine {
        /// The step.
        step: String,
        /// How it comes out.
        verdict: Verdict,
        /// The explicit opinion.
        opinion: Text,
    },
    /// 上报
    SubmitUpward {
        /// To whom.
        to: Text,
        /// Our opinion.
        opinion: Text,
    },
    /// 登记批复
    RecordReply {
        /// What it says.
        outcome: Outcome,
        /// Its number.
        number: Text,
        /// Its date.
        on: Date,
        /// Where one turns against it, if it refuses and its organ is none of ours.
        recourse: Option<Recourse>,
    },
    /// 启动特别程序
    StartPause {
        /// Why.
        ground: ProcedureGround,
        /// How long it takes, in days.
        needed_days: u32,
        /// Since when: today or an earlier day; the deduction never reaches back behind the service of the notice.
        on: Date,
    },
    /// 结束特别程序
    EndPause {
        /// Which.
        pause: PauseId,
        /// When.
        on: Date,
        /// Leave the days out of the count.
        deduct: bool,
    },
    /// 延长期限
    Extend {
        /// Working days.
        days: u32,
        /// Why.
        reasons: Text,
        /// By the government (+15 wd, art. 42(2)), not by the organ.
        by_government: bool,
    },
    /// 决定
    Decide {
        /// Grant or refuse.
        outcome: Outcome,
        /// Why.
        reasons: Text,
        /// On what of the item's version.
        grounds: Vec<GroundGiven>,
    },
    /// 用印
    Seal {
        /// The document.
        document: DocumentId,
        /// Which seal.
        seal: SealKind,
        /// 份数
        copies: u32,
        /// 页数
        pages: u32,
    },
    /// 回传签署件: the document as it was signed and sealed by hand, scanned
    ScanSigned {
        /// The document.
        document: DocumentId,
        /// The scan.
        file: FileId,
        /// Why, where a scan of it is there already.
        reasons: Option<Text>,
    },
    /// 补附送达回证: the slip of a service that is on record without it
    ScanProof {
        /// The document that was served.
        document: DocumentId,
        /// The scans.
        files: Vec<FileId>,
        /// Why, where a scan of it is there already.
        reasons: Option<Text>,
    },
    /// 增加代理人: somebody who is not on record acts for the applicant from now on
    AddAgent {
        /// Who, with his mandate.
        agent: PartyGiven,
        /// Whether he is a party of the case already: found by the number of his document.
        known: bool,
    },
    /// 送达地址确认书扫描件: the confirmation as it was signed at the window, scanned
    ScanConfirmation {
        /// The confirmation.
        document: DocumentId,
        /// The scan.
        file: FileId,
    },
    /// 送达 of a notice
    Serve {
        /// The document.
        document: DocumentId,
        /// How it was handed over.
        given: ServiceGiven,
    },
    /// 颁发、送达 of the result
    Deliver(ServiceGiven),
    /// 送达地址确认: how documents are to reach a party from now on
    ConfirmService(ConfirmService),
    /// 授权委托: what an agent may do from now on
    RecordMandate {
        /// Whose: who acts for the applicant.
        party: PartyId,
        /// The mandate.
        given: MandateGiven,
        /// Whether it says word for word what the one on record says: who reads the vault knows.
        same: bool,
        /// Why the one on record ended, where it holds still by its days.
        reasons: Option<Text>,
    },
    /// 签署送达地址确认书
    SignConfirmation {
        /// 送达地址确认书
        document: DocumentId,
        /// Which party signed it.
        by: PartyId,
    },
    /// 告知利害关系人: that the application concerns him, and that he is heard
    InformInterested {
        /// Whom.
        party: PartyId,
        /// What of the matter concerns him.
        what: Text,
    },
    /// 听取陈述申辩
    RecordStatement {
        /// Whose.
        party: PartyId,
        /// What came of it.
        given: StatementGiven,
    },
    /// 电话记录
    RecordCall(CallGiven),
    /// 撤回申请
    Withdraw {
        /// The applicant's signed form.
        form: Text,
        /// Its scan, sent before.
        files: Vec<FileId>,
    },
    /// 终止办理
    Terminate {
        /// Ground.
        ground: TerminationGround,
        /// Why.
        reasons: Text,
    },
    /// 更正
    Correct {
        /// What.
        target: Correction,
        /// What it is about.
        subject: Text,
        /// What it says.
        old: Text,
        /// What it should say.
        new: Text,
        /// Why.
        reasons: Text,
    },
    /// 文号作废
    VoidDocument {
        /// The document.
        document: DocumentId,
        /// Why.
        reasons: Text,
    },
    /// 重新制发 what was voided
    Reissue {
        /// The void document.
        document: DocumentId,
    },
    /// 重新作出决定
    Redecide {
        /// What it rests on.
        instrument: InstrumentGiven,
        /// The reply to this second decision, where the item is decided above.
        reply: Option<ReplyGiven>,
        /// Grant or refuse.
        outcome: Outcome,
        /// Why.
        reasons: Text,
        /// On what of the item's version.
        grounds: Vec<GroundGiven>,
    },
    /// 记录不规范情形
    RecordIrregular(Irregular),
    /// 转办
    Reassign {
        /// To whom.
        to: PersonId,
        /// Why.
        reasons: Text,
    },
    /// 交接, by the holder himself
    HandOver {
        /// To whom.
        to: PersonId,
        /// What is to be known.
        reasons: Text,
    },
    /// 接手: to oneself, what is nobody's or only begun; by the chief representative or a leader also what is assigned
    TakeOver,
    /// 按新日历重新计算
    Recompute,
    /// 归档
    Archive {
        /// 案卷号
        file: Text,
        /// 页数
        pages: u32,
        /// 保管期限（年）
        retention_years: Option<u32>,
    },
}
