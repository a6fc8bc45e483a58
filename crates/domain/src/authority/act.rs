//! Everything that somebody can want to do, and what each needs.

use crate::catalog::CaseDuty;
use crate::organization::Duty;
use crate::record::Authentication;

use super::letter::Power;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// 收件
    Receive,
    /// Taking in corrections; keeping the list of papers
    RecordPapers,
    /// 上传文件
    UploadFile,
    /// 扫描、补传材料文件
    ScanPapers,
    /// 退还原件
    ReturnOriginals,
    /// 当场更正, by the applicant
    PutRight,
    /// 更正事项
    SetItem,
    /// 一次性告知补正
    RequestCorrection,
    /// 不需要取得行政许可
    NotRequired,
    /// 不属于本机关职权
    NotCompetent,
    /// 不予受理
    NotAccept,
    /// 受理
    Accept,
    /// 当场办结
    DecideOnTheSpot,
    /// 审查
    Examine,
    /// 上报
    SubmitUpward,
    /// 登记上级批复
    RecordReply,
    /// 启动特别程序
    StartPause,
    /// 结束特别程序
    EndPause,
    /// 延长期限, by the organ
    Extend,
    /// 延长期限, by the government
    ExtendByGovernment,
    /// 决定
    Decide,
    /// 使用行政审批专用章
    Seal,
    /// 使用行政公章
    SealWithOfficeSeal,
    /// 回传签署件
    ScanSigned,
    /// 送达 a notice
    Serve,
    /// 颁发、送达 the result
    Deliver,
    /// 送达地址确认, and its signature
    ConfirmService,
    /// 告知利害关系人
    InformInterested,
    /// 听取陈述申辩
    RecordStatement,
    /// 电话记录
    RecordCall,
    /// 撤回申请, on the applicant's signed form
    Withdraw,
    /// 终止办理
    Terminate,
    /// 更正
    CorrectClerically,
    /// 文号作废
    VoidDocument,
    /// 重新制发
    Reissue,
    /// 重新作出决定
    Redecide,
    /// 记录不规范情形
    RecordIrregular,
    /// 登记线下作出的决定
    RecordDecisionElsewhere,
    /// 转办
    Reassign,
    /// 交接
    HandOver,
    /// 接手
    TakeOver,
    /// 归档
    Archive,
    /// 按新日历重新计算
    Recompute,
    /// 预看重新计算的影响
    ForeseeRecomputation,
    /// 一次性告知
    TellPapers,
    /// 登记专网办件
    RegisterForeignCase,
    /// 导入专网办件
    ImportForeignCases,
    /// 查看办件
    ReadCase,
    /// 查看完整个人信息
    Reveal,
    /// 打印、查阅文书原文
    PrintDocument,
    /// 导出办件清单
    ExportCases,
    /// 签署授权书
    SignLetter,
    /// 撤回授权书
    RevokeLetter,
    /// 维护机构、内设机构
    ArrangeDepartment,
    /// 维护窗口
    ArrangeWindow,
    /// 维护人员
    ArrangePeople,
    /// 提出任岗
    ProposePost,
    /// 确认任岗
    ConfirmPost,
    /// 确认本部门人员任岗
    ConfirmStaff,
    /// 同意窗口服务本部门
    ConfirmWindow,
    /// 登记部门负责人
    AppointLeader,
    /// 登记事项版本
    RecordItem,
    /// 依法停止事项
    StopItem,
    /// 发布日历
    PublishCalendar,
    /// 修改设置
    ChangeSetting,
    /// 管理账号与令牌
    ManageAccounts,
    /// 查看、核验审计
    VerifyEvidence,
    /// 查看查阅记录
    ReadLooks,
    /// 打开第二屏
    OpenScreen,
    /// 查看评价
    ReadRatings,
    /// 差评整改
    FollowUpRating,
    /// 设置排队业务
    ArrangeQueue,
    /// 取号
    DrawTicket,
    /// 叫号
    CallTicket,
    /// 查看叫号情况
    ReadQueue,
    /// 提出清单调整
    ProposeChange,
    /// 清单调整审核，编办（审改办）
    ReviewChange,
    /// 清单调整审核，法制
    ReviewChangeLaw,
    /// 清单调整批准
    ApproveChange,
    /// 公布清单调整
    PublishChange,
    /// 查看清单调整
    ReadChanges,
}

/// What an act needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Window duty for the department; contract staff under a responsible person.
    Assistance,
    /// Window duty for the department and formal employment.
    WindowDuty,
    /// A post of the department with one of these duties and formal employment.
    Post(&'static [Duty]),
    /// A letter with that power.
    Letter(Power),
    /// A leader of the department, or its representative by a letter with that power.
    Entrusted(Power),
    /// A leader of the department.
    Leader,
    /// One of these duties, in whatever department.
    Office(&'static [Duty]),
}

impl Act {
    /// Every act, in the order of the golden matrix.
    pub const ALL: [Act; 81] = [
        Act::Receive,
        Act::RecordPapers,
        Act::UploadFile,
        Act::ScanPapers,
        Act::ReturnOriginals,
        Act::PutRight,
        Act::SetItem,
        Act::RequestCorrection,
        Act::NotRequired,
        Act::NotCompetent,
        Act::NotAccept,
        Act::Accept,
        Act::DecideOnTheSpot,
        Act::Examine,
        Act::SubmitUpward,
        Act::RecordReply,
        Act::StartPause,
        Act::EndPause,
        Act::Extend,
        Act::ExtendByGovernment,
        Act::Decide,
        Act::Seal,
        Act::SealWithOfficeSeal,
        Act::ScanSigned,
        Act::Serve,
        Act::Deliver,
        Act::ConfirmService,
        Act::InformInterested,
        Act::RecordStatement,
        Act::RecordCall,
        Act::Withdraw,
        Act::Terminate,
        Act::CorrectClerically,
        Act::VoidDocument,
        Act::Reissue,
        Act::Redecide,
        Act::RecordIrregular,
        Act::RecordDecisionElsewhere,
        Act::Reassign,
        Act::HandOver,
        Act::TakeOver,
        Act::Archive,
        Act::Recompute,
        Act::ForeseeRecomputation,
        Act::TellPapers,
        Act::RegisterForeignCase,
        Act::ImportForeignCases,
        Act::ReadCase,
        Act::Reveal,
        Act::PrintDocument,
        Act::ExportCases,
        Act::SignLetter,
        Act::RevokeLetter,
        Act::ArrangeDepartment,
        Act::ArrangeWindow,
        Act::ArrangePeople,
        Act::ProposePost,
        Act::ConfirmPost,
        Act::ConfirmStaff,
        Act::ConfirmWindow,
        Act::AppointLeader,
        Act::RecordItem,
        Act::StopItem,
        Act::PublishCalendar,
        Act::ChangeSetting,
        Act::ManageAccounts,
        Act::VerifyEvidence,
        Act::ReadLooks,
        Act::OpenScreen,
        Act::ReadRatings,
        Act::FollowUpRating,
        Act::ArrangeQueue,
        Act::DrawTicket,
        Act::CallTicket,
        Act::ReadQueue,
        Act::ProposeChange,
        Act::ReviewChange,
        Act::ReviewChangeLaw,
        Act::ApproveChange,
        Act::PublishChange,
        Act::ReadChanges,
    ];

    /// What it needs.
    #[must_use]
    pub fn need(self) -> Need {
        use Duty::{
            AuditAdministrator, CenterManager, ChiefRepresentative, Clerk, DepartmentLeader,
            GovernmentOffice, LegalOffice, Reviewer, SecurityAdministrator, StaffingOffice, Supervisor,
            SystemAdministrator,
        };
        match self {
            Act::Receive
            | Act::RecordPapers
            | Act::ScanPapers
            | Act::ReturnOriginals
            | Act::PutRight
            | Act::Serve
            | Act::Deliver
            | Act::ConfirmService
            | Act::TellPapers
            | Act::RegisterForeignCase
            | Act::PrintDocument => Need::Assistance,
            Act::SetItem
            | Act::RequestCorrection
            | Act::NotRequired
            | Act::NotCompetent
            | Act::NotAccept
            | Act::Accept
            | Act::Withdraw
            | Act::RecordIrregular => Need::WindowDuty,
            Act::Examine | Act::InformInterested => {
                Need::Post(&[Reviewer, ChiefRepresentative, DepartmentLeader])
            }
            // What is not used for a case yet is nobody's but the sender's.
            Act::UploadFile | Act::OpenScreen => Need::Office(&[Clerk, Duty::Assistant, ChiefRepresentative]),
            // Whoever answers for the people who are rated, and those who watch; never the clerks among themselves.
            Act::ReadRatings => {
                Need::Office(&[ChiefRepresentative, DepartmentLeader, CenterManager, Supervisor])
            }
            Act::FollowUpRating => Need::Office(&[ChiefRepresentative, DepartmentLeader, CenterManager]),
            // The guidance desk is the hall's, whoever stands there. To call somebody binds nobody: whoever sits at a window may.
            Act::DrawTicket => Need::Office(&[Clerk, Duty::Assistant, ChiefRepresentative, CenterManager]),
            Act::CallTicket => Need::Office(&[Clerk, Duty::Assistant, ChiefRepresentative]),
            Act::ReadQueue => Need::Office(&[CenterManager, Supervisor]),
            // A file of the system is held against what the windows typed: it is not theirs who typed it.
            Act::ImportForeignCases => Need::Post(&[ChiefRepresentative, DepartmentLeader]),
            // Signed by hand and scanned back by whoever signs, until there is a certificate.
            Act::ScanSigned => Need::Post(&[ChiefRepresentative, DepartmentLeader]),
            Act::Reissue => Need::Post(&[Clerk, ChiefRepresentative, DepartmentLeader]),
            Act::Archive | Act::HandOver | Act::TakeOver | Act::RecordStatement | Act::RecordCall => {
                Need::Post(&[Clerk, Reviewer, ChiefRepresentative, DepartmentLeader])
            }
            // What touches a decision and its papers is for whoever may decide; who does which work, for whoever organizes it.
            Act::CorrectClerically | Act::VoidDocument | Act::RecordDecisionElsewhere => {
                Need::Entrusted(Power::Decide)
            }
            Act::Reassign => Need::Entrusted(Power::Coordinate),
            Act::DecideOnTheSpot | Act::Decide | Act::Terminate => Need::Letter(Power::Decide),
            Act::SubmitUpward | Act::RecordReply => Need::Letter(Power::ReviewAndReport),
            Act::StartPause | Act::EndPause => Need::Letter(Power::Coordinate),
            Act::Seal => Need::Letter(Power::UseSeal),
            Act::Extend
            | Act::SealWithOfficeSeal
            | Act::SignLetter
            | Act::RevokeLetter
            | Act::Redecide
            | Act::ConfirmStaff
            | Act::ConfirmWindow => Need::Leader,
            Act::ExtendByGovernment => Need::Office(&[GovernmentOffice]),
            // Whoever publishes the days does not let the clocks be computed by them: administrators hold no other post.
            Act::Recompute => Need::Office(&[CenterManager, LegalOffice]),
            // Numbers and dates, nothing of anybody: who publishes the days sees what they would move.
            Act::ForeseeRecomputation => Need::Office(&[CenterManager, LegalOffice, SystemAdministrator]),
            Act::ReadCase => Need::Office(&[
                Clerk,
                Duty::Assistant,
                ChiefRepresentative,
                Reviewer,
                DepartmentLeader,
                CenterManager,
                LegalOffice,
                GovernmentOffice,
                Supervisor,
                AuditAdministrator,
            ]),
            Act::Reveal => {
                Need::Office(&[Clerk, ChiefRepresentative, Reviewer, DepartmentLeader, Supervisor])
            }
            // Contract staff look cases up one by one; who reviews the records of looks takes none away himself.
            Act::ExportCases => Need::Office(&[
                Clerk,
                ChiefRepresentative,
                Reviewer,
                DepartmentLeader,
                CenterManager,
                LegalOffice,
                GovernmentOffice,
                Supervisor,
            ]),
            Act::ArrangeDepartment | Act::AppointLeader => Need::Office(&[StaffingOffice]),
            Act::ArrangeWindow | Act::ArrangeQueue => Need::Office(&[CenterManager]),
            Act::ArrangePeople | Act::ProposePost => Need::Office(&[CenterManager, SystemAdministrator]),
            Act::RecordItem => Need::Office(&[StaffingOffice]),
            // The department proposes through whoever handles its items or leads it; each office gives its own opinion, the
            // government approves, and whoever keeps the lists publishes (N-3.1.2).
            Act::ProposeChange => Need::Post(&[Reviewer, ChiefRepresentative, DepartmentLeader]),
            Act::ReviewChange | Act::PublishChange => Need::Office(&[StaffingOffice]),
            Act::ReviewChangeLaw => Need::Office(&[LegalOffice]),
            Act::ApproveChange => Need::Office(&[GovernmentOffice]),
            Act::ReadChanges => Need::Office(&[
                Reviewer,
                ChiefRepresentative,
                DepartmentLeader,
                CenterManager,
                StaffingOffice,
                LegalOffice,
                GovernmentOffice,
                Supervisor,
                AuditAdministrator,
            ]),
            Act::StopItem => Need::Office(&[StaffingOffice, LegalOffice]),
            Act::PublishCalendar | Act::ChangeSetting => Need::Office(&[SystemAdministrator]),
            Act::ConfirmPost | Act::ManageAccounts => Need::Office(&[SecurityAdministrator]),
            Act::VerifyEvidence | Act::ReadLooks => Need::Office(&[AuditAdministrator, Supervisor]),
        }
    }

    /// The duties of those who may do it, where the rest is right as well.
    #[must_use]
    pub fn duties(self) -> &'static [Duty] {
        match self.need() {
            Need::Assistance => &[Duty::Clerk, Duty::ChiefRepresentative, Duty::Assistant],
            Need::WindowDuty => &[Duty::Clerk, Duty::ChiefRepresentative],
            Need::Post(duties) | Need::Office(duties) => duties,
            Need::Letter(_) => &[Duty::ChiefRepresentative],
            Need::Entrusted(_) => &[Duty::ChiefRepresentative, Duty::DepartmentLeader],
            Need::Leader => &[Duty::DepartmentLeader],
        }
    }

    /// How surely we must know who acts. What binds somebody outside (受理、补正、特别程序、延长、决定、用印、送达 and what belongs
    /// to them) wants a confirmation a moment before; every other deed and opinion wants a person in a session. What is left,
    /// reading, a token may do.
    #[must_use]
    pub fn authentication(self) -> Authentication {
        match self {
            Act::Receive
            | Act::RecordPapers
            | Act::ReturnOriginals
            | Act::ScanSigned
            | Act::PutRight
            | Act::SetItem
            | Act::RequestCorrection
            | Act::NotRequired
            | Act::NotCompetent
            | Act::NotAccept
            | Act::Accept
            | Act::DecideOnTheSpot
            | Act::SubmitUpward
            | Act::RecordReply
            | Act::StartPause
            | Act::EndPause
            | Act::Extend
            | Act::ExtendByGovernment
            | Act::Decide
            | Act::Seal
            | Act::SealWithOfficeSeal
            | Act::Serve
            | Act::Deliver
            | Act::ConfirmService
            | Act::InformInterested
            | Act::RecordStatement
            | Act::Withdraw
            | Act::Terminate
            | Act::CorrectClerically
            | Act::VoidDocument
            | Act::Reissue
            | Act::Redecide
            | Act::RecordIrregular
            | Act::RecordDecisionElsewhere
            | Act::SignLetter
            | Act::RevokeLetter
            | Act::RecordItem
            | Act::StopItem
            | Act::Recompute
            | Act::PublishCalendar
            | Act::ChangeSetting
            | Act::ProposePost
            | Act::ConfirmPost
            | Act::ConfirmStaff
            | Act::ConfirmWindow
            | Act::ArrangeWindow
            | Act::AppointLeader
            | Act::ProposeChange
            | Act::ReviewChange
            | Act::ReviewChangeLaw
            | Act::ApproveChange
            | Act::PublishChange => Authentication::Confirmed,
            Act::Examine
            | Act::UploadFile
            | Act::ScanPapers
            | Act::Reassign
            | Act::HandOver
            | Act::TakeOver
            | Act::Archive
            | Act::RecordCall
            | Act::TellPapers
            | Act::RegisterForeignCase
            | Act::ImportForeignCases
            | Act::Reveal
            | Act::PrintDocument
            | Act::ExportCases
            | Act::ArrangeDepartment
            | Act::ArrangePeople
            | Act::ManageAccounts
            | Act::ReadLooks
            | Act::OpenScreen
            | Act::FollowUpRating
            | Act::ArrangeQueue
            | Act::DrawTicket
            | Act::CallTicket
            | Act::ReadQueue => Authentication::Session,
            Act::ForeseeRecomputation
            | Act::ReadCase
            | Act::ReadRatings
            | Act::ReadChanges
            | Act::VerifyEvidence => Authentication::Token,
        }
    }

    /// Whether it has legal effect outside: then the session must have been confirmed a moment before.
    #[must_use]
    pub fn is_legal(self) -> bool {
        self.authentication() == Authentication::Confirmed
    }

    /// Whether it is the task of whoever holds the case: somebody else leaves it alone.
    #[must_use]
    pub fn is_the_holders(self) -> bool {
        matches!(
            self,
            Act::RequestCorrection
                | Act::NotRequired
                | Act::NotCompetent
                | Act::NotAccept
                | Act::Accept
                | Act::Examine
        )
    }

    /// The duty that it performs in a case, where items may keep it apart from others.
    #[must_use]
    pub fn case_duty(self) -> Option<CaseDuty> {
        match self {
            Act::Accept => Some(CaseDuty::Accept),
            Act::Examine => Some(CaseDuty::Examine),
            // Whoever may not decide a case does not end it instead.
            // A second decision is not among them: it is the leaders', who may have examined where an organ has few.
            Act::Decide | Act::DecideOnTheSpot | Act::Terminate => Some(CaseDuty::Decide),
            Act::Seal | Act::SealWithOfficeSeal => Some(CaseDuty::Seal),
            _ => None,
        }
    }
}
