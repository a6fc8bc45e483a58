//! A department as it is shown.

use daowei_domain::organization::department::{self, SectionMode};
use daowei_domain::organization::{Leadership, Managed};
use daowei_ident::{DepartmentId, PersonId, SectionId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::validity::Period;
use crate::words;

/// A department of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfDepartment {
    /// The department.
    #[param(value_type = String, format = Uuid)]
    pub(super) department: DepartmentId,
}

/// 部门
#[derive(Serialize, ToSchema)]
pub(super) struct Department {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: DepartmentId,
    /// Three-digit unit code of case numbers.
    unit: u16,
    /// Full name.
    name: String,
    /// 机关代字
    short_name: String,
    /// 统一社会信用代码
    credit_code: Option<String>,
    /// Division code.
    division: String,
    /// 条线
    line: String,
    /// How it is managed.
    #[schema(value_type = words::Managed)]
    managed: Managed,
    /// 行政复议机关
    review_organ: Option<String>,
    /// Court of first instance.
    court: Option<String>,
    /// 咨询电话: told where the item has none of its own.
    consult_phone: Option<String>,
    /// 监督投诉电话: told where the item has none of its own.
    complaint_phone: Option<String>,
    /// When it exists.
    validity: Period,
    /// Organs whose functions it took over.
    #[schema(value_type = Vec<String>)]
    predecessors: Vec<DepartmentId>,
    /// Organs that took over its functions: several where they were split.
    #[schema(value_type = Vec<String>)]
    successors: Vec<DepartmentId>,
    /// Its sections.
    sections: Vec<Section>,
    /// Its leaders, past and present.
    leaders: Vec<Leader>,
}

/// 内设机构
#[derive(Serialize, ToSchema)]
struct Section {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: SectionId,
    /// Its name.
    name: String,
    /// How it is set up.
    #[schema(value_type = words::SectionMode)]
    mode: SectionMode,
    /// The document of 编办 that set it up.
    document: Option<String>,
}

/// A leader's time in charge.
#[derive(Serialize, ToSchema)]
struct Leader {
    /// Who.
    #[schema(value_type = String, format = Uuid)]
    person: PersonId,
    /// As what.
    #[schema(value_type = words::Leadership)]
    leadership: Leadership,
    /// When.
    validity: Period,
}

impl From<department::Department> for Department {
    fn from(found: department::Department) -> Self {
        let section = |section: department::Section| Section {
            id: section.id,
            name: section.name,
            mode: section.mode,
            document: section.document,
        };
        let leader = |leader: &department::Leader| Leader {
            person: leader.person,
            leadership: leader.leadership,
            validity: leader.validity.into(),
        };
        Self {
            id: found.id,
            unit: found.unit,
            name: found.name,
            short_name: found.short_name,
            credit_code: found.credit_code.map(|code| code.to_string()),
            division: found.division.to_string(),
            line: found.line,
            managed: found.managed,
            review_organ: found.review_organ,
            court: found.court,
            consult_phone: found.consult_phone,
            complaint_phone: found.complaint_phone,
            validity: found.validity.into(),
            predecessors: found.predecessors,
            successors: found.successors,
            sections: found.sections.into_values().map(section).collect(),
            leaders: found.leaders.iter().map(leader).collect(),
        }
    }
}
