//! What a version of an item says: the elements of GB/T 39046 table 4, and what the law needs beside them.

use daowei_ident::{DepartmentId, DivisionCode};
use serde::{Deserialize, Serialize};

use crate::case::DocumentKind;
use crate::limits::Limit;
use crate::name::Name;

/// 事项类型 (GB/T 39046 A.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PowerType {
    /// 01 行政许可
    License,
    /// 02 行政处罚
    Penalty,
    /// 03 行政强制
    Coercion,
    /// 04 行政征收
    Levy,
    /// 05 行政给付
    Benefit,
    /// 06 行政检查
    Inspection,
    /// 07 行政确认
    Confirmation,
    /// 08 行政奖励
    Award,
    /// 09 行政裁决
    Adjudication,
    /// 10 其他行政权力
    Other,
    /// 20 公共服务
    PublicService,
}

impl PowerType {
    /// The two-digit code of GB/T 39046 A.1.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            PowerType::License => "01",
            PowerType::Penalty => "02",
            PowerType::Coercion => "03",
            PowerType::Levy => "04",
            PowerType::Benefit => "05",
            PowerType::Inspection => "06",
            PowerType::Confirmation => "07",
            PowerType::Award => "08",
            PowerType::Adjudication => "09",
            PowerType::Other => "10",
            PowerType::PublicService => "20",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            PowerType::License => Name::new("行政许可", "administrative license"),
            PowerType::Penalty => Name::new("行政处罚", "administrative penalty"),
            PowerType::Coercion => Name::new("行政强制", "administrative coercion"),
            PowerType::Levy => Name::new("行政征收", "administrative levy"),
            PowerType::Benefit => Name::new("行政给付", "administrative benefit"),
            PowerType::Inspection => Name::new("行政检查", "administrative inspection"),
            PowerType::Confirmation => Name::new("行政确认", "administrative confirmation"),
            PowerType::Award => Name::new("行政奖励", "administrative award"),
            PowerType::Adjudication => Name::new("行政裁决", "administrative adjudication"),
            PowerType::Other => Name::new("其他行政权力", "other administrative power"),
            PowerType::PublicService => Name::new("公共服务", "public service"),
        }
    }

    /// The Chinese name.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.name().zh
    }

    /// Reads a code or a Chinese name.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == text || kind.zh() == text)
    }

    /// Every type, in the order of the codes.
    pub const ALL: [PowerType; 11] = [
        PowerType::License,
        PowerType::Penalty,
        PowerType::Coercion,
        PowerType::Levy,
        PowerType::Benefit,
        PowerType::Inspection,
        PowerType::Confirmation,
        PowerType::Award,
        PowerType::Adjudication,
        PowerType::Other,
        PowerType::PublicService,
    ];
}

/// 办件类型 (GB/T 39046 A.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// 即办件: decided on the spot
    Instant,
    /// 承诺件
    Promised,
}

impl CaseKind {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            CaseKind::Instant => Name::new("即办件", "decided on the spot"),
            CaseKind::Promised => Name::new("承诺件", "decided within a promised time"),
        }
    }
}

/// Who may decide at all (practice.md §1.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionLevel {
    /// 本机关
    ThisOrgan,
    /// 本级人民政府
    MunicipalGovernment,
    /// 上级机关
    SuperiorOrgan,
    /// 集体讨论
    Collective,
}

impl DecisionLevel {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            DecisionLevel::ThisOrgan => Name::new("本机关决定", "decided by this organ"),
            DecisionLevel::MunicipalGovernment => {
                Name::new("本级人民政府决定", "decided by the people's government of this level")
            }
            DecisionLevel::SuperiorOrgan => Name::new("上级机关决定", "decided by the organ above"),
            DecisionLevel::Collective => {
                Name::new("本机关集体讨论决定", "decided by this organ after joint discussion")
            }
        }
    }
}

/// The implementing organ: one of ours, or what the source says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DepartmentOf {
    /// One of ours.
    Known(DepartmentId),
    /// An unknown department is kept as written and warned about.
    AsWritten(String),
}

/// Whether a paper must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperNeed {
    /// 必要
    Required,
    /// 情形: required in some situations
    Conditional,
    /// 可后补（容缺）: may follow, but before the decision
    MayFollow,
    /// 可告知承诺: may be replaced by a signed promise
    MayPromise,
}

impl PaperNeed {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            PaperNeed::Required => Name::new("必要", "required"),
            PaperNeed::Conditional => Name::new("符合相应情形时提交", "required in some situations"),
            PaperNeed::MayFollow => Name::new("可以容缺后补", "may follow before the decision"),
            PaperNeed::MayPromise => Name::new("可以告知承诺代替", "may be replaced by a signed promise"),
        }
    }
}

/// 申请材料: one line of the item's list. Nothing that is not on the list can be demanded (行政许可法 art. 31).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Id within the item, such as `p1`.
    pub id: String,
    /// Name.
    pub name: String,
    /// Need.
    pub need: PaperNeed,
    /// Number of originals.
    #[serde(default)]
    pub originals: u8,
    /// Number of copies.
    #[serde(default)]
    pub copies: u8,
    /// 可以通过共享获取: it is not asked for where it can be had from other organs (国务院令第716号 art. 7).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shared: bool,
    /// Who issues it, where a source says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer: String,
    /// Notes for the applicant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What may stop a clock, or is asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProcedureGround {
    /// 听证
    Hearing,
    /// 招标
    Tender,
    /// 拍卖
    Auction,
    /// 检验
    Inspection,
    /// 检测
    Testing,
    /// 检疫
    Quarantine,
    /// 鉴定
    Appraisal,
    /// 专家评审
    ExpertReview,
    /// 现场勘察: not in art. 45; can stop the promised clock only
    SiteSurvey,
    /// 竣工验收: not in art. 45
    CompletionAcceptance,
    /// 公示: not in art. 45
    PublicNotice,
}

impl ProcedureGround {
    /// Every ground.
    pub const ALL: [ProcedureGround; 11] = [
        ProcedureGround::Hearing,
        ProcedureGround::Tender,
        ProcedureGround::Auction,
        ProcedureGround::Inspection,
        ProcedureGround::Testing,
        ProcedureGround::Quarantine,
        ProcedureGround::Appraisal,
        ProcedureGround::ExpertReview,
        ProcedureGround::SiteSurvey,
        ProcedureGround::CompletionAcceptance,
        ProcedureGround::PublicNotice,
    ];

    /// Whether art. 45 names it. The list is closed.
    #[must_use]
    pub fn is_in_article_45(self) -> bool {
        !matches!(
            self,
            ProcedureGround::SiteSurvey
                | ProcedureGround::CompletionAcceptance
                | ProcedureGround::PublicNotice
        )
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            ProcedureGround::Hearing => Name::new("听证", "hearing"),
            ProcedureGround::Tender => Name::new("招标", "tender"),
            ProcedureGround::Auction => Name::new("拍卖", "auction"),
            ProcedureGround::Inspection => Name::new("检验", "inspection"),
            ProcedureGround::Testing => Name::new("检测", "testing"),
            ProcedureGround::Quarantine => Name::new("检疫", "quarantine"),
            ProcedureGround::Appraisal => Name::new("鉴定", "appraisal"),
            ProcedureGround::ExpertReview => Name::new("专家评审", "expert review"),
            ProcedureGround::SiteSurvey => Name::new("现场勘察", "site survey"),
            ProcedureGround::CompletionAcceptance => Name::new("竣工验收", "completion acceptance"),
            ProcedureGround::PublicNotice => Name::new("公示", "public notice"),
        }
    }

    /// The Chinese name, as printed.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.name().zh
    }
}

/// 特别程序 of this item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Which.
    pub ground: ProcedureGround,
    /// The law of this item that calls for it (依法需要); without it the statutory clock runs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Whether the published guide leaves it out of the promised limit.
    #[serde(default)]
    pub outside_promise: bool,
}

/// Who may extend, by how much (行政许可法 art. 42).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtensionRule {
    /// By so many working days, with the approval of the head of the organ.
    OrganHead {
        /// Working days at most.
        most: u32,
    },
    /// By so many working days, with the approval of the head of the same-level government (art. 42(2)).
    GovernmentHead {
        /// Working days at most.
        most: u32,
    },
}

/// A duty performed in a case: what an item may keep apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseDuty {
    /// 受理
    Accept,
    /// 审查
    Examine,
    /// 决定
    Decide,
    /// 用印
    Seal,
}

impl CaseDuty {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            CaseDuty::Accept => Name::new("受理", "acceptance"),
            CaseDuty::Examine => Name::new("审查", "examination"),
            CaseDuty::Decide => Name::new("决定", "decision"),
            CaseDuty::Seal => Name::new("用印", "sealing"),
        }
    }

    /// The Chinese name, as printed.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.name().zh
    }
}

/// Two duties that one person may not both perform in one case.
pub type Separation = (CaseDuty, CaseDuty);

/// 收费
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fees {
    /// Whether anything is charged.
    pub charged: bool,
    /// Legal basis of the charge.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
}

/// How a correction that never comes ends the case: only by the item's rule, and with a notice (practice.md §2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionLapse {
    /// Calendar days after the demand.
    pub days: u32,
    /// Where it is written.
    pub basis: String,
}

/// 办理形式 that the item supports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supports {
    /// 预约
    #[serde(default)]
    pub appointment: bool,
    /// 网上支付
    #[serde(default)]
    pub online_payment: bool,
    /// 物流快递
    #[serde(default)]
    pub courier: bool,
    /// 网上办理
    #[serde(default)]
    pub online: bool,
}

/// What a version says. Empty where a source is silent: most rows of a real catalog are mostly empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// 事项名称
    pub name: String,
    /// 事项类型
    pub power: PowerType,
    /// 实施主体
    pub department: DepartmentOf,
    /// 行政管辖
    pub division: DivisionCode,
    /// 基本编码, where known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basic_code: String,
    /// 实施编码, where known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub implementation_code: String,
    /// Codes of other schemes, as `scheme:value`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub local_codes: Vec<String>,
    /// 设定依据
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<String>,
    /// 行使层级 (1 to 7), where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercise_level: Option<u8>,
    /// 权限划分
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub authority_division: String,
    /// 行使内容
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub exercise_content: String,
    /// 实施主体性质 (1, 2, 3, 9), where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organ_nature: Option<u8>,
    /// 法定办结时限
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statutory_limit: Option<Limit>,
    /// 承诺办结时限
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_limit: Option<Limit>,
    /// 受理条件
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    /// 办理流程, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flow: Vec<String>,
    /// 共同实施部门
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joint_departments: Vec<String>,
    /// 承办机构
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub handling_body: String,
    /// 中介服务
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub intermediary: String,
    /// 数量限制
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quantity_limit: String,
    /// 结果名称: the certificate that a grant issues, where one is issued.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result_name: String,
    /// Months that the certificate is valid; nothing said: without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result_months: Option<u32>,
    /// 收费
    #[serde(default)]
    pub fees: Fees,
    /// 通办范围
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub range: String,
    /// 服务对象
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<String>,
    /// 服务主题
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// 办理形式
    #[serde(default)]
    pub supports: Supports,
    /// 网办地址
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub online_address: String,
    /// 办理地点
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// 办理时间
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hours: String,
    /// 咨询电话
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub consult_phone: String,
    /// 监督电话
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub complaint_phone: String,
    /// 常见问题
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<(String, String)>,
    /// 办件类型
    pub case_kind: CaseKind,
    /// Who may decide at all.
    pub decision_level: DecisionLevel,
    /// 申请材料
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Paper>,
    /// 特别程序
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub procedures: Vec<Procedure>,
    /// Extension, where the law allows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<ExtensionRule>,
    /// How a correction that never comes ends the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction_lapse: Option<CorrectionLapse>,
    /// Duties that must be kept apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub separated: Vec<Separation>,
    /// Documents for which the law wants the office seal, not the approval seal (domain.md §4.3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub office_seal: Vec<DocumentKind>,
    /// 到办事现场次数
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visits: Option<u8>,
    /// Fields that were inferred, not read in a source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<String>,
    /// Notes of the source, kept as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Content {
    /// The implementing department, where it is one of ours.
    #[must_use]
    pub fn department_id(&self) -> Option<DepartmentId> {
        match &self.department {
            DepartmentOf::Known(id) => Some(*id),
            DepartmentOf::AsWritten(_) => None,
        }
    }

    /// One line of the list of papers.
    #[must_use]
    pub fn paper(&self, id: &str) -> Option<&Paper> {
        self.papers.iter().find(|paper| paper.id == id)
    }

    /// Whether one person may not perform both duties in one case.
    #[must_use]
    pub fn keeps_apart(&self, one: CaseDuty, other: CaseDuty) -> bool {
        self.separated.iter().any(|pair| *pair == (one, other) || *pair == (other, one))
    }

    /// Whether the Administrative Licensing Law's own clocks apply (domain.md §10.11).
    #[must_use]
    pub fn is_license(&self) -> bool {
        self.power == PowerType::License
    }
}
