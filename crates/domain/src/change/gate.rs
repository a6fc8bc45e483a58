//! 公布前要素检查: what an entry must say before anybody is told of it (domain.md §2.2; 行政许可法 art. 30; N-3.1.2, N-3.1.5).

use serde::{Deserialize, Serialize};

use crate::catalog::{Content, DepartmentOf};
use crate::limits::Limit;
use crate::name::Name;

/// An element that can be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// 事项名称
    Name,
    /// 实施主体
    Department,
    /// 编码
    Code,
    /// 设定依据
    Basis,
    /// 受理条件
    Conditions,
    /// 申请材料
    Papers,
    /// 办理流程
    Flow,
    /// 办理时限
    Limit,
    /// 承诺时限不长于法定时限
    Promise,
    /// 收费依据
    FeeBasis,
    /// 结果名称
    Result,
    /// 服务对象
    Objects,
    /// 办理地点
    Place,
    /// 办理时间
    Hours,
    /// 咨询电话
    ConsultPhone,
    /// 监督投诉电话
    ComplaintPhone,
    /// 到办事现场次数
    Visits,
}

impl Element {
    /// Every one, in the order of the guide.
    pub const ALL: [Element; 17] = [
        Element::Name,
        Element::Department,
        Element::Code,
        Element::Basis,
        Element::Conditions,
        Element::Papers,
        Element::Flow,
        Element::Limit,
        Element::Promise,
        Element::FeeBasis,
        Element::Result,
        Element::Objects,
        Element::Place,
        Element::Hours,
        Element::ConsultPhone,
        Element::ComplaintPhone,
        Element::Visits,
    ];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            Element::Name => Name::new("事项名称", "name"),
            Element::Department => Name::new("实施主体", "implementing organ"),
            Element::Code => Name::new("事项编码", "code"),
            Element::Basis => Name::new("设定依据", "legal basis"),
            Element::Conditions => Name::new("受理条件", "conditions"),
            Element::Papers => Name::new("申请材料", "papers"),
            Element::Flow => Name::new("办理流程", "flow"),
            Element::Limit => Name::new("可以计算的办理时限", "a limit that can run"),
            Element::Promise => {
                Name::new("不长于法定时限的承诺时限", "a promise not longer than the statutory limit")
            }
            Element::FeeBasis => Name::new("收费依据", "basis of the fee"),
            Element::Result => Name::new("办理结果名称", "name of the result"),
            Element::Objects => Name::new("服务对象", "whom it is for"),
            Element::Place => Name::new("办理地点", "place"),
            Element::Hours => Name::new("办理时间", "hours"),
            Element::ConsultPhone => Name::new("咨询电话", "telephone for questions"),
            Element::ComplaintPhone => Name::new("监督投诉电话", "telephone for complaints"),
            Element::Visits => Name::new("到办事现场次数", "number of visits"),
        }
    }

    fn is_there(self, content: &Content) -> bool {
        let said = |text: &str| !text.trim().is_empty();
        let any = |texts: &[String]| texts.iter().any(|text| said(text));
        match self {
            Element::Name => said(&content.name),
            Element::Department => matches!(content.department, DepartmentOf::Known(_)),
            Element::Code => {
                said(&content.basic_code) || said(&content.implementation_code) || any(&content.local_codes)
            }
            Element::Basis => any(&content.basis),
            Element::Conditions => any(&content.conditions),
            Element::Papers => content.papers.iter().any(|paper| said(&paper.name)),
            Element::Flow => any(&content.flow),
            Element::Limit => {
                let mut limits = content.statutory_limit.iter().chain(&content.promised_limit).peekable();
                limits.peek().is_some() && limits.all(Limit::is_readable)
            }
            Element::Promise => !crate::catalog::promises_longer(content),
            Element::FeeBasis => !content.fees.charged || said(&content.fees.basis),
            Element::Result => said(&content.result_name),
            Element::Objects => any(&content.objects),
            Element::Place => said(&content.place),
            Element::Hours => said(&content.hours),
            Element::ConsultPhone => said(&content.consult_phone),
            Element::ComplaintPhone => said(&content.complaint_phone),
            Element::Visits => content.visits.is_some(),
        }
    }
}

/// What an entry does not say yet, in the order of the guide.
#[must_use]
pub fn missing(content: &Content) -> Vec<Element> {
    Element::ALL.into_iter().filter(|element| !element.is_there(content)).collect()
}
