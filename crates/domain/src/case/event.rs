//! What has happened to a case. Events are fat and final: they carry the dates computed, the calendar used, the texts'
//! commitments; nothing is computed again when they are read.

use daowei_ident::{DepartmentId, DocumentId, IrregularId, LicenseId, PartyId, PauseId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Channel, DecisionGround, DocumentKind, Instrument, IrregularKind, Outcome, Party, Recourse, Remedies,
    Reply, StatementKind, TerminationGround, Verdict,
};

use crate::catalog::ProcedureGround;
use crate::file::FileRef;
use crate::limits::{Clock, ClockKind, Deduction, Reckoning};
use crate::record::{Grant, events};
use crate::text::TextRef;

macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $ty:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$fmeta])* pub $field: $ty,)* }
    };
}

/// Notices of before told no period.
fn no_days(days: &u32) -> bool {
    *days == 0
}

mod call;
mod intake;
mod paper;

pub use call::*;
pub use intake::*;
pub use paper::*;

record! {
    /// 进入环节
    StepEntered {
        /// Chart.
        chart: String,
        /// Version.
        version: u32,
        /// Step.
        step: String,
        /// Office.
        office: DepartmentId,
    }
}
record! {
    /// 环节办结
    StepCompleted {
        /// Chart.
        chart: String,
        /// Version.
        version: u32,
        /// Step.
        step: String,
        /// Office.
        office: DepartmentId,
        /// How it came out.
        verdict: Verdict,
        /// The explicit opinion; a bare name is not enough.
        opinion: TextRef,
    }
}
record! {
    /// 上报
    SubmittedUpward {
        /// To whom, in the vault.
        to: TextRef,
        /// The same, where it is one of ours.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organ: Option<DepartmentId>,
        /// When.
        on: Date,
        /// The report.
        document: DocumentId,
        /// Our opinion.
        opinion: TextRef,
        /// Its own clock.
        clock: Clock,
    }
}
record! {
    /// 收到批复
    ReplyRecorded {
        /// What it says.
        outcome: Outcome,
        /// Its number, in the vault.
        number: TextRef,
        /// Its date.
        on: Date,
        /// When it was recorded, and whether in time.
        recorded_on: Date,
        /// Whether the clock of the submission was kept.
        in_time: bool,
        /// Where one turns against it, if its organ is none of ours.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recourse: Option<Recourse>,
    }
}
record! {
    /// 特别程序开始
    PauseStarted {
        /// Its id.
        pause: PauseId,
        /// Why.
        ground: ProcedureGround,
        /// The item's law that calls for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<String>,
        /// Since when.
        on: Date,
        /// How long the applicant is told it takes, in days.
        needed_days: u32,
        /// The clocks that it stops.
        clocks: Vec<ClockKind>,
        /// 特殊程序审查期限告知书
        document: DocumentId,
    }
}
record! {
    /// 特别程序所需时间已书面告知: from the service on, days are left out, and no more than were told
    PauseTold {
        /// Which.
        pause: PauseId,
        /// The last day that is left out.
        until: Date,
        /// Whether that rests on days that no published calendar covers.
        provisional: bool,
        /// When each clock ends if all those days are left out.
        clocks: Vec<(ClockKind, Reckoning)>,
    }
}
record! {
    /// 特别程序结束
    PauseEnded {
        /// Which.
        pause: PauseId,
        /// When.
        on: Date,
        /// What is left out of the count, clock by clock; empty where the notice was not served.
        deducted: Vec<Deducted>,
    }
}
record! {
    /// What one clock leaves out, and when it then ends.
    Deducted {
        /// Which clock.
        clock: ClockKind,
        /// The days.
        deduction: Deduction,
        /// When it then ends.
        reckoning: Reckoning,
    }
}
record! {
    /// 延长期限, approved; it takes effect when served in time
    Extended {
        /// The notice.
        document: DocumentId,
        /// Working days.
        days: u32,
        /// Who approved.
        approver: PersonId,
        /// Why.
        reasons: TextRef,
        /// When it was approved.
        on: Date,
        /// When the limit of the law then ends, as the notice says.
        reckoning: Reckoning,
    }
}
record! {
    /// The extension was served in time and holds, or it does not (C12).
    ExtensionSettled {
        /// The notice.
        document: DocumentId,
        /// When each clock now ends; empty where it came too late.
        clocks: Vec<(ClockKind, Reckoning)>,
    }
}
record! {
    /// 决定
    Decided {
        /// The document.
        document: DocumentId,
        /// Its kind: an on-the-spot paper, a grant, a refusal.
        document_kind: DocumentKind,
        /// Grant or refuse.
        outcome: Outcome,
        /// Legal date.
        on: Date,
        /// Why.
        reasons: TextRef,
        /// What of the item's version it rests on; decisions of before named none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        grounds: Vec<DecisionGround>,
        /// The license that it issues.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        license: Option<LicenseDraft>,
        /// What the applicant can do about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remedies: Option<Remedies>,
        /// Which clocks it ends, and whether in time.
        ends: Vec<(ClockKind, bool)>,
        /// 送达时限
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<Clock>,
        /// The instrument that a second decision rests on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instrument: Option<Instrument>,
        /// The reply to a second decision, where the item is decided above.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply: Option<Reply>,
        /// 撤销: the decision that granted what this one takes back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        revokes: Option<DocumentId>,
    }
}
record! {
    /// The license that a grant issues.
    LicenseDraft {
        /// Its id.
        license: LicenseId,
        /// 证照名称
        name: String,
        /// First day.
        valid_from: Date,
        /// Last day, where it ends.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_until: Option<Date>,
    }
}
record! {
    /// 告知利害关系人: of the application and of the right to be heard (行政许可法 art. 36)
    InterestedInformed {
        /// The notice.
        document: DocumentId,
        /// Whom.
        party: PartyId,
        /// When.
        on: Date,
        /// What it says of the matter, in the vault.
        what: TextRef,
        /// Working days, from the service, in which to be heard.
        #[serde(default, skip_serializing_if = "no_days")]
        days: u32,
    }
}
record! {
    /// 听取陈述申辩
    StatementRecorded {
        /// Whose.
        party: PartyId,
        /// When.
        on: Date,
        /// How the right was used.
        #[serde(default, skip_serializing_if = "StatementKind::is_stated")]
        kind: StatementKind,
        /// What was said, or the signed form that waives it, in the vault; nothing of one who was silent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        statement: Option<TextRef>,
    }
}
record! {
    /// 撤回申请
    Withdrawn {
        /// 准予撤回 notice.
        document: DocumentId,
        /// When.
        on: Date,
        /// The applicant's signed form, in the vault.
        form: TextRef,
        /// Its scan.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
        /// Within the last two working days of a limit: drawn for sampling (practice.md §3.6).
        near_end: bool,
    }
}
record! {
    /// 终止办理
    Terminated {
        /// The notice.
        document: DocumentId,
        /// When.
        on: Date,
        /// On which ground.
        ground: TerminationGround,
        /// Why.
        reasons: TextRef,
        /// What the applicant can do about it.
        remedies: Remedies,
    }
}
record! {
    /// 更正: old and new, reason, who; nothing is overwritten
    Corrected {
        /// 更正书
        document: DocumentId,
        /// The document that was wrong, or none for a datum.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        corrects: Option<DocumentId>,
        /// The party whose record was wrong: its new version.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        party: Option<Party>,
        /// The datum of the case that was wrong.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        datum: Option<DatumCorrected>,
        /// What it is about, such as 申请人联系电话, in the vault.
        subject: TextRef,
        /// What it said.
        old: TextRef,
        /// What it should say.
        new: TextRef,
        /// Why.
        reasons: TextRef,
        /// When.
        on: Date,
    }
}
/// A datum of the case, and what it now says; words lie in the vault, where the deed's new text does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatumCorrected {
    /// 收件渠道
    Channel(Channel),
    /// 申请内容
    Matter,
    /// 批复文号
    ReplyNumber,
    /// 批复日期
    ReplyDate(Date),
    /// 案卷号
    File,
}

record! {
    /// 不规范情形: what happened late or elsewhere
    IrregularRecorded {
        /// Its id.
        irregular: IrregularId,
        /// What.
        what: IrregularKind,
        /// Where, in the vault.
        place: TextRef,
        /// By whom, in the vault.
        person: TextRef,
        /// When it happened.
        on: Date,
        /// Evidence, in the vault.
        evidence: TextRef,
        /// Of a decision: who took it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decider: Option<PersonId>,
        /// Of a result: who took it home, in the vault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recipient: Option<TextRef>,
        /// By what right he could, on that day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        right: Option<Grant>,
        /// It happened before the day of its recording.
        backdated: bool,
    }
}
record! {
    /// 转办、交接
    Reassigned {
        /// To whom.
        to: PersonId,
        /// Why.
        reasons: TextRef,
        /// The holder himself handed it over.
        handed_over: bool,
    }
}
record! {
    /// 接手: of what was nobody's, or somebody else's
    TakenOver {
        /// From whom; nobody, where it lay in the office.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<PersonId>,
        /// Who did it.
        to: PersonId,
    }
}
record! {
    /// 到期预警
    ClockWarned {
        /// Which clock.
        clock: ClockKind,
        /// When it ends.
        due: Date,
    }
}
record! {
    /// 超期
    ClockOverrun {
        /// Which clock.
        clock: ClockKind,
        /// When it ended.
        due: Date,
    }
}
record! {
    /// 按新日历重新计算
    Recomputed {
        /// When each clock now ends.
        clocks: Vec<(ClockKind, Reckoning)>,
        /// The calendar.
        calendar: String,
    }
}
record! {
    /// 归档
    Archived {
        /// 案卷号, in the vault.
        file: TextRef,
        /// 页数
        pages: u32,
        /// 保管期限（年）; nothing: for ever.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retention_years: Option<u32>,
    }
}

events! {
    /// Events of a case's stream.
    Event {
        /// 收件
        Received(Box<Received>) = "case.received",
        /// 材料登记
        PapersRecorded(PapersRecorded) = "case.papers_recorded",
        /// 材料扫描
        PaperScanned(PaperScanned) = "case.paper_scanned",
        /// 退还原件
        OriginalsReturned(OriginalsReturned) = "case.originals_returned",
        /// 申请人当场更正
        PutRight(PutRight) = "case.put_right",
        /// 授权委托
        MandateRecorded(MandateRecorded) = "case.mandate_recorded",
        /// 增加代理人
        AgentAdded(Box<AgentAdded>) = "case.agent_added",
        /// 更正事项
        ItemSet(Box<ItemSet>) = "case.item_set",
        /// 补正告知
        CorrectionRequested(CorrectionRequested) = "case.correction_requested",
        /// 补正
        CorrectionHandedIn(Box<CorrectionHandedIn>) = "case.correction_handed_in",
        /// 补正逾期
        CorrectionDormant(CorrectionDormant) = "case.correction_dormant",
        /// 不需要许可
        NotRequired(Box<NotRequired>) = "case.not_required",
        /// 不属职权
        NotCompetent(Box<NotCompetent>) = "case.not_competent",
        /// 不予受理
        NotAccepted(Box<NotAccepted>) = "case.not_accepted",
        /// 受理
        Accepted(Box<Accepted>) = "case.accepted",
        /// 视为受理
        DeemedAccepted(Box<DeemedAccepted>) = "case.deemed_accepted",
        /// 补发受理通知
        OwedNoticeIssued(OwedNoticeIssued) = "case.owed_notice_issued",
        /// 进入环节
        StepEntered(StepEntered) = "case.step_entered",
        /// 环节办结
        StepCompleted(StepCompleted) = "case.step_completed",
        /// 上报
        SubmittedUpward(Box<SubmittedUpward>) = "case.submitted_upward",
        /// 批复
        ReplyRecorded(ReplyRecorded) = "case.reply_recorded",
        /// 特别程序开始
        PauseStarted(PauseStarted) = "case.pause_started",
        /// 特别程序告知
        PauseTold(PauseTold) = "case.pause_told",
        /// 特别程序结束
        PauseEnded(PauseEnded) = "case.pause_ended",
        /// 延长
        Extended(Extended) = "case.extended",
        /// 延长生效
        ExtensionSettled(ExtensionSettled) = "case.extension_settled",
        /// 决定
        Decided(Box<Decided>) = "case.decided",
        /// 文书
        DocumentIssued(Box<DocumentIssued>) = "case.document_issued",
        /// 用印
        Sealed(Sealed) = "case.sealed",
        /// 回传签署件
        SignedScanned(SignedScanned) = "case.signed_scanned",
        /// 补附送达回证
        ProofScanned(ProofScanned) = "case.proof_scanned",
        /// 送达地址确认
        ServiceConfirmed(Box<ServiceConfirmed>) = "case.service_confirmed",
        /// 送达地址确认书签署
        ConfirmationSigned(ConfirmationSigned) = "case.confirmation_signed",
        /// 送达
        Served(Box<Served>) = "case.served",
        /// 颁发送达
        Delivered(Box<Delivered>) = "case.delivered",
        /// 告知利害关系人
        InterestedInformed(InterestedInformed) = "case.interested_informed",
        /// 听取陈述申辩
        StatementRecorded(StatementRecorded) = "case.statement_recorded",
        /// 电话记录
        Telephoned(Box<Telephoned>) = "case.telephoned",
        /// 撤回
        Withdrawn(Withdrawn) = "case.withdrawn",
        /// 终止
        Terminated(Box<Terminated>) = "case.terminated",
        /// 更正
        Corrected(Box<Corrected>) = "case.corrected",
        /// 作废
        DocumentVoided(DocumentVoided) = "case.document_voided",
        /// 重新制发
        Reissued(Reissued) = "case.reissued",
        /// 不规范情形
        IrregularRecorded(Box<IrregularRecorded>) = "case.irregular_recorded",
        /// 转办
        Reassigned(Reassigned) = "case.reassigned",
        /// 接手
        TakenOver(TakenOver) = "case.taken_over",
        /// 预警
        ClockWarned(ClockWarned) = "case.clock_warned",
        /// 超期
        ClockOverrun(ClockOverrun) = "case.clock_overrun",
        /// 重新计算
        Recomputed(Recomputed) = "case.recomputed",
        /// 归档
        Archived(Archived) = "case.archived",
    }
}

macro_rules! boxed {
    ($($ty:ident)*) => { $(impl From<$ty> for Event { fn from(value: $ty) -> Self { Self::$ty(Box::new(value)) } })* };
}
boxed! {
    Received AgentAdded ItemSet CorrectionHandedIn NotRequired NotCompetent NotAccepted Accepted DeemedAccepted SubmittedUpward Decided
    DocumentIssued ServiceConfirmed Served Delivered Telephoned Terminated Corrected IrregularRecorded
}
