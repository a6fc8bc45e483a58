//! What a version says, as the description of the API lists it. The value is the domain's own; a test holds the two
//! against each other.

#![expect(dead_code, reason = "describes values that the domain makes and writes")]

use std::collections::BTreeMap;

use utoipa::ToSchema;

use crate::words;

/// What a version of an item says: the elements of GB/T 39046 table 4, and what the law needs beside them. What a source
/// is silent about is left out.
#[derive(ToSchema)]
pub(crate) struct ItemContent {
    /// 事项名称
    name: String,
    /// 事项类型
    power: words::PowerType,
    /// 实施主体: `{"known": id}`, or `{"as_written": name}` for one that is none of ours.
    department: BTreeMap<String, String>,
    /// 行政管辖
    division: String,
    /// 基本编码
    basic_code: Option<String>,
    /// 实施编码
    implementation_code: Option<String>,
    /// Codes of other schemes, as `scheme:value`.
    local_codes: Option<Vec<String>>,
    /// 设定依据
    basis: Option<Vec<String>>,
    /// 行使层级 (1 to 7)
    exercise_level: Option<u8>,
    /// 权限划分
    authority_division: Option<String>,
    /// 行使内容
    exercise_content: Option<String>,
    /// 实施主体性质 (1, 2, 3, 9)
    organ_nature: Option<u8>,
    /// 法定办结时限
    statutory_limit: Option<Limit>,
    /// 承诺办结时限
    promised_limit: Option<Limit>,
    /// 受理条件
    conditions: Option<Vec<String>>,
    /// 办理流程, in words.
    flow: Option<Vec<String>>,
    /// 共同实施部门
    joint_departments: Option<Vec<String>>,
    /// 承办机构
    handling_body: Option<String>,
    /// 中介服务
    intermediary: Option<String>,
    /// 数量限制
    quantity_limit: Option<String>,
    /// 结果名称
    result_name: Option<String>,
    /// Months that the certificate is valid; nothing said: without end.
    result_months: Option<u32>,
    /// 收费
    fees: Fees,
    /// 通办范围
    range: Option<String>,
    /// 服务对象
    objects: Option<Vec<String>>,
    /// 服务主题
    topics: Option<Vec<String>>,
    /// 办理形式
    supports: Supports,
    /// 网办地址
    online_address: Option<String>,
    /// 办理地点
    place: Option<String>,
    /// 办理时间
    hours: Option<String>,
    /// 咨询电话
    consult_phone: Option<String>,
    /// 监督电话
    complaint_phone: Option<String>,
    /// 常见问题: pairs of question and answer.
    questions: Option<Vec<Vec<String>>>,
    /// 办件类型
    case_kind: words::CaseKind,
    /// Who may decide at all.
    decision_level: words::DecisionLevel,
    /// 申请材料
    papers: Option<Vec<ListedPaper>>,
    /// 特别程序
    procedures: Option<Vec<Procedure>>,
    /// Extension: `{"organ_head": {"most": days}}` or `{"government_head": {"most": days}}`.
    #[schema(value_type = Option<Object>)]
    extension: Option<String>,
    /// How a correction that never comes ends the case.
    correction_lapse: Option<CorrectionLapse>,
    /// Pairs of duties that must be kept apart.
    separated: Option<Vec<Vec<words::CaseDuty>>>,
    /// Documents for which the law wants the office seal.
    office_seal: Option<Vec<words::DocumentKind>>,
    /// 到办事现场次数
    visits: Option<u8>,
    /// Fields that were inferred, not read in a source.
    inferred: Option<Vec<String>>,
    /// Notes of the source, kept as written.
    note: Option<String>,
}

/// A limit as the item states it.
#[derive(ToSchema)]
struct Limit {
    /// `{"fixed": {"amount", "unit"}}`, or `{"as_written": text}` for what an import could not read.
    #[schema(value_type = Object)]
    length: String,
    /// `"acceptance"`, `"receipt"`, `"complete_receipt"`, or `{"as_written": text}`.
    #[schema(value_type = Value)]
    start: String,
    /// Where it is written.
    basis: Option<String>,
}

/// 收费
#[derive(ToSchema)]
struct Fees {
    /// Whether anything is charged.
    charged: bool,
    /// Legal basis of the charge.
    basis: Option<String>,
}

/// 办理形式
#[derive(ToSchema)]
struct Supports {
    /// 预约
    appointment: bool,
    /// 网上支付
    online_payment: bool,
    /// 物流快递
    courier: bool,
    /// 网上办理
    online: bool,
}

/// One line of the list of papers.
#[derive(ToSchema)]
pub(crate) struct ListedPaper {
    /// Id within the item.
    id: String,
    /// Name.
    name: String,
    /// Need.
    need: words::PaperNeed,
    /// Number of originals.
    originals: u8,
    /// Number of copies.
    copies: u8,
    /// 可以通过共享获取: it is not asked for where other organs can give it.
    shared: bool,
    /// Who issues it.
    issuer: Option<String>,
    /// Notes for the applicant.
    note: Option<String>,
}

/// 特别程序 of an item.
#[derive(ToSchema)]
struct Procedure {
    /// Which.
    ground: words::ProcedureGround,
    /// The law of this item that calls for it.
    basis: Option<String>,
    /// Whether the published guide leaves it out of the promised limit.
    outside_promise: bool,
}

/// How a correction that never comes ends the case.
#[derive(ToSchema)]
struct CorrectionLapse {
    /// Calendar days after the demand.
    days: u32,
    /// Where it is written.
    basis: String,
}

#[cfg(test)]
mod tests {
    use daowei_domain::fixture::Matter;
    use utoipa::PartialSchema;

    #[test]
    fn every_field_that_the_domain_writes_is_described_and_the_other_way_round() {
        let schema = serde_json::to_value(super::ItemContent::schema()).unwrap();
        let described = schema["properties"].as_object().unwrap();
        for matter in Matter::ALL {
            let written = serde_json::to_value(matter.content()).unwrap();
            for field in written.as_object().unwrap().keys() {
                assert!(described.contains_key(field), "{field} is not described");
            }
            for field in schema["required"].as_array().unwrap() {
                assert!(written.get(field.as_str().unwrap()).is_some(), "{field} is not always written");
            }
        }
        // The domain reads every described field: what it does not know it would leave out again.
        let all: serde_json::Value = serde_json::to_value(Matter::License.content()).unwrap();
        for field in described.keys().filter(|field| all.get(*field).is_none()) {
            let mut wrong = all.clone();
            wrong[field] = serde_json::json!({"of no type": true});
            assert!(serde_json::from_value::<daowei_domain::catalog::Content>(wrong).is_err(), "{field}");
        }
    }
}
