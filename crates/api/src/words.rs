//! Words of the domain as the description of the API lists them. The values themselves are the domain's: a test holds each
//! list against what the domain reads.

use std::borrow::Cow;

use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

fn listed(description: &str, words: &[&str]) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .description(Some(description))
        .enum_values(Some(words.iter().copied()))
        .into()
}

macro_rules! words {
    ($($name:ident($path:path) = $description:literal: $($word:literal)|+;)+) => {
        $(
            #[doc = $description]
            pub(crate) enum $name {}

            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    listed($description, &[$($word),+])
                }
            }

            impl ToSchema for $name {
                fn name() -> Cow<'static, str> {
                    Cow::Borrowed(stringify!($name))
                }
            }
        )+

        #[cfg(test)]
        #[test]
        fn each_list_is_what_the_domain_reads() {
            $(
                let known = serde_json::from_str::<$path>("\"\"").map(|_| ()).unwrap_err().to_string();
                let listed = [$(concat!("`", $word, "`")),+];
                let expected: Vec<&str> = known.split('`').skip(3).step_by(2).collect();
                let words: Vec<&str> = listed.iter().map(|word| word.trim_matches('`')).collect();
                assert_eq!(words, expected, "{}", stringify!($name));
            )+
        }
    };
}

words! {
    ForeignResult(daowei_domain::foreign::ForeignResult) = "专网办件办理结果 · how a foreign case ended there":
        "granted" | "refused" | "not_accepted" | "withdrawn" | "terminated" | "completed";
    ForeignOrigin(daowei_domain::foreign::Origin) = "登记来源 · where a registration comes from": "desk" | "import";
    AmendReason(daowei_domain::foreign::AmendReason) = "更新原因 · why a registration is amended by hand":
        "progressed" | "mistyped" | "changed_there";
    Stage(daowei_domain::case::Stage) = "办件状态 · the state of a case":
        "received" | "correction_requested" | "resubmitted" | "not_required" | "not_competent" | "not_accepted"
        | "under_review" | "awaiting_decision" | "submitted_upward" | "decided" | "sealed" | "delivered" | "withdrawn"
        | "terminated" | "archived";
    Channel(daowei_domain::case::Channel) = "申请方式 · how an application came":
        "window" | "web" | "mobile" | "courier" | "other";
    PartyRole(daowei_domain::case::PartyRole) = "申请人、代理人、经办人、利害关系人 · what somebody is to a case":
        "applicant" | "agent" | "representative" | "interested";
    PartySource(daowei_domain::case::PartySource) = "数据来源 · how the data of a party came to the record": "typed" | "card";
    PartyKind(daowei_domain::case::PartyKind) = "自然人、法人 · natural or legal person": "person" | "organization";
    PaperForm(daowei_domain::case::PaperForm) = "材料形式 · in which form a paper came":
        "original_seen" | "original_taken" | "copy" | "electronic" | "exempt" | "promised";
    Verdict(daowei_domain::case::Verdict) = "审查意见 · how a step of review comes out":
        "favor" | "oppose" | "return";
    StatementKind(daowei_domain::case::StatementKind) = "陈述申辩的情形 · how the right to be heard was used":
        "stated" | "waived" | "silent";
    CallWay(daowei_domain::case::CallWay) = "打出、打入 · who called whom": "outgoing" | "incoming";
    CallTopic(daowei_domain::case::CallTopic) = "通话事由 · what a call was about":
        "corrections" | "acceptance" | "procedure" | "extension" | "statement" | "result" | "withdrawal" | "progress";
    CallOutcome(daowei_domain::case::CallOutcome) = "通话结果 · what came of a call":
        "spoken" | "unanswered" | "wrong_number";
    SentWay(daowei_domain::case::SentWay) = "转出方式 · how a case was passed on":
        "accepted" | "examined" | "submitted_upward" | "reassigned" | "handed_over";
    Outcome(daowei_domain::case::Outcome) = "准予、不予 · grant or refuse": "grant" | "refuse";
    Service(daowei_domain::case::Service) = "送达方式 · how something is served":
        "direct" | "by_agent" | "mail" | "electronic" | "left_at_place" | "public_notice";
    InstrumentKind(daowei_domain::case::InstrumentKind) = "重新决定的依据 · what a second decision rests on":
        "reconsideration" | "judgment" | "self_correction" | "superior_order";
    TerminationGround(daowei_domain::case::TerminationGround) = "终止办理的事由 · why a case ends without a decision":
        "correction_never_came" | "applicant_gone" | "law_changed" | "entered_in_error" | "other_by_law";
    IrregularKind(daowei_domain::case::IrregularKind) = "不规范情形 · what happened late or elsewhere":
        "granted_elsewhere" | "refused_elsewhere" | "late_extension" | "delivered_elsewhere" | "handled_elsewhere";
    Datum(daowei_domain::case::Datum) = "可以更正的办件信息 · what of a case can be a slip of the pen":
        "channel" | "matter" | "reply_number" | "reply_date" | "file";
    SealKind(daowei_domain::case::SealKind) = "行政审批专用章、行政公章 · approval seal or office seal":
        "approval" | "office";
    DocumentKind(daowei_domain::case::DocumentKind) = "文书种类 · kind of document":
        "receipt" | "correction_notice" | "not_required_notice" | "not_competent_notice" | "non_acceptance"
        | "acceptance_notice" | "on_the_spot_decision" | "upward_report" | "pause_notice" | "extension_notice"
        | "grant_decision" | "refusal_decision" | "revocation_decision" | "interested_notice" | "withdrawal_notice" | "termination_notice"
        | "correction_deed" | "service_confirmation";
    Mark(daowei_domain::case::Mark) = "标记 · what supervision should see at a glance":
        "deemed_accepted" | "promise_overrun" | "statutory_overrun" | "notification_overrun" | "delivery_overrun"
        | "upward_overrun" | "outage_entry" | "late_entry" | "irregular" | "backdated" | "list_forgot"
        | "dormant_correction" | "extension_void" | "pause_not_deducted" | "withdrawn_near_end"
        | "against_review" | "mandate_over" | "originals_held";
    Owed(daowei_domain::case::Owed) = "尚欠的文书 · what the case still owes":
        "acceptance_notice" | "correction_deed" | "voided_document";
    ProcedureGround(daowei_domain::catalog::ProcedureGround) = "特别程序 · special procedure":
        "hearing" | "tender" | "auction" | "inspection" | "testing" | "quarantine" | "appraisal" | "expert_review"
        | "site_survey" | "completion_acceptance" | "public_notice";
    CaseDuty(daowei_domain::catalog::CaseDuty) = "办理职责 · a duty performed in a case":
        "accept" | "examine" | "decide" | "seal";
    PowerType(daowei_domain::catalog::PowerType) = "事项类型 (GB/T 39046 A.1) · type of power":
        "license" | "penalty" | "coercion" | "levy" | "benefit" | "inspection" | "confirmation" | "award"
        | "adjudication" | "other" | "public_service";
    Audience(daowei_domain::catalog::Audience) = "服务对象 · whom an item is for": "natural" | "legal";
    CaseKind(daowei_domain::catalog::CaseKind) = "即办件、承诺件 · decided on the spot or within a promise":
        "instant" | "promised";
    DecisionLevel(daowei_domain::catalog::DecisionLevel) = "决定层级 · who may decide at all":
        "this_organ" | "municipal_government" | "superior_organ" | "collective";
    PaperNeed(daowei_domain::catalog::PaperNeed) = "材料必要性 · whether a paper must be there":
        "required" | "conditional" | "may_follow" | "may_promise";
    ClockKind(daowei_domain::limits::ClockKind) = "时限种类 · which clock":
        "notification" | "promised" | "statutory" | "upward" | "delivery";
    TimeUnit(daowei_domain::limits::Unit) = "时限单位 · unit of a limit":
        "working_days" | "calendar_days" | "months" | "hours" | "same_day" | "immediate";
    Authentication(daowei_domain::Authentication) = "身份确认程度 · how surely the actor is known":
        "token" | "session" | "confirmed";
    Ground(daowei_domain::record::Ground) = "权限依据 · what the right to act rests on":
        "window_duty" | "assistance" | "post" | "letter" | "leader" | "office" | "host" | "law";
    Duty(daowei_domain::organization::Duty) = "岗位职责 · what a post is for":
        "clerk" | "assistant" | "chief_representative" | "reviewer" | "department_leader" | "center_manager"
        | "staffing_office" | "legal_office" | "government_office" | "supervisor" | "system_administrator"
        | "security_administrator" | "audit_administrator";
    EmploymentKind(daowei_domain::organization::EmploymentKind) = "编制身份 · kind of employment":
        "regular" | "seconded" | "contract";
    WindowKind(daowei_domain::organization::WindowKind) = "窗口种类 · kind of window":
        "department" | "composite" | "subordinate" | "issue";
    Managed(daowei_domain::organization::Managed) = "管理方式 · how an organ is managed":
        "municipal" | "vertical" | "party" | "utility";
    SectionMode(daowei_domain::organization::department::SectionMode) = "内设机构设置方式 · how a section is set up":
        "standalone" | "plaque" | "ordinary";
    Leadership(daowei_domain::organization::Leadership) = "主要负责人、分管负责人 · principal or deputy in charge":
        "principal" | "deputy_in_charge";
    Power(daowei_domain::authority::Power) = "授权书的权限 · a power of a letter":
        "decide" | "review_and_report" | "coordinate" | "use_seal";
    LetterStanding(daowei_domain::authority::letter::Standing) = "授权书状态 · how a letter stands today":
        "not_yet" | "in_force" | "standby" | "expired" | "revoked";
    SettingKey(daowei_domain::setting::Key) = "系统设置 · what can be set":
        "confirmation_minutes" | "warning_days" | "reason_characters" | "dormant_days" | "upward_days"
        | "entry_minutes" | "idle_minutes" | "session_hours" | "decision_apart" | "review_apart"
        | "slip_characters" | "slip_changes" | "statement_days" | "pause_days" | "irregular_years" | "file_megabytes"
        | "file_megapixels" | "paper_files" | "pending_megabytes" | "file_days" | "outage_days"
        | "bridge_port" | "rating_days" | "hour_looks" | "change_propose_days" | "change_review_days"
        | "change_publish_days" | "change_approval";
    RatingLevel(daowei_domain::rating::Level) = "评价等级 · how a visit was rated":
        "very_satisfied" | "satisfied" | "fair" | "dissatisfied" | "very_dissatisfied";
    TicketStanding(daowei_domain::queue::Standing) = "排队号状态 · how a ticket stands":
        "waiting" | "called" | "skipped" | "done";
    TicketDeed(daowei_domain::queue::Deed) = "对排队号所作 · what was done to a ticket":
        "drawn" | "called" | "called_again" | "recalled" | "skipped" | "transferred" | "finished";
    MediaType(daowei_domain::file::MediaType) = "文件格式 · the form of a file":
        "application/pdf" | "image/jpeg" | "image/png" | "application/ofd";
    ItemEndReason(daowei_domain::catalog::EndReason) = "事项停止办理的原因 · why a version ended without another in its place":
        "canceled" | "suspended" | "split" | "merged" | "delegated_down";
    ChangeKind(daowei_domain::change::Kind) = "清单调整类型 · kind of a change of the lists":
        "new" | "change" | "split" | "merge" | "suspend" | "resume" | "cancel" | "delegate_down";
    ChangeTrigger(daowei_domain::change::Trigger) = "清单调整事由 · what calls for a change of the lists":
        "law_changed" | "decided_above" | "organ_reformed" | "reconciled" | "reviewed";
    ChangeStage(daowei_domain::change::Stage) = "清单调整环节 · in whose hand a change of the lists is":
        "staffing" | "legal" | "government" | "publication" | "returned" | "published" | "refused" | "withdrawn";
    ChangeOffice(daowei_domain::change::Office) = "编办、法制 · one of the two offices that give an opinion": "staffing" | "legal";
    ChangeSignal(daowei_domain::change::Signal) = "变相审批疑点 · a sign of an approval in disguise":
        "permits" | "discretion" | "precondition" | "charges";
    ChangeElement(daowei_domain::change::Element) = "公布所需要素 · what an entry must say before it is published":
        "name" | "department" | "code" | "basis" | "conditions" | "papers" | "flow" | "limit" | "promise" | "fee_basis"
        | "result" | "objects" | "place" | "hours" | "consult_phone" | "complaint_phone" | "visits";
    HandoverStanding(daowei_domain::handover::Standing) = "交接班状态 · how a hand-over stands":
        "proposed" | "confirmed" | "returned" | "withdrawn";
    HandoverGroup(daowei_domain::handover::Group) = "交接的办件 · what a case that is handed over waits for":
        "not_accepted" | "in_hand" | "to_deliver";
    Stock(daowei_domain::handover::Stock) = "交接的印章、凭证 · what is handed over by count":
        "approval_seal" | "office_seal" | "receipts" | "blank_certificates" | "outage_slips";
    LicenseState(daowei_domain::license::State) = "证照状态 · whether a license stands": "valid" | "superseded" | "revoked";
    DayKind(daowei_calendar::RowKind) = "放假、调休上班 · off or worked": "holiday" | "makeup_workday";
    LocalDayKind(daowei_calendar::LocalKind) = "本地休息、上班 · a rest day or a workday by local decree":
        "rest_day" | "workday";
    ExportFormat(daowei_domain::look::Format) = "导出格式 · the form of an exported file": "csv" | "xlsx";
    Sheet(daowei_domain::look::Sheet) = "打印用纸 · on what a document is printed": "a4" | "slip" | "narrow_slip";
    PartyField(daowei_domain::look::Field) = "按什么查找 · by what a party is looked for":
        "id_number" | "name" | "address";
}

/// 证件类型 (GA/T 2000.156) · the kind of an identity document.
pub(crate) enum IdKind {}

impl PartialSchema for IdKind {
    fn schema() -> RefOr<Schema> {
        let codes: Vec<&str> = daowei_ident::IdKind::ALL.iter().map(|kind| kind.code()).collect();
        listed("证件类型 (GA/T 2000.156) · the kind of an identity document", &codes)
    }
}

impl ToSchema for IdKind {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("IdKind")
    }
}
